"""«Цели»: what the school is to reach, by indicator; a number of people or a percentage."""

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from handlers.engine.buttons import button, good, under
from handlers.engine.rights import at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from indicators.catalogue import INDICATOR, INDICATORS
from indicators.russian.rules import grouped, plural
from nudges.dates import find_span, jumped_a_year
from nudges.messenger import Button
from nudges.periods import day_words
from storage.database.connection import Session
from storage.tables import Person, School, SchoolWeek, Target

# How people call an indicator in a line; the first that fits is taken.
_NAMES: tuple[tuple[str, str], ...] = (
    ("учен.*(журнал|эжд)|(журнал|эжд).*учен", "pupils_journal_linked"),
    ("журнал|эжд", "teachers_journal_linked"),
    ("учен", "pupils_total"),
    ("звон", "teachers_called"),
    (r"\b10\b|десят", "teachers_10_messages"),
    (r"\b3\b|тр[её]|три", "teachers_3_messages"),
    ("чат", "teachers_created_chats"),
    ("учител|педагог|регистр", "teachers_total"),
    ("сообщ", "teachers_10_messages"),
    ("моя школа|мою школу|моей школ", "my_school"),
)
_VALUE = re.compile(r"(\d[\d\s]*(?:[.,]\d+)?)\s*(%|процент\w*)?")
MY_SCHOOL = "Активность в «Моей школе»"
HOW = (
    "Чтобы изменить, напишите: «цели 90 %» — для всех долей сразу, «цель звонки 80 %», "
    "«цель учителя 42 до 1 декабря», «цель звонки нет»."
)
NOT_UNDERSTOOD = f"Не понял цель. {HOW}"
_LONGEST = 60  # letters of a corrected target that a button can carry
_BELOW_ZERO = re.compile(r"(?:^|\s)[-−–]\d")
_TOWARDS = re.compile(r"\bк(?=\s+(?:\d|понед|вторн|сред|четв|пятн|субб|воскр|концу))", re.IGNORECASE)


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
    if rest:
        sure = bool(talk.word("sure"))
        changed = await change(talk.session, desk.school, rest, talk.today(desk.school), sure=sure)
        if not changed.codes:
            talk.say(changed.problem, under(_meant(changed), _kept(changed, rest)))
            return
        talk.log("target", desk.school.id, codes=list(changed.codes))
    text = await targets_words(talk.session, desk.school)
    talk.say(f"{text}\n\n{HOW}" if desk.may_change else text, under([button("Сводка", "summary")]))


def _meant(changed: Changed) -> list[Button]:
    if not changed.meant or len(changed.meant) > _LONGEST:
        return []
    return [good(f"Да, {changed.meant}", "targets", say=changed.meant)]


def _kept(changed: Changed, rest: str) -> list[Button]:
    if not changed.doubtful or len(rest) > _LONGEST:
        return []
    return [button(f"Оставить {changed.doubtful}", "targets", say=rest, sure="yes")]


async def targets_words(session: Session, school: School) -> str:
    rows = await session.scalars(select(Target).where(Target.school_id == school.id))
    found = {row.code: row for row in rows}
    lines = [f"• {one.short}: {_said(found.get(one.code))}" for one in INDICATORS]
    if "my_school" in found:
        lines.append(f"• {MY_SCHOOL}: {_said(found['my_school'])}")
    return "\n".join(["Цели школы:", *lines])


def _said(target: Target | None) -> str:
    if target is None:
        return "не задана"
    value = f"{target.value:g} %".replace(".", ",") if target.is_percent else grouped(round(target.value))
    return value + (f" до {day_words(target.deadline, year=True)}" if target.deadline else "")


