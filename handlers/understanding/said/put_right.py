"""The words of a wish with one particular in the place of another: another day, hour, number, group, or namesake."""

from collections.abc import Iterable, Sequence

from handlers.understanding.particulars.narrowing import words_begin
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.people.member import Member
from handlers.understanding.reading.people.roster import Named
from handlers.understanding.reading.tokens import Token
from handlers.understanding.said.slips import (
    ADDED,
    ENDS_ON,
    LEADS,
    NEEDS_NO_SLIP,
    STARTS,
    Kind,
    PutRight,
    is_initial,
    runs_in,
)
from nudges.names import Case, PersonName

_ALIKE = 4  # letters by which one word is another in another case


def put_right(order: Sentence, slip: PutRight, *, asked: bool, dictates: bool, acts: bool = True) -> str:
    """The order with what was said in the place of what stood there; empty where it does not go into it.

    `asked`: it is shown and waits, and particulars alone change it. `dictates`: there are words in it that are to be
    passed on as they are. `acts`: a day may come to it that was not named."""
    kinds = set(slip.meant)
    if not kinds or not (slip.is_slip or (asked and kinds <= NEEDS_NO_SLIP)):
        return ""
    ends = (words_begin(order) or len(order.tokens)) if dictates else len(order.tokens)
    there = runs_in(order, 0, ends)
    changes: list[tuple[range, str]] = []
    for kind, runs in slip.meant.items():
        if len(runs) != 1:
            return ""
        change = _change(order, there, slip, kind)
        hours = [each for one, each in there if one is Kind.CLOCK] if kind is Kind.DAYS else []
        if change is None and len(hours) == 1 and not any(one is kind for one, _ in there):
            change = _day_of_month(order, hours[0], slip.said, runs[0])  # «до 16» behind «с 10 до 17»
        if change is not None:
            changes.append(change)
        elif kind in ADDED and acts and not dictates and not any(one is kind for one, _ in there):
            changes.append((range(len(order.tokens), len(order.tokens)), _text(slip.said, runs[0])))
        else:
            return ""
    return _written(order, changes)


def _change(
    order: Sentence, there: Sequence[tuple[Kind, range]], slip: PutRight, kind: Kind
) -> tuple[range, str] | None:
    [run] = slip.meant[kind]
    olds = [each for one, each in there if one is kind]
    if kind is Kind.AMOUNT and not olds:
        return _number_in(order, [each for _, each in there], slip.said, run)
    named = [old for old in olds if _is_named(order.tokens, old, slip)]
    entity = slip.said.tokens[run.stop - 1].entity
    same = [old for old in olds if order.tokens[old.stop - 1].entity == entity]  # «7В» goes in the place of a class
    olds = named if len(named) == 1 else same or olds
    if kind is Kind.THING and len(olds) > 1:  # «с журналом» of «с чатом, но без звонка»
        olds = [old for old in olds if order.tokens[old.start].norm == slip.said.tokens[run.start].norm]
    if len(olds) != 1:
        return None
    [old] = olds
    if kind is Kind.WHOM:
        return _person_in(order.tokens, old, slip), _text(slip.said, run)
    return _as_far(order, old, slip.said, run, kind)


def _is_named(tokens: Sequence[Token], old: range, slip: PutRight) -> bool:
    """What was denied tells which is put right: «не Ким, Ершову»."""
    return any(
        _alike(slip.said.tokens[at], tokens[place])
        for runs in slip.denied.values()
        for run in runs
        for at in run
        for place in old
    )


def _alike(one: Token, other: Token) -> bool:
    return other.norm.startswith(one.norm[: max(_ALIKE, len(one.norm) - 2)]) and one.norm not in LEADS


def _person_in(tokens: Sequence[Token], old: range, slip: PutRight) -> range:
    """Of several people the one who was denied."""
    denied = [
        place
        for place in old
        if any(_alike(slip.said.tokens[at], tokens[place]) for run in slip.denied.get(Kind.WHOM, ()) for at in run)
    ]
    return range(denied[0], denied[-1] + 1) if denied else old


