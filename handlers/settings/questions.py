"""The questions of the wizard and of «настройки», each a line of the table, and how their answers are understood.

Own patterns: the answers to its own questions are a number, an hour, a day or «нет», and no sentences.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, time

from handlers.engine.rights import Desk, actor_at
from handlers.engine.talk import Talk
from handlers.settings.naming import doubts_journal, doubts_name, is_no_name
from handlers.settings.targets import change
from handlers.understanding.particulars.journal_name import journal_name
from handlers.understanding.reading.time.zones_and_hours import city_of, hours_in, zone_in
from handlers.understanding.said.weekdays import weekdays_in
from indicators.errors import NotPossible
from indicators.russian.calendar_words import WEEKDAYS, cardinal
from indicators.russian.rules import plural
from nudges.clock.schedule import Kind, Schedule, Wait
from nudges.dates import jumped_a_year, last_day
from nudges.periods import day_words
from services import school_settings as deeds
from services.breaks import set_workdays, workdays
from services.school_settings import SchoolSettings
from services.targets import SHARES

JOURNALS = {"даг": "Электронное образование Дагестана"}
_HOUR = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")
_SHARE = re.compile(r"(?:до|на|цель|по\s+всем)?\s*(\d{1,3}(?:[.,]\d)?)\s*(?:%|процент\w*)?[\s.!]*")
_CLOCK = re.compile(r"\b(\d{1,2})[:.](\d{2})\b")
_FIVE_DAYS = re.compile(r"\bпятиднев|\bпн\s*[-–—]\s*пт\b|\bпо пятниц|суббот|\bсб\b")
_SIX_DAYS = re.compile(
    r"\bшестиднев|\bпн\s*[-–—]\s*сб\b|^(?!.*(?:\bне\b|\bнет\b|\bкроме\b|\bбез\b|выходн|пятиднев)).*(?:суббот|\bсб\b)"
)
_DAYS = re.compile(r"\b(?:(\d)|(один|два|три|четыре|одного|двух|трех|четырех))\s+(?:рабоч\w{1,4}\s+)?д(?:ень|ня|ней)\b")


@dataclass(frozen=True, slots=True)
class Question:
    """`shown` says what is set now, nothing where one word cannot; `take` sets the answer and is False when it
    was not understood. `said`: the words that ask it, where «настройки» have no button for it. `taken`: an answer
    said back, where `shown` cannot. `doubt`: what is asked first of words that are hardly an answer."""

    key: str
    title: str
    ask: str
    answers: tuple[str, ...]
    shown: Callable[[SchoolSettings], str]
    take: Callable[[Talk, Desk, str], Awaitable[bool]]
    hint: str
    in_wizard: bool = True
    said: str = ""
    doubt: Callable[[str, date], str] = lambda text, day: ""
    taken: Callable[[str], str] = str

    async def answered(self, talk: Talk, desk: Desk, text: str) -> bool:
        """Set what was said; False when it was not understood, or cannot be."""
        try:
            return await self.take(talk, desk, text)
        except NotPossible:
            return False


async def _take_name(talk: Talk, desk: Desk, text: str) -> bool:
    if is_no_name(text, talk.now.date()):
        return False
    await deeds.rename(talk.session, actor_at(talk, desk.school.id), text, talk.now)
    return True


async def _take_zone(talk: Talk, desk: Desk, text: str) -> bool:
    zone = zone_in(text)
    if zone is None:
        return False
    await deeds.set_zone(talk.session, actor_at(talk, desk.school.id), zone, talk.now)
    return True


async def _take_hours(talk: Talk, desk: Desk, text: str) -> bool:
    hours = hours_in(text)
    if hours is None:
        return False
    actor, saturdays = actor_at(talk, desk.school.id), _saturdays_in(text)
    await deeds.set_hours(talk.session, actor, *hours, talk.now)
    if saturdays is not None and saturdays != (await workdays(talk.session, actor)).every_saturday:
        await set_workdays(talk.session, actor, (), talk.now, every_saturday=saturdays)
    return True


def _saturdays_in(text: str) -> bool | None:
    """Whether the school works then, where it is said beside the hours: «…, и в субботу», «…, кроме субботы»."""
    plain = text.lower()
    if _SIX_DAYS.search(plain):
        return True
    return False if _FIVE_DAYS.search(plain) else None


def _hours(settings: SchoolSettings) -> str:
    days = "пн–сб" if settings.works_saturdays else "пн–пт"
    return f"{settings.work_from:%H:%M}–{settings.work_to:%H:%M}, {days}"


async def _take_targets(talk: Talk, desk: Desk, text: str) -> bool:
    share = _SHARE.fullmatch(text.strip().lower())
    return share is not None and bool((await change(talk, desk, f"{share[1]} %")).codes)


def _share_words(text: str) -> str:
    """«90» → «90 % по 6 показателям», for the others are numbers of people."""
    share = _SHARE.fullmatch(text.strip().lower())
    many = plural(len(SHARES), "показателю", "показателям", "показателям")
    return f"{share[1] if share is not None else text} % по {many}"


async def _take_deadline(talk: Talk, desk: Desk, text: str) -> bool:
    today, day = talk.today(desk.school), None
    if not re.search(r"\bнет\b|без срока", text.lower()):
        day = last_day(text, today)
        if day is None or jumped_a_year(day, today, text):
            return False
    actor = actor_at(talk, desk.school.id)
    await deeds.set_registration_deadline(talk.session, actor, day, talk.now, today=today)
    return True


async def _take_moment(talk: Talk, desk: Desk, text: str) -> bool:
    """«вторник 11:00» for the weekly nudge; «нет» leaves it to the officer's own hand."""
    plain = text.lower().replace("ё", "е")
    day = next(iter(weekdays_in(text)), None)
    hour = _HOUR.search(plain)
    actor = actor_at(talk, desk.school.id)
    if re.search(r"\bнет\b|не надо|выключ", plain):
        await deeds.set_nudge_moment(talk.session, actor, talk.now, on=False)
        return True
    at = _time(hour) if hour is not None else None
    if (day is None and hour is None) or (hour is not None and at is None):
        return False
    await deeds.set_nudge_moment(talk.session, actor, talk.now, weekday=day, at=at)
    return True


