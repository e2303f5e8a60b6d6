"""Personal leaflets: an A5 for everybody who cannot be written to, two on an A4 page with a line to cut along."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.names import PersonName
from nudges.platforms import WORDS, Platform
from reports.figures.conversations import leaflets_needed, to_be_helped
from reports.figures.unreachable import NOT_REGISTERED
from reports.figures.wording import day
from reports.printed.page import (
    A4,
    BOLD,
    FONT,
    MM,
    MONO,
    Canvas,
    Fitted,
    draw_qr,
    draw_step,
    draw_text,
    fit,
    open_canvas,
    printable,
    sizes,
)
from storage.messengers.ways import tied
from storage.people.codes import last_day, make_invitation
from storage.people.roles import Role, members
from storage.tables import Person, School

PLACE = "room"  # in the school's settings
_GROUP = 4
# The addresses that bring a code into a dialog of the school, by messenger.
Links = Callable[[School, str], Mapping[str, str]]
_WIDTH, _HEIGHT = A4[0], A4[1] / 2
_MARGIN = 12 * MM
_SIDE = 64 * MM  # of the QR code
_TEXT = _WIDTH - 2 * _MARGIN - _SIDE - 10 * MM
_RING, _BETWEEN = 4 * MM, 3 * MM
_BLANK = "______________________"

REGISTER = (
    "Зарегистрируйтесь в Сферуме: инструкция на sferum.ru/?p=instructions, это пять минут. "
    "Или подойдите — сделаем вместе."
)
SCAN = "Наведите камеру телефона на QR-код: откроется диалог с «Дежурным»."
SCAN_ONE = "Наведите камеру телефона на QR-код мессенджера, который у вас есть: откроется диалог с «Дежурным»."
START = "Нажмите «Начать» — и он вас узнает."
ASK = "Напишите ему «мои показатели»: увидите, что уже готово и какой шаг следующий."
FIND = "Откройте в мессенджере школы диалог с «Дежурным»: его покажет ответственный."
SEND = "Напишите ему личный код с этой листовки — и он вас узнает."
HELLO = "Добрый день! «Дежурный» — помощник школы по Сферуму: раз в неделю подскажет следующий шаг."
ONCE = "Буквы латинские, код на один раз, до {until} включительно"
NO_CAMERA = "Без камеры: откройте {address} и напишите код"


def no_links(school: School, code: str) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Leaflet:
    """One person's; `links` by messenger, none where no address is known: then the code is typed."""

    name: PersonName
    about: str
    registered: bool
    code: str
    links: Mapping[str, str]
    until: date

    @property
    def steps(self) -> tuple[str, str, str]:
        if self.registered:
            return (self.scan, START, ASK) if self.links else (FIND, SEND, ASK)
        return (REGISTER, self.scan, START) if self.links else (REGISTER, FIND, SEND)

    @property
    def scan(self) -> str:
        return SCAN_ONE if len(self.links) > 1 else SCAN


@dataclass(frozen=True, slots=True)
class SchoolLeaflets:
    """Empty `officer` and `room` are lines to fill in by hand."""

    school: str
    officer: str
    room: str
    deadline: date | None
    leaflets: tuple[Leaflet, ...]
    resting: int = 0


async def make_leaflets(
    session: AsyncSession,
    school: School,
    new_code: Callable[[], str],
    now: datetime,
    today: date,
    *,
    links: Links = no_links,
    only: frozenset[int] | None = None,
    moving: str = "",
) -> SchoolLeaflets:
    """Everybody of a school who needs one, each with a one-time code. Needs a writing session.

    `only` are the people meant, who may need none. Printed again, a leaflet has the same code until it is
    used. `links` are the addresses that bring a code into a dialog, by messenger. `moving`: whoever has not come into
    that messenger yet needs one, also who can be written to elsewhere, and only its address.
    """
    missed = [
        one for one in await to_be_helped(session, school, today, moving) if only is None or one.person_id in only
    ]
    people = {one.id: one for one in await session.scalars(select(Person).where(Person.school_id == school.id))}
    made = []
    for one in missed:
        person = people[one.person_id]
        invitation = await make_invitation(session, new_code, now, person_id=person.id, school_id=school.id)
        code = invitation.code
        about = ", ".join(part for part in (person.role, person.classes) if part)
        registered, until = one.reason != NOT_REGISTERED, last_day(invitation, today)
        shown = {where: link for where, link in links(school, code).items() if moving in ("", where)}
        made.append(Leaflet(_name(person), about, registered, code, shown, until))
    room = str(school.settings.get(PLACE) or "")
    resting = (await leaflets_needed(session, school, today, moving)).resting if only is None else 0
    return SchoolLeaflets(
        school.name, await officer_name(session, school), room, school.registration_deadline, tuple(made), resting
    )


