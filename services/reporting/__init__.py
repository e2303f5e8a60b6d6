"""The week as it is looked at and printed."""
