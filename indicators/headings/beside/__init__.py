"""What the columns of a table say of each other: shares, differences, parts of a whole, and who gets which fact."""
