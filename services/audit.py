"""The log of who did what, written by the deeds themselves."""

from datetime import datetime
from typing import Any

from services.actor import Actor
from storage.database.connection import Session
from storage.people.audit import record


def log_deed(session: Session, actor: Actor, action: str, now: datetime, **details: Any) -> None:
    """`details` are ids and numbers, never names or texts."""
    record(session, action, now, school_id=actor.school_id, account_id=actor.account_id, **details)
