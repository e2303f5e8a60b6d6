"""The pupils' two indicators typed by hand, where no summary of the week comes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from indicators.classes import class_names
from indicators.comparing.by_class import AddedUp
from indicators.errors import NotPossible
from indicators.rows import SummaryValue
from indicators.russian.natural import natural_order
from indicators.weeks import Week
from services.actor import Actor
from services.audit import log_deed
from services.rights import Deed, require
from services.schools import school_of
from storage.database.connection import Session
from storage.imports.by_hand import figures_of, put_back, write_by_hand
from storage.people.registry import people_of
from storage.statistics.class_pupils import NOTHING as NO_FIGURES
from storage.statistics.class_pupils import (
    Counted,
    class_rows,
    counted,
    take_classes_back,
    whole_of_linked,
    write_classes,
)
from storage.statistics.facts import newest_people_week
from storage.statistics.pupils_of_classes import of_classes

NOT_SO = "Так не бывает: в Сферуме не больше учеников, чем в школе, а с журналом связаны не больше, чем учатся."
NOTHING = "Не понял числа. Напишите так: «ученики 512 из 530, эжд 300», по классам — «5А 24 из 25, эжд 10»."
NOT_THERE = "Записанного по классам уже нет: его убрали или заменили."
CHANGED_SINCE = "Этих чисел уже нет: их заменили другими. Что загружено и записано, покажет «загрузки»."
MOST = 20_000
_REGISTERED, _LINKED = "pupils_total", "pupils_journal_linked"
PUPILS = (_REGISTERED, _LINKED)
_NO_FIGURE = SummaryValue(None)


@dataclass(frozen=True, slots=True)
class Pupils:
    """How many pupils are in Сферум, of how many, and how many have linked the journal; what is not said is None."""

    registered: int | None = None
    total: int | None = None
    linked: int | None = None

    def over(self, before: "Pupils") -> "Pupils":
        """With what was typed before where nothing is said now."""
        return Pupils(
            before.registered if self.registered is None else self.registered,
            before.total if self.total is None else self.total,
            before.linked if self.linked is None else self.linked,
        )

    def check(self) -> None:
        """
        Raises:
            NotPossible: these figures cannot be.
        """
        if self.registered is None and self.linked is None:
            raise NotPossible(NOTHING)
        whole = self.total if self.total is not None else MOST
        if any(one is not None and not 0 <= one <= whole for one in (self.registered, self.linked, self.total)):
            raise NotPossible(NOT_SO)


async def week_for_pupils(session: Session, actor: Actor, today: date) -> Week:
    """The newest week with a list, otherwise the last whole one.

    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.SET_PUPILS)
    school = await school_of(session, actor)
    return await newest_people_week(session, school.id) or Week.of(today).shift(-1)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed for a week, by indicator, and what stood there before: None is nothing."""

    week: Week
    now: Mapping[str, SummaryValue]
    before: Mapping[str, SummaryValue | None]


async def set_pupils(
    session: Session, actor: Actor, week: Week, pupils: Pupils, now: datetime, *, today: date
) -> Typed:
    """Set them for a week; a summary that comes later for it takes their place, other indicators stay.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible: these figures cannot be.
    """
    require(actor, Deed.SET_PUPILS)
    pupils.check()
    school = await school_of(session, actor)
    known = await figures_of(session, school.id, str(week), PUPILS)
    typed = {code: one for code, one in known.items() if one.typed_on is not None}
    whole = pupils.over(_typed(typed))  # what was typed before is of the same whole, whichever was typed first
    whole.check()
    figures = _figures(whole, known)
    spoken = {_REGISTERED: pupils.registered, _LINKED: pupils.linked}
    changed = {
        code: one for code, one in figures.items() if spoken[code] is not None or (code in known and one != known[code])
    }
    written = {code: (one.value, one.total) for code, one in changed.items()}
    await write_by_hand(session, school.id, str(week), written, now, today)
    log_deed(session, actor, "pupils_set", now, week=str(week))
    after = await figures_of(session, school.id, str(week), [*changed])
    return Typed(week, after, {code: known.get(code) for code in changed})


def _typed(known: Mapping[str, SummaryValue]) -> Pupils:
    registered, linked = known.get(_REGISTERED, _NO_FIGURE), known.get(_LINKED, _NO_FIGURE)
    return Pupils(registered.value, (registered if _REGISTERED in known else linked).total, linked.value)


def _figures(typed: Pupils, known: Mapping[str, SummaryValue]) -> dict[str, SummaryValue]:
    """As they are to stand. Those with the journal are counted of those in Сферум, as in a file: a share of two wholes
    cannot be compared from week to week."""
    registered, linked = known.get(_REGISTERED, _NO_FIGURE), known.get(_LINKED, _NO_FIGURE)
    figures = {}
    if typed.registered is not None:
        figures[_REGISTERED] = SummaryValue(typed.registered, typed.total)
    inside = registered.value if typed.registered is None else typed.registered
    if typed.linked is not None:
        figures[_LINKED] = SummaryValue(typed.linked, whole_of_linked(typed.linked, inside, typed.total))
    elif linked.value is not None and inside != registered.value == linked.total:
        figures[_LINKED] = SummaryValue(linked.value, whole_of_linked(linked.value, inside, typed.total))
    return figures


async def put_pupils_back(session: Session, actor: Actor, typed: Typed, now: datetime) -> None:
    """What was typed stands no more, and what it replaced does again; the rest of the week stays.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible: something else stands there by now.
    """
    require(actor, Deed.SET_PUPILS)
    school = await school_of(session, actor)
    if not typed.now or await figures_of(session, school.id, str(typed.week), [*typed.now]) != typed.now:
        raise NotPossible(CHANGED_SINCE)
    await put_back(session, school.id, str(typed.week), typed.before)
    log_deed(session, actor, "pupils_undone", now, week=str(typed.week))


@dataclass(frozen=True, slots=True)
class Classes:
    """What was said of classes, with what stood there before filled in. `unknown` are not in the school's list (which
    has the `known` ones), `impossible` cannot be: more than there are."""

    good: Mapping[str, Counted]
    unknown: Sequence[str]
    impossible: Mapping[str, Counted]
    known: Sequence[str]


async def look_at_classes(session: Session, actor: Actor, week: Week, said: Mapping[str, Counted]) -> Classes:
    """
    Raises:
        NotAllowed, UnknownSchool
    """
    require(actor, Deed.SET_PUPILS)
    school = await school_of(session, actor)
    listed = {name for one in await people_of(session, school.id) for name in class_names(one.classes)}
    known = sorted(listed, key=natural_order)
    before = {one.class_name: counted(one) for one in await class_rows(session, [school.id], [str(week)])}
    here = {name: one.over(before.get(name, NO_FIGURES)) for name, one in said.items() if name in known or not known}
    return Classes(
        {name: one for name, one in here.items() if one.is_possible},
        [name for name in said if name not in here],
        {name: one for name, one in here.items() if not one.is_possible},
        known,
    )


async def set_classes(
    session: Session, actor: Actor, week: Week, said: Mapping[str, Counted], now: datetime, *, today: date
) -> Classes:
    """Set them for a week, each class by itself; they are shown, and nobody is reminded because of them.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible: these figures cannot be, of whatever class.
    """
    found = await look_at_classes(session, actor, week, said)
    if found.impossible or not found.good:
        raise NotPossible(NOT_SO if found.impossible else NOTHING)
    school = await school_of(session, actor)
    await write_classes(session, school.id, str(week), found.good, now, today)
    log_deed(session, actor, "class_pupils_set", now, week=str(week))
    return found


async def whole_school(session: Session, school_id: int, week: Week) -> AddedUp | None:
    """How far the school's figure is known class by class, of the indicator that is known the least; nothing where a
    figure of the school itself stands."""
    official = await figures_of(session, school_id, str(week), PUPILS)
    added = (await of_classes(session, [school_id], [week])).get((school_id, str(week)), {})
    known = [one for code, one in added.items() if code in PUPILS and code not in official]
    return min(known, key=lambda one: one.classes, default=None)


async def take_pupils_back(session: Session, actor: Actor, typed_at: datetime, now: datetime) -> tuple[Week, list[str]]:
    """What was typed of classes at that moment stands no more: of which week, and of which classes.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible: it is not there any more.
    """
    require(actor, Deed.SET_PUPILS)
    school = await school_of(session, actor)
    found = await take_classes_back(session, school.id, typed_at)
    if not found:
        raise NotPossible(NOT_THERE)
    log_deed(session, actor, "class_pupils_undone", now, week=found[0].week)
    return Week.parse(found[0].week), [one.class_name for one in found]
