"""Things nobody sends in earnest, by the thousand: files, events, texts. `python -m tests.fuzz` runs them all."""
