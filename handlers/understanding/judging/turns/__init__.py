"""Turns of phrase by which something else is wished than what the words are like: a turn a line."""
