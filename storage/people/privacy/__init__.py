"""What is kept about one human, and how it is given out, silenced and deleted."""
