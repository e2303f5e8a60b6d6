"""Rounds of messages: planned, looked at again, escalated, counted."""
