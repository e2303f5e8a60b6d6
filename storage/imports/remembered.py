"""What officers corrected in the columns of earlier files: a school's own is taken again, others' is offered."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.file.child import Correction
from indicators.rows import Column
from indicators.summary.schools import school_key
from storage.schools.registry import schools_by_key
from storage.tables import RememberedMapping

# So many schools must have corrected a column alike before it is offered to the others.
SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Offer:
    """How `schools` other schools corrected a column that stands in this file, too; `fact` None: not used."""

    heading: str
    fact: str | None
    schools: int


async def own_corrections(session: AsyncSession, school: str | None) -> dict[str, list[Correction]]:
    """By the shape of files: what may be taken without a word. A file of several schools takes what all of them said:
    only the file itself knows which they are, so each correction comes with the names of its schools.
    """
    known = await schools_by_key(session)
    ours = known.get(school_key(school)) if school is not None else None
    if school is not None and ours is None:
        return {}
    wanted = select(RememberedMapping)
    if ours is not None:
        wanted = wanted.where(RememberedMapping.school_id == ours.id)
    remembered = (await session.scalars(wanted)).all()
    names: defaultdict[int, list[str]] = defaultdict(list)
    for key, one in known.items():
        names[one.id].append(key)
    found: dict[str, list[Correction]] = defaultdict(list)
    for (shape, heading, fact), ids in _by_correction(remembered).items():
        alone = ours is not None or len(names) == 1
        found[shape].append(Correction(heading, fact, None if alone else [key for id in ids for key in names[id]]))
    return found


async def offers(
    session: AsyncSession, shape: str, columns: Iterable[Column], ours: Collection[int], said: Mapping[str, str | None]
) -> list[Offer]:
    """What others made of columns understood otherwise here; what every school here has spoken of is settled."""
    remembered = (await session.scalars(select(RememberedMapping).where(RememberedMapping.shape == shape))).all()
    if not remembered:
        return []
    # What it compares spellings with is much to load, and a file that somebody once corrected is rare.
    from indicators.headings.plain import plain_heading

    own = [{plain_heading(heading) for heading in one.mapping} for one in remembered if one.school_id in ours]
    spoken = set.intersection(*own) if own and len(own) == len(ours) else set()
    spoken |= {plain_heading(heading) for heading in said}
    theirs = {plain_heading(column.heading): column for column in columns if column.heading}
    best: dict[str, Offer] = {}
    for (_, heading, fact), ids in _by_correction(remembered).items():
        plain = plain_heading(heading)
        column = theirs.get(plain)
        if column is None or plain in spoken or column.fact == fact or len(ids) < SEVERAL:
            continue
        if plain not in best or len(ids) > best[plain].schools:
            best[plain] = Offer(column.heading, fact, len(ids))
    return list(best.values())


async def remember_mapping(
    session: AsyncSession, school_id: int, shape: str, mapping: Mapping[str, str | None]
) -> None:
    remembered = await session.get(RememberedMapping, (school_id, shape))
    if remembered is None:
        session.add(RememberedMapping(school_id=school_id, shape=shape, mapping=dict(mapping)))
    else:
        remembered.mapping = {**remembered.mapping, **mapping}


def _by_correction(remembered: Sequence[RememberedMapping]) -> dict[tuple[str, str, str | None], list[int]]:
    """(shape, heading, fact) → the schools that said so."""
    found: dict[tuple[str, str, str | None], list[int]] = defaultdict(list)
    for one in remembered:
        for heading, fact in one.mapping.items():
            found[one.shape, heading, fact].append(one.school_id)
    return found
