"""A message in pieces: where it may be parted, what each piece wishes, and which of them are wishes of their own."""
