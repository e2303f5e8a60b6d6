"""What words say of targets: of which indicators, how much, and by which day."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from indicators.catalogue import INDICATOR
from indicators.russian.calendar_words import MONTH, WHOLE_MONTH
from indicators.russian.stems import stem
from nudges.dates import FoundSpan, find_span, jumped_a_year, with_days_of_months
from nudges.gaps import GAPS
from services import targets as deeds

_MAX = r"\b(?:max|мах|макс)\b"
# How people call an indicator in a line; the first that fits is taken, and its own names before any other.
_NAMES: tuple[tuple[str, str], ...] = (
    *((re.escape(name.lower()), one.code) for one in INDICATOR.values() for name in (one.title, one.short)),
    *((re.escape(kind.button.lower()), kind.only_with) for kind in GAPS if kind.only_with),
    (rf"{_MAX}.*(?:актив|заход)|(?:актив|заход).*{_MAX}", "max_active_week"),
    (r"родител", "parents_connected"),
    (_MAX, "max_registered"),
    ("учен.*(журнал|эжд)|(журнал|эжд).*учен", "pupils_journal_linked"),
    ("журнал|эжд", "teachers_journal_linked"),
    ("учен", "pupils_total"),
    ("звон", "teachers_called"),
    (r"\b10\b|десят", "teachers_10_messages"),
    (r"\b3\b|тр[её]|три", "teachers_3_messages"),
    ("чат", "teachers_created_chats"),
    ("учител|педагог|регистр", "teachers_total"),
    ("сообщ", "teachers_10_messages"),
    *(("|".join(kind.named), kind.only_with) for kind in GAPS if kind.only_with and kind.named),
)
# A number that stands in an indicator's name is no target.
_NUMBERED = re.compile(
    "|".join(
        rf"\b{number}\s+{stem(word)}\w*"
        for one in INDICATOR.values()
        for number, word in re.findall(r"(\d+) (\w+)", one.short.lower())
    )
)
ALL_OTHERS = re.compile(r"\b(?:остальн|проч)\w+")
_NEXT = re.compile(r"\s*[,;]\s*(?!\d)(?:а\s+)?|\s+(?:а|и)\s+")  # between targets that are said in a row
NO_TARGET = re.compile(r"\bнет\b|убрать|без цели")
_VALUE = re.compile(r"(\d[\d\s]*(?:[.,]\d+)?)\s*(%|процент\w*)?")
MY_SCHOOL = "Активность в «Моей школе»"
PROFILES, OF_PROFILES = "активные профили", re.compile(r"\bактивн|\bпрофил")  # told of people, and no indicator
_BELOW_ZERO = re.compile(r"(?:^|\s)[-−–]\d")
_TOWARDS = re.compile(
    rf"\bк(?=\s+(?:\d|понед|вторн|сред|четв|пятн|субб|воскр|новому\s+году|{WHOLE_MONTH}\b))", re.IGNORECASE
)
# «На 25 декабря» is a day, and 25 no number of anything.
_ON_A_DAY = re.compile(rf"\bна(?=\s+(?:\d{{1,2}}(?:-?(?:го|е|ое))?\s+{MONTH}\b|\d{{1,2}}\.\d{{1,2}}\b))", re.IGNORECASE)
# «Цель на ноябрь» is to be reached in it.
_TO_END = re.compile(rf"\bк\s+концу\b|\bна(?=\s+{WHOLE_MONTH}\b)", re.IGNORECASE)


def said_in_a_row(rest: str) -> list[str]:
    """«звонки 80 %, остальные 90» are two targets, «90 % до 1 декабря и ни днём позже» is one: a next one names an
    indicator and what is wanted of it."""
    found, begins = [], 0
    for between in _NEXT.finditer(rest):
        before, after = (one.lower() for one in (rest[begins : between.start()], _NEXT.split(rest[between.end() :])[0]))
        is_another = _code(after) is not None or any(one.search(after) for one in (ALL_OTHERS, OF_PROFILES))
        if is_another and _says_how_much(before) and _says_how_much(after):
            found.append(rest[begins : between.start()])
            begins = between.end()
    return [*found, rest[begins:]] if rest else []


def with_day_of_all(row: Sequence[str], today: date) -> Sequence[str]:
    """«На декабрь: звонки 60, чаты 80», «звонки 60, чаты 80 до 25 декабря»: the day in front or behind is of all, and
    stands behind each. One that is over is so for all of them."""
    spans = [with_day(said, today)[1] for said in row]
    dated = [place for place, found in enumerate(spans) if found is not None]
    if len(row) < 2 or len(dated) != 1 or not (dated[0] == len(row) - 1 or (dated[0] == 0 and ":" in row[0])):
        return row
    [place], found = dated, spans[dated[0]]
    day = found.span.ends_on if found is not None else None
    if day is None or is_past(day, today, row[place]):
        day = today - timedelta(days=1)
    return [said if one == place else f"{said} до {day:%d.%m.%Y}" for one, said in enumerate(row)]


def with_day(said: str, today: date) -> tuple[str, FoundSpan | None]:
    """The words as they are read, and the day that stands in them."""
    said = _TO_END.sub("до конца", _ON_A_DAY.sub("до", _TOWARDS.sub("до", said)))
    return said, find_span(with_days_of_months(said, today), today) if has_day(said) else None


def has_day(said: str) -> bool:
    return " до " in f" {said.lower()}"


def _says_how_much(plain: str) -> bool:
    return value_in(plain) is not None or NO_TARGET.search(plain) is not None


def is_past(day: date | None, today: date, words: str) -> bool:
    return day is None or day < today or jumped_a_year(day, today, words)


def codes_in(plain: str) -> tuple[str, ...]:
    """What is named, «звонки и журнал» both; all shares where nothing is; none at all where the words speak of
    something else."""
    is_title = any(one.title.lower() in plain for one in INDICATOR.values())
    named = [code for one in ([plain] if is_title else plain.split(" и ")) if (code := _code(one)) is not None]
    if named:
        return tuple(dict.fromkeys(named))
    else_said = re.sub(
        r"\bне (?:ниже|менее|меньше)\b|[\d\s.,%-]|процент\w*|все[мхй]?|по всем|на|нет|долей|сразу", "", plain
    )
    return () if else_said else deeds.SHARES


def strange_words(unread: str, codes: Sequence[str]) -> str:
    """What does not stand in what the program itself calls them: «неделю» does in «1 звонок за неделю»."""
    names = [name for code in codes if (one := INDICATOR.get(code)) for name in (one.title, one.short)]
    names += [
        name for kind in GAPS if {kind.indicator, kind.only_with} & {*codes} for name in (kind.title, kind.button)
    ]
    ours = {stem(word) for word in re.findall(r"\w+", " ".join(names).lower())}
    return " ".join(word for word in unread.split() if stem(word.lower()) not in ours)


def _code(plain: str) -> str | None:
    without_value = re.sub(r"\d[\d\s]*%", "", plain)
    return next((code for pattern, code in _NAMES if re.search(pattern, without_value)), None)


def value_in(plain: str) -> tuple[float, bool] | None:
    """The last number said, and whether it is a percentage."""
    found = list(_VALUE.finditer(_NUMBERED.sub("", plain)))
    if not found:
        return None
    last = found[-1]
    value = float(re.sub(r"\s", "", last[1]).replace(",", "."))
    return -value if _BELOW_ZERO.search(plain) else value, last[2] is not None


def title_of(code: str) -> str:
    return INDICATOR[code].short if code in INDICATOR else MY_SCHOOL