def _time(match: re.Match[str]) -> time | None:
    hours, minutes = int(match[1]), int(match[2] or 0)
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def _moment(settings: SchoolSettings) -> str:
    slot = settings.schedule.slots[Kind.NUDGE]
    return f"{WEEKDAYS[slot.weekday]}, {slot.at:%H:%M}" if slot.on else "только по вашей команде"


async def _take_wait(talk: Talk, desk: Desk, text: str) -> bool:
    """«2 дня, 12:00»; «не ждать»."""
    plain = text.lower().replace("ё", "е")
    kept = Schedule.read(desk.school.settings).wait
    hour = _CLOCK.search(plain)
    days = _DAYS.search(plain)
    if re.search(r"\bне\s+(?:жд|надо)|\bнет\b", plain):
        wait = Wait(0, kept.until)
    else:
        count = int(days[1]) if days and days[1] else cardinal(days[2]) if days else 0
        count = count or (1 if re.search(r"завтра|следующ|\bдень\b|\bдня\b", plain) else 0)
        until = _time(hour) if hour is not None else kept.until
        if not count or until is None:
            return False
        wait = Wait(count, until)
    await deeds.set_file_wait(talk.session, actor_at(talk, desk.school.id), wait, talk.now)
    return True


def _wait(settings: SchoolSettings) -> str:
    wait = settings.schedule.wait
    if not wait.days:
        return "не жду"
    days = "до следующего рабочего дня" if wait.days == 1 else plural(wait.days, *_WORKDAYS)
    return f"{days}, до {wait.until:%H:%M}"


_WORKDAYS = ("рабочий день", "рабочих дня", "рабочих дней")


async def _take_journal(talk: Talk, desk: Desk, text: str) -> bool:
    name = " ".join((journal_name(text) or text).split()).strip('«»"')
    known = next((known for word, known in JOURNALS.items() if name.lower().startswith(word)), name)
    await deeds.set_journal(talk.session, actor_at(talk, desk.school.id), known, talk.now)
    return True


def _deadline(settings: SchoolSettings) -> str:
    day = settings.registration_deadline
    return day_words(day, year=True) if day else "не задан"


QUESTIONS = (
    Question(
        "name",
        "Название школы",
        "Как называется школа? Так она будет подписана в отчётах.",
        (),
        lambda settings: settings.name,
        _take_name,
        "Напишите название одной строкой, например: МБОУ «СОШ № 1». Двух школ с одним названием быть не может.",
        doubt=doubts_name,
    ),
    Question(
        "zone",
        "Часовой пояс",
        "По какому времени живёт школа?",
        ("Москва", "Калининград", "Самара", "Екатеринбург"),
        lambda settings: city_of(settings.zone),
        _take_zone,
        "Назовите город (Москва, Екатеринбург…) или разницу с Москвой: «МСК+2», или «UTC+7».",
    ),
    Question(
        "hours",
        "Часы",
        "В какие часы можно писать педагогам?",
        ("9:00–18:00", "8:00–17:00"),
        _hours,
        _take_hours,
        "Напишите так: «с 9 до 18». Раньше 6 и позже 22 часов я не пишу.",
    ),
    Question(
        "targets",
        "Цели",
        "Какой доли добиваемся по показателям? Потом для каждого можно задать свою («цели»).",
        ("100 %", "90 %", "80 %"),
        lambda settings: "",
        _take_targets,
        "Напишите процент, например «90 %».",
        taken=_share_words,
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
        lambda settings: settings.journal,
        _take_journal,
        "Напишите название журнала, до 60 букв.",
        doubt=doubts_journal,
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
    Question(
        "wait",
        "Ждать файл",
        "Если к часу напоминаний файла недели ещё нет, сколько его ждать? Потом напомню по прошлому файлу, "
        "если по нему ещё не напоминал.",
        ("1 день, до 12:00", "2 дня, до 12:00", "не ждать"),
        _wait,
        _take_wait,
        "Напишите, сколько рабочих дней и до какого часа: «2 дня, до 12:00» — или «не ждать».",
        in_wizard=False,
        said="ждать файл",
    ),
)
WIZARD = tuple(question for question in QUESTIONS if question.in_wizard)
BY_KEY = {question.key: place for place, question in enumerate(QUESTIONS)}
