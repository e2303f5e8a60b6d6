"""A school's people counted by how they stand: whoever only counts them needs no row for each of thousands."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, exists, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.weeks import Week
from nudges.delivery.states import Writing
from nudges.platforms import CLOSED, Platform
from storage.statistics.people_in_week import FIGURES, of_week, told_before
from storage.tables import Account, Exemption, Person, PersonAccount, PersonWeek


class Alike(NamedTuple):
    """So many people who work at the school with equal figures. `judged_as` is the person whose earlier weeks matter,
    0 where nobody's do; role and classes are empty where nothing hangs on them."""

    many: int
    resting: bool
    judged_as: int
    role: str
    classes: str
    figures: tuple[Any, ...]


async def people_alike(
    session: AsyncSession, school_id: int, week: Week | None, today: date, *, with_classes: bool
) -> list[Alike]:
    """`with_classes`: a register of class chats is kept, so that role and classes matter."""
    figures = FIGURES if week is not None else ()
    has_class = and_(literal(with_classes), Person.classes != "")
    of_one = (
        exists().where(Exemption.person_id == Person.id, *holds_on(today)).label("resting"),
        (case((told_before(week), Person.id), else_=0) if week is not None else literal(0)).label("judged_as"),
        case((has_class, Person.role), else_="").label("role"),
        case((has_class, Person.classes), else_="").label("classes"),
    )
    people = select(*of_one, *figures).where(Person.school_id == school_id, Person.left_on.is_(None))
    if week is not None:
        people = people.outerjoin(PersonWeek, of_week(week))
    each = people.subquery()
    rows = await session.execute(select(func.count(), *each.c).group_by(*each.c))
    return [Alike._make((*row[:5], tuple(row[5:]))) for row in rows]


def holds_on(today: date) -> tuple[ColumnElement[bool], ...]:
    """An exemption from everything, on this day."""
    return (
        Exemption.gap.is_(None),
        Exemption.starts_on <= today,
        or_(Exemption.ends_on.is_(None), Exemption.ends_on >= today),
    )


async def count_unreachable(session: AsyncSession, school_id: int) -> int:
    """Who works there and has no account that may be written to; `is_there` in the database's words."""
    tried_first = and_(Account.platform != Platform.MAX, Account.writing.not_in(CLOSED))
    here = or_(Account.writing == Writing.ALLOWED, tried_first)
    first = exists().where(Account.id == Person.account_id, here)
    further = exists().where(PersonAccount.person_id == Person.id, PersonAccount.account_id == Account.id, here)
    query = select(func.count()).where(Person.school_id == school_id, Person.left_on.is_(None), ~first, ~further)
    return await session.scalar(query) or 0
