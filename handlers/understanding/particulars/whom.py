"""Of whom: the people and groups that a message names, as far as they are meant by the wish."""

from collections.abc import Mapping, Sequence

from handlers.understanding.codes import WRITTEN_TO
from handlers.understanding.particulars.bystanders.standing_in import is_stood_in_for
from handlers.understanding.particulars.keys import Keys
from handlers.understanding.particulars.meant import meant
from handlers.understanding.particulars.mentions import Mention, is_of_several
from handlers.understanding.particulars.whose.not_listed import not_listed
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.manner import AHEAD
from handlers.understanding.reading.people.strangers import Stranger, full_names

_BOSSES = frozenset({"post:директор", "post:завуч"})
# A head may be meant by these; elsewhere it is whom something is for.
_OF_BOSSES_TEXT = """
    remind announce exempt restore left correct give_role take_role code subscribe unsubscribe got headcount card
    preview report leaflets
"""
_OF_BOSSES = frozenset(_OF_BOSSES_TEXT.split())
_TEACHERS = "post:предметник"
_OF_STAFF = ("post:начальная школа", "post:совместитель", "post:классный руководитель", "post:предметник")
_EVERY_STATE = ("state:silent", "state:undelivered", "state:unreachable", "state:excused")
_STATES_OF: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("remind", "announce", "code", "leaflets"), _EVERY_STATE),
    "list": ("state:silent", "state:excused"),
    **dict.fromkeys(("restore", "headcount", "exempt"), ("state:excused",)),
}
_OF_ONE_WHO = frozenset({"left", "detach", "give_role", "code"})
_BUT_EXCUSED = "-state:excused"
_OF_ALL = frozenset({"remind", "announce", "exempt", "restore"})
_ASKED_ABOUT = frozenset({"announce", "exempt", "restore"})


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
        kinds = ("subject:", "parallel:", "-", *_OF_STAFF)
        found = [one for one in found if one in _BOSSES or one.startswith(kinds) or ":" not in one]
        found = [] if _is_needed_from_above(sentence) else found
    if code == "add_person" or (code == "correct" and sentence.persons):
        found = [one for one in found if not one.startswith(("class:", "parallel:"))]
    if code == "set_pupils" and sentence.classes:  # «в 4б, у Переменкиной, 32»
        found = [one for one in found if ":" in one] or list(sentence.classes)
    if code == "add_person":
        strangers = sentence.unknown or full_names(sentence.tokens)
        found = [one.last for one in strangers] or [one for one in found if ":" not in one]
    if keys.get("gap") == "not_registered":  # «тем, кто так и не вошёл»
        found = [one for one in found if one != "state:unreachable"]
    if code in WRITTEN_TO:
        but_excused = [one for one in found if one == _BUT_EXCUSED]  # nothing is sent to them as it is
        found = [one for one in found if one not in but_excused]
        if but_excused and not found and "gap" not in keys:  # «напомни тем, кто не в отпуске»
            found = ["all"]
    stands_in = code == "exempt" and bool(sentence.persons) and is_stood_in_for(sentence)
    if not found and code in _OF_ALL and sentence.says_all and "gap" not in keys and not stands_in:
        found = ["all"]
    return {"who": "+".join(found)} if found else {}


def named_in(sentence: Sentence, code: str = "") -> list[str]:
    """Everybody who is meant, those left out behind a dash."""
    people = meant(sentence, code)
    named = [said for one in people.persons for said in one.all_said]
    strangers = sentence.unknown or not_listed(sentence, code, people.persons)
    named += [one.last for one in strangers]
    said = _to_whom(sentence) if code == "announce" else sentence.states
    states = [one for one in said if one.startswith("messenger") or one in _STATES_OF.get(code, ())]
    if code in ("exempt", "restore") and named:  # «отметьте его как отсутствующего»
        states = []
    out = [*(one.said for one in people.excepted), *people.excepted_groups]
    groups = [one for one in people.groups if one != _TEACHERS or not _names_subjects(people.groups)]
    apart = bool(strangers) and code in _OF_ONE_WHO
    groups = [one for one in groups if not (_is_beside(sentence, one, strangers) or (apart and _is_one(sentence, one)))]
    found = [*dict.fromkeys([*named, *groups, *people.classes, *states])]
    return found + [f"-{one}" for one in dict.fromkeys(out)]


def strange(sentence: Sentence, code: str) -> tuple[str, ...]:
    """Who is to be left out and is not on the list, and who is named in a row with others, or alone is written to."""
    others = nobodys(sentence, code)
    if others:
        return others
    end = _words_begin(sentence) if code == "announce" else len(sentence.tokens)
    return tuple(name for place, name in sentence.strange.items() if place < end)


def nobodys(sentence: Sentence, code: str) -> tuple[str, ...]:
    """Those of them whom it is for, and who are not to be left out."""
    if code not in _ASKED_ABOUT:
        return ()
    people = meant(sentence, code).persons
    others = not_listed(sentence, code, people) if people or code == "announce" else []
    return tuple(" ".join(sentence.tokens[at].text for at in one.places) for one in others)


def _words_begin(sentence: Sentence) -> int:
    """Not «объявление: …, приходят все, у кого не получилось»: that is what is said."""
    words = next((place for place, one in enumerate(sentence.tokens) if one.norm == ":"), len(sentence.tokens))
    return sentence.manner.tells or words


def _to_whom(sentence: Sentence) -> list[str]:
    before = {said for one in sentence.tokens[: _words_begin(sentence)] for said in one.about}
    return [one for one in sentence.states if one in before]


def _is_beside(sentence: Sentence, group: str, strangers: Sequence[Stranger]) -> bool:
    """«Моя заместительница Инга Вадимовна Штерн»: what the one who is named is."""
    edges: set[int] = set()
    for one in strangers:
        first, last = one.places[0], one.places[-1]
        while first and sentence.tokens[first - 1].text.istitle() and not sentence.tokens[first - 1].entity:
            first -= 1
        edges |= {first - 1, last + 1} if last > first else set()
    places = [at for at, token in enumerate(sentence.tokens) if group in token.about]
    return bool(places) and edges.issuperset(places)


def _is_one(sentence: Sentence, group: str) -> bool:
    """«Уволилась Симбирцева, русский»: what she teaches."""
    places = [at for at, token in enumerate(sentence.tokens) if group in token.about]
    return not any(is_of_several(sentence.tokens, Mention(at, at)) for at in places)


def _names_subjects(groups: Sequence[str]) -> bool:
    """«По предметникам: английский, физкультура»: those are the ones."""
    return any(one.startswith("subject:") for one in groups)


def _is_needed_from_above(sentence: Sentence) -> bool:
    """«бумага с подписью директора»."""
    return any(one.norm.startswith(("подпис", "утвержд")) for one in sentence.tokens)
