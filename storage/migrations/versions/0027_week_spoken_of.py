"""The week whose figures a message speaks of, where it went by a newer file than its round was planned by

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("figures_week", sa.String(8), nullable=True))


def downgrade() -> None:
    op.drop_column("outbox", "figures_week")
