"""Where facts are told that no indicator asks for: found without looking through all weeks

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_FACTS = ("profile_active", "my_school", "pupils_total", "pupils_journal_linked")


def upgrade() -> None:
    for fact in _FACTS:
        told = sa.text(f"{fact} IS NOT NULL")
        op.create_index(
            f"ix_person_week_{fact}", "person_week", ["person_id", "week"], sqlite_where=told, postgresql_where=told
        )


def downgrade() -> None:
    for fact in _FACTS:
        op.drop_index(f"ix_person_week_{fact}", "person_week")
