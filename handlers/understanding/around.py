"""What a message is read by: the people of the school that is worked with, the day, and who speaks."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from operator import attrgetter
from typing import NamedTuple

from handlers.engine.rights import schools_of, worked_with
from handlers.engine.talk import Talk
from handlers.understanding.commands import opts_out
from handlers.understanding.reader import OFFICER, TEACHER, Around, Message, read
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.people.member import Member
from handlers.understanding.reading.people.roster import Roster
from handlers.understanding.reading.sentence import take_apart
from handlers.understanding.reading.shortened import may_be_surnames, spelt_out
from handlers.understanding.reading.tokens import tokens_of
from handlers.understanding.said.days_off import in_dates
from handlers.understanding.which_person import staff_of
from handlers.understanding.wish import Reading
from indicators.weeks import Week
from nudges.calendar import Rest
from storage.people.registry import Listed, names_at_a_glance, names_of_everybody, staff_of_schools
from storage.schools.calendar import breaks_from, school_calendar
from storage.tables import Person, School


async def understand(talk: Talk, text: str = "") -> Reading:
    """What was meant by the message, or by other words of the same person.

    An officer who teaches may speak of themselves: that is tried where the office says nothing, and «мои показатели»
    said as a command is never somebody else's card."""
    text = text or talk.text
    message = Message(text, await _around(talk))
    if not talk.who.members:
        return _of_a_teacher(message) if talk.who.is_linked else _of_a_stranger(message)
    if talk.who.is_linked and opts_out(text):
        return message.read(TEACHER)
    reading = message.read(OFFICER)
    teaches = talk.who.is_linked or _TO_ME.search(text.lower()) is not None  # or speaks of where they are written to
    if not reading.sure or (teaches and not reading.wishes[0].people and _of_self(text)):
        own = message.read(TEACHER)
        mine = own.sure and _may_be_own(own.wishes[0].code, text) and _of_self(text)
        is_known = talk.who.is_linked and own.sure and own.wishes[0].is_known
        if mine and (not reading.sure or is_known or own.wishes[0].code == PREFER):
            return replace(own, matters=reading.matters)
    return reading


async def taken_apart(talk: Talk, text: str) -> Sentence:
    """What is said in it, whatever it may mean."""
    around = await _around(talk)
    return take_apart(text, around.roster, around.today, around.newest)


def _may_be_own(code: str, text: str) -> bool:
    return code in _OWN or (code == PREFER and _TO_ME.search(text.lower()) is not None)


def _of_a_stranger(message: Message) -> Reading:
    """A command of somebody who is not known is no name of theirs."""
    own, office = message.read(TEACHER), message.read(OFFICER)
    is_command = office.sure and office.wishes[0].is_known
    return office if is_command and not (own.sure and own.wishes[0].is_known) else own


def _of_a_teacher(message: Message) -> Reading:
    """Their own matters; an officer's deed, which is refused, where it is about others or is a command's very words."""
    own = message.read(TEACHER)
    is_of_peace = own.sure and own.wishes[0].code in _PEACE
    if _of_self(message.text) or (own.sure and own.wishes[0].is_known and not is_of_peace):
        return own
    office = replace(message.read(OFFICER), matters=own.matters)
    acts = office.sure and (office.wishes[0].acts or office.wishes[0].is_known)
    if not acts or not own.sure:
        return office if acts else own
    if not is_of_peace:
        return office if office.wishes[0].is_known else own
    return office if office.wishes[0].people or _ALL.search(message.text.lower()) is not None else own


_PEACE = frozenset({"mute", "unmute", "away"})
_ALL = re.compile(r"\b(?:всем|всех|никому|никого)\b")
_ME = re.compile(r"\b(?:меня|мне|я|мои|моих)\b")


def _of_self(text: str) -> bool:
    return _ME.search(text.lower()) is not None


PREFER = "prefer"
_TO_ME = re.compile(r"\bпи(?:ши|шите|сать|шешь)\s+(?:лично\s+)?мне\b|\bмне\s+пи(?:ши|шите|сать)\b")
# What an officer may say of themselves.
_OWN = frozenset({"my_figures", "my_data", "my_class", "forget_me", "parent", "mute", "unmute"})


def plainly(text: str, day: date) -> Reading:
    """What anybody would take the words for, whoever says them and of whatever school."""
    return read(text, Around(Roster(()), day, Week.of(day).shift(-1)), OFFICER)


async def school_spoken_of(talk: Talk) -> School | None:
    """The one that an officer works with now, or a teacher's own; None where it is not clear."""
    schools = await schools_of(talk) if talk.who.members else []
    school = worked_with(talk, schools)
    if school is None and talk.who.persons:
        return await talk.school_of(talk.who.persons[0])
    return school


