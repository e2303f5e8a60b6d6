"""«Цели»: what the school is to reach, by indicator; a number of people or a percentage."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.engine.buttons import button, good, under, way_back
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from indicators.catalogue import INDICATOR, INDICATORS, OPTIONAL
from indicators.errors import NotPossible
from indicators.russian.calendar_words import WHOLE_MONTH
from indicators.russian.rules import grouped, small
from indicators.russian.stems import stem
from nudges.dates import FoundSpan, find_span, jumped_a_year, with_days_of_months
from nudges.gaps import GAPS
from nudges.messenger import Button
from nudges.periods import day_words
from reports.figures.journal import with_journal
from reports.figures.summary import amount
from services import targets as deeds
from services.actor import Actor
from services.reporting.overview import figures_of_week, weeks_known
from services.targets import Goal, MayBePercent

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
_OTHERS = re.compile(r"\b(?:остальн|проч)\w+")
_NEXT = re.compile(r"\s*[,;]\s*(?!\d)(?:а\s+)?|\s+(?:а|и)\s+")  # between targets that are said in a row
_NONE = re.compile(r"\bнет\b|убрать|без цели")
_VALUE = re.compile(r"(\d[\d\s]*(?:[.,]\d+)?)\s*(%|процент\w*)?")
_CODES = (*(one.code for one in (*INDICATORS, *OPTIONAL)), deeds.MY_SCHOOL)
_WAS = re.compile(r"(?P<code>\d{1,2}):(?P<value>(?:\d+(?:\.\d+)?)?)(?P<percent>%?):(?P<until>[1-9]\d{5})?")
MY_SCHOOL = "Активность в «Моей школе»"
HOW = (
    "Чтобы изменить, напишите: «цели 90 %» — для всех долей сразу, «цель звонки 80 %», "
    "«цель учителя 42 до 1 декабря», «цель звонки нет»."
)
NOT_SHARES = "Учеников и учителей в Сферуме это не меняет: их цель — отдельно, «цель учителя 90 %»."
REACHED = "Столько уже есть: сейчас {now}. Может быть, проценты?"
NOT_UNDERSTOOD = f"Не понял цель. {HOW}"
OF_WHAT = f"Цель «{{words}}» я не отслеживаю, поэтому её не ставил. {HOW}"
PROFILES, _PROFILES = "активные профили", re.compile(r"\bактивн|\bпрофил")  # told of people, and no indicator
_LONGEST = 60  # letters of a corrected target that a button can carry
_BELOW_ZERO = re.compile(r"(?:^|\s)[-−–]\d")
_TOWARDS = re.compile(
    rf"\bк(?=\s+(?:\d|понед|вторн|сред|четв|пятн|субб|воскр|новому\s+году|{WHOLE_MONTH}\b))", re.IGNORECASE
)
# «Цель на ноябрь» is to be reached in it.
_TO_END = re.compile(rf"\bк\s+концу\b|\bна(?=\s+{WHOLE_MONTH}\b)", re.IGNORECASE)
NO_DAY = "Не понял срок: нужен день, который ещё впереди. Пока ничего не менял. Например: «до 25 декабря»."


@dataclass(frozen=True, slots=True)
class Changed:
    """The codes that were set or removed; or what was wrong, and the words that were probably meant.

    A `doubtful` number may be right all the same: the school's list need not be whole.
    """

    codes: tuple[str, ...] = ()
    problem: str = NOT_UNDERSTOOD
    meant: str = ""
    doubtful: str = ""


async def targets(talk: Talk, rest: str) -> None:
    rest = rest or talk.word("say")
    desk = await at_desk(talk, Right.CHANGER if rest else Right.READER)
    if desk is None:
        return
    before = await deeds.targets(talk.session, actor_at(talk, desk.school.id))
    named: list[str] = []
    changed: list[str] = []
    row = _said_in_a_row(rest)
    for said in _with_day_of_all(row, talk.today(desk.school)):
        unread = " ".join(word for word in talk.word("unread").split() if word in said)
        done = await change(talk, desk, said, sure=bool(talk.word("sure")), unread=unread, besides=named)
        named += _codes(said.lower())
        changed += done.codes
        if not done.codes:
            of = _codes(said.lower()) if len(row) > 1 else ()
            problem = f"{title_of(of[0])} — {small(done.problem)}" if len(of) == 1 else done.problem
            talk.say(problem, under(_meant(done), _kept(done, said)))
    if rest and not changed:
        return
    text = words(await deeds.targets(talk.session, actor_at(talk, desk.school.id)), desk.school.journal_name)
    if {*changed} == {*deeds.SHARES}:
        text = f"{text}\n{NOT_SHARES}"
    back = [way_back("Вернуть как было", "targets_back", was=_carried(before, changed))] if changed else []
    talk.say(f"{text}\n\n{HOW}" if desk.may_change else text, under(back, [button("Сводка", "summary")]))


def _carried(before: Mapping[str, Goal], codes: Sequence[str]) -> str:
    """Short enough for a button: «5:80%:739951», without a value where there was no target."""
    parts = []
    for code in dict.fromkeys(codes):
        goal = before.get(code)
        value = "" if goal is None else f"{goal.value:g}{'%' if goal.is_percent else ''}"
        until = goal.deadline.toordinal() if goal is not None and goal.deadline is not None else ""
        parts.append(f"{_CODES.index(code)}:{value}:{until}")
    return ";".join(parts)


async def put_back(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    before = {
        _CODES[int(one["code"])]: _goal(one["value"], one["percent"], one["until"])
        for one in _WAS.finditer(talk.word("was"))
        if int(one["code"]) < len(_CODES)
    }
    actor = actor_at(talk, desk.school.id)
    await deeds.put_back(talk.session, actor, before, talk.now)
    text = words(await deeds.targets(talk.session, actor), desk.school.journal_name)
    talk.say(text, under([button("Сводка", "summary")]))


def _goal(value: str, percent: str, until: str | None) -> Goal | None:
    return Goal(float(value), bool(percent), date.fromordinal(int(until)) if until else None) if value else None


def _said_in_a_row(rest: str) -> list[str]:
    """«звонки 80 %, остальные 90» are two targets, «90 % до 1 декабря и ни днём позже» is one: a next one names an
    indicator and what is wanted of it."""
    found, begins = [], 0
    for between in _NEXT.finditer(rest):
        before, after = (one.lower() for one in (rest[begins : between.start()], _NEXT.split(rest[between.end() :])[0]))
        is_another = _code(after) is not None or any(one.search(after) for one in (_OTHERS, _PROFILES))
        if is_another and _says_how_much(before) and _says_how_much(after):
            found.append(rest[begins : between.start()])
            begins = between.end()
    return [*found, rest[begins:]] if rest else []


def _with_day_of_all(row: Sequence[str], today: date) -> Sequence[str]:
    """«На декабрь: звонки 60, чаты 80», «звонки 60, чаты 80 до 25 декабря»: the day in front or behind is of all, and
    stands behind each. One that is over is so for all of them."""
    spans = [_dated(said, today)[1] for said in row]
    dated = [place for place, found in enumerate(spans) if found is not None]
    if len(row) < 2 or len(dated) != 1 or not (dated[0] == len(row) - 1 or (dated[0] == 0 and ":" in row[0])):
        return row
    [place], found = dated, spans[dated[0]]
    day = found.span.ends_on if found is not None else None
    if day is None or _is_past(day, today, row[place]):
        day = today - timedelta(days=1)
    return [said if one == place else f"{said} до {day:%d.%m.%Y}" for one, said in enumerate(row)]


def _dated(said: str, today: date) -> tuple[str, FoundSpan | None]:
    """The words as they are read, and the day that stands in them."""
    said = _TO_END.sub("до конца", _TOWARDS.sub("до", said))
    return said, find_span(with_days_of_months(said, today), today) if _has_day(said) else None


def _has_day(said: str) -> bool:
    return " до " in f" {said.lower()}"


def _says_how_much(plain: str) -> bool:
    return _value(plain) is not None or _NONE.search(plain) is not None


def _meant(changed: Changed) -> list[Button]:
    if not changed.meant or len(changed.meant) > _LONGEST:
        return []
    label = changed.meant.partition(" до ")[0]  # the day stays with the words
    return [good(f"Да, {label}", "targets", say=changed.meant)]


def _kept(changed: Changed, rest: str) -> list[Button]:
    if not changed.doubtful or len(rest) > _LONGEST:
        return []
    return [button(f"Оставить {changed.doubtful}", "targets", say=rest, sure="yes")]


def words(found: Mapping[str, Goal], journal: str) -> str:
    shown = [with_journal(one, journal) for one in (*INDICATORS, *(one for one in OPTIONAL if one.code in found))]
    lines = [f"• {one.short}: {goal_words(found.get(one.code))}" for one in shown]
    if deeds.MY_SCHOOL in found:
        lines.append(f"• {MY_SCHOOL}: {goal_words(found[deeds.MY_SCHOOL])}")
    return "\n".join(["Цели школы:", *lines])


def goal_words(goal: Goal | None) -> str:
    if goal is None:
        return "не задана"
    value = f"{goal.value:g} %".replace(".", ",") if goal.is_percent else grouped(round(goal.value))
    return value + (f" до {day_words(goal.deadline, year=True)}" if goal.deadline else "")


async def change(
    talk: Talk, desk: Desk, said: str, *, sure: bool = False, unread: str = "", besides: Sequence[str] = ()
) -> Changed:
    """Set, or with «нет» remove, the targets named in the words; what cannot be is asked back and nothing is set.

    `unread`: «прошедшие курс» is a target that nobody measures here. `besides`: all but these are «остальные», which
    are shares.
    """
    today = talk.today(desk.school)
    said, found = _dated(said, today)
    if _has_day(said) and found is None:
        return Changed(problem=NO_DAY)
    if found is not None and _is_past(found.span.ends_on, today, said):
        return Changed(problem=deeds.PAST)
    plain = (found.rest if found is not None else said).lower()
    codes, number = _codes(plain), _value(plain)
    if number is not None and _OTHERS.search(plain):
        codes, number = tuple(one for one in deeds.SHARES if one not in besides), (number[0], True)
    if codes and number is not None and (strange := _strange(unread, codes)):
        return Changed(problem=OF_WHAT.format(words=strange))
    actor = actor_at(talk, desk.school.id)
    if codes and number is None and _NONE.search(plain):
        await deeds.drop_targets(talk.session, actor, codes, talk.now)
        return Changed(codes)
    if not codes and _PROFILES.search(plain):
        return Changed(problem=OF_WHAT.format(words=PROFILES))
    if not codes or number is None:
        return Changed()
    goal = Goal(*number, found.span.ends_on if found is not None else None)
    if not sure and (now := await _reached_already(talk, actor, codes, goal)):
        return Changed((), REACHED.format(now=now), _as_percent(plain, goal, codes), f"{goal.value:g}")
    try:
        await deeds.set_targets(talk.session, actor, codes, goal, talk.now, today=today, sure=sure)
    except MayBePercent as error:
        return Changed((), error.sentence, _as_percent(plain, goal, codes), f"{goal.value:g}" if error.doubtful else "")
    except NotPossible as error:
        return Changed(problem=error.sentence)
    return Changed(codes)


def _as_percent(plain: str, goal: Goal, codes: Sequence[str]) -> str:
    """What was said, as a share of the same indicator, wherever its name stood."""
    until = f" до {goal.deadline:%d.%m.%Y}" if goal.deadline is not None else ""
    about = re.sub(r"[-−–]?[0-9].*", "", plain).strip()
    if _codes(about) != tuple(codes):
        about = small(title_of(codes[0])) if len(codes) == 1 else ""
    return f"{about} {goal.value:g} %{until}".strip() if goal.value <= 100 else ""


async def _reached_already(talk: Talk, actor: Actor, codes: Sequence[str], goal: Goal) -> str:
    """«300 из 530», where a bare number up to a hundred is no target any more: likely a percentage is meant."""
    if goal.is_percent or not 0 < goal.value <= 100 or len(codes) != 1 or codes[0] not in deeds.SHARES:
        return ""
    weeks = await weeks_known(talk.session, actor)
    found = (await figures_of_week(talk.session, actor, weeks[-1])).figures if weeks else ()
    one = next((one for one in found if one.indicator.code == codes[0]), None)
    now = one.now.value if one is not None else None
    return amount(one) if one is not None and now is not None and now >= goal.value else ""


def _is_past(day: date | None, today: date, words: str) -> bool:
    return day is None or day < today or jumped_a_year(day, today, words)


def _codes(plain: str) -> tuple[str, ...]:
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


def _strange(unread: str, codes: Sequence[str]) -> str:
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


def _value(plain: str) -> tuple[float, bool] | None:
    """The last number said, and whether it is a percentage."""
    found = list(_VALUE.finditer(_NUMBERED.sub("", plain)))
    if not found:
        return None
    last = found[-1]
    value = float(re.sub(r"\s", "", last[1]).replace(",", "."))
    return -value if _BELOW_ZERO.search(plain) else value, last[2] is not None


def title_of(code: str) -> str:
    return INDICATOR[code].short if code in INDICATOR else MY_SCHOOL


ROUTES = (
    Route("targets", Right.READER, targets, Does.SHOWS, label="Цели"),
    Route("targets_back", Right.CHANGER, put_back),
)
