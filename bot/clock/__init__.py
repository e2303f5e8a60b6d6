"""The clock: an alarm that rings every minute, and what is done when something is due."""
