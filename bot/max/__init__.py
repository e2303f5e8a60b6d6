"""MAX: one bot as a `Messenger`. The only place that speaks its words, knows its limits and numbers its chats."""
