"""«Исключить Алиеву до 12.01 больничный», «вернуть Алиеву», «Алиева больше не работает»."""

import re
from datetime import date

from handlers.buttons import bad, button, good, under
from handlers.choosing import ONE_BY_ONE, choose, several_named
from handlers.desk import Desk, at_desk
from handlers.naming import whom
from handlers.routes import Continuation, Right, Route
from handlers.talk import Talk
from nudges.dates import Span, find_span, jumped_a_year
from nudges.names import Case
from nudges.periods import day_words
from storage.exemptions import exempt, exempt_people, lift
from storage.people import person_at
from storage.tables import Exemption, Person

EXEMPT = "exempt"
_FAR = 180  # days
FOR_EVER = "без срока"
NO_REASON = "по решению ответственного"
# What reasons begin with in people's mouths, and how they are kept.
REASONS = {
    "больнич": "больничный",
    "болез": "больничный",
    "боле": "больничный",
    "заболел": "больничный",
    "отпуск": "отпуск",
    "декрет": "декрет",
    "совмест": "совместитель",
    "командир": "командировка",
    "учеб": "учёба",
    "обуч": "учёба",
    "курс": "курсы",
    "семейн": "семейные обстоятельства",
}
HOW = (
    "Кого и до какого дня не тревожить? Например: «исключить Алиеву до 12.01 больничный». "
    "Без даты — пока не вернёте словом «вернуть Алиеву»."
)
ALL_AT_ONCE = (
    "Чтобы я никому не писал, есть пауза: напоминания школы подождут, пока не скажете «продолжить». "
    "До какого-то дня — напишите, например, «пауза до пятницы»."
)
_EVERYBODY = re.compile(r"(?:всем|всех|никому|никого)\b")
BAD_DATE = "Не понял дату. Напишите так: «до 12.01», «до пятницы», «28.12–11.01» или «на две недели»."


