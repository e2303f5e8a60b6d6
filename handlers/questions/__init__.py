"""Questions about the figures, the people and the bot itself, answered in one message."""
