"""A school's people as the matching of names needs them, many schools at once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.staff_list.matching import Known
from storage.imports.chunking import chunks
from storage.tables import Account, Person, RememberedMatch


@dataclass(slots=True)
class Roster:
    """Everybody a school ever had; `left` are those who work there no more, and may come back."""

    people: list[Known] = field(default_factory=list)
    left: set[int] = field(default_factory=set)

    @property
    def names(self) -> dict[int, str]:
        return {known.person_id: known.full_name for known in self.people}


async def load_rosters(session: AsyncSession, school_ids: Sequence[int], platform: str) -> dict[int, Roster]:
    found: dict[int, Roster] = defaultdict(Roster)
    columns = (Person.id, Person.school_id, Person.full_name, Person.left_on, Account.external_id)
    for some in chunks(school_ids):
        people = (
            select(*columns)
            .outerjoin(Account, (Account.id == Person.account_id) & (Account.platform == platform))
            .where(Person.school_id.in_(some))
        )
        for person_id, school_id, full_name, left_on, external_id in await session.execute(people):
            found[school_id].people.append(Known(person_id, full_name, external_id))
            if left_on is not None:
                found[school_id].left.add(person_id)
    return found


async def load_remembered(session: AsyncSession, school_ids: Sequence[int]) -> dict[int, dict[str, int | None]]:
    """The officers' answers to «кто это?», by school and by the row's spelling."""
    found: dict[int, dict[str, int | None]] = defaultdict(dict)
    for some in chunks(school_ids):
        for answer in await session.scalars(select(RememberedMatch).where(RememberedMatch.school_id.in_(some))):
            found[answer.school_id][answer.row_key] = answer.person_id
    return found
