"""Where the way a thing is said makes another wish of what it is like: «когда ты напомнишь …» orders nothing."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import pairwise

from handlers.understanding.codes import ACTS, HARMLESS, TAKES
from handlers.understanding.lexicon.words import DEED_CONCEPTS
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.manner import AHEAD

_DEEDS = ACTS - HARMLESS
_OF_SILENCE = frozenset({"complain", "mute", "not_now", "why_bot", "who_are_you"})
_AWAY = frozenset({"больничный", "отпуск", "декрет", "курсы", "командировку", "учебу"})
# Codes, and what is meant instead of any of them.
Move = tuple[Collection[str], str]


def moved(likely: defaultdict[str, float], given: dict[str, str], sentence: Sentence, *, is_officer: bool) -> None:
    """Their likeness is that of what is meant instead."""
    for codes, instead in _moves(sentence, is_officer=is_officer):
        for code in [one for one in likely if one in codes and one != instead]:
            likely[instead] += likely.pop(code)
            given.setdefault(instead, instead)


def _moves(sentence: Sentence, *, is_officer: bool) -> Iterator[Move]:
    if _sets_out(sentence):
        yield {"restore"}, "exempt"
    if not is_officer:
        yield from _of_oneself(sentence)
        return
    yield from _not_ordered(sentence)
    if _says_on(sentence):
        yield {"remind"}, "announce"
    if _asks_who_has(sentence):
        yield {"list"}, "done_list"


def _of_oneself(sentence: Sentence) -> Iterator[Move]:
    """A teacher's «когда ты мне напишешь» is no complaint, «выйду не 26-го, а 28-го» asks for no week of peace,
    «опять неправильно, у меня 12» disputes a figure."""
    manner = sentence.manner
    if manner.disputes:
        yield {"complain"}, "mistake"
    elif manner.passed_over or (manner.tense == AHEAD and sentence.has("when_q")):
        yield _OF_SILENCE, "next_check"
    elif sentence.when.returns:
        yield {"not_now"}, "away"


def _not_ordered(sentence: Sentence) -> Iterator[Move]:
    """«Когда ты напомнишь Алиевой» asks, «спасибо, что уволил Борисова» and «ты остановил рассылку» tell."""
    manner = sentence.manner
    if any(one.form == "imp" and one.means(*DEED_CONCEPTS) and not one.is_filler for one in sentence.tokens):
        return
    if manner.thanks_for:
        yield _DEEDS if "?" in sentence.text else TAKES, "thanks"
    elif manner.told:
        yield _DEEDS, "card" if sentence.persons else "audit"
    elif manner.tense == AHEAD and sentence.has("when_q"):
        yield _DEEDS, "got" if sentence.persons else "schedule"


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
