"""«А хотя нет, не надо», «отбой», «ой нет, пишите как обычно»: whether what was wished is taken back, and where in a
message that begins."""

from collections.abc import Sequence
from itertools import pairwise

from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.spelling import plain
from handlers.understanding.reading.tokens import Token
from handlers.understanding.said.slips import LEADS, MOST_WORDS, NEED, OF_NOTHING, SLIPS

_NOTHING_ELSE = frozenset({"ничего", "никого"})  # «нет, ничего не надо»
_AS_IT_WAS = frozenset({"обычно", "раньше", "прежде", "было", "всегда"})
_BESIDE = frozenset({"надо", "пусть", "будет"})
_OF_SOMETHING = frozenset({"отмена", "отменяется"})  # «карантин отменяется»
_PARTS = frozenset({",", ".", "!", ";", "\n", "а", "ой", "нет"})
_SILENCES = ("exempt", "remove", "pass_over")
_RECEIVES = "receive"  # «пусть получает»
_SPEAKS = ("write", "send", "remind", "touch", "restore", "resume", "turn_on")
_GOES = ("leave", "other_school", "switch")
_STAYS = frozenset({"остается", "остаются", "остался", "осталась", "остались"})
_TO_WORK = "работать"


def thinks_better(text: str) -> bool:
    """Before anything is taken apart: whether one message may put itself right."""
    said = set(plain(text.lower()).replace(",", " ").replace(".", " ").split())
    return not said.isdisjoint({"хотя", "ой", *OF_NOTHING})


def takes_back(order: Sentence, said: Sentence, *, silences: bool = False) -> bool:
    """«А хотя нет, не надо», «ой нет, пишите как обычно» of «не пишите до среды»; nothing else is wished. `silences`:
    what was done keeps somebody in peace, in whatever words it was said."""
    tokens = said.tokens
    words = [one for one in tokens if one.kind != "mark"]
    silences = silences or any(
        (one.means(*_SILENCES) and not one.denied) or (one.denied and one.means(*_SPEAKS))
        for one in order.tokens
        if one.form in ("imp", "inf")
    )
    goes = silences or any(one.means(*_GOES) for one in order.tokens)
    stays = goes and says_stays(said)
    if "?" in said.text or len(words) > MOST_WORDS or not (_is_turn(words) or stays):
        return False
    people = [{one.norm for one in each if one.entity == "who"} for each in (order.tokens, words)]
    if people[1] and len(people[0]) > len(people[1]):  # «нет, не надо Ершову» of two
        return False
    names = {one.norm for one in order.tokens if one.entity}
    told = [one for one in order.tokens if one.form in ("past", "third")]
    is_back = False
    lets = any(one.norm == "пусть" for one in words)  # «пусть пишет» is «пишите»
    for one in words:
        speaks = one.means(*_SPEAKS) or (lets and one.means(_RECEIVES))
        is_told = one.form in ("imp", "inf") or (lets and one.form == "third" and speaks)
        works = one.means("work_q") and (stays or one.form == "third")
        goes_on = goes and (one.norm in _STAYS or works)
        if not one.denied and (goes_on or (stays and one.norm == _TO_WORK)):  # «он остаётся работать»
            is_back = True
        elif is_told and not one.is_filler and one.concepts:
            against = one.denied is not silences if speaks else one.denied
            if not against:
                return False
            is_back = True
        elif same := [each for each in told if _tells_the_same(each, one)]:  # «не уволилась», «всё же работает»
            if any(each.denied is one.denied for each in same):
                return False
            is_back = True
        elif (one.denied and one.norm in NEED) or one.norm in _AS_IT_WAS or one.norm in OF_NOTHING:
            is_back = True
        elif not (one.norm in SLIPS or one.is_filler or one.norm in names or one.norm in _BESIDE | _NOTHING_ELSE):
            return False
    return is_back or [one.norm for one in words][-2:] == ["хотя", "нет"] or _affirms(words, order)


def _affirms(words: Sequence[Token], order: Sentence) -> bool:
    """«Давайте на этой» of «не на этой неделе»."""
    refused = _behind_not([one.norm for one in order.tokens])
    norms = [one.norm for one in words]
    return bool(refused & set(norms)) and not _behind_not(norms)


def _behind_not(norms: Sequence[str]) -> set[str]:
    """The word that each «не» denies, with a preposition or without."""
    found = set()
    for place, norm in enumerate(norms[:-1]):
        behind = place + 1 + (norms[place + 1] in LEADS)
        if norm == "не" and behind < len(norms):
            found.add(norms[behind])
    return found


def says_stays(said: Sentence) -> bool:
    """«Хотя нет, она остаётся»: whoever was to leave does not."""
    norms = [one.norm for one in said.tokens if one.kind != "mark"]
    is_said = any(one.norm in _STAYS and not one.denied for one in said.tokens)
    return is_said and "?" not in said.text and (norms[0] in SLIPS or "хотя" in norms)


def _tells_the_same(one: Token, other: Token) -> bool:
    return other.form in ("past", "third") and bool((one.concepts & other.concepts) - {"filler", "everyday"})


def _is_turn(words: Sequence[Token]) -> bool:
    norms = [one.norm for one in words]
    turns = [("хотя", "нет"), ("ой", "нет"), ("ой", "не"), ("а", "нет"), ("хотя", "не"), ("нет", "не"), ("все", "же")]
    turns += [("нет", one) for one in ("пусть", *_NOTHING_ELSE)] + [("хотя", one) for one in ("пусть", "давайте")]
    begins = len(words) > 1 and norms[0] in ("нет", "ой") and words[1].form == "imp"  # «нет, пишите»
    return begins or any(pair in turns for pair in pairwise(norms)) or any(one in OF_NOTHING for one in norms)


def slip_begins(sentence: Sentence) -> int:
    """Where in one message somebody thinks better of it: «…, а хотя нет, пиши»; 0 for nowhere."""
    norms = [one.norm for one in sentence.tokens]
    for place in range(1, len(norms)):
        is_turn = norms[place : place + 2] in (["хотя", "нет"], ["ой", "нет"], ["ой", "не"]) or (
            norms[place] == "хотя" and norms[place + 1 : place + 2] == ["не"]
        )
        is_of_it = norms[place] in _OF_SOMETHING and norms[place - 1] not in _PARTS
        if is_turn or (norms[place] in OF_NOTHING and not is_of_it):
            return place - 1 if norms[place - 1] == "а" else place
    return 0
