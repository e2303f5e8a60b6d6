"""A wish in a few words, for the button that offers it: «Список: без звонка», «Не тревожить: Алиева»."""

from collections.abc import Mapping

from handlers.understanding.wish import Wish
from indicators.catalogue import INDICATOR
from indicators.russian.rules import small
from nudges.gaps import GAP
from services.selection import Selection

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
