"""«Кого вы имеете в виду?»: from typed words, or a button, to one person of the school."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from handlers.engine.buttons import LABEL, button, under
from handlers.engine.old_buttons import ASKED
from handlers.engine.rights import Desk, at_desk
from handlers.engine.routes import Right
from handlers.engine.talk import LARGEST, Talk
from handlers.understanding.reading.people.by_name import Found, find_people, find_several, names_others
from indicators.classes import class_names
from nudges.dates import find_span
from storage.dialogs.dialogues import file_waiting
from storage.people.registry import everybody_of, people_of, person_at
from storage.tables import Person

_BUTTONS = 6
CARRIED = 80  # letters of what was said, in a button
_ABOUT = 16
NOBODY = "Не нашёл такого человека {where}. Напишите фамилию и имя, например: «{example}»."
FILE_FIRST = (
    "В списке школы пока никого нет: ваш файл ждёт кнопки «Загрузить». Загрузите его, и повторите, пожалуйста, просьбу."
)
NO_LIST = "В списке школы пока никого нет. Пришлите файл статистики скрепкой: из него я узнаю, кто у вас работает."
PERHAPS_IN_FILE = " Если человек — в файле, который ждёт кнопки «Загрузить», сначала загрузите его."
NOT_SO = "Точно так в списке никого не зовут. Может быть, это:"
_NOBODY_SUCH = "В списке школы таких нет: {title}."
# A command's words with a name in the case they need.
EXAMPLES = {
    "карточка": "карточка Ивановой Анны",
    "напомнить": "напомнить Ивановой Анне",
    "исключить": "исключить Иванову Анну до 12.01",
    "вернуть": "вернуть Иванову Анну",
    "уволить": "уволить Иванову Анну",
    "листовка": "листовка для Ивановой Анны",
    "назначить": "назначить Иванову Анну заместителем",
}
FIRST = "Это могу только по одному. С кого начать?"
ONE_BY_ONE = "Кажется, здесь названо несколько человек. Назовите, пожалуйста, по одному: сделаю для каждого."
NOT_CLEAR = "Не нашёл, кто это: «{name}». Пока ничего не менял — напишите, пожалуйста, всех ещё раз."
NOT_ONE = (
    "Не понял, о ком речь: {names}? Пока ничего не менял — напишите, пожалуйста, всех ещё раз, с именем или классом."
)
APART = (
    "Не понял, что к кому относится. Назовите всех подряд, через запятую или «и»: "
    "«исключить Иванову и Петрова до 12.01». Если сроки разные — по одному."
)
MOST = 15  # as many people as a button can carry
TOO_MANY = f"За один раз — не больше {MOST} человек. Пока ничего не менял — пришлите, пожалуйста, частями."
_UNTIL = re.compile(r"\bдо\b", re.IGNORECASE)
_ANOTHER = re.compile(r"(?:и|а также|плюс|ещ[её])\s", re.IGNORECASE)


async def staff_of(talk: Talk, school_id: int) -> Sequence[Person]:
    """Everybody of the school's list, read once for a message."""
    if school_id not in talk.staff:
        talk.staff[school_id] = await everybody_of(talk.session, school_id)
    return talk.staff[school_id]


async def look_up(talk: Talk, desk: Desk, text: str) -> Found:
    """Who of those who work there is meant."""
    return find_people(await people_of(talk.session, desk.school.id), text)


async def choose(
    talk: Talk, desk: Desk, text: str, command: str, example: str, *, gone: bool = False, **also: Any
) -> tuple[Person, str] | None:
    """The one person meant, and the words after the name. None when it was asked back instead.

    A button carries the person's id as `p`, what was said after the name as `rest`, and `also`.
    With `gone` also those are looked for who have left.
    """
    everybody = await staff_of(talk, desk.school.id)
    return await _choose(talk, desk, everybody, text, command, example, gone=gone, **also)


async def one_person(talk: Talk, right: Right, rest: str, command: str, how: str) -> tuple[Desk, Person] | None:
    """Of whom a command of one colleague is, at which school; None when it was answered already. `how` is said where
    nobody is named."""
    desk = await at_desk(talk, right)
    if desk is None:
        return None
    if not rest and not talk.number("p") and not talk.word("ps"):
        talk.say(how)
        return None
    chosen = await choose(talk, desk, _with_class(rest, talk.text), command, "карточка")
    return (desk, chosen[0]) if chosen is not None else None


def _with_class(name: str, said: str) -> str:
    """«Алиевой 2Б» of a whole sentence: the class tells namesakes apart."""
    classes = class_names(said)
    return f"{name} {classes[0]}" if name and len(classes) == 1 and not class_names(name) else name


async def _choose(
    talk: Talk,
    desk: Desk,
    everybody: Sequence[Person],
    text: str,
    command: str,
    example: str,
    *,
    gone: bool,
    **also: Any,
) -> tuple[Person, str] | None:
    if talk.number("p"):
        person = await person_at(talk.session, desk.school.id, talk.number("p"))
        if person is None:
            talk.say("Этого человека больше нет в списке школы.")
            return None
        found = Found((person,), talk.word("rest").strip(" ,.;—–-"))
    elif not text and talk.word("ps"):
        several = (await carried(talk, desk, talk.word("ps")))[:_BUTTONS]
        talk.say(
            FIRST, under(*([button(label_of(one, several), command, p=one.id, **also, **ASKED)] for one in several))
        )
        return None
    else:
        there = _sought(everybody, gone=gone)
        found = find_people(there, text)
    if found.person is None:
        ask_back(talk, found, command, example, **also)
        return None
    if _goes_on(everybody, found.person, found.rest, talk.today(desk.school)):
        talk.say(ONE_BY_ONE)
        return None
    return found.person, found.rest


