"""«Васильева вышла замуж, теперь Сайпуллаева»: a surname, a post, a class set right by words or from the card."""

from collections.abc import Sequence
from typing import Any

from handlers.engine.buttons import BACK, button, good, under, way_back
from handlers.engine.old_buttons import CHANGED_SINCE, anyway, is_overtaken, stamp
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Continuation, Does, Right, Route
from handlers.engine.talk import Talk
from handlers.people import class_handed
from handlers.people.card import shown_before
from handlers.understanding.around import plainly
from handlers.understanding.reading.people.posts import asks_former_name
from handlers.understanding.said.deeds import lets_off
from handlers.understanding.said.orders.class_handed import stranger_beside
from handlers.understanding.said.orders.new_values import (
    FIRST,
    PATRONYMIC,
    Said,
    new_classes,
    of_answer,
    of_people,
    part_named,
    read_correction,
    whole_value,
)
from handlers.understanding.which_person import in_doubt, label_of, one_person
from nudges.dates import find_days
from services.staff.correcting import as_corrected, correct, name_before
from storage.people.corrections import CLASSES, NAME, ROLE
from storage.people.registry import people_of, person_at
from storage.tables import Person

VALUE, WHICH = "correct_value", "correct_which"
HOW = (
    "Кого и что исправить? Например: «Васильева вышла замуж, теперь Сайпуллаева», «исправь должность Алиевой на "
    "учитель химии», «у Борисова класс 7Б»."
)
_FIELDS = {NAME: "фамилию", ROLE: "должность", CLASSES: "класс"}
_TITLES = {NAME: "Имя", ROLE: "Должность", CLASSES: "Класс"}
# Codes of the same fields elsewhere.
_ALIASES = {"post": ROLE, "class": CLASSES, "subject": ROLE, "surname": NAME}
_ASKED = {
    NAME: "Как теперь? Напишите новую фамилию или фамилию, имя и отчество полностью.",
    ROLE: "Какая должность? Например: «учитель математики».",
    CLASSES: "Какие классы? Например: «7Б» или «5А, 6А».",
}
_ASKED_PART = {
    PATRONYMIC: "Какое отчество? Напишите его одно или фамилию, имя и отчество полностью.",
    FIRST: "Какое имя? Напишите его одно или фамилию, имя и отчество полностью.",
}
_NAMESAKES = 5
AT_ONCE = " Запишу сразу: с какого дня — в карточке не хранится."
LET_OFF_APART = " А не тревожить — это отдельно, кнопкой ниже."


async def ask(talk: Talk, rest: str) -> None:
    field = _ALIASES.get(talk.word("field"), talk.word("field"))
    value, part = talk.word("value"), talk.word("part")
    if not value:
        desk = await at_desk(talk, Right.CHANGER)
        if desk is None:
            return
        people = await people_of(talk.session, desk.school.id)
        if (unknown := stranger_beside(people, talk.text)) is not None:
            talk.say(in_doubt(unknown))
            return
        if await class_handed.handed(talk, desk):
            return
        said = read_correction(people, talk.text) or _of_card(people, await shown_before(talk), talk.text)
        if said is not None and await _ask_about(talk, desk, said, talk.number("p")):
            return
    chosen = await one_person(talk, Right.CHANGER, rest, "correct", HOW)
    if chosen is None:
        return
    desk, person = chosen
    if not value and field == CLASSES:
        value = new_classes(talk.text, person.classes)
    if not value and asks_former_name(talk.text):
        field = NAME
        value = await name_before(talk.session, actor_at(talk, desk.school.id), person.id)
    if not part and field == NAME:
        part = part_named(talk.text)
    if value and field in _FIELDS:
        await _surely(talk, desk, person, Said((person,), field, value, part))
    elif field in _FIELDS:
        asked = _ASKED_PART.get(part, _ASKED[field])
        await talk.ask(VALUE, asked, under([button("Отмена", "cancel")]), p=person.id, field=field, part=part)
    else:
        await _which_field(talk, person)


def _of_card(people: Sequence[Person], shown: int, text: str) -> Said | None:
    """«Вышла замуж, теперь Сайпуллаева» under a card names nobody."""
    return of_people([one for one in people if one.id == shown], text)


async def _ask_about(talk: Talk, desk: Desk, said: Said, meant: int = 0) -> bool:
    """Whether it was asked, of one person or which of the namesakes; `meant` is who was understood before."""
    people = [one for one in said.people if meant in (0, one.id)]
    if len(people) == 1:
        await _surely(talk, desk, people[0], said)
    elif people:
        carried: dict[str, Any] = {"field": said.field, "value": said.value} | (
            {"part": said.part} if said.part else {}
        )
        rows = [[button(label_of(one, people), "correct", p=one.id, **carried)] for one in people[:_NAMESAKES]]
        talk.say("Таких несколько. Кого вы имеете в виду?", under(*rows, [button("Отмена", "cancel")]))
    return bool(people)


