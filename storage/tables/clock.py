"""What the clock has done, so that nothing is done twice."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Moment


class Occasion(Base):
    """One thing the clock did for a school, written in the same transaction as its effect. `period` is the
    calendar week, the week of figures or the day it was about: once for each, whatever happens to clocks."""

    __tablename__ = "occasion"

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(24), primary_key=True)
    period: Mapped[str] = mapped_column(String(24), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)


class Escalation(Base):
    """A gap without movement of which the officer, or the manager, has been told; once for each level.

    It is forgotten when the gap is closed, so that a new one counts from the start.
    """

    __tablename__ = "escalation"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    gap: Mapped[str] = mapped_column(String(48), primary_key=True)
    level: Mapped[str] = mapped_column(String(16), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
