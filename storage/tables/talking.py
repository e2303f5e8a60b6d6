"""Chats, conversations under way, events already handled, and who did what."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Moment, RowId


class Chat(Base):
    """A group chat the bot was told of. `kind`: staff, parents_with_teacher, parents_without_teacher, other."""

    __tablename__ = "chat"
    __table_args__ = (UniqueConstraint("platform", "peer_id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    platform: Mapped[str] = mapped_column(String(16))
    peer_id: Mapped[int] = mapped_column(BigInteger)
    title: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(String(32), default="other")
    class_name: Mapped[str | None] = mapped_column(String(64))
    link: Mapped[str | None]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    state: Mapped[str] = mapped_column(String(16), default="on")
    state_reason: Mapped[str | None]
    reads_all: Mapped[bool] = mapped_column(default=False)
    hints: Mapped[bool] = mapped_column(default=False)
    settings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class LiveCount(Base):
    """What the bot itself saw in chats it may read: numbers only, never texts."""

    __tablename__ = "live_count"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    week: Mapped[str] = mapped_column(String(8), primary_key=True)
    messages: Mapped[int] = mapped_column(default=0)
    calls: Mapped[int] = mapped_column(default=0)


class Dialogue(Base):
    """A conversation that waits for an answer; it survives a restart."""

    __tablename__ = "dialogue"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(String(32))
    state: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(Moment)


class HandledEvent(Base):
    """An event is handled once, however often the messenger tells it."""

    __tablename__ = "handled_event"
    __table_args__ = (Index("ix_handled_event_at", "at"),)

    community_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    event_id: Mapped[str] = mapped_column(String(80), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)


class Reply(Base):
    """An answer to a person, kept until the messenger took it: written with the event that caused it."""

    __tablename__ = "reply"
    # A number must never come back after a deletion: the messenger takes a repeated random id for a repeat.
    __table_args__ = (Index("ix_reply_dialog", "peer_id", "community_id", "id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    community_id: Mapped[int] = mapped_column(BigInteger)
    peer_id: Mapped[int] = mapped_column(BigInteger)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(16), default="planned", index=True)
    attempts: Mapped[int] = mapped_column(default=0)


class NotUnderstood(Base):
    """What somebody wrote and nobody understood, without names and without whose it was. `side`: office, teacher."""

    __tablename__ = "not_understood"
    __table_args__ = (Index("ix_not_understood_at", "at"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    side: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime] = mapped_column(Moment)


class Errand(Base):
    """Slow work a conversation asked for (reading a file, making a report): done after the event's
    transaction, found again after a restart, gone when its answer is written. `state`: open, failed."""

    __tablename__ = "errand"
    # A folder of files and buttons in old messages carry the number: it must never come again.
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    community_id: Mapped[int] = mapped_column(BigInteger)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    peer_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(32))
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(16), default="open")
    attempts: Mapped[int] = mapped_column(default=0)


class AuditEntry(Base):
    """Who did what, when. `details` holds ids and numbers, and how the school's settings were; no names, no texts."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id", ondelete="SET NULL"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    action: Mapped[str] = mapped_column(String(48))
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class Note(Base):
    """Small things the program remembers: the long-poll position, the clock's last beat, the salt of random ids."""

    __tablename__ = "note"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[str]
