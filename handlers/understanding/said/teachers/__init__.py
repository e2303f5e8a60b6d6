"""What teachers ask and tell of themselves, their class and what counts."""
