"""The look at each row just before it goes: is the person still to be written to, and about that?"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import cast

from storage.campaigns.outbox.claiming import Claimed
from storage.campaigns.recheck import recheck
from storage.campaigns.rewording import reword_claimed
from storage.database.connection import Database
from storage.schools.calendar import DEFAULT_ZONE
from storage.tables import OutboxRow


@dataclass(frozen=True, slots=True)
class LastLook:
    """By row id: the sentence why a row must not go, when one may go that must not yet (and as the message of which
    week, where that changes), and rows as they are now because a step they named is no longer open."""

    reasons: Mapping[int, str] = field(default_factory=dict)
    later: Mapping[int, datetime] = field(default_factory=dict)
    reworded: Mapping[int, Claimed] = field(default_factory=dict)
    weeks: Mapping[int, str] = field(default_factory=dict)


# Called once for each claimed page.
Recheck = Callable[[Sequence[Claimed]], Awaitable[LastLook]]


def make_recheck(database: Database, clock: Callable[[], datetime], default_zone: str = DEFAULT_ZONE) -> Recheck:
    """The rules of the plan once more, with what is known by now."""

    async def check(rows: Sequence[Claimed]) -> LastLook:
        async with database.reading() as session:
            # A claimed row has all that the plan looks at in an outbox row.
            alike = cast(Sequence[OutboxRow], rows)
            seen = await recheck(session, alike, clock(), default_zone=default_zone)
        reworded = {}
        if seen.outdated:
            async with database.writing() as session:
                new = await reword_claimed(session, seen.outdated, clock(), default_zone)
            reworded = {
                row.id: replace(row, text=said.text, gaps=said.gaps, figures_week=said.week)
                for row in rows
                if (said := new.get(row.id)) is not None
            }
        reasons = {row_id: reason.sentence for row_id, reason in seen.reasons.items()}
        later = {row_id: moment for row_id, moment in seen.later.items() if row_id not in reasons}
        return LastLook(reasons, later, reworded, seen.weeks)

    return check
