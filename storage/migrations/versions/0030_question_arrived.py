"""When the question whose account it is has reached whom it is put to

Revision ID: 0030
Revises: 0029
"""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Moment

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("arrival", sa.Column("asked_at", Moment(), nullable=True))
    op.execute('UPDATE arrival SET asked_at = "at"')  # what was said to whoever waits already


def downgrade() -> None:
    op.drop_column("arrival", "asked_at")
