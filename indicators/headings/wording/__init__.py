"""What the words of a heading mean only beside others, a theme a file."""
