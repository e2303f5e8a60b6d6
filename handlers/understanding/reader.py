"""From a message to its meaning: wishes in their order, and how sure that is."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from handlers.understanding.likeness.features import features
from handlers.understanding.likeness.model import model
from handlers.understanding.reading.fill import filled
from handlers.understanding.reading.frames import Fit, Frame, fit, frames, meanings_of
from handlers.understanding.reading.parts import parts_of
from handlers.understanding.reading.roster import Roster
from handlers.understanding.reading.sentence import Sentence, sentence_of
from handlers.understanding.reading.tokens import tokens_of
from handlers.understanding.tables.questions import QUESTIONS
from handlers.understanding.tables.talk import TALK
from handlers.understanding.tables.teachers import TEACHERS
from handlers.understanding.tables.wishes import ACTS, HARMLESS, WISHES
from handlers.understanding.wish import Reading, Wish
from indicators.weeks import Week

OFFICER, TEACHER = "officer", "teacher"
LONGEST = 1000
# Explained by every sentence that asks or says something: they are no particulars.
COMMON = frozenset({"greet", "everyday", "still"})
SURE_SHARE, SURE_LIKELY, SURE_MARGIN = 0.5, 0.6, 0.3
ACT_SHARE, ACT_LIKELY = 0.66, 0.45
# How much being like the examples counts beside fitting a frame, and what a frame that needs nothing is worth.
LIKENESS, BARE, LEAST_LIKELY = 0.9, 0.6, 0.04
ASK = "ask"
LEAST = 0.3
_DEED_TEXT = """
    remind write send exempt restore remove leave pause set change correct merge add turn_on turn_off cancel tell print
    resume undo start round
