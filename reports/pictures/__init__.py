"""Charts and drawn instructions."""
