"""The definitions of the headings, a theme a file; how a line is written stands in `definitions`."""
