"""When the school is left in peace."""
