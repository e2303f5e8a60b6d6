"""Groups of people that are named by what the program shows («у кого всё зелёное»), or that no list of the staff has.

Own patterns: that everything is done, in the clause that says to whom; a word that names people by what they do.
"""

import re

from handlers.understanding.particulars.narrowing import words_begin
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.tokens import Token

_WHOLE = r"(?:уже |сейчас |точно )*вс[её] (?:уже |показатели |пункты )*"
_DONE = r"(?:зел[её]н|сдела|выполн|закры|хорошо|в порядке|в норме|готов|успел|справил)\w*"
_ALL_DONE = re.compile(
    r"\b(?:тех|тем|всех|всем|те)\b,? (?:\w+,? )?(?:"
    rf"(?:у кого|у которых) (?:{_WHOLE}{_DONE}|(?:уже )?(?:нет|не осталось) (?:ни одного )?(?:долг|хвост)\w*)"
    rf"|(?:кто|которые) (?:{_WHOLE}{_DONE}|(?:уже )?(?:сделал|выполнил|закрыл)\w* вс[её]\b))",
    re.IGNORECASE,
)
# Orders that are the whole school's where nobody is named.
_OF_SCHOOL = frozenset({"set_hours", "set", "pause", "automatic_off", "remind", "preview"})
_TO_THEM = re.compile(r".{4,}(?:ам|ям)$")
_THEY = re.compile(r".{3,}(?:тели|ники|ницы|исты|логи|оры|[её]ры|енты|анты|щики|чики)$")
_LEADS = frozenset({"по", "к", "ко", "благодаря", "согласно", "вопреки", "подобно"})


def is_for_who_did_all(sentence: Sentence) -> bool:
    """«Похвали тех, у кого всё зелёное», «передай тем, кто всё сделал: …»; not what is told behind the colon."""
    ends = words_begin(sentence)
    before = sentence.text[: sentence.tokens[ends].start] if ends else sentence.text
    return _ALL_DONE.search(before) is not None


def unknown_group(sentence: Sentence, code: str) -> str:
    """«Воспитателям не писать до 14», «воспитатели работают ночью, не пиши им до 14»: they are some, not everybody."""
    if code not in _OF_SCHOOL:
        return ""
    tokens = sentence.tokens
    for place, one in enumerate(tokens):
        if not _is_nothing_known(one):
            continue
        is_told = _TO_THEM.match(one.norm) is not None and not (place and tokens[place - 1].norm in _LEADS)
        is_meant = _THEY.match(one.norm) is not None and any(after.norm in ("им", "их") for after in tokens[place:])
        if is_told or is_meant:
            return one.text.lower()
    return ""


def _is_nothing_known(token: Token) -> bool:
    """Of whom a role has the name («директорам», «руководителям»), nobody's list tells more."""
    return token.kind == "word" and not (token.concepts - {"role:manager"} or token.entity or token.is_filler)
