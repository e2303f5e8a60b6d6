"""How sure a reading is: a deed that is named and not wished, or only perhaps, is not done."""

import re
from collections.abc import Sequence
from itertools import pairwise

from handlers.understanding.codes import ACTS, HARMLESS
from handlers.understanding.judging.nobodys import is_nobodys, keeps_writing
from handlers.understanding.lexicon.words import DEED_CONCEPTS
from handlers.understanding.particulars.narrowing import words_begin
from handlers.understanding.particulars.used import Candidate
from handlers.understanding.particulars.whose.absence import is_of_another
from handlers.understanding.reading.clauses import THOSE, clause_around
from handlers.understanding.reading.exceptions.letting_be import lets_be, sees_to_it
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.tokens import Token
from indicators.russian.calendar_words import WEEKDAYS

# Likeness from which on a reading is sure; a deed must be likelier (one that is only shown, less so), and must
# explain the words.
SURE, _SURE_SHOWN, _SURE_ACT, _SURE_SHARE = 0.4, 0.5, 0.8, 0.5
_SURE_ASKED = 0.9
_ALL_BUT_SURE, _SHARE_AT_LEAST = 0.95, 0.2
_LIKE_ONE, _SHARE_OF_QUESTION = 0.6, 0.7
# From here on an answer whose words are all taken in is right in two cases of three (measured on examples that were
# not learned from), and what else it may be stands under it. Not what is noted down when it is said.
_ANSWERED = 0.25
_NOTED_TEXT = "mistake not_now prefer hours unmute my_class parent name_change withdraw cancel"
_NOTED = frozenset(_NOTED_TEXT.split())
_DEED_TEXT = """
    remind write send exempt restore remove leave pause set change correct merge add turn_on turn_off cancel tell print
    resume undo start stop round report leaflet poster round_all
"""
_DEEDS = tuple(_DEED_TEXT.split())
_OWN_DEED = {
    "cancel_round": ("cancel",),
    "exempt": ("exempt",),
    "give_role": ("give", "appoint", "role"),
    "pause": ("pause",),
    "unsubscribe": ("unsubscribe",),
    "automatic_off": ("turn_off",),
    "mute": ("turn_off", "unsubscribe"),
    "restore": ("restore",),
    "unmute": ("turn_on", "remind", "restore"),
}
# «Из рассылки не убирай», «с больничного не снимай»: nobody is let off, and nobody comes back.
_ALSO_SAID = {"exempt": ("remove",), "restore": ("end_pause",)}
# Said by denying a deed, or about somebody's denying it.
_DENIAL_TEXT = """
    complain thanks greet explain why_bot howto no cancel mute hours thanks_off unsubscribe automatic_off cancel_round
    exempt pause set_hours set_break exemptions away ask smalltalk not_now unmute not_here not_me parent next_check
    prefer restore
"""
_SAID_BY_DENIAL = frozenset(_DENIAL_TEXT.split())
_LIMITED = frozenset({"give_role"})  # «дай права, но рассылать ему не надо»
_SAID_TO_OTHERS = frozenset({"announce", "answer_dispute"})
_MAY_BE_REFUSED = ACTS | _SAID_BY_DENIAL | {"withdraw"}  # «я просто спросила, кто без звонка» wants its answer
_OF_STATES = frozenset({"list", "card", "my_figures", "mistake", "not_now", "chats", "done_list", "why_listed"})


_SILENCES = frozenset({"set_break", "pause", "exempt", "cancel_round", "automatic_off"})
_SHOWN = HARMLESS | {"answer_dispute"}  # a verdict in words shows what waits, and decides nothing
_AT_ONCE = frozenset({"pause", "automatic_off"})  # done as soon as they are read


def denies(code: str, sentence: Sentence) -> bool:
    """«Не надо удалять», «паузу не ставить»: a deed that is named and is not to be done."""
    if sentence.manner.against and code in _MAY_BE_REFUSED:
        return True
    if code == "set_break" and _was_not_closed(sentence):
        return True
    if code in _SILENCES and keeps_writing(sentence):
        return True
    said = _ordered(code, sentence)
    if code in _SAID_BY_DENIAL or code in _LIMITED:
        own, also = _OWN_DEED.get(code, ()), _ALSO_SAID.get(code, ())
        return any(one.denied and one.means(*own) and not one.means("not_ask") for one in said) or any(
            lead.norm == "не" and one.form == "imp" and one.means(*also) for lead, one in pairwise(said)
        )
    loosely = code not in _OF_STATES
    ordered = [one for one in said if one.form == "imp" and one.means(*_WRITTEN)] if code in _WRITES else []
    of_others = all(not one.denied or _spares_somebody(sentence, one) for one in ordered)
    if of_others and any(not one.denied for one in ordered):
        return False  # «я писать не буду, обратись ты к ним», not «Исаеву не напоминай, напомни Борисовой»
    return any(
        one.denied
        and one.entity != "state"
        and not (one.bound and one.means("leave", "broken"))
        and one.means(*_DEEDS)
        and (one.form in ("inf", "imp", "we") or (loosely and one.form not in ("past", "part")))
        for one in said
    )


