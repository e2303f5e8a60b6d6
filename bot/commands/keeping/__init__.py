"""The database as a whole: in a file, back from it, into another one."""
