"""Words that are written as one: «ктонезвонил», «среда-пятница», «Юлечку-логопеда»."""

from collections.abc import Callable

from handlers.understanding.lexicon.words import lexicon, meanings
from handlers.understanding.reading.forms import form
from handlers.understanding.reading.tokens.numerals import ordinal_of
from handlers.understanding.reading.tokens.token import Token
from indicators.russian.name_endings import SURNAME

_RUN_TOGETHER = (
    "кто",
    "не",
    "без",
    "кому",
    "всем",
    "нет",
    "у",
    "как",
    "напомни",
    "покажи",
    "сколько",
    "про",
    "всех",
    "за",
)
_TOLD = ("post:", "subject:")  # «Юлечку-логопеда»


def apart(found: list[Token], is_name: Callable[[str], bool]) -> list[Token]:
    """«ктонезвонил» is three words, when all of them are known."""
    result: list[Token] = []
    for token in found:
        if token.kind == "word" and "-" in token.norm and (span := _span_of(token)):
            result += span
            continue
        is_unknown = token.kind == "word" and not token.concepts and not is_name(token.norm)
        joined = token.norm.split("-") if is_unknown else []
        is_told = len(joined) == 2 and any(one.startswith(_TOLD) for one in lexicon().concepts(joined[1]))
        if is_told or (len(joined) == 2 and all(len(one) > 3 and lexicon().concepts(one) for one in joined)):
            second = token.start + len(joined[0]) + 1
            for start, one in ((token.start, joined[0]), (second, joined[1])):
                text = token.text[start - token.start : start - token.start + len(one)]
                result.append(_word(text, one, start))
            continue
        parts = _split(token.norm) if is_unknown and len(token.norm) > 5 else []
        if len(parts) < 2:
            result.append(token)
            continue
        place = token.start
        for part in parts:
            result.append(_word(part, part, place))
            place += len(part)
    return result


def _span_of(token: Token) -> list[Token]:
    """«среда-пятница», «пн-ср», «девятых-одиннадцатых»: two days or years with a dash between."""
    first, _, second = token.norm.partition("-")
    are_days = all("weekday" in lexicon().concepts(one) for one in (first, second))
    if not are_days and any(ordinal_of(one) is None for one in (first, second)):
        return []
    dash = token.start + len(first)
    return [
        _word(token.text[: len(first)], first, token.start),
        Token("-", "-", dash, dash + 1, kind="mark"),
        _word(token.text[-len(second) :], second, dash + 1),
    ]


def _word(text: str, norm: str, start: int) -> Token:
    return Token(text, norm, start, start + len(norm), form=form(norm), concepts=set(meanings(norm)[0]))


_PREFIXES = frozenset({"за", "у", "про"})  # «записали» is one verb
_NO_SURNAMES = ("негот", "нездор")


def _split(word: str) -> list[str]:
    if word.startswith("не") and not word.startswith(_NO_SURNAMES) and SURNAME.match(word) is not None:
        return []  # «Нестерова» is somebody, on the list or not
    for first in _RUN_TOGETHER:
        rest = word.removeprefix(first)
        if rest == word or len(rest) < 3 or (first in _PREFIXES and form(rest) != "noun"):
            continue
        if lexicon().concepts(rest):
            return [first, rest]
        if more := _split(rest):
            return [first, *more]
    return []
