"""Expiry and backups."""
