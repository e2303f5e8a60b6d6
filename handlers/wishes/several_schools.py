"""Of whoever looks after several schools: which of them a message or a button is about.

A school that is named is the one that is worked with from then on, so that what is asked next is about it, too.
"""

import re
from collections.abc import Sequence

from handlers.access.which_school import turn_to, where_now, work_with
from handlers.engine.buttons import button, under
from handlers.engine.menu import SCHOOL, say_where
from handlers.engine.rights import WORDS, actor_at, ask_school, may, schools_of, worked_with
from handlers.engine.routes import Continuation, Does, Right
from handlers.engine.talk import ASKED_AT, Talk
from handlers.printing.schools_report import schools_report
from handlers.questions.schools import compare_schools, schools_without_a_file
from handlers.topics import ROUTES
from handlers.understanding.around import people_elsewhere, understand
from handlers.understanding.asking import BESIDE, MEANT
from handlers.understanding.said.orders import schools_asked as asked_of
from handlers.understanding.said.orders.schools_said import SchoolsSaid, schools_said, speaks_of_school
from handlers.understanding.wish import Reading, Wish
from handlers.wishes import carrying
from handlers.wishes.routed import gap_of
from handlers.wishes.routing import routed
from indicators.russian.name_endings import fits
from indicators.russian.names import comparable
from indicators.russian.rules import quoted
from nudges.gaps import GAP
from nudges.letters.announcement import ANNOUNCE
from services.lists import gaps_in
from services.rights import Deed
from services.rights import may as may_do
from storage.people.registry import staff_of_schools
from storage.schools.registry import names_of_schools
from storage.tables import Person, School

NO_SUCH = "Среди ваших школ такой нет: «{said}»."
NOT_THEIRS = "Показываю вашу школу, {ours}: «{said}» среди ваших нет."
ONE_BY_ONE = "Сразу по всем школам сравниваю один показатель, остальное — по одной школе."
ELSEWHERE = "В разных школах есть похожие люди. О ком речь?"
CREATED_BY_FILE = (
    "Школы завожу по файлу: пришлите статистику, в которой школа названа, и под ней будет кнопка «Завести школу». "
    "Ответственного там потом назначите вы: «роли»."
)
_PEOPLE = 6
GIVE_ROLE = "give_role"


async def by_button(talk: Talk, right: Right) -> None:
    """A button is of the school whose answer it stood under."""
    wanted = talk.number(SCHOOL)
    schools = await schools_of(talk) if wanted and talk.who.members else ()
    school = next((one for one in schools if one.id == wanted), None)
    if school is not None and len(schools) > 1:
        await turn_to(talk, school)
        talk.at = school if right in (Right.CHANGER, Right.OFFICER) else None  # a deed finds whom it is about by itself


async def asked_again(talk: Talk) -> bool:
    """The words that were said before the school was chosen, answered for it."""
    words = talk.word(WORDS)
    school = next((one for one in await schools_of(talk) if one.id == talk.number("id")), None)
    if not words or school is None:
        return False
    await turn_to(talk, school)
    pressed, talk.event = talk.event, None  # nothing that the button carries is about these words
    talk.spelt = schools_said(words, await names_of_schools(talk.session, await schools_of(talk))).rest or words
    await carrying.carry(talk, await understand(talk))
    talk.event = pressed
    return True


async def proceeded(talk: Talk, asked: Continuation) -> bool:
    """The answer to a question is of the school that was asked about, whatever was looked at in between."""
    now, of = talk.school_id, talk.who.dialogue.state.get(ASKED_AT) if talk.who.dialogue is not None else None
    talk.school_id = of or now
    if await asked.proceed(talk):
        return True
    talk.school_id = now
    return False


async def spoken_of(talk: Talk) -> None:
    """Whoever is on the lists of several schools and names one of them speaks of themselves there alone."""
    schools = {one.school_id: await talk.school_of(one) for one in talk.who.persons}
    if len(schools) > 1:
        said = schools_said(talk.text, await names_of_schools(talk.session, [*schools.values()])).schools
        there = [one for one in talk.who.persons if [one.school_id] == [*said]]
        talk.speaks_as(there or talk.who.persons)


