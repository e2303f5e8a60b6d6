"""What one column may be: its heading as a fact, and what stands in its cells."""
