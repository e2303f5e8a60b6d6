"""About what: what is lacking or done, which indicators, which side of a figure."""
