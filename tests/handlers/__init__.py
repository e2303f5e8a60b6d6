"""Conversations, tried over the sandbox's real long poll with the real messenger."""
