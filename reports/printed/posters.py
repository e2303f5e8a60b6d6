"""Posters: an A4 with a large QR code of a class chat's invitation link, to hang in the classroom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import urlsplit

from sqlalchemy.ext.asyncio import AsyncSession

from reports.printed.page import (
    A4,
    BOLD,
    LONGEST_LINK,
    MM,
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
from storage.schools.chats import chats_of
from storage.tables import Chat, School

# Kind of chat → whom it is for, and what happens there.
AUDIENCE = {
    "parents_with_teacher": ("для родителей, с педагогом", "Объявления, вопросы и собрания класса."),
    "parents_without_teacher": ("для родителей, без педагога", "Родители класса договариваются между собой."),
}
# A chat that has moved cannot be joined by its old link; one the bot was removed from can.
_MOVED = frozenset({"moved", "moved_to_max"})
_MESSENGERS = {"max.ru": "MAX"}
_MESSENGER = "VK Мессенджер"
_MARGIN = 16 * MM
_WIDTH = A4[0] - 2 * _MARGIN
_MIDDLE = A4[0] / 2
_SIDE = 138 * MM


@dataclass(frozen=True, slots=True)
class Poster:
    school: str
    class_name: str
    kind: str
    link: str

    @property
    def steps(self) -> tuple[str, str, str]:
        host = (urlsplit(self.link).hostname or "").removeprefix("www.")
        messenger = _MESSENGERS.get(host, _MESSENGER)
        return (
            "Наведите камеру телефона на QR-код.",
            f"Откройте ссылку и войдите в {messenger}.",
            "Нажмите «Присоединиться» — вы в чате.",
        )


@dataclass(frozen=True, slots=True)
class SchoolPosters:
    """`without_link` chats of classes can have no poster yet."""

    posters: tuple[Poster, ...]
    without_link: tuple[Chat, ...]


async def school_posters(session: AsyncSession, school: School, chat_id: int | None = None) -> SchoolPosters:
    """The class chats of a school, or the one asked for."""
    chats = [
        chat
        for chat in await chats_of(session, school.id)
        if chat.kind in AUDIENCE and chat_id in (None, chat.id) and chat.state_reason not in _MOVED
    ]
    found = sorted((chat for chat in chats if _has_link(chat)), key=_in_order)
    return SchoolPosters(
        tuple(Poster(school.name, chat.class_name or chat.title, chat.kind, chat.link or "") for chat in found),
        tuple(chat for chat in chats if not _has_link(chat)),
    )


def _has_link(chat: Chat) -> bool:
    return bool(chat.link) and len(chat.link or "") <= LONGEST_LINK


def _in_order(chat: Chat) -> tuple[int, str, str, int]:
    """2А before 10А."""
    name = chat.class_name or ""
    digits = "".join(char for char in name if char.isdecimal())
    return int(digits or 0), name, chat.kind, chat.id


def draw_posters(posters: Iterable[Poster], out: BinaryIO) -> int:
    """Write the PDF, each poster drawn when its turn comes. The answer is the number of pages."""
    canvas = open_canvas(out, "Плакаты чатов классов")
    pages = 0
    for poster in posters:
        _draw(canvas, poster)
        canvas.showPage()
        pages += 1
    canvas.save()
    return pages


def _draw(canvas: Canvas, poster: Poster) -> None:
    whom, what = AUDIENCE[poster.kind]
    top = A4[1] - _MARGIN
    top = _centred(canvas, fit(poster.school, _WIDTH, sizes(14, 8), 2), top) - 3 * MM
    top = _centred(canvas, _heading(poster.class_name), top) - 1 * MM
    top = _centred(canvas, fit(whom, _WIDTH, sizes(24, 16), 1, BOLD), top)
    top = _centred(canvas, fit(what, _WIDTH, [13], 1), top) - 4 * MM
    canvas.setLineWidth(2)
    canvas.roundRect(_MIDDLE - _SIDE / 2, top - _SIDE, _SIDE, _SIDE, 4 * MM)
    draw_qr(canvas, poster.link, _MIDDLE - _SIDE / 2 + 2 * MM, top - _SIDE + 2 * MM, _SIDE - 4 * MM)
    top = _centred(canvas, fit(poster.link.removeprefix("https://"), _WIDTH, sizes(11, 6), 3), top - _SIDE - 2 * MM)
    _draw_steps(canvas, poster.steps, top - 5 * MM)


def _heading(class_name: str) -> Fitted:
    """«7Б» as large as a door plate; a long name in as many lines as it takes."""
    text = f"Чат {class_name}" if class_name else "Чат класса"
    large = fit(text, _WIDTH, sizes(76, 40, 2), 1, BOLD)
    return large if large.lines == (printable(text, BOLD),) else fit(text, _WIDTH, sizes(26, 8), 3, BOLD)


def _centred(canvas: Canvas, fitted: Fitted, top: float) -> float:
    return draw_text(canvas, fitted, _MIDDLE, top, centred=True)


def _draw_steps(canvas: Canvas, steps: Sequence[str], top: float) -> None:
    left = _MIDDLE - _SIDE / 2
    width = _MARGIN + _WIDTH - left - 14 * MM
    for number, step in enumerate(steps, 1):
        top = draw_step(canvas, number, fit(step, width, sizes(16, 11), 1), left, top, 5 * MM) - 3 * MM
