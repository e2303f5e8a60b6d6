"""Where a clause begins that no comma sets off: «Исаев болеет Борисова в отпуске», «Исаева верни Борисову исключи»."""

from collections.abc import Sequence

from handlers.understanding.particulars.mentions import Mention, is_subject
from handlers.understanding.reading.found import REASONS, Sentence
from handlers.understanding.reading.tokens import Token


def clauses_begin(sentence: Sentence) -> list[int]:
    """The places of names that begin one: before each there is somebody with a verb, and another stands behind."""
    tokens, found = sentence.tokens, list[int]()
    named = sorted(sentence.persons, key=lambda one: one.places[0])
    starts = [one.places[0] for one in named]
    mentions = [Mention(one.places[0], one.places[-1], person=one) for one in named]
    subjects = {one.first for one in mentions if is_subject(tokens, one)}
    for one, other, ends in zip(named, named[1:], [*starts[2:], len(tokens)], strict=False):
        first, place = one.places[-1] + 1, other.places[0]
        between, behind = tokens[first:place], tokens[other.places[-1] + 1 : ends]
        if not between or not behind or any(each.kind == "mark" for each in between):
            continue
        behind = behind[: next((at for at, each in enumerate(behind) if each.kind == "mark"), len(behind))]
        told = {one.places[0], place} <= subjects and _tells(between) and _tells(behind) and not _leads(between[-1])
        if told or (_orders(between) and _orders(behind) and _ends_with_its_own(between)):
            found.append(place)
    return found


_JOINTS_TEXT = "и а но с со у от к ко за про о об для кроме без вместо что чтобы как не или"
_JOINTS = frozenset(_JOINTS_TEXT.split())


def _leads(token: Token) -> bool:
    """To a name, which then begins nothing."""
    return token.norm in _JOINTS or token.form in ("imp", "inf")


def _tells(words: Sequence[Token]) -> bool:
    return any(
        one.kind == "word" and not one.is_filler and (one.means(*REASONS) or one.form in ("past", "third"))
        for one in words
        if not one.entity
    )


def _orders(words: Sequence[Token]) -> bool:
    return any(one.form == "imp" and one.concepts and not (one.is_filler or one.entity) for one in words)


def _ends_with_its_own(words: Sequence[Token]) -> bool:
    """«Исаева не трогай до среды Борисову …»: the verb stands behind its name and needs no other one."""
    return words[-1].norm not in _JOINTS and not any(
        one.norm in _JOINTS for one in words if one.norm != "не" and one.norm not in ("с", "со", "от", "за")
    )
