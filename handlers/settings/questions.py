"""The questions of the wizard and of «настройки», each a line of the table, and how their answers are understood."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, time

from sqlalchemy import select

from handlers.settings.targets import change
from handlers.understanding.phrases import recognise
from handlers.understanding.zones_and_hours import city_of, hours_in, zone_in
from indicators.summary.schools import school_key
from nudges.dates import jumped_a_year, last_day
from nudges.periods import WEEKDAYS, day_words
from nudges.schedule import Kind, Schedule, Slot
from storage.database.connection import Session
from storage.tables import School

JOURNALS = {"даг": "Электронное образование Дагестана"}
_WEEKDAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
_FRIDAY = 4
_NOT_NAMES_TEXT = """
    да нет не ага ок окей хорошо ладно что чего как так зачем почему это привет здравствуйте ну добрый день
    спасибо понятно знаю потом дальше оставить пропустить далее тест
"""
_NOT_NAMES = frozenset(_NOT_NAMES_TEXT.split())
_HOUR = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")


@dataclass(frozen=True, slots=True)
class Question:
    """`shown` says what is set now, nothing where one word cannot; `take` sets the answer and is False when it
    was not understood."""

    key: str
    title: str
    ask: str
    answers: tuple[str, ...]
    shown: Callable[[School, str], str]
    take: Callable[[Session, School, str, date], Awaitable[bool]]
    hint: str
    in_wizard: bool = True


async def _take_name(session: Session, school: School, text: str, today: date) -> bool:
    name = " ".join(text.split())
    if not 2 <= len(name) <= 120 or not school_key(name) or _is_no_name(name):
        return False
    taken = await session.scalar(select(School.id).where(School.name_key == school_key(name), School.id != school.id))
    if taken is not None:
        return False
    school.name, school.name_key = name, school_key(name)
    return True


def _is_no_name(text: str) -> bool:
    """A question, a command or a few signs: whoever wrote it did not name the school."""
    words = {word.strip(".,!").lower() for word in text.split()}
    meant = recognise(text)
    is_command = meant is not None and meant.intent.code != "school"  # «Школа № 5» is a command and a name
    return "?" in text or not any(map(str.isalpha, text)) or words <= _NOT_NAMES or is_command


async def _take_zone(session: Session, school: School, text: str, today: date) -> bool:
    zone = zone_in(text)
    if zone is None:
        return False
    school.timezone = zone
    return True


async def _take_hours(session: Session, school: School, text: str, today: date) -> bool:
    hours = hours_in(text)
    if hours is None:
        return False
    start, end = hours
    if start >= end or start < time(6) or end > time(22):
        return False
    school.work_from, school.work_to = start, end
    return True


async def _take_targets(session: Session, school: School, text: str, today: date) -> bool:
    share = f"{text.strip()} %" if text.strip().isdigit() else text
    return bool((await change(session, school, share, today)).codes)


async def _take_deadline(session: Session, school: School, text: str, today: date) -> bool:
    if re.search(r"\bнет\b|без срока", text.lower()):
        school.registration_deadline = None
        return True
    day = last_day(text, today)
    if day is None or day < today or jumped_a_year(day, today, text):
        return False
    school.registration_deadline = day
    return True


async def _take_moment(session: Session, school: School, text: str, today: date) -> bool:
    """«вторник 11:00» for the weekly nudge; «нет» leaves it to the officer's own hand."""
    schedule = Schedule.read(school.settings)
    slot = schedule.slots[Kind.NUDGE]
    plain = text.lower().replace("ё", "е")
    day = next((number for number, stem in enumerate(_WEEKDAYS) if stem in plain), None)
    hour = _HOUR.search(plain)
    if re.search(r"\bнет\b|не надо|выключ", plain):
        slot = replace(slot, on=False)
    elif day is None and hour is None:
        return False
    else:
        at = _time(hour) if hour is not None else slot.at
        if at is None or not school.work_from <= at < school.work_to or (day is not None and day > _FRIDAY):
            return False
        slot = Slot(day if day is not None else slot.weekday, at)
    school.settings = {**school.settings, "schedule": schedule.with_slot(Kind.NUDGE, slot).as_settings()}
    return True


def _time(match: re.Match[str]) -> time | None:
    hours, minutes = int(match[1]), int(match[2] or 0)
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def _moment(school: School, zone: str) -> str:
    slot = Schedule.read(school.settings).slots[Kind.NUDGE]
    return f"{WEEKDAYS[slot.weekday]}, {slot.at:%H:%M}" if slot.on else "только по вашей команде"


async def _take_journal(session: Session, school: School, text: str, today: date) -> bool:
    name = " ".join(text.split()).strip('«»"')
    if not 2 <= len(name) <= 60:
        return False
    school.journal_name = next((known for word, known in JOURNALS.items() if name.lower().startswith(word)), name)
    return True


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
        lambda school, zone: city_of(school.timezone or zone),
        _take_zone,
        "Назовите город (Москва, Екатеринбург…) или разницу с Москвой: «МСК+2», или «UTC+7».",
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
        lambda school, zone: "",
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
    Question(
        "moment",
        "День напоминаний",
        "В какой день и час напоминать педагогам каждую неделю?",
        ("понедельник 10:00", "вторник 10:00", "не надо"),
        _moment,
        _take_moment,
        "Напишите день и час в пределах рабочих часов школы: «вторник 11:00». «Не надо» — только по вашей команде.",
        in_wizard=False,
    ),
)
WIZARD = tuple(question for question in QUESTIONS if question.in_wizard)
BY_KEY = {question.key: place for place, question in enumerate(QUESTIONS)}
