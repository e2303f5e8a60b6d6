"""How a gap is closed, as a picture: three telephone screens with the words of the buttons, drawn and not photographed.

The screens are schematic and say so: the messenger moves its buttons about, the words change rarely.
"""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Change it with the pictures: a community that has an older one uploaded gets the new one.
EDITION = 1
NOTE = "Схема: на вашем телефоне кнопки могут стоять чуть иначе."
_INK, _QUIET, _LINE, _PRESSED, _HEAD, _PAPER = "#16202b", "#5b6774", "#c9d2db", "#0b4f8a", "#e9edf1", "#ffffff"
_WIDTH, _HEIGHT, _DPI = 1080, 600, 100  # pixels; everything below is measured in the same
_PHONE, _TOP, _BOTTOM, _GAP = 312, 580, 130, 36
_ROW, _HEADER = 74, 66


@dataclass(frozen=True, slots=True)
class Screen:
    """`rows` from above; the `pressed` one is filled and is what the `caption` tells to do."""

    title: str
    rows: tuple[str, ...]
    pressed: int
    caption: str


_PROFILE = Screen("Профиль", ("Аккаунт", "Сферум", "Уведомления"), 1, "Выберите «Сферум»")
_CHATS = Screen("Чаты", ("7Б, родители", "Методобъединение", "Кружок"), 0, "Откройте групповой чат")
_LINKING = Screen("Настройки журнала", ("Мои данные", "Сферум", "Связать аккаунт"), 2, "«Связать аккаунт»")
_JOURNAL = Screen("Электронный журнал", ("Расписание", "Оценки", "Профиль"), 2, "Откройте профиль")
_SHARE = Screen("О чате", ("Участники", "Ссылка-приглашение", "Уведомления"), 1, "Скопируйте ссылку")
_NEW_CHAT = Screen("Новое", ("Создать чат", "Создать звонок"), 0, "«Создать чат»")
_TO_BOT = Screen("Дежурный", ("Вставьте ссылку", "Плакат с QR-кодом"), 1, "Пришлите ссылку мне")

SCREENS: dict[str, tuple[Screen, Screen, Screen]] = {
    "not_registered": (
        Screen("VK Мессенджер", ("Номер телефона", "Войти"), 1, "Войдите по телефону"),
        _PROFILE,
        Screen("Учебный профиль", ("Моя школа", "Роль: Учитель", "Создать профиль"), 2, "Школа, роль, «Создать»"),
    ),
    "profile_inactive": (
        _PROFILE,
        Screen("Учебный профиль", ("Школа указана", "Роль: Учитель"), 1, "Проверьте школу и роль"),
        Screen("Сферум", ("Подтвердите профиль", "Чаты"), 0, "Подтвердите профиль"),
    ),
    "no_group_chat": (
        Screen("Чаты", ("+  Новое", "Учительская"), 0, "Нажмите «плюс»"),
        _NEW_CHAT,
        Screen("Новый чат", ("7Б, родители", "Добавить участников", "Создать"), 2, "Название и участники"),
    ),
    "few_messages": (
        _CHATS,
        Screen("7Б, родители", ("Собрание в четверг", "в 18:00, кабинет 12", "Отправить"), 2, "Напишите объявление"),
        Screen("7Б, родители", ("Вопрос родителя", "Ответить в чате"), 1, "Отвечайте там же"),
    ),
    "no_call": (
        _CHATS,
        Screen("7Б, родители", ("☎  Позвонить", "Сообщения"), 0, "Нажмите значок трубки"),
        Screen("Звонок", ("Пригласить", "Говорим…", "Завершить"), 2, "Поговорите и завершите"),
    ),
    "journal_not_linked": (
        _JOURNAL,
        _LINKING,
        Screen("Вход", ("Учебный профиль", "Разрешить"), 1, "Подтвердите вход"),
    ),
    "my_school_inactive": (
        Screen("myschool.edu.ru", ("Войти через Госуслуги",), 0, "Войдите"),
        Screen("Моя школа", ("Ваша школа", "Роль: Учитель"), 1, "Школа и роль"),
        Screen("Моя школа", ("Библиотека", "Задания"), 0, "Возьмите материал"),
    ),
    "no_parent_chat_with_teacher": (_NEW_CHAT, _SHARE, _TO_BOT),
    "no_parent_chat_without_teacher": (
        Screen("На собрании", ("Кто создаст чат?", "Родитель из комитета"), 1, "Выбирают родители"),
        _SHARE,
        _TO_BOT,
    ),
    "pupils_journal_not_linked": (
        Screen("Классный час", ("Учебный профиль", "Войти"), 1, "Ученики входят"),
        _JOURNAL,
        _LINKING,
    ),
}


def draw_howto(code: str) -> bytes:
    """The PNG of one gap's steps.

    Raises:
        KeyError: there is no such gap.
    """
    from matplotlib.figure import Figure

    screens = SCREENS[code]
    figure = Figure(figsize=(_WIDTH / _DPI, _HEIGHT / _DPI), dpi=_DPI, facecolor=_PAPER)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, _WIDTH)
    axes.set_ylim(0, _HEIGHT)
    axes.axis("off")
    for number, screen in enumerate(screens):
        _draw_phone(axes, number, screen)
    _write(axes, _WIDTH / 2, 28, NOTE, 11, colour=_QUIET)
    out = io.BytesIO()
    figure.savefig(out, format="png", pil_kwargs={"optimize": True})
    return out.getvalue()


def _draw_phone(axes: "Axes", number: int, screen: Screen) -> None:
    left = _GAP + number * (_PHONE + _GAP)
    _box(axes, left, _BOTTOM, _PHONE, _TOP - _BOTTOM, _PAPER, _INK, 3, 26)
    _box(axes, left + 12, _TOP - _HEADER - 14, _PHONE - 24, _HEADER, _HEAD, _HEAD, 0, 12)
    _write(axes, left + _PHONE / 2, _TOP - _HEADER / 2 - 14, screen.title, 14, bold=True)
    for place, words in enumerate(screen.rows):
        top = _TOP - _HEADER - 42 - place * (_ROW + 14)
        pressed = place == screen.pressed
        _box(axes, left + 18, top - _ROW, _PHONE - 36, _ROW, _PRESSED if pressed else _PAPER, _LINE, 1.5, 14)
        _write(axes, left + _PHONE / 2, top - _ROW / 2, words, 13, colour=_PAPER if pressed else _INK, bold=pressed)
    _box(axes, left + _PHONE / 2 - 46, _BOTTOM + 14, 92, 6, _LINE, _LINE, 0, 3)
    _write(axes, left + _PHONE / 2, _BOTTOM - 34, f"{number + 1}. {screen.caption}", 13, bold=True)


def _box(
    axes: "Axes", x: float, y: float, width: float, height: float, fill: str, edge: str, line: float, corner: float
) -> None:
    from matplotlib.patches import FancyBboxPatch

    shape: Any = FancyBboxPatch(
        (x + corner, y + corner) if height > 2 * corner else (x + corner, y),
        width - 2 * corner,
        height - 2 * corner if height > 2 * corner else height,
        boxstyle=f"round,pad={corner if height > 2 * corner else 0.5}",
        facecolor=fill,
        edgecolor=edge,
        linewidth=line,
    )
    axes.add_patch(shape)


def _write(
    axes: "Axes", x: float, y: float, words: str, size: float, *, colour: str = _INK, bold: bool = False
) -> None:
    weight = "bold" if bold else "normal"
    axes.text(x, y, words, ha="center", va="center", fontsize=size, color=colour, fontweight=weight)