async def with_days_off(talk: Talk) -> str:
    """«До конца четверти», with the day itself where the school has written its holidays down."""
    school = await school_spoken_of(talk)
    if school is None:
        return talk.text
    today = talk.today(school)
    found = await breaks_from(talk.session, school.id, today)
    rests = [Rest(one.starts_on, one.ends_on, one.title, one.kind) for one in found]
    calendar = await school_calendar(talk.session, school, talk.services.default_zone)

    def first_day(day: date) -> date:
        opens = calendar.next_allowed(calendar.at(day, time()))
        return calendar.today(opens) if opens is not None else day

    return in_dates(talk.text, rests, today, first_day)


async def with_whole_words(talk: Talk) -> str:
    """«Нап всем кр Рыб» of an officer: the words and surnames that were only begun, written out."""
    if not talk.who.members:
        return talk.text
    school = await school_spoken_of(talk) if may_be_surnames(talk.text) else None
    if school is None:
        return spelt_out(talk.text)
    people = await people_spoken_of(talk, school)
    return spelt_out(talk.text, {one.last for one in people.members})


async def people_spoken_of(talk: Talk, school: School) -> Roster:
    """Once for all who write at the same time and change no list; an officer has perhaps just changed it."""

    async def read_them() -> Roster:
        seen = await names_at_a_glance(talk.session, school.id)
        made = _ROSTERS.seen(school.id, seen)
        return made or _ROSTERS.of(school.id, await names_of_everybody(talk.session, school.id), seen)

    if talk.who.members:
        return _ROSTERS.of(school.id, [Listed(*_listed(one)) for one in await staff_of(talk, school.id)])
    return await talk.batch.once(("spoken of", school.id), read_them)


_listed = attrgetter(*Listed._fields)
_MOST_SCHOOLS = 16


class _Rosters:
    """Of the schools that were spoken of last: one is made anew only when its list is another.

    `glance` is what `names_at_a_glance` said of the list: while it says so again, nobody need read it."""

    def __init__(self) -> None:
        self._made: dict[int, _Made] = {}

    def seen(self, school_id: int, glance: bytes) -> Roster | None:
        made = self._made.get(school_id)
        return self._kept(school_id, made) if made is not None and made.glance == glance else None

    def of(self, school_id: int, people: Sequence[Listed], glance: bytes = b"") -> Roster:
        made = self._made.get(school_id)
        if made is None or made.people != people:
            made = _Made(people, Roster(map(_member, people)), glance)
        return self._kept(school_id, made._replace(glance=glance or made.glance))

    def _kept(self, school_id: int, made: "_Made") -> Roster:
        self._made.pop(school_id, None)
        self._made[school_id] = made
        if len(self._made) > _MOST_SCHOOLS:
            del self._made[next(iter(self._made))]
        return made.roster.without(())


class _Made(NamedTuple):
    people: Sequence[Listed]
    roster: Roster
    glance: bytes


_ROSTERS = _Rosters()


async def people_elsewhere(talk: Talk, schools: Sequence[School]) -> list[Person]:
    """Whom the words name by their surname at these schools, where nobody of that name is at the one that is worked
    with."""
    here = await school_spoken_of(talk)
    ours = await people_spoken_of(talk, here) if here is not None else Roster(())
    if any(0 in one.parts for one in ours.named(tokens_of(talk.text, ours.has_surname))):
        return []
    staff = {one.id: one for one in await staff_of_schools(talk.session, [one.id for one in schools])}
    theirs = Roster(_member(Listed(*_listed(one))) for one in staff.values())
    named = theirs.named(tokens_of(talk.text, theirs.has_surname))
    return [staff[one.id] for found in named if 0 in found.parts and not found.guessed for one in found.members][:_MOST]


_MOST = 20


async def _around(talk: Talk) -> Around:
    school = await school_spoken_of(talk)
    people = await people_spoken_of(talk, school) if school is not None else Roster(())
    if not talk.who.members:  # a teacher's words about a name are about somebody else
        people = people.without({one.id for one in talk.who.persons})
    now = talk.now.astimezone(talk.services.zone if school is None else talk.services.zone_of(school))
    return Around(people, now.date(), Week.of(now.date()).shift(-1), now.time())


def _member(person: Listed) -> Member:
    last, first, patronymic = person.last_name, person.first_name, person.patronymic
    if not last:
        last, first, patronymic = [*person.full_name.split(maxsplit=2), "", "", ""][:3]
    former = tuple(one.split()[0] for one in person.former.splitlines())
    return Member(person.id, last, first, patronymic, person.role, person.classes, former)
