"""The pupils' two indicators typed by hand, where no summary of the week comes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from indicators.errors import NotPossible
from indicators.russian.natural import natural_order
from indicators.weeks import Week
from services.actor import Actor
from services.audit import log_deed
from services.rights import Deed, require
from services.schools import school_of
from storage.database.connection import Session
from storage.imports.by_hand import figures_typed, write_by_hand
from storage.people.registry import people_of
from storage.statistics.class_pupils import NOTHING as NO_FIGURES
from storage.statistics.class_pupils import (
    Counted,
    class_rows,
    counted,
    take_classes_back,
    write_classes,
)
from storage.statistics.classes import class_names
from storage.statistics.facts import newest_people_week

NOT_SO = "Так не бывает: в Сферуме не больше учеников, чем в школе, а с журналом связаны не больше, чем учатся."
NOTHING = "Не понял числа. Напишите так: «ученики 512 из 530, эжд 300», по классам — «5А 24 из 25, эжд 10»."
NOT_THERE = "Записанного по классам уже нет: его убрали или заменили."
MOST = 20_000
_REGISTERED, _LINKED = "pupils_total", "pupils_journal_linked"
_NO_FIGURE: tuple[int | None, int | None] = (None, None)


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


async def set_pupils(session: Session, actor: Actor, week: Week, pupils: Pupils, now: datetime, *, today: date) -> None:
    """Set them for a week; a summary that comes later for it takes their place, other indicators stay.

    Raises:
        NotAllowed, UnknownSchool
        NotPossible: these figures cannot be.
    """
    require(actor, Deed.SET_PUPILS)
    pupils.check()
    school = await school_of(session, actor)
    known = await figures_typed(session, school.id, str(week), (_REGISTERED, _LINKED))
    whole = pupils.over(_typed(known))  # what was typed before is of the same whole, whichever was typed first
    whole.check()
    spoken = {_REGISTERED: pupils.registered, _LINKED: pupils.linked}
    figures = {_REGISTERED: (whole.registered, whole.total), _LINKED: (whole.linked, whole.total)}
    changed = {
        code: one
        for code, one in figures.items()
        if spoken[code] is not None or (one[0] is not None and one != known.get(code))
    }
    await write_by_hand(session, school.id, str(week), changed, now, today)
    log_deed(session, actor, "pupils_set", now, week=str(week))


def _typed(known: Mapping[str, tuple[int | None, int | None]]) -> Pupils:
    (registered, total), (linked, other) = known.get(_REGISTERED, _NO_FIGURE), known.get(_LINKED, _NO_FIGURE)
    return Pupils(registered, other if total is None else total, linked)


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
