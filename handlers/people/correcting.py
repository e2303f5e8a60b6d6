"""«Васильева вышла замуж, теперь Сайпуллаева»: a surname, a post, a class set right by words or from the card."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.engine.buttons import button, good, under, way_back
from handlers.engine.old_buttons import CHANGED_SINCE, anyway, is_overtaken, stamp
from handlers.engine.rights import actor_at, at_desk
from handlers.engine.routes import Continuation, Does, Right, Route
from handlers.engine.talk import Talk
from handlers.people.card import shown_before
from handlers.understanding.around import plainly
from handlers.understanding.reading.people_by_name import find_people
from handlers.understanding.which_person import one_person
from indicators.classes import class_names
from services.staff.correcting import as_corrected, correct
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
_WORDS = {"фамили": NAME, "должност": ROLE, "предмет": ROLE, "пост": ROLE, "класс": CLASSES}
_FIELD = r"(?P<field>фамили\w*|должност\w*|предмет\w*|класс\w*)"
_CHANGE = re.compile(
    rf"^\W*(?:исправ\w*|поменя\w*|смени\w*|измени\w*|замени\w*)\s+{_FIELD}\s+(?:у\s+)?(?P<who>.+?)\s+(?:на|:)\s*(?P<value>.+)$",
    re.IGNORECASE,
)
_HAS = re.compile(
    rf"^\W*у\s+(?P<who>.+?)\s+(?:теперь\s+)?{_FIELD}\s*(?:[—–:-]\s*|теперь\s+|стала\s+|будет\s+)*(?P<value>\S.*)$",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"^[\s,—–-]*(?:по\s+мужу\s+)?"
    r"(?:(?:вышла\s+замуж|замуж\s+вышла|развелась|(?:сменил|поменял)а?\s+фамилию|фамилию\s+(?:сменил|поменял)а?)[\s,и—–-]*)?"
    r"(?:(?:она|он|уже)\s+)?(?P<verb>теперь|стала|стал|на)\s+"
    r"(?:(?:она|он|у\s+нас|уже|снова|носит\s+фамилию|не\s+\S+,?\s+а)\s+)*"
    r"(?P<value>.+)$",
    re.IGNORECASE,
)
_AT_FIRST = re.compile(r"^\W*(?:(?:а|и|наша?|у\s+нас|кстати)\b\W+)+", re.IGNORECASE)
_ONE_CLASS = r"\d{1,2}\s*[-«\"]?\s*[а-яё]?\W*"
_CLASS = re.compile(rf"^(?:в\s+)?{_ONE_CLASS}(?:,\s*{_ONE_CLASS})*(?:класс\w*)?$", re.IGNORECASE)
_POST = re.compile(
    r"\b(?:учител|педагог|завуч|директор|психолог|логопед|воспитател|библиотекар|методист|зам(?!уж)|секретар)"
)
# What a person's own words are about: «я вышла замуж, и класс у меня теперь 8Б».
_TOLD = (
    (NAME, re.compile(r"\b(?:фамили|отчеств|девич|паспорт|замуж|развел|разошл)|\bим(?:я|ени|енем)\b|\bзовут\b", re.I)),
    (NAME, re.compile(r"\b(?:[Тт]еперь|[Сс]тала|[Яя]|не)\s+[А-ЯЁ][а-яё]{2,}")),
    (ROLE, re.compile(rf"{_POST.pattern}|\bдолжност|\bпредмет|\bпрепода[юе]", re.I)),
    (CLASSES, re.compile(r"\bкласс|\b\d{1,2}\s?[-«\"]?\s?[а-яё]\b", re.I)),
)
_OTHER_CASES = tuple(
    (f"{stem}{ending}", f"{stem}{nominative}")
    for stem, nominative, endings in (
        *((stem, "ая", ("ую", "ой")) for stem in ("ск", "цк")),
        *((stem, "а", ("у", "ой")) for stem in ("ов", "ев", "ёв", "ин", "ын")),
        *((stem, "", ("ым",)) for stem in ("ов", "ев", "ёв", "ин")),
        ("ск", "ий", ("им",)),
    )
    for ending in endings
)
# «Завучем», «учителем», «секретарём»; an adjective before them stays as it is.
_POST_CASES = (("лем", "ль"), ("рем", "рь"), ("рём", "рь"), ("чем", "ч"), ("ом", ""))


@dataclass(frozen=True, slots=True)
class Wanted:
    person: Person
    field: str
    value: str


def read_correction(people: Sequence[Person], text: str) -> Wanted | None:
    """Who is to be called what, or to teach what; None when it is not all said."""
    for pattern in (_CHANGE, _HAS):
        said = pattern.match(text)
        if said is not None:
            found = find_people(people, said["who"])
            if found.person is None:
                return None
            field = next(code for stem, code in _WORDS.items() if said["field"].lower().startswith(stem))
            return Wanted(found.person, field, _nominative(said["value"]) if field == NAME else said["value"])
    found = find_people(people, _AT_FIRST.sub("", text))
    said = _NOW.match(found.rest) if found.person is not None else None
    return _now_so(found.person, said)


def _of_card(people: Sequence[Person], shown: int, text: str) -> Wanted | None:
    """«Вышла замуж, теперь Сайпуллаева» under a card names nobody."""
    person = next((one for one in people if one.id == shown), None)
    return _now_so(person, _NOW.match(text))


def _now_so(person: Person | None, said: re.Match[str] | None) -> Wanted | None:
    if person is None or said is None:
        return None
    value = said["value"].strip(" .!")
    field = _field_of(value)
    return Wanted(person, field, _as_told(field, value, said["verb"])) if field else None


def _as_told(field: str, value: str, verb: str) -> str:
    """What is behind «теперь» stands in the nominative, behind «стала» and «на» in another case."""
    if verb.lower() == "теперь" or field == CLASSES:
        return value
    return _nominative(value, _OTHER_CASES if field == NAME else _POST_CASES)


def fields_told(text: str) -> frozenset[str]:
    """Of which fields a person speaks; none where nobody can tell."""
    return frozenset(field for field, pattern in _TOLD if pattern.search(text))


def _field_of(value: str) -> str:
    if _CLASS.match(value):
        return CLASSES
    if _POST.search(value.lower()):
        return ROLE
    return NAME if value[:1].isupper() and len(value.split()) <= 3 else ""


def _nominative(value: str, cases: Sequence[tuple[str, str]] = _OTHER_CASES) -> str:
    """«На Магомедову», «стала Магомедовой»: Магомедова."""
    first, *others = value.strip(" .!").split()
    for ending, nominative in cases:
        if first.lower().endswith(ending):
            first = first[: -len(ending)] + nominative
            break
    return " ".join([first, *others])


async def ask(talk: Talk, rest: str) -> None:
    field = _ALIASES.get(talk.word("field"), talk.word("field"))
    value = talk.word("value")
    if not value:
        desk = await at_desk(talk, Right.CHANGER)
        if desk is None:
            return
        people = await people_of(talk.session, desk.school.id)
        wanted = read_correction(people, talk.text) or _of_card(people, await shown_before(talk), talk.text)
        if wanted is not None and talk.number("p") in (0, wanted.person.id):
            _surely(talk, wanted)
            return
    chosen = await one_person(talk, Right.CHANGER, rest, "correct", HOW)
    if chosen is None:
        return
    _, person = chosen
    if not value and field == CLASSES and len(named := class_names(talk.text)) == 1:
        value = named[0]
    if value and field in _FIELDS:
        _surely(talk, Wanted(person, field, value))
    elif field in _FIELDS:
        await talk.ask(VALUE, _ASKED[field], under([button("Отмена", "cancel")]), p=person.id, field=field)
    else:
        await _which_field(talk, person)


async def _which_field(talk: Talk, person: Person) -> None:
    choices = [button(words.capitalize(), "correct", p=person.id, field=code) for code, words in _FIELDS.items()]
    question = f"{person.full_name}: что исправить?"
    await talk.ask(WHICH, question, under(choices, [button("Отмена", "cancel")]), p=person.id, field="")


def _surely(talk: Talk, wanted: Wanted) -> None:
    person, field = wanted.person, wanted.field
    said = as_corrected(person, field, wanted.value)
    was = person.full_name if field == NAME else getattr(person, field)
    if said == was:
        talk.say(f"{person.full_name}: так и записано.")
        return
    yes = good("Да, исправить", "correct_yes", p=person.id, field=field, value=said)
    about = "" if field == NAME else f"{person.full_name}. "
    question = f"{about}{_TITLES[field]}: {was or 'не указано'} → {said}. Исправить?"
    talk.say(question, under([yes, button("Нет", "cancel")]))


async def said_value(talk: Talk) -> bool:
    """The new value, after the question; where the question was which field, «теперь 7Б», «Сайпуллаева»."""
    desk, dialogue = await at_desk(talk, Right.CHANGER), talk.who.dialogue
    if desk is None or dialogue is None:
        return False
    people = await people_of(talk.session, desk.school.id)
    wanted = read_correction(people, talk.text)
    if wanted is not None:  # the whole order said anew, perhaps of somebody else
        await talk.end()
        _surely(talk, wanted)
        return True
    person = next((one for one in people if one.id == dialogue.state.get("p")), None)
    said = _NOW.match(talk.text)
    value = said["value"] if said is not None else talk.text
    is_value = said is not None or not plainly(talk.text, talk.today(desk.school)).sure
    field = dialogue.state["field"] or (_field_of(value) if is_value else "")
    value = _as_told(field, value, said["verb"]) if said is not None else value
    if field == CLASSES and not _CLASS.match(value):
        value = ", ".join(class_names(value))
    if person is None or not field or not value:
        return False
    await talk.end()
    _surely(talk, Wanted(person, field, value))
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
    done = await correct(talk.session, actor, talk.number("p"), talk.word("field"), talk.word("value"), talk.now)
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
    what = "" if done.field == NAME else f" {_TITLES[done.field].lower()} — {done.now}."
    keyboard = under([button("Карточка", "card", p=done.person.id), *([back] if done.was else [])])
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
