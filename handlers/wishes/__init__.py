"""From what a message means to what is done about it."""
