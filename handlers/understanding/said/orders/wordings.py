"""The words that commands read by themselves, composed anew from a wish: names, days, shares, roles."""

import re
from collections.abc import Sequence
from datetime import date

from handlers.understanding.labels import figure_words
from handlers.understanding.pieces.takes_off import takes_off
from handlers.understanding.wish import Wish
from storage.people.pages import named_page, names_page_in_words
from storage.people.roles import ROLES

_TITLE = re.compile(
    r"(?:осенн|зимн|весенн|летн)\w*\s+каникул\w*|каникул\w*|карантин\w*|дистан\w*|праздник\w*|пауз\w*", re.IGNORECASE
)
_ROOM = re.compile(r"\bкаб(?:инет\w*|\.)?\s*№?\s*[\w/-]{1,12}", re.IGNORECASE)
_YEAR = re.compile(r"20\d\d|\d[./]\d{1,2}[./]\d\d\b")
_INVITATION = re.compile(r"\bвсе\b|\bкод(?:а|ы|ов)?\b(?:\s+[a-z\d]{2,8}\b)?")
_SCHOOL = re.compile(r"^.*?\bшкол[аыуе]\w*\s*", re.IGNORECASE)
_SCHOOL_NAME = re.compile(
    r"\b(?:названи[ея]\s+(?:нашей\s+)?школы|школ[ау]\s+(?:теперь\s+)?(?:называется|переименуй\w*)|названи[ея](?=\s+на\b)"
    r"|наша\s+школа\s+теперь|(?:переимен|назов)\w+\s+(?:нашу\s+)?школу)"
    r"(?:\s*[:—–-]|\s+(?:на|в|это|теперь|будет))*\s+(?P<name>\S.*)",
    re.IGNORECASE,
)
_ASKED_FOR = re.compile(r"[\s,]*\bпожалуйста\b[\s.!]*$", re.IGNORECASE)
_COMMAND = re.compile(r"^\s*[^\W\d_]+\s*")


def after_command(text: str) -> str:
    """What follows the command's word."""
    return _COMMAND.sub("", text)


def span_text(wish: Wish, text: str) -> str:
    """«с 23.11.2026 по 06.12.2026»."""
    first, last = wish.keys.get("from"), wish.keys.get("to") or wish.keys.get("until")
    if first and first == last:
        return f"{day_of(first)}"
    if last and not first:
        day = date.fromisoformat(last)
        return f"до {day:%d.%m.%Y}" if _YEAR.search(text) else f"до {day:%d.%m}"  # a day that has passed is asked about
    said = [f"с {day_of(first)}"] if first else []
    said += [f"по {day_of(last)}"] if last else []
    return " ".join(said)


def day_of(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d.%m.%Y}"


def target(wish: Wish, text: str) -> str | None:
    """«1 звонок за неделю 80 % до 31.12.2026», «MAX нет», of a day that is moved «1 звонок за неделю до 31.12.2026»;
    None when several indicators are named in one breath."""
    named = [figure_words(one) for one in wish.keys.get("ind", "").split("+") if one]
    if len(named) > 1:
        return None
    value = wish.keys.get("value", "").replace("%", " %")
    until = f" до {day_of(wish.keys['to'])}" if "to" in wish.keys else ""
    if not value and not takes_off(text):
        return f"{named[0] if named else ''}{until}".strip() if until else _COMMAND.sub("", text)
    return f"{named[0] if named else ''} {value or 'нет'}{until}".strip()


def targets(wishes: Sequence[Wish], text: str) -> str:
    """Several as one command says them in a row; nothing where one of them cannot be said so."""
    said = [target(one, text) for one in wishes]
    return " а ".join(one for one in said if one) if all(said) else ""


def days_off(wish: Wish, text: str) -> str | None:
    """«зимние каникулы с 28.12.2026 по 11.01.2027»; nothing where no day is named, None where several apart are."""
    found = _TITLE.search(text)
    title = found[0].lower() if found is not None else "выходной"
    days = sorted(date.fromisoformat(one) for one in wish.keys.get("days", "").split("+") if one)
    if days and (days[-1] - days[0]).days >= len(days):
        return None
    if days:
        return f"с {days[0]:%d.%m.%Y} по {days[-1]:%d.%m.%Y} {title}"
    span = span_text(wish, text)
    if not span:
        return _COMMAND.sub("", text) if any(map(str.isdigit, text)) else ""
    return f"{span} {title}" if title not in ("каникулы", "каникул") else span


def role(wish: Wish, text: str) -> str:
    """«Алиевой заместителем», «vk.com/id1 ответственным»."""
    said = _COMMAND.sub("", text) if names_page(text) or not wish.rest else wish.rest
    known = ROLES[wish.keys["role"]].named_as if wish.keys.get("role") in ROLES else ""
    return said if said != wish.rest else f"{wish.rest} {known}".strip()


def whose_role(wish: Wish, text: str) -> str:
    """«Алиевой», «доступ у vk.com/id1»."""
    return role(wish, text) if names_page(text) or not wish.rest else wish.rest


def names_page(text: str) -> bool:
    return named_page(text) is not None or names_page_in_words(text)


def leaflet(wish: Wish, text: str) -> str:
    room = _ROOM.search(text)
    return " ".join(filter(None, (wish.rest, room[0] if room is not None else "")))


def school(text: str) -> str:
    """«лицей № 5» of «школа лицей № 5»; nothing of «наши школы»."""
    rest = _SCHOOL.sub("", text, count=1).strip(" .!?")
    return rest if rest != text.strip(" .!?") else ""


_WE_ARE = re.compile(r"^\W*(?:мы|наша\s+школа)\s*(?:[-–—:]\s*)?(?:это\s+)?(?P<name>\S.*)", re.IGNORECASE | re.DOTALL)


def school_name(text: str) -> str:
    """«Название школы Лицей № 3»: what the school is to be called."""
    found = _SCHOOL_NAME.search(text) or _WE_ARE.search(text)
    return _ASKED_FOR.sub("", found["name"]).strip(" .!") if found is not None else ""


def invitation(wish: Wish, text: str) -> str:
    """«Алиевой», «код K7», «все коды» of an order to take them back."""
    return wish.rest or " ".join(match[0] for match in _INVITATION.finditer(text.lower()))
