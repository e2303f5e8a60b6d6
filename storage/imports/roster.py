"""A school's people as the matching of names needs them, many schools at once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.rows import MAX, VK, PersonRow
from indicators.russian.names import parse_name
from indicators.staff_list.matching import Known
from indicators.weeks import Week
from storage.imports.chunking import chunks
from storage.people.corrections import former_names
from storage.tables import Account, Person, PersonAccount, PersonWeek, RememberedMatch, StatisticsImport


@dataclass(slots=True)
class Roster:
    """Everybody a school ever had; `left` are those who work there no more, and may come back; `left_before` those of
    them who had left when the list's week ended, and count nowhere in it; `told_later` those whom the list of a later
    week names: who they are is known from it."""

    people: list[Known] = field(default_factory=list)
    left: set[int] = field(default_factory=set)
    left_before: set[int] = field(default_factory=set)
    told_later: set[int] = field(default_factory=set)
    former: dict[int, set[str]] = field(default_factory=dict)

    def was_called(self, person_id: int | None, row: PersonRow) -> bool:
        """Whether the row says what an officer has set right."""
        former = self.former.get(person_id or 0)
        return row.name is not None and row.name.key in former if former else False

    @property
    def names(self) -> dict[int, str]:
        return {known.person_id: known.full_name for known in self.people}


async def load_rosters(session: AsyncSession, school_ids: Sequence[int], week: Week | None) -> dict[int, Roster]:
    """As a list of that week finds them."""
    found: dict[int, Roster] = defaultdict(Roster)
    for school_id, later in (await _told_later(session, school_ids, week) if week is not None else {}).items():
        found[school_id].told_later = later
    columns = (Person.id, Person.school_id, Person.full_name, Person.left_on)
    for some in chunks(school_ids):
        accounts = await _accounts(session, some)
        former = await former_names(session, some)
        people = select(*columns).where(Person.school_id.in_(some))
        for person_id, school_id, full_name, left_on in await session.execute(people):
            theirs = accounts.get(person_id, {})
            names = tuple(former.get(person_id, ()))
            known = Known(person_id, full_name, theirs.get(VK), theirs.get(MAX), names, left_on is not None)
            found[school_id].people.append(known)
            found[school_id].former[person_id] = {name.key for one in names if (name := parse_name(one)) is not None}
            if left_on is not None:
                found[school_id].left.add(person_id)
                if week is None or left_on <= week.sunday:
                    found[school_id].left_before.add(person_id)
    return found


async def _told_later(session: AsyncSession, school_ids: Sequence[int], week: Week) -> dict[int, set[int]]:
    """By school; of the few that have a later list at all."""
    found: dict[int, set[int]] = defaultdict(set)
    for some in chunks(school_ids):
        later = select(StatisticsImport.id).where(
            StatisticsImport.school_id.in_(some), StatisticsImport.kind == "people", StatisticsImport.week > str(week)
        )
        ids = (await session.scalars(later)).all()
        people = select(Person.school_id, Person.id).join(PersonWeek, PersonWeek.person_id == Person.id)
        for school_id, person_id in await session.execute(people.where(PersonWeek.import_id.in_(ids))) if ids else ():
            found[school_id].add(person_id)
    return found


async def _accounts(session: AsyncSession, school_ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """The number of every person in each messenger."""
    columns = (Person.id, Account.platform, Account.external_id)
    own = select(*columns).join(Account, Account.id == Person.account_id).where(Person.school_id.in_(school_ids))
    further = select(*columns).join(PersonAccount, PersonAccount.person_id == Person.id)
    further = further.join(Account, Account.id == PersonAccount.account_id).where(Person.school_id.in_(school_ids))
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for query in (further, own):
        for person_id, platform, number in await session.execute(query):
            found[person_id][platform] = number
    return found


async def load_remembered(session: AsyncSession, school_ids: Sequence[int]) -> dict[int, dict[str, int | None]]:
    """The officers' answers to «кто это?», by school and by the row's spelling."""
    found: dict[int, dict[str, int | None]] = defaultdict(dict)
    for some in chunks(school_ids):
        for answer in await session.scalars(select(RememberedMatch).where(RememberedMatch.school_id.in_(some))):
            found[answer.school_id][answer.row_key] = answer.person_id
    return found
