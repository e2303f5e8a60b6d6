"""One-time codes from leaflets and links, as somebody types or brings them."""

import re
import secrets
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import Invitation

ISSUER = "by"  # in an invitation's details: the account that gave it out
_CODE = re.compile(r"[A-Z0-9]{6,16}")
# Whoever copies a code from paper with a Russian keyboard types what looks the same.
_TWINS = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")
# None that are easily taken for each other on paper: 0 O Q, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V.
_LETTERS = "ACDEFHJKMNPRTUWXY234679"
_CODE_LENGTH = 8


def random_code() -> str:
    """A code to be typed from paper. It has a digit: that tells it from a word, also in small letters."""
    while True:
        code = "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LENGTH))
        if any(letter.isdigit() for letter in code):
            return code


def _typed(text: str) -> str:
    return re.sub(r"[\s\-–—]", "", text)


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def tidy_code(text: str) -> str:
    """Dashes, spaces and small letters are for the eye only; so is the alphabet, where a digit shows it is a code."""
    typed = _typed(text).upper()
    return typed.translate(_TWINS) if _has_digit(typed) else typed


def looks_like_code(text: str) -> bool:
    """Capitals or digits, long enough; a plain word is none."""
    typed = _typed(text)
    return bool(_CODE.fullmatch(tidy_code(text))) and (typed.isupper() or _has_digit(typed))


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


async def make_invitation(
    session: AsyncSession,
    new_code: Callable[[], str],
    now: datetime,
    *,
    person_id: int | None = None,
    school_id: int | None = None,
    role: str | None = None,
    made_by: int | None = None,
) -> str:
    """A fresh one-time code; a person's unused one is given again rather than a second one made."""
    if person_id is not None:
        unused = select(Invitation.code).where(Invitation.person_id == person_id, Invitation.used_at.is_(None))
        kept = await session.scalar(unused.limit(1))
        if kept is not None:
            return kept
    code = new_code()
    while await session.get(Invitation, code) is not None:
        code = new_code()
    details = None if made_by is None else {ISSUER: made_by}
    session.add(
        Invitation(code=code, person_id=person_id, school_id=school_id, role=role, made_at=now, details=details)
    )
    await session.flush()
    return code
