"""What an officer says is to stand on somebody's card: whose, which field, the new value."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.understanding.reading.people.by_name import Found, find_people
from handlers.understanding.reading.people.posts import POST
from indicators.classes import class_names
from indicators.russian.calendar_words import MONTH
from storage.people.corrections import CLASSES, NAME, ROLE
from storage.tables import Person

LAST, FIRST, PATRONYMIC, ALSO = "last", "first", "patronymic", "also"
_FIELD = r"(?P<field>фамили\w*|отчеств\w*|им(?:я|ени)\b|должност\w*|предмет\w*|класс\w*)"
_FIELDS_SAID = (
    ("фамили", NAME, LAST),
    ("отчеств", NAME, PATRONYMIC),
    ("им", NAME, FIRST),
    ("должност", ROLE, ""),
    ("предмет", ROLE, ""),
    ("класс", CLASSES, ""),
)
_SET_RIGHT = r"(?:исправ\w*|поправ\w*|поменя\w*|смени\w*|измени\w*|замени\w*)"
_NOW_OTHER = r"(?:(?:теперь|уже|сейчас|нов\w+|друг\w+|правильн\w+)\s+)*"
# «Исправь фамилию (у) Алиевой …», «новая фамилия Алиевой …»; «у Алиевой …», «Алиевой …» with the field behind it.
_FIELD_FIRST = re.compile(rf"^\W*(?:{_SET_RIGHT}\s+)?{_NOW_OTHER}{_FIELD}\s+(?:у\s+)?(?P<more>\S.*)$", re.IGNORECASE)
_NAME_FIRST = re.compile(rf"^\W*(?:{_SET_RIGHT}\s+)?(?P<at>у\s+)?(?P<more>\S.*)$", re.IGNORECASE)
_FIELD_NEXT = re.compile(rf"^[\s,:—–-]*(?:{_SET_RIGHT}\s+)?{_NOW_OTHER}{_FIELD}(?P<more>.*)$", re.IGNORECASE)
# «Отчество у Уткиной записано неправильно, надо Муратовна»
_AS_IT_STANDS = (
    r"(?:(?:записан|указан|стоит|введен|введён|написан)\w*|(?:не)?(?:правильн|верн)\w*|с\s+ошибк\w+|не\s+то(?=,)"
    r"|надо(?:\s+(?:писать|чтобы\s+было))?|нужно|должн[оа](?:\s+быть)?|на\s+самом\s+деле)"
)
_VALUE = re.compile(
    r"^(?P<mark>(?:[\s,:—–-]|теперь\b|сейчас\b|уже\b|стал[аои]?\b|будет\b|на\b|это\b|у\s+не(?:ё|е|го)\b"
    rf"|{_SET_RIGHT}\b|не\s+[^\s,]+,?\s+а\b|(?:с|со|вместо)\s+[^\s,]+(?=\s+на\b)|{_AS_IT_STANDS}\b)*)(?P<value>\w.*?)"
    r"(?:[\s,]+(?:вместо\b|а\s+не\b|\(|раньше\b|был[аои]?\b).*)?[\s.!]*$",
    re.IGNORECASE,
)
_NO_VALUE = re.compile(
    r"\b(?:друг|нов|девич|мужа|неверн|неправильн|не\b|ошиб|опечат|прежн|стар|с\b|у\b|на\b|теперь|вместо|фамили|отчеств"
    r"|исправ|поправ|смени|поменя|измени|замени|как|пожалуйста|надо\b|нужно\b|верно\b|правильн|записан|указан|стоит\b)",
    re.IGNORECASE,
)
_NAME_WORDS = 4
_BEFORE = re.compile(
    r"\b(?:вместо|не|с|забрали|сняли|отдал[аи]?|передал[аи]?|не\s+вед[её]т|был[аои]?)\s+(?:класс\w*\s+)?"
    r"(?P<was>\d{1,2}\s*[-«\"]?\s*[а-яё]\b)",
    re.IGNORECASE,
)
_APPOINTED = (  # «завучем», «замдиректора»
    r"назначил[аи]?|назначена?|сделали|поставили|утвердили|утверждена?|избрали|избрана?|перевели|переведена?"
)
_SINCE = re.compile(
    r"\s+(?:с|со)\s+(?:\d|понед|вторн|сред|четв|пятн|завтра|сегодня|нового|следующ|январ|перв)\S*.*$", re.IGNORECASE
)
_NOW = re.compile(
    r"^[\s,—–-]*(?:по\s+мужу\s+)?"
    r"(?:(?:вышла\s+замуж|замуж\s+вышла|развелась|(?:сменил|поменял)а?\s+фамилию|фамилию\s+(?:сменил|поменял)а?)[\s,и—–-]*)?"
    rf"(?:(?:она|он|уже|у\s+нас)\s+)?(?P<verb>теперь|стала|стал|на|{_APPOINTED})\s+"
    r"(?:(?:она|он|у\s+нас|уже|снова|носит\s+фамилию|на\s+должность|не\s+\S+,?\s+а)\s+)*"
    r"(?P<value>.+)$",
    re.IGNORECASE,
)
_AND_NOTE_IT = re.compile(rf"[\s,.!—–-]+(?:(?:пожалуйста|и|это|в\s+списке)[\s,]+)*{_SET_RIGHT}\b.*$", re.IGNORECASE)
# Typed without a capital, where a marriage says that it is a surname.
_NEW_SURNAME = re.compile(r"\bзамуж|\bразвел|\bфамили", re.IGNORECASE)
_SURNAME = re.compile(r"[а-яё-]{2,}(?:[оеё]ва|[иы]на|[сц]кая|енко|[юу]к|ян|дзе)")
_AT_FIRST = re.compile(r"^\W*(?:(?:а|и|наша?|у\s+нас|кстати)\b\W+)+", re.IGNORECASE)
# «С 1 декабря», «на 0,25 ставки»: no class
_NO_CLASS = re.compile(
    rf"\b\d{{1,2}}(?:-?(?:го|е|му))?\s+{MONTH}\w*|\b\d{{1,2}}\.\d{{1,2}}(?:\.\d{{2,4}})?|\b[01][.,]\d+", re.IGNORECASE
)
_ONE_CLASS = r"\d{1,2}\s*[-«\"]?\s*[а-яё]?\W*"
_CLASS = re.compile(rf"^(?:в\s+)?{_ONE_CLASS}(?:,\s*{_ONE_CLASS})*(?:класс\w*)?$", re.IGNORECASE)
_POST = re.compile(rf"\b{POST}")
_JOINT = re.compile(r"\s*[,;.]\s*")
# «Ершова ещё и социальный педагог», «у Ершовой две должности, ещё логопед»: beside what she is already
_ALSO = re.compile(
    r"^[\s,—–-]*(?:(?:две|2|вторая)\s+должност\w*[\s,:—–-]*)?(?:(?:она|он|теперь|у\s+нас|и)\s+)*"
    r"(?:ещ[её]\s+(?:и\s+)?|также\s+(?:и\s+)?|по\s+совместительству\s+)(?:она\s+|он\s+)?(?P<value>.+)$",
    re.IGNORECASE,
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
_GIVEN_CASES = (("вну", "вна"), ("ичну", "ична"), ("ича", "ич"), ("ку", "ка"), ("ну", "на"), ("ру", "ра"), ("ию", "ия"))
# «Завучем», «учителем», «секретарём»; an adjective before them stays as it is.
_POST_CASES = (
    *(("лем", "ль"), ("рем", "рь"), ("рём", "рь"), ("чем", "ч"), ("ом", "")),
    *(("иста", "ист"), ("теля", "тель"), ("аря", "арь"), ("ога", "ог"), ("уча", "уч")),  # «на должность …»
)


@dataclass(frozen=True, slots=True)
class Said:
    """`people` are several where namesakes may be meant; `part` tells which part of the name the value is, or that a
    post is another one beside that which they have (`ALSO`)."""

    people: tuple[Person, ...]
    field: str
    value: str
    part: str = ""


def read_correction(people: Sequence[Person], text: str) -> Said | None:
    """Who is to be called what, or to teach what; None when it is not all said."""
    said = _FIELD_FIRST.match(text)
    if said is not None:
        found, rest = _whose(people, said["more"])
        if found and (read := _field_and_value(found, said["field"], rest)) is not None:
            return read
    said = _NAME_FIRST.match(_AT_FIRST.sub("", text))
    if said is not None:
        found, rest = _whose(people, said["more"])
        named = _FIELD_NEXT.match(rest) if found else None
        if named is not None:
            read = _field_and_value(found, named["field"], named["more"], plain=said["at"] is not None)
            if read is not None:
                return read
        if found and (also := _also(found, rest)) is not None:
            return also
    whom = find_people(people, _AT_FIRST.sub("", text))
    return of_people(whom.people, whom.rest) if not whom.guessed else None


def of_people(people: Sequence[Person], words: str) -> Said | None:
    """«Вышла замуж, теперь Сайпуллаева» behind a name, or under a card."""
    named = _FIELD_NEXT.match(words) if people else None
    if named is not None:
        read = _field_and_value(people, named["field"], named["more"], plain=False)
        if read is not None:
            return read
    also = _also(people, words) if people else None
    if also is not None:
        return also
    said = _NOW.match(words) if people else None
    if said is None:
        return None
    value = _AND_NOTE_IT.sub("", said["value"]).strip(" .!,")
    if _NEW_SURNAME.search(words) and _SURNAME.fullmatch(value):
        value = value.title()
    field = field_of(value)
    if field == ROLE and not (value := _post_alone(value)):
        return None
    if field == CLASSES:
        return Said(tuple(people), field, _classes(people, words))
    return Said(tuple(people), field, _as_told(field, value, said["verb"])) if field else None


def of_answer(person: Person, field: str, part: str, text: str, *, is_value: bool) -> Said | None:
    """The new value alone, after the question; where the question was which field, «теперь 7Б», «Сайпуллаева»."""
    named = _FIELD_NEXT.match(text)
    if named is not None and (read := _field_and_value((person,), named["field"], named["more"])) is not None:
        return read
    also = _also((person,), text) if field in ("", ROLE) else None
    if also is not None:
        return also
    said = _NOW.match(text)
    value = said["value"] if said is not None else text
    field = field or (field_of(value) if is_value or said is not None else "")
    if not field:
        return None
    if field == CLASSES:
        value = _classes((person,), text)
    elif said is not None:
        value = _as_told(field, value, said["verb"])
    return Said((person,), field, value, part) if value else None


def part_named(text: str) -> str:
    """Which part of the name a message speaks of, where it is not the surname."""
    said = re.search(rf"\b{_FIELD}", text, re.IGNORECASE)
    part = _which_field(said["field"])[1] if said is not None else ""
    return part if part != LAST else ""


def whole_value(person: Person, said: Said) -> str:
    """A patronymic or a first name alone, with the rest of the name."""
    value = said.value.strip(" .!,")
    if said.field == ROLE and said.part == ALSO:
        return value if not person.role or value.lower() in person.role.lower() else f"{person.role}, {value}"
    if said.field != NAME or " " in value or said.part not in (FIRST, PATRONYMIC):
        return said.value
    first, patronymic = (value, person.patronymic) if said.part == FIRST else (person.first_name, value)
    return " ".join(filter(None, (person.last_name, first, patronymic)))


def new_classes(text: str, was: str) -> str:
    """«9В вместо 9Б», «забрали 9Б, дали 9В»: what is left of the classes and what came; nothing where it is not one."""
    text = _NO_CLASS.sub(" ", text)
    gone = {name for said in _BEFORE.finditer(text) for name in class_names(said["was"])}
    came = [name for name in class_names(text) if name not in gone]
    if len(came) != 1:
        return ""
    stay = [name for name in class_names(was) if name not in gone and name not in came]
    return ", ".join([*stay, *came] if gone & {*class_names(was)} else came)


def _also(people: Sequence[Person], words: str) -> Said | None:
    said = _ALSO.match(words)
    post = _post_alone(said["value"]) if said is not None else ""
    return Said(tuple(people), ROLE, post, ALSO) if post else None


def _post_alone(value: str) -> str:
    """«Завхоз, его не считай»: without what is no post; a second one stays, «завхоз, учитель труда»."""
    parts = [_SINCE.sub("", one) for one in _JOINT.split(value.strip(" .!"))]
    kept = [one for place, one in enumerate(parts) if _POST.search(one.lower()) or (place == 0 and len(parts) == 1)]
    return ", ".join(kept) if _POST.search(value.lower()) else ""


def _classes(people: Sequence[Person], text: str) -> str:
    text = _NO_CLASS.sub(" ", text)
    named = class_names(text)
    swapped = new_classes(text, people[0].classes if len(people) == 1 else "")
    return swapped or ("" if _BEFORE.search(text) else ", ".join(named))


def _whose(people: Sequence[Person], text: str) -> tuple[tuple[Person, ...], str]:
    """Who is named by the first words, as many of them as are a name, and what is behind."""
    best: tuple[tuple[Person, ...], str] = ((), text)
    for end in [match.end() for match in re.finditer(r"[^\s,:;—–]+", text)][:_NAME_WORDS]:
        found: Found = find_people(people, text[:end])
        if found.people and not found.guessed and not found.rest:
            best = found.people, text[end:]
    found = find_people(people, text)
    if len(best[0]) > 1 and found.person in best[0]:  # their class tells namesakes apart
        return found.people, found.tail
    return best


def _field_and_value(people: Sequence[Person], field: str, words: str, *, plain: bool = True) -> Said | None:
    """`plain`: the value may stand there without a word like «теперь» before it."""
    said = _VALUE.match(words)
    code, part = _which_field(field)
    if said is None or not (plain or said["mark"].strip()):
        return None
    value = said["value"].strip(" .!,")
    if code == CLASSES:
        value = _classes(people, words)
        return Said(tuple(people), code, value) if value else None
    if _NO_VALUE.match(value):
        return None
    if code == ROLE:
        known = said["mark"].strip() or _POST.search(value.lower())
        return Said(tuple(people), code, _as_told(code, value, _last_word(said["mark"]))) if known else None
    if len(value.split()) >= _NAME_WORDS or not (value[:1].isupper() or said["mark"].strip()):
        return None
    return Said(tuple(people), code, _as_told(code, value, _last_word(said["mark"]), part), part)


def _which_field(said: str) -> tuple[str, str]:
    return next((code, part) for stem, code, part in _FIELDS_SAID if said.lower().startswith(stem))


def _last_word(mark: str) -> str:
    """The word before a value tells its case; a dash and «теперь» leave it as it is."""
    return (mark.replace(",", " ").split() or [""])[-1].lower()


def _as_told(field: str, value: str, before: str, part: str = "") -> str:
    """What is behind «теперь» stands in the nominative, behind «стала» and «на» in another case."""
    if field == CLASSES or not re.fullmatch(rf"стала?|на|{_APPOINTED}", before.lower()):
        return value
    if field == ROLE:
        return _nominative(value, _POST_CASES)
    return _nominative(value, _GIVEN_CASES if part in (FIRST, PATRONYMIC) else _OTHER_CASES)


def fields_told(text: str) -> frozenset[str]:
    """Of which fields a person speaks; none where nobody can tell."""
    return frozenset(field for field, pattern in _TOLD if pattern.search(text))


def field_of(value: str) -> str:
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
