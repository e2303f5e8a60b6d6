"""From a message to its meaning: wishes in their order, and how sure that is.

What is asked for is told by likeness to the examples, of whom and when by the readers of particulars. How sure the
likeness is, and what of the words it has no place for, decides what may be done about it.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import lru_cache, partial

from handlers.understanding.codes import WRITTEN_TO
from handlers.understanding.commands import OPTED_OUT, command_of, opts_out
from handlers.understanding.judging.deadlines import each_with_its_day
from handlers.understanding.judging.doubt import denies, doubtful, is_hedged, likely_enough
from handlers.understanding.judging.instead import moved, new_surname
from handlers.understanding.judging.nobodys import is_ordered, speaks_of_others
from handlers.understanding.judging.turned import said_by_turn
from handlers.understanding.likeness.both import likely
from handlers.understanding.likeness.features import row_key
from handlers.understanding.likeness.model import model
from handlers.understanding.matters.likely import matters_of
from handlers.understanding.particulars.fill import filled
from handlers.understanding.particulars.numbers import several
from handlers.understanding.particulars.used import Candidate, explained
from handlers.understanding.pieces.antecedents import told_of_each, with_days, with_each, with_names
from handlers.understanding.pieces.asker import without_asker
from handlers.understanding.pieces.left_out import with_left_out
from handlers.understanding.pieces.moods import mood_of
from handlers.understanding.pieces.own_part import without_their_peace
from handlers.understanding.pieces.own_reason import with_own_reason
from handlers.understanding.pieces.parts import parts_of, without_order
from handlers.understanding.pieces.piece import Piece
from handlers.understanding.pieces.several_wishes import several_wishes
from handlers.understanding.pieces.taking_on import beside_each_other, is_at_odds
from handlers.understanding.pieces.unasked import about_some, parted
from handlers.understanding.pieces.unheard import unheard
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.people.roster import Roster
from handlers.understanding.reading.people.strangers import surnames
from handlers.understanding.reading.sentence import sentence_of
from handlers.understanding.reading.tokens import Token, tokens_of
from handlers.understanding.remembered import Remembered, Said
from handlers.understanding.said.orders.target_words import targets_said
from handlers.understanding.wish import Reading, Wish
from indicators.weeks import Week

OFFICER, TEACHER = "officer", "teacher"
LONGEST = 1000
_KNOWN = 0.99  # in the very words of an example
_LEAST_LIKELY = 0.01
_NEAREST = 3
ASK = "ask"
_NOT = frozenset({"не", "ни"})
_PARTS_OF_DAY = ("evening", "before_noon", "after_noon", "time_of_day")
_ASKING = ("who_q", "what_q", "how_q", "where_q", "when_q", "which_q", "reason_why", "count_q", "whose")


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


_REMEMBERED = Remembered()


class Message:
    """What somebody wrote, taken apart once, whoever's words they may be."""

    def __init__(self, text: str, around: Around, remembered: Remembered | None = None) -> None:
        self.text, self._around = text, around
        self._remembered = _REMEMBERED if remembered is None else remembered
        self._roster = around.roster.without(())
        self._apart: dict[str, Sentence] = {}

    def read(self, side: str) -> Reading:
        """What it asks for. Nothing is sure that is like several things."""
        if not self.text.strip() or len(self.text) > LONGEST:
            return Reading()
        if mood := mood_of(self.text):
            return Reading((Wish(mood, likely=1.0),), sure=True)
        said = Said(self.text, side, self._around.today, self._around.newest)
        reading = self._remembered.reading(said, self._roster)
        if reading is None:
            reading = self._read(side)
            if _may_be_matter(reading):
                reading = replace(reading, matters=matters_of(self._taken_apart(self.text), side))
            self._remembered.keep(said, reading, self._apart.values(), self._roster)
        return reading

    def _read(self, side: str) -> Reading:
        def part(said: str) -> Reading:
            return _reading(self._taken_apart(without_order(said)), side, is_part=True)

        def part_as(said: str, code: str) -> Reading:
            return _as_if(self._taken_apart(without_order(said)), code, side)

        sentence = self._taken_apart(self.text)
        whole = _reading(sentence, side)
        if side == OFFICER and (some := parted(sentence)) is not None:
            again = partial(read, around=self._around)
            if (ordered := about_some(some, whole, again, part_as)) is not None:
                return ordered
        if side == OFFICER and whole.wishes and whole.wishes[0].code == "card" and (rest := without_asker(sentence)):
            asked = Message(rest, self._around, self._remembered).read(side)
            if not (asked.sure and any(one.code == "card" for one in asked.wishes)):  # «Доскина просит карточку»
                return asked
        parts = with_left_out(parts_of(sentence), sentence)
        if side == OFFICER and (each := told_of_each(parts, sentence)):
            return Message(each, self._around, self._remembered).read(side)
        parts = with_each(with_days(parts, sentence), sentence)
        pieces = [Piece(one, part(full)) for one, full in zip(parts, with_names(parts, sentence), strict=True)]
        found = several_wishes(whole, pieces, part, part_as) if pieces else whole
        if len(found.wishes) > 1 and (is_at_odds(found.wishes) or _is_one_list(whole)):
            found = whole
        if len(found.wishes) > 1:
            found = replace(found, wishes=beside_each_other(found.wishes, self._around.today))
        if any(one.code in _OF_OTHERS for one in found.wishes) and speaks_of_others(sentence):  # «остальных не трогай»
            found = replace(found, sure=False)
        if side == OFFICER and found.denies and (rest := without_their_peace(sentence)):
            asked = Message(rest, self._around, self._remembered).read(side)
            if asked.sure and not asked.denies:  # «пришлите список, …, им не пишите»
                return asked
        if side == OFFICER and len(found.wishes) > 1:
            found = replace(found, wishes=_without_spared(found.wishes))
        found = replace(found, wishes=_each_target(found.wishes, self.text, self._around.today))
        if side == OFFICER and (told := _each_deadline(found, sentence)):
            return replace(found, wishes=told, sure=True, denies=False)
        if side == OFFICER:
            found = replace(found, unheard=unheard(found, pieces))
        return _offering(found, whole, sentence, side, pieces) if pieces and len(found.wishes) < 2 else found

    def _taken_apart(self, said: str) -> Sentence:
        if said not in self._apart:
            tokens = tokens_of(said, self._roster.has_surname)
            whole = self._apart.get(self.text)
            self._apart[said] = sentence_of(said, tokens, self._roster, self._around.now, self._around.newest, whole)
        return self._apart[said]


