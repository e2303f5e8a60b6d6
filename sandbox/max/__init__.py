"""MAX as this machine has it: the Bot API, updates by long poll and webhook, uploads, and what people do there."""
