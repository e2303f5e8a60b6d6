"""One-time codes from leaflets and links, as somebody types or brings them."""

import re
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import Invitation

_CODE = re.compile(r"(?=.*\d)[A-Z0-9]{6,16}|[A-Z0-9]{6,16}")


def tidy_code(text: str) -> str:
    """Dashes and spaces are for the eye only."""
    return re.sub(r"[\s\-–—]", "", text).upper()


def looks_like_code(text: str) -> bool:
    """Latin capitals or digits, long enough; a plain word is none."""
    typed = re.sub(r"[\s\-–—]", "", text)
    return bool(_CODE.fullmatch(typed.upper())) and (typed.isupper() or any(letter.isdigit() for letter in typed))


async def find_invitation(session: AsyncSession, code: str) -> Invitation | None:
    """The invitation of that code, None when there is none or it was used already."""
    found = await session.get(Invitation, tidy_code(code)) or await session.get(Invitation, code)
    return found if found is not None and found.used_at is None else None


async def use_invitation(session: AsyncSession, invitation: Invitation, now: datetime) -> bool:
    """False when somebody else was faster."""
    used = await session.execute(
        update(Invitation)
        .where(Invitation.code == invitation.code, Invitation.used_at.is_(None))
        .values(used_at=now)
        .returning(Invitation.code)
    )
    return used.first() is not None
