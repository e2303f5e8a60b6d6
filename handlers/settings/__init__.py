"""The first evening and everything that can be set afterwards."""
