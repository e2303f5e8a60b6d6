"""What can be wished for, and the words that say so."""
