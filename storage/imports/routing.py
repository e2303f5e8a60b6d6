"""Which rows of a file belong to which school, and which schools are not known."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncSession

from indicators.errors import UnknownSchool
from indicators.file.understanding import PersonRow, SummaryRow, Understanding
from indicators.russian.rules import listed, quoted
from indicators.summary.schools import match_school, school_key
from storage.imports.report import ImportRequest
from storage.schools.registry import UNNAMED, find_school, schools_by_key
from storage.tables import School

DataRow = PersonRow | SummaryRow


@dataclass(slots=True)
class Part:
    """The rows of one school; `school` is None when it must be created first."""

    name: str
    school: School | None
    people: list[PersonRow] = field(default_factory=list)
    summaries: list[SummaryRow] = field(default_factory=list)

    @property
    def rows(self) -> list[DataRow]:
        return [*self.people, *self.summaries]


def data_rows(understood: Understanding) -> list[DataRow]:
    return [*understood.people, *understood.summaries]


@dataclass(slots=True)
class Routed:
    parts: list[Part]
    unknown: list[str]
    warnings: list[str]


async def route(session: AsyncSession, understood: Understanding, request: ImportRequest) -> Routed:
    """Give each row to its school.

    Raises:
        UnknownSchool: the school that was named is not known, or none is and several exist.
    """
    known = await schools_by_key(session)
    if request.create_schools:
        _christen(known, request, understood)
    if request.school is not None:
        return await _of_one_school(session, understood, request, known)
    if not understood.schools:
        return _of_the_only_school(understood, known)
    return _of_named_schools(understood, request, known)


def _christen(known: dict[str, School], request: ImportRequest, understood: Understanding) -> None:
    """The one school of an installation that never heard its name takes the first name it is told."""
    names = [request.school] if request.school is not None else understood.schools
    schools = {school.id: school for school in known.values()}
    only = next(iter(schools.values()), None)
    if len(schools) == 1 and len(names) == 1 and only is not None and only.name == UNNAMED:
        known.setdefault(school_key(names[0]), only)


async def _of_one_school(
    session: AsyncSession, understood: Understanding, request: ImportRequest, known: dict[str, School]
) -> Routed:
    """The rows of the school that was asked for: those that name it, or all when the file is about one school."""
    name = request.school or ""
    school = known.get(school_key(name)) if request.create_schools else await find_school(session, name)
    part = Part(school.name if school else " ".join(name.split()), school)
    ours = {key for key, one in known.items() if school is not None and one.id == school.id} | {school_key(name)}
    fitting = [other for other in understood.schools if match_school(other, {name: part.name}).school is not None]
    ours |= {school_key(fitting[0])} if len(fitting) == 1 else set()  # written longer or shorter than we know it
    one_school = len(understood.schools) < 2
    others = [other for other in understood.schools if school_key(other) not in ours]
    warnings = []
    if one_school and others:
        warnings.append(
            f"В файле указана {quoted(others[0])}, данные записываются школе {quoted(part.name)}: "
            "проверьте, ваш ли файл."
        )
    for row in data_rows(understood):
        if one_school or not row.school or school_key(row.school) in ours:
            _add(part, row)
    if not part.rows:
        raise UnknownSchool(f"В файле нет строк школы {quoted(part.name)}: есть {listed(understood.schools)}.")
    if others and not one_school:
        warnings.append(f"Строки других школ не взяты: {listed(others)}.")
    return Routed([part], [], warnings)


def _of_the_only_school(understood: Understanding, known: dict[str, School]) -> Routed:
    """Nothing names a school: then it is the only one there is, and in an empty installation a first one."""
    schools = {school.id: school for school in known.values()}
    if len(schools) > 1:
        raise UnknownSchool("В файле не сказано, чья это статистика: укажите школу ключом --school.")
    school = next(iter(schools.values()), None)
    part = Part(school.name if school else UNNAMED, school, understood.people, understood.summaries)
    return Routed([part], [], [])


def _of_named_schools(understood: Understanding, request: ImportRequest, known: dict[str, School]) -> Routed:
    """Each school by its name; rows without one go to the only school of the file."""
    spelling: dict[str, str] = {}
    rows: dict[str, list[DataRow]] = defaultdict(list)
    only = understood.schools[0] if len(understood.schools) == 1 else ""
    nameless = 0
    for row in data_rows(understood):
        name = row.school or only
        if not name:
            nameless += 1
            continue
        spelling.setdefault(school_key(name), name)
        rows[school_key(name)].append(row)
    warnings = [f"Строк без названия школы: {nameless}, они не взяты."] if nameless else []
    if not request.create_schools:
        near = _near(spelling, known)
        warnings += [f"{quoted(spelling[key])} — это, видимо, {quoted(school.name)}." for key, school in near.items()]
        known = known | near
    parts: dict[object, Part] = {}
    for key, some in rows.items():
        school = known.get(key)
        if school is None and not request.create_schools:
            continue
        part = parts.setdefault(school.id if school else key, Part(school.name if school else spelling[key], school))
        for row in some:
            _add(part, row)
    unknown = [] if request.create_schools else [spelling[key] for key in rows if key not in known]
    return Routed(list(parts.values()), unknown, warnings)


def _near(spelling: Mapping[str, str], known: Mapping[str, School]) -> dict[str, School]:
    """Schools written longer or shorter than we know them; two spellings of one file are never one school."""
    names = {school.id: school.name for school in known.values()}
    schools = {school.id: school for school in known.values()}
    found = {key: match_school(name, names).school for key, name in spelling.items() if key not in known}
    meant = [known[key].id for key in spelling if key in known] + [one for one in found.values() if one is not None]
    return {key: schools[one] for key, one in found.items() if one is not None and meant.count(one) == 1}


def _add(part: Part, row: DataRow) -> None:
    if isinstance(row, PersonRow):
        part.people.append(row)
    else:
        part.summaries.append(row)
