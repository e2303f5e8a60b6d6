"""Leaving people in peace, bringing them back, and marking that somebody left: for all who are named, or for nobody."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from indicators.errors import NotPossible
from nudges.dates import Span
from nudges.gaps import GAP
from nudges.periods import day_words
from services.actor import Actor
from services.audit import log_deed
from services.rights import Deed, require
from services.staff.listed import people_here
from storage.database.connection import Session
from storage.people import exemptions as stored
from storage.people.codes import drop_codes
from storage.people.exemptions import OwnWord
from storage.tables import Exemption, Person

NO_SUCH = "Такого показателя у людей нет."
OVER = "{day} уже прошло: назовите день, который ещё будет."


@dataclass(frozen=True, slots=True)
class Changed:
    """Everybody who was named, and for whom of them something changed: the others were so before. `kept`: the numbers
    of the exemptions that hold by it, also one from before that only got other days. `said`: what some had said of
    themselves, which the deed has answered; taken back, it waits for an answer again."""

    people: tuple[Person, ...]
    fresh: tuple[Person, ...]
    kept: tuple[int, ...] = ()
    said: tuple[OwnWord, ...] = ()

    @property
    def answered(self) -> list[Person]:
        """Who is to be told what has been decided."""
        return [one for one in self.people if any(word.person_id == one.id for word in self.said)]


async def exempt(
    session: Session,
    actor: Actor,
    person_ids: Sequence[int],
    reason: str,
    span: Span,
    now: datetime,
    *,
    today: date,
    gaps: Sequence[str] = (),
) -> Changed:
    """Leave them in peace, both days of `span` included; without an end until they are brought back. About these gaps
    only, where any is named; otherwise about everything, which also answers what they said of being away, and ends
    what a file has marked: the later word holds.

    Raises:
        NotAllowed, UnknownPerson
        NotPossible: the span is over, or there is no such gap.
    """
    require(actor, Deed.EXEMPT)
    if span.ends_on is not None and span.ends_on < today:
        raise NotPossible(OVER.format(day=day_words(span.ends_on, year=True)))
    if any(gap not in GAP for gap in gaps):
        raise NotPossible(NO_SUCH)
    people = await people_here(session, actor, person_ids)
    said = await _answer(session, () if gaps else people, today)
    kept = [
        one
        for person in people
        for gap in tuple(gaps) or (None,)
        if (one := await _kept(session, person.id, reason, span, gap, today)) is not None
    ]
    if span.ends_on is not None and span.starts_on <= today and not gaps:
        for person in people:
            if reason == stored.FILE_MARK:  # that they were brought back is taken back
                await stored.count_marks_again(session, person.id)
            else:
                await stored.pass_over_marks(session, person.id, span.ends_on, today)
    fresh = {one.person_id for one in kept}
    done = _changed(session, actor, "exempted", now, people, [person for person in people if person.id in fresh])
    return replace(done, kept=tuple(one.id for one in kept), said=said)


async def bring_back(
    session: Session,
    actor: Actor,
    person_ids: Sequence[int],
    now: datetime,
    *,
    today: date,
    only_own_words: bool = False,
    only_mark: bool = False,
    only_these: tuple[int, int] | None = None,
    gaps: Sequence[str] = (),
    unanswered: Sequence[OwnWord] = (),
) -> Changed:
    """Back among the reminded, also those who were marked as gone; who is to leave on a coming day still does, unless
    that is all there is to lift. What a file has marked ends with it, though files go on marking. It sends nothing by
    itself. `only_own_words`: what an officer decided stays, and only what they said of themselves is lifted;
    `only_mark`: only that they are gone; `only_these`: only exemptions of these numbers, the first and the last;
    `gaps`: only that they are let off these. `unanswered`: what the deed that is taken back had answered, and is as it
    was.

    Raises:
        NotAllowed, UnknownPerson
    """
    require(actor, Deed.BRING_BACK)
    people = await people_here(session, actor, person_ids)
    back = []
    said = await _answer(session, () if only_mark or only_these or gaps else people, today)
    for person in people:
        lifted = any(word.person_id == person.id for word in said)
        if only_mark:
            lifted, person.left_on = person.left_on is not None, None
        elif only_these:
            lifted = await stored.lift_these(session, person.id, today, *only_these) > 0
        elif gaps:
            lifted = await stored.lift_of(session, person.id, today, gaps) > 0
        elif not only_own_words:
            marks = await stored.pass_over_marks(session, person.id, today - timedelta(days=1), today)
            ended = await stored.lift(session, person.id, today, leaving=not lifted and not marks)
            lifted |= ended + marks > 0 or person.left_on is not None
            person.left_on = None
        if lifted:
            back.append(person)
    ids = {person.id for person in people}
    for person_id, starts_on, ends_on, reason in unanswered:
        if person_id in ids and reason in stored.OWN_WORDS:
            await stored.exempt(session, person_id, reason, starts_on, ends_on)
    return replace(_changed(session, actor, "restored", now, people, back), said=said)


async def _kept(
    session: Session, person_id: int, reason: str, span: Span, gap: str | None, today: date
) -> Exemption | None:
    return await stored.exempt(session, person_id, reason, span.starts_on, span.ends_on, gap, today=today)


async def _answer(session: Session, people: Sequence[Person], today: date) -> tuple[OwnWord, ...]:
    return tuple([word for one in people for word in await stored.drop_own_words(session, one.id, today)])


async def mark_as_left(
    session: Session, actor: Actor, person_ids: Sequence[int], now: datetime, *, today: date
) -> Changed:
    """They do not work here any more. Only an officer says so, never the program by itself. It answers what they said
    of leaving, or of being away.

    Raises:
        NotAllowed, UnknownPerson
    """
    require(actor, Deed.MARK_AS_LEFT)
    people = await people_here(session, actor, person_ids)
    gone = [person for person in people if person.left_on is None]
    for person in gone:
        person.left_on = today
    await drop_codes(session, [person.id for person in gone])
    said = await _answer(session, gone, today)
    return replace(_changed(session, actor, "left", now, people, gone), said=said)


async def leave_later(
    session: Session, actor: Actor, person_ids: Sequence[int], day: date, now: datetime, *, today: date
) -> Changed:
    """They work until that day as ever, and are marked as gone when it has come. It answers what they said of leaving,
    or of being away.

    Raises:
        NotAllowed, UnknownPerson
        NotPossible: the day has come already, which is `mark_as_left`.
    """
    require(actor, Deed.MARK_AS_LEFT)
    if day <= today:
        raise NotPossible(OVER.format(day=day_words(day, year=True)))
    people = [one for one in await people_here(session, actor, person_ids) if one.left_on is None]
    said = await _answer(session, people, today)
    kept = [one for person in people if (one := await stored.set_leaving(session, person.id, day)) is not None]
    fresh = {one.person_id for one in kept}
    done = _changed(session, actor, "leaves_later", now, people, [one for one in people if one.id in fresh])
    return replace(done, kept=tuple(one.id for one in kept), said=said)


def _changed(
    session: Session, actor: Actor, action: str, now: datetime, people: Sequence[Person], fresh: Sequence[Person]
) -> Changed:
    for person in fresh:
        log_deed(session, actor, action, now, person=person.id)
    return Changed(tuple(people), tuple(fresh))
