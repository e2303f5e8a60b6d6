"""When a role was offered: an offer that nobody takes up ends

Revision ID: 0014
Revises: 0013
"""

import time

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("member", sa.Column("offered_at", sa.BigInteger(), nullable=True))
    member = sa.table("member", sa.column("offered_at", sa.BigInteger()), sa.column("confirmed_at", sa.BigInteger()))
    # Nobody knows how old the open ones are: their term begins now.
    now = time.time_ns() // 1_000_000  # a moment is kept in milliseconds
    op.execute(member.update().where(member.c.confirmed_at.is_(None)).values(offered_at=now))


def downgrade() -> None:
    op.drop_column("member", "offered_at")
