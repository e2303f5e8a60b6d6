"""People whom the file itself marks as away are left in peace for as long as it does."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.weeks import Week
from nudges.clock.schedule import OLDEST_FIGURES
from storage.imports.chunking import chunks
from storage.imports.writing import SchoolRows
from storage.people.exemptions import exempt, exemptions_of
from storage.tables import Exemption, Person

REASON = "отмечено в файле статистики"
# As long as figures are used by the clock; the next file, when it says the same, adds to it.
_LASTS = timedelta(weeks=OLDEST_FIGURES)


async def leave_in_peace(session: AsyncSession, schools: Sequence[SchoolRows], week: Week, today: date) -> None:
    """Exempt whom these lists mark as away, and whom they mark no longer not any more. What an officer
    decided stays. An old list decides nothing about today, nor any about whom a later one has told of."""
    if week < Week.of(today).shift(-OLDEST_FIGURES):
        return
    told_later = {person_id for school in schools for person_id in school.told_later}
    away = {one.person_id for school in schools for one in school.people if one.row.away and one.person_id}
    away -= told_later
    for some in chunks([school.school_id for school in schools if school.people]):
        marked = select(Exemption.id, Exemption.person_id).join(Person, Person.id == Exemption.person_id)
        marked = marked.where(Person.school_id.in_(some), Exemption.reason == REASON)
        back = [row.id for row in await session.execute(marked) if row.person_id not in away | told_later]
        if back:
            await session.execute(delete(Exemption).where(Exemption.id.in_(back)))
    until = today + _LASTS
    for person_id in sorted(away):
        holding = await exemptions_of(session, person_id, today)
        if not any(one.gap is None and one.starts_on <= today and _until(one) >= until for one in holding):
            await exempt(session, person_id, REASON, today, until)


async def forget_marks(session: AsyncSession, school_id: int, day: date) -> None:
    """Those that a list of that day made, which is taken back."""
    here = select(Person.id).where(Person.school_id == school_id)
    made = (Exemption.reason == REASON, Exemption.starts_on == day, Exemption.person_id.in_(here))
    await session.execute(delete(Exemption).where(*made))


def _until(exemption: Exemption) -> date:
    return exemption.ends_on or date.max
