"""A statistics file in the chat: received, shown, corrected, imported."""
