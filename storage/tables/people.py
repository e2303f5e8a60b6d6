"""People, their accounts in messengers, their roles, and what silences the nudges."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Moment, RowId


class Account(Base):
    """One person's account in one messenger.

    `writing` says whether the bot may write there: unknown (try), allowed, denied (until they write
    or allow), gone (for good). `school_id` is the school somebody who looks after several works with now.
    Without `wants_nudges` its owner is not reminded at any school, also one whose list comes later.
    `cleared_at` is when they last emptied the dialog: what was sent before cannot be looked up there. `heard_at` is
    when its owner wrote or pressed last, `chosen_at` when they asked to be written to there.
    """

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("platform", "external_id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    platform: Mapped[str] = mapped_column(String(16))
    external_id: Mapped[int] = mapped_column(BigInteger)
    writing: Mapped[str] = mapped_column(String(16), default="unknown")
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id", ondelete="SET NULL"))
    wants_nudges: Mapped[bool] = mapped_column(default=True, server_default=true())
    cleared_at: Mapped[datetime | None] = mapped_column(Moment)
    heard_at: Mapped[datetime | None] = mapped_column(Moment)
    chosen_at: Mapped[datetime | None] = mapped_column(Moment)


class Person(Base):
    """Somebody on a school's staff list. Namesakes are different rows; `left_on` is set by the officer.

    `former`: by which names they were known before, as `name_key` has them, a line each.
    `write_from`, `write_to`, `weekdays` (Monday is 0) and `days_off` (as «2026-12-31») are when they want to be written
    to: see `nudges.own_time`.
    """

    __tablename__ = "person"
    __table_args__ = (
        Index("ix_person_school_name", "school_id", "name_key"),
        UniqueConstraint("school_id", "account_id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"))
    full_name: Mapped[str]
    last_name: Mapped[str] = mapped_column(default="")
    first_name: Mapped[str] = mapped_column(default="")
    patronymic: Mapped[str] = mapped_column(default="")
    name_key: Mapped[str]
    former: Mapped[str] = mapped_column(default="", server_default="")
    role: Mapped[str] = mapped_column(default="")
    classes: Mapped[str] = mapped_column(default="")
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    left_on: Mapped[date | None]
    wants_nudges: Mapped[bool] = mapped_column(default=True)
    write_from: Mapped[time | None]
    write_to: Mapped[time | None]
    days_off: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    weekdays: Mapped[list[int] | None] = mapped_column(JSON(none_as_null=True))
    created_at: Mapped[datetime] = mapped_column(Moment)


class PersonAccount(Base):
    """A person's account in MAX, and whatever they have beside the one of `Person.account_id`, which is VK's where
    they have one there: see `storage.messengers.ways`."""

    __tablename__ = "person_account"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True)


class Correction(Base):
    """What an officer has set right on the staff list: a file that still says `was` does not undo it.

    `field`: name (the full one), role, classes.
    """

    __tablename__ = "correction"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    field: Mapped[str] = mapped_column(String(16), primary_key=True)
    was: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)


class Detached(Base):
    """An account that is not this person's, as an officer or whoever writes from it has said: no file ties it again.

    `asked`: its owner said so, and waits for an officer's word; until then nothing is shown there.
    """

    __tablename__ = "detached"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True)
    asked: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(Moment)


class Arrival(Base):
    """An account that brought somebody's personal code while they write from another one: it is theirs when that one
    says so, or has said nothing by `until`, though the question has reached it at `asked_at`. Before that it is
    nobody's, and nothing of them is shown there."""

    __tablename__ = "arrival"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True)
    at: Mapped[datetime] = mapped_column(Moment)
    until: Mapped[datetime] = mapped_column(Moment)
    asked_at: Mapped[datetime | None] = mapped_column(Moment)


class Silenced(Base):
    """Somebody who had their data deleted. Only the number is kept, so that the next file does not make
    them a recipient again; their own word lifts it. `asked`: whether they want that, when a list had them again."""

    __tablename__ = "silenced"

    platform: Mapped[str] = mapped_column(String(16), primary_key=True)
    external_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    asked: Mapped[bool] = mapped_column(default=False, server_default=false())


