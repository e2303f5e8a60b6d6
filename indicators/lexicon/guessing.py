"""Words that do not stand in the tables as written: cut short, run together, or with a slip of the pen."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final

from indicators.lexicon.latin import in_english, in_russian
from indicators.lexicon.lexicon import lexicon
from indicators.lexicon.lookup import of_word, plainly, stands_in_tables
from indicators.lexicon.spelling import Word
from indicators.russian.first_names import FIRST_NAMES
from indicators.russian.stems import stem
from indicators.russian.word_forms import is_adjective, is_participle

_COMPOUNDED: Final = frozenset({"chat", "call", "message", "journal"})
_LEAST_SLIP = 5
_LEAST_FORM = 6
_SHORTEST_SLIP = 4
_LONGEST_SHORT = 8
_KEYS: Final = frozenset({"chat", "call", "group", "message", "class", "school", "profile"})
_LETTERS: Final = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_FAR_SLIP = 9
_LEAST_PART = 4
# What a short word may be when a longer one is stuck to it: «idМАКС», «сЭЖ».
_SHORT_PARTS: Final = frozenset({"journal", "max", "platform", "my_school", "id", "preposition"})
# These only say how («видеозвонок»); as words of their own they would name another thing.
PREFIXES: Final = frozenset({"видео", "аудио", "онлайн", "электро", "авто"})
# (how a word ends in the tables, how its forms end)
_ENDINGS: Final = (
    (("нный",), ("н", "на", "но", "ны", "нного", "нных", "нные", "нная", "нное", "нным")),
    (("ок",), ("ка", "ку", "ком", "ке", "ки", "ков", "кам", "ками", "ках")),
    (("ка",), ("ки", "ке", "ку", "кой", "ок", "кам", "ками", "ках")),
    (("ие",), ("ия", "ию", "ием", "ии", "ий", "иям", "иями", "иях")),
    (
        ("ый", "ий", "ой"),
        ("ый", "ий", "ого", "его", "ому", "ым", "им", "ом", "ая", "ой", "ую", "ое", "ые", "ие", "ых", "их"),
    ),
    (("ть",), ("л", "ла", "ло", "ли", "н", "на", "но", "ны", "нный", "нных", "нные", "нная", "нное")),
    (("а", "я"), ("ы", "и", "у", "ю", "е", "ой", "ей", "", "ам", "ами", "ах")),
    (("ь",), ("я", "ю", "ем", "и", "ей", "ям", "ями", "ях", "е")),
)
_AFTER_CONSONANT: Final = ("а", "у", "ом", "е", "ы", "и", "ов", "ам", "ами", "ах", "о")
_LEAST_CONSONANTS = 3
_ALL_VOWELS: Final = "аеёиоуыэюяьъ"
_VOWELS: Final = "аеиоуыэюяь"


def mended(words: list[Word]) -> list[Word]:
    """The words, with those nobody knows parted where two run together, or put right where a letter is wrong."""
    return [better for word in words for better in _mended(word)]


def _mended(word: Word) -> Iterator[Word]:
    text = word.text
    if not text.isalpha() or text in FIRST_NAMES or stem(text) in lexicon().stems or stands_in_tables(text):
        yield word
    elif meant := in_russian(text) or in_english(text):
        yield replace(word, text=meant, stem=stem(meant))
    elif text not in _forms() and (parts := _parted(text, _LEAST_PART) or _run_together(text)):
        yield from _each(parts, word)
    elif of_word(text) or _is_shortened(word) or (word.cut and in_full(text)):
        yield word
    elif not compound(text) and (right := _corrected(text)):
        yield replace(word, text=right, stem=stem(right), slip=text not in _forms())
    else:
        yield from _each(_parted(text, 1) or (text,), word)


def _each(parts: tuple[str, ...], word: Word) -> Iterator[Word]:
    at = word.start
    for part in parts:
        one = replace(word, text=part, stem=stem(part), start=at, end=at + len(part))
        yield from _mended(one) if part != word.text else (word,)
        at += len(part)


def _is_shortened(word: Word) -> bool:
    return (word.cut or len(word.text) >= 4) and cut_short(word.text) is not None


@lru_cache(maxsize=4_000)
def _parted(text: str, least: int) -> tuple[str, ...]:
    """«сообщенийучеников», «сЭЖ»: two words or three, each of them known; long ones rather than short."""
    ways = [(text[:at], text[at:]) for at in range(least, len(text) - least + 1) if text[:at] not in PREFIXES]
    two = [way for way in ways if all(_may_stand(*pair) for pair in (way, way[::-1]))]
    if two:
        return max(two, key=lambda way: min(map(len, way)))
    for first, rest in ways if len(text) > 2 * _LEAST_PART else ():
        if _may_stand(first, rest) and len(more := _parted(rest, least)) == 2:
            return first, *more
    return ()


@lru_cache(maxsize=4_000)
def _run_together(text: str) -> tuple[str, ...]:
    """«Сообщенийзапрошлуюнеделю»: the fewest words, each of them known, with prepositions between them."""
    if len(text) < 2 * _LEAST_SLIP + 2:
        return ()
    best: list[tuple[str, ...] | None] = [(), *[None] * len(text)]
    for end in range(1, len(text) + 1):
        ways = [
            (*before, text[at:end])
            for at in range(end)
            if (before := best[at]) is not None and _is_part(text[at:end], is_last=end == len(text))
        ]
        best[end] = min(ways, key=len, default=None)
    found = best[-1] or ()
    return found if len(found) > 1 else ()


def _is_part(part: str, *, is_last: bool) -> bool:
    if len(part) >= _LEAST_PART:
        return stands_in_tables(part) or part in _forms()
    return not is_last and lexicon().exact.get(part) in ("preposition", "not")


def _may_stand(part: str, beside: str) -> bool:
    if len(part) >= _LEAST_PART:
        return stands_in_tables(part) or part in _forms()
    if len(part) == _LEAST_PART - 1 and len(beside) > _LEAST_PART and stands_in_tables(part):
        return True
    code, other = lexicon().exact.get(part), lexicon().exact.get(beside)
    if code == other == "preposition":
        return False  # «ск.» is cut short
    return code in _SHORT_PARTS and (len(beside) >= _LEAST_PART or other in _SHORT_PARTS)


def compound(text: str) -> str | None:
    """«педчат», «видеосозвон»: what a long word ends with."""
    for start in range(3, len(text) - 2):
        code = lexicon().phrases.get((stem(text[start:]),)) or lexicon().exact.get(text[start:])
        if code in _COMPOUNDED and len(stem(text[start:])) >= 3:
            return code
    return None


def cut_short(text: str) -> str | None:
    """The concept of all words that begin so, when it is one."""
    codes = {lexicon().surfaces[w] for w in lexicon().by_letters.get(text[:2], ()) if w.startswith(text)}
    return codes.pop() if len(codes) == 1 else None


def in_full(text: str) -> list[str]:
    """What a word may have been that was cut before a vowel, a word for each concept: «идент.», «ск.»."""
    ways = {
        lexicon().surfaces[word]: word
        for word in lexicon().by_letters.get(text[:2], ())
        if word.startswith(text) and word[len(text) : len(text) + 1] in tuple(_VOWELS) and not word.endswith("ть")
    }
    return sorted(ways.values())


@lru_cache(maxsize=4_000)
def without_vowels(text: str) -> str | None:
    """«сбщ», «звн»: the consonants of one of the words on which most headings rest."""
    if len(text) < _LEAST_CONSONANTS or set(text) & set(_ALL_VOWELS):
        return None
    codes = {_code_of(word) for form, word in _key_forms().items() if _consonants(form).startswith(text)}
    return codes.pop() if len(codes) == 1 else None


def _consonants(word: str) -> str:
    return "".join(letter for letter in word if letter not in _ALL_VOWELS)


@lru_cache(maxsize=4_000)
def contracted(first: str, rest: str) -> str | None:
    """«сообщ-й», «уч-ля»: how a word begins, and how a form of it ends."""
    least = len(first) + len(rest)
    both: dict[str, int] = {}
    for form, code in _forms_by_letter().get(first[0], ()):
        if len(form) > least and form.startswith(first) and form.endswith(rest):
            both[code] = min(both.get(code, len(form)), len(form))
    shortest = min(both.values(), default=0) + 1  # «уч-ль» leaves little out
    one = _the_one({code for code, length in both.items() if length <= shortest})
    return one or (cut_short(first) if len(first) > 1 else None)


def _the_one(codes: set[str]) -> str | None:
    """A teacher is a teacher, whichever form of the word was meant."""
    left = codes - {"person_word"} if "teacher" in codes else codes
    return next(iter(left)) if len(left) == 1 else None


@lru_cache(maxsize=1)
def _forms_by_letter() -> dict[str, list[tuple[str, str]]]:
    """Every form of every word that means something by itself, with its concept, by the first letter."""
    found: dict[str, list[tuple[str, str]]] = {}
    for word in sorted(lexicon().inflected | lexicon().words):
        if len(word) >= _LEAST_PART and (code := plainly(word)):
            for form in {word, *_inflected(word)}:
                found.setdefault(form[0], []).append((form, code))
    return found


@lru_cache(maxsize=4_000)
def _corrected(text: str) -> str | None:
    """The nearest form of a known word, else the word with the nearest stem: see `_nearest`."""
    if text not in _forms() and (short := _short_slip(text)):
        return short
    if len(text) < _LEAST_SLIP:
        return None
    most = 2 if len(text) >= _FAR_SLIP else 1
    own = stem(text)
    return _nearest(text, _forms(), most) or (
        _of_its_kind(_nearest(own, _stems(), most), text) if len(own) >= _LEAST_SLIP else None
    )


def _of_its_kind(found: str | None, text: str) -> str | None:
    """«Зимнюю», «былую» is no slip in a verb, whichever stem is near."""
    other = found and is_adjective(text) and not (is_adjective(found) or is_participle(found))
    return None if other else found


def _short_slip(text: str) -> str | None:
    """«Чтаов», «чаттов», «бесд»: the short words on which most headings rest, with a letter lost, doubled or swapped."""
    if not _SHORTEST_SLIP <= len(text) <= _LONGEST_SHORT:
        return None
    ways = {
        *(text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(len(text) - 1)),
        *(text[:at] + text[at + 1 :] for at in range(1, len(text)) if text[at] == text[at - 1]),
        *(text[:at] + letter + text[at:] for at in range(1, len(text) + 1) for letter in _LETTERS),
    }
    found = sorted({_key_forms()[way] for way in ways if way in _key_forms()})
    return found[0] if found and len({_code_of(word) for word in found}) == 1 else None


@lru_cache(maxsize=1)
def _key_forms() -> dict[str, str]:
    keys = sorted(word for word in lexicon().inflected if len(word) >= _LEAST_PART - 1 and plainly(word) in _KEYS)
    return {form: word for word in keys for form in (word, *_inflected(word)) if len(form) >= _LEAST_PART}


def _nearest(text: str, words: dict[str, str], most: int) -> str | None:
    """`words` by their forms. One slip, two in a long word; none where two concepts are as near."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(text, list(words), scorer=OSA.distance, score_cutoff=most, limit=12)
    near = [words[form] for form, distance, _ in found if distance == found[0][1] and _begin_alike(text, form)]
    return near[0] if near and len({_code_of(word) for word in near}) == 1 else None


