"""The database: tables, queries, migrations, the outbox."""
