"""What a load replaced is kept, so that it can be taken back

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    import_id = sa.ForeignKey("statistics_import.id", ondelete="CASCADE")
    op.create_table(
        "previous_load",
        sa.Column("import_id", ROW_ID, import_id, primary_key=True),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
    )
    op.create_table(
        "previous_row",
        sa.Column("import_id", ROW_ID, sa.ForeignKey("statistics_import.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("person_id", ROW_ID, sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("kind", sa.String(8), primary_key=True),
        sa.Column("content", sa.JSON(), nullable=False),
    )
    op.create_index("ix_previous_row_person_id", "previous_row", ["person_id"])


def downgrade() -> None:
    op.drop_table("previous_row")
    op.drop_table("previous_load")
