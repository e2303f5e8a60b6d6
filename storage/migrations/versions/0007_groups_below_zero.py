"""Group chats are numbered below zero, whatever their messenger calls them; a row goes through one messenger

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_VK_CHATS = 2_000_000_000
_PLACES = (("chat", "AND platform = 'vk'"), ("reply", ""), ("errand", ""))


def upgrade() -> None:
    for table, only in _PLACES:
        op.execute(f"UPDATE {table} SET peer_id = {_VK_CHATS} - peer_id WHERE peer_id > {_VK_CHATS} {only}")
    op.add_column("outbox", sa.Column("platform", sa.String(16), nullable=False, server_default="vk"))
    op.add_column("account", sa.Column("cleared_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("account", "cleared_at")
    op.drop_column("outbox", "platform")
    for table, only in _PLACES:
        op.execute(f"UPDATE {table} SET peer_id = {_VK_CHATS} - peer_id WHERE peer_id < 0 {only}")
