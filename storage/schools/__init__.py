"""Schools and what is set for each."""