def _may_be_matter(reading: Reading) -> bool:
    """Not a command, and no several wishes: those are what they are."""
    return not reading.sure or (len(reading.wishes) == 1 and not reading.wishes[0].ordered)


def _without_spared(wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
    """«Напомни всем, а Соколову не надо, у него горе»: who is left out of one order is not let off by another, unless
    it is said till when."""
    spared = {one for wish in wishes if wish.code in WRITTEN_TO for one in wish.excepted}
    kept = [
        one
        for one in wishes
        if not (one.code == "exempt" and one.people and spared.issuperset(one.people) and not _DAYS & one.keys.keys())
    ]
    return tuple(kept) or wishes


_DAYS = frozenset({"from", "to", "until", "days"})
_NORMS = re.compile(r"\bнорм\w*\s[^.!?%]*?(?=,\s*[^,.!?]*\d\s?%)", re.IGNORECASE)


def _each_target(wishes: tuple[Wish, ...], text: str, today: date) -> tuple[Wish, ...]:
    """«Звонки 60 % к 15 декабря, чаты 80 к 25»: each with what is wanted of it and its own day. A command reads its
    row by itself."""
    wishes = _in_percent(wishes)
    if not wishes or any(one.code != "set_target" or one.ordered for one in wishes):
        return wishes
    said = [
        {"ind": one.code} | ({"value": one.value} if one.value else {}) | ({"to": str(one.to)} if one.to else {})
        for one in targets_said(text, today)
    ]
    first = replace(wishes[0], unused=(), narrowed=(), said="")
    found = tuple(replace(first, keys=keys) for keys in said) or wishes
    if (norms := _NORMS.search(text)) is None:
        return found
    shares = [one for one in found if one.keys.get("value", "").endswith("%")]  # «норма 10 сообщений, …» is no target
    return tuple(replace(one, narrowed=(norms[0],)) for one in shares[:1]) + tuple(shares[1:]) or found


_OF_DEADLINES_TEXT = "set set_target exempt pause set_break deadline indicator targets ask no cancel summary"
_OF_DEADLINES = frozenset(_OF_DEADLINES_TEXT.split())


def _each_deadline(reading: Reading, sentence: Sentence) -> tuple[Wish, ...]:
    """«Срок регистрации до 15 декабря, журнал до 25-го»: each thing with its own day."""
    best = reading.wishes or reading.nearest[:1]
    if not all(one.code in _OF_DEADLINES for one in best) or (
        len(best) > 1 and all(one.code == "set_target" and "value" in one.keys for one in best)
    ):  # «звонки 95, журнал 100 к новому году» are read with their numbers
        return ()
    likely = best[0].likely if best else _SURELY_ORDERED
    return tuple(
        Wish(code, keys, likely=likely, acts=True, manner=sentence.manner) for code, keys in each_with_its_day(sentence)
    )


_NORM, _WHOLE = 19, 100  # a number as small as that is how many of one's own: «один звонок»


def _in_percent(wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
    """«Сообщения 85 %, звонки 70»: both are shares."""
    values = [one.keys.get("value", "") for one in wishes if one.code == "set_target"]
    if len(values) < 2 or not any(one.endswith("%") for one in values):
        return wishes
    return tuple(
        replace(one, keys={**one.keys, "value": f"{one.keys['value']}%"})
        if one.code == "set_target" and (said := one.keys.get("value", "")).isdecimal() and _NORM < int(said) <= _WHOLE
        else one
        for one in wishes
    )


def _is_one_list(whole: Reading) -> bool:
    """«Кто с журналом и чатом, но без звонка» are those who have the one and lack the other."""
    return whole.sure and len(whole.wishes) == 1 and "have" in whole.wishes[0].keys and whole.wishes[0].code == "list"


def read(text: str, around: Around, side: str = OFFICER) -> Reading:
    return Message(text, around).read(side)


def _offering(reading: Reading, whole: Reading, sentence: Sentence, side: str, pieces: Sequence[Piece]) -> Reading:
    """With what a clause would ask for by itself among the nearest, behind the likeliest."""
    best, rest = reading.nearest[:1], (*reading.nearest[1:], *whole.nearest)
    known = {one.code for one in best}
    codes = {one.wish.code: one.wish for one in pieces if one.wish is not None and one.asks_for_something}
    own = [
        _filled(code, wish.likely, sentence, side)
        for code, wish in sorted(codes.items(), key=lambda one: -one[1].likely)
        if code not in known
    ][:1]
    offered: dict[str, Wish] = {}
    for one in (*best, *own, *rest):
        offered.setdefault(one.code, one)
    return replace(reading, nearest=tuple(offered.values())[:_NEAREST])


def _reading(sentence: Sentence, side: str, *, is_part: bool = False) -> Reading:
    nearest = 1 if is_part else _NEAREST
    found = candidates(sentence, side, nearest, is_part=is_part)
    best = found[0]
    wishes = [with_own_reason(filled(one, sentence), sentence) for one in found]
    offered = tuple(one for one in wishes if one.code != ASK)[:nearest]
    denied = denies(best.code, sentence)
    doubted = doubtful(best, sentence, acts=wishes[0].acts, denied=denied)
    said = _has_words(sentence)
    known = best.ordered or (best.known and not (sentence.manner.refuses and sentence.persons))  # «не Петрова, а Исаев»
    surely = best.likely >= _SURELY_NAMED and any(one.entity in _TOLD_OF for one in sentence.tokens)
    named_only = wishes[0].acts and not (said or known or surely or best.turned)  # «не Звонкова, а Исаев»
    refuses, stranger = sentence.manner.refuses, _stranger(sentence)
    nobodys = bool(stranger) and best.code == "remind" and not wishes[0].people  # «напомни Сидоровой»
    sure = best.code != ASK and likely_enough(best) and not (doubted or named_only or nobodys)
    read = several(wishes[0], sentence) if best.code != ASK else ()
    manner, plain = _manner(sentence), not (denied or sentence.supposes or is_hedged(sentence))
    return Reading(read, sure, offered, denied, said, *manner, plain=plain, refuses=refuses, stranger=stranger)


_OF_OTHERS = frozenset({"pause", "exempt", "cancel_round", "remind", "announce"})
_SURELY_ORDERED = 0.85
# «У Алиевой не 6б, а 6в», «пошевели 10-11»: somebody and something of them.
_SURELY_NAMED, _TOLD_OF = 0.9, ("class", "group", "number")


def _as_if(sentence: Sentence, code: str, side: str) -> Reading:
    """As that wish, whatever it is like."""
    wish = _filled(code, _SURELY_ORDERED, sentence, side)
    manner = _manner(sentence)
    return Reading((wish,), not sentence.supposes, (wish,), False, _has_words(sentence), *manner)


def _filled(code: str, likely: float, sentence: Sentence, side: str) -> Wish:
    found = explained(code, likely, sentence, model(side).words.get(code, frozenset()))
    return with_own_reason(filled(found, sentence), sentence)


def _manner(sentence: Sentence) -> tuple[bool, bool, bool, bool]:
    """Whether a verb asks for something, whether it is a question, whether it tells how things are, and whether there
    is nothing but a verb."""
    words = [one for one in sentence.tokens if one.kind == "word" and one.entity in ("", "thing", "state")]
    deeds = [one for one in words if is_ordered(one) and not _is_duty(sentence.tokens, one)]
    asks = any(one.means(*_ASKING) and not one.is_filler for one in words) or sentence.text.rstrip().endswith("?")
    tells = any((one.form in ("past", "third", "part") or one.norm in _I_AM) and not one.is_filler for one in words)
    objects = any(one not in deeds and not one.is_filler and one.form == "noun" and one.concepts for one in words)
    bare = bool(deeds) and not objects and all(one.entity == "" for one in sentence.words) and not asks and not tells
    return bool(deeds), asks, tells, bare and not sentence.figures.things


_I_AM = frozenset({"сижу", "стою", "еду", "иду", "нахожусь", "лежу", "бегу"})
_OF_SOMEBODY = ("show", "card", "what_q", "how_q", "remind")


def _stranger(sentence: Sentence) -> str:
    """«Покажи Сидорову», «напомни Сидоровой», and nobody is called so."""
    named = [] if sentence.persons else surnames(sentence.tokens)
    places = {place for one in named[:1] for place in one.places}
    others = [one for place, one in enumerate(sentence.tokens) if place not in places and one.kind == "word"]
    alone = len(named) == 1 and all(one.is_filler or one.means(*_OF_SOMEBODY) for one in others)
    is_asked = any(one.means(*_OF_SOMEBODY) for one in others)
    return " ".join(sentence.tokens[place].text for place in places) if alone and is_asked else ""


_DUTY = ("должн", "должен", "обязан")


def _is_duty(tokens: Sequence[Token], token: Token) -> bool:
    """«Чаты должны называться одинаково» orders nothing by itself."""
    place = next(at for at, one in enumerate(tokens) if one is token)
    return token.form == "inf" and any(one.norm.startswith(_DUTY) for one in tokens[max(0, place - 2) : place])


def candidates(sentence: Sentence, side: str, most: int, *, is_part: bool) -> list[Candidate]:
    """What it may be, the likeliest first."""
    learned = model(side)
    chances: defaultdict[str, float] = defaultdict(float)
    given: dict[str, str] = {}
    ordered = command_of(sentence) if side == OFFICER else OPTED_OUT if opts_out(sentence.text) else ""
    known = ordered or (learned.known(row_key(sentence)) if _says_something(sentence) else "")
    for label, chance in _likely(sentence, side, known, is_part=is_part).items():
        code = code_of(label)
        if chance > chances[code] - chance:
            given[code] = label
        chances[code] += chance
    moved(chances, given, sentence, is_officer=side == OFFICER)
    best = sorted(chances, key=chances.__getitem__, reverse=True)[: most + 1]
    found = [
        explained(given[code], chances[code], sentence, learned.words.get(code, frozenset()))
        for code in best
        if chances[code] > _LEAST_LIKELY
    ] or [explained(ASK, 1.0, sentence, frozenset())]
    by_turn = said_by_turn(sentence, found[0].code, is_officer=side == OFFICER)
    if side == OFFICER and found[0].code == "correct":
        by_turn |= new_surname(sentence)
    if by_turn:
        found[0].unused = [one for one in found[0].unused if one.norm not in by_turn or one.entity == "who"]
        found[0].share = found[0].share if found[0].unused else 1.0
        found[0].turned = True
    found[0].known = bool(known) and known.split()[0] == found[0].code
    found[0].ordered = bool(ordered)
    return found


@lru_cache(maxsize=512)
def code_of(label: str) -> str:
    return label.split()[0]


def _says_something(sentence: Sentence) -> bool:
    """Not «…», «!!» or «12»: they are nobody's words, whatever an example of one mark means."""
    return any(one.kind == "word" or one.norm == "?" for one in sentence.tokens)


def _likely(sentence: Sentence, side: str, known: str, *, is_part: bool) -> dict[str, float]:
    """Of what is known already, and of parts of a message, which are no messages as the examples are, the linear
    model alone tells enough."""
    found = likely(sentence, side, at_length=not known and not is_part)
    if known:
        found = {label: chance * (1 - _KNOWN) for label, chance in found.items()}
        found[known] = found.get(known, 0.0) + _KNOWN
    return found


def _has_words(sentence: Sentence) -> bool:
    """Whether anything is said but names, days and little words: only then is it a wish of its own."""
    return any(
        one.kind == "word"
        and one.norm not in _NOT
        and not one.entity
        and not one.is_filler
        and one.concepts
        and not one.means(*_PARTS_OF_DAY)
        for one in sentence.tokens
    )
