"""What those who are meant lack, or have already; the step that somebody cannot take."""

import re
from collections.abc import Sequence
from itertools import pairwise

from handlers.understanding.codes import CHOSEN_BY_GAP, REMINDERS
from handlers.understanding.particulars.figures.story import without_story
from handlers.understanding.particulars.keys import Keys
from handlers.understanding.particulars.let_off import things_let_off
from handlers.understanding.particulars.narrowing import (
    lack_of_told,
    who_but,
    who_did,
    who_lacks,
    words_begin,
)
from handlers.understanding.reading.clauses import clause_around, is_post
from handlers.understanding.reading.figures import GAP_OF
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.lack.having import is_held
from handlers.understanding.reading.tokens import Token

_ABOUT_WRITING = ("message", "few_writers")


def gaps(sentence: Sentence, code: str, keys: Keys) -> Keys:
    if code == "exempt":
        let_off = things_let_off(sentence)
        return {"gap": "+".join(let_off)} if let_off else {}
    if code == "announce":
        found = [GAP_OF[one] for one in lack_of_told(sentence) if one in GAP_OF]
        return {"gap": "+".join(dict.fromkeys(found))} if found else {}
    if code == "leaflets":  # «тем, кто не в MAX»: whoever else needs one gets it anyway
        is_lacked = any(one.norm in _LACKED for one in sentence.tokens)
        is_lacked = is_lacked and not any(one.entity == "except" for one in sentence.tokens)
        return {"gap": "no_max"} if is_lacked and "who" not in keys and "no_max" in sentence.figures.gaps else {}
    found = without_story(sentence, sentence.figures.gaps) if code in _OF_ORDERS else sentence.figures.gaps
    if code in REMINDERS and (had := held(sentence, code)):  # «про звонок тем, у кого есть чат»
        others = [GAP_OF[one] for at, one in sentence.figures.said.items() if at not in had and one in GAP_OF]
        found = [one for one in found if one in others]
    if any(one.startswith(("messenger:", "-messenger:")) for one in keys.get("who", "").split("+")) or sentence.states:
        found = [one for one in found if one != "no_max" or "register" in sentence.figures.things]
    if code == "remind" and (did := who_did(sentence)):
        found = [one for one in found if one not in {GAP_OF.get(sentence.figures.said.get(at, "")) for at in did}]
    if code in CHOSEN_BY_GAP and (whose := who_but(sentence) or (range(0) if code == "list" else who_lacks(sentence))):
        found = [GAP_OF[one] for at, one in sentence.figures.said.items() if at not in whose and one in GAP_OF]
    if code == "preview":  # «образец сообщения»
        found = [one for one in found if one != "few_messages"]
    if code == "why_listed":  # «почему она в красных, у неё же чат есть»: what she has is no reason
        has = {at for at in sentence.figures.said if _is_told_to_be(sentence, at)}
        found = [
            one for one in found if one in {GAP_OF.get(it) for at, it in sentence.figures.said.items() if at not in has}
        ]
    if code == "why_listed" and not sentence.has(*_ABOUT_WRITING):  # «пишет, что …» is no message
        found = [one for one in found if one != "few_messages"]
    if code in _OF_ORDERS and not found and ("state:unreachable" in sentence.states or _cannot_enter(sentence)):
        found = ["not_registered"]  # «кто не заходил», «у кого вход не получается»
    if code == "remind" and sentence.has("debtors", "debt") and not found:
        found = ["all"]
    if code == "list" and not found and "pupil" in sentence.figures.things and _is_unregistered(sentence.tokens):
        found = ["not_registered"]  # «незарегистрированные дети началки»
    if code == "list" and not found and any(_is_owed(one) for one in sentence.tokens):
        found = ["all"]
    return {"gap": "+".join(dict.fromkeys(found))} if found else {}


def _is_owed(token: Token) -> bool:
    """«Должности» are posts, and no debts."""
    return token.means("debtors", "debt", "undone_word") and not is_post(token)


def _is_told_to_be(sentence: Sentence, place: int) -> bool:
    """«У неё и чат, и звонки», «чат есть»."""
    tokens = sentence.tokens
    if [one.norm for one in tokens[place + 1 : place + 2]] == ["есть"]:
        return True
    return sentence.figures.said[place] not in sentence.figures.lacking and (
        place > 0 and tokens[place - 1].norm == "и" and _says_both(tokens)
    )


def _says_both(tokens: Sequence[Token]) -> bool:
    """«… у неё и чат, и звонки»."""
    return any(one.norm in ("него", "нее", "них") and other.norm == "и" for one, other in pairwise(tokens))


def _is_unregistered(tokens: Sequence[Token]) -> bool:
    return any(
        one.means("unregistered") or (one.means("register") and (one.denied or one.norm.startswith("незарег")))
        for one in tokens
    )


def have(sentence: Sentence, code: str, keys: Keys) -> Keys:
    """«Кто без звонка, но с чатом»: what those have already."""
    found = [GAP_OF[sentence.figures.said[at]] for at in held(sentence, code)]
    found = [one for one in dict.fromkeys(found) if one not in keys.get("gap", "").split("+")]
    is_known = "gap" in keys or code == "announce"
    return {"have": "+".join(found)} if found and is_known else {}