def _begin_alike(text: str, form: str) -> bool:
    """Another prefix makes another word: «завершение» is no slip in «совершение», nor «записано» in «написано»."""
    return text[:1] == form[:1] or text[1:2] + text[:1] == form[:2]


def _code_of(form: str) -> str | None:
    return plainly(form) or stem(form)


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    """Every word of the tables that is long enough to be recognised with a slip, and its usual forms."""
    words = sorted(lexicon().words)
    forms = {
        form: word for word in sorted(lexicon().inflected) for form in _inflected(word) if len(form) >= _LEAST_FORM
    }
    return forms | {word: word for word in words if len(word) >= _LEAST_SLIP}


@lru_cache(maxsize=1)
def _stems() -> dict[str, str]:
    """Those of whole words: beside a mere beginning («подвяз~») too many others are as near («подвоз»)."""
    whole = sorted(lexicon().words - lexicon().beginnings.keys())
    return {stem(word): word for word in whole if len(stem(word)) >= _LEAST_SLIP}


def _inflected(word: str) -> Iterator[str]:
    for endings, forms in _ENDINGS:
        if word.endswith(endings):
            bare = word[: -len(next(one for one in endings if word.endswith(one)))]
            yield from (bare + form for form in forms)
            return
    if word[-1] not in _VOWELS:
        yield from (word + form for form in _AFTER_CONSONANT)
