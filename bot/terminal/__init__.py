"""What the program says in a terminal: tables and JSON, logs, complaints of the parser in Russian."""