def not_held(sentence: Sentence, code: str, keys: Keys) -> tuple[str, ...]:
    """«… но написал 3 сообщения»: by the first mark nobody is chosen, nor by another number."""
    if code not in _OF_HOLDERS or "gap" not in keys:
        return ()
    tokens = sentence.tokens
    places = [at for at, thing in sentence.figures.said.items() if thing == "message_3" and _is_held(sentence, at)]
    places += [at for at in range(len(tokens)) if _is_counted(sentence, at)]
    clauses = [clause_around(tokens, at, at) for at in places]
    return tuple(sentence.text[tokens[one[0]].start : tokens[one[-1]].end] for one in clauses)


def _is_counted(sentence: Sentence, place: int) -> bool:
    """«Но написал 2 сообщения», where no mark is told by it."""
    tokens = sentence.tokens
    if not (place and tokens[place].means("message") and tokens[place - 1].kind == "number"):
        return False
    clause = clause_around(tokens, place, place)
    before = tokens[clause[0] - 1].norm if clause[0] else ""
    return before in _BUT and not any(tokens[at].denied or at in sentence.figures.said for at in clause)


def held(sentence: Sentence, code: str) -> list[int]:
    """The places of what those who are meant have: of reminders and announcements only what is told of whoever it is
    to go to."""
    said = sentence.figures.said
    if code not in _OF_HOLDERS or who_but(sentence) or (code == "list" and not sentence.figures.lacking):
        return []
    ends = words_begin(sentence) if code == "announce" else len(sentence.tokens)
    places = [at for at, thing in said.items() if at < ends and thing in GAP_OF and thing not in _NO_HOLDING]
    first = next((at for at, one in enumerate(sentence.tokens) if one.norm in _HOLDERS), len(sentence.tokens))
    return [at for at in places if _is_held(sentence, at) and (code == "list" or first < at)]


def _is_held(sentence: Sentence, place: int) -> bool:
    return is_held(sentence.tokens, sentence.figures.said, sentence.figures.lacking, place)


_OF_HOLDERS = frozenset({"list", "remind", "preview", "announce"})
_BUT = frozenset({"но", "зато", "однако"})
_NO_HOLDING = frozenset({"message_3", "parent", "max"})
_HOLDERS = frozenset({"кто", "кого", "которые", "тем", "тех", "тому"})
_LACKED = frozenset({"не", "нет", "без"})
_OF_ORDERS = frozenset({"remind", "list"})


def _cannot_enter(sentence: Sentence) -> bool:
    return sentence.has("enter") and any(one.denied or one.means("inability", "broken") for one in sentence.tokens)


def step(sentence: Sentence, code: str, keys: Keys) -> Keys:
    """The step that is not known: the last thing that is named; to get in, where only that is named."""
    found = sentence.figures.gaps
    unable = [thing for place, thing in sentence.figures.said.items() if thing in GAP_OF and _is_hard(sentence, place)]
    found = [GAP_OF[one] for one in unable] or found
    if sentence.has("code", "broken_code", "qr") and set(found) <= {"few_messages"}:  # «смс с кодом не приходит»
        found = ["not_registered"]
    if set(found) == {"few_messages"} and any(one.norm.startswith("смс") for one in sentence.tokens):
        found = ["not_registered"]  # «смс не приходит»
    if len(found) > 1:
        found = [one for one in found if one not in ("few_messages", "no_max")][:1] or found[:1]
    if not found and any(one.norm.startswith("организаци") for one in sentence.tokens):
        found = ["my_school_inactive"]
    if not found and sentence.has("enter", "sferum", "broken_code", "code", "phone_word", "register"):
        found = ["not_registered"]
    if not found and any(one.norm.startswith("подтвер") for one in sentence.tokens):
        found = ["my_school_inactive"]
    return {"gap": found[0]} if found else {}


def _is_hard(sentence: Sentence, place: int) -> bool:
    """«Как звонить знаю, а как журнал привязать не знаю»."""
    said = [sentence.tokens[at] for at in clause_around(sentence.tokens, place, place)]
    return any(one.means("inability", "broken") or (one.denied and one.norm.startswith("зна")) for one in said)


_NOTHING_WRITTEN = re.compile(
    r"\b(?:совсем|вообще|абсолютно|ничего|ни разу|ни слова|ни строчки)\b[^.,!?]{0,12}\bне (?:на)?пи(?:шет|шут|сал)"
    r"|\bне (?:на)?пи(?:шет|шут|сал)\w*\s(?:\w+\s)?(?:совсем|вообще|ни разу|ничего|ни слова|ни строчки)\b"
    r"|\bни одного сообщени|\b(?:0|ноль|нуль) сообщени|\bсообщений (?:0|ноль)\b",
    re.IGNORECASE,
)


def wrote_nothing(text: str) -> bool:
    """«Кто совсем не пишет», «ни одного сообщения»: fewer than one."""
    return _NOTHING_WRITTEN.search(text) is not None
