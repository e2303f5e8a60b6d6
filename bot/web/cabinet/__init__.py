"""The officer's cabinet: pages that do what the chat does, through the same use cases."""
