"""What a load replaces is kept beside it until the next one, so that it can be taken back."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, delete, exists, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database.ids import reserve_ids
from storage.imports.before import FACT_CODES
from storage.imports.chunking import IN_INSERT, chunks
from storage.tables import (
    Claim,
    Exemption,
    OutboxRow,
    Person,
    PersonWeek,
    PreviousLoad,
    PreviousRow,
    SchoolWeek,
    StatisticsImport,
)

_FACTS, _LIST = "facts", "list"
_HEADER = ("file_name", "sha256", "mapping", "received_on", "rows", "accepted", "missing", "at", "nameless")
_DAYS = frozenset({"last_activity"})


class Replaced:
    """The loads that are about to be replaced, by (school, kind), with all that they said."""

    def __init__(self) -> None:
        self.headers: dict[tuple[int, str], dict[str, Any]] = {}
        self.facts: dict[int, list[tuple[int, dict[str, Any]]]] = {}

    async def read(self, session: AsyncSession, school_ids: Sequence[int], kind: str, week: str) -> None:
        query = select(StatisticsImport).where(
            StatisticsImport.school_id.in_(school_ids), StatisticsImport.kind == kind, StatisticsImport.week == week
        )
        for one in await session.scalars(query):
            header = {name: getattr(one, name) for name in _HEADER} | {"figures": await _figures(session, one.id)}
            self.headers[one.school_id, kind] = header | {"replaced": one.id}
            if kind == "people":
                self.facts[one.id] = await _facts(session, one.id)

    async def keep(self, session: AsyncSession, new_ids: Mapping[tuple[int, str], int]) -> None:
        """Under the numbers of the loads that took their place."""
        rows: list[dict[str, Any]] = []
        for key, header in self.headers.items():
            new_id = new_ids[key]
            values = {name: value for name, value in header.items() if name != "replaced"}
            session.add(PreviousLoad(import_id=new_id, **values))
            rows += [
                {"import_id": new_id, "person_id": person_id, "kind": _FACTS, "content": content}
                for person_id, content in self.facts.get(header["replaced"], ())
            ]
        await session.flush()
        await _insert_rows(session, rows)


async def _figures(session: AsyncSession, import_id: int) -> dict[str, Any]:
    found = await session.scalars(select(SchoolWeek).where(SchoolWeek.import_id == import_id))
    return {one.code: [one.value, one.total, one.percent, _plain(one.typed_on)] for one in found}


async def _facts(session: AsyncSession, import_id: int) -> list[tuple[int, dict[str, Any]]]:
    columns = [getattr(PersonWeek, code) for code in FACT_CODES]
    rows = await session.execute(select(PersonWeek.person_id, *columns).where(PersonWeek.import_id == import_id))
    return [
        (row[0], {code: _plain(value) for code, value in zip(FACT_CODES, row[1:], strict=True) if value is not None})
        for row in rows
    ]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


async def keep_list_changes(
    session: AsyncSession, changed: Iterable[tuple[int, int, Mapping[str, object], Mapping[str, object]]]
) -> None:
    """Of each (load, person) what the staff list said before, and says now."""
    rows = [
        {
            "import_id": import_id,
            "person_id": person_id,
            "kind": _LIST,
            "content": {name: [before[name], value] for name, value in after.items() if name in before},
        }
        for import_id, person_id, before, after in changed
    ]
    await _insert_rows(session, rows)


async def _insert_rows(session: AsyncSession, rows: Iterable[dict[str, Any]]) -> None:
    for some in chunks(rows, IN_INSERT):
        await session.execute(insert(cast(Table, PreviousRow.__table__)), some)


async def take_back(session: AsyncSession, load: StatisticsImport, *, to_previous: bool) -> int:
    """The load goes, with the people only it brought; what it had replaced comes back where that is asked for.

    How many people are no longer on the list.
    """
    previous = await session.get(PreviousLoad, load.id)
    kept = (await session.scalars(select(PreviousRow).where(PreviousRow.import_id == load.id))).all()
    facts = {one.person_id: one.content for one in kept if one.kind == _FACTS}
    await _put_list_back(session, [one for one in kept if one.kind == _LIST])
    header = {name: getattr(previous, name) for name in _HEADER} if previous is not None else {}
    figures = dict(previous.figures) if previous is not None else {}
    moments = {load.at, header["at"]} if header and not to_previous else {load.at}
    for one in (load, previous, *kept):
        if one is not None:
            session.expunge(one)  # on SQLite the number of a load that is gone comes again
    about = {"school_id": load.school_id, "week": load.week, "kind": load.kind}
    await session.execute(
        delete(StatisticsImport).where(StatisticsImport.id == load.id).execution_options(synchronize_session=False)
    )
    if to_previous and header:
        await _restore(session, about, header, facts, figures)
    gone = delete(Person).where(*_only_brought_by(load.school_id, moments)).returning(Person.id)
    return len((await session.execute(gone.execution_options(synchronize_session=False))).all())


def _only_brought_by(school_id: int, moments: Collection[datetime]) -> tuple[ColumnElement[bool], ...]:
    """People of whom nothing is known but that these loads named them: nobody wrote to them or spoke of them."""
    known = [exists().where(table.person_id == Person.id) for table in (PersonWeek, OutboxRow, Claim, Exemption)]
    return (Person.school_id == school_id, Person.created_at.in_(moments), *(~one for one in known))


async def _put_list_back(session: AsyncSession, changes: Sequence[PreviousRow]) -> None:
    """What nobody has changed since the load."""
    for one in changes:
        person = await session.get(Person, one.person_id)
        if person is not None:
            for name, (before, after) in one.content.items():
                if getattr(person, name) == after:
                    setattr(person, name, before)
    await session.flush()


async def _restore(
    session: AsyncSession,
    about: Mapping[str, Any],
    header: Mapping[str, Any],
    facts: Mapping[int, Mapping[str, Any]],
    figures: Mapping[str, Sequence[Any]],
) -> None:
    [new_id] = await reserve_ids(session, StatisticsImport, 1)
    session.add(StatisticsImport(id=new_id, **about, **header))
    await session.flush()
    rows = [
        {"person_id": person_id, "week": about["week"], "import_id": new_id}
        | {code: _read(code, content.get(code)) for code in FACT_CODES}
        for person_id, content in facts.items()
    ]
    for some in chunks(rows, IN_INSERT):
        await session.execute(insert(cast(Table, PersonWeek.__table__)), some)
    for code, (value, total, percent, *typed) in figures.items():  # one that is kept from before has no day
        session.add(
            SchoolWeek(
                school_id=about["school_id"],
                week=about["week"],
                code=code,
                import_id=new_id,
                value=value,
                total=total,
                percent=percent,
                typed_on=date.fromisoformat(typed[0]) if typed and typed[0] else None,
            )
        )
    await session.flush()


def _read(code: str, value: Any) -> Any:
    return date.fromisoformat(value) if code in _DAYS and value is not None else value
