"""Pupils typed by hand: the day beside a school's figure, and the classes' own figures

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("school_week", sa.Column("typed_on", sa.Date(), nullable=True))
    op.create_table(
        "class_pupils",
        sa.Column("school_id", ROW_ID, sa.ForeignKey("school.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("week", sa.String(8), primary_key=True),
        sa.Column("class_name", sa.String(16), primary_key=True),
        sa.Column("registered", sa.Integer(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("linked", sa.Integer(), nullable=True),
        sa.Column("typed_on", sa.Date(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
    )


def downgrade() -> None:
    op.drop_table("class_pupils")
    op.drop_column("school_week", "typed_on")
