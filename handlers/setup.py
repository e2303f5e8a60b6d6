"""The first-run wizard and «настройки»: the same questions, in a row or one at a time.

Each question is a line of the table: what is asked, the usual answers as buttons, how an answer is
understood. «Оставить» keeps what is there; every question has a sensible default.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.buttons import button, main, under
from handlers.days import find_day
from handlers.desk import Desk, at_desk
from handlers.keyboards import office_keyboard
from handlers.routes import Continuation, Right, Route
from handlers.talk import Talk
from handlers.targets import change
from indicators.schools import school_key
from nudges.messenger import Button
from nudges.periods import day_words
from storage.tables import School

SETUP = "setup"
CONFIGURED = "configured"
ZONES = {
    "Калининград": "Europe/Kaliningrad",
    "Москва": "Europe/Moscow",
    "Самара": "Europe/Samara",
    "Екатеринбург": "Asia/Yekaterinburg",
    "Омск": "Asia/Omsk",
    "Красноярск": "Asia/Krasnoyarsk",
    "Иркутск": "Asia/Irkutsk",
    "Якутск": "Asia/Yakutsk",
    "Владивосток": "Asia/Vladivostok",
    "Магадан": "Asia/Magadan",
    "Камчатка": "Asia/Kamchatka",
}
JOURNALS = {"даг": "Электронное образование Дагестана"}
_HOUR = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")


@dataclass(frozen=True, slots=True)
class Question:
    """`shown` says what is set now, `take` sets the answer and is False when it was not understood."""

    key: str
    title: str
    ask: str
    answers: tuple[str, ...]
    shown: Callable[[School, str], str]
    take: Callable[[AsyncSession, School, str, date], Awaitable[bool]]
    hint: str


async def _take_name(session: AsyncSession, school: School, text: str, today: date) -> bool:
    name = " ".join(text.split())
    if not 2 <= len(name) <= 120 or not school_key(name):
        return False
    taken = await session.scalar(select(School.id).where(School.name_key == school_key(name), School.id != school.id))
    if taken is not None:
        return False
    school.name, school.name_key = name, school_key(name)
    return True


async def _take_zone(session: AsyncSession, school: School, text: str, today: date) -> bool:
    plain = text.strip().lower()
    named = next((zone for city, zone in ZONES.items() if plain[:5] and city.lower().startswith(plain[:5])), None)
    moscow = re.fullmatch(r"(?:мск|москва|msk)\s*([+-]\s*\d{1,2})", plain)
    if moscow is not None:
        offset = 3 + int(moscow[1].replace(" ", ""))
        # The sign of these zones' names is turned round: Etc/GMT-5 is five hours ahead of Greenwich.
        named = next((zone for zone in ZONES.values() if _offset(zone) == offset), f"Etc/GMT{-offset:+d}")
    zone = named or text.strip()
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    school.timezone = zone
    return True


def _offset(zone: str) -> int:
    from datetime import datetime

    offset = datetime(2026, 1, 1, tzinfo=ZoneInfo(zone)).utcoffset()
    return round(offset.total_seconds() / 3600) if offset is not None else 0


async def _take_hours(session: AsyncSession, school: School, text: str, today: date) -> bool:
    found = _HOUR.findall(text)
    if len(found) != 2:
        return False
    (first, first_minutes), (last, last_minutes) = found
    if int(first) > 23 or int(last) > 23 or int(first_minutes or 0) > 59 or int(last_minutes or 0) > 59:
        return False
    start, end = time(int(first), int(first_minutes or 0)), time(int(last), int(last_minutes or 0))
    if start >= end or start < time(6) or end > time(22):
        return False
    school.work_from, school.work_to = start, end
    return True


async def _take_targets(session: AsyncSession, school: School, text: str, today: date) -> bool:
    return bool(await change(session, school, text, today))


async def _take_deadline(session: AsyncSession, school: School, text: str, today: date) -> bool:
    if re.search(r"\bнет\b|без срока", text.lower()):
        school.registration_deadline = None
        return True
    day = find_day(text, today)
    if day is None or day < today:
        return False
    school.registration_deadline = day
    return True


async def _take_journal(session: AsyncSession, school: School, text: str, today: date) -> bool:
    name = " ".join(text.split()).strip('«»"')
    if not 2 <= len(name) <= 60:
        return False
    school.journal_name = next((known for word, known in JOURNALS.items() if name.lower().startswith(word)), name)
    return True


def _city(zone: str) -> str:
    return next((city for city, known in ZONES.items() if known == zone), zone)


def _deadline(school: School, zone: str) -> str:
    return day_words(school.registration_deadline, year=True) if school.registration_deadline else "не задан"


QUESTIONS = (
    Question(
        "name",
        "Название школы",
        "Как называется школа? Так она будет подписана в отчётах.",
        (),
        lambda school, zone: school.name,
        _take_name,
        "Напишите название одной строкой, например: МБОУ «СОШ № 1». Двух школ с одним названием быть не может.",
    ),
    Question(
        "zone",
        "Часовой пояс",
        "По какому времени живёт школа?",
        ("Москва", "Калининград", "Самара", "Екатеринбург"),
        lambda school, zone: _city(school.timezone or zone),
        _take_zone,
        "Назовите город (Москва, Екатеринбург…) или разницу с Москвой: «МСК+2».",
    ),
    Question(
        "hours",
        "Часы",
        "В какие часы можно писать педагогам?",
        ("9:00–18:00", "8:00–17:00"),
        lambda school, zone: f"{school.work_from:%H:%M}–{school.work_to:%H:%M}",
        _take_hours,
        "Напишите так: «с 9 до 18». Раньше 6 и позже 22 часов я не пишу.",
    ),
    Question(
        "targets",
        "Цели",
        "Какой доли добиваемся по показателям? Потом для каждого можно задать свою («цели»).",
        ("100 %", "90 %", "80 %"),
        lambda school, zone: "словом «цели»",
        _take_targets,
        "Напишите процент, например «90 %».",
    ),
    Question(
        "deadline",
        "Срок регистрации",
        "До какого дня в Сферуме должны быть все?",
        ("без срока",),
        _deadline,
        _take_deadline,
        "Напишите день, который ещё не прошёл: «1 декабря» или «до 25.12».",
    ),
    Question(
        "journal",
        "Журнал",
        "Как у вас называется электронный журнал?",
        ("ЭЖД", "Электронное образование Дагестана"),
        lambda school, zone: school.journal_name,
        _take_journal,
        "Напишите название журнала, до 60 букв.",
    ),
)
_BY_KEY = {question.key: place for place, question in enumerate(QUESTIONS)}


async def settings(talk: Talk, rest: str) -> None:
    """What is set, each with a button to change it."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    zone = talk.services.default_zone
    lines = [f"• {one.title}: {one.shown(desk.school, zone)}" for one in QUESTIONS]
    buttons = [button(one.title, "setting", key=one.key) for one in QUESTIONS]
    rows = [buttons[start : start + 2] for start in range(0, len(buttons), 2)]
    more = [button("Роли", "roles"), button("Каникулы", "breaks"), button("Расписание", "schedule")]
    talk.say("\n".join(["Настройки школы:", *lines]), under(*rows, more))


