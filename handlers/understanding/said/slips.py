"""«Ой нет, лучше по средам», «не ту, другую»: what somebody puts right in what they wished."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import pairwise

from handlers.understanding.reading.found import REASONS, Sentence
from handlers.understanding.reading.spelling import plain
from handlers.understanding.reading.tokens import Token, tokens_of

_SLIP_WORDS = """
    ой ай нет не тьфу вернее точнее лучше хотя пардон упс стоп ошиблась ошибся перепутала перепутал оговорилась
    оговорился описалась описался опечаталась опечатался передумала передумал погоди погодите подожди подождите прости
    простите извини извините виновата виноват давай давайте тогда отставить отставь отставьте
    все-таки всетаки прошу прощения имела имел виду
"""
SLIPS = frozenset(_SLIP_WORDS.split())
# Said under a question they lead to another answer; behind a deed they may lead to the next one.
_WEAK_WORDS = """
    давай давайте тогда погоди погодите подожди подождите стоп прости простите извини извините прошу прощения
"""
_WEAK = frozenset(_WEAK_WORDS.split())
LEADS = frozenset({"в", "во", "на", "с", "со", "до", "по", "к", "у", "про", "о", "об", "для", "без", "от", "из"})
_MOVES = ("change", "move_word", "correct")
_ASKS = ("who_q", "what_q", "how_q", "where_q", "when_q", "which_q", "reason_why", "count_q", "whose")
_OTHER = ("друг", "втор", "перв", "трет")
ENDS_ON, STARTS = frozenset({"до", "по"}), frozenset({"с", "со"})
NEED = frozenset({"надо", "нужно", "стоит"})
OF_NOTHING = frozenset({"передумала", "передумал", "отбой", "отмена", "отменяется"})
_ALL = frozenset({"всем", "всех", "все"})
_NOT_THIS = frozenset({"ту", "того", "та", "тот", "тому", "той", "тех", "тем"})
_THE_ONE = frozenset({*_NOT_THIS, "а", "которая", "который", "которую", "которого", "которой", "которому"})
_MORE = frozenset({"еще", "тоже", "также"})
_FEW = 4  # words that say till when
MOST_WORDS = 14


def may_put_right(text: str) -> bool:
    """Before anything is taken apart: whether such a word is there at all."""
    said = set(plain(text.lower()).replace(",", " ").replace(".", " ").split())
    return not said.isdisjoint(SLIPS | OF_NOTHING) or any(one.startswith(_OTHER) for one in said)


class Kind(Enum):
    WHOM = auto()
    DAYS = auto()
    CLOCK = auto()
    AMOUNT = auto()
    THING = auto()
    REASON = auto()


_OF_ENTITY = {
    "who": Kind.WHOM,
    "group": Kind.WHOM,
    "class": Kind.WHOM,
    "days": Kind.DAYS,
    "clock": Kind.CLOCK,
    "percent": Kind.AMOUNT,
    "number": Kind.AMOUNT,
}
ADDED = frozenset({Kind.DAYS, Kind.CLOCK})
NEEDS_NO_SLIP = ADDED | {Kind.AMOUNT}


@dataclass(frozen=True, slots=True)
class PutRight:
    """`meant` and `denied` are runs of places by what they tell; `another`: somebody else of the same name is meant;
    `is_strong`: it is said to put something right, and nothing else."""

    said: Sentence
    meant: dict[Kind, list[range]] = field(default_factory=dict)
    denied: dict[Kind, list[range]] = field(default_factory=dict)
    is_slip: bool = False
    is_strong: bool = False
    another: bool = False

    @property
    def names_people(self) -> bool:
        return Kind.WHOM in self.meant


def slip_of(said: Sentence, order: Sentence) -> PutRight | None:
    """What is put right in an order; None where more is said than particulars, or somebody asks."""
    tokens = said.tokens
    runs = runs_in(said, 0, len(tokens))
    taken = {place for _, run in runs for place in run}
    words = [place for place, one in enumerate(tokens) if one.kind != "mark" and place not in taken]
    if "?" in said.text or len(said.words) > MOST_WORDS:
        return None
    slips = [at for at in words if tokens[at].norm in SLIPS]
    if not all(_may_stand(tokens[at], order, goes_on=bool(slips) and slips[0] < at) for at in words):
        return None
    not_this = any(one.norm == "не" and other.norm in _NOT_THIS for one, other in pairwise(tokens))
    another = not_this or any(_is_another(tokens[at]) for at in range(len(tokens)))
    meant: dict[Kind, list[range]] = {}
    denied: dict[Kind, list[range]] = {}
    tells_done = any(map(_tells_done, order.tokens))
    for kind, run in runs:
        if kind is Kind.AMOUNT and all(_is_another(tokens[at]) for at in run):  # «ой не ту, вторую»
            continue
        kind = Kind.CLOCK if kind is Kind.AMOUNT and _is_hour(tokens, run) else kind
        is_denied = _is_denied(tokens, run.start) or (kind is Kind.THING and tells_done and _is_lacking(tokens, run))
        (denied if is_denied else meant).setdefault(kind, []).append(run)
    is_slip = another or bool(denied) or any(tokens[at].norm in SLIPS for at in words)
    is_strong = another or bool(denied) or any(tokens[at].norm in SLIPS - _WEAK for at in words)
    return PutRight(said, meant, denied, is_slip, is_strong, another)


def _may_stand(token: Token, order: Sentence, *, goes_on: bool) -> bool:
    """`goes_on`: behind a word that puts something right: «лучше напоминай по средам»; «напомни тем, у кого нет чата»
    is an order of its own."""
    if token.means(*_ASKS) or token.norm in NEED:  # «нет, не надо Ершову»
        return False
    if token.norm in SLIPS or token.norm in LEADS or _is_another(token) or token.is_filler:
        return True
    if token.norm in _THE_ONE or is_initial(token):  # «не та Ким, та, которая М. Г.»
        return True
    if goes_on and (token.norm == "я" or _tells_done(token)) and any(one.form == "past" for one in order.tokens):
        return True  # «…, а журнал я связала»
    ordered = {one for each in order.tokens if each.form in ("imp", "inf") for one in each.concepts} - {"filler"}
    again = {*_MOVES, *(ordered if goes_on else ())}
    return token.form in ("imp", "inf") and not token.denied and bool(token.concepts & again)


def is_initial(token: Token) -> bool:
    return token.kind == "word" and len(token.norm) == 1 and token.text.isupper() and not token.entity


def _tells_done(token: Token) -> bool:
    return token.form == "past" and token.means("done_self") and not token.denied


def _is_hour(tokens: Sequence[Token], run: range) -> bool:
    """«Лучше в 11»."""
    value = tokens[run.stop - 1].value
    return len(run) == 2 and tokens[run.start].norm in ("в", "на") and value is not None and value < 24


def hour_alone(said: Sentence) -> int | None:
    """The hour of «лучше в 11», where nothing but a number tells it."""
    runs = [run for kind, run in runs_in(said, 0, len(said.tokens)) if kind is Kind.AMOUNT]
    return said.tokens[runs[0].stop - 1].value if len(runs) == 1 and _is_hour(said.tokens, runs[0]) else None


def _is_another(token: Token) -> bool:
    return token.norm.startswith(_OTHER) and token.entity in ("", "number") and token.norm != "друг"


def runs_in(sentence: Sentence, first: int, last: int) -> list[tuple[Kind, range]]:
    """What is told beside each other of one kind is one: «Ким и Ершову», «с 1 по 5 декабря»."""
    found: list[tuple[Kind, range]] = []
    for place in range(first, last):
        kind = _kind_of(sentence, place)
        if kind is None:
            continue
        if found and found[-1][0] is kind and _follows(sentence.tokens, found[-1][1], place, kind):
            found[-1] = (kind, range(found[-1][1].start, place + 1))
        else:
            found.append((kind, range(_with_lead(sentence, place, kind), place + 1)))
    return found


def _kind_of(sentence: Sentence, place: int) -> Kind | None:
    token = sentence.tokens[place]
    if token.entity in _OF_ENTITY:
        return _OF_ENTITY[token.entity]
    if token.means("all_word") and token.norm in _ALL:
        return Kind.WHOM
    if token.means(*REASONS) and not token.denied:  # «болеет», «в отпуске»
        return Kind.REASON
    if token.means("weekday"):  # «по средам»
        return Kind.DAYS
    is_not_meant = token.denied and token.means("term")  # «не звонок, а журнал»
    return Kind.THING if is_not_meant or place in sentence.figures.said else None


def _with_lead(sentence: Sentence, place: int, kind: Kind) -> int:
    """«По средам», «без звонка» change with the word before; a name has its own case."""
    before = sentence.tokens[place - 1] if place else None
    leads = before is not None and before.norm in LEADS and not before.entity
    return place - 1 if leads and kind is not Kind.WHOM else place


def _follows(tokens: Sequence[Token], run: range, place: int, kind: Kind) -> bool:
    between = [one.norm for one in tokens[run.stop : place]]
    if kind is Kind.WHOM and not between and tokens[run.stop - 1].entity != tokens[place].entity:
        return False  # «Борисова заместителем»
    is_row = kind is Kind.WHOM and not _is_denied(tokens, run.start)  # «не Ким, Ершову»
    return between in ([[], ["и"], [","]] if is_row else [[], ["и"]])


def _is_denied(tokens: Sequence[Token], first: int) -> bool:
    before = first - 1
    while before >= 0 and (tokens[before].norm in LEADS or _is_another(tokens[before])):
        before -= 1
    return before >= 0 and tokens[before].norm == "не"


def _is_lacking(tokens: Sequence[Token], run: range) -> bool:
    """«Ой, чата нет», «звонка не было», «без звонка» of somebody who said that it was done."""
    behind = [one.norm for one in tokens[run.stop : run.stop + 2]]
    return tokens[run.start].norm == "без" or behind[:1] in (["нет"], ["нету"]) or behind == ["не", "было"]


def denies_alone(slip: PutRight, order: Sentence) -> bool:
    """«Хотя нет, не чат» of «чат я создала»: what was named is not meant, and nothing instead."""
    if slip.meant or [*slip.denied] != [Kind.THING] or not slip.is_strong:
        return False
    said = {slip.said.figures.said[at] for run in slip.denied[Kind.THING] for at in run if at in slip.said.figures.said}
    return bool(said) and said <= {*order.figures.said.values()}


def adds(said: Sentence) -> bool:
    """«Ой, и звонок был», «ой, ещё звонок»: more is said, and nothing put right."""
    norms = [one.norm for one in said.tokens if one.kind != "mark" and one.norm not in SLIPS]
    return norms[:1] == ["и"] or not _MORE.isdisjoint(norms)


def says_until(text: str) -> bool:
    """«Ой, до каникул»: till when, and nothing else."""
    words = [one for one in tokens_of(text) if one.kind != "mark"]
    behind = [one for one in words if one.norm not in SLIPS]
    is_until = 1 < len(behind) <= _FEW and behind[0].norm in ENDS_ON and "?" not in text
    return is_until and not any(one.form in ("imp", "inf") for one in behind)


def tells_moment_alone(said: Sentence) -> bool:
    """«Перенеси его на четверг, 10 утра», «ой нет, лучше завтра»: a day or an hour, and nothing else."""
    slip = slip_of(said, said)
    return slip is not None and bool(slip.meant) and set(slip.meant) <= ADDED and not slip.another
