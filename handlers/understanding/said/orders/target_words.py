"""What words say of targets: of which indicators, how much, and by which day."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
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
_WHOLE = 100  # percent
ALL_OTHERS = re.compile(r"\b(?:остальн|проч)\w+")
# «…, остальное не трогай», «а чаты оставь»: nothing is wanted of that
_LEFT_ALONE = re.compile(
    r"[,;]\s*(?:а\s+)?\w+\s+(?:пусть\s+)?(?:не\s+(?:трога|меня|ставь|надо)\w*|оставь\w*|как был[аио]|без изменений)"
    r"[^,;.!?\d]*(?=[,;.!?]|$)",
    re.IGNORECASE,
)
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


# «85 ‹к 25›» behind «70 процентов к 15 декабря»: a day, and no number of anything.
_UNIT = r"(?:%|процент\w*|чел\w*|учител\w*|педагог\w*)"
_BARE_DAY = re.compile(
    rf"(?P<before>\d\s?{_UNIT}?\s{{1,3}})(?:к|до)\s{{1,3}}(?P<day>\d{{1,2}})(?:-?(?:му|го))?(?:\s{{1,3}}числ\w*)?(?=\W*$)",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:с|со|от)\s{1,3}\d", re.IGNORECASE)  # «с 60 до 80»
_BARE_NUMBER = re.compile(
    rf"(?<![\d.,])(?P<number>\d{{1,3}})(?![\d.,]?\d|\s*%|\s*(?:процент|чел|учит|педагог|раз|сообщ|звон|{MONTH}))",
    re.IGNORECASE,
)


def said_in_a_row(rest: str, today: date) -> list[str]:
    """«звонки 80 %, остальные 90» are two targets, «90 % до 1 декабря и ни днём позже» is one: a next one names an
    indicator and what is wanted of it. «…, чаты 85 к 25» is of the month that was named, and in percent as the others
    are."""
    rest = _LEFT_ALONE.sub("", rest)
    found, begins = [], 0
    for between in _NEXT.finditer(rest):
        before, after = (one.lower() for one in (rest[begins : between.start()], _NEXT.split(rest[between.end() :])[0]))
        is_another = _code(after) is not None or any(one.search(after) for one in (ALL_OTHERS, OF_PROFILES))
        tells = _says_how_much(before, today) or (_code(before) is not None and with_day(before, today)[1] is not None)
        if is_another and tells and _says_how_much(after, today):
            found.append(rest[begins : between.start()])
            begins = between.end()
    row = [*found, rest[begins:]] if rest else []
    return _in_percent(_dated(row, today)) if len(row) > 1 else row


def _dated(row: Sequence[str], today: date) -> list[str]:
    dated, since = [], today
    for said in row:
        bare = _BARE_DAY.search(said) if _FROM.search(said) is None else None
        ahead = (since + timedelta(days=more) for more in range(62))
        day = next((one for one in ahead if bare is not None and one.day == int(bare["day"])), None)
        if bare is not None and day is not None:
            said = f"{said[: bare.start()]}{bare['before']}до {day:%d.%m.%Y}{said[bare.end() :]}"
        found = with_day(said, today)[1]
        since = found.span.ends_on or since if found is not None and found.span.ends_on else since
        dated.append(said)
    return dated


def _in_percent(row: Sequence[str]) -> list[str]:
    if not any("%" in said or "процент" in said.lower() for said in row):
        return [*row]
    return [said if "%" in said or "процент" in said.lower() else _percent_of(said) for said in row]


def _percent_of(said: str) -> str:
    """A day behind «до» has a dot, and no target is above a hundred percent."""
    number = next((one for one in _BARE_NUMBER.finditer(_NUMBERED.sub(lambda named: " " * len(named[0]), said))), None)
    if number is None or int(number["number"]) > _WHOLE:
        return said
    return f"{said[: number.end()]} %{said[number.end() :]}"


@dataclass(frozen=True, slots=True)
class SaidTarget:
    """`value` as «60%» or «60», empty where only a day is named; `to` is that day."""

    code: str
    value: str = ""
    to: date | None = None


def targets_said(text: str, today: date) -> list[SaidTarget]:
    """Each target of several with what is wanted of it and its own day; none where it is not several, or where one of
    them cannot be told."""
    row = said_in_a_row(_BEFORE_THEM.sub("", text), today)
    found: list[SaidTarget] = []
    for said in with_day_of_all(row, today) if len(row) > 1 else ():
        plain, span = with_day(said, today)
        plain = (span.rest if span is not None else plain).lower()
        number, to = value_in(plain), span.span.ends_on if span is not None else None
        others = ALL_OTHERS.search(plain) is not None
        codes = [one for one in deeds.SHARES if one not in {one.code for one in found}] if others else codes_in(plain)
        beside = {code for one in _NEXT.split(plain) if (code := _code(one)) is not None}  # «чаты до 90, журнал оставь»
        if len(beside) > 1 or (number is None and to is None) or not codes or (not others and len(codes) > 1):
            return []
        percent = "%" if number is not None and (number[1] or others) else ""
        found += [SaidTarget(one, f"{number[0]:g}{percent}" if number is not None else "", to) for one in codes]
    return found


_BEFORE_THEM = re.compile(r"^[^\d:]{0,40}:\s*")  # «сделай цели: …»


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


def _says_how_much(said: str, today: date) -> bool:
    """A number that is no day, or «нет»."""
    plain, found = with_day(said, today)
    plain = found.rest if found is not None else plain
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