async def change(session: Session, school: School, words: str, today: date, *, sure: bool = False) -> Changed:
    """Set, or with «нет» remove, the targets named in the words; what cannot be is asked back and nothing is set."""
    words = _TOWARDS.sub("до", words)
    has_day = " до " in f" {words.lower()}"
    found = find_span(words, today) if has_day else None
    if has_day and (found is None or _is_past(found.span.ends_on, today, words)):
        return Changed(problem="Срок цели должен быть ещё впереди. Напишите день, например: «до 25 декабря».")
    plain = (found.rest if found is not None else words).lower()
    named = _code(plain)
    codes = [named] if named is not None else []
    if not codes:
        codes = [one.code for one in INDICATORS if one.of is not None]
        if re.sub(r"[\d\s.,%-]|процент\w*|все[мхй]?|по всем|на|нет|долей|сразу", "", plain):
            return Changed()
    number = _value(plain)
    if number is None and not re.search(r"\bнет\b|убрать|без цели", plain):
        return Changed()
    wrong = await _wrong(session, school, plain, number, codes) if number is not None else None
    if wrong is not None and not (sure and wrong.doubtful):
        return wrong
    deadline = found.span.ends_on if found is not None else None
    for code in codes:
        await _set(session, school.id, code, number, deadline)
    return Changed(tuple(codes))


def _is_past(day: date | None, today: date, words: str) -> bool:
    return day is None or day < today or jumped_a_year(day, today, words)


async def _wrong(
    session: Session, school: School, plain: str, number: tuple[float, bool], codes: list[str]
) -> Changed | None:
    """Why a number is no target: below zero, above a hundred per cent, or more people than there are."""
    value, is_percent = number
    as_percent = f"{re.sub(r'[-−–]?[0-9].*', '', plain).strip()} {value:g} %".strip()
    if value <= 0 or _BELOW_ZERO.search(plain):
        return Changed(problem="Цель должна быть больше нуля. Чтобы убрать её совсем, напишите «нет».")
    if is_percent:
        return Changed(problem="Больше 100 % не бывает: напишите долю от 1 до 100 %.") if value > 100 else None
    if len(codes) > 1:
        return Changed(
            problem="Для всех показателей сразу цель — это доля в процентах.", meant=_or_none(as_percent, value)
        )
    most = await _most(session, school, codes[0])
    if most is not None and value > most:
        people = plural(most, "человек", "человека", "человек")
        problem = f"Столько людей в школе нет: по последним данным — {people}. Может быть, проценты?"
        return Changed((), problem, _or_none(as_percent, value), f"{value:g}")
    return None


def _or_none(words: str, value: float) -> str:
    return words if value <= 100 else ""


async def _most(session: Session, school: School, code: str) -> int | None:
    """How many people an indicator can be about at most; None when nobody knows."""
    if not code.startswith("pupils"):
        here = select(func.count()).where(Person.school_id == school.id, Person.left_on.is_(None))
        listed = await session.scalar(here) or 0
        return max(listed, await _newest(session, school, "teachers_total") or 0) or None
    return await _newest(session, school, "pupils_total")


async def _newest(session: Session, school: School, code: str) -> int | None:
    known = select(func.coalesce(SchoolWeek.total, SchoolWeek.value))
    known = known.where(SchoolWeek.school_id == school.id, SchoolWeek.code == code)
    return await session.scalar(known.order_by(SchoolWeek.week.desc()).limit(1))


def _code(plain: str) -> str | None:
    without_value = re.sub(r"\d[\d\s]*%", "", plain)
    return next((code for pattern, code in _NAMES if re.search(pattern, without_value)), None)


def _value(plain: str) -> tuple[float, bool] | None:
    """The last number said, and whether it is a percentage."""
    found = list(_VALUE.finditer(plain))
    if not found:
        return None
    last = found[-1]
    return float(re.sub(r"\s", "", last[1]).replace(",", ".")), last[2] is not None


async def _set(
    session: Session, school_id: int, code: str, number: tuple[float, bool] | None, deadline: date | None
) -> None:
    found = await session.scalar(select(Target).where(Target.school_id == school_id, Target.code == code))
    if number is None:
        if found is not None:
            await session.delete(found)
            await session.flush()
        return
    if found is None:
        found = Target(school_id=school_id, code=code)
        session.add(found)
    found.value, found.is_percent = number
    found.deadline = deadline or found.deadline
    await session.flush()


def title_of(code: str) -> str:
    return INDICATOR[code].short if code in INDICATOR else MY_SCHOOL


ROUTES = (Route("targets", Right.READER, targets, Does.SHOWS),)
