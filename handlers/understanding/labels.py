"""A wish in a few words, for the button that offers it («Список: без звонка»), or in full, before it is done."""

from collections.abc import Mapping, Sequence
from datetime import date

from handlers.understanding.reading.people.person_words import all_of
from handlers.understanding.wish import Wish
from indicators.catalogue import INDICATOR
from indicators.russian.rules import small
from nudges.gaps import GAP
from nudges.names import Case
from nudges.periods import day_words, span_words
from services.selection import Selection
from storage.people.roles import role_name
from storage.tables import Person

# What a wish is called that is no command, or one under another name: the others are called as their `Route` says.
OTHERWISE: Mapping[str, str] = {
    "done_list": "Кто молодец",
    "effect": "Помогло ли",
    "preview": "Что уйдёт",
    "cancel_round": "Отменить рассылку",
    "set_target": "Поставить цель",
    "set_break": "Записать дни отдыха",
    "set_hours": "Часы рассылки",
    "set": "Изменить настройку",
    "add_person": "Новый сотрудник",
    "give_role": "Дать роль{who}",
    "take_role": "Забрать роль{who}",
    "code": "Личный код{who}",
    "chat_register": "Записать чат",
    "why_bot": "Зачем это нужно",
    "where_button": "Где кнопка",
    "move_to_max": "Переход в MAX",
    "demo": "Пример школы",
    "prefer": "Где мне писать",
    "two_schools": "Я в двух школах",
    "hours": "Удобное время",
}

# People by how they stand.
STATES: Mapping[str, str] = {
    "state:silent": "кто не ответил",
    "state:undelivered": "до кого не дошло",
    "state:unreachable": "кому не могу писать",
    "state:excused": "кого не тревожим",
}
# What somebody is let off that no gap is called by alone.
_THINGS: Mapping[str, str] = {"parent_chats": "чаты родителей", "no_max": "MAX"}
ALL_BUT = "все, кроме названных"
# Of what figures speak of, what is no single indicator.
_FIGURES: Mapping[str, str] = {
    "messages": "сообщения",
    "max": "MAX",
    "my_school": "«Моя школа»",
    "profile": "активный профиль",
}
EVERY_WEEK = "Напоминать каждую неделю в другое время: {when}"
DEADLINE = "Срок регистрации — до {day}"
REASON_WORDS: Mapping[str, str] = {
    "sick": "больничный",
    "vacation": "отпуск",
    "maternity": "декрет",
    "trip": "командировка",
    "courses": "курсы",
    "parttime": "совместитель",
}


def label(wish: Wish, labels: Mapping[str, str]) -> str:
    """Empty for what needs no button: a greeting, a complaint."""
    text = labels.get(wish.code, "")
    gaps = [small(GAP[one].title) for one in wish.keys.get("gap", "").split("+") if one in GAP]
    gap = f": {gaps[0]}" if gaps else ""
    who = _first(wish.keys.get("who", "")) if "gap" not in text or not gap else ""
    return text.format(who=f": {who}" if who else "", gap=gap)


def figure_words(code: str) -> str:
    """«1 звонок за неделю»: the figures of `ind` as they are said back, and read again."""
    return INDICATOR[code].short if code in INDICATOR else _FIGURES[code]


def let_off(wish: Wish) -> str:
    """«только про: журнал, звонок»: of what alone somebody is let off."""
    gaps = [one for one in wish.keys.get("gap", "").split("+") if one in GAP or one in _THINGS]
    named = (_THINGS.get(one) or small(GAP[one].button) for one in gaps)
    return f"только про: {', '.join(named)}" if wish.code == "exempt" and gaps else ""


def _first(who: str) -> str:
    """Of several the first; nothing for everybody."""
    part = who.split("+")[0]
    return ALL_BUT if part.startswith("-") else titled(part) if part != "all" else ""


def titled(part: str) -> str:
    """A colleague by name, a group by what it is called elsewhere."""
    return STATES.get(part) or (Selection.parse(part).titled() if ":" in part else part.title())