async def choose_several(
    talk: Talk, desk: Desk, text: str, command: str, example: str, *, gone: bool = False
) -> tuple[list[Person], str] | None:
    """Like `choose`, for what may be said of several people in a row: all of them, or nobody while one is in doubt.

    A button carries several people as `ps`.
    """
    if talk.word("ps"):
        return await carried(talk, desk, talk.word("ps")), talk.word("rest")
    everybody = await staff_of(talk, desk.school.id)
    pressed = await person_at(talk.session, desk.school.id, talk.number("p")) if talk.number("p") else None
    several = find_several(_sought(everybody, gone=gone), text if pressed is None else talk.word("rest"), pressed)
    if not several.people or (pressed is None and talk.number("p")):
        chosen = await _choose(talk, desk, everybody, text, command, example, gone=gone)
        return None if chosen is None else ([chosen[0]], chosen[1])
    people = list(several.people)
    if several.doubt is not None:
        talk.say(in_doubt(several.doubt))
    elif len(people) > MOST:
        talk.say(TOO_MANY)
    elif _all_go_on(everybody, people, several.rest, talk.today(desk.school)):
        talk.say(APART)
    else:
        return people, several.rest
    return None


def _sought(everybody: Sequence[Person], *, gone: bool) -> Sequence[Person]:
    return everybody if gone else [person for person in everybody if person.left_on is None]


def nobody_such(title: str) -> str:
    """Of a group; «…, кроме: Алиева М. А.» ends in its own dot."""
    return _NOBODY_SUCH.format(title=title.removesuffix("."))


def in_doubt(found: Found) -> str:
    """A name in a row that is nobody's, or several people's."""
    if not found.people:
        first, *others = found.rest.split()
        whole = [first, *(one for one in others[:1] if one[:1].isupper())]
        return NOT_CLEAR.format(name=" ".join(whole).strip(" ,.;:")[: _ABOUT * 2])
    return NOT_ONE.format(names=" или ".join(label_of(person, found.people) for person in found.people[:_BUTTONS]))


def whose(people: Sequence[Person]) -> dict[str, Any]:
    """What a button carries about those it is for."""
    return {"p": people[0].id} if len(people) == 1 else {"ps": ",".join(str(person.id) for person in people)}


async def carried(talk: Talk, desk: Desk, ids: str) -> list[Person]:
    """The people of a button, those who are still in the school's list. It can be forged."""
    numbers = [int(one) for one in ids.split(",")[:MOST] if one.isascii() and one.isdigit() and len(one) <= _ABOUT]
    found = [await person_at(talk.session, desk.school.id, number) for number in numbers if number <= LARGEST]
    return [person for person in found if person is not None]


async def others_named(talk: Talk, desk: Desk, people: Sequence[Person], words: str) -> bool:
    """Whether the words after names go on to somebody who is none of them."""
    everybody = await staff_of(talk, desk.school.id)
    return _all_go_on(everybody, people, words, talk.today(desk.school))


def _all_go_on(everybody: Sequence[Person], people: Sequence[Person], words: str, today: date) -> bool:
    return all(_goes_on(everybody, person, words, today) for person in people)


def _goes_on(everybody: Sequence[Person], person: Person, words: str, today: date) -> bool:
    """Whether the words after a name go on to somebody else. Dates are left out: «8 марта» is nobody's name."""
    span = find_span(words, today)
    rest = (span.rest if span is not None else words).strip(" ,.;")
    is_said_twice = len(_UNTIL.findall(words)) > 1  # «до 12.01, Борисова до 15.01» looks like one span
    return is_said_twice or bool(_ANOTHER.match(rest)) or names_others(everybody, person, rest)


def ask_back(talk: Talk, found: Found, command: str, example: str, **also: Any) -> None:
    if not found.people:
        where = "ни в одной из ваших школ" if talk.at is not None and talk.text else "в списке школы"
        talk.say(
            no_list_yet(talk) or NOBODY.format(where=where, example=EXAMPLES.get(example, example)) + in_file(talk)
        )
        return
    going_on = (found.tail.strip() or found.rest)[:CARRIED]  # with the comma that joins the next one
    rest: dict[str, Any] = {"rest": going_on, **also} if going_on else also
    rows = [
        [button(label_of(person, found.people), command, p=person.id, **rest, **ASKED)]
        for person in found.people[:_BUTTONS]
    ]
    several = len(found.people) > 1 and not found.guessed
    unsure = NOT_SO if found.misnamed else "Вы имели в виду:"
    question = "Таких несколько. Кого вы имеете в виду?" if several else unsure
    more = f"\nПоказаны первые {_BUTTONS}: если нужного нет, напишите имя полностью."
    talk.say(question + (more if len(found.people) > _BUTTONS else ""), under(*rows))


def no_list_yet(talk: Talk) -> str:
    """Of a school that has no list of people, what comes first: the file that waits, or any. Empty where it has one,
    or where nobody has looked."""
    if not talk.staff or any(talk.staff.values()):
        return ""
    return FILE_FIRST if file_waiting(talk.who.dialogue) is not None else NO_LIST


def in_file(talk: Talk) -> str:
    """Where somebody who is not found may be: in a file that waits."""
    return PERHAPS_IN_FILE if file_waiting(talk.who.dialogue) is not None else ""


def label_of(person: Person, others: Sequence[Person]) -> str:
    """The name with the classes, or the role where the whole name is another's too; they stay when it is cut."""
    is_namesake = any(one.full_name == person.full_name for one in others if one.id != person.id)
    about = (person.classes or (person.role if is_namesake else ""))[:_ABOUT]
    if not about:
        return person.full_name
    name = person.full_name
    room = LABEL - len(about) - 2
    return f"{name if len(name) <= room else name[: room - 1].rstrip() + '…'}, {about}"