def _as_far(order: Sentence, old: range, said: Sentence, run: range, kind: Kind) -> tuple[range, str]:
    """«До четверга» changes the last of «с понедельника до среды», «80» the number of «70 процентов»."""
    begins, lead = said.tokens[run.start].norm, order.tokens[old.start].norm
    words = _text(said, run)
    if kind is Kind.DAYS and (number := _day_of_month(order, old, said, run)) is not None:
        return number
    if kind is Kind.DAYS and lead in STARTS and begins in ENDS_ON:
        inside = [place for place in old if order.tokens[place].norm in ENDS_ON]
        return (range(inside[0], old.stop), words) if inside else (range(old.stop, old.stop), words)
    if kind is Kind.DAYS and lead in STARTS and begins in STARTS:
        behind = [place for place in old if order.tokens[place].norm in ENDS_ON]
        if behind and not any(said.tokens[at].norm in ENDS_ON for at in run):
            return range(old.start, behind[0]), words
    if kind is Kind.AMOUNT and len(run) == 1:
        first = next(place for place in old if order.tokens[place].value is not None or place == old.stop - 1)
        return range(first, first + 1), words
    if lead in LEADS and begins not in LEADS:
        return range(old.start + 1, old.stop), words
    return old, words


def _day_of_month(order: Sentence, old: range, said: Sentence, run: range) -> tuple[range, str] | None:
    """«По 27» behind «с 20 по 25 ноября»: the month stays."""
    bare = [at for at in run if said.tokens[at].norm not in LEADS]
    if len(bare) != 1 or said.tokens[bare[0]].kind != "number" or len(run) > 2:
        return None
    lead = said.tokens[run.start].norm if len(run) > 1 else ""
    at_end = lead in ENDS_ON
    numbers = [
        place
        for place in old
        if order.tokens[place].kind == "number"
        and (not lead or (place > 0 and (order.tokens[place - 1].norm in ENDS_ON) is at_end))
    ]
    return (range(numbers[0], numbers[0] + 1), said.tokens[bare[0]].text) if len(numbers) == 1 else None


def _number_in(order: Sentence, there: Iterable[range], said: Sentence, run: range) -> tuple[range, str] | None:
    """«Ой, 12» behind «в 11», «16» behind «до 15 декабря»."""
    numbers = [place for old in there for place in old if order.tokens[place].kind == "number"]
    if len(numbers) != 1 or len(run) != 1:
        return None
    return range(numbers[0], numbers[0] + 1), _text(said, run)


def _text(sentence: Sentence, run: range) -> str:
    return sentence.text[sentence.tokens[run.start].start : sentence.tokens[run.stop - 1].end]


def _written(order: Sentence, changes: Iterable[tuple[range, str]]) -> str:
    text = order.text
    for run, words in sorted(changes, key=lambda one: one[0].start, reverse=True):
        tokens = order.tokens
        if run.start >= len(tokens):
            text = f"{text.rstrip(' .!')} {words}"
        elif not len(run):
            at = tokens[run.start - 1].end
            text = f"{text[:at]} {words}{text[at:]}"
        else:
            text = f"{text[: tokens[run.start].start]}{words}{text[tokens[run.stop - 1].end :]}"
    return text


def named_alike(order: Sentence, person: int) -> Named | None:
    """The name in it that may be this one's."""
    fitting = [one for one in order.persons if any(member.id == person for member in one.members)]
    return fitting[0] if len(fitting) == 1 and len(fitting[0].members) > 1 else None


def others_alike(order: Sentence, said: Sentence) -> tuple[Named, Sequence[Member]] | None:
    """The one person of the order and all others of that surname, as «не ту, другую» means them, or only whoever has
    the initials that are said: «не та Ким, та, которая М. Г.»."""
    if len(order.persons) != 1 or order.roster is None:
        return None
    [named] = order.persons
    meant = {one.id for one in named.members}
    surnames = {one.last for one in named.members}
    others = [one for one in order.roster.members if one.last in surnames and one.id not in meant]
    initials = [one.norm for one in said.tokens if is_initial(one)]
    others = [one for one in others if _has_initials(one, initials)]
    return (named, others) if others else None


def _has_initials(one: Member, initials: Sequence[str]) -> bool:
    own = [name[:1].lower().replace("ё", "е") for name in (one.first, one.patronymic)]
    return own[: len(initials)] == [*initials]


def in_place_of(order: Sentence, places: tuple[int, ...], member: Member) -> str:
    """The order with that one's whole name, in the case of the name that stood there."""
    tokens = order.tokens
    said = {tokens[place].norm for place in places}
    name = PersonName.read("", last=member.last, first=member.first, patronymic=member.patronymic)
    case = next((one for one in _CASES if name.forms[one].last.lower().replace("ё", "е") in said), Case.ACCUSATIVE)
    first, last = tokens[places[0]], tokens[places[-1]]
    return f"{order.text[: first.start]}{name.declined(case)}{order.text[last.end :]}"


_CASES = (Case.ACCUSATIVE, Case.DATIVE, Case.GENITIVE, Case.INSTRUMENTAL)
