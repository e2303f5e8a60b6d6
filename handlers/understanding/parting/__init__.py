"""Where the wishes of a long message part: all ways of parting it are weighed together."""
