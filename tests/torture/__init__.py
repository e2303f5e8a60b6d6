"""Delivery under torture: processes really killed, answers really lost, counted by the sandbox and not by us."""
