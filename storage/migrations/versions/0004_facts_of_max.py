"""A week's facts about MAX and the parents, which some offices send beside the eight indicators

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

COLUMNS = {"max_registered": sa.Boolean, "max_active_week": sa.Boolean, "parents_connected": sa.Integer}


def upgrade() -> None:
    for name, kind in COLUMNS.items():
        op.add_column("person_week", sa.Column(name, kind(), nullable=True))


def downgrade() -> None:
    for name in COLUMNS:
        op.drop_column("person_week", name)
