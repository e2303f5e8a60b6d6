"""The program as a process of its system: how it ends, its threads, its open files."""
