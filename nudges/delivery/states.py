"""What a row of the outbox, and an account, may be."""

from enum import StrEnum


class State(StrEnum):
    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNREACHABLE = "unreachable"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


OPEN_STATES = (State.PLANNED, State.SENDING)


class Writing(StrEnum):
    """May the bot write to an account? See `storage.tables.Account`."""

    UNKNOWN = "unknown"
    ALLOWED = "allowed"
    DENIED = "denied"
    GONE = "gone"
