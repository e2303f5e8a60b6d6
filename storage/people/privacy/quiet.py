"""Whom nobody reminds by their own word, and which word that was."""

from enum import Enum

from sqlalchemy import ColumnElement, and_, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.names import Gendered
from storage.messengers.ways import tied
from storage.people.privacy.human import human_of
from storage.tables import Account, Person, Silenced


class Quiet(Enum):
    """What they said last: not to be reminded, or to have their data deleted, after which a file brought them back."""

    ASKED = Gendered("просит не напоминать", "просит не напоминать", "просит не напоминать")
    DELETED = Gendered("удалила данные", "удалил данные", "данные удалены по просьбе")

    def of(self, full_name: str) -> str:
        return self.value.of(full_name)


async def quiet_people(session: AsyncSession, *where: ColumnElement[bool]) -> dict[int, Quiet]:
    """By person, of those people."""
    of = tied()
    is_theirs = and_(Silenced.platform == Account.platform, Silenced.external_id == Account.external_id)
    rows = select(Person.id, Account.wants_nudges, Silenced.external_id)
    rows = rows.outerjoin(of, of.c.person_id == Person.id).outerjoin(Account, Account.id == of.c.account_id)
    rows = rows.outerjoin(Silenced, is_theirs)
    refusing = or_(Person.wants_nudges.is_(False), Account.wants_nudges.is_(False))
    said: dict[int, set[Quiet | None]] = {}
    for person_id, wants, silenced in await session.execute(rows.where(refusing, *where)):
        word = Quiet.ASKED if wants is False else Quiet.DELETED if silenced is not None else None
        said.setdefault(person_id, set()).add(word)
    return {one: Quiet.DELETED if words - {None} == {Quiet.DELETED} else Quiet.ASKED for one, words in said.items()}


async def ask_once_more(session: AsyncSession, account_id: int) -> bool:
    """Whether the owner of this account had their data deleted and nobody has asked them since; they count as asked."""
    human = await human_of(session, account_id)
    page = select(Account.platform, Account.external_id).where(Account.id.in_(human.account_ids))
    is_theirs = tuple_(Silenced.platform, Silenced.external_id).in_(page)
    fresh = update(Silenced).where(is_theirs, Silenced.asked.is_(False)).values(asked=True)
    asked = await session.scalars(fresh.returning(Silenced.external_id))
    return bool(asked.all())


async def quiet_of(session: AsyncSession, person_id: int) -> Quiet | None:
    return (await quiet_people(session, Person.id == person_id)).get(person_id)
