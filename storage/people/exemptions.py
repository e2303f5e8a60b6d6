"""Leaving people in peace for a time, and taking it back."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, delete, not_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.clock.schedule import OLDEST_FIGURES
from storage.tables import Exemption, Person

SAID_AWAY, SAID_GONE = "по словам педагога", "пишет об уходе из школы"
OWN_WORDS = frozenset({SAID_AWAY, SAID_GONE})
"""Reasons of what people said of themselves, until an officer answers."""


LEAVES = "больше не работает (сказано заранее)"
"""Of whom an officer said beforehand that they leave: in peace from that day on, and marked as gone by the clock."""


FILE_MARK = "отмечено в файле статистики"
MARK_LASTS = timedelta(weeks=OLDEST_FIGURES)
"""As long as figures are used by the clock; the next file, when it says the same, adds to it."""


class OwnWord(NamedTuple):
    """What somebody had said of themselves, both days included, as it is kept while an answer to it may be undone."""

    person_id: int
    starts_on: date
    ends_on: date | None
    reason: str


REASON_TERM = timedelta(days=90)  # after the last day: so long somebody may ask why
NO_LONGER_KEPT = "причина больше не хранится"


async def exempt(
    session: AsyncSession,
    person_id: int,
    reason: str,
    starts_on: date,
    ends_on: date | None,
    gap: str | None = None,
    *,
    today: date | None = None,
) -> Exemption | None:
    """None when the same exemption is there already. One of the same reason that overlaps takes the newer end, and the
    newer beginning, too, where it has not begun by `today` and the newer days are some of its own: «с 14-го, а не с
    7-го»."""
    of_this = Exemption.gap.is_(None) if gap is None else Exemption.gap == gap
    same = select(Exemption.id).where(
        Exemption.person_id == person_id, Exemption.starts_on == starts_on, Exemption.reason == reason, of_this
    )
    same = same.where(Exemption.ends_on.is_(None) if ends_on is None else Exemption.ends_on == ends_on)
    if await session.scalar(same) is not None:
        return None
    overlaps = or_(Exemption.ends_on.is_(None), Exemption.ends_on >= starts_on)
    before = select(Exemption).where(Exemption.person_id == person_id, Exemption.reason == reason, overlaps, of_this)
    if ends_on is not None:
        before = before.where(Exemption.starts_on <= ends_on)
    older = (await session.scalars(before.order_by(Exemption.id))).first()
    if older is not None:
        is_ahead = today is not None and older.starts_on > today
        is_part = ends_on is not None and (older.ends_on is None or ends_on <= older.ends_on)
        begins = starts_on if is_ahead and is_part else min(older.starts_on, starts_on)
        older.starts_on, older.ends_on, older.told_ended = begins, ends_on, False
        await session.flush()
        return older
    new = Exemption(person_id=person_id, gap=gap, reason=reason, starts_on=starts_on, ends_on=ends_on)
    session.add(new)
    await session.flush()
    return new


async def pass_over_marks(session: AsyncSession, person_id: int, until: date, today: date) -> int:
    """By a word of the school a file's mark goes on no longer than till that day; how many there were."""
    mine = (Exemption.person_id == person_id, Exemption.reason == FILE_MARK, Exemption.starts_on <= today)
    holding = or_(Exemption.ends_on.is_(None), Exemption.ends_on >= today)
    marks = (await session.scalars(select(Exemption).where(*mine, holding))).all()
    for mark in marks:
        if mark.ends_on is None or mark.ends_on > until:
            mark.ends_on, mark.told_ended = until, True  # the word's own end is told
        mark.passed_over_on = min(today, until)
    await session.flush()
    return len(marks)


async def count_marks_again(session: AsyncSession, person_id: int) -> None:
    """That they were brought back is taken back."""
    mine = (Exemption.person_id == person_id, Exemption.passed_over_on.is_not(None))
    await session.execute(update(Exemption).where(*mine).values(passed_over_on=None))


