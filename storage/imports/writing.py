"""Writing an understood file: all of its schools together, so that a municipality costs no more than its rows."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final

from sqlalchemy import Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.rows import MAX, VK, AccountId, PersonRow, SummaryValue
from indicators.russian.names import comparable
from indicators.staff_list.matching import remember_key
from storage.database.ids import reserve_ids
from storage.database.upsert import insert_rows
from storage.imports.accounts import add_further, ensure_accounts, is_silenced, silenced
from storage.imports.before import FACT_CODES, Facts
from storage.imports.bulk import insert_columns
from storage.imports.chunking import chunks
from storage.imports.matched import MatchedRow
from storage.imports.previous import Replaced, keep_list_changes
from storage.people.corrections import NAME, corrected, with_former
from storage.people.detached import detached_of
from storage.people.told_changes import answer_changes
from storage.tables import Account, Person, PersonWeek, RememberedMatch, SchoolWeek, StatisticsImport

# What a file may change of somebody who is known.
_LEARNED = (
    "full_name",
    "last_name",
    "first_name",
    "patronymic",
    "name_key",
    "former",
    "role",
    "classes",
    "account_id",
    "wants_nudges",
)


@dataclass(frozen=True, slots=True)
class SchoolRows:
    """What is written of one school; `import_values` are its rows of `statistics_import`, `kept` the facts of those
    whom the file does not name and who stay in its week, `told_later` those whom a later list has told of."""

    school_id: int
    people: Sequence[MatchedRow]
    figures: Mapping[str, SummaryValue]
    new_by_answer: Mapping[str, int | None]
    import_values: Sequence[dict[str, Any]]
    told_later: Set[int] = frozenset()
    kept: Mapping[int, Facts] = field(default_factory=dict)


async def write_schools(session: AsyncSession, schools: Sequence[SchoolRows], week: str) -> None:
    """Replace the week of every school: what the earlier import of a kind said goes with it."""
    import_ids = await _replace_imports(session, schools, week)
    await _write_people(session, schools, week, import_ids)
    await _write_figures(session, schools, week, import_ids)


async def _replace_imports(
    session: AsyncSession, schools: Sequence[SchoolRows], week: str
) -> dict[tuple[int, str], int]:
    """Ids of the new imports by (school, kind). The facts and figures of the replaced ones go by foreign key."""
    values = [one for school in schools for one in school.import_values]
    replaced = Replaced()
    for kind in {one["kind"] for one in values}:
        for some in chunks([one["school_id"] for one in values if one["kind"] == kind]):
            await replaced.read(session, some, kind, week)
            of_week = (StatisticsImport.week == week, StatisticsImport.kind == kind)
            await session.execute(
                delete(StatisticsImport)
                .where(StatisticsImport.school_id.in_(some), *of_week)
                .execution_options(synchronize_session=False)
            )
    ids = await reserve_ids(session, StatisticsImport, len(values))
    rows = [{"id": new_id} | one for new_id, one in zip(ids, values, strict=True)]
    await insert_rows(session, StatisticsImport, rows)
    new_ids = {(one["school_id"], one["kind"]): new_id for new_id, one in zip(ids, values, strict=True)}
    await replaced.keep(session, new_ids)
    return new_ids


async def _write_people(
    session: AsyncSession,
    schools: Sequence[SchoolRows],
    week: str,
    import_ids: Mapping[tuple[int, str], int],
) -> None:
    matched = [one for school in schools for one in school.people]
    accounts = await ensure_accounts(session, [account for one in matched for account in one.row.accounts])
    nobody = await silenced(session)
    new = [one for one in matched if one.person_id is None]
    ids = await reserve_ids(session, Person, len(new))
    await _create_people(session, schools, ids, accounts, nobody)
    imports = [import_ids[school.school_id, "people"] for school in schools for _ in school.people]
    loads = {one.person_id: load for load, one in zip(imports, matched, strict=True) if one.person_id}
    await _update_people(session, matched, accounts, nobody, loads)
    for person_id, one in zip(ids, new, strict=True):
        one.person_id = person_id
    await add_further(session, matched, accounts)
    await _settle_answers(session, schools)
    kept = [(person_id, school, known) for school in schools for person_id, known in school.kept.items()]
    facts = [*(one.row.facts for one in matched), *(known for _, _, known in kept)]
    told = set(FACT_CODES).intersection(chain.from_iterable(facts))
    columns: dict[str, Sequence[object]] = {code: [known.get(code) for known in facts] for code in told}
    columns["person_id"] = [*(one.person_id for one in matched), *(person_id for person_id, _, _ in kept)]
    columns["import_id"] = [*imports, *(import_ids[school.school_id, "people"] for _, school, _ in kept)]
    await insert_columns(session, PersonWeek, columns, {"week": week})


async def _create_people(
    session: AsyncSession,
    schools: Sequence[SchoolRows],
    ids: Sequence[int],
    accounts: Mapping[AccountId, int],
    nobody: Set[AccountId],
) -> None:
    new = [(school, one) for school in schools for one in school.people if one.person_id is None]
    described = list(zip(*(_described(one.row) for _, one in new), strict=True)) or [()] * len(_DESCRIBED)
    columns: dict[str, Sequence[object]] = dict(zip(_DESCRIBED, described, strict=True))
    columns |= {
        "id": ids,
        "school_id": [school.school_id for school, _ in new],
        "account_id": [accounts.get((VK, one.row.vk_id or 0)) for _, one in new],
        "wants_nudges": [not is_silenced(one, nobody) for _, one in new],
        "created_at": [school.import_values[0]["at"] for school, _ in new],
    }
    await insert_columns(session, Person, columns, {})


_DESCRIBED: Final = ("full_name", "last_name", "first_name", "patronymic", "name_key", "role", "classes")


def _described(row: PersonRow) -> tuple[str, ...]:
    name = row.name
    if name is None:
        return row.called, "", "", "", "", row.role, row.classes
    return row.called, name.last, name.first, name.patronymic, name.key, row.role, row.classes


async def _update_people(
    session: AsyncSession,
    matched: Sequence[MatchedRow],
    accounts: Mapping[AccountId, int],
    nobody: Set[AccountId],
    loads: Mapping[int, int],
) -> None:
    """Known people learn what the file knows better: an account, a role, classes, a fuller or changed name."""
    rows = {one.person_id: one for one in matched if one.person_id is not None}
    columns = [Person.id, *(getattr(Person, name) for name in _LEARNED)]
    changed: list[dict[str, object]] = []
    before: list[tuple[int, int, Mapping[str, object], Mapping[str, object]]] = []
    for some in chunks(rows):
        kept = await corrected(session, some)
        strange = await detached_of(session, some)
        known = select(*columns, Account.platform).outerjoin(Account, Account.id == Person.account_id)
        for person in await session.execute(known.where(Person.id.in_(some))):
            values = _learned(rows[person.id], person, accounts, kept)
            if (person.id, values.get("account_id")) in strange:
                del values["account_id"]
            if "account_id" in values and is_silenced(rows[person.id], nobody):
                values["wants_nudges"] = False
            if _has_new_surname(dict(person._mapping), values):
                values["former"] = with_former(person.former, person.full_name)
            if values:
                changed.append({"id": person.id} | values)
                before.append((loads[person.id], person.id, dict(person._mapping), values))
    if changed:
        await session.execute(update(Person), changed)
        await keep_list_changes(session, before)
    for some in chunks([person_id for _, person_id, was, now in before if _has_new_surname(was, now)]):
        await answer_changes(session, some, NAME)


def _has_new_surname(was: Mapping[str, object], now: Mapping[str, object]) -> bool:
    surname = comparable(str(now.get("last_name", "")))
    return surname not in ("", comparable(str(was["last_name"])))


def _learned(
    matched: MatchedRow,
    person: Row[*tuple[Any, ...]],
    accounts: Mapping[AccountId, int],
    kept: Set[tuple[int, str, str]],
) -> dict[str, object]:
    """What the row tells that the database does not know; an empty cell takes nothing away, and neither what an officer
    has set right (`kept`) nor what a later list has told is undone."""
    row, values = matched.row, dict[str, object]()
    is_complete = row.name is not None and row.name.complete and (row.name.patronymic or not person.patronymic)
    if matched.may_rename and is_complete and row.full_name != person.full_name and not _only_lacks_dots(row, person):
        values = dict(zip(_DESCRIBED, _described(row), strict=True))
    for code in ("role", "classes"):
        told, known = getattr(row, code), getattr(person, code)
        is_news = told and told != known and not (known and matched.told_later)
        if is_news and (person.id, code, told) not in kept:
            values[code] = told
        else:
            values.pop(code, None)
    if row.vk_id and (person.account_id is None or person.platform == MAX):
        values["account_id"] = accounts[VK, row.vk_id]
    return values


def _only_lacks_dots(row: PersonRow, person: Row[*tuple[Any, ...]]) -> bool:
    """«Ежова» of the next file is no other name than «Ёжова», and says less."""
    return comparable(row.full_name) == comparable(person.full_name) and "ё" in person.full_name.lower()


async def _settle_answers(session: AsyncSession, schools: Sequence[SchoolRows]) -> None:
    """«Somebody new», as an officer said of a row, is this very person from now on."""
    for school in schools:
        waiting = {key for key, person_id in school.new_by_answer.items() if person_id is None}
        for one in school.people if waiting else ():
            if remember_key(one.row) in waiting:
                answer = (
                    RememberedMatch.school_id == school.school_id,
                    RememberedMatch.row_key == remember_key(one.row),
                )
                await session.execute(update(RememberedMatch).where(*answer).values(person_id=one.person_id))


async def _write_figures(
    session: AsyncSession, schools: Sequence[SchoolRows], week: str, import_ids: Mapping[tuple[int, str], int]
) -> None:
    values = [
        {
            "school_id": school.school_id,
            "week": week,
            "code": code,
            "import_id": import_ids[school.school_id, "summary"],
            "value": figure.value,
            "total": figure.total,
            "percent": figure.percent,
            "typed_on": figure.typed_on,
        }
        for school in schools
        for code, figure in school.figures.items()
    ]
    await insert_rows(session, SchoolWeek, values)
