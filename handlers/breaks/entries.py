"""What a message says of days off: each name with the days that are under it.

Own patterns: days off are written in a row, each with its name, as the command and calendars have them; the names are
those that are kept.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.breaks.exceptions import left_out, without
from handlers.understanding.particulars.time.days_but import apart
from handlers.understanding.said.days_off import days_alone
from indicators.russian.calendar_words import WHOLE_MONTH
from nudges.calendar import BREAK, PAUSE, QUIET
from nudges.dates import find_days
from nudges.periods import day_words
from services.breaks import TITLE, KnownRest

_KINDS = {"карантин": PAUSE, "пауз": QUIET, "дистан": QUIET, "не отправля": QUIET, "не пиши": QUIET}
# What the days are called where only the command's own words were said.
TITLES = {
    "карантин": "карантин",
    "пауз": "пауза",
    "не отправля": "пауза",
    "не пиши": "пауза",
    "дистан": "дистанционное обучение",
    "осенн": "осенние каникулы",
    "зимн": "зимние каникулы",
    "весенн": "весенние каникулы",
    "летн": "летние каникулы",
}
_ANY, _ANYHOW = "каникул", "каникулы"
_VERBS = re.compile(r"\b(?:был[аио]?|будут|будет|идут|это)\b", re.IGNORECASE)
# Where it is, which is no name of it: it is the whole school's.
_WHERE = re.compile(
    r"\b(?:в|во|по|для|у)\s+(?:(?:наше|все)\w+\s+)?(?:школ\w+|гимнази\w+|лице\w+|интернат\w*|нас)\b", re.IGNORECASE
)
# «Карантин с 1 по 5 декабря и пауза до пятницы»: where the second begins.
_NEXT = re.compile(
    r"(?<!ние)(?<!них)(?:\s*[,;]\s*|\s+)(?:(?:и|а также|потом|затем|плюс)\s+)?"  # «зимние каникулы» are one name
    r"(?=(?:карантин|пауз|дистан|(?:осенн|зимн|весенн|летн)\w*\s+каникул|каникул|праздни|выходн)\w*\s)",
    re.IGNORECASE,
)
_MONTH = re.compile(WHOLE_MONTH, re.IGNORECASE)
_SPAN = re.compile(r"\bс \d{1,2} по \d{1,2}\b(?!\.)")
_DAY_WORD = re.compile(r"понедел|вторн|сред[ыау]|четверг|пятниц|суббот|воскрес|завтра|недел|конца|месяц", re.IGNORECASE)

BAD_SPAN = "Не понял даты. Нужны первый и последний день: «каникулы 28.12–11.01»."
NO_LAST_DAY = "С {first} — а по какой день? Напишите оба, например: «каникулы 28.12–11.01»."
UNREAD = "Не понял, какие это дни: «{days}». Назовите первый и последний."
BUT_WHICH = (
    "Пока ничего не записал: не понял, какие дни не считать («{words}»). Назовите их числами — «каникулы с 1 по 8 "
    "февраля, кроме 3 февраля» — или запишите отдых двумя частями."
)
NOTHING_LEFT = "Пока ничего не записал: без «{words}» дней не остаётся. Проверьте, пожалуйста, даты."


def _stem_in(said: str) -> str:
    """What days off are called in lower-case words; «каникулы» where nothing else is said."""
    return next((stem for stem in TITLES if stem in said), _ANY)


def title_in(said: str) -> str:
    return TITLES.get(_stem_in(said), _ANYHOW)


def called_so(said: str, found: Sequence[KnownRest]) -> list[KnownRest]:
    """Of what is written down that which is meant; «зимние каникулы» may stand there as «каникулы»."""
    stem = _stem_in(said)
    called = [one for one in found if stem in one.rest.title.lower()]
    if called or not title_in(said).endswith(_ANYHOW):
        return called
    return [one for one in found if one.rest.kind == BREAK and not any(name in one.rest.title for name in TITLES)]


@dataclass(frozen=True, slots=True)
class Entry:
    """Days under one name, or what cannot be understood of them; `but` are days among them that are none."""

    title: str = ""
    kind: str = BREAK
    days: tuple[tuple[date, date], ...] = ()
    but: tuple[date, ...] = ()
    problem: str = ""


def entries(rest: str, text: str, today: date) -> Sequence[Entry]:
    """`rest` are a command's words, `text` the whole message with the command itself."""
    return [_entry(words, said, today) for words, said in _apart(rest, text)]


def _apart(rest: str, text: str) -> list[tuple[str, str]]:
    """Each part that has a name and days of its own, and what tells its name: the command's own word is the first's."""
    parts = _NEXT.split(rest)
    if len(parts) < 2 or not all(any(map(str.isdigit, one)) or _DAY_WORD.search(one) for one in parts):
        return [(rest, text)]
    month = next((found[0] for one in parts if (found := _MONTH.search(one))), "")
    said = [text.partition(parts[1])[0], *parts[1:]]
    return [(_with_month(one, month), told) for one, told in zip(parts, said, strict=True)]


def _with_month(part: str, month: str) -> str:
    """«… с 7 по 9 декабря, пауза с 14 по 16»: of the month that was named."""
    bare = _SPAN.search(part) is not None and _MONTH.search(part) is None
    return f"{part} {month}" if bare and month else part


def _entry(words: str, said: str, today: date) -> Entry:
    told = apart(words)
    found = find_days(told.whole, today)
    if found is None:
        return Entry(problem=BAD_SPAN)
    if found.unread:
        return Entry(problem=UNREAD.format(days="», «".join(found.unread)))
    open_ = [span.starts_on for span in found.spans if span.ends_on is None]
    if open_:
        return Entry(problem=NO_LAST_DAY.format(first=day_words(open_[0])))
    days = [(span.starts_on, span.ends_on) for span in found.spans if span.ends_on is not None]
    but = left_out(told.without, days, today) if told.without else frozenset()
    if told.without and not but:
        return Entry(problem=BUT_WHICH.format(words=told.without))
    if not (kept := without(days, but)):
        return Entry(problem=NOTHING_LEFT.format(words=told.without))
    said = apart(said).whole.lower()
    title = _WHERE.sub("", _VERBS.sub("", days_alone(f" {found.rest}"))).strip()[:TITLE] or title_in(said)
    kind = next((kind for word, kind in _KINDS.items() if word in said), BREAK)
    return Entry(title, kind, tuple(kept), tuple(sorted(but)))