def _name(person: Person) -> PersonName:
    return PersonName.read(
        person.full_name, last=person.last_name, first=person.first_name, patronymic=person.patronymic
    )


async def officer_name(session: AsyncSession, school: School) -> str:
    """The first confirmed officer who is on the school's list; empty when none is."""
    accounts = [account.id for _, account in await members(session, school.id, Role.OFFICER)]
    of = tied()
    theirs = select(of.c.account_id, Person).join(Person, Person.id == of.c.person_id)
    here = (Person.school_id == school.id, of.c.account_id.in_(accounts), Person.left_on.is_(None))
    people = {found.account_id: found.Person for found in await session.execute(theirs.where(*here))}
    return next((_name(people[one]).full for one in accounts if one in people), "")


def draw_leaflets(schools: Sequence[SchoolLeaflets], out: BinaryIO) -> int:
    """Write the PDF; every school starts a page of its own. The answer is the number of pages."""
    canvas = open_canvas(out, "Листовки")
    pages = 0
    for school in schools:
        for first in range(0, len(school.leaflets), 2):
            pair = school.leaflets[first : first + 2]
            for leaflet, bottom in zip(pair, (_HEIGHT, 0.0), strict=False):
                _draw(canvas, school, leaflet, bottom)
            _draw_cut(canvas)
            canvas.showPage()
            pages += 1
    canvas.save()
    return pages


