"""One-time codes from leaflets and links, as somebody types or brings them."""

import re
import secrets
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import Invitation, Person

ROLE_TERM = timedelta(days=7)
PERSONAL_TERM = timedelta(days=60)  # leaflets are printed for a whole autumn of registering
ISSUER = "by"  # in an invitation's details: the account that gave it out
_CODE = re.compile(r"[A-Z0-9]{6,16}")
# Whoever copies a code from paper with a Russian keyboard types what looks the same.
_TWINS = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")
# None that are easily taken for each other on paper: 0 O Q, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V.
_LETTERS = "ACDEFHJKMNPRTUWXY234679"
_CODE_LENGTH = 8
# As ours are made, alone or in a sentence: both letters and digits, which «id123456» has, too.
_MADE = re.compile(r"(?!ID\d+$)(?=.*\d)(?=.*[A-Z])[A-Z0-9]{8}")
_IN_SENTENCE = re.compile(r"(?<![\w./-])\w{4}[-–—]?\w{4}(?![\w/-])")


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


def codes_among(text: str) -> list[str]:
    """The words that are written as our codes are, as they stand there."""
    return [match[0] for match in _IN_SENTENCE.finditer(text) if _MADE.fullmatch(tidy_code(match[0]))]


def valid_until(invitation: Invitation) -> datetime:
    """A code does not live for ever: papers and messages get lost."""
    return invitation.made_at + (PERSONAL_TERM if invitation.role is None else ROLE_TERM)


def last_day(invitation: Invitation, today: date) -> date:
    """The last whole day a code works, for people to read; `today` is the school's, when the code was given."""
    return today + (valid_until(invitation) - invitation.made_at) - timedelta(days=1)


async def find_invitation(session: AsyncSession, code: str, now: datetime) -> Invitation | None:
    """The invitation of that code; None when there is none, it was used, its time is over or the person left."""
    found = await session.get(Invitation, tidy_code(code)) or await session.get(Invitation, code)
    if found is None or found.used_at is not None or valid_until(found) <= now:
        return None
    person = await session.get(Person, found.person_id) if found.person_id is not None else None
    return None if person is not None and person.left_on is not None else found


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
) -> Invitation:
    """A fresh one-time code. A person's unused one is given again, its time begins anew: one that was printed
    yesterday goes on working. With a person and a role it does both, for that person only."""
    if person_id is not None and role is None:
        kept = await _unused(session, person_id)
        if kept is not None and valid_until(kept) > now:
            kept.made_at = now
            await session.flush()
            return kept
        await drop_codes(session, [person_id])
    code = new_code()
    while await session.get(Invitation, code) is not None:
        code = new_code()
    details = None if made_by is None else {ISSUER: made_by}
    made = Invitation(code=code, person_id=person_id, school_id=school_id, role=role, made_at=now, details=details)
    session.add(made)
    await session.flush()
    return made


async def _unused(session: AsyncSession, person_id: int) -> Invitation | None:
    personal = (Invitation.person_id == person_id, Invitation.used_at.is_(None), Invitation.role.is_(None))
    return await session.scalar(select(Invitation).where(*personal).order_by(Invitation.made_at.desc()).limit(1))


async def drop_codes(session: AsyncSession, person_ids: Sequence[int]) -> None:
    """Codes of these people that nobody used: they are known, or nobody should come in by them any more."""
    unused = delete(Invitation).where(Invitation.person_id.in_(person_ids), Invitation.used_at.is_(None))
    await session.execute(unused)
