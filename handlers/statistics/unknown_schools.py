"""Whose a file is: it names a school that is not known («это наша школа», or, for a whole district, «завести школы»),
or none at all, and whoever sent it has several.

The file waits in the dialogue of an import; `unknown` in its state are the names the buttons count.
"""

from collections.abc import Sequence
from typing import Any

from handlers.engine.buttons import bad, button, good, under
from handlers.engine.rights import actor_at, may, schools_of, worked_with
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from handlers.statistics.waiting import OLD, waiting_file
from indicators.errors import UnknownSchool
from indicators.russian.rules import all_quoted, listed, plural, quoted
from nudges.messenger import Button, Keyboard
from services.imports.naming import create_schools, remember_name
from services.rights import Deed
from services.rights import may as may_do
from storage.dialogs.dialogues import IMPORT, begin_dialogue
from storage.imports.routing import WHOSE
from storage.schools.registry import find_school
from storage.tables import School

_BUTTONS = 4
_SHOWN = 10
OTHER_SCHOOL = " Другую назовите словами («школа Лицей № 5») и пришлите файл ещё раз: она будет в кнопках первой."
NO_OFFICERS = "Ответственного там пока нет, первого называете вы: напишите «роли»."


def may_create(talk: Talk) -> bool:
    """Schools are created by whoever answers for many of them."""
    return may_do(actor_at(talk, None), Deed.CREATE_SCHOOLS)


async def ask_whose(talk: Talk, state: dict[str, Any], names: Sequence[str]) -> None:
    """No school of the file is known. One's own school can be recognised, a district's can be created."""
    own = await _own(talk, state)
    shown = listed(all_quoted(names), _SHOWN)
    if own is None and not may_create(talk):
        raise UnknownSchool(f"В файле незнакомые школы: {shown}.")
    text = f"В файле «{state['name']}» — {shown}."
    rows: list[list[Button]] = []
    if own is not None:
        text += f" Это ваша школа {quoted(own.name)}? Если да, запомню, что в файлах она пишется и так."
        rows = [
            [good(f"Наша: {name}", "import_ours", id=state["id"], n=place)]
            for place, name in enumerate(names[:_BUTTONS])
        ]
    elif may_create(talk):
        text += " Таких школ я пока не знаю."
        rows = [[create_button(state["id"], names)]]
    keyboard = under(*rows, [bad("Отменить", "import_no", id=state["id"])])
    await talk.ask(IMPORT, text, keyboard, **{**state, "unknown": list(names)})


async def ask_whose_figures(talk: Talk, state: dict[str, Any]) -> None:
    """The file names no school, and whoever sent it looks after several: the one they work with stands first."""
    schools = await _importable(talk)
    now = worked_with(talk, schools)
    first = [one for one in schools if one is now]
    rows = [
        [button(one.name, "import_of", id=state["id"], s=one.id)]
        for one in [*first, *(one for one in schools if one is not now)][:_BUTTONS]
    ]
    more = OTHER_SCHOOL if len(schools) > _BUTTONS else ""
    keyboard = under(*rows, [bad("Отменить", "import_no", id=state["id"])])
    await talk.ask(IMPORT, f"{WHOSE}{more}", keyboard, **{**state, "whose": True})


async def _importable(talk: Talk) -> list[School]:
    return [one for one in await schools_of(talk) if may_do(actor_at(talk, one.id), Deed.IMPORT)]


async def of_school(talk: Talk, rest: str) -> None:
    """The answer: the file is read again as that school's."""
    state = waiting_file(talk)
    if state is None:
        return
    school = next((one for one in await _importable(talk) if one.id == talk.number("s")), None)
    if school is None or not state.get("whose"):
        talk.say(OLD)
        return
    talk.say(f"Хорошо, это {quoted(school.name)}. Перечитываю файл…")
    await _read_again(talk, state, school.name)


def create_button(number: int, names: Sequence[str]) -> Button:
    return button(f"Завести {plural(len(names), 'школу', 'школы', 'школ')}", "import_create", id=number)


def with_creation(talk: Talk, keyboard: Keyboard, number: int, names: Sequence[str]) -> Keyboard:
    """The preview's buttons, and one more when some schools of the file are not known and could be."""
    if not names or not may_create(talk):
        return keyboard
    return Keyboard((*keyboard.rows, (create_button(number, names),)), inline=keyboard.inline)


async def _own(talk: Talk, state: dict[str, Any]) -> School | None:
    """The only school of whoever sent the file, if they may change things there."""
    school = await find_school(talk.session, state["school"]) if state["school"] else None
    return school if school is not None and may(talk, Right.CHANGER, school.id) else None


def _waiting(talk: Talk) -> dict[str, Any] | None:
    """The waiting file the button belongs to, when it has schools to ask about."""
    state = waiting_file(talk)
    if state is not None and not state.get("unknown"):
        talk.say(OLD)
        return None
    return state


async def _read_again(talk: Talk, state: dict[str, Any], school: str | None) -> None:
    """The dialogue goes on waiting, but not for this button again."""
    kept = {key: state[key] for key in ("path", "name", "week", "mapping", "answers") if key in state}
    talk.who.dialogue = await begin_dialogue(
        talk.session, talk.who.account.id, IMPORT, {**state, "unknown": [], "whose": False}, talk.now
    )
    await talk.later("read_file", school=school, **kept)


async def ours(talk: Talk, rest: str) -> None:
    """«Это наша школа»: the name is remembered for the next files."""
    state = _waiting(talk)
    school = await _own(talk, state) if state is not None else None
    if state is None or school is None:
        return
    place = talk.number("n")
    if not 0 <= place < len(state["unknown"]):
        talk.say(OLD)
        return
    name = state["unknown"][place]
    await remember_name(talk.session, actor_at(talk, school.id), name, talk.now)
    is_taken = school.name == name  # it had no name of its own yet
    known = (
        f"Записал название: {quoted(name)}." if is_taken else f"Запомнил: {quoted(name)} — это {quoted(school.name)}."
    )
    talk.say(f"{known} Перечитываю файл…")
    await _read_again(talk, state, school.name)


async def create(talk: Talk, rest: str) -> None:
    """The schools of a district's file that were listed; whoever creates them answers for them."""
    state = _waiting(talk)
    if state is None or not may_create(talk):
        return
    created = await create_schools(talk.session, actor_at(talk, None), state["unknown"], talk.now)
    talk.who.members.extend(created.members)
    made = created.schools
    talk.say(f"Завёл {plural(len(made), 'школу', 'школы', 'школ')}. {NO_OFFICERS} Перечитываю файл…")
    await _read_again(talk, state, None)


ROUTES = (
    Route("import_ours", Right.CHANGER, ours),
    Route("import_create", Right.READER, create),
    Route("import_of", Right.READER, of_school),
)
