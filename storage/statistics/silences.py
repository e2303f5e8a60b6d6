"""What silences a gap of a person, or all of them: exemptions, and what was answered to messages."""

from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.weeks import Week
from nudges.plan.skip_reason import SkipReason
from nudges.plan.standing import ACCEPTED, ALL_GAPS, DONE, MISTAKE, NOT_NOW, Silence
from storage.statistics.scope import Scope
from storage.tables import Claim, Exemption, Person


async def silences_of(session: AsyncSession, scope: Scope) -> dict[int, list[Silence]]:
    """Exemptions that hold today, then what people answered to nudges."""
    found: dict[int, list[Silence]] = {}
    exempt = select(Exemption.person_id, Exemption.gap).join(Person, Person.id == Exemption.person_id)
    holds = and_(Exemption.starts_on <= scope.today, or_(Exemption.ends_on.is_(None), Exemption.ends_on >= scope.today))
    for row in await session.execute(scope.narrow(exempt.where(holds))):
        found.setdefault(row.person_id, []).append(Silence(SkipReason.EXEMPT, row.gap))
    monday = scope.calendar.at(scope.this_week.monday, datetime.min.time())
    recent = or_(
        Claim.week == str(scope.week), Claim.at >= monday, and_(Claim.kind == MISTAKE, Claim.resolved_at.is_(None))
    )
    claims = select(Claim).join(Person, Person.id == Claim.person_id)
    for claim in await session.scalars(scope.narrow(claims.where(recent)).order_by(Claim.id)):
        reason = _claimed(claim, scope)
        if reason is not None:
            found.setdefault(claim.person_id, []).append(Silence(reason, None if claim.gap == ALL_GAPS else claim.gap))
    return found


def _claimed(claim: Claim, scope: Scope) -> SkipReason | None:
    """What a claim silences: «done» until the next file, «not now» for the calendar week, a mistake until
    it is answered, and for its week's figures also afterwards when the person was right."""
    this_week = scope.calendar.week_of(claim.at) == scope.this_week
    same_figures = claim.week == str(scope.week)
    if claim.kind == DONE:
        return SkipReason.CLAIMED_DONE if this_week or same_figures else None
    if claim.kind == NOT_NOW:
        return SkipReason.NOT_THIS_WEEK if this_week else None
    if is_admitted(claim, scope.week):
        return SkipReason.ADMITTED
    return SkipReason.DISPUTED if in_dispute(claim, scope.week) else None


def in_dispute(claim: Claim, week: Week) -> bool:
    """Until it is answered, and for its week's figures also afterwards when the person was right."""
    return claim.kind == MISTAKE and (claim.resolved_at is None or is_admitted(claim, week))


def is_admitted(claim: Claim, week: Week) -> bool:
    """An officer has said that the week's figures are wrong there."""
    return claim.kind == MISTAKE and claim.week == str(week) and claim.resolution == ACCEPTED