class Attempt(Base):
    """How often an account tried something that must not be tried without end; `kind` is a code that did not fit,
    or a request to be let in. By the account's number, since whoever has their data deleted must not begin anew.
    `about` is what was tried last, where a repeat of the same is no new try.
    """

    __tablename__ = "attempt"

    platform: Mapped[str] = mapped_column(String(16), primary_key=True)
    external_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    count: Mapped[int]
    at: Mapped[datetime] = mapped_column(Moment)
    about: Mapped[str | None]


class RememberedMatch(Base):
    """An officer's answer to «кто это?»: `row_key` is the row's spelling, no person means «somebody new»."""

    __tablename__ = "remembered_match"

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), primary_key=True)
    row_key: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))


class Member(Base):
    """A role of an account: officer, deputy, manager of a school, or municipal (no school, or its own list).

    Until it is taken up (`confirmed_at`) it is an offer, made at `offered_at`.
    """

    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("account_id", "school_id", "role"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(String(16))
    offered_at: Mapped[datetime | None] = mapped_column(Moment)
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    given_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))


class Exemption(Base):
    """A person is left in peace, both days included; with no `gap` about everything, with no end until lifted.
    `passed_over_on`: of a file's mark that an officer's later word has ended, the last day on which that was said or a
    list went on marking."""

    __tablename__ = "exemption"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    gap: Mapped[str | None] = mapped_column(String(48))
    reason: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    told_ended: Mapped[bool] = mapped_column(default=False)
    passed_over_on: Mapped[date | None]


class Claim(Base):
    """What a person answered to a nudge about a gap in a week: done, mistake, not_now; noted: done, as the bot has
    seen itself.

    A mistake is a dispute: open until `resolved_at`, and the gap is silent meanwhile. `answers_before`: what was
    answered, and when, before the answer was changed. `account_id` is whose account said it, here and of what follows,
    while there is one.
    """

    __tablename__ = "claim"
    __table_args__ = (UniqueConstraint("person_id", "week", "gap", "kind"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    week: Mapped[str] = mapped_column(String(8))
    gap: Mapped[str] = mapped_column(String(48))
    kind: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(Moment)
    resolved_at: Mapped[datetime | None] = mapped_column(Moment)
    resolution: Mapped[str | None]
    answers_before: Mapped[list[list[str]] | None] = mapped_column(JSON(none_as_null=True))
    account_id: Mapped[int | None] = mapped_column(BigInteger)

    @property
    def earlier(self) -> list[tuple[str, datetime]]:
        """The answers that stand no more, the oldest first."""
        return [(resolution, datetime.fromisoformat(at)) for resolution, at in self.answers_before or ()]

    @property
    def first_resolved_at(self) -> datetime | None:
        return self.earlier[0][1] if self.answers_before else self.resolved_at


class ThreadLine(Base):
    """What a teacher objected to and what an officer answered, in their own words; `side` is teacher or officer."""

    __tablename__ = "thread_line"
    __table_args__ = (Index("ix_thread_line_person", "person_id", "id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    side: Mapped[str] = mapped_column(String(8))
    text: Mapped[str]
    at: Mapped[datetime] = mapped_column(Moment)
    account_id: Mapped[int | None] = mapped_column(BigInteger)


class ToldChange(Base):
    """«Я сменила фамилию»: what a person told of their name, post or classes, until an officer has set it right or left
    it as it was. `fields`, as a `Correction` calls them: those of which no answer is there yet; none is named where
    nobody can tell."""

    __tablename__ = "told_change"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    text: Mapped[str]
    fields: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    at: Mapped[datetime] = mapped_column(Moment)
    account_id: Mapped[int | None] = mapped_column(BigInteger)


class Invitation(Base):
    """A one-time code by which somebody links the account they write from to a person or takes a role."""

    __tablename__ = "invitation"

    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"))
    role: Mapped[str | None] = mapped_column(String(16))
    made_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    details: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