async def _which_field(talk: Talk, person: Person) -> None:
    choices = [button(words.capitalize(), "correct", p=person.id, field=code) for code, words in _FIELDS.items()]
    question = f"{person.full_name}: что исправить?"
    await talk.ask(WHICH, question, under(choices, [button("Отмена", "cancel")]), p=person.id, field="")


async def _surely(talk: Talk, desk: Desk, person: Person, wanted: Said) -> None:
    field = wanted.field
    said = as_corrected(person, field, whole_value(person, wanted))
    if field == CLASSES:  # somebody else may head it
        await class_handed.ask_about(talk, desk, {person.id: said})
        return
    was = person.full_name if field == NAME else getattr(person, field)
    if said == was:
        talk.say(f"{person.full_name}: так и записано.")
        return
    yes = good("Да, исправить", "correct_yes", p=person.id, field=field, value=said)
    about = "" if field == NAME else f"{person.full_name}. "
    question = f"{about}{_TITLES[field]}: {was or 'не указано'} → {said}. Исправить?"
    question += AT_ONCE if _is_of_a_day_to_come(talk, desk) else ""
    apart = [button("Не тревожить", "exempt", p=person.id)] if lets_off(talk.text) else []
    question += LET_OFF_APART if apart else ""
    talk.say(question, under([yes, button("Нет", "cancel")], apart))


def _is_of_a_day_to_come(talk: Talk, desk: Desk) -> bool:
    """«Завучем с 1 декабря»: a card has no day from which on it is so."""
    today = talk.today(desk.school)
    found = find_days(talk.text.lower(), today)
    return found is not None and any(one.starts_on > today for one in found.spans)


async def said_value(talk: Talk) -> bool:
    """The new value, after the question; where the question was which field, «теперь 7Б», «Сайпуллаева»."""
    desk, dialogue = await at_desk(talk, Right.CHANGER), talk.who.dialogue
    if desk is None or dialogue is None:
        return False
    people = await people_of(talk.session, desk.school.id)
    said = read_correction(people, talk.text)  # the whole order said anew, perhaps of somebody else
    if said is not None:
        await talk.end()
        meant = dialogue.state.get("p", 0)
        return await _ask_about(talk, desk, said, meant if any(one.id == meant for one in said.people) else 0)
    person = next((one for one in people if one.id == dialogue.state.get("p")), None)
    if person is None:
        return False
    is_value = not plainly(talk.text, talk.today(desk.school)).sure
    field, part = dialogue.state["field"], dialogue.state.get("part", "")
    said = of_answer(person, field, part, talk.text, is_value=is_value)
    if said is None:
        return False
    await talk.end()
    await _surely(talk, desk, person, said)
    return True


async def carry_out(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    actor = actor_at(talk, desk.school.id)
    person = await person_at(talk.session, desk.school.id, talk.number("p"))
    stands = _stands(person, talk.word("field")) if person is not None else ""
    if person is not None and is_overtaken(talk.payload, stands):
        talk.say(CHANGED_SINCE.format(now=stands or "пусто"), under([*anyway(talk.payload)]))
        return
    field, value = talk.word("field"), talk.word("value")
    is_back = bool(talk.payload.get(BACK))  # there may have been nothing before
    done = await correct(talk.session, actor, talk.number("p"), field, value, talk.now, may_be_empty=is_back)
    if not done.fresh:
        talk.say(f"{done.person.full_name}: так и записано.")
        return
    back = way_back(
        "Вернуть как было",
        "correct_yes",
        p=done.person.id,
        field=done.field,
        value=done.was,
        st=stamp(_stands(done.person, done.field)),
    )
    note = " Если в файле ещё старая фамилия, я пойму, что это тот же человек." if done.field == NAME else ""
    what = "" if done.field == NAME else f" {_TITLES[done.field].lower()} — {done.now or class_handed.NONE}."
    keyboard = under([button("Карточка", "card", p=done.person.id), back])
    talk.say(f"Исправил. {done.person.full_name}{what and ','}{what or '.'}{note}", keyboard)


def _stands(person: Person, field: str) -> str:
    return {NAME: person.full_name, ROLE: person.role, CLASSES: person.classes}.get(field, "")


ROUTES = (
    Route("correct", Right.CHANGER, ask, Does.ASKS, leads_out=True, label="Исправить данные{who}"),
    Route("correct_yes", Right.CHANGER, carry_out),
)
CONTINUATIONS = (
    Continuation(WHICH, Right.CHANGER, said_value, frozenset({"correct"})),
    Continuation(VALUE, Right.CHANGER, said_value, frozenset({"correct"}), free=True, words="новое значение"),
)
