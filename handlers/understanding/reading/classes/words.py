"""What a number of a class is told by, wherever it stands."""

import re
from collections.abc import Sequence

from handlers.understanding.reading.tokens import Token

_CLASS_WORD = re.compile(r"класс(?!н|и|руч|рук)\w*|кл|параллел\w*|клас\w?")
SPAN = re.compile(r"(\d{1,2})[-–](\d{1,2})")
ENDING = frozenset({"х", "е", "ые", "ых", "ым", "м", "й", "го", "ми", "я", "ом", "му", "ый"})
MOST = 11
SEVERAL = ("ые", "ых", "ым", "ыми", "ьи", "ьих", "ьим", "ьими")


def are_class_leads(tokens: Sequence[Token], place: int) -> bool:
    """«Из классных с 5 по 9»."""
    return (
        place >= 0 and tokens[place].norm.startswith(LEADS) and tokens[place].norm.endswith(("ых", "ым", "ые", "рук"))
    )


def ending_at(tokens: Sequence[Token], place: int) -> tuple[int, bool]:
    """The last place of a number with its ending: «7-х»; and whether it is said of several."""
    token = tokens[place]
    if [one.norm for one in tokens[place + 1 : place + 2]] == ["-"] and place + 2 < len(tokens):
        ending = tokens[place + 2]
        if ending.norm in ENDING and ending.start == tokens[place + 1].end:
            return place + 2, ending.norm == "х" or (ending.norm == "е" and SPAN.fullmatch(token.norm) is not None)
    return place, token.ordinal and token.norm.endswith(SEVERAL)


OF_SOME, AMONG, IN = frozenset({"у", "среди", "из"}), frozenset({"по", "для"}), frozenset({"в", "во"})


def is_day(lead: str, following: Sequence[Token]) -> bool:
    """«С 5-го по 9-е», «9-е декабря»."""
    return lead == "по" or any(one.means("month_name") or one.norm.startswith("числ") for one in following)


OF_ONE_CLASS = ("ый", "ой", "ий", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем")


def class_word(tokens: Sequence[Token]) -> Token | None:
    return tokens[0] if tokens and tokens[0].kind == "word" and _CLASS_WORD.fullmatch(tokens[0].norm) else None


def take(*tokens: Token) -> None:
    for token in tokens:
        token.entity = "class"


PARTS = ("старш", "средн", "начальн", "младш")
LEADS = ("классн", "класны", "классрук", "параллел", "класс")


def is_year(token: Token) -> bool:
    return token.kind == "number" and token.value is not None and 1 <= token.value <= MOST


def counts_other(tokens: Sequence[Token], place: int) -> bool:
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    return following is not None and (
        following.means("message", "share", "day_unit", "month_name", "call", "hour", "pupil", "staff", "week")
        or following.norm.startswith("числ")
    )