async def leave_in_peace(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    if not rest and not talk.number("p"):
        await _list(talk, desk.school.id, talk.today(desk.school))
        return
    if _EVERYBODY.match(rest.lower()):
        offer_pause(talk)
        return
    chosen = await choose(talk, desk, rest, "exempt", "исключить")
    if chosen is None:
        return
    person, words = chosen
    if not words:
        await _until_when(talk, person)
        return
    await _leave(talk, desk, person, words)


def offer_pause(talk: Talk) -> None:
    talk.say(ALL_AT_ONCE, under([button("Пауза", "pause")]))


async def _until_when(talk: Talk, person: Person) -> None:
    """Nothing was said of the time: ask, with the usual answers as buttons."""
    choices = [button(label, "exempt", p=person.id, rest=label) for label in ("на неделю", "на две недели")]
    more = [button(label, "exempt", p=person.id, rest=label) for label in ("до конца месяца", FOR_EVER)]
    question = f"До какого дня не тревожить {whom(person, Case.ACCUSATIVE)} и почему? Например: «до 12.01 больничный»."
    await talk.ask(EXEMPT, question, under(choices, more), person=person.id)


async def said_until_when(talk: Talk) -> bool:
    desk = await at_desk(talk, Right.CHANGER)
    dialogue = talk.who.dialogue
    person = await person_at(talk.session, desk.school.id, dialogue.state["person"]) if desk and dialogue else None
    if desk is None or person is None or not _says_when(talk.text, talk.today(desk.school)):
        return False
    if await several_named(talk, desk, person, talk.text):
        talk.say(ONE_BY_ONE)
        return True
    await _leave(talk, desk, person, talk.text)
    return True


def _says_when(text: str, today: date) -> bool:
    return find_span(text, today) is not None or FOR_EVER in text.lower() or reason_of(text) in REASONS.values()


async def _leave(talk: Talk, desk: Desk, person: Person, words: str) -> None:
    await talk.end()
    today = talk.today(desk.school)
    found = find_span(words, today)
    if found is None and any(letter.isdigit() for letter in words):
        talk.say(BAD_DATE)
        return
    span = found.span if found is not None else Span(today, None)
    starts_on = span.starts_on if span.starts_on != span.ends_on else today  # one day is the last one
    ends_on = span.ends_on
    if ends_on is not None and ends_on < today:
        talk.say(f"{day_words(ends_on, year=True)} уже прошло. {BAD_DATE}")
        return
    reason = reason_of(found.rest if found is not None else words)
    if ends_on is not None and jumped_a_year(ends_on, today, words):
        _ask_year(talk, person, ends_on, reason)
        return
    fresh = await exempt(talk.session, person.id, reason, starts_on, ends_on)
    if fresh:
        talk.log("exempted", desk.school.id, person=person.id)
    word = "по" if starts_on > today else "до"
    until = f" {word} {_day(ends_on, today)} включительно" if ends_on is not None else ", пока не вернёте"
    until = f" с {_day(starts_on, today)}{until}" if starts_on > today else until
    name = whom(person, Case.ACCUSATIVE)
    said = f"Хорошо, не тревожу {name}{until}: {reason}." if fresh else f"Так и есть: не тревожу {name}{until}."
    talk.say(said, under([button("Вернуть", "restore", p=person.id)]))


def _ask_year(talk: Talk, person: Person, ends_on: date, reason: str) -> None:
    """A day without a year that has just passed: hardly anybody means the next one, a year from now."""
    next_one = f"до {ends_on:%d.%m.%Y}"
    question = (
        f"{day_words(ends_on)} этого года уже прошло. Не тревожить {whom(person, Case.ACCUSATIVE)} {next_one}? "
        "Или напишите другой день."
    )
    yes = good(f"Да, {next_one}", EXEMPT, p=person.id, rest=f"{next_one} {reason}"[:80])
    talk.say(question, under([yes, button("Нет", "cancel")]))


def _day(day: date, today: date) -> str:
    """The year is said where the day is so far away that it might be doubted."""
    return day_words(day, year=(day - today).days > _FAR)


def reason_of(words: str) -> str:
    """The reason in one word where it is a usual one, otherwise as it was written."""
    plain = words.lower().replace("ё", "е")
    for beginning, reason in REASONS.items():
        if beginning in plain:
            return reason
    tidy = " ".join(words.lower().replace("включительно", " ").replace(FOR_EVER, " ").split()).strip(" ,.;()")
    return tidy[:80] or NO_REASON


async def _list(talk: Talk, school_id: int, today: date) -> None:
    found = await exempt_people(talk.session, school_id, today)
    lines = [f"• {person.full_name}: {exemption_words(one, today)}" for one, person in found[:30]]
    talk.say("\n".join(["Сейчас не тревожу:", *lines, "", HOW]) if lines else HOW)


def exemption_words(one: Exemption, today: date) -> str:
    return f"{one.reason}, до {_day(one.ends_on, today)}" if one.ends_on is not None else f"{one.reason}, без срока"


async def restore(talk: Talk, rest: str) -> None:
    """Back among the reminded. It sends nothing by itself: the next round looks at everybody anew."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    if not rest and not talk.number("p"):
        found = await exempt_people(talk.session, desk.school.id, talk.today(desk.school))
        resting = list({person.id: person for _, person in found}.values())
        rows = [[button(person.full_name, "restore", p=person.id)] for person in resting[:6]]
        talk.say("Кого вернуть?" if rows else "Все и так получают напоминания.", under(*rows) if rows else None)
        return
    chosen = await choose(talk, desk, rest, "restore", "вернуть", gone=True)
    if chosen is None:
        return
    person = chosen[0]
    back = await lift(talk.session, person.id, talk.today(desk.school))
    returned = person.left_on is not None
    person.left_on = None
    if back or returned:
        talk.log("restored", desk.school.id, person=person.id)
        talk.say(f"{person.full_name}: снова в напоминаниях.")
    else:
        talk.say(f"{person.full_name}: и так получает напоминания.")


async def left(talk: Talk, rest: str) -> None:
    """Somebody does not work here any more: the officer says so, never the program."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    chosen = await choose(talk, desk, rest, "left", "уволить")
    if chosen is not None:
        person = chosen[0]
        question = f"Отметить, что {person.full_name} больше не работает в школе? Напоминания прекратятся."
        talk.say(question, under([bad("Да, больше не работает", "left_yes", p=person.id), button("Нет", "cancel")]))


async def left_yes(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    person = await talk.session.get(Person, talk.number("p"))
    if person is None or person.school_id != desk.school.id:
        talk.say("Этого человека больше нет в списке школы.")
        return
    if person.left_on is not None:
        talk.say(f"{person.full_name}: уже отмечено, что не работает с {day_words(person.left_on)}.")
        return
    person.left_on = talk.today(desk.school)
    talk.log("left", desk.school.id, person=person.id)
    talk.say(f"{person.full_name}: отметил.", under([good("Отменить отметку", "restore", p=person.id)]))


ROUTES = (
    Route("exempt", Right.CHANGER, leave_in_peace),
    Route("restore", Right.CHANGER, restore),
    Route("left", Right.CHANGER, left),
    Route("left_yes", Right.CHANGER, left_yes),
)
CONTINUATIONS = (Continuation(EXEMPT, Right.CHANGER, said_until_when),)