async def set_leaving(session: AsyncSession, person_id: int, day: date) -> Exemption | None:
    """On which day they leave, whatever was said of it before; None where it was that day already."""
    mine = (Exemption.person_id == person_id, Exemption.reason == LEAVES)
    if await session.scalar(select(Exemption.id).where(*mine, Exemption.starts_on == day)) is not None:
        return None
    await session.execute(delete(Exemption).where(*mine))
    new = Exemption(person_id=person_id, gap=None, reason=LEAVES, starts_on=day, ends_on=None)
    session.add(new)
    await session.flush()
    return new


async def leaving_of(session: AsyncSession, school_id: int, today: date) -> list[tuple[Person, Exemption]]:
    """Who is to leave on a coming day, the nearest first."""
    rows = select(Person, Exemption).join(Person, Person.id == Exemption.person_id)
    rows = rows.where(Person.school_id == school_id, Person.left_on.is_(None))
    rows = rows.where(Exemption.reason == LEAVES, Exemption.starts_on > today)
    found = await session.execute(rows.order_by(Exemption.starts_on, Person.name_key))
    return [(person, one) for person, one in found]


async def take_leaving(session: AsyncSession, school_id: int, today: date) -> list[tuple[Person, date]]:
    """Whose day has come, by name: they are to be marked as gone, and no exemption is needed any more."""
    rows = select(Exemption, Person).join(Person, Person.id == Exemption.person_id)
    rows = rows.where(Person.school_id == school_id, Exemption.reason == LEAVES, Exemption.starts_on <= today)
    found = [(person, one.starts_on, one.id) for one, person in await session.execute(rows.order_by(Person.name_key))]
    await session.execute(delete(Exemption).where(Exemption.id.in_([number for *_, number in found])))
    return [(person, day) for person, day, _ in found if person.left_on is None]


async def lift(session: AsyncSession, person_id: int, today: date, *, leaving: bool = True) -> int:
    """End every exemption that holds today or later; how many there were. Whoever is back from an illness leaves all
    the same: that they do on a coming day is lifted where there is nothing else, if `leaving` is."""
    is_ahead = and_(Exemption.reason == LEAVES, Exemption.starts_on > today)
    ended = await _end(session, person_id, today, not_(is_ahead))
    if not ended and leaving:
        ended = await _end(session, person_id, today)
    await _answer_over(session, person_id)
    return len(ended)


async def lift_of(session: AsyncSession, person_id: int, today: date, gaps: Sequence[str]) -> int:
    """Those of these gaps alone."""
    return len(await _end(session, person_id, today, Exemption.gap.in_(gaps)))


async def lift_these(session: AsyncSession, person_id: int, today: date, first: int, last: int) -> int:
    """Those that were made by one deed, by the lowest and the highest of their numbers; a file's mark that they had
    ended goes on."""
    made = Exemption.id.between(first, last)
    words = await _end(session, person_id, today, made, Exemption.gap.is_(None))
    for word in words:
        if word.ends_on is not None:
            await _go_on(session, person_id, word.starts_on, word.ends_on)
    return len(words) + len(await _end(session, person_id, today, made))


async def _go_on(session: AsyncSession, person_id: int, first: date, last: date) -> None:
    """What a word of these days has ended; not what an earlier one had."""
    marks = select(Exemption).where(Exemption.person_id == person_id, Exemption.passed_over_on.is_not(None))
    for mark in await session.scalars(marks.where(Exemption.ends_on >= first, Exemption.ends_on <= last)):
        if mark.ends_on == last and mark.passed_over_on is not None:  # the word's end, in the place of its own
            promised = mark.starts_on + MARK_LASTS
            mark.ends_on = promised if promised >= mark.passed_over_on else mark.passed_over_on + MARK_LASTS
            mark.told_ended = False
        mark.passed_over_on = None
    await session.flush()


_SAID = (Exemption.person_id, Exemption.starts_on, Exemption.ends_on, Exemption.reason)