async def settled(talk: Talk, asked: Continuation | None) -> bool:
    """Turn to the school that is named, and leave its name out of the words. True when all is answered by that."""
    schools = await schools_of(talk) if talk.who.members else ()
    if not talk.in_chat and asked_of.creates_school(talk.text) and may_do(actor_at(talk, None), Deed.CREATE_SCHOOLS):
        talk.say(CREATED_BY_FILE)
        return True
    if talk.in_chat or talk.school_id is not None or not schools:
        return False
    if len(schools) == 1:
        await _say_not_theirs(talk, schools[0], asked)
        return False
    if asked_of.asks_where_now(talk.text) and talk.who.dialogue is None:
        await where_now(talk, schools)
        return True
    if asked_of.asks_who_sent_no_file(talk.text):
        await schools_without_a_file(talk)
        return True
    if await _is_report_of_all(talk, asked):
        await _reported(talk, talk.text, await understand(talk))
        return True
    if asked_of.asks_who_lags(talk.text) and worked_with(talk, schools) is None:
        await _compared(talk, await understand(talk, f"сравни школы {asked_of.by_what(talk.text)}".strip()))
        return True
    if talk.spelt and any(one.code == GIVE_ROLE for one in (await understand(talk)).wishes):
        talk.spelt = ""  # a page is anybody's to whom a role is given, of whatever school they are
    whole = talk.text
    said = schools_said(whole, await names_of_schools(talk.session, schools))
    if said.placed and any(fits(comparable(one.last_name), said.placed) for one in await _staff(talk, schools)):
        said = SchoolsSaid(rest=whole)  # «карточка Озёрской»
    if not said.names_any and asked_of.compares_schools(talk.text):
        await _compared(talk, await understand(talk))
        return True
    if not said.names_any:
        return await _of_people(talk, schools, asked)
    if await _is_their_text(talk, said, asked):
        talk.spelt = whole
        return False
    return await _turned(talk, said, [one for key in said.schools or said.doubt for one in schools if one.id == key])


async def _is_report_of_all(talk: Talk, asked: Continuation | None) -> bool:
    """«Сводный отчёт»; not «передай всем, что сдаём общий отчёт», and not the words that were asked for."""
    if not asked_of.asks_for_report_of_all(talk.text) or (asked is not None and not _may_be_left(asked)):
        return False
    return not any(one.code in (ANNOUNCE, "remind", "subscribe") for one in (await understand(talk)).wishes)


async def _say_not_theirs(talk: Talk, only: School, asked: Continuation | None) -> None:
    """Whoever has one school is shown what they ask for, and told that it is of none other."""
    if not speaks_of_school(talk.text):
        return
    said = schools_said(talk.text, await names_of_schools(talk.session, [only]))
    if not said.unknown or (asked is not None and not _may_be_left(asked)):
        return
    reading = await understand(talk)
    if reading.sure and all(_is_shown(talk, one) for one in reading.wishes):
        talk.say(NOT_THEIRS.format(said=said.unknown, ours=quoted(only.name)))


def _is_shown(talk: Talk, wish: Wish) -> bool:
    code = routed(wish, talk.text).code
    return code in ROUTES and ROUTES[code].does is Does.SHOWS


async def _staff(talk: Talk, schools: Sequence[School]) -> Sequence[Person]:
    return await staff_of_schools(talk.session, [one.id for one in schools])


async def _is_their_text(talk: Talk, said: SchoolsSaid, asked: Continuation | None) -> bool:
    """Whether the school is a part of what is to be written, or of the answer to what was asked."""
    if asked is not None and not _may_be_left(asked):
        talk.spelt = said.rest or talk.text
        return not carrying.leads_out(talk.spelt, await understand(talk), asked)
    if not may(talk, Right.CHANGER):
        return False
    reading = await understand(talk)
    if said.unknown or said.every:
        return reading.sure and any(one.acts for one in reading.wishes)
    begins = asked_of.content_begins(talk.text)
    return any(one.code == ANNOUNCE for one in reading.wishes) and begins is not None and begins < said.begins