def _spares_somebody(sentence: Sentence, denied: Token) -> bool:
    """«Напомни физрукам, Лебедеву не напоминай»: of whoever is left out of the order."""
    tokens = sentence.tokens
    place = next(at for at, one in enumerate(tokens) if one is denied)
    clause = clause_around(tokens, place, place)
    return any(at in clause for one in sentence.excepted for at in one.places)


_CLOSED = ("закры", "закро", "ушл", "ввел", "введ", "объяв", "посад", "отправ", "продл", "подтверд")


def _was_not_closed(sentence: Sentence) -> bool:
    """«11а на карантин не закрыли», «карантин не объявили»."""
    tokens = sentence.tokens
    marks = [-1, *(at for at, one in enumerate(tokens) if one.kind == "mark"), len(tokens)]
    return any(
        any(tokens[at].means("breaks") for at in range(first + 1, last))
        and any(_is_not_so(tokens, at) for at in range(first + 1, last))
        for first, last in pairwise(marks)
    )


def _is_not_so(tokens: Sequence[Token], place: int) -> bool:
    return place > 0 and tokens[place - 1].norm == "не" and tokens[place].norm.startswith(_CLOSED)


_WRITES, _WRITTEN = frozenset({"remind", "announce", "retry"}), ("remind", "write", "send", "tell")


def _ordered(code: str, sentence: Sentence) -> Sequence[Token]:
    """Without what is to be said to others: «ответь Алиевой: не переживайте»."""
    marks = [place for place, one in enumerate(sentence.tokens) if one.norm == ":"]
    return sentence.tokens[: marks[0]] if code in _SAID_TO_OTHERS and marks else sentence.tokens


def likely_enough(best: Candidate) -> bool:
    return best.likely >= (SURE if best.code in ACTS or best.code in _NOTED else _ANSWERED)


def doubtful(best: Candidate, sentence: Sentence, *, acts: bool, denied: bool) -> bool:
    perhaps = _is_doubtful_deed(best, sentence, denied) if acts else _is_half_heard(best)
    if best.code == "mistake" and _tells_how_much(sentence):
        return True
    return perhaps or (best.code == "away" and is_of_another(sentence)) or (acts and is_nobodys(best, sentence))


def _is_doubtful_deed(best: Candidate, sentence: Sentence, denied: bool) -> bool:
    """«Вроде увольняется», «если …», «можно …?»: a deed that is named and perhaps not wished."""
    return denied or _is_unlikely(best) or _only_asks(best, sentence) or _is_only_thought_of(best.code, sentence)


def _is_unlikely(best: Candidate) -> bool:
    """What it is like, or too much that was not taken in."""
    at_least = _SURE_SHARE if best.likely < _ALL_BUT_SURE else _SHARE_AT_LEAST
    is_likely = best.likely >= (_SURE_SHOWN if best.code in _SHOWN else _SURE_ACT)
    return not is_likely or (best.share < at_least and not best.ordered)


def _only_asks(best: Candidate, sentence: Sentence) -> bool:
    if best.code in HARMLESS:
        return False
    is_question = sentence.text.rstrip().endswith("?") and not _is_polite(sentence)
    # «может, её вообще не считать?» is shown as any deed is
    asks = is_question and (best.likely < _SURE_ASKED or _asks_whether_done(sentence))
    return asks or _begins_by_asking(sentence)


def _is_only_thought_of(code: str, sentence: Sentence) -> bool:
    """It is hedged, supposed, wished for, how it is every week, or somebody else's to see to."""
    if code == "exempt" and sees_to_it(sentence.text) and not any(map(lets_be, sentence.tokens)):
        return True
    if code in _AT_ONCE and any(one.norm in ("бы", "б") for one in sentence.tokens):  # «надо бы паузу»
        return True
    if code == "not_me" and _errs_in_something(sentence):
        return True
    hedged = code != "not_me" and is_hedged(sentence)  # «вы, наверное, ошиблись, я не Алиева» is sure of it
    return hedged or _supposes(code, sentence) or _is_of_every_week(code, sentence)


