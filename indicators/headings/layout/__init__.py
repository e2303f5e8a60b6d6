"""Where the headings of a table stand, which rows they are, and what and when each column is about."""