def said(wish: Wish, labels: Mapping[str, str], named: Sequence[Person] = ()) -> str:
    """«Не тревожить Алиеву Марьям Ахмедовну, с 1 по 14 декабря, больничный», «Напомнить: без звонка, математика»."""
    spared = let_off(wish)
    named_gaps = [one for one in wish.keys.get("gap", "").split("+") if one in GAP and not spared]
    gaps = ", ".join(small(GAP[one].title) for one in named_gaps)
    if held := [small(GAP[one].button) for one in wish.keys.get("have", "").split("+") if one in GAP]:
        gaps = f"{gaps} (сделано: {', '.join(held)})".strip()
    if wish.code == "set" and wish.keys.get("field") == "moment" and "value" in wish.keys:
        return EVERY_WEEK.format(when=wish.keys["value"])
    if wish.code == "set" and wish.keys.get("field") == "deadline" and "to" in wish.keys:
        return DEADLINE.format(day=day_words(date.fromisoformat(wish.keys["to"])))
    if named and wish.code in _OF_WHOM:
        beginning, case = _OF_WHOM[wish.code]
        told = [f"{beginning} {all_of(named, case)}" + (f": {gaps}" if gaps else "")]
    else:
        people = _people(wish.keys.get("who", ""), by_gap=bool(gaps))
        title = _FIELDS.get(wish.keys.get("field", ""), "") if wish.code == "set" else ""
        title = title or labels.get(wish.code, wish.code).format(who="", gap=f": {gaps}" if gaps else "")
        told = [title + (f": {people}" if people and not gaps else ""), people if gaps else ""]
    told += [spared, what_words(wish.keys), _days(wish) if wish.code != "give_role" else ""]
    told += [REASON_WORDS.get(wish.keys.get("reason", ""), wish.because), _value(wish)]
    return ", ".join(filter(None, told))


_FIELDS: Mapping[str, str] = {
    "school_name": "Название школы",
    "deadline": "Срок регистрации",
    "zone": "Часовой пояс",
    "wait": "Сколько ждать файл",
}


def _value(wish: Wish) -> str:
    value = wish.keys.get("value", "").strip("…")
    if wish.code == "set_hours":
        return value.replace("-", "–")
    if wish.code == "answer_dispute":
        return _VERDICTS.get(value, "")
    return _VALUES.get(value, value).replace("%", " %")


_VALUES: Mapping[str, str] = {"default": "обычный"}
_VERDICTS: Mapping[str, str] = {"yes": "в данных ошибка", "no": "данные верны"}
_OF_WHOM: Mapping[str, tuple[str, Case]] = {
    "exempt": ("Не тревожить", Case.ACCUSATIVE),
    "restore": ("Вернуть", Case.ACCUSATIVE),
    "remind": ("Напомнить", Case.DATIVE),
    "give_role": ("Дать роль", Case.DATIVE),
    "take_role": ("Забрать роль у", Case.GENITIVE),
    "code": ("Личный код для", Case.GENITIVE),
    "correct": ("Исправить данные", Case.GENITIVE),
    "detach": ("Отвязать аккаунт", Case.GENITIVE),
}


def what_words(keys: Mapping[str, str]) -> str:
    """The indicators and the role that are named."""
    named = [figure_words(one) for one in keys.get("ind", "").split("+") if one]
    return ", ".join(filter(None, [*named, role_name(keys.get("role"))]))


def _people(who: str, *, by_gap: bool) -> str:
    """«Математика, кроме: Линейкина, Борисов»; whom a gap chooses need not be called all."""
    parts = [one for one in who.split("+") if one]
    chosen = ["все" if one == "all" else titled(one) for one in parts if not one.startswith("-")]
    left_out = [titled(one.removeprefix("-")) for one in parts if one.startswith("-")]
    if left_out:
        chosen = [*(chosen or ([] if by_gap else ["все"])), f"кроме: {', '.join(left_out)}"]
    return ", ".join(chosen)


def _days(wish: Wish) -> str:
    keys = wish.keys if wish.last is None else {**wish.keys, "to": str(wish.last)}
    first, last = keys.get("from"), keys.get("to")
    if first and last:
        return span_words(date.fromisoformat(first), date.fromisoformat(last))
    told = [f"{word} {day_words(date.fromisoformat(keys[key]))}" for key, word in _EDGES.items() if key in keys]
    told += [day_words(date.fromisoformat(one)) for one in keys.get("days", "").split("+") if one]
    if "at" in keys:
        day, _, clock = keys["at"].partition("T")
        told.append(day_words(date.fromisoformat(day)) + (f" в {clock}" if clock else ""))
    return ", ".join(told)


_EDGES = {"from": "с", "to": "по"}
