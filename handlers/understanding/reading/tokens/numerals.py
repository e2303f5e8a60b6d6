"""Numbers in words: «двадцать пятому», «первая», «сто»."""

import re

from handlers.understanding.reading.tokens.token import Token

_UNITS = (
    "ноль нол|один одна одну одного одной перв|два две двух двум втор|три трех трем трет|четыре четырех четверт|"
    "пять пяти пят|шесть шести шест|семь семи седьм|восемь восьми восьм|девять девяти девят|десять десяти десят|"
    "одиннадцать одиннадцати одиннадцат|двенадцать двенадцати двенадцат|тринадцать тринадцати тринадцат|"
    "четырнадцать четырнадцати четырнадцат|пятнадцать пятнадцати пятнадцат|шестнадцать шестнадцати шестнадцат|"
    "семнадцать семнадцати семнадцат|восемнадцать восемнадцати восемнадцат|девятнадцать девятнадцати девятнадцат"
)
_TENS = {
    "двадцать": 20, "двадцати": 20, "тридцать": 30, "тридцати": 30, "сорок": 40, "сорока": 40, "пятьдесят": 50,
    "пятидесяти": 50, "шестьдесят": 60, "шестидесяти": 60, "семьдесят": 70, "семидесяти": 70, "восемьдесят": 80,
    "восьмидесяти": 80, "девяносто": 90, "девяноста": 90, "сто": 100, "ста": 100,
}  # fmt: skip
_ORDINAL_ENDING = r"(?:ый|ой|ий|ая|ья|ое|ье|ого|ьего|его|ому|ьему|ему|ым|ьим|ом|ьем|ую|ью|ых|ьих|ыми|ые|ьи|ей|ьей)"
_ORDINAL_TENS = {"двадцат": 20, "тридцат": 30, "сороков": 40}
NUMBERS: dict[str, int] = dict(_TENS)
_ORDINALS: dict[str, int] = dict(_ORDINAL_TENS)
for _value, _words in enumerate(_UNITS.split("|")):
    *_whole, _stem = _words.split()
    NUMBERS.update(dict.fromkeys(_whole, _value))
    _ORDINALS[_stem] = _value
_ORDINAL = re.compile(rf"({'|'.join(sorted(_ORDINALS, key=len, reverse=True))}){_ORDINAL_ENDING}")


def ordinal_of(word: str) -> int | None:
    """«Пятому» is 5."""
    found = _ORDINAL.fullmatch(word)
    return None if found is None else _ORDINALS[found[1]]


def count(found: list[Token]) -> None:
    """Numbers in words: «двадцать пятому» is one, at its last word."""
    for place, token in enumerate(found):
        if token.kind != "word":
            continue
        ordinal = ordinal_of(token.norm)
        value = NUMBERS.get(token.norm) if ordinal is None else ordinal
        if value is None:
            continue
        token.value, token.ordinal, token.guessed = value, ordinal is not None, False
        before = found[place - 1] if place else None
        if before is not None and before.norm in _TENS and before.end < token.start and 0 < value < 10:
            token.value += _TENS[before.norm]
            token.start, token.text = before.start, f"{before.text} {token.text}"
            before.value, before.entity = None, "part"
            before.concepts = {"filler"}
        token.kind = "number"
