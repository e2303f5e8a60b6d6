"""A person may have an account in a second messenger

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "person_account",
        sa.Column("person_id", ROW_ID, sa.ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("account_id", ROW_ID, sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
    )
    op.create_index("ix_person_account_account_id", "person_account", ["account_id"])


def downgrade() -> None:
    op.drop_table("person_account")
