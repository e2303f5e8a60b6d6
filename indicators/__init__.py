"""What is measured and how files say it."""
