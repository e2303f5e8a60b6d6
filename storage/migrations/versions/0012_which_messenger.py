"""Which of a person's messengers they spoke in last, and which one they chose

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("account", sa.Column("heard_at", sa.BigInteger(), nullable=True))
    op.add_column("account", sa.Column("chosen_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("account", "chosen_at")
    op.drop_column("account", "heard_at")
