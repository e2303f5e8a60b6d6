"""What people ask that is no wish: what is beyond the program, and how it works; learned from examples."""
