"""Which rounds are reminders by the figures, and not something else that goes through the outbox."""

from sqlalchemy import ColumnElement, and_

from nudges.letters.announcement import ANNOUNCE
from nudges.letters.moving import MOVE
from storage.tables import Campaign


def are_reminders() -> ColumnElement[bool]:
    return and_(*(Campaign.kind.not_like(f"{kind}-%") for kind in (ANNOUNCE, MOVE)))
