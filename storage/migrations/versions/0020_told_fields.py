"""Which fields a person's words are about, so that a correction of one answers what was told of that one

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("told_change", sa.Column("fields", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    op.drop_column("told_change", "fields")
