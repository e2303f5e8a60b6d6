"""What a list counted of people whose data were deleted since: sums without anybody

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("statistics_import", sa.Column("nameless", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("statistics_import", "nameless")
