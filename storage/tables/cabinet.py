"""The way into the cabinet: one-time links and the sessions they begin. Only hashes of their tokens are kept."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Moment


class CabinetLink(Base):
    """A link that was given out. It hangs on the role it was given for, and goes when that goes."""

    __tablename__ = "cabinet_link"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime] = mapped_column(Moment)


class CabinetSession(Base):
    """Somebody who came in by a link, on the strength of the same role."""

    __tablename__ = "cabinet_session"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime] = mapped_column(Moment)
