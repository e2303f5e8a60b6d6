"""Not to be reminded is the wish of an account; tries that are counted

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("account", sa.Column("wants_nudges", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.execute(
        "UPDATE account SET wants_nudges = false "
        "WHERE id IN (SELECT account_id FROM person WHERE NOT wants_nudges AND account_id IS NOT NULL)"
    )
    op.create_table(
        "attempt",
        sa.Column("platform", sa.String(16), nullable=False),
        sa.Column("external_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("about", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("platform", "external_id", "kind", name=op.f("pk_attempt")),
    )


def downgrade() -> None:
    op.drop_table("attempt")
    op.drop_column("account", "wants_nudges")
