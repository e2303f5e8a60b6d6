"""Accounts that brought a personal code, until the one that was there before has said whose they are

Revision ID: 0029
Revises: 0028
"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Moment, RowId

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "arrival",
        sa.Column("person_id", RowId, sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("account_id", RowId, sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("until", Moment(), nullable=False),
    )
    op.create_index("ix_arrival_account_id", "arrival", ["account_id"])


def downgrade() -> None:
    op.drop_table("arrival")
