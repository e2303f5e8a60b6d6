"""What teachers object to and officers answer, in their own words

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "thread_line",
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("person_id", ROW_ID, sa.ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
        sa.Column("side", sa.String(8), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_thread_line_person", "thread_line", ["person_id", "id"])


def downgrade() -> None:
    op.drop_table("thread_line")
