"""What a list that was replaced had counted of people whose data were deleted since

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("previous_load", sa.Column("nameless", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("previous_load", "nameless")
