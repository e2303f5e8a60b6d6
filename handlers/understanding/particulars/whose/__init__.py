"""Whose something is: of whom a teacher tells, and who is named and is on no list."""
