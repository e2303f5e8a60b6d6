"""Rounds of reminders: new ones, running ones, automatic ones."""
