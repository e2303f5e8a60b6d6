"""A table of schools with the indicators of the order."""
