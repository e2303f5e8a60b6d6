"""Who is meant: people by name, by post and by how they stand, and who is on no list."""
