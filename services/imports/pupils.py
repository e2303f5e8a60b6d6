"""The pupils' two indicators typed by hand, where no summary of the week comes."""

from dataclasses import dataclass
from datetime import date, datetime

from indicators.errors import NotPossible
from indicators.weeks import Week
from services.actor import Actor
from services.audit import log_deed
from services.rights import Deed, require
from services.schools import school_of
from storage.database.connection import Session
from storage.imports.by_hand import write_by_hand
from storage.statistics.facts import newest_people_week

NOT_SO = "Так не бывает: в Сферуме не больше учеников, чем в школе, а с журналом связаны не больше, чем учатся."
NOTHING = "Не понял числа. Напишите так: «ученики 512 из 530, эжд 300»."
MOST = 20_000


@dataclass(frozen=True, slots=True)
class Pupils:
    """How many pupils are in Сферум, of how many, and how many have linked the journal; what is not said is None."""

    registered: int | None = None
    total: int | None = None
    linked: int | None = None

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
    figures = {
        "pupils_total": (pupils.registered, pupils.total),
        "pupils_journal_linked": (pupils.linked, pupils.total),
    }
    said = {code: figure for code, figure in figures.items() if figure[0] is not None}
    await write_by_hand(session, school.id, str(week), said, now, today)
    log_deed(session, actor, "pupils_set", now, week=str(week))
