"""Weekly facts, and where everybody stands."""
