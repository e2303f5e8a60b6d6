"""`python -m storage.database.revise "message"` writes a migration: the difference between tables and migrations."""

import sys

from alembic import command
from sqlalchemy import create_engine

from storage.database.upgrade import HEAD, _config


def main(message: str) -> None:
    with create_engine("sqlite://").connect() as connection:
        config = _config(connection)
        command.upgrade(config, "head")
        command.revision(config, message, autogenerate=True, rev_id=f"{int(HEAD) + 1:04d}")


if __name__ == "__main__":
    main(sys.argv[1])
