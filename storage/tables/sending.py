"""Campaigns and the outbox: what is to be sent, and what became of it."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Moment, RowId


class Campaign(Base):
    """One round of messages of a school about a week of statistics.

    `kind`: digest, quota, or manual-N for what an officer sends by hand. `state`: running, paused,
    cancelled, finished (no row is left open).
    """

    __tablename__ = "campaign"
    __table_args__ = (UniqueConstraint("school_id", "week", "kind"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"))
    week: Mapped[str] = mapped_column(String(8))
    kind: Mapped[str] = mapped_column(String(24))
    state: Mapped[str] = mapped_column(String(16), default="running", index=True)
    pause_reason: Mapped[str | None]
    ignores_hours: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime] = mapped_column(Moment)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))


class OutboxRow(Base):
    """One message to one person. States: planned, sending, sent, failed, unreachable, skipped, cancelled.

    It goes through `platform`, to whichever of the person's accounts can be written to.
    `calendar_week` is the school's week it is planned for, then the one in which it went out, for «one
    digest a week»; a row without one goes as soon as it may. `not_before` delays a row;
    `claimed_at` is when it last went into `sending`; `attempts` counts tries that cost one.
    `unsure_since` is when the first try went out of which nobody knows whether it was taken.
    `twin_id` is the row whose `random_id` this one shares, as both say the same to different people.
    `figures_week`: it was written anew by a later week's figures than its round's.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("campaign_id", "person_id"),
        Index("ix_outbox_open", "campaign_id", "state", "not_before", "id"),
        Index("ix_outbox_account_week", "account_id", "calendar_week"),
        # A number must never come back after a deletion: random ids are made of them.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    platform: Mapped[str] = mapped_column(String(16), default="vk", server_default="vk")
    peer_id: Mapped[int] = mapped_column(BigInteger)
    text: Mapped[str]
    gaps: Mapped[list[str]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(16), default="planned")
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime | None] = mapped_column(Moment)
    claimed_at: Mapped[datetime | None] = mapped_column(Moment)
    unsure_since: Mapped[datetime | None] = mapped_column(Moment)
    twin_id: Mapped[int | None] = mapped_column(BigInteger)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)
    calendar_week: Mapped[str | None] = mapped_column(String(8))
    figures_week: Mapped[str | None] = mapped_column(String(8))
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    error_code: Mapped[int | None]
    reason: Mapped[str | None]
