"""A mark of a file that an officer's later word has ended: the last day on which a list went on marking

Revision ID: 0031
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("exemption", sa.Column("passed_over_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("exemption") as table:
        table.drop_column("passed_over_on")
