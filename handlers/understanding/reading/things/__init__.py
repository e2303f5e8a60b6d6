"""Which things of the figures a message names: a chat, a call, the journal, the mark of ten messages."""
