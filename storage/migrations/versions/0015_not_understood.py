"""What was written and not understood, without names

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "not_understood",
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("school_id", ROW_ID, sa.ForeignKey("school.id", ondelete="CASCADE"), nullable=False),
        sa.Column("side", sa.String(8), nullable=False),
        sa.Column("text", sa.String(200), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_not_understood_school_id", "not_understood", ["school_id"])
    op.create_index("ix_not_understood_at", "not_understood", ["at"])


def downgrade() -> None:
    op.drop_table("not_understood")
