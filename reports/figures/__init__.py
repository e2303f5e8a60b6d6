"""What a report says, as plain data and as words."""
