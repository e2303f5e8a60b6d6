"""What an officer had answered to a dispute before the answer was changed

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("claim", sa.Column("answers_before", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("claim", "answers_before")
