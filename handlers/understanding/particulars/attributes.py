"""What somebody teaches or is, told beside the name: it tells who is meant, and is no group of its own.

«Исаев, историк», «обоим физрукам Петрову и Кузнецову», «Валиев, который технолог», «Пеналова, 4а».
"""

from collections.abc import Sequence
from dataclasses import replace

from handlers.understanding.particulars.mentions import (
    Mention,
    are_joined,
    belongs,
    chain_of,
    is_of_several,
    mentions_of,
    says_and,
)
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.people.roster import Named
from handlers.understanding.reading.tokens import Token

# Of whoever is named, what they teach or are is said beside the name only to tell who is meant.
_OF_PERSONS_TEXT = """
    exempt left give_role take_role correct add_person card why_listed answer_dispute got merge detach code restore
    preview set_hours
"""
_OF_PERSONS = frozenset(_OF_PERSONS_TEXT.split())
_OF_WHO_IS_NAMED = _OF_PERSONS | {"remind", "mistake"}
_TELLING = frozenset({"он", "она", "они", "это", "который", "которая", "которые", "наш", "наша", "которого", "которой"})
_CLASS_LEADS = ("post:классный руководитель",)
_ADMINISTRATION = ("post:администрация",)


def without_attributes(sentence: Sentence, code: str, mentions: Sequence[Mention]) -> list[Mention]:
    mentions = [one for one in mentions if not _is_one_of_them(sentence.tokens, one, mentions)]
    told = [one for one in mentions if one.person is None and _is_attribute(sentence, code, one, mentions)]
    kept = [_of_those(sentence, one, told) for one in mentions if one not in told]
    if any(one.is_class and any(name.startswith("class:") for name in one.said) for one in kept):
        kept = [one for one in kept if one.said != _CLASS_LEADS]  # «8а и 8б, классным»
    if code == "exempt" and sentence.reason == "parttime" and len(kept) > 1:  # «музыку и изо, они совместители»
        kept = [one for one in kept if one.said != ("post:совместитель",)]
    return kept


def _of_those(sentence: Sentence, one: Mention, told: Sequence[Mention]) -> Mention:
    """Of namesakes the one of whom it is said: «Алиевой М. А. (1б)», «Кузнецов, физрук»."""
    if one.person is None or len(one.person.members) < 2:
        return one
    for attribute in told:
        members = tuple(member for member in one.person.members if belongs(member, attribute.said))
        pair = sorted((one, attribute), key=lambda each: each.first)
        if members and (are_joined(sentence.tokens, *pair) or _points(sentence.tokens, one, attribute)):
            return replace(one, person=replace(one.person, members=members, parts=one.person.parts | {1}))
    return one


_WHICH = frozenset(
    {"что", "та", "той", "ту", "тот", "того", "тому", "которая", "которой", "которую", "который", "которого"}
)


def _points(tokens: Sequence[Token], one: Mention, attribute: Mention) -> bool:
    """«Ту Алиеву, что в 1б», «У Алиевой …? Той, что математика»: which of them."""
    between = [token.norm for token in tokens[one.last + 1 : attribute.first]]
    behind = between[next((at for at, word in enumerate(between) if word in _WHICH), len(between)) :]
    return bool(behind) and _WHICH.issuperset({word for word in behind if word not in _NEAR})


_NEAR = frozenset({",", "в", "из", "у", "с", "которая", "ведет", "классная", "учитель"})
_BESIDE = frozenset({"из", ",", "(", "она", "он"})


def told_apart(
    sentence: Sentence, persons: Sequence[Named], left_out: Sequence[str], said: Sequence[str]
) -> tuple[list[Named], list[str]]:
    """Of namesakes who are left out the one of whom the class or subject beside the name is, or who is one of those it
    is said to: «учителям начальных классов кроме Ивановой». What tells them apart is left out itself no more."""
    gone: set[str] = set()
    found: list[Named] = []
    mentions = mentions_of(sentence, persons, set(left_out))
    for one in persons:
        place = next(at for at, each in enumerate(mentions) if each.person is one)
        following = mentions[place + 1] if place + 1 < len(mentions) else None
        if _is_unclear(one) and following is not None and _is_beside(sentence.tokens, mentions[place], following):
            gone.update(following.said if (told := _those_of(one, following.said)) is not one else ())
            one = told
        found.append(_those_of(one, said) if _is_unclear(one) and said else one)
    return found, [name for name in left_out if name not in gone]


def _is_unclear(one: Named) -> bool:
    return len(one.members) > 1 and not one.plural


def _is_beside(tokens: Sequence[Token], one: Mention, other: Mention) -> bool:
    between = [token.norm for token in tokens[one.last + 1 : other.first]]
    is_group = other.person is not None or (not other.is_class and is_of_several(tokens, other))
    return not is_group and _BESIDE.issuperset(between)


def _those_of(one: Named, said: Sequence[str]) -> Named:
    members = tuple(member for member in one.members if belongs(member, said))
    return replace(one, members=members) if 0 < len(members) < len(one.members) else one


