"""A list of people: rows matched with the school's people, then written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.catalogue import FACTS
from indicators.matching import match, remember_key
from indicators.rows import PersonRow
from storage.imports.report import Change, Doubt, ImportRequest, SchoolReport
from storage.imports.roster import Roster, chunks
from storage.tables import Account, Person, PersonWeek, RememberedMatch

FACT_CODES = tuple(fact.code for fact in FACTS)


@dataclass(slots=True)
class MatchedList:
    """A school's rows, each with the person it is about (None: somebody new). Doubtful rows are not here.

    `renaming` are the people whose name the file may set right: those known by their account, or known
    by less than their full name. A likeness that an officer confirmed may be a slip of the pen.
    """

    rows: list[tuple[PersonRow, int | None]] = field(default_factory=list)
    renaming: set[int] = field(default_factory=set)
    missing_ids: list[int] = field(default_factory=list)


def match_list(
    rows: Sequence[PersonRow], roster: Roster, remembered: Mapping[str, int | None], report: SchoolReport
) -> MatchedList:
    """Say who each row is about, and tell it to the report."""
    matches = match(rows, roster.people, remembered)
    names = roster.names
    found = MatchedList()
    for one in matches.matches:
        row = one.row
        if one.how == "ambiguous":
            candidates = tuple((person_id, names[person_id]) for person_id in one.candidates)
            report.ambiguous.append(Doubt(row.row, written(row), one.why, remember_key(row), candidates))
            continue
        found.rows.append((row, one.person_id))
        if one.person_id is None:
            report.new.append(written(row))
        elif one.how in ("vk_id", "incomplete_name"):
            found.renaming.add(one.person_id)
        if one.note:
            report.warnings.append(one.note)
    report.known = len(matches.known)
    report.accepted = len(found.rows)
    found.missing_ids = [person_id for person_id in matches.missing if person_id not in roster.left]
    report.missing = [names[person_id] for person_id in found.missing_ids]
    return found


def written(row: PersonRow) -> str:
    """How the row names its person."""
    return row.full_name or f"id{row.vk_id}"


async def differences(
    session: AsyncSession, school_id: int, week: str, matched: MatchedList, names: Mapping[int, str]
) -> list[Change]:
    """What a list that replaces the week's earlier one changes, person by person and fact by fact."""
    stored = select(PersonWeek).join(Person, Person.id == PersonWeek.person_id)
    stored = stored.where(Person.school_id == school_id, PersonWeek.week == week)
    before = {old.person_id: old for old in await session.scalars(stored)}
    changes: list[Change] = []
    for row, person_id in matched.rows:
        old = before.pop(person_id, None) if person_id is not None else None
        if old is None:
            changes.append(Change(row.full_name, "", None, "в списке"))
            continue
        for code in FACT_CODES:
            was, now = getattr(old, code), row.facts.get(code)
            if was != now:
                changes.append(Change(row.full_name, code, was, now))
    changes += [Change(names.get(person_id, ""), "", "в списке", None) for person_id in before]
    return changes


async def write_list(
    session: AsyncSession, school_id: int, week: str, import_id: int, matched: MatchedList, request: ImportRequest
) -> None:
    """Write new people, accounts and the week's facts; the week's earlier facts of the school go."""
    accounts = await _ensure_accounts(session, [row.vk_id for row, _ in matched.rows if row.vk_id], request.platform)
    new_ids = iter(await _insert_people(session, school_id, matched, accounts, request))
    people = [(row, next(new_ids) if person_id is None else person_id) for row, person_id in matched.rows]
    await _settle_answers(session, school_id, people)
    await _update_people(session, matched, accounts)
    of_school = select(Person.id).where(Person.school_id == school_id)
    await session.execute(delete(PersonWeek).where(PersonWeek.week == week, PersonWeek.person_id.in_(of_school)))
    for some in chunks(people, 5000):
        values = [
            {"person_id": person_id, "week": week, "import_id": import_id}
            | {code: row.facts.get(code) for code in FACT_CODES}
            for row, person_id in some
        ]
        await session.execute(insert(PersonWeek), values)


