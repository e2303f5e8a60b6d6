"""What a file says against itself and against what is known."""
