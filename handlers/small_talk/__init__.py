"""Help, and what people say to a person rather than to a program."""
