"""What the clock remembers and what it asks."""