async def _end(session: AsyncSession, person_id: int, today: date, *which: ColumnElement[bool]) -> list[OwnWord]:
    holding = or_(Exemption.ends_on.is_(None), Exemption.ends_on >= today)
    ended = delete(Exemption).where(Exemption.person_id == person_id, holding, *which).returning(*_SAID)
    return [OwnWord._make(row) for row in await session.execute(ended)]


async def drop_own_words(session: AsyncSession, person_id: int, today: date) -> list[OwnWord]:
    """An officer has answered: what is decided stands in the place of what was said, which is handed back."""
    return [
        *await _end(session, person_id, today, Exemption.reason.in_(OWN_WORDS)),
        *await _answer_over(session, person_id),
    ]


async def _answer_over(session: AsyncSession, person_id: int) -> list[OwnWord]:
    """What somebody said of leaving waits for its answer also when their two weeks are over; it is handed back with the
    reason that is kept from now on, for it is not said anew."""
    said = update(Exemption).where(Exemption.person_id == person_id, Exemption.reason == SAID_GONE)
    return [OwnWord._make(row) for row in await session.execute(said.values(reason=NO_LONGER_KEPT).returning(*_SAID))]


async def gone_and_over(session: AsyncSession, school_id: int, today: date) -> Sequence[tuple[Exemption, Person]]:
    """Who said that they leave, got no answer, and is reminded again."""
    rows = select(Exemption, Person).join(Person, Person.id == Exemption.person_id)
    rows = rows.where(Person.school_id == school_id, Exemption.reason == SAID_GONE, Exemption.ends_on < today)
    return [(one, person) for one, person in (await session.execute(rows.order_by(Person.name_key))).all()]


async def exemptions_of(session: AsyncSession, person_id: int, today: date) -> Sequence[Exemption]:
    holding = select(Exemption).where(
        Exemption.person_id == person_id, or_(Exemption.ends_on.is_(None), Exemption.ends_on >= today)
    )
    return (await session.scalars(holding.order_by(Exemption.starts_on))).all()


async def reasons_of(session: AsyncSession, person_id: int) -> Sequence[str]:
    """Of all that are kept, also those that are over."""
    reasons = select(Exemption.reason).where(Exemption.person_id == person_id).order_by(Exemption.id)
    return (await session.scalars(reasons)).all()


def that_matter(found: Sequence[Exemption], today: date) -> list[Exemption]:
    """Without marks of a file that change nothing: by somebody's word the person is in peace on all of their days."""
    words = [one for one in found if one.reason != FILE_MARK and one.gap is None]
    return [one for one in found if one.reason != FILE_MARK or not any(_covers(word, one, today) for word in words)]


def _covers(word: Exemption, mark: Exemption, today: date) -> bool:
    begins = word.starts_on <= max(mark.starts_on, today)
    return begins and (word.ends_on is None or (mark.ends_on is not None and word.ends_on >= mark.ends_on))


async def exempt_people(session: AsyncSession, school_id: int, today: date) -> Sequence[tuple[Exemption, Person]]:
    """Everybody of a school who is left in peace today or later."""
    rows = select(Exemption, Person).join(Person, Person.id == Exemption.person_id)
    rows = rows.where(Person.school_id == school_id, or_(Exemption.ends_on.is_(None), Exemption.ends_on >= today))
    found = await session.execute(rows.order_by(Person.name_key, Exemption.starts_on))
    return [(exemption, person) for exemption, person in found.all()]


async def ended_untold(session: AsyncSession, school_id: int, today: date) -> Sequence[tuple[Exemption, str]]:
    """Exemptions that are over and of which no officer was told, with the person's name, by name."""
    query = (
        select(Exemption, Person.full_name)
        .join(Person, Person.id == Exemption.person_id)
        .where(
            Person.school_id == school_id,
            Person.left_on.is_(None),
            Exemption.told_ended.is_(False),
            Exemption.ends_on < today,
        )
        .order_by(Person.name_key)
    )
    return [(exemption, full_name) for exemption, full_name in (await session.execute(query)).all()]
