"""Schools, what they set for themselves, and when they rest."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Moment, RowId


class School(Base):
    """`name_key` is the normalised name, by which files and commands find the school.

    `settings` holds the schedule and other choices that are read as a whole (see `nudges`).
    """

    __tablename__ = "school"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    timezone: Mapped[str | None]
    work_from: Mapped[time] = mapped_column(default=time(9))
    work_to: Mapped[time] = mapped_column(default=time(18))
    journal_name: Mapped[str] = mapped_column(default="ЭЖД")
    registration_deadline: Mapped[date | None]
    paused: Mapped[bool] = mapped_column(default=False)
    community_id: Mapped[int | None]
    settings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(Moment)


class SchoolAlias(Base):
    """Another way files write the school's name."""

    __tablename__ = "school_alias"

    name_key: Mapped[str] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"))


class Target(Base):
    """What the school is to reach: a number, or a percentage of the indicator's whole."""

    __tablename__ = "target"
    __table_args__ = (UniqueConstraint("school_id", "code"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"))
    code: Mapped[str]
    value: Mapped[float]
    is_percent: Mapped[bool] = mapped_column(default=False)
    deadline: Mapped[date | None]


class Break(Base):
    """Days, both included, on which nothing is sent; `kind` as in `nudges.calendar`."""

    __tablename__ = "break"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    title: Mapped[str] = mapped_column(default="каникулы")
    kind: Mapped[str] = mapped_column(String(16), default="break")


class ReportTemplate(Base):
    """The school's own docx template of the weekly report, as it was sent; a few hundred kilobytes at the most."""

    __tablename__ = "report_template"

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(Moment)
