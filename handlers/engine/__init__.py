"""How an event becomes an answer: dispatch, rights in chat words, durable answers, slow work."""
