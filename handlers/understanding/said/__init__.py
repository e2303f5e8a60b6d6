"""What else a message says, beside its wish: a question each, answered for whoever carries the wish out."""
