"""A list of employees: its rows, its values, whom each row is about."""
