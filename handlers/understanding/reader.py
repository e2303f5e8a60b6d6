"""From a message to its meaning: wishes in their order, and how sure that is.

What is asked for is told by likeness to the examples, of whom and when by the readers of particulars. How sure the
likeness is, and what of the words it has no place for, decides what may be done about it.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import pairwise

from handlers.understanding.codes import ACTS, HARMLESS
from handlers.understanding.commands import OPTED_OUT, command_of, opts_out
from handlers.understanding.lexicon.words import DEED_CONCEPTS
from handlers.understanding.likeness.features import features, row_key
from handlers.understanding.likeness.model import Model, model
from handlers.understanding.particulars.fill import filled
from handlers.understanding.particulars.several import several
from handlers.understanding.particulars.used import Candidate, explained
from handlers.understanding.particulars.whose_absence import is_of_another
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.manner import AHEAD
from handlers.understanding.reading.parts import parts_of
from handlers.understanding.reading.roster import Roster, surnames
from handlers.understanding.reading.sentence import sentence_of
from handlers.understanding.reading.tokens import Token, tokens_of
from handlers.understanding.several_wishes import Piece, several_wishes
from handlers.understanding.wish import Reading, Wish
from indicators.weeks import Week

OFFICER, TEACHER = "officer", "teacher"
LONGEST = 1000
# Likeness from which on a reading is sure; a deed must be likelier (one that is only shown, less so), and must
# explain the words.
SURE, SURE_SHOWN, SURE_ACT, SURE_SHARE = 0.4, 0.5, 0.7, 0.5
_ALL_BUT_SURE, _SHARE_AT_LEAST = 0.95, 0.2
_LIKE_ONE, _SHARE_OF_QUESTION = 0.5, 0.7
_KNOWN = 0.99  # in the very words of an example
_LEAST_LIKELY = 0.01
_NEAREST = 3
ASK = "ask"
_DEED_TEXT = """
    remind write send exempt restore remove leave pause set change correct merge add turn_on turn_off cancel tell print
    resume undo start stop round report leaflet poster round_all
"""
_DEEDS = tuple(_DEED_TEXT.split())
# «Удалить мои данные? нет»
_TAKEN_BACK = re.compile(r"[?,.!]\s*нет\W*$")
# «…, но я пока против», «хотели …, но передумали»
_AGAINST = re.compile(
    r"\bя (?:пока |лично |все же )?против\b|\bно (?:потом |мы |я )?передумал|\bя отказал|\bно не буд|просто уточнял?ил"
    r"|просто спросил|думаю,? не стоит|\bно\b.* против\b|\bя не (?:говорил|просил|велел)|\bно я (?:пока |еще )?не хочу"
    r"|\bне (?:отмеча|записыва|внос)\w+"
)
_OWN_DEED = {
    "cancel_round": ("cancel",),
    "exempt": ("exempt",),
    "pause": ("pause",),
    "unsubscribe": ("unsubscribe",),
    "automatic_off": ("turn_off",),
    "mute": ("turn_off", "unsubscribe"),
}
# Said by denying a deed, or about somebody's denying it.
_DENIAL_TEXT = """
    complain thanks greet explain why_bot howto no cancel mute hours thanks_off unsubscribe automatic_off cancel_round
    exempt pause set_hours set_break exemptions away ask smalltalk not_now
