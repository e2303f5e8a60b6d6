"""How values are written on pages: the filters of the templates, and what was done after a deed."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from handlers.statistics.preview import fact_title, offer_words
from indicators.russian.rules import plural
from indicators.weeks import Week
from nudges.gaps import gap_title
from nudges.letters.announcement import ANNOUNCE
from nudges.letters.moving import MOVE, is_reminder
from nudges.periods import day_words, span_words, week_words
from reports.figures.chat_words import KINDS
from reports.figures.lacking import said
from reports.figures.wording import number

PEOPLE = ("человек", "человека", "человек")
WHOM = ("человеку", "людям", "людям")
# What a page says after a deed, by the key in its address; `n` is a number and nothing else can come in by it.
DONE: Mapping[str, str] = {
    "exempted": "Готово: не тревожим {n}.",
    "restored": "Готово: снова напоминаем, {n}.",
    "left": "Отмечено: больше не работают, {n}.",
    "forgotten": "Данные удалены. В резервных копиях, сделанных раньше, они остались: старые копии удалите.",
    "unlinked": "Аккаунт отвязан.",
    "imported": "Загружено: {n}. Сам файл удалён.",
    "imported_summary": "Сводка загружена. Сам файл удалён.",
    "dropped": "Хорошо, ничего не загружаю. Файл удалён.",
    "undone": "Загрузка отменена, всё как было до неё.",
    "started": "Рассылка началась: {n}. Сообщения пойдут в рабочие часы школы.",
    "nobody": "Пока вы решали, напоминать стало некому.",
    "announced": "Объявление принято: {n}. Уйдёт в рабочие часы школы.",
    "corrected": "Исправлено. Следующий файл этого не вернёт.",
    "corrected_shared": "Исправлено. У этого класса в списке теперь больше одного классного руководителя: если ведёт "
    "кто-то один, исправьте карточку второго.",
    "merged": "Теперь это одна карточка: всё собрано здесь, дважды этому человеку не напишу.",
    "parents_on": "Хорошо, о чатах родителей напоминаю, по списку чатов школы.",
    "parents_off": "Хорошо, о чатах родителей не напоминаю.",
    "pupils": "Цифры об учениках записаны. Придёт сводка — возьму их из неё.",
    "paused": "Пауза: никому ничего не уходит, пока не нажмёте «Продолжить».",
    "resumed": "Продолжаем.",
    "cancelled": "Рассылка отменена. Что уже ушло, осталось у людей.",
    "retried": "Пробуем ещё раз: {n}.",
    "saved": "Сохранено.",
    "break_added": "Дни отдыха записаны.",
    "break_known": "Эти дни уже записаны.",
    "break_dropped": "Убрано: в эти дни снова напоминаем.",
    "chat_saved": "Чат записан.",
    "answered": "Ответ записан, педагогу напишу.",
    "answered_untold": "Ответ записан. Написать педагогу пока некуда.",
    "changed_before": "Так и отвечено.",
    "answered_before": "Уже закрыто: на это ответили, или новый файл показал, что всё выполнено.",
    "imported_settled": "Загружено: {n}. Сам файл удалён. Закрыл сообщения об ошибках: по новым данным это выполнено.",
    "imported_reopened": "Загружено: {n}. Сам файл удалён. Среди сообщений об ошибках есть снова открытые.",
    "school": "Теперь работаем с этой школой — и здесь, и в чате.",
    "colleague": "Предложил роль в {n}: она заработает, когда человек согласится. Если он ещё не писал мне, пусть "
    "откроет диалог со мной и нажмёт «Начать»: вопрос будет там.",
    "subscribed": "Отчёт будет приходить по пятницам в чат с ботом.",
    "unsubscribed": "Отчёт больше не приходит.",
}
_COUNTED = {"exempted": PEOPLE, "restored": PEOPLE, "left": PEOPLE, "imported": PEOPLE, "retried": PEOPLE}
_COUNTED["colleague"] = ("школе", "школах", "школах")
_COUNTED |= {"imported_settled": PEOPLE, "imported_reopened": PEOPLE, "started": PEOPLE, "announced": PEOPLE}
STUCK = "stuck"
STATES: Mapping[str, str] = {
    "active": "все, кто работает",
    "lacking": "чего-то не хватает",
    "done": "всё сделано",
    "exempt": "не тревожим",
    "unreachable": "не могу написать",
    "disputed": "пишут об ошибке",
    "opted_out": "просят не напоминать",
    STUCK: "без движения",
    "unlisted": "нет в последнем списке",
    "left": "больше не работают",
}
MESSENGERS: Mapping[str, str] = {
    "in_max": "есть в MAX",
    "no_max": "нет в MAX",
    "vk": "только VK",
    "max": "только MAX",
    "both": "VK и MAX",
    "none": "ни одного",
}
ROUND_STATES: Mapping[str, str] = {
    "running": "идёт",
    "paused": "на паузе",
    "cancelled": "отменена",
    "finished": "закончена",
}
ROW_STATES: Mapping[str, str] = {
    "planned": "ждёт",
    "sending": "отправляется",
    "sent": "отправлено",
    "failed": "не получилось",
    "unreachable": "не разрешает писать",
    "skipped": "снято с отправки",
    "cancelled": "отменено",
}
ANSWERED, SILENT, MISSED = "answered", "silent", "missed"
ROUND_GROUPS: Mapping[str, str] = {
    ANSWERED: "кто ответил",
    SILENT: "кто получил и молчит",
    MISSED: "кто не получил",
}
REPORT_FORMATS: Mapping[str, str] = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF", "png": "картинка"}


def done_words(key: str, count: str) -> str:
    """What the deed before did; nothing for a key that is none."""
    amount = int(count) if count.isascii() and count.isdigit() and len(count) < 9 else 0
    return DONE[key].format(n=plural(amount, *_COUNTED.get(key, PEOPLE))) if key in DONE else ""


def day(value: date | None, *, year: bool = False) -> str:
    return day_words(value, year=year) if value is not None else ""


def moment(value: datetime | None) -> str:
    return f"{value:%d.%m.%Y}\u00a0{value:%H:%M}" if value is not None else ""


def week(value: Week | None, *, year: bool = False) -> str:
    return week_words(value, year=year) if value is not None else ""


def people(count: int) -> str:
    return plural(count, *PEOPLE)


def to_people(count: int) -> str:
    return plural(count, *WHOM)


def days(count: int) -> str:
    return plural(count, "день", "дня", "дней")


def or_dash(value: object) -> str:
    return "—" if value is None or value == "" else str(value)


def yes_no(value: object) -> str:
    if value is None or value is False:
        return "нет"
    return "да" if value is True else str(value)


def round_kind(kind: str) -> str:
    names = {"digest": "недельная", "quota": "второй взгляд", ANNOUNCE: "объявление", MOVE: "приглашение в MAX"}
    return names.get(kind.partition("-")[0], "вручную")


FILTERS: Mapping[str, Callable[..., Any]] = {
    "yes_no": yes_no,
    "parsed_week": lambda text: week(Week.parse(text), year=True),
    "named": lambda school: (school.id, school.name),
    "week_pair": lambda value: (value, week(value, year=True)),
    "pair": lambda value: (value, value),
    "day": day,
    "span": lambda rest: span_words(rest.starts_on, rest.ends_on, year=True),
    "moment": moment,
    "week": week,
    "people": people,
    "to_people": to_people,
    "days": days,
    "or_dash": or_dash,
    "gap_title": gap_title,
    "said": lambda gaps, name="": said(gaps, name=name),
    "number": number,
    "fact_title": fact_title,
    "offer_words": offer_words,
    "round_kind": round_kind,
    "capitalize_first": lambda text: text[:1].upper() + text[1:],
    "is_reminder": is_reminder,
}
TABLES = {
    "STATES": STATES,
    "MESSENGERS": MESSENGERS,
    "ROUND_STATES": ROUND_STATES,
    "ROW_STATES": ROW_STATES,
    "REPORT_FORMATS": REPORT_FORMATS,
    "CHAT_KINDS": KINDS,
}
