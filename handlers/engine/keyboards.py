"""The dialog's own keyboards: what is always at hand for a teacher and for an officer."""

from handlers.engine.buttons import below, main, under
from nudges.messenger import Button, Colour, Keyboard


def _said(label: str, do: str, colour: Colour = Colour.SECONDARY) -> Button:
    return Button(label, {"do": do}, colour=colour, quiet=False)


def teacher_keyboard() -> Keyboard:
    return below(
        [_said("Мои показатели", "my_figures", Colour.PRIMARY), _said("Как сделать", "howto")],
        [_said("Мои данные", "my_data"), _said("Помощь", "help")],
    )


def office_keyboard(*, may_change: bool = True) -> Keyboard:
    reading = [_said("Сводка", "summary", Colour.PRIMARY), _said("Все долги", "debts"), _said("Динамика", "dynamics")]
    if not may_change:
        return below(reading, [_said("Отчёт", "report"), _said("Расписание", "schedule"), _said("Помощь", "help")])
    return below(
        reading,
        [
            _said("Напомнить", "remind", Colour.POSITIVE),
            _said("Кто не получил", "undelivered"),
            _said("Отчёт", "report"),
        ],
        [_said("Листовки", "leaflets"), _said("Плакаты", "posters"), _said("Чаты", "chats")],
        [_said("Расписание", "schedule"), _said("Настройки", "settings"), _said("Помощь", "help")],
    )


def my_figures_button() -> Keyboard:
    return under([main("Мои показатели", "my_figures")])
