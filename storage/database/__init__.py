"""The database itself: connection, driver, schema, small helpers."""
