"""Which rounds are reminders by the figures, and not something else that goes through the outbox."""

from sqlalchemy import ColumnElement, and_, func

from nudges.letters.announcement import ANNOUNCE
from nudges.letters.moving import MOVE
from storage.tables import Campaign, OutboxRow


def are_reminders() -> ColumnElement[bool]:
    return and_(*(Campaign.kind.not_like(f"{kind}-%") for kind in (ANNOUNCE, MOVE)))


def week_spoken_of() -> ColumnElement[str]:
    """Of whose figures a message speaks: its round's, or those of the newer list by which it went."""
    return func.coalesce(OutboxRow.figures_week, Campaign.week)
