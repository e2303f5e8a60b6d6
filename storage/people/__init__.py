"""People, their accounts, roles and exemptions, and the log of who did what."""
