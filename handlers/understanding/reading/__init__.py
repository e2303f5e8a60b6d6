"""What a sentence speaks of: people, classes, days, weeks, numbers, groups."""
