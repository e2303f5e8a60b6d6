"""Putting the staff list right: what somebody is called and does, and two rows that are one person."""
