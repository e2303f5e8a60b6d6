"""Several years in one: «10-11 классы», «с 5-х по 7-е», «5, 6 и 7 классы»."""

from collections.abc import Sequence

from handlers.understanding.reading.classes.words import (
    AMONG,
    IN,
    LEADS,
    MOST,
    OF_ONE_CLASS,
    OF_SOME,
    PARTS,
    SEVERAL,
    SPAN,
    are_class_leads,
    class_word,
    counts_other,
    ending_at,
    is_day,
    is_year,
    take,
)
from handlers.understanding.reading.clauses import ABOUT
from handlers.understanding.reading.tokens import Token


def from_to(tokens: Sequence[Token], place: int) -> list[str]:
    """«Девятых-одиннадцатых», «с 5-х по 7-е», «с первого по четвёртый класс», «5–7-е классы»; not «с 5-го по 9-е»
    and «5–7-е декабря», which are days."""
    token, span = tokens[place], SPAN.fullmatch(tokens[place].norm)
    first, last = (int(span[1]), int(span[2])) if span is not None else (token.value or 0, 0)
    end, are_several = ending_at(tokens, place)
    if span is None:
        joint = tokens[end + 1].norm if end + 2 < len(tokens) else ""
        led = joint in ("по", "до") and place > 0 and tokens[place - 1].norm in ("с", "со", "от")
        if joint not in ("-", "–", "—") and not led:
            return []
        last = tokens[end + 2].value or 0
        end, others = ending_at(tokens, end + 2)
        are_several = are_several or others or (led and are_class_leads(tokens, place - 2))
    word = class_word(tokens[end + 1 : end + 2])
    are_classes = word is not None or (are_several and not is_day("", tokens[end + 1 : end + 2]))
    if not (1 <= first < last <= MOST and are_classes):
        return []
    take(*tokens[place : end + 1 + (word is not None)])
    return [f"parallel:{number}" for number in range(first, last + 1)]


_ONLY = frozenset({"только", "лишь"})  # «напомни классным, только 9-11»
_GROUPS = ("post:", "subject:")
_OF_CLASSES = (
    "pupil",
    "journal",
    "link",
    "chat",
    "parent",
    "message",
    "call",
    "register",
    "count_q",
    "share",
    "debtors",
    "who_q",
)
_SENT = ("remind", "send", "write", "tell", "hours")
_COUNTED = ("ах", "ов")
_OF_TIME = ("утр", "вечер", "дня", "дней", "процент", "ноч")


def is_of_years(tokens: Sequence[Token], place: int) -> bool:
    """«Сколько привязали в 5-9», «по 8-9 кто без чата»; not «в 9-11 утра», «по 5-9 декабря», «напиши в 9-11»."""
    lead, following = tokens[place - 1] if place else None, tokens[place + 1] if place + 1 < len(tokens) else None
    if lead is None or counts_other(tokens, place) or (following is not None and following.norm.startswith(_OF_TIME)):
        return False
    if following is not None and following.means("chat") and following.norm.endswith(_COUNTED):  # «в 2-3 чатах»
        return False
    if lead.norm in OF_SOME or any(one.startswith(_GROUPS) for one in lead.concepts):  # «у 1-4», «предметники 9-11»
        return True
    leads = lead.norm in AMONG or lead.means("chat", "journal", "list_noun")
    if lead.norm in _ONLY and any(one.norm.startswith(LEADS) for one in tokens):
        return True
    leads = leads or (place > 1 and lead.norm in ("и", ",") and tokens[place - 2].entity == "class")
    leads = leads or (lead.norm in IN and not any(one.means(*_SENT) for one in tokens))
    return leads and any(one.means(*_OF_CLASSES) for one in tokens)


def listed(tokens: Sequence[Token], place: int) -> list[str]:
    """«5, 6 и 7 классов», «классным 5-7»: numbers whose «классов» stands behind the last, or before the first."""
    token = tokens[place]
    following = place + 1
    while following < len(tokens) and (tokens[following].norm in (",", "и") or is_year(tokens[following])):
        following += 1
    after = following > place + 1 and class_word(tokens[following : following + 1]) is not None
    if not after and not _are_led(tokens, place, following):
        return []
    span = SPAN.fullmatch(token.norm)
    first, last = (int(span[1]), int(span[2])) if span is not None else (token.value or 0, token.value or 0)
    is_one = first == 1 and not token.norm[0].isdigit()  # «в седьмом классе один мальчик»
    if token.ordinal or is_one or not 1 <= first <= last <= MOST or counts_other(tokens, place):
        return []
    take(token)
    return [f"parallel:{number}" for number in range(first, last + 1)]


def _are_led(tokens: Sequence[Token], place: int, following: int) -> bool:
    """«Классным 5-7», «старшая школа, 10 и 11», «напомни 5-9 про родителей»."""
    lead = next((one for one in range(place - 1, -1, -1) if not goes_on(tokens[one])), -1)
    if lead < 0:
        return False
    named = tokens[lead].norm.startswith(LEADS)
    of_part = tokens[lead].norm.startswith("школ") and lead > 0 and tokens[lead - 1].norm.startswith(PARTS)
    about = following < len(tokens) and tokens[following].norm in ABOUT
    return named or of_part or (tokens[lead].means("remind") and about)


def goes_on(token: Token) -> bool:
    return token.norm in (",", "и") or is_year(token) or SPAN.fullmatch(token.norm) is not None


_BUT = frozenset({"кроме", "исключая", "исключением", "помимо"})


def in_row(tokens: Sequence[Token], place: int) -> list[str]:
    """«Классным, кроме девятых и одиннадцатого», «кроме одиннадцатого»: beside classes, or left out of their teachers,
    it is one of them; a day says so («кроме пятых и десятого декабря»)."""
    token = tokens[place]
    last, ends = place, token.ordinal and token.norm.endswith(OF_ONE_CLASS)
    if [one.norm for one in tokens[place + 1 : place + 2]] == ["-"] and len(tokens) > place + 2:
        last, ends = place + 2, tokens[place + 2].norm in ("го", "му", "й")
    following, before = tokens[last + 1 : last + 2], [one.norm for one in tokens[max(0, place - 1) : place]]
    if not ends or not 1 <= (token.value or 0) <= MOST or is_day("", following) or counts_other(tokens, last):
        return []
    beside = before in (["и"], [","], ["или"]) and place > 1 and tokens[place - 2].entity == "class"
    led = any(one.norm.startswith(LEADS) for one in tokens[:place])
    ahead = [one for one in tokens[last + 1 : last + 3] if one.norm not in (",", "и", "или")]
    years = bool(ahead) and ahead[0].ordinal and ahead[0].norm.endswith(SEVERAL)
    if not beside and not (before and before[0] in _BUT and (led or years)):
        return []
    take(*tokens[place : last + 1])
    return [f"parallel:{token.value}"]
