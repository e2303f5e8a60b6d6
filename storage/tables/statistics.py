"""What the files said, week by week."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Moment, RowId


class StatisticsImport(Base):
    """One school's part of one imported file; a week is replaced, never doubled. The file itself is not kept.

    `nameless` is what it counted of people whose data were deleted since: see `storage.statistics.nameless`."""

    __tablename__ = "statistics_import"
    __table_args__ = (UniqueConstraint("school_id", "week", "kind"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"))
    week: Mapped[str] = mapped_column(String(8))
    kind: Mapped[str] = mapped_column(String(16))
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON)
    received_on: Mapped[date]
    rows: Mapped[int]
    accepted: Mapped[int]
    missing: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime] = mapped_column(Moment)
    nameless: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class PreviousLoad(Base):
    """What the load of `import_id` replaced, so that it can be taken back; `figures` are those of a summary by code,
    `nameless` is as in `StatisticsImport`."""

    __tablename__ = "previous_load"

    import_id: Mapped[int] = mapped_column(ForeignKey("statistics_import.id", ondelete="CASCADE"), primary_key=True)
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON)
    received_on: Mapped[date]
    rows: Mapped[int]
    accepted: Mapped[int]
    missing: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime] = mapped_column(Moment)
    figures: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    nameless: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class PreviousRow(Base):
    """Of one person, what a load changed. `kind`: facts (the replaced ones of the week), or list (the columns of the
    staff list that it set, each with its value before and after)."""

    __tablename__ = "previous_row"

    import_id: Mapped[int] = mapped_column(ForeignKey("statistics_import.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True)
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)


class RememberedMapping(Base):
    """The columns of files of one shape, as an officer of the school corrected them."""

    __tablename__ = "remembered_mapping"

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), primary_key=True)
    shape: Mapped[str] = mapped_column(String(64), primary_key=True)
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON)


def _where_told(fact: str) -> Index:
    """Whether the files ever told a fact that no indicator asks for is looked up at every page, over years of weeks.
    On PostgreSQL it is such an index, too; to say so here would load that dialect, 3 MB, wherever there is SQLite."""
    return Index(f"ix_person_week_{fact}", "person_id", "week", sqlite_where=text(f"{fact} IS NOT NULL"))


class PersonWeek(Base):
    """The facts of one person and week; NULL is «unknown», which is not zero. Columns: `catalogue.FACTS`."""

    __tablename__ = "person_week"
    __table_args__ = (
        Index("ix_person_week_import", "import_id"),
        _where_told("profile_active"),
        _where_told("my_school"),
        _where_told("pupils_total"),
        _where_told("pupils_journal_linked"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    week: Mapped[str] = mapped_column(String(8), primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("statistics_import.id", ondelete="CASCADE"))
    registered: Mapped[bool | None]
    profile_active: Mapped[bool | None]
    group_chats: Mapped[int | None]
    group_messages: Mapped[int | None]
    messages_3: Mapped[bool | None]
    messages_10: Mapped[bool | None]
    calls: Mapped[int | None]
    journal_linked: Mapped[bool | None]
    my_school: Mapped[bool | None]
    last_activity: Mapped[date | None]
    pupils_total: Mapped[int | None]
    pupils_registered: Mapped[int | None]
    pupils_journal_linked: Mapped[int | None]
    max_registered: Mapped[bool | None]
    max_active_week: Mapped[bool | None]
    parents_connected: Mapped[int | None]


class SchoolWeek(Base):
    """One official indicator of one school and week. `percent` is kept where the file gave no number. `typed_on`: no
    file says so, but somebody who typed it on that day."""

    __tablename__ = "school_week"

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), primary_key=True)
    week: Mapped[str] = mapped_column(String(8), primary_key=True)
    code: Mapped[str] = mapped_column(String(32), primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("statistics_import.id", ondelete="CASCADE"), index=True)
    value: Mapped[int | None]
    total: Mapped[int | None]
    percent: Mapped[float | None]
    typed_on: Mapped[date | None]


class ClassPupils(Base):
    """Pupils of one class as an officer typed them; NULL is not said. `before` is what stood there, until then."""

    __tablename__ = "class_pupils"

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), primary_key=True)
    week: Mapped[str] = mapped_column(String(8), primary_key=True)
    class_name: Mapped[str] = mapped_column(String(16), primary_key=True)
    registered: Mapped[int | None]
    total: Mapped[int | None]
    linked: Mapped[int | None]
    typed_on: Mapped[date]
    at: Mapped[datetime] = mapped_column(Moment)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
