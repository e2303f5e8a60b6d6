"""Of whether an account may be written to the state alone: since when and by which error nobody read

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("account", "writing_code")
    op.drop_column("account", "writing_at")


def downgrade() -> None:
    op.add_column("account", sa.Column("writing_code", sa.Integer(), nullable=True))
    op.add_column("account", sa.Column("writing_at", sa.BigInteger(), nullable=True))
