"""Messengers that the program speaks, and the accounts of people in them."""
