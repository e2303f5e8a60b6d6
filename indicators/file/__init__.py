"""A whole file understood: from many tables to one statistics file."""