def _errs_in_something(sentence: Sentence) -> bool:
    """«Вы что-то перепутали»: in what, and not whom they write to."""
    somewhere = re.search(r"\b(?:что|чего|где)[\s-]?то\b", sentence.text.casefold())
    return somewhere is not None and not any(one.means("not_me") for one in sentence.tokens)


def _tells_how_much(sentence: Sentence) -> bool:
    """«У меня не так много времени», «не так часто захожу»: how much, and not that something is wrong."""
    degree = re.search(r"\bне\s(?:так|столь)\s(?:уж\s)?(?!это\b|что\b|то\b)\w+о\b", sentence.text.casefold())
    return degree is not None and not any(one.means("mistake") for one in sentence.tokens)


def _supposes(code: str, sentence: Sentence) -> bool:
    """Not «передай всем, что в среду обучение, а если придут не все, повторим»: that is what is said."""
    ends = words_begin(sentence) if code == "announce" else 0
    return any(not ends or place < ends for place in sentence.supposed)


def _is_of_every_week(code: str, sentence: Sentence) -> bool:
    """«Методический день у нас среда»: which day it always is, and none on which nothing is sent."""
    days = [place for place, one in enumerate(sentence.tokens) if one.entity == "days"]
    if code != "set_break" or len(days) != 1 or sentence.when.starts or sentence.when.ends:
        return False
    place = days[0]
    lead = sentence.tokens[place - 1].norm if place else ""
    return sentence.tokens[place].norm in WEEKDAYS and lead in ("нас", "меня", "нее", "него", "это", "-", "–", "—")


def _asks_whether_done(sentence: Sentence) -> bool:
    """«Патимат Омаровне предмет исправили?», «Исаева восстановили?»: whether it was done, and nothing is ordered."""
    words = [one for one in sentence.tokens if one.kind == "word" and not one.is_filler]
    done = any(one.form == "past" and one.norm.endswith("ли") and one.concepts for one in words)
    return done and not any(one.form in ("imp", "inf") and one.concepts for one in words)


def _is_half_heard(best: Candidate) -> bool:
    """A question of which much was not taken in, and that is like others too: an answer to it is as often wrong."""
    return best.likely < _LIKE_ONE and best.share < _SHARE_OF_QUESTION


def _is_polite(sentence: Sentence) -> bool:
    """«Можешь напомнить …?» asks for it."""
    return any(one.norm.startswith(("можешь", "можете", "сможешь", "сможете", "можно")) for one in sentence.tokens)


def _begins_by_asking(sentence: Sentence) -> bool:
    place = next((at for at, one in enumerate(sentence.tokens) if one.kind == "word" and not one.is_filler), None)
    if place is None or any(one.norm in THOSE for one in sentence.tokens[:place]):  # «тем, кто молчит, напиши»
        return False
    asks = sentence.tokens[place].means("who_q", "when_q", "reason_why", "whose")
    return asks and not _orders_after(sentence)  # «кому не дошло, отправь ещё раз»


def _orders_after(sentence: Sentence) -> bool:
    """An order behind what is asked: from the last mark on."""
    tokens = sentence.tokens
    start = max((place for place, one in enumerate(tokens[:-1]) if one.norm in _MARKS), default=len(tokens))
    return any(one.form == "imp" and one.means(*DEED_CONCEPTS) and not one.denied for one in tokens[start:])


_MARKS = frozenset({",", ".", "!", "?", "\n", "-", "–", "—"})


def is_hedged(sentence: Sentence) -> bool:
    """«Вроде увольняется», «возможно, в отпуске»; not what is told beside an order («она наверное дома, пропусти её»),
    nor what is left for later («потом посмотрим»)."""
    tokens = sentence.tokens
    hedges = {
        place
        for place, one in enumerate(tokens)
        if one.means("hedge")
        and one.norm != "если"  # a condition is looked at by itself
        and not any(after.form == "we" for after in tokens[place + 1 : place + 2])
    }
    orders = [
        place
        for place, one in enumerate(tokens)
        if one.form == "imp" and one.means(*DEED_CONCEPTS) and not (one.denied or one.is_filler)
    ]
    if not orders:  # «потом сделаю»: nothing is put off that was ordered
        return any(tokens[place].norm != "потом" for place in hedges)
    later = {place for place in hedges if tokens[place].norm == "потом" and place and tokens[place - 1].norm in _THEN}
    return any(not (hedges - later).isdisjoint(clause_around(tokens, place, place)) for place in orders)


_THEN = frozenset({",", ".", "и", "а"})  # «на сборах с 19 по 25, потом верни»
