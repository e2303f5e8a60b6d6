"""What the headings of a table mean."""