def _is_attribute(sentence: Sentence, code: str, one: Mention, mentions: Sequence[Mention]) -> bool:
    tokens = sentence.tokens
    if not any(other.person is not None for other in mentions):
        return False
    if code in _OF_PERSONS and _is_each_ones(tokens, one, mentions):
        return True
    if one.is_class and any(_is_too(tokens, other) for other in mentions if other.person is not None):
        return False  # «по 10а подробно и по Хабибуллину тоже»
    row = chain_of(tokens, mentions, one)
    place = row.index(one)
    led_by = tokens[one.first - 1].norm if one.first else ""
    asked = one.first > 1 and tokens[one.first - 2].means("who_q")  # «кто из началки …, Омарова проболталась»
    if led_by == "из" and not asked and not one.is_class and _fits_somebody(one, mentions):
        return True  # «из началки только Образцова осталась, ей и напомни»
    if _is_where_from(tokens, one, row, place):
        return True
    if _is_told_of_them(tokens, row, place):
        return True
    beside = [next((each for each in side if each.person is not None), None) for side in _sides(row, place)]
    if any(other is not None and _narrows(sentence, one, other, row) for other in beside):
        return True
    if _is_set_off(tokens, one) and not is_of_several(tokens, one) and _fits_somebody(one, mentions):
        return True
    return code in (_OF_WHO_IS_NAMED if one.is_class else _OF_PERSONS) and not _is_listed(tokens, one, row)


def _is_too(tokens: Sequence[Token], one: Mention) -> bool:
    return [token.norm for token in tokens[one.last + 1 : one.last + 2]] in (["тоже"], ["также"])


def _is_each_ones(tokens: Sequence[Token], one: Mention, mentions: Sequence[Mention]) -> bool:
    """«Татарский и родной язык, Алиева и Борисова»: as many subjects as people, each of them somebody's."""
    persons = [each for each in mentions if each.person is not None]
    groups = [each for each in mentions if each.person is None]
    paired = len(persons) == len(groups) > 1 and not any(is_of_several(tokens, each) for each in groups)
    return paired and one in groups and all(_fits_somebody(each, persons) for each in groups)


def _sides(row: Sequence[Mention], place: int) -> tuple[Sequence[Mention], Sequence[Mention]]:
    return row[:place][::-1], row[place + 1 :]


def _is_told_of_them(tokens: Sequence[Token], row: Sequence[Mention], place: int) -> bool:
    """«он физик», «который технолог и классный 11б»."""
    while place and row[place - 1].person is None:
        place -= 1
    before = (token.norm for token in reversed(tokens[: row[place].first]) if token.norm not in (",", "у", "нас"))
    return next(before, "") in _TELLING


_FROM = frozenset({"с", "со", "из"})
_TOGETHER = ("ами", "ями", "ым", "им", "ом", "ем")  # «с физиками», «с физиком»


def _is_where_from(tokens: Sequence[Token], one: Mention, row: Sequence[Mention], place: int) -> bool:
    """«Алиеву с началки», «Магомедову с родного языка»: where somebody works, and nobody else beside them."""
    before = row[place - 1] if place else None
    straight = before is not None and before.person is not None and before.last + 2 == one.first
    return straight and tokens[one.first - 1].norm in _FROM and not tokens[one.first].norm.endswith(_TOGETHER)


_JUST = frozenset({"только", "один", "одна", "лишь"})


def _is_one_of_them(tokens: Sequence[Token], one: Mention, mentions: Sequence[Mention]) -> bool:
    """«Историки все в норме или только Исаев?»: it is asked of the whole group."""
    lead = {token.norm for token in tokens[max(0, one.first - 2) : one.first]}
    if one.person is None or "или" not in lead or _JUST.isdisjoint(lead):
        return False
    groups = [other for other in mentions if other.person is None and not other.is_class and other.first < one.first]
    return any(_is_of(one, other) for other in groups)


def _narrows(sentence: Sentence, one: Mention, other: Mention, row: Sequence[Mention]) -> bool:
    """Whether the person beside it is one of these; of several all who are named in the row: «физрукам А и Б»."""
    tokens = sentence.tokens
    first, second = (one, other) if one.first < other.first else (other, one)
    if other.person is None or says_and(tokens, first, second):
        return False
    if not is_of_several(tokens, one) or one.is_class:
        goes_before = first is one and not one.is_class  # «физик Петров», not «по началке, Образцова …»
        return _is_of(other, one) and not (goes_before and second.first > first.last + 1)
    named = [each for each in row if each.person is not None]
    return len(named) > 1 and all(_is_of(each, one) for each in named)


def _is_of(person: Mention, group: Mention) -> bool:
    return person.person is not None and any(belongs(member, group.said) for member in person.person.members)


def _is_set_off(tokens: Sequence[Token], one: Mention) -> bool:
    """«напомни Кузнецовой про сообщения, русичке, …»."""
    before = tokens[one.first - 1].norm if one.first else ""
    after = tokens[one.last + 1].norm if one.last + 1 < len(tokens) else ","
    return before == "," and after in (",", ".", ";", "!", "?")


def _fits_somebody(one: Mention, mentions: Sequence[Mention]) -> bool:
    return any(_is_of(other, one) for other in mentions)


def _is_listed(tokens: Sequence[Token], one: Mention, row: Sequence[Mention]) -> bool:
    """«Алиеву и математиков», «Журналову, логопеда и психолога»: one of a row, and no word about the one before."""
    place = row.index(one)
    if one.said == _ADMINISTRATION:
        return True
    if all(other.person is None for other in row):
        return False
    joined = [says_and(tokens, row[at], row[at + 1]) for at in range(len(row) - 1)]
    return any(joined[max(place - 1, 0) :])
