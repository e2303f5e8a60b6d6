"""One colleague: the card, exemptions, what is said of them in passing."""
