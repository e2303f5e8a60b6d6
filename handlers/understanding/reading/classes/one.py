"""One class or year: «5 б», «пятый б», «у девятых»; no day, and no count of something else."""

from collections.abc import Sequence

from handlers.understanding.reading.classes.words import (
    AMONG,
    ENDING,
    IN,
    MOST,
    OF_ONE_CLASS,
    OF_SOME,
    class_word,
    counts_other,
    is_day,
    take,
)
from handlers.understanding.reading.clauses import WITH
from handlers.understanding.reading.tokens import Token

_LETTERS = frozenset("абвгдежзик")
_LEADS_TO_DAY = frozenset({"до", "с", "со", "от", "по", "к"})  # «до пятого, а потом …»
_GOES_ON_WITH = frozenset({"про", "насчет", "о", "об", "что", "чтобы", "кто", "у", "без", "по", "до", "с", "на", ":"})
_IN_ORDER = 3  # «в третьих» goes on with a row, «в шестых» are classes


def of_one(tokens: Sequence[Token], place: int, following: list[Token]) -> list[str]:
    token = tokens[place]
    marks = [one for one in following[:1] if one.norm in "-–"]
    rest = following[len(marks) :]
    ending = rest[0].norm if rest else ""
    joined = bool(rest) and rest[0].start - token.end <= (1 if marks else 0)
    if marks and ending in ENDING and joined and (word := class_word(rest[1:2])) is not None:
        take(token, *marks, rest[0], word)
        return [f"parallel:{token.value}"]
    if rest and joined and ending in ENDING and (word := class_word(rest[1:2])) is not None:
        take(token, rest[0], word)
        return [f"parallel:{token.value}"]
    before = tokens[place - 1].norm if place else ""
    if marks and ending == "е" and is_day(before, rest[1:2]):
        return []
    goes_on = ending in ENDING and goes_with_classes(tokens, place)  # «по 7-м классам и по 8-м»
    are_many = ending == "х" and not marks and (token.value or 0) >= _NO_COUNT  # «в 7х»
    if joined and (goes_on or (are_many and not counts_other(tokens, place + 1))):
        take(token, *marks, rest[0])
        return [f"parallel:{token.value}"]
    if marks and ending in ("х", "е") and joined:
        take(token, *marks, rest[0])
        if before.startswith(("паралл", "класс")):
            take(tokens[place - 1])
        return [f"parallel:{token.value}"]
    if ending in _LETTERS and _looks_like_class(token, rest, joined, before):
        take(token, *marks, rest[0], *([word] if (word := class_word(rest[1:2])) else []))
        return [f"class:{token.value}{ending.upper()}"]
    if rest and rest[0].norm.startswith("классник") and joined:  # «11-классников»
        take(token, *marks, rest[0])
        return [f"parallel:{token.value}"]
    if (word := class_word(rest[:1])) is not None and not _counts_classes(token, word):
        take(token, *marks, word)
        return [f"parallel:{token.value}"]
    in_order = place and tokens[place - 1].norm in ("во", "в") and (token.value or MOST) <= _IN_ORDER
    if in_order and token.norm.endswith(("ых", "ьих")):  # «во первых»
        return []
    if rest and (rest[0].kind == "number" or counts_other(tokens, place) or _goes_with(token, rest[0])):
        return []
    if token.norm in _AT_FIRST and before not in WITH:  # «первыми пенсионеры»
        return []
    if token.ordinal and token.norm.endswith(("ые", "ых", "ым", "ьи", "ьих", "ьим", "ыми")):
        take(token)
        return [f"parallel:{token.value}"]
    return []


_AT_FIRST = frozenset({"первыми", "вторыми"})


def _counts_classes(token: Token, word: Token) -> bool:
    """«На двух классах», «три класса»: how many, said in words."""
    return token.kind == "number" and not token.norm[0].isdigit() and not token.ordinal and word.norm != "класс"


_NO_COUNT = 5  # «у 3х» are three people, «в 7х» are classes


def goes_with_classes(tokens: Sequence[Token], place: int) -> bool:
    """Behind «и по», «и в», where classes were named before."""
    return place > 2 and (
        tokens[place - 1].norm in (*AMONG, *OF_SOME, *IN)
        and tokens[place - 2].norm in ("и", ",")
        and tokens[place - 3].entity == "class"
    )


# Of an ordinal for several, or in the instrumental, with those of a noun that goes with it.
_AGREE = {
    "ым": ("ом", "ем", "ам", "ям"),
    "ьим": ("ом", "ем", "ам", "ям"),
    "ые": ("ы", "и", "а", "я"),
    "ьи": ("ы", "и", "а", "я"),
    "ых": ("ов", "ев", "ей", "ах", "ях", "к"),
    "ьих": ("ов", "ев", "ей", "ах", "ях", "к"),
}


def _goes_with(token: Token, following: Token) -> bool:
    """«Первые две недели», «первым делом», «из первых рук», «первые лица»: it orders something, and no class."""
    is_thing = following.kind == "word" and following.form == "noun" and not (following.concepts or following.entity)
    ending = next((one for one in sorted(_AGREE, key=len, reverse=True) if token.norm.endswith(one)), "")
    return is_thing and bool(ending) and following.norm.endswith(_AGREE[ending])


def _looks_like_class(token: Token, rest: Sequence[Token], joined: bool, lead: str) -> bool:
    if joined or rest[0].quoted:  # «7 «а»»
        return True
    letter = rest[0].norm
    if token.ordinal and letter in ("а", "в") and lead not in _LEADS_TO_DAY and _is_of_one_class(token, rest[1:2]):
        return True
    if letter in ("а", "и", "к") and not (token.ordinal and letter == "а" and len(rest) == 1):
        return (len(rest) > 1 and class_word(rest[1:2]) is not None) or rest[0].text.isupper()
    if letter == "в":
        return (len(rest) == 1 and not token.ordinal) or class_word(rest[1:2]) is not None
    return letter in ("б", "г", "д", "е", "ж", "з")


def _is_of_one_class(token: Token, following: Sequence[Token]) -> bool:
    """«Напомни седьмому а про звонок», «листовки для десятого а»: behind it there is nothing that «а» could join."""
    ends = not following or following[0].kind in ("mark", "number") or following[0].norm in _GOES_ON_WITH
    ordered = any(one.form == "imp" and not one.is_filler for one in following)
    return token.norm.endswith(OF_ONE_CLASS) and (ends or ordered)
