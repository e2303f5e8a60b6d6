"""Whether a word is a part of somebody's name, in any case or misspelt."""

import re
from collections.abc import Collection
from functools import lru_cache

# Endings of the nominative and what they become in other cases and for several of one name.
_ENDINGS: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (nominative, frozenset(others.split()))
    for nominative, others in (
        ("ая", "ой ую ою ых ыми"),
        ("яя", "ей юю ею"),
        ("ия", "ии ию ией иею"),
        ("ий", "ого его ому ему им ым ом ем ия ию ие ии"),
        ("ый", "ого ому ым ом"),
        ("ой", "ого ому ым ом"),
        ("ел", "ла лу лом ле"),
        ("ова", "овой ову овых овым овыми"),
        ("а", "ы и е у ой ою ей ею ых ым ыми"),
        ("я", "и е ю ей ею ой"),
        ("й", "я ю ем е и"),
        ("ь", "я ю ем е и ью"),
        ("", "а я у ю ом ем ым е и ы ых ыми"),
    )
)
_SHORTEST_STEM = 2
TYPO_FROM = 5  # letters of a word whose spelling is forgiven
_TWICE_FROM = 9  # letters of a name in which two slips are


def fits(nominative: str, word: str) -> bool:
    """Whether the word is the name in some case, hyphenated ones part by part, by one part, or written as one."""
    if "-" in nominative:
        left, right = nominative.split("-"), word.split("-")
        if len(left) == len(right):
            return all(map(fits, left, right))
        return any(fits(one, word) for one in left) or fits("".join(left), word)
    return word == nominative or any(
        word.startswith(stem) and word[len(stem) :] in others for stem, others in _stems(nominative)
    )


SURNAME = re.compile(
    r".{2,}(?:ов|ев|ёв|ин|ын|ск|цк)(?:а|ой|у|ым|ая|ую|ого|ому|им|ий|е|ы)?$|.{2,}(?:енко|чук|дзе|швили|ян|янц)[а-я]?$"
)
"""What surnames look like, in any case."""
_VOWELS = frozenset("аеиоуыэюя")
_SOUND_TEXT = "бп вф гк дт жш зс шщ сц ао еэ ий ьъ"
_KEYS = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")


def is_typo(nominative: str, word: str) -> bool:
    """Whether the word is the name with a slip. What looks like a surname is one unless the slip is one of the hand or
    of the ear: «Алеева» is Алиева, «Ветров» is not Петров."""
    from rapidfuzz.distance import OSA

    if abs(len(nominative) - len(word)) > 3 or len(nominative) < TYPO_FROM:
        return False
    stem, others = _longest(nominative)
    most = 2 if len(nominative) >= _TWICE_FROM else 1
    near = [
        form
        for form in (nominative, *(stem + other for other in others))
        if OSA.distance(word, form, score_cutoff=most) <= most
    ]
    return bool(near) and (SURNAME.match(word) is None or any(_is_slip(form, word) for form in near))


def _is_slip(form: str, word: str) -> bool:
    from rapidfuzz.distance import OSA, Levenshtein

    if OSA.distance(form, word) < Levenshtein.distance(form, word):  # letters that changed places
        return form[0] == word[0]
    changes = [(one.tag, one.src_pos, one.dest_pos) for one in Levenshtein.editops(form, word)]
    heard = len(changes) == 1 or all(_heard(form, word, *one) for one in changes)  # «Суворова» is not Скворцова
    return heard and all(_slipped(form, word, *one) for one in changes)


def _heard(form: str, word: str, change: str, place: int, at: int) -> bool:
    """A slip of the ear: another vowel, a sound alike, a letter once or twice."""
    if change == "replace":
        return {form[place], word[at]} <= _VOWELS or _sound_alike(form[place], word[at])
    written, index = (form, place) if change == "delete" else (word, at)
    return (
        written[index] in "ьъ" or written[index] in written[max(index - 1, 0) : index] + written[index + 1 : index + 2]
    )


def _slipped(form: str, word: str, change: str, place: int, at: int) -> bool:
    if change == "delete":
        return place > 0
    if change == "insert":
        beside = {word[at - 1], *word[at + 1 : at + 2]} if at else set()
        return bool(at) and (word[at] in "ьъ" or any(word[at] == one or _near(word[at], one) for one in beside))
    one, other = form[place], word[at]
    if not place:
        return _sound_alike(one, other) and one in _VOWELS
    return {one, other} <= _VOWELS or _sound_alike(one, other) or _near(one, other)


def _sound_alike(one: str, other: str) -> bool:
    return one + other in _ALIKE


def _near(one: str, other: str) -> bool:
    """Whether the keys are neighbours."""
    places = [(row, keys.index(letter)) for letter in (one, other) for row, keys in enumerate(_KEYS) if letter in keys]
    return len(places) == 2 and all(abs(first - second) < 2 for first, second in zip(*places, strict=True))


_ALIKE = {pair for said in _SOUND_TEXT.split() for pair in (said, said[::-1])}


@lru_cache(maxsize=4096)
def _stems(nominative: str) -> tuple[tuple[str, Collection[str]], ...]:
    """What a name is declined from, with the endings it takes."""
    stems = ((nominative.removesuffix(ending), others) for ending, others in _ENDINGS if nominative.endswith(ending))
    return tuple((stem, others) for stem, others in stems if len(stem) >= _SHORTEST_STEM)


def _longest(nominative: str) -> tuple[str, Collection[str]]:
    return next((nominative.removesuffix(ending), others) for ending, others in _ENDINGS if nominative.endswith(ending))
