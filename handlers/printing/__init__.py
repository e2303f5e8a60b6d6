"""What is printed or handed in."""