async def _ensure_accounts(session: AsyncSession, external_ids: Sequence[int], platform: str) -> dict[int, int]:
    """Account ids by messenger id; those not known yet are made."""
    found: dict[int, int] = {}
    for some in chunks(external_ids):
        known = select(Account.external_id, Account.id).where(
            Account.platform == platform, Account.external_id.in_(some)
        )
        found |= {row.external_id: row.id for row in await session.execute(known)}
    fresh = [external_id for external_id in dict.fromkeys(external_ids) if external_id not in found]
    values = [{"platform": platform, "external_id": external_id, "writing": "unknown"} for external_id in fresh]
    for batch in chunks(values, 5000):
        inserted = await session.execute(insert(Account).returning(Account.external_id, Account.id), batch)
        found |= {row.external_id: row.id for row in inserted}
    return found


async def _insert_people(
    session: AsyncSession, school_id: int, matched: MatchedList, accounts: Mapping[int, int], request: ImportRequest
) -> list[int]:
    """Ids of the new people, in the order of their rows."""
    values = [
        _person_values(row)
        | {"school_id": school_id, "account_id": accounts.get(row.vk_id or 0), "wants_nudges": True}
        | {"created_at": request.now}
        for row, person_id in matched.rows
        if person_id is None
    ]
    ids: list[int] = []
    for batch in chunks(values, 5000):
        inserted = insert(Person).returning(Person.id, sort_by_parameter_order=True)
        ids += (await session.scalars(inserted, batch)).all()
    return ids


def _person_values(row: PersonRow) -> dict[str, object]:
    name = row.name
    return {
        "full_name": row.full_name,
        "last_name": name.last if name else "",
        "first_name": name.first if name else "",
        "patronymic": name.patronymic if name else "",
        "name_key": name.key if name else "",
        "role": row.role,
        "classes": row.classes,
    }


async def _update_people(session: AsyncSession, matched: MatchedList, accounts: Mapping[int, int]) -> None:
    """Known people learn what the file knows better: an account, a role, classes, a fuller or changed name."""
    rows = {person_id: row for row, person_id in matched.rows if person_id is not None}
    columns = (Person.id, Person.full_name, Person.patronymic, Person.role, Person.classes, Person.account_id)
    changed: list[dict[str, object]] = []
    for some in chunks(rows):
        for person in await session.execute(select(*columns).where(Person.id.in_(some))):
            values = _learned(rows[person.id], person, accounts, may_rename=person.id in matched.renaming)
            if values:
                changed.append({"id": person.id} | values)
    if changed:
        await session.execute(update(Person), changed)


def _learned(
    row: PersonRow, person: Row[*tuple[Any, ...]], accounts: Mapping[int, int], *, may_rename: bool
) -> dict[str, object]:
    """What the row tells that the database does not know; an empty cell takes nothing away."""
    values: dict[str, object] = {}
    is_fuller = (
        may_rename and row.name is not None and row.name.complete and (row.name.patronymic or not person.patronymic)
    )
    if is_fuller and row.full_name != person.full_name:
        values = _person_values(row)
    for code in ("role", "classes"):
        written = getattr(row, code)
        if written and written != getattr(person, code):
            values[code] = written
        else:
            values.pop(code, None)
    if row.vk_id and person.account_id is None:
        values["account_id"] = accounts[row.vk_id]
    return values


async def _settle_answers(session: AsyncSession, school_id: int, people: Sequence[tuple[PersonRow, int]]) -> None:
    """«Somebody new», as an officer said of a row, is this very person from now on."""
    waiting = select(RememberedMatch).where(RememberedMatch.school_id == school_id, RememberedMatch.person_id.is_(None))
    answers = {answer.row_key: answer for answer in await session.scalars(waiting)}
    if not answers:
        return
    for row, person_id in people:
        answer = answers.get(remember_key(row))
        if answer is not None:
            answer.person_id = person_id
    await session.flush()