def _may_be_left(asked: Continuation) -> bool:
    """Whether a question waits for its buttons only."""
    return asked.name in (MEANT, BESIDE) or asked.hears_all


async def _turned(talk: Talk, said: SchoolsSaid, named: Sequence[School]) -> bool:
    every = await schools_of(talk)
    if said.unknown:
        ask_school(talk, every, NO_SUCH.format(said=said.unknown))
    elif said.every:
        return await _of_all(talk, said.rest, every)
    elif said.doubt:
        ask_school(talk, named)
    elif len(named) > 1:
        await _of_each(talk, said.rest, named)
    elif asked_of.only_chooses(said.rest):
        await work_with(talk, named[0])
    else:
        await turn_to(talk, named[0])
        talk.spelt = said.rest
        return False
    return True


async def _of_all(talk: Talk, rest: str, schools: Sequence[School]) -> bool:
    """«По школам»: one indicator beside another is all that is shown of all at once."""
    if not re.search(r"\w", rest):
        await where_now(talk, schools)
        return True
    talk.spelt = rest
    reading = await understand(talk)
    if reading.wishes and reading.wishes[0].code == "report":
        await _reported(talk, rest, reading)
        return True
    route = ROUTES.get(routed(reading.wishes[0], rest).code) if reading.sure else None
    if route is not None and route.does is Does.SAYS:
        return False
    await _compared(talk, reading)
    return True


async def _reported(talk: Talk, words: str, reading: Reading) -> None:
    """«Отчёт по всем школам за октябрь в экселе»."""
    keys = dict(reading.wishes[0].keys) if reading.wishes else {}
    talk.given = {"week": keys.get("week", "")}
    await schools_report(talk, words)


async def _compared(talk: Talk, reading: Reading) -> None:
    keys = dict(reading.wishes[0].keys) if reading.wishes else {}
    gaps = gaps_in(str(gap_of(reading.wishes[0]).get("gap", ""))) if reading.wishes else []
    by_gap = [found for one in gaps if (found := GAP[one].indicator)]
    of_all = asked_of.totals_named(talk.text)
    talk.given = {"ind": keys.get("ind") or next(iter([*by_gap, *of_all]), ""), "week": keys.get("week", "")}
    if not talk.given["ind"] and not asked_of.compares(talk.text):
        talk.say(ONE_BY_ONE, under([button("Другая школа", "school")]))
    await compare_schools(talk, "")


async def _of_each(talk: Talk, rest: str, schools: Sequence[School]) -> None:
    """Several schools that are named: each is shown by itself; a deed is done at one."""
    talk.spelt = rest
    if asked_of.compares(rest):
        await _compared(talk, await understand(talk))
        return
    for school in schools:
        talk.school_id, talk.given, talk.spelt = school.id, {}, rest
        reading = await understand(talk)
        if not reading.sure or not all(_is_shown(talk, one) for one in reading.wishes):
            talk.school_id = None
            ask_school(talk, schools)
            return
        begins = len(talk.replies)
        await carrying.carry(talk, reading)
        say_where(talk, begins)


async def _of_people(talk: Talk, schools: Sequence[School], asked: Continuation | None) -> bool:
    """Somebody of another school is found by name: the message is about that school."""
    found = await people_elsewhere(talk, schools)
    at = list(dict.fromkeys(one.school_id for one in found))
    if at and asked is not None and not _may_be_left(asked):
        talk.school_id = at[0]
        at = at if carrying.leads_out(talk.text, await understand(talk), asked) else []
        talk.school_id = None
    if len(at) == 1:
        await turn_to(talk, next(one for one in schools if one.id == at[0]))
    elif at:
        rows = [[button(_label(one, schools), "card", p=one.id, at_school=one.school_id)] for one in found[:_PEOPLE]]
        talk.say(ELSEWHERE, under(*rows))
        return True
    return False


def _label(person: Person, schools: Sequence[School]) -> str:
    school = next(one.name for one in schools if one.id == person.school_id)
    initials = "".join(f" {one[0]}." for one in (person.first_name, person.patronymic) if one)
    return f"{person.last_name or person.full_name}{initials}, {school}"
