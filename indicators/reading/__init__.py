"""Files to tables. Runs in the guarded child process only, see `indicators.reading.child`.

Keep the imports of this package light: the child starts anew for every file.
"""
