"""«Ой нет, лучше по средам», «не ту, другую», «а хотя нет, не надо»: what somebody puts right in what they wished."""

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
_SLIPS = frozenset(_SLIP_WORDS.split())
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
_NOTHING_ELSE = frozenset({"ничего", "никого"})  # «нет, ничего не надо»
_AS_IT_WAS = frozenset({"обычно", "раньше", "прежде", "было", "всегда"})
_NEED, _BESIDE = frozenset({"надо", "нужно", "стоит"}), frozenset({"надо", "пусть", "будет"})
_OF_NOTHING = frozenset({"передумала", "передумал", "отбой", "отмена", "отменяется"})
_OF_SOMETHING = frozenset({"отмена", "отменяется"})  # «карантин отменяется»
_PARTS = frozenset({",", ".", "!", ";", "\n", "а", "ой", "нет"})
_ALL = frozenset({"всем", "всех", "все"})
_NOT_THIS = frozenset({"ту", "того", "та", "тот", "тому", "той", "тех", "тем"})
_THE_ONE = frozenset({*_NOT_THIS, "а", "которая", "который", "которую", "которого", "которой", "которому"})
_SILENCES = ("exempt", "remove", "pass_over")
_RECEIVES = "receive"  # «пусть получает»
_SPEAKS = ("write", "send", "remind", "touch", "restore", "resume", "turn_on")
_GOES = ("leave", "other_school", "switch")
_STAYS = frozenset({"остается", "остаются", "остался", "осталась", "остались"})
_TO_WORK = "работать"
_MORE = frozenset({"еще", "тоже", "также"})
_FEW = 4  # words that say till when
_MOST_WORDS = 14


def may_put_right(text: str) -> bool:
    """Before anything is taken apart: whether such a word is there at all."""
    said = set(plain(text.lower()).replace(",", " ").replace(".", " ").split())
    return not said.isdisjoint(_SLIPS | _OF_NOTHING) or any(one.startswith(_OTHER) for one in said)


def thinks_better(text: str) -> bool:
    """Before anything is taken apart: whether one message may put itself right."""
    said = set(plain(text.lower()).replace(",", " ").replace(".", " ").split())
    return not said.isdisjoint({"хотя", "ой", *_OF_NOTHING})


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
    if "?" in said.text or len(said.words) > _MOST_WORDS:
        return None
    slips = [at for at in words if tokens[at].norm in _SLIPS]
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
    is_slip = another or bool(denied) or any(tokens[at].norm in _SLIPS for at in words)
    is_strong = another or bool(denied) or any(tokens[at].norm in _SLIPS - _WEAK for at in words)
    return PutRight(said, meant, denied, is_slip, is_strong, another)


def _may_stand(token: Token, order: Sentence, *, goes_on: bool) -> bool:
    """`goes_on`: behind a word that puts something right: «лучше напоминай по средам»; «напомни тем, у кого нет чата»
    is an order of its own."""
    if token.means(*_ASKS) or token.norm in _NEED:  # «нет, не надо Ершову»
        return False
    if token.norm in _SLIPS or token.norm in LEADS or _is_another(token) or token.is_filler:
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
    norms = [one.norm for one in said.tokens if one.kind != "mark" and one.norm not in _SLIPS]
    return norms[:1] == ["и"] or not _MORE.isdisjoint(norms)


def says_until(text: str) -> bool:
    """«Ой, до каникул»: till when, and nothing else."""
    words = [one for one in tokens_of(text) if one.kind != "mark"]
    behind = [one for one in words if one.norm not in _SLIPS]
    is_until = 1 < len(behind) <= _FEW and behind[0].norm in ENDS_ON and "?" not in text
    return is_until and not any(one.form in ("imp", "inf") for one in behind)


def tells_moment_alone(said: Sentence) -> bool:
    """«Перенеси его на четверг, 10 утра», «ой нет, лучше завтра»: a day or an hour, and nothing else."""
    slip = slip_of(said, said)
    return slip is not None and bool(slip.meant) and set(slip.meant) <= ADDED and not slip.another


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
    if "?" in said.text or len(words) > _MOST_WORDS or not (_is_turn(words) or stays):
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
        elif (one.denied and one.norm in _NEED) or one.norm in _AS_IT_WAS or one.norm in _OF_NOTHING:
            is_back = True
        elif not (one.norm in _SLIPS or one.is_filler or one.norm in names or one.norm in _BESIDE | _NOTHING_ELSE):
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
    return is_said and "?" not in said.text and (norms[0] in _SLIPS or "хотя" in norms)


def _tells_the_same(one: Token, other: Token) -> bool:
    return other.form in ("past", "third") and bool((one.concepts & other.concepts) - {"filler", "everyday"})


def _is_turn(words: Sequence[Token]) -> bool:
    norms = [one.norm for one in words]
    turns = [("хотя", "нет"), ("ой", "нет"), ("ой", "не"), ("а", "нет"), ("хотя", "не"), ("нет", "не"), ("все", "же")]
    turns += [("нет", one) for one in ("пусть", *_NOTHING_ELSE)] + [("хотя", one) for one in ("пусть", "давайте")]
    begins = len(words) > 1 and norms[0] in ("нет", "ой") and words[1].form == "imp"  # «нет, пишите»
    return begins or any(pair in turns for pair in pairwise(norms)) or any(one in _OF_NOTHING for one in norms)


def slip_begins(sentence: Sentence) -> int:
    """Where in one message somebody thinks better of it: «…, а хотя нет, пиши»; 0 for nowhere."""
    norms = [one.norm for one in sentence.tokens]
    for place in range(1, len(norms)):
        is_turn = norms[place : place + 2] in (["хотя", "нет"], ["ой", "нет"], ["ой", "не"]) or (
            norms[place] == "хотя" and norms[place + 1 : place + 2] == ["не"]
        )
        is_of_it = norms[place] in _OF_SOMETHING and norms[place - 1] not in _PARTS
        if is_turn or (norms[place] in _OF_NOTHING and not is_of_it):
            return place - 1 if norms[place - 1] == "а" else place
    return 0
