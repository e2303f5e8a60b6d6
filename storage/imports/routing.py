"""Which rows of a file belong to which school, and which schools are not known."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncSession

from indicators.errors import NoSchoolNamed, UnknownSchool
from indicators.file.child import UnderstoodFile
from indicators.file.understood import Understanding
from indicators.russian.rules import listed, quoted
from indicators.summary.schools import match_school, school_key
from storage.imports.report import ImportRequest
from storage.schools.registry import UNNAMED, find_school, schools_by_key
from storage.tables import School

WHOSE = "В файле не сказано, чья это статистика: выберите школу."
_MOST_COMPARED = 50_000  # pairs of names: a file that has more of them is about no municipality
_BATCH_ROWS = 4_000  # a few megabytes of rows at a time


@dataclass(slots=True)
class Part:
    """What a file says of one school; `school` is None when it must be created first.

    `written` are its names as the file writes them, an empty one for rows that name no school.
    """

    name: str
    school: School | None
    written: list[str] = field(default_factory=list)
    rows: int = 0

    @property
    def named(self) -> str:
        return next(filter(None, self.written), "")


@dataclass(slots=True)
class Routed:
    parts: list[Part]
    unknown: list[str]
    warnings: list[str]


def batches(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """Whole schools, as many as are handed over at once."""
    batch: list[Part] = []
    rows = 0
    for part in parts:
        if batch and rows + part.rows > _BATCH_ROWS:
            yield batch
            batch, rows = [], 0
        batch.append(part)
        rows += part.rows
    if batch:
        yield batch


async def route(session: AsyncSession, file: UnderstoodFile, request: ImportRequest) -> Routed:
    """Give each row to its school, by what the file calls it.

    Raises:
        UnknownSchool: the school that was named is not known, or none is and several exist.
    """
    known = await schools_by_key(session)
    if request.create_schools:
        _christen(known, request, file.about)
    if request.school is not None:
        return await _of_one_school(session, file, request, known)
    if not file.about.schools:
        return _of_the_only_school(file, known)
    return _of_named_schools(file, request, known)


def _christen(known: dict[str, School], request: ImportRequest, understood: Understanding) -> None:
    """The one school of an installation that never heard its name takes the first name it is told."""
    names = [request.school] if request.school is not None else understood.schools
    schools = {school.id: school for school in known.values()}
    only = next(iter(schools.values()), None)
    if len(schools) == 1 and len(names) == 1 and only is not None and only.name == UNNAMED:
        known.setdefault(school_key(names[0]), only)


async def _of_one_school(
    session: AsyncSession, file: UnderstoodFile, request: ImportRequest, known: dict[str, School]
) -> Routed:
    """The rows of the school that was asked for: those that name it, or all when the file is about one school."""
    name = request.school or ""
    school = known.get(school_key(name)) if request.create_schools else await find_school(session, name)
    part = Part(school.name if school else " ".join(name.split()), school)
    ours = {key for key, one in known.items() if school is not None and one.id == school.id} | {school_key(name)}
    named = file.about.schools
    fitting = [other for other in named if match_school(other, {name: part.name}).school is not None]
    ours |= {school_key(fitting[0])} if len(fitting) == 1 else set()  # written longer or shorter than we know it
    one_school = len(named) < 2
    others = [other for other in named if school_key(other) not in ours]
    warnings = []
    if one_school and others:
        warnings.append(
            f"В файле указана {quoted(others[0])}, данные записываются школе {quoted(part.name)}: "
            "проверьте, ваш ли файл."
        )
    for written, count in file.counts.items():
        if one_school or not written or school_key(written) in ours:
            _add(part, written, count)
    if not part.rows:
        raise UnknownSchool(f"В файле нет строк школы {quoted(part.name)}: есть {listed(named)}.")
    if others and not one_school:
        warnings.append(f"Строки других школ не взяты: {listed(others)}.")
    return Routed([part], [], warnings)


def _of_the_only_school(file: UnderstoodFile, known: dict[str, School]) -> Routed:
    """Nothing names a school: then it is the only one there is, and in an empty installation a first one."""
    schools = {school.id: school for school in known.values()}
    if len(schools) > 1:
        raise NoSchoolNamed(WHOSE, hint="В командной строке — --school.")
    school = next(iter(schools.values()), None)
    part = Part(school.name if school else UNNAMED, school, [*file.counts], sum(file.counts.values()))
    return Routed([part], [], [])


def _of_named_schools(file: UnderstoodFile, request: ImportRequest, known: dict[str, School]) -> Routed:
    """Each school by its name; rows without one go to the only school of the file."""
    spelling: dict[str, str] = {}
    spellings: dict[str, list[str]] = defaultdict(list)
    only = file.about.schools[0] if len(file.about.schools) == 1 else ""
    nameless = 0
    for written, count in file.counts.items():
        name = written or only
        if not name:
            nameless += count
            continue
        spelling.setdefault(school_key(name), name)
        spellings[school_key(name)].append(written)
    warnings = [f"Строк без названия школы: {nameless}, они не взяты."] if nameless else []
    if not request.create_schools:
        near = _near(spelling, known)
        warnings += [f"{quoted(spelling[key])} — это, видимо, {quoted(school.name)}." for key, school in near.items()]
        known = known | near
    parts: dict[object, Part] = {}
    for key, some in spellings.items():
        school = known.get(key)
        if school is None and not request.create_schools:
            continue
        part = parts.setdefault(school.id if school else key, Part(school.name if school else spelling[key], school))
        for written in some:
            _add(part, written, file.counts[written])
    unknown = [] if request.create_schools else [spelling[key] for key in spellings if key not in known]
    return Routed(list(parts.values()), unknown, warnings)


def _near(spelling: Mapping[str, str], known: Mapping[str, School]) -> dict[str, School]:
    """Schools written longer or shorter than we know them; two spellings of one file are never one school."""
    names = {school.id: school.name for school in known.values()}
    schools = {school.id: school for school in known.values()}
    unknown = [key for key in spelling if key not in known]
    if len(unknown) * len(names) > _MOST_COMPARED:
        return {}
    found = {key: match_school(spelling[key], names).school for key in unknown}
    meant = [known[key].id for key in spelling if key in known] + [one for one in found.values() if one is not None]
    return {key: schools[one] for key, one in found.items() if one is not None and meant.count(one) == 1}


def _add(part: Part, written: str, rows: int) -> None:
    part.written.append(written)
    part.rows += rows
