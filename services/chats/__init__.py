"""The register of group chats: what each is, whose it is, how it is reached, and what the bot counts there."""
