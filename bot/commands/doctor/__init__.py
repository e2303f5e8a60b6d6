"""`doctor`: is everything in place; and with `--probe`, what a live token shows."""
