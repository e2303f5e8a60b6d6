"""Conversations: what the bot answers to an officer, a teacher, a chat, a file."""
