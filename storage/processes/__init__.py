"""What several processes of the program on one database must agree on."""
