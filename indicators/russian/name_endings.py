"""Whether a word is a part of somebody's name, in any case or misspelt."""

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
        ("а", "ы и е у ой ою ей ею ых"),
        ("я", "и е ю ей ею ой"),
        ("й", "я ю ем е и"),
        ("ь", "я ю ем е и ью"),
        ("", "а я у ю ом ем ым е и ы ых ым"),
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


def is_typo(nominative: str, word: str) -> bool:
    from rapidfuzz.distance import OSA

    if abs(len(nominative) - len(word)) > 3 or len(nominative) < TYPO_FROM:
        return False
    stem, others = _longest(nominative)
    most = 2 if len(nominative) >= _TWICE_FROM else 1
    forms = (nominative, *(stem + other for other in others))
    return any(OSA.distance(word, form, score_cutoff=most) <= most for form in forms)


@lru_cache(maxsize=4096)
def _stems(nominative: str) -> tuple[tuple[str, Collection[str]], ...]:
    """What a name is declined from, with the endings it takes."""
    stems = ((nominative.removesuffix(ending), others) for ending, others in _ENDINGS if nominative.endswith(ending))
    return tuple((stem, others) for stem, others in stems if len(stem) >= _SHORTEST_STEM)


def _longest(nominative: str) -> tuple[str, Collection[str]]:
    return next((nominative.removesuffix(ending), others) for ending, others in _ENDINGS if nominative.endswith(ending))
