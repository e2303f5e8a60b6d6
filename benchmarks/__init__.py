"""Measurements beside rivals: `python -m benchmarks [name…]` prints tables in Markdown."""
