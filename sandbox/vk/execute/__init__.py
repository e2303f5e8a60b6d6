"""The method `execute`: what its scripts may say, and how they run."""
