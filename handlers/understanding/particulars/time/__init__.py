"""When: what of the days, weeks and hours of a message is meant by the wish."""
