"""When: days, spans, weeks of statistics and hours that a message names."""
