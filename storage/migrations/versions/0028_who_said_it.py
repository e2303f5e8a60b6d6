"""Whose account what a person said came from

Revision ID: 0028
Revises: 0027
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_TABLES = ("claim", "thread_line", "told_change")


def upgrade() -> None:
    for table in _TABLES:
        op.add_column(table, sa.Column("account_id", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    for table in _TABLES:
        op.drop_column(table, "account_id")
