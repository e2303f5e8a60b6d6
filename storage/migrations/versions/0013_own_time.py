"""When single people want to be written to

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("write_from", sa.Time(), nullable=True))
    op.add_column("person", sa.Column("write_to", sa.Time(), nullable=True))
    op.add_column("person", sa.Column("days_off", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("person", "days_off")
    op.drop_column("person", "write_to")
    op.drop_column("person", "write_from")
