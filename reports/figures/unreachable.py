"""Whom no message reaches, why, and what a colleague can do about it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.weeks import Week
from nudges.names import Gendered, PersonName
from nudges.platforms import CLOSED, Way
from reports.figures.people import Named
from storage.messengers.ways import best_ways, open_ways
from storage.people.namesakes import told_apart
from storage.statistics.people_in_week import rows_of_week
from storage.tables import Person, School

NO_ACCOUNT = "no_account"
NOT_REGISTERED = "not_registered"
DENIED = "denied"
GONE = "gone"
# Why somebody gets no message, and what a colleague can do about it.
REASONS = {
    NOT_REGISTERED: ("нет регистрации в Сферуме", "помочь зарегистрироваться: листовка с тремя шагами"),
    NO_ACCOUNT: ("аккаунт не связан с ботом", "написать боту по личной ссылке или QR-коду с листовки"),
    DENIED: ("диалог с ботом не открыт", "нажать у бота «Начать»: по личной ссылке или QR-коду с листовки"),
    GONE: ("аккаунт удалён или заблокирован", "войти в Сферум заново и написать боту"),
}
_REASONS_OF_ONE = {
    NOT_REGISTERED: Gendered(
        "не зарегистрирована в Сферуме", "не зарегистрирован в Сферуме", REASONS[NOT_REGISTERED][0]
    ),
}


@dataclass(frozen=True, slots=True)
class Unreachable(Named):
    """Somebody to be helped in person; `reason` is a key of `REASONS`. `reached` is who is not registered and can be
    written to all the same."""

    person_id: int
    name: str
    role: str
    classes: str
    reason: str
    reached: bool = False
    apart: str = ""

    @property
    def words(self) -> tuple[str, str]:
        """Why no message reaches this person, and what a colleague can do about it."""
        why, help = REASONS[self.reason]
        own = _REASONS_OF_ONE.get(self.reason)
        return (own.of(self.name) if own is not None else why, help)


async def unreachable(
    session: AsyncSession, school: School, week: Week, inside: str = "", today: date | None = None
) -> tuple[Unreachable, ...]:
    """Those whom no message can reach, and those not registered, first: for the leaflets and the talk in person. With a
    messenger, those who have not opened a dialog `inside` it. Who left by `today`, or by the week's end, is not one."""
    day = max(today or week.sunday, week.sunday)
    rows = [one for one in await rows_of_week(session, school.id, week) if one.left_on is None or one.left_on > day]
    here = select(Person.id).where(Person.school_id == school.id)
    ways = await open_ways(session, here, inside) if inside else await best_ways(session, school.id)
    names = await told_apart(session, school.id)
    found = [
        Unreachable(
            person.id,
            PersonName.read(person.full_name).full,
            person.role,
            person.classes,
            reason,
            way is not None and way.is_open,
            names.behind(person.id),
        )
        for person in rows
        if (reason := _reason(person.registered, way := ways.get(person.id))) is not None
    ]
    order = list(REASONS)
    return tuple(sorted(found, key=lambda one: order.index(one.reason)))


def _reason(registered: bool | None, way: Way | None) -> str | None:
    """What comes first of several: a dialog helps nobody who is not registered yet."""
    if registered is False:
        return NOT_REGISTERED
    if way is None:
        return NO_ACCOUNT
    if way.writing in CLOSED:
        return way.writing
    return None if way.is_open else DENIED
