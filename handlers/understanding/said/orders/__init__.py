"""What an order says in words of its own: what is announced, set, changed or counted, and of which school."""
