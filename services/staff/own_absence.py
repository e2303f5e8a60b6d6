"""What a person says of being away, or gone, holds until an officer answers: nobody on leave is written to because an
officer has not read a message yet."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from nudges.dates import Span
from services.actor import Actor
from services.audit import log_deed
from services.rights import Deed, require
from storage.database.connection import Session
from storage.people import exemptions as stored
from storage.people.exemptions import OWN_WORDS, SAID_AWAY, SAID_GONE
from storage.tables import Exemption, Person

_LASTS = timedelta(days=14)  # where no end is said; the first day counts


async def say_absent(
    session: Session,
    actor: Actor,
    person: Person,
    days: Sequence[tuple[date, date]],
    now: datetime,
    *,
    first: date,
    gone: bool = False,
    instead: bool = False,
) -> list[Span]:
    """The days on which they are left in peace: those they named, or two weeks from the `first` on, unless they named
    a later day before, or any on the same day. `instead`: in place of what they said before and nobody has answered.

    Raises:
        NotAllowed
    """
    require(actor, Deed.TELL_OFFICERS)
    reason = SAID_GONE if gone else SAID_AWAY
    if instead:
        await stored.drop_own_words(session, person.id, min(first, now.date()))
    spans = [Span(since, last) for since, last in days]
    if not spans:
        before = await stored.exemptions_of(session, person.id, first)
        named = [(one.starts_on, one.ends_on) for one in before if one.reason == reason and one.ends_on]
        today = [last for since, last in named if since == first]
        until = [first + _LASTS - timedelta(days=1), *(last for since, last in named if since < first)]
        spans = [Span(first, max(today or until))]
    for one in spans:
        await stored.exempt(session, person.id, reason, one.starts_on, one.ends_on)
    log_deed(session, actor, "leaving_told" if gone else "absence_told", now, person=person.id)
    return spans


async def unanswered(session: Session, actor: Actor, today: date) -> list[tuple[Person, list[Exemption]]]:
    """Who is left in peace by their own word, which no officer has answered yet, and for which days; who said that they
    leave also after these.

    Raises:
        NotAllowed
    """
    require(actor, Deed.EXEMPT)
    said: dict[int, tuple[Person, list[Exemption]]] = {}
    school_id = actor.school_id or 0
    over = await stored.gone_and_over(session, school_id, today)
    for one, person in (*await stored.exempt_people(session, school_id, today), *over):
        if one.reason in OWN_WORDS and person.left_on is None:
            said.setdefault(person.id, (person, []))[1].append(one)
    return list(said.values())