"""
DEEDS_DONE = tuple(_DEED_TEXT.split())
_PAPERS = ("report", "leaflet", "poster", "round_all")
# «Удалить мои данные? нет»
_TAKEN_BACK = re.compile(r"[?,.!]\s*нет\W*$")
# Never told by likeness alone where something is denied.
_BOLD = frozenset({*ACTS, "unmute", "resume"})
_OF_STATES = frozenset({"list", "card", "my_figures", "mistake", "not_now", "chats"})
_NEVER_DENIED_TEXT = "complain thanks greet explain why_bot howto no cancel mute thanks_off unsubscribe automatic_off"
_NEVER_DENIED = frozenset(_NEVER_DENIED_TEXT.split())
_NEAREST = 3
# What only the speaker is concerned by, and what can be taken back.
AT_ONCE = frozenset({"done"})
# Answered alike: which of the two is meant need not be asked.
_ALIKE = frozenset({"complain", "mute", "not_now"})
_OWN_WORDS = 0.4
_PART_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Around:
    """What a message is read by: the people of the school, the day, the newest week of statistics."""

    roster: Roster
    today: date
    newest: Week


@lru_cache(maxsize=1)
def tables() -> dict[str, tuple[Frame, ...]]:
    talk = frames(TALK, acts=ACTS)
    officers = (*frames(QUESTIONS, acts=ACTS), *frames(WISHES, acts=ACTS))
    return {OFFICER: (*officers, *talk), TEACHER: (*frames(TEACHERS, acts=ACTS), *talk)}


def read(text: str, around: Around, side: str = OFFICER) -> Reading:
    """What the message asks for. Nothing is sure that leaves much of it unexplained."""
    if not text.strip() or len(text) > LONGEST:
        return Reading()
    tokens = tokens_of(text)
    whole = _reading(sentence_of(text, tokens, around.roster, around.today, around.newest), side)
    parts = [
        _reading(sentence_of(part, tokens_of(part), around.roster, around.today, around.newest), side)
        for part in parts_of(text, tokens)
    ]
    if len(parts) > 1 and _better(parts, whole):
        wishes = tuple(wish for part in parts for wish in part.wishes)
        return Reading(wishes, all(part.sure for part in parts), whole.nearest)
    return whole


def _better(parts: Sequence[Reading], whole: Reading) -> bool:
    """Several wishes are read when each part is a wish of its own and they are not the same one twice."""
    if not all(part.wishes and part.sure and part.has_words for part in parts):
        return False
    if any(part.wishes[0].acts and part.wishes[0].share < _PART_SHARE for part in parts):
        return False
    wishes = [str(part.wishes[0]) for part in parts]
    if len(set(wishes)) < len(wishes):
        return False
    codes = {part.wishes[0].code for part in parts}
    if whole.sure and (len(codes) < len(wishes) or any(_leans_on(part, whole) for part in parts)):
        return False
    if codes & {"yes", "no", "greet", "thanks", "complain", "smalltalk"}:
        return False
    return not whole.sure or min(part.wishes[0].share for part in parts) >= whole.wishes[0].share - 0.1


def _leans_on(part: Reading, whole: Reading) -> bool:
    """A part without a «who» of its own that says the same deed as the whole: «…, исключите из списков»."""
    return (
        part.wishes[0].code == whole.wishes[0].code
        and "who" not in part.wishes[0].keys
        and bool(whole.wishes[0].people)
    )


def _reading(sentence: Sentence, side: str) -> Reading:
    found = candidates(sentence, side)
    if not found:
        denied = any(one.denied and one.means(*DEEDS_DONE) for one in sentence.tokens)
        return Reading(denies=denied or _TAKEN_BACK.search(sentence.text.lower()) is not None)
    best = found[0]
    others = [
        one
        for one in found[1:]
        if not {one.frame.code, best.frame.code} <= _ALIKE and one.frame.code != best.frame.code
    ]
    margin = best.score - others[0].score if others else 9.0
    _share_words(best, sentence, side)
    wish = filled(best, sentence)
    nearest = tuple(filled(one, sentence) for one in _distinct(found) if one.frame.code != ASK)
    sure = (
        best.frame.code != ASK and (margin >= SURE_MARGIN) and (best.share >= SURE_SHARE or best.likely >= SURE_LIKELY)
    )
    if wish.acts and (best.share < ACT_SHARE or not _is_likely(best) or _doubtful(best, sentence)):
        sure = False
    denies = _denies(best, sentence)
    return Reading((wish,) if best.frame.code != ASK else (), sure, nearest, denies, _has_words(sentence))


def _is_likely(best: Fit) -> bool:
    """Like the examples, or said in the very words that a frame of its own is for."""
    return best.likely >= ACT_LIKELY or (best.frame.bias >= _OWN_WORDS and best.share > ACT_SHARE)


def _has_words(sentence: Sentence) -> bool:
    """Whether anything is said but names, days and little words: only then is it a wish of its own."""
    return any(one.kind == "word" and not one.entity and not one.is_filler and one.concepts for one in sentence.tokens)


def _share_words(best: Fit, sentence: Sentence, side: str) -> None:
    """A word that any frame of the same wish explains is not left over."""
    whole = fit(bare_frame(side, best.frame.code), sentence, COMMON)
    if whole is not None:
        left = {id(one) for one in whole.unused}
        best.unused = [one for one in best.unused if id(one) in left]
        best.share = max(best.share, whole.share)


def _denies(best: Fit, sentence: Sentence) -> bool:
    """«Не надо удалять», «паузу не ставить»: a deed that is named and is not to be done."""
    wants_denial = any(name.endswith(".not") for need in best.frame.needs for name in need.names)
    if wants_denial or best.frame.code in _NEVER_DENIED:
        return False
    loosely = best.frame.code not in _OF_STATES
    return _TAKEN_BACK.search(sentence.text.lower()) is not None or any(
        one.denied
        and not (one.bound and one.means("leave", "broken"))
        and one.means(*DEEDS_DONE, *_PAPERS)
        and (one.form in ("inf", "imp", "we") or (loosely and one.form not in ("past", "part")))
        for one in sentence.tokens
    )


def _doubtful(best: Fit, sentence: Sentence) -> bool:
    """«Вроде увольняется», «если …», «можно …?»: a deed that is named and perhaps not wished."""
    asks = best.frame.code not in HARMLESS and sentence.text.rstrip().endswith("?")
    return sentence.supposes or _denies(best, sentence) or asks or sentence.has("hedge")


def candidates(sentence: Sentence, side: str) -> list[Fit]:
    """The frames that fit, and those whose examples are like it, best first."""
    sentence.meant = meanings_of(sentence)
    likely = model(side).likely(features(sentence))
    fits = [found for one in tables()[side] if (found := fit(one, sentence, COMMON)) is not None]
    fits = [one for one in fits if one.share >= LEAST]
    denied = any(one.denied for one in sentence.tokens)
    named = {one.frame.code for one in fits}
    fits += [
        found
        for code, chance in likely.items()
        if chance > LEAST_LIKELY
        and code not in named
        and not (denied and code in _BOLD)
        and (found := fit(bare_frame(side, code), sentence, COMMON)) is not None
    ]
    for one in fits:
        one.likely = likely.get(one.frame.code, 0.0)
        one.score += LIKENESS * max(math.log(one.likely or 1e-9), -6.0)
    return sorted(fits, key=lambda one: -one.score)


@lru_cache(maxsize=256)
def bare_frame(side: str, code: str) -> Frame:
    """A frame of a code that needs nothing: what the code's own frames take, and all the words they know."""
    own = [one for one in tables()[side] if one.code == code]
    takes = frozenset(slot for one in own for slot in one.takes)
    helps = frozenset(
        name.partition(".")[0]
        for one in own
        for name in (*one.helps, *(name for need in one.needs if not need.absent for name in need.names))
        if name[0] not in "@?!="
    )
    given = own[0].given if len({str(one.given) for one in own}) == 1 else {}
    return Frame(code, given, (), takes, helps, side, code in ACTS, BARE)


def _distinct(found: Sequence[Fit]) -> list[Fit]:
    result: dict[str, Fit] = {}
    for one in found:
        result.setdefault(f"{one.frame.code} {one.frame.given}", one)
    return list(result.values())[:_NEAREST]


def carried_out(wish: Wish) -> bool:
    """Whether a sure wish is done at once: what others would notice never is, it is shown first, behind a button."""
    return wish.code in AT_ONCE
