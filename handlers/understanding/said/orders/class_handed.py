"""A class that goes from one to another: who has which classes when the order is carried out.

Own patterns: what gives a class away, takes it, or makes two change places; read clause by clause, by who heads what.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from handlers.understanding.reading.people.by_name import Found, find_people, find_several
from handlers.understanding.reading.people.strangers import surnames
from handlers.understanding.reading.tokens import tokens_of
from indicators.classes import class_names
from indicators.russian.name_endings import fits
from indicators.russian.names import comparable
from storage.tables import Person

_WORD = re.compile(r"(?<![\w-])[^\W\d_]{3,}(?:-[^\W\d_]+)*")
_CLASS = re.compile(r"\b\d{1,2}\s?[-«\"]?\s?[а-яё]\b[»\"]?", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;.:\n]|(?<!\w)(?:а|и|но)(?!\w)", re.IGNORECASE)
_HANDS = re.compile(
    r"\b(?:(?:пере|от)(?:да(?!т)|дад)|забер|забра|переш[ёле]|перейд|перевед|взял|возьм|приня(?:л|ть)|прим(?:ет|и\b)"
    r"|доста(?:л|н)|вместо\b|поменя|обменя|отош|отойд|(?:теперь|уже)\s+у\b)",
    re.IGNORECASE,
)
_SWAP = re.compile(
    r"\b(?:поменя|обменя|меня(?:ют|й))\w*\b.*\b(?:класс|мест)|\b(?:класс|мест)\w*\s+(?:поменя|обменя)", re.I
)
_CHANGES_PLACES = re.compile(r"\b(?<!не )(?:поменя|обменя|меня(?:ют|й))\w*", re.I)
_OF_HEADS = re.compile(r"\b(?:руководител|классн(?!ы[йм]\b)|классрук|кл\.? ?рук)", re.I)
_SEVERAL_LEAD = re.compile(r"\b(?:вед(?:ут|ите)|вести|руковод(?:ят|ить)|классные(?:\s+руководители)?)\b", re.I)
_TAKEN = re.compile(
    r"\b(?:забер|забра|сня|сним|отобра|отбер|освобо|отказал|лиш)\w*|\b(?:больше|уже)\s+не\b|\bне\s+вед[её]т", re.I
)
_NOT_THIS = re.compile(r"\bне\s+(?:в\s+)?(?:класс\w*\s+)?$", re.IGNORECASE)
_JOINED = re.compile(r"\bи\s{1,3}$", re.IGNORECASE)
_FROM = frozenset({"от", "вместо"})
_NOW = re.compile(r"\b(?:теперь|сейчас|уже)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Mention:
    """Where somebody is named; of namesakes all."""

    at: int
    people: tuple[Person, ...]
    before: str


def classes_handed(people: Sequence[Person], heads: Mapping[int, Sequence[str]], text: str) -> dict[int, str]:
    """By person what their classes are from now on; whoever gives one away stands before whoever gets it. Nothing where
    it is no handing over, or not clear between whom.

    `heads`: who heads which classes now.
    """
    mentions = _mentions(people, text)
    if not mentions:
        return _heads_swapped(people, heads, text)
    after = {one.id: list(class_names(one.classes)) for mention in mentions for one in mention.people}
    after |= {number: list(class_names(one.classes)) for one in people if (number := one.id) in heads}
    before = {number: list(classes) for number, classes in after.items()}
    if _SWAP.search(text) and not _CLASS.search(text):
        _swap(after, heads, mentions)
    elif named := _led_by_several(after, heads, mentions, text):
        return {number: ", ".join(after[number]) for number in named}
    elif not _hand_over(after, heads, mentions, text):
        return {}
    changed = [number for number in after if after[number] != before[number]]
    lost = [number for number in changed if not set(before[number]) <= set(after[number])]
    return {number: ", ".join(after[number]) for number in (*lost, *(one for one in changed if one not in lost))}


def stranger_beside(people: Sequence[Person], text: str) -> Found | None:
    """«9А теперь ведут Носова ‹и Кузнецова›»: who is named beside somebody of the list and is not in it,
    or may be either of two."""
    if not _CLASS.search(text):
        return None
    mentions = _mentions(people, text)
    of_several = len(mentions) > 1 and _SEVERAL_LEAD.search(text) is not None
    for mention in mentions:
        if of_several and len(mention.people) > 1:  # «2Б теперь ведут ‹Белкина› и Титова», of two of that name
            return find_people(people, text[mention.at :])
        doubt = find_several(people, text[mention.at :]).doubt
        if doubt is None or doubt.people or _JOINED.search(text.removesuffix(doubt.rest)) is None:
            continue
        word = doubt.rest.partition(" ")[0]
        if not _CLASS.match(word) and (word[:1].isupper() or surnames(tokens_of(word))):
            return doubt
    return None


def _mentions(people: Sequence[Person], text: str) -> list[_Mention]:
    found, end = [], 0
    for word in _WORD.finditer(text):
        if word.start() < end:
            continue
        named = find_people(people, text[word.start() :])
        if not named.people or named.guessed:
            continue
        end = len(text) - len(named.tail)
        said = [comparable(one[0]) for one in _WORD.finditer(text[word.start() : end])]
        if any(fits(one.name_key.split()[0], name) for one in named.people for name in said):
            lead = re.search(r"(\w+)\W*$", text[: word.start()])
            found.append(_Mention(word.start(), named.people, lead[1].lower() if lead is not None else ""))
    return found


def _heads_swapped(people: Sequence[Person], heads: Mapping[int, Sequence[str]], text: str) -> dict[int, str]:
    """«3А и 3Б поменялись руководителями», where each has one."""
    named = list(dict.fromkeys(name for match in _CLASS.finditer(text) for name in class_names(match[0])))
    if len(named) != 2 or not (_OF_HEADS.search(text) and _CHANGES_PLACES.search(text)):
        return {}
    of_each = [[number for number, theirs in heads.items() if name in theirs] for name in named]
    if any(len(one) != 1 for one in of_each) or of_each[0] == of_each[1]:
        return {}
    other = dict(zip(named, reversed(named), strict=True))
    ids = {number for one in of_each for number in one}
    return {
        one.id: ", ".join(other.get(name, name) for name in class_names(one.classes)) for one in people if one.id in ids
    }


def _led_by_several(
    after: dict[int, list[str]], heads: Mapping[int, Sequence[str]], mentions: Sequence[_Mention], text: str
) -> list[int]:
    """«2Б теперь ведут Титова и Уткина вместо Зозули»: who has it from now on, and from whom it goes; nobody where it
    is not said so of one class."""
    named = {name for match in _CLASS.finditer(text) for name in class_names(match[0])}
    takers = [one for one in mentions if one.before not in _FROM]
    givers = [one for one in mentions if one.before in _FROM]
    is_clear = len(named) == 1 and len(takers) > 1 and all(len(one.people) == 1 for one in takers)
    if (
        not is_clear
        or _SEVERAL_LEAD.search(text) is None
        or _TAKEN.search(text)
        or any(one.before == "не" for one in takers)
    ):
        return []
    [name] = named
    if givers and not _take(after, heads, name, givers):
        return []
    for one in takers:
        theirs = after[one.people[0].id]
        theirs += [] if name in theirs else [name]
    left = [one.id for each in givers for one in each.people if name in heads.get(one.id, ())]
    return list(dict.fromkeys([*left, *(one.people[0].id for one in takers)]))


def _swap(after: dict[int, list[str]], heads: Mapping[int, Sequence[str]], mentions: Sequence[_Mention]) -> None:
    """«Вороная и Ершова поменялись классами»."""
    if len(mentions) != 2:
        return
    one, two = (_only(mention, heads) for mention in mentions)
    if one is None or two is None or one == two:
        return
    after[one], after[two] = (
        [*(name for name in after[mine] if name not in heads[mine]), *heads[theirs]]
        for mine, theirs in ((one, two), (two, one))
    )


def _only(mention: _Mention, heads: Iterable[int]) -> int | None:
    """Who is meant where a head of a class must be."""
    known = [one.id for one in mention.people if one.id in heads]
    return known[0] if len(known) == 1 else None


def _hand_over(
    after: dict[int, list[str]], heads: Mapping[int, Sequence[str]], mentions: Sequence[_Mention], text: str
) -> bool:
    """Whether the words hand a class over, and it is clear between whom."""
    is_handing, said, spoken_of = False, _class_of_giver(heads, mentions, text), None
    waiting: list[str] = []  # «отдай 5б и 6а Гриб»: who gets it is said later
    for first, last in _clauses(text):
        clause = text[first:last]
        here = [one for one in mentions if first <= one.at < last]
        names = [match for match in _CLASS.finditer(clause) if class_names(match[0])]
        denied = {class_names(one[0])[0] for one in names if _NOT_THIS.search(clause[: one.start()])}
        named = list(dict.fromkeys(class_names(one[0])[0] for one in names))
        hands, takes = bool(_HANDS.search(clause)), bool(_TAKEN.search(clause))
        is_handing |= hands or takes or bool(denied)
        if not named and here and said and (hands or takes or _NOW.search(clause)):
            named = [said]
        if not named and here and said and all(one.before == "не" for one in here):  # «…, а не Зозуля»
            is_handing |= _take(after, heads, said, here)
        for name in named:
            said = name
            givers = [one for one in here if one.before in _FROM or _holds(one, name, heads)]
            takers = [one for one in here if one not in givers]
            if givers and not takers and name not in denied and _NOW.search(clause) and not takes:
                takers = [one for one in givers if one.before not in _FROM]  # «теперь только у неё», where two have it
                givers = [one for one in givers if one not in takers]
            if not here and spoken_of is not None:
                givers, takers = ([spoken_of], []) if name in denied else ([], [spoken_of])
            gone = name in denied or (takes and not takers)
            if gone and not _take(after, heads, name, [*givers, *takers]):
                return False
            if not (gone or takers):
                waiting.append(name)
            for each in () if gone or not takers else (*waiting, name):
                if not _give(after, heads, each, givers, takers, is_handing=hands or bool(givers or waiting)):
                    return False
            waiting = [] if takers and not gone else waiting
        spoken_of = here[-1] if here else spoken_of
    return is_handing and not waiting


def _class_of_giver(heads: Mapping[int, Sequence[str]], mentions: Sequence[_Mention], text: str) -> str:
    """«Класс Ершовой передай Цыганок», «Ершова отдала свой класс Цыганок»: which, where none is named."""
    if _CLASS.search(text) or "класс" not in text.lower():
        return ""
    givers = {
        one.id for mention in mentions if mention.before in _FROM for one in mention.people if one.id in heads
    } or {one.id for mention in mentions for one in mention.people if one.id in heads}
    classes = {name for one in givers for name in heads[one]}
    return classes.pop() if len(givers) == 1 and len(classes) == 1 else ""


def _clauses(text: str) -> list[tuple[int, int]]:
    ends = [match.start() for match in _CLAUSE.finditer(text)]
    return list(zip([0, *ends], [*ends, len(text)], strict=True))


def _holds(mention: _Mention, name: str, heads: Mapping[int, Sequence[str]]) -> bool:
    return any(name in heads.get(one.id, ()) for one in mention.people)


def _take(after: dict[int, list[str]], heads: Mapping[int, Sequence[str]], name: str, of: Sequence[_Mention]) -> bool:
    had = [one.id for mention in of for one in mention.people if name in after[one.id]]
    had = [one for one in had if name in heads.get(one, ())] or had
    if len(had) == 1:
        after[had[0]].remove(name)
    return len(had) == 1


def _give(
    after: dict[int, list[str]],
    heads: Mapping[int, Sequence[str]],
    name: str,
    givers: Sequence[_Mention],
    takers: Sequence[_Mention],
    *,
    is_handing: bool,
) -> bool:
    """To the one that is named; away from whoever is said to have it, else from all who head it."""
    if len(takers) != 1 or len(takers[0].people) != 1:
        return False
    [taker] = takers[0].people
    named = {one.id for mention in givers for one in mention.people}
    had = [one for one in after if name in heads.get(one, ()) and one != taker.id and (not named or one in named)]
    if is_handing:
        for one in [one for one in had if name in after[one]]:
            after[one].remove(name)
    if name not in after[taker.id]:
        after[taker.id].append(name)
    return True
