"""Marks as they are dictated, and the full stops of initials and shortened words, which end no sentence."""

from collections.abc import Callable

from handlers.understanding.lexicon.words import meanings
from handlers.understanding.reading.forms import form
from handlers.understanding.reading.spelling import in_full
from handlers.understanding.reading.tokens.numerals import ordinal_of
from handlers.understanding.reading.tokens.token import Token
from indicators.russian.first_names import FIRST_NAMES


def with_initials(found: list[Token], is_name: Callable[[str], bool]) -> list[Token]:
    """«Мелковой Н.Ю., Образцовой», «Г. П. Кузнецова»: the full stops beside a surname end no sentence."""
    letters = {place for place, one in enumerate(found) if one.kind == "word" and len(one.norm) == 1}
    stops = {at + 1 for at in letters if at + 1 < len(found) and _is_stop_of(found[at], found[at + 1])}
    initials: set[int] = set()
    for place in sorted(stops):
        behind_name = place > 1 and (place - 2 in initials or is_name(found[place - 2].norm))
        last = next((at for at in range(place, len(found), 2) if at + 2 not in stops), place)
        before_name = last + 1 < len(found) and found[last + 1].text[0].isupper() and is_name(found[last + 1].norm)
        if behind_name or before_name:
            initials.add(place)
    for place in initials:
        _take_stop(found[place - 1], found[place])
    return [one for place, one in enumerate(found) if place not in initials]


def _is_stop_of(word: Token, mark: Token) -> bool:
    return mark.norm == "." and mark.start == word.end


def _take_stop(word: Token, mark: Token) -> None:
    word.text, word.end = f"{word.text}.", mark.end


_SPOKEN = {"запятая": ",", "точка": ".", "двоеточие": ":"}


def hear_marks(found: list[Token]) -> None:
    """«… запятая только не сегодня точка»: marks as a voice dictates them; «точка» is one at the end or among such."""
    dictates = any(one.norm in ("запятая", "двоеточие") for one in found)
    for place, token in enumerate(found):
        if token.norm in _SPOKEN and (token.norm != "точка" or dictates or (place and place + 1 == len(found))):
            token.norm, token.kind, token.form, token.concepts = _SPOKEN[token.norm], "mark", "", set()


_TIMES = ("weekday", "week", "month", "month_name", "day_unit", "quarter")


def write_in_full(found: list[Token]) -> None:
    for place in reversed(range(len(found))):
        token = found[place]
        stops = place + 1 < len(found) and _is_stop_of(token, found[place + 1])
        behind = found[place + 1 + stops : place + 2 + stops]
        of_quarter = place > 0 and _numbers_quarter(found[place - 1])
        said = in_full(token.norm, before_time=any(one.means(*_TIMES) for one in behind), behind_number=of_quarter)
        if said == token.norm:
            continue
        token.norm, token.form = said, form(said)
        token.concepts, token.guessed = set(meanings(said)[0]), False
        if stops and behind and not behind[0].text[0].isupper():  # «до след. среды», «11 чел. болеет»
            _take_stop(token, found[place + 1])
            del found[place + 1]


def _numbers_quarter(token: Token) -> bool:
    """«За 2 четв», «за первую четв.»."""
    ordinal = ordinal_of(token.norm)
    return (token.value if ordinal is None else ordinal) in range(1, 5)


_SHORTENED_TEXT = """
    мат матем физ хим био биол геогр инф информ муз лит литер рус ист общ обществ англ нем тат род яз ин техн нач кл рук
    зам соц учит преп пед
"""
_SHORTENED = frozenset(_SHORTENED_TEXT.split())


def _is_cut_patronymic(found: list[Token], place: int) -> bool:
    """«Валентина Григ. просит», «Вере Анат.»: behind a first name, and no word of its own."""
    word, name = found[place], found[place - 1].norm if place else ""
    is_first = any(one in FIRST_NAMES for one in (name, *(name[:-1] + ending for ending in ("а", "я", "", "й", "ь"))))
    is_cut = (
        word.kind == "word" and 3 <= len(word.norm) <= 7 and word.norm[-1] not in "аеиоуыэюяьй" and not word.concepts
    )
    return is_first and len(name) > 2 and is_cut


def without_full_stops(found: list[Token]) -> list[Token]:
    """«Мат. и физ.», «кл. рук.»: the full stop of a shortened word ends no sentence, unless a capital follows it."""
    kept: list[Token] = []
    for place, token in enumerate(found):
        before, following = found[place - 1] if place else None, found[place + 1] if place + 1 < len(found) else None
        shortens = (
            before is not None
            and _is_stop_of(before, token)
            and (before.norm in _SHORTENED or _is_cut_patronymic(found, place - 1))
        )
        if shortens and before is not None and following is not None and not following.text[0].isupper():
            _take_stop(before, token)
        else:
            kept.append(token)
    return kept
