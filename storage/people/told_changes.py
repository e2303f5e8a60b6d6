"""What people told of their name, post or classes, and what no officer has answered yet."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import Person, ToldChange


async def keep_change(
    session: AsyncSession,
    person_id: int,
    text: str,
    now: datetime,
    fields: Collection[str] = (),
    account_id: int | None = None,
) -> None:
    session.add(ToldChange(person_id=person_id, text=text, fields=sorted(fields), at=now, account_id=account_id))
    await session.flush()


async def waiting_changes(session: AsyncSession, school_id: int) -> list[tuple[Person, Sequence[str]]]:
    """Who works at the school, in the order in which they told it first, with all their words."""
    rows = select(Person, ToldChange.text).join(ToldChange, ToldChange.person_id == Person.id)
    rows = rows.where(Person.school_id == school_id, Person.left_on.is_(None)).order_by(ToldChange.id)
    found: dict[int, tuple[Person, list[str]]] = {}
    for person, text in await session.execute(rows):
        found.setdefault(person.id, (person, []))[1].append(text)
    return list(found.values())


async def answer_changes(session: AsyncSession, people: Collection[int], field: str) -> None:
    """A field of these people was set right; of what else they told an officer is still asked."""
    for one in await session.scalars(select(ToldChange).where(ToldChange.person_id.in_(people))):
        left = [told for told in one.fields if told != field]
        if left:
            one.fields = left
        else:
            await session.delete(one)
    await session.flush()


async def drop_changes(session: AsyncSession, person_id: int) -> int:
    """An officer has answered; how many there were."""
    gone = delete(ToldChange).where(ToldChange.person_id == person_id).returning(ToldChange.id)
    return len((await session.execute(gone)).all())
