"""The rules of delivery, with no input or output: what an outcome makes of a row, an account, a campaign."""
