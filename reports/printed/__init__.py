"""Leaflets and posters, and what printed pages share."""
