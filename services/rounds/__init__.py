"""Rounds of reminders: looked at, begun, paused, continued, cancelled, tried again, told of."""
