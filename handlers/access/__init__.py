"""The way in, roles, and what is kept about somebody."""
