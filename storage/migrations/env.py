"""Alembic's entry: runs on the connection it is handed by `storage.database.upgrade` and `storage.database.revise`."""

from typing import Any, Literal

from alembic import context

from storage.tables import Base, Moment


def _render(kind: str, item: Any, autogen_context: Any) -> str | Literal[False]:
    """Migrations outlive the classes of today: they name plain types only."""
    return "sa.BigInteger()" if kind == "type" and isinstance(item, Moment) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=_render,
)
context.run_migrations()