"""
_SAID_BY_DENIAL = frozenset(_DENIAL_TEXT.split())
# «Опять неправильно, у меня 12»
_DISPUTES = re.compile(
    r"(?=.*\b(?:неправильн|неверн|не\s*так\b|ошиб|неправд|не сходит|вр[её]те))(?=.*\bу меня\b[^.?!]*\d)"
)
_PARTS_OF_DAY = ("evening", "before_noon", "after_noon", "time_of_day")
_ASKING = ("who_q", "what_q", "how_q", "where_q", "when_q", "which_q", "reason_why", "count_q", "whose")
_OF_STATES = frozenset({"list", "card", "my_figures", "mistake", "not_now", "chats", "done_list", "why_listed"})


@dataclass(frozen=True, slots=True)
class Around:
    """What a message is read by: the people of the school, the day and hour, the newest week of statistics."""

    roster: Roster
    today: date
    newest: Week
    clock: time = time(9)

    @property
    def now(self) -> datetime:
        return datetime.combine(self.today, self.clock)


def read(text: str, around: Around, side: str = OFFICER) -> Reading:
    """What the message asks for. Nothing is sure that is like several things."""
    if not text.strip() or len(text) > LONGEST:
        return Reading()

    def taken_apart(said: str) -> Sentence:
        return sentence_of(said, tokens_of(said), around.roster, around.now, around.newest)

    def part(said: str) -> Reading:
        return _reading(taken_apart(said), side, nearest=1)

    sentence = taken_apart(text)
    whole = _reading(sentence, side)
    pieces = [Piece(one, part(one)) for one in parts_of(text, sentence.tokens)]
    found = several_wishes(whole, pieces, part) if pieces else whole
    return _offering(found, whole, sentence, side, pieces) if pieces and len(found.wishes) < 2 else found


def _offering(reading: Reading, whole: Reading, sentence: Sentence, side: str, pieces: Sequence[Piece]) -> Reading:
    """With what a clause would ask for by itself among the nearest, behind the likeliest."""
    best, rest = reading.nearest[:1], (*reading.nearest[1:], *whole.nearest)
    known = {one.code for one in best}
    codes = {one.wish.code: one.wish for one in pieces if one.wish is not None and one.asks_for_something}
    words = model(side).words
    own = [
        filled(explained(code, wish.likely, sentence, words.get(code, frozenset())), sentence)
        for code, wish in sorted(codes.items(), key=lambda one: -one[1].likely)
        if code not in known
    ][:1]
    offered: dict[str, Wish] = {}
    for one in (*best, *own, *rest):
        offered.setdefault(one.code, one)
    return replace(reading, nearest=tuple(offered.values())[:_NEAREST])


def _reading(sentence: Sentence, side: str, nearest: int = _NEAREST) -> Reading:
    found = candidates(sentence, side, nearest)
    best = found[0]
    wishes = [filled(one, sentence) for one in found]
    offered = tuple(one for one in wishes if one.code != ASK)[:nearest]
    denies = _denies(best.code, sentence)
    doubted = _doubtful(best, sentence, denies) if wishes[0].acts else _is_half_heard(best)
    doubted = doubted or (best.code == "away" and is_of_another(sentence))
    sure = best.code != ASK and best.likely >= SURE and not doubted
    read = several(wishes[0], sentence) if best.code != ASK else ()
    refuses, stranger = sentence.manner.refuses, _stranger(sentence)
    return Reading(
        read, sure, offered, denies, _has_words(sentence), *_manner(sentence), refuses=refuses, stranger=stranger
    )


def _manner(sentence: Sentence) -> tuple[bool, bool, bool, bool]:
    """Whether a verb asks for something, whether it is a question, whether it tells how things are, and whether there
    is nothing but a verb."""
    words = [one for one in sentence.tokens if one.kind == "word" and one.entity in ("", "thing", "state")]
    deeds = [one for one in words if _is_deed(one)]
    asks = any(one.means(*_ASKING) and not one.is_filler for one in words) or sentence.text.rstrip().endswith("?")
    tells = any(one.form in ("past", "third", "part") and not one.is_filler for one in words)
    objects = any(one not in deeds and not one.is_filler and one.form == "noun" and one.concepts for one in words)
    bare = bool(deeds) and not objects and all(one.entity == "" for one in sentence.words) and not asks and not tells
    return bool(deeds), asks, tells, bare and not sentence.figures.things


_SHOWN = ("show", "card", "what_q", "how_q")


def _stranger(sentence: Sentence) -> str:
    """«Покажи Сидорову», and nobody is called so."""
    named = [] if sentence.persons else surnames(sentence.tokens)
    places = {place for one in named[:1] for place in one.places}
    others = [one for place, one in enumerate(sentence.tokens) if place not in places and one.kind == "word"]
    alone = len(named) == 1 and all(one.is_filler or one.means(*_SHOWN) for one in others)
    is_asked = any(one.means(*_SHOWN) for one in others)
    return " ".join(sentence.tokens[place].text for place in places) if alone and is_asked else ""


def _is_deed(token: Token) -> bool:
    return token.form in ("imp", "inf", "we") and token.means(*DEED_CONCEPTS) and not token.is_filler


def candidates(sentence: Sentence, side: str, most: int = _NEAREST) -> list[Candidate]:
    """What it may be, the likeliest first."""
    learned = model(side)
    likely: defaultdict[str, float] = defaultdict(float)
    given: dict[str, str] = {}
    ordered = command_of(sentence) if side == OFFICER else OPTED_OUT if opts_out(sentence.text) else ""
    known = ordered or learned.known(row_key(sentence))
    for label, chance in _likely(learned, sentence, known).items():
        code = label.split()[0]
        if chance > likely[code] - chance:
            given[code] = label
        likely[code] += chance
    if "restore" in likely and _sets_out(sentence):
        likely["exempt"] += likely.pop("restore")
        given.setdefault("exempt", "exempt")
    if side == OFFICER:
        _not_ordered(likely, given, sentence)
        if "remind" in likely and _says_on(sentence):
            likely["announce"] += likely.pop("remind")
            given.setdefault("announce", "announce")
        if "list" in likely and _asks_who_has(sentence):
            likely["done_list"] += likely.pop("list")
            given.setdefault("done_list", "done_list")
    else:
        _of_ones_own(likely, given, sentence)
    best = sorted(likely, key=lambda code: -likely[code])[: most + 1]
    found = [
        explained(given[code], likely[code], sentence, learned.words.get(code, frozenset()))
        for code in best
        if likely[code] > _LEAST_LIKELY
    ] or [explained(ASK, 1.0, sentence, frozenset())]
    found[0].known = bool(known) and known.split()[0] == found[0].code
    found[0].ordered = bool(ordered)
    return found


def _likely(learned: Model, sentence: Sentence, known: str) -> dict[str, float]:
    found = learned.likely(features(sentence))
    if known:
        found = {label: chance * (1 - _KNOWN) for label, chance in found.items()}
        found[known] = found.get(known, 0.0) + _KNOWN
    return found


_AWAY = frozenset({"больничный", "отпуск", "декрет", "курсы", "командировку", "учебу"})


def _sets_out(sentence: Sentence) -> bool:
    """«Вышла на больничный» has left, «вышла с больничного» is back."""
    words = sentence.words
    return any(one.norm in _AWAY and not one.denied and lead.norm in ("на", "в") for lead, one in pairwise(words))


def _says_on(sentence: Sentence) -> bool:
    """«Напомни всем, что завтра педсовет»: those words are to be said, and no gap is meant."""
    return bool(sentence.manner.tells) and not sentence.figures.gaps and not sentence.has("debt", "debtors")


def _asks_who_has(sentence: Sentence) -> bool:
    """«У кого есть чат», «у кого были звонки», not those who lack them."""
    words = [one.norm for one in sentence.tokens]
    asks = any(words[place : place + 2] == ["у", "кого"] for place in range(len(words)))
    has = bool({"есть", "был", "были", "была"} & set(words)) and not any(one.denied for one in sentence.tokens)
    return asks and has and bool(sentence.figures.gaps) and not sentence.figures.lacking


def _of_ones_own(likely: defaultdict[str, float], given: dict[str, str], sentence: Sentence) -> None:
    """A teacher's «когда ты мне напишешь» is no complaint, «выйду не 26-го, а 28-го» asks for no week of peace,
    «опять неправильно, у меня 12» disputes a figure."""
    manner = sentence.manner
    moved = {"not_now": "away"} if sentence.when.returns else {}
    if manner.passed_over or (manner.tense == AHEAD and sentence.has("when_q")):
        moved = dict.fromkeys(("complain", "mute", "not_now", "why_bot", "who_are_you"), "next_check")
    if _DISPUTES.match(sentence.text.lower()) is not None:
        moved = {"complain": "mistake"}
    for code, instead in moved.items():
        if code in likely:
            likely[instead] += likely.pop(code)
            given.setdefault(instead, instead)


def _not_ordered(likely: defaultdict[str, float], given: dict[str, str], sentence: Sentence) -> None:
    """«Когда ты напомнишь Алиевой» asks, «спасибо, что уволил Борисова» and «ты остановил рассылку» tell."""
    manner, instead = sentence.manner, ""
    if any(one.form == "imp" and one.means(*DEED_CONCEPTS) and not one.is_filler for one in sentence.tokens):
        return
    if manner.thanks_for:
        instead = "thanks"
    elif manner.told:
        instead = "card" if sentence.persons else "audit"
    elif manner.tense == AHEAD and sentence.has("when_q"):
        instead = "got" if sentence.persons else "schedule"
    of_all = manner.thanks_for and "?" not in sentence.text
    for code in [one for one in likely if instead and (of_all or (one in ACTS and one not in HARMLESS))]:
        likely[instead] += likely.pop(code)
        given.setdefault(instead, instead)


def _has_words(sentence: Sentence) -> bool:
    """Whether anything is said but names, days and little words: only then is it a wish of its own."""
    return any(
        one.kind == "word" and not one.entity and not one.is_filler and one.concepts and not one.means(*_PARTS_OF_DAY)
        for one in sentence.tokens
    )


def _denies(code: str, sentence: Sentence) -> bool:
    """«Не надо удалять», «паузу не ставить»: a deed that is named and is not to be done."""
    if _TAKEN_BACK.search(sentence.text.lower()) is not None:
        return True
    if _AGAINST.search(sentence.text.lower()) is not None:
        return True
    if code in _SAID_BY_DENIAL:
        return any(one.denied and one.means(*_OWN_DEED.get(code, ())) for one in sentence.tokens)
    loosely = code not in _OF_STATES
    return any(
        one.denied
        and one.entity != "state"
        and not (one.bound and one.means("leave", "broken"))
        and one.means(*_DEEDS)
        and (one.form in ("inf", "imp", "we") or (loosely and one.form not in ("past", "part")))
        for one in sentence.tokens
    )


def _doubtful(best: Candidate, sentence: Sentence, denies: bool) -> bool:
    """«Вроде увольняется», «если …», «можно …?»: a deed that is named and perhaps not wished."""
    asks = best.code not in HARMLESS and sentence.text.rstrip().endswith("?") and not _is_polite(sentence)
    at_least = SURE_SHARE if best.likely < _ALL_BUT_SURE else _SHARE_AT_LEAST
    likely_enough = best.likely >= (SURE_SHOWN if best.code in HARMLESS else SURE_ACT)
    unlikely = not likely_enough or (best.share < at_least and not best.ordered)
    wonders = best.code not in HARMLESS and _begins_by_asking(sentence)
    return unlikely or sentence.supposes or denies or asks or wonders or sentence.has("hedge")


def _is_half_heard(best: Candidate) -> bool:
    """A question of which much was not taken in, and that is like others too: an answer to it is as often wrong."""
    return best.likely < _LIKE_ONE and best.share < _SHARE_OF_QUESTION


def _is_polite(sentence: Sentence) -> bool:
    """«Можешь напомнить …?» asks for it."""
    return any(one.norm.startswith(("можешь", "можете", "сможешь", "сможете", "можно")) for one in sentence.tokens)


def _begins_by_asking(sentence: Sentence) -> bool:
    first = next((one for one in sentence.tokens if one.kind == "word" and not one.is_filler), None)
    return first is not None and first.means("who_q", "when_q", "reason_why", "whose")
