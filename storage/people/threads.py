"""What a teacher and the officers of the school said to each other about figures."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.plan.standing import BY_FILE, MISTAKE, WITHDRAWN
from storage.tables import Claim, ThreadLine

TEACHER, OFFICER, FILE = "teacher", "officer", "file"
WITHDREW = "withdrew"  # a teacher who has taken back what they had said: no answer is waited for
REPLACED = "replaced"  # a teacher's words that they have put right since: the later ones stand for them
LONGEST = 1000


async def add_line(
    session: AsyncSession, person_id: int, side: str, text: str, now: datetime, account_id: int | None = None
) -> None:
    session.add(ThreadLine(person_id=person_id, side=side, text=text[:LONGEST], at=now, account_id=account_id))
    await session.flush()


async def newest_words(session: AsyncSession, people: Collection[int]) -> dict[int, datetime]:
    """When each of them wrote last."""
    query = select(ThreadLine.person_id, func.max(ThreadLine.at)).group_by(ThreadLine.person_id)
    theirs = query.where(ThreadLine.person_id.in_(people), ThreadLine.side == TEACHER)
    return {row[0]: row[1] for row in await session.execute(theirs)}


@dataclass(frozen=True, slots=True)
class Said:
    """Words, or about which gaps «это ошибка» was pressed, or what an officer decided of it, or a file
    (`resolution`)."""

    side: str
    at: datetime
    text: str = ""
    gaps: tuple[str, ...] = ()
    resolution: str | None = None


async def newest_said(session: AsyncSession, person_id: int, limit: int) -> Sequence[Said]:
    """Of both sides, in words and by buttons; the oldest of them first."""
    lines = select(ThreadLine).where(ThreadLine.person_id == person_id).order_by(ThreadLine.id.desc()).limit(limit)
    said = [Said(one.side, one.at, one.text) for one in await session.scalars(lines)][::-1]
    wrote = {one.at for one in said if one.side in (TEACHER, REPLACED)}
    mistakes = (Claim.person_id == person_id, Claim.kind == MISTAKE)
    claims = (await session.scalars(select(Claim).where(*mistakes).order_by(Claim.id))).all()
    # What was pressed with words of one's own is told by these.
    pressed = _together(Said(TEACHER, one.at, gaps=(one.gap,)) for one in claims if one.at not in wrote)
    decided = _together(
        Said(FILE if resolution in BY_FILE else OFFICER, at, gaps=(one.gap,), resolution=resolution)
        for one in claims
        if one.resolved_at is not None and one.resolution != WITHDRAWN  # told by the words that stand there
        for resolution, at in (*one.earlier, (one.resolution or "", one.resolved_at))
    )
    return sorted([*said, *pressed, *decided], key=lambda one: one.at)[-limit:]


def _together(said: Iterable[Said]) -> list[Said]:
    """What was said of several gaps at one moment is one line."""
    found: dict[tuple[datetime, str | None], Said] = {}
    for one in said:
        before = found.get((one.at, one.resolution))
        gaps = (*before.gaps, *one.gaps) if before is not None else one.gaps
        found[one.at, one.resolution] = Said(one.side, one.at, gaps=gaps, resolution=one.resolution)
    return list(found.values())
