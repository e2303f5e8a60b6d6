"""Of whom: the people and groups that a message names, as far as they are meant by the wish."""

from collections.abc import Mapping

from handlers.understanding.particulars.keys import Keys
from handlers.understanding.particulars.meant import ASKERS, meant
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.manner import AHEAD
from handlers.understanding.reading.roster import surnames

_BOSSES = frozenset({"post:директор", "post:завуч"})
# A head may be meant by these; elsewhere it is whom something is for.
_OF_BOSSES_TEXT = """
    remind announce exempt restore left correct give_role take_role code subscribe got headcount card preview report
    leaflets
"""
_OF_BOSSES = frozenset(_OF_BOSSES_TEXT.split())
# Of whoever is named, what they teach or are is said beside the name only to tell who is meant.
_OF_PERSONS_TEXT = """
    exempt left give_role take_role correct add_person card why_listed answer_dispute got merge detach code restore
    preview
"""
_OF_PERSONS = frozenset(_OF_PERSONS_TEXT.split())
_OF_WHO_IS_NAMED = _OF_PERSONS | {"remind", "set_hours", "get", "mistake"}
_EVERY_STATE = ("state:silent", "state:undelivered", "state:unreachable", "state:excused")
_STATES_OF: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("remind", "announce", "code", "leaflets"), _EVERY_STATE),
    "list": ("state:silent", "state:excused"),
    **dict.fromkeys(("restore", "headcount", "exempt"), ("state:excused",)),
}
_OF_ALL = frozenset({"remind", "announce", "exempt", "restore"})
_OF_STRANGERS = frozenset({"code", "merge", "give_role", "left", "detach"})
_AND = frozenset({"и", "плюс", "также"})
_APART = 3  # words: «и вообще всех замов»
_CLASS_LEADS = "post:классный руководитель"


def who(sentence: Sentence, code: str, keys: Keys) -> Keys:
    if code == "schedule" and sentence.manner.tense != AHEAD:  # «когда ты пишешь? Глобусова жалуется»
        return {}
    if code == "thanks" and not sentence.manner.thanks_for:  # «от лица администрации»
        return {}
    found = named_in(sentence, code)
    if code == "correct" and sentence.persons:  # «ещё и труд ведёт»
        found = [one for one in found if ":" not in one]
    if code not in _OF_BOSSES or "имени" in {one.norm for one in sentence.tokens}:  # «сводку, мне к директору»
        found = [one for one in found if one not in _BOSSES]
    if code == "report":
        kinds = ("subject:", "parallel:", "-")
        found = [one for one in found if one in _BOSSES or one.startswith(kinds) or ":" not in one]
        found = [] if _is_needed_from_above(sentence) else found
    if code == "announce":
        found = _addressed(sentence, found)
    if code == "add_person" or (code == "correct" and sentence.persons):
        found = [one for one in found if not one.startswith(("class:", "parallel:"))]
    if code == "add_person":
        strangers = sentence.unknown or surnames(sentence.tokens)
        found = [one.last for one in strangers] or [one for one in found if ":" not in one]
    found = _of_their_kind(sentence, code, found)
    if not found and code in _OF_ALL and sentence.says_all and "gap" not in keys:
        found = ["all"]
    return {"who": "+".join(found)} if found else {}


def _of_their_kind(sentence: Sentence, code: str, found: list[str]) -> list[str]:
    if code == "exempt" and sentence.reason == "parttime" and len(found) > 1:  # «музыку и изо, они совместители»
        found = [one for one in found if one != "post:совместитель"]
    if sentence.persons and code in _OF_PERSONS:
        kept = {"post:администрация", *_beside(sentence)}
        found = [one for one in found if not one.startswith(("post:", "subject:")) or one in kept]
    if any(one.startswith("class:") for one in found):  # «8а и 8б, классным»
        found = [one for one in found if one != _CLASS_LEADS]
    if sentence.persons and code in _OF_WHO_IS_NAMED:  # «Ирина Дмитриевна, 4а», «снова берёт свой 1а»
        joined = _joined_to_somebody(sentence)
        found = [one for one in found if not one.startswith(("class:", "parallel:")) or one in joined]
    return found


def _joined_to_somebody(sentence: Sentence) -> set[str]:
    """Classes that come beside whoever is named: «Алиеву и 5а»."""
    tokens = sentence.tokens
    return {
        group
        for place, one in enumerate(tokens)
        if place > 1 and one.entity == "class" and tokens[place - 1].norm in _AND and tokens[place - 2].entity == "who"
        for group in one.about
    }


def _beside(sentence: Sentence) -> set[str]:
    """Groups that come beside whoever is named: «Алиеву и математиков»."""
    tokens = sentence.tokens
    return {
        group
        for place, one in enumerate(tokens)
        if any(lead.norm in _AND for lead in tokens[max(place - _APART, 0) : place])
        or [one.norm in _AND or one.entity for one in tokens[place + 1 : place + 3]] == [True, "who"]
        for group in one.about
    }


def named_in(sentence: Sentence, code: str = "") -> list[str]:
    """Everybody who is meant, those left out behind a dash."""
    people = meant(sentence, code)
    named = [said for one in people.persons for said in one.all_said]
    strangers = sentence.unknown or (
        surnames(sentence.tokens) if code in _OF_STRANGERS and (not named or code == "merge") else []
    )
    named += [one.last for one in strangers]
    states = [one for one in sentence.states if one.startswith("messenger") or one in _STATES_OF.get(code, ())]
    out = [*(one.said for one in people.excepted), *people.excepted_groups]
    found = [*dict.fromkeys([*named, *people.groups, *people.classes, *states])]
    return found + [f"-{one}" for one in dict.fromkeys(out)]


def _addressed(sentence: Sentence, found: list[str]) -> list[str]:
    """Of an announcement: those who are named before its words begin."""
    marks = (":", ".", "что", "чтобы", "чтоб", "о", "об", "пусть")
    tokens = sentence.tokens
    first = next((place for place, one in enumerate(tokens) if one.entity in ("who", "group", "class")), 0)
    start = next((place for place, one in enumerate(tokens) if one.norm in marks and place >= first), None)
    before = {group for token in tokens[: start or None] for group in token.about}
    inside = {group for token in tokens[start:] if start is not None for group in token.about}
    late = {one.said for one in sentence.persons if start is not None and one.places[0] > start}
    told = [one for one in sentence.persons if tokens[one.places[-1] + 1 :][:1]]
    orders = {one.said for one in told if tokens[one.places[-1] + 1].norm.startswith(ASKERS)}
    text = sentence.text.lower()
    kept = [one for one in found if one not in (inside - before) | late | orders]
    kept = [one for one in kept if not (one == "post:директор" and _orders(sentence))]
    return [one for one in kept or found if not (one in _BOSSES and "при директоре" in text)]


def _orders(sentence: Sentence) -> bool:
    """«Директор велел передать всем …»."""
    return any(
        one.about == ("post:директор",)
        and any(word.norm.startswith(ASKERS) for word in sentence.tokens[place + 1 : place + 2])
        for place, one in enumerate(sentence.tokens)
    )


def _is_needed_from_above(sentence: Sentence) -> bool:
    """«бумага с подписью директора»."""
    return any(one.norm.startswith(("подпис", "утвержд")) for one in sentence.tokens)
