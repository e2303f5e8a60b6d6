"""What is told in the clause before an order, and belongs to it: «9А и 9Б нет чатов, поторопи классных».

Own patterns: how such a clause ends, and the day that is not meant any more behind the one that is.
"""

import re

from handlers.understanding.reading.clauses import clauses_of
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.tokens import Token

_CLASS_TEACHERS = re.compile(r"\bклассн\w+(?:\s+руководител\w+)?", re.IGNORECASE)
_LEADS = frozenset({"в", "во", "у"})
_LACKS = frozenset({"нет", "нету", "без"})
# «Выходит в среду, а не четвёртого»
_NOT_THAT_DAY = re.compile(
    r"(?P<comes>\b(?:выход\w+|выйд\w+|верн[её]тся|возвраща\w+)\b[^.!?]*?),?\s+а\s+не\s+(?:в\s+|с\s+|до\s+|на\s+)?"
    r"(?:\w*(?:ого|его|ого числа)|\d{1,2}(?:-?го)?|понедельник\w*|вторник\w*|сред[уы]|четверг\w*|пятниц[уы])"
    r"(?=\s*[,.!]|\s*$)",
    re.IGNORECASE,
)


def one_day_alone(text: str) -> str:
    """Without the day that was said before and is none any more; it is the new one that is noted."""
    return _NOT_THAT_DAY.sub(r"\g<comes>", text)


_NEW_NAME = re.compile(
    r"^(?:[Уу]\s+)?(?P<who>[А-ЯЁ][\w-]+(?:\s+[А-ЯЁ][\w-]+){0,2})\s+(?:тоже\s+)?(?:поменялась|сменилась|изменилась|другая|новая)"
    r"\s+фамилия\s*[,.:—–-]?\s+(?:и\s+)?(?:теперь|стала|сейчас)\s+(?:она\s+|он\s+)?(?P<new>[А-ЯЁ][\w-]+(?:\s+[А-ЯЁ]\w+){0,2})"
    r"[\s.!]*$"
)


def new_name_at_once(text: str) -> str:
    """«У Щукиной поменялась фамилия, теперь она Морозова»: whose, and which, in one clause."""
    said = _NEW_NAME.match(text.strip())
    return f"У {said['who']} новая фамилия {said['new']}" if said is not None else text


_COLUMNS = re.compile(r",?\s*(?:но\s+|и\s+)?(?P<words>без\s+(?:колон|столб|граф)\w+\s+[^,.;!?]+)", re.IGNORECASE)
_PAPER = re.compile(r"\b(?:отч[её]т|ведомост|таблиц|эксел|excel|xlsx?|свод)", re.IGNORECASE)


def without_columns(text: str) -> tuple[str, str]:
    """«Ведомость в эксель, ‹без колонки ЭЖД›»: the order, and what of it is no choice of people; empty where nothing
    is."""
    said = _COLUMNS.search(text) if _PAPER.search(text) is not None else None
    return (
        (f"{text[: said.start()]}{text[said.end() :]}".strip(), said["words"].strip())
        if said is not None
        else (text, "")
    )


def may_tell_classes(text: str) -> bool:
    return _CLASS_TEACHERS.search(text) is not None and any(one in _LACKS for one in text.lower().split())


def of_told_classes(sentence: Sentence) -> str:
    """The order with the classes of the clause before: «поторопи классных 9А и 9Б, у них нет чатов»; empty where the
    order names its own, or nothing is lacking."""
    tokens = sentence.tokens
    clauses = [*clauses_of(tokens)]
    if len(clauses) != 2:
        return ""
    told, ordered = clauses
    named = [place for place in told if tokens[place].entity == "class"]
    behind = [tokens[place] for place in ordered]
    is_order = any(map(_orders, behind))
    own = any(one.entity in ("class", "who") for one in behind) or any(at in sentence.figures.said for at in ordered)
    if not named or not is_order or own or any(_orders(tokens[at]) for at in told):
        return ""
    first, last = named[0], named[-1]
    head = [tokens[at].norm for at in told if at < first]
    rest = sentence.text[tokens[last].end : tokens[told[-1]].end].strip()
    order = sentence.text[tokens[ordered[0]].start : tokens[ordered[-1]].end].strip(" ,.—–-")
    if not set(head) <= _LEADS or not _LACKS & set(rest.lower().split()) or not _CLASS_TEACHERS.search(order):
        return ""
    classes = sentence.text[tokens[first].start : tokens[last].end]
    whom = _CLASS_TEACHERS.search(order)
    at = whom.end() if whom is not None else len(order)
    return f"{order[:at]} {classes}{order[at:]}, у них {rest}"


def _orders(token: Token) -> bool:
    return token.form == "imp" and bool(token.concepts) and not (token.denied or token.is_filler)
