"""What was said last in a dialog is found without reading all answers

Revision ID: 0003
Revises: 0002
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_reply_dialog", "reply", ["peer_id", "community_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_reply_dialog", "reply")
