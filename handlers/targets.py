"""«Цели»: what the school is to reach, by indicator; a number of people or a percentage."""

import re
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.buttons import button, under
from handlers.desk import at_desk
from handlers.routes import Right, Route
from handlers.talk import Talk
from indicators.catalogue import INDICATOR, INDICATORS
from indicators.russian import grouped
from nudges.dates import find_span
from nudges.periods import day_words
from storage.tables import School, Target

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


async def targets(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER if rest else Right.READER)
    if desk is None:
        return
    if rest:
        changed = await change(talk.session, desk.school, rest, talk.today(desk.school))
        if not changed:
            talk.say(NOT_UNDERSTOOD)
            return
        talk.log("target", desk.school.id, codes=changed)
    text = await targets_words(talk.session, desk.school)
    talk.say(f"{text}\n\n{HOW}" if desk.may_change else text, under([button("Сводка", "summary")]))


async def targets_words(session: AsyncSession, school: School) -> str:
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


async def change(session: AsyncSession, school: School, words: str, today: date) -> list[str]:
    """Set, or with «нет» remove, the targets named in the words; the codes changed, empty when not understood."""
    found = find_span(words, today) if " до " in f" {words.lower()}" else None
    deadline = found.span.ends_on if found is not None else None
    plain = (found.rest if found is not None else words).lower()
    codes = [_code(plain)] if _code(plain) else []
    if not codes:
        codes = [one.code for one in INDICATORS if one.of is not None]
        if re.sub(r"[\d\s.,%]|процент\w*|все[мхй]?|по всем|на|нет", "", plain):
            return []
    number = _value(plain)
    if number is None and not re.search(r"\bнет\b|убрать|без цели", plain):
        return []
    if number is not None and not _fits(number, len(codes) > 1):
        return []
    for code in codes:
        await _set(session, school.id, str(code), number, deadline)
    return [str(code) for code in codes]


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


def _fits(number: tuple[float, bool], many: bool) -> bool:
    """A percentage is at most 100; for all indicators at once only a percentage makes sense."""
    value, is_percent = number
    return 0 < value <= 100 if is_percent else (0 < value < 1_000_000 and not many)


async def _set(
    session: AsyncSession, school_id: int, code: str, number: tuple[float, bool] | None, deadline: date | None
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


ROUTES = (Route("targets", Right.READER, targets),)
