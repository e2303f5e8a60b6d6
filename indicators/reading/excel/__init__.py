"""Workbooks of every age. `workbooks` asks a library; what it does not expect is set right before, or read after it."""