def _draw_cut(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setLineWidth(0.6)
    canvas.setDash(4, 3)
    canvas.line(11 * MM, _HEIGHT, _WIDTH - 5 * MM, _HEIGHT)
    canvas.setFont(FONT, 12)
    canvas.drawString(5 * MM, _HEIGHT - 4.2, "✂")
    canvas.restoreState()


def _draw(canvas: Canvas, school: SchoolLeaflets, leaflet: Leaflet, bottom: float) -> None:
    top = bottom + _HEIGHT - _MARGIN
    top = draw_text(canvas, fit(school.school, _WIDTH - 2 * _MARGIN, sizes(10, 6), 2), _MARGIN, top) - 3
    canvas.setLineWidth(0.8)
    canvas.line(_MARGIN, top, _WIDTH - _MARGIN, top)
    end = _draw_help(canvas, school, bottom + _MARGIN)
    _draw_words(canvas, school, leaflet, top - 5 * MM, end)
    _draw_code(canvas, leaflet, top - 5 * MM)


def _draw_words(canvas: Canvas, school: SchoolLeaflets, leaflet: Leaflet, top: float, end: float) -> None:
    whom = f"{leaflet.name.full} · {leaflet.about}" if leaflet.about else leaflet.name.full
    top = draw_text(canvas, fit(whom, _TEXT, sizes(10, 6), 3), _MARGIN, top) - 3 * MM
    address = leaflet.name.address or "Коллега"
    top = draw_text(canvas, _address(f"{address}!"), _MARGIN, top) - 2 * MM
    top = draw_text(canvas, fit(HELLO, _TEXT, sizes(10.5, 8.5), 3), _MARGIN, top) - 4 * MM
    for number, step in enumerate(_steps(leaflet, school.deadline, top - end), 1):
        top = draw_step(canvas, number, step, _MARGIN, top, _RING) - _BETWEEN


def _steps(leaflet: Leaflet, deadline: date | None, room: float) -> list[Fitted]:
    """The steps as large as the room under a long name allows."""
    until = f" Хорошо бы успеть до {day(deadline)}." if deadline else ""
    texts = [step.replace(" Или ", f"{until} Или ") for step in leaflet.steps]
    found: list[Fitted] = []
    for size in sizes(11.5, 7, 0.5):
        found = [fit(text, _TEXT - 2 * _RING - 8, [size], 6) for text in texts]
        if sum(max(one.height, 2 * _RING) + _BETWEEN for one in found) <= room:
            break
    return found


def _address(text: str) -> Fitted:
    """On one line if it can be read from a step away so, otherwise on as many as it takes."""
    one_line = fit(text, _TEXT, sizes(22, 16), 1, BOLD)
    return one_line if one_line.lines == (printable(text),) else fit(text, _TEXT, sizes(17, 9), 3, BOLD)


def _draw_code(canvas: Canvas, leaflet: Leaflet, top: float) -> None:
    """The QR code and the code in letters; without a link the letters have the frame to themselves."""
    middle, width = _WIDTH - _MARGIN - _SIDE / 2, _SIDE - 4 * MM
    code = fit(grouped(leaflet.code), width, sizes(23, 8), 1, MONO)
    canvas.setLineWidth(1.2)
    canvas.roundRect(_WIDTH - _MARGIN - _SIDE, top - _SIDE, _SIDE, _SIDE, 3 * MM)
    if not leaflet.links:
        above = draw_text(canvas, fit("Ваш личный код", width, [12], 1), middle, top - _SIDE / 3, centred=True)
        draw_text(canvas, code, middle, above - 2 * MM, centred=True)
        draw_text(canvas, fit(_once(leaflet), _SIDE, [8], 2), middle, top - _SIDE - 2 * MM, centred=True)
        return
    _draw_codes(canvas, leaflet.links, _WIDTH - _MARGIN - _SIDE, top)
    addresses = " или ".join(link.removeprefix("https://").partition("?")[0] for link in leaflet.links.values())
    caption = fit(NO_CAMERA.format(address=addresses), _SIDE, sizes(9, 6), 2)
    top = draw_text(canvas, caption, middle, top - _SIDE - 2 * MM, centred=True) - 1.5 * MM
    top = draw_text(canvas, code, middle, top, centred=True) - MM
    draw_text(canvas, fit(_once(leaflet), _SIDE, [8], 2), middle, top, centred=True)


def _draw_codes(canvas: Canvas, links: Mapping[str, str], left: float, top: float) -> None:
    """One QR code in the frame, or one for each messenger with its name under it."""
    if len(links) == 1:
        draw_qr(canvas, next(iter(links.values())), left + MM, top - _SIDE + MM, _SIDE - 2 * MM)
        return
    width = _SIDE / len(links)
    for number, (platform, link) in enumerate(links.items()):
        side = width - 2 * MM
        draw_qr(canvas, link, left + number * width + MM, top - side - 10 * MM, side)
        called = fit(WORDS[Platform(platform)].called, side, sizes(12, 7), 2, BOLD)
        draw_text(canvas, called, left + (number + 0.5) * width, top - side - 12 * MM, centred=True)


def _once(leaflet: Leaflet) -> str:
    return ONCE.format(until=day(leaflet.until))


def _draw_help(canvas: Canvas, school: SchoolLeaflets, bottom: float) -> float:
    """The foot of the leaflet; the answer is where it begins."""
    officer, room = school.officer or _BLANK, school.room or "______"
    text = f"Поможет ответственный за Сферум: {officer}, кабинет {room}"
    fitted = fit(text, _WIDTH - 2 * _MARGIN, sizes(10.5, 6.5), 2)
    top = bottom + fitted.height + 3
    canvas.setLineWidth(0.8)
    canvas.line(_MARGIN, top, _WIDTH - _MARGIN, top)
    draw_text(canvas, fitted, _MARGIN, bottom + fitted.height)
    return top


def grouped(code: str) -> str:
    """In fours, for the eye: «K7MF-9XWT»."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))
