"""A file that was sent: what is in it, what it would change, and its import; schools and people it names."""