async def one_setting(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    place = _BY_KEY.get(talk.word("key"))
    if desk is not None and place is not None:
        await _ask(talk, desk, place, alone=True)


async def wizard(talk: Talk, rest: str) -> None:
    """All questions in a row."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is not None:
        await _ask(talk, desk, 0, alone=False)


async def _ask(talk: Talk, desk: Desk, place: int, *, alone: bool) -> None:
    question = QUESTIONS[place]
    now = question.shown(desk.school, talk.services.default_zone)
    about = {"n": place}
    buttons = [Button(answer, {"do": "setup_answer", "a": answer, **about}) for answer in question.answers]
    rows = [buttons[start : start + 2] for start in range(0, len(buttons), 2)]
    keep = [main("Оставить", "setup_keep", **about)]
    if not alone:
        keep.append(button("Закончить", "setup_end"))
    count = "" if alone else f"{place + 1} из {len(QUESTIONS)}. "
    text = f"{count}{question.ask}\nСейчас: {now}."
    await talk.ask(SETUP, text, under(*rows, keep), place=place, alone=alone, school=desk.school.id)


async def _answered(talk: Talk, text: str) -> bool:
    """An answer by word or button; not understood means asked again with a hint."""
    dialogue = talk.who.dialogue
    desk = await at_desk(talk, Right.CHANGER)
    if dialogue is None or dialogue.name != SETUP or desk is None or dialogue.state["school"] != desk.school.id:
        return False
    place, alone = dialogue.state["place"], dialogue.state["alone"]
    question = QUESTIONS[place]
    if not await question.take(talk.session, desk.school, text, talk.today(desk.school)):
        talk.say(question.hint)
        return True
    await talk.session.flush()
    talk.log("settings", desk.school.id, key=question.key)
    talk.say(f"Записал: {question.title.lower()} — {question.shown(desk.school, talk.services.default_zone)}.")
    await _next(talk, desk, place, alone=alone)
    return True


async def _next(talk: Talk, desk: Desk, place: int, *, alone: bool) -> None:
    if not alone and place + 1 < len(QUESTIONS):
        await _ask(talk, desk, place + 1, alone=False)
        return
    await talk.end()
    if not alone:
        _configured(desk.school)
        talk.say("Готово! Теперь пришлите файл статистики — и начнём.", office_keyboard())


def _configured(school: School) -> None:
    school.settings = {**school.settings, CONFIGURED: True}


async def said(talk: Talk) -> bool:
    return await _answered(talk, talk.text)


async def pressed(talk: Talk, rest: str) -> None:
    if not _is_current(talk) or not await _answered(talk, talk.word("a")):
        talk.say("Этот вопрос уже позади. Изменить можно в «настройках».")


async def keep(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    dialogue = talk.who.dialogue
    if desk is None:
        return
    if dialogue is None or not _is_current(talk):
        talk.say("Этот вопрос уже позади. Изменить можно в «настройках».")
        return
    alone = dialogue.state["alone"]
    if alone:
        talk.say("Хорошо, оставил как было.")
    await _next(talk, desk, dialogue.state["place"], alone=alone)


def _is_current(talk: Talk) -> bool:
    dialogue = talk.who.dialogue
    return dialogue is not None and dialogue.name == SETUP and dialogue.state["place"] == talk.payload.get("n")


async def end(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is not None:
        await talk.end()
        _configured(desk.school)
        talk.say("Хорошо. Остальное можно изменить позже в «настройках».", office_keyboard())


ROUTES = (
    Route("settings", Right.CHANGER, settings),
    Route("setting", Right.CHANGER, one_setting),
    Route("wizard", Right.CHANGER, wizard),
    Route("setup_answer", Right.CHANGER, pressed),
    Route("setup_keep", Right.CHANGER, keep),
    Route("setup_end", Right.CHANGER, end),
)
CONTINUATIONS = (Continuation(SETUP, Right.CHANGER, said),)
