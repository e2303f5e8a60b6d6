"""What is answered where something is asked that is no wish: what is beyond the program, and how it works."""
