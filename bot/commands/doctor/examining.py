"""`doctor`: is everything in place, and if not, what to do. It changes nothing."""

import os
import shutil
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from bot.adapters.probes import Probe
from bot.app import App, open_app
from bot.commands.common import run_async
from bot.incoming import Record
from bot.settings import Settings, load_settings
from bot.terminal.output import print_json, say
from bot.vk.api import understood
from bot.vk.probes import advice
from indicators.errors import DezhurnyError, MessengerError, StorageError
from nudges.calendar import SchoolCalendar
from storage.clock.heartbeat import clock_fault
from storage.database.addresses import shown
from storage.database.blame import in_words
from storage.database.connection import connect
from storage.database.owner_only import exposed, is_exposed
from storage.tables import Member, Note, School

_NO_KEYS = (
    "Не указан ни VK_TOKEN, ни MAX_TOKEN: сейчас это песочница. Ключ VK создают в Управление → Работа с API → Ключи "
    "доступа, ключ бота MAX — на business.max.ru."
)
_ENV = Path(".env")
_ENOUGH_ROOM = 500 * 2**20  # bytes
_NO_PAGE = "Не нашлась страница VK «{}» из OFFICER_IDS: впишите её номер (id123)."
_CLOCK_TOLERANCE = 60  # seconds between this machine's clock and VK's


def doctor_command(*, as_json: bool) -> int:
    probes = run_async(examine(load_settings()))
    if as_json:
        print_json({"checks": [{"name": one.name, "ok": one.ok, "hint": one.hint} for one in probes]})
    else:
        for one in probes:
            say(f"{'✓' if one.ok else '✗'} {one.name}: {one.hint}")
    return 0 if all(one.ok for one in probes) else 1


async def examine(settings: Settings) -> list[Probe]:
    """All checks; one that fails does not stop the others."""
    probes = [_room(settings), _secrecy(settings)]
    try:
        async with open_app(settings, online=True) as app:
            for check in (_database, _schools, _clock_beat):
                probes += await check(app)
            probes += await _messengers(app)
            probes += [Probe("Ответственный", False, _NO_PAGE.format(name)) for name in app.settings.short_names]
    except (StorageError, DezhurnyError) as error:
        probes.append(Probe("База данных", False, error.sentence))
    return _each_once(probes)


def _each_once(probes: list[Probe]) -> list[Probe]:
    """A wrong key or a dead line fails several checks in the same words: they are said once."""
    first = {one.hint: one for one in reversed(probes)}
    return [one for one in probes if one.ok or first[one.hint] is one]


def _room(settings: Settings) -> Probe:
    folder = settings.data_folder
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    if not os.access(folder, os.W_OK):
        return Probe("Место на диске", False, f"В папку {folder} нельзя писать: дайте программе права на неё.")
    if free < _ENOUGH_ROOM:
        return Probe("Место на диске", False, f"Свободно {free // 2**20} МБ: освободите хотя бы 500 МБ.")
    return Probe("Место на диске", True, f"свободно {free // 2**30} ГБ")


def _secrecy(settings: Settings) -> Probe:
    """Looked at before the database is opened: what of it others can read is put right then."""
    name = "Чужие глаза"
    file = connect(settings.database_url).file
    opened = exposed(file) if file is not None else []
    if opened:
        listed = ", ".join(str(one) for one in opened[:3]) + (" и другие" if len(opened) > 3 else "")
        return Probe(name, False, f"Другие пользователи компьютера могли читать: {listed}. Права исправлены.")
    if is_exposed(_ENV):
        return Probe(name, False, "Файл .env с ключом могут читать другие пользователи компьютера: chmod 600 .env")
    return Probe(name, True, "данные и ключ видит только владелец")


async def _database(app: App) -> list[Probe]:
    """Can it be written, and does it stand up to its own check?"""
    try:
        async with app.database.writing() as session:
            await session.merge(Note(key="doctor", value=app.clock().isoformat()))
        if app.database.is_sqlite:
            async with app.database.reading() as session:
                found = (await (await session.connection()).exec_driver_sql("PRAGMA quick_check")).scalar()
            if found != "ok":
                return [Probe("База данных", False, "Файл базы повреждён: восстановите его из копии (restore).")]
    except DBAPIError as error:
        cause = in_words(error) or f"Не записывается: {str(error.orig).splitlines()[0]}."
        return [Probe("База данных", False, cause)]
    return [Probe("База данных", True, shown(app.database.engine.url))]


async def _schools(app: App) -> list[Probe]:
    async with app.database.reading() as session:
        schools = await session.scalar(select(func.count()).select_from(School)) or 0
        officers = await session.scalar(select(func.count()).select_from(Member)) or 0
    named = bool(app.settings.officer_ids) or officers > 0
    hint = "есть" if named else "Впишите в .env OFFICER_IDS: страница VK ответственного (id123) или max:456."
    counted = f"школ: {schools}" if schools else "школ пока нет: напишите боту «Начать» или загрузите файл статистики"
    return [Probe("Ответственный", named, hint), Probe("Школы", True, counted)]


async def _clock_beat(app: App) -> list[Probe]:
    async with app.database.reading() as session:
        fault = await clock_fault(session, app.clock(), SchoolCalendar(app.settings.zone))
    return [Probe("Расписание", fault is None, fault or "идёт или ещё не запускалось")]


async def _messengers(app: App) -> list[Probe]:
    if not app.messengers:
        return [Probe("Ключи мессенджеров", False, _NO_KEYS)]
    about = "Секретный ключ" if app.settings.is_open_to_strangers else "Настройки"
    probes = [Probe(about, False, fault)] if (fault := app.settings.fault()) else []
    if app.of_max is not None:
        probes += await app.of_max.probe(app.settings.webhook)
    return probes + (await _vk(app) if app.of_vk else [])


async def _vk(app: App) -> list[Probe]:
    probes: list[Probe] = []
    by_callback = app.settings.vk_events == "callback"
    if by_callback and not app.settings.public_url:
        probes.append(Probe("Callback API", False, "Впишите в .env PUBLIC_URL: адрес программы, видимый из интернета."))
    callback_url = f"{app.settings.public_url.rstrip('/')}/callback" if by_callback else None
    for messenger in app.of_vk.values():
        probes += await messenger.probe(callback_url)
    try:
        probes.append(await _clock_of_vk(app))
    except MessengerError as error:
        if all(one.ok for one in probes):  # otherwise the reason is told already
            probes.append(Probe("Часы", False, f"Не с чем сверить: {advice(error)}"))
    return probes


async def _clock_of_vk(app: App) -> Probe:
    messenger = next(iter(app.of_vk.values()))
    with understood():
        theirs = Record({"time": await messenger.api.call("utils.getServerTime", urgent=True)}).whole("time")
    apart = abs(app.clock().timestamp() - theirs)
    if apart > _CLOCK_TOLERANCE:
        return Probe(
            "Часы", False, f"Часы компьютера расходятся с VK на {apart:.0f} с: включите их сверку по интернету."
        )
    return Probe("Часы", True, f"верные, пояс {app.settings.timezone}")
