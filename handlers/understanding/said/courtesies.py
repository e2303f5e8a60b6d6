"""«Ок, спасибо, исключи Ершова», «сводку, пожалуйста, спасибо»: kind words around what is wished, and what is left
without them. They are no part of an order: not of its names, nor of its reason."""

import re
from typing import NamedTuple

_THANKS = (
    r"(?:(?:большое|огромное)\s+)?(?:спасиб\w*|благодарю|спс|пасиб\w*)(?:\s+(?:большое|огромное|тебе|вам|за\s+\w+))*"
)
_PRAISE = r"(?:супер|отлично|здорово|классно|прекрасно|замечательно|чудесно|молодец|умница|умничка|ура)"
_HEARD = r"(?:ок(?:ей)?|хорошо|ладно|понятно|пон[яе]л[аи]?|ясно|договорились|принято|ага|угу|так|ну)"
_GREETS = r"(?:здравствуй(?:те)?|привет|добр(?:ый|ое|ого)\s+(?:день|утро|вечер|дня|утра|вечера))"
_NAMED = r"(?:дежурный|бот|дорогой|дружок)"
_YES = r"(?:да|нет|верно|согласн[аы]?|согласен)"
_PLEASE = r"(?:пожалуйста|плиз|будь(?:те)?\s+добр[аы]?)"
_KIND = rf"(?:{_THANKS}|{_PRAISE}|{_HEARD}|{_GREETS}|{_NAMED}|{_PLEASE})"
_APART = r"(?:\s*[,.!;:)(—–\n-]+\s*|\s+)"
_LEADING = re.compile(
    rf"^\W*(?P<kind>(?:(?:{_KIND}|{_YES})\b{_APART})+(?P<but>(?:конечно\W+)?но\s+)?)(?=\w)", re.IGNORECASE
)
_TRAILING = re.compile(rf"(?:[\s,.!;)—–-]+(?:заранее\s+)?(?:{_THANKS}|{_PLEASE})(?:\s+заранее)?\b)+\W*$", re.IGNORECASE)
# «Кому ты сказал спасибо», «передай ему спасибо»
_OF_THANKS = re.compile(r"\b(?:кому|скажи|сказ\w+|говор\w+|переда\w+|напи[сш]\w+|слал\w*|получ\w+)\b", re.IGNORECASE)
_STOPS = re.compile(r"[,.!;:)(—–\n-]\s*$")
# What goes on with the kind word itself: «спасибо, что напомнил», «хорошо бы», «ладно хоть».
_GOES_ON = re.compile(r"(?:что|за|бы|хоть|как|всем|и\s+(?:вам|тебе)|не|если|когда)\b", re.IGNORECASE)
_AGREES = re.compile(
    r"^\W*(?:да|ага|угу|ок(?:ей)?|хорошо|давай(?:те)?|верно|согласен|согласна|конечно)\b", re.IGNORECASE
)
_BESIDES = re.compile(
    r"^(?:и\s+|а\s+)?(?:ещ[её]|также|тоже|потом|затем|заодно|теперь|сразу|плюс)\b[\s,]*", re.IGNORECASE
)


class Plain(NamedTuple):
    """What is left: without the words before it, and without those behind it as well; `surely`: a mark stands between,
    so that they are surely apart."""

    behind: str
    alone: str
    surely: bool


def without_courtesies(text: str) -> Plain | None:
    """None where there are none, or nothing else."""
    found = _LEADING.match(text)
    if found is not None and _GOES_ON.match(text[found.end() :]):
        found = None
    behind = text[found.end() :] if found is not None else text
    alone = behind if _OF_THANKS.search(behind) else _TRAILING.sub("", behind).strip()
    if not re.search(r"\w", alone) or alone == text.strip():
        return None
    return Plain(behind, alone, found is None or bool(found["but"]) or _STOPS.search(found["kind"]) is not None)


_ONLY_KIND = re.compile(rf"(?:{_THANKS}|{_PRAISE}|{_NAMED}|{_PLEASE})\b", re.IGNORECASE)


_PLUS = re.compile(r"\s*\++1?[\s.!]*")


def bare_answer(text: str) -> str:
    """«Да, спасибо», «спасибо, не надо»: the answer without the kind words; empty where there are none of them. «+» is
    a yes."""
    if _PLUS.fullmatch(text) is not None:
        return "да"
    bare = " ".join(re.findall(r"\w+", _ONLY_KIND.sub(" ", text)))
    return bare if bare and bare != " ".join(re.findall(r"\w+", text)) else ""


def agrees_and_more(text: str) -> str:
    """«Да, и ещё напомни Ершову»: what is wished besides; empty where nothing is."""
    agrees = _AGREES.match(text)
    rest = text[agrees.end() :].lstrip(" ,.!—–-") if agrees is not None else ""
    besides = _BESIDES.match(rest)
    return rest[besides.end() :] if besides is not None else ""


_ALL_HEARD = re.compile(
    r"\W*(?:(?:ну|а|всё|все|тогда|хорошо|ладно|ладненько|поня(?:л|ла|тно)|ясно|принято|договорились|учту|добро)\b\W*)+",
    re.IGNORECASE,
)
_HEARD_WORD = re.compile(r"хорошо|ладно|ладненько|поня|ясно|принято|договор|учту|добро", re.IGNORECASE)


def only_heard(text: str) -> bool:
    """«Ладно», «хорошо, поняла»: taken note of, and nothing is agreed to; not «да», «давай», «ага»."""
    return _ALL_HEARD.fullmatch(text) is not None and _HEARD_WORD.search(text) is not None
