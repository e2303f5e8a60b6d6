"""Who comes in, in which role, what is told to officers of it, and what is kept of a person."""
