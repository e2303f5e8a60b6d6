"""Taking whoever is named in a place out of those that the message is about."""

from collections.abc import Collection, Iterable, Sequence

from handlers.understanding.reading.exceptions.naming import named_in
from handlers.understanding.reading.found import Sentence

_TELLING_WHAT = frozenset({"он", "она", "они"})


def leave_out_strangers(sentence: Sentence, names: Sequence[tuple[int, ...]]) -> bool:
    """«Всех кроме Лаптевой», and there is none: the exception is kept, so that it can be asked about."""
    for places in names:
        sentence.unknown = [one for one in sentence.unknown if one.places != places]
        sentence.strange[places[0]] = " ".join(sentence.tokens[at].text for at in places)
        for at in places:
            sentence.tokens[at].entity = "stranger"
    return bool(names)


def mean_others(sentence: Sentence, places: Collection[int]) -> None:
    sentence.persons = [one for one in sentence.persons if one.places[0] not in places]
    elsewhere = {said for at, one in enumerate(sentence.tokens) if at not in places for said in one.about}
    gone = {said for at in places for said in sentence.tokens[at].about} - elsewhere
    sentence.groups = [one for one in sentence.groups if one not in gone]
    sentence.classes = [one for one in sentence.classes if one not in gone]


def leave_out_all(sentence: Sentence, places: Sequence[int], strange: Sequence[tuple[int, ...]]) -> bool:
    known = leave_out(sentence, places)
    return leave_out_strangers(sentence, strange) or known


def leave_out(sentence: Sentence, places: Iterable[int]) -> bool:
    inside = set(places)
    people = named_in(sentence, inside)
    sentence.persons = [one for one in sentence.persons if one not in people]
    sentence.excepted += people
    told = {at for at in inside if at and sentence.tokens[at - 1].norm in _TELLING_WHAT}  # «кроме Исаевой, она логопед»
    named = [one for place in sorted(inside - told) for one in sentence.tokens[place].about]
    sentence.groups = [
        one for one in sentence.groups if not any(one in sentence.tokens[place].about for place in told) or one in named
    ]
    elsewhere = {one for place, token in enumerate(sentence.tokens) if place not in inside for one in token.about}
    groups = [one for one in named if one in sentence.groups]
    classes = [one for one in named if one in sentence.classes]
    states = [one for one in named if one in sentence.states]
    sentence.excepted_states += states
    sentence.states = [one for one in sentence.states if one not in states or one in elsewhere]
    sentence.excepted_groups += groups
    sentence.excepted_classes += classes
    sentence.groups = [one for one in sentence.groups if one not in groups or one in elsewhere]
    sentence.classes = [one for one in sentence.classes if one not in classes or one in elsewhere]
    return bool(people or groups or classes or states)
