"""By which names people were known before stands with them, for whoever looks for somebody

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("former", sa.String(), server_default="", nullable=False))
    person = sa.table("person", sa.column("id", sa.BigInteger), sa.column("former", sa.String))
    corrected = sa.text("SELECT person_id, was FROM correction WHERE field = 'name' ORDER BY at")
    names: dict[int, list[str]] = {}
    for number, was in op.get_bind().execute(corrected):
        names.setdefault(number, []).append(" ".join(was.lower().replace("ё", "е").split()))
    for number, former in names.items():
        op.execute(sa.update(person).where(person.c.id == number).values(former="\n".join(former)))


def downgrade() -> None:
    op.drop_column("person", "former")
