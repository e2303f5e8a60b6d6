"""Campaigns written straight into the tables, for tests, torture and benchmarks of delivery."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, insert, select

from storage.database.connection import Database
from storage.tables import Account, Campaign, OutboxRow, Person, School

NOON = datetime(2026, 11, 17, 9, tzinfo=UTC)
"""A Tuesday, 12:00 in Moscow."""


class Clock:
    """A clock that tests move; `sleep` passes the time at once."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


async def add_school(database: Database, name: str = "Школа № 0 (пример)", community_id: int | None = None) -> int:
    async with database.writing() as session:
        school = School(name=name, name_key=name, community_id=community_id, created_at=NOON, settings={})
        session.add(school)
        await session.flush()
        return school.id


async def add_people(database: Database, school_id: int, peers: Sequence[int], platform: str = "vk") -> None:
    """People of the school with an account each."""
    async with database.writing() as session:
        for start in range(0, len(peers), 5000):
            part = peers[start : start + 5000]
            accounts = [{"platform": platform, "external_id": peer, "writing": "unknown"} for peer in part]
            found = await session.execute(insert(Account).returning(Account.id, Account.external_id), accounts)
            people = [
                {
                    "school_id": school_id,
                    "full_name": f"Примеров Пример {peer}",
                    "name_key": f"примеров пример {peer}",
                    "account_id": account_id,
                    "wants_nudges": True,
                    "created_at": NOON,
                }
                for account_id, peer in found.all()
            ]
            await session.execute(insert(Person), people)


async def add_campaign(
    database: Database,
    school_id: int,
    *,
    week: str = "2026-W46",
    kind: str = "digest",
    same_text: bool = False,
    peers: Iterable[int] | None = None,
    ignores_hours: bool = True,
) -> int:
    """A running campaign with one row for each person of the school (or those with `peers`)."""
    async with database.writing() as session:
        campaign = Campaign(
            school_id=school_id, week=week, kind=kind, state="running", ignores_hours=ignores_hours, made_at=NOON
        )
        session.add(campaign)
        await session.flush()
        wanted = select(Person.id, Account.id, Account.platform, Account.external_id)
        wanted = wanted.join(Account, Account.id == Person.account_id)
        wanted = wanted.where(Person.school_id == school_id).order_by(Account.external_id)
        if peers is not None:
            wanted = wanted.where(Account.external_id.in_(list(peers)))
        found = (await session.execute(wanted)).all()
        for start in range(0, len(found), 5000):
            rows: list[dict[str, Any]] = [
                {
                    "campaign_id": campaign.id,
                    "person_id": person_id,
                    "account_id": account_id,
                    "platform": platform,
                    "peer_id": peer,
                    "text": "Собрание завтра в 15:00." if same_text else text_for(peer),
                    "gaps": ["few_messages"],
                    "state": "planned",
                    "attempts": 0,
                }
                for person_id, account_id, platform, peer in found[start : start + 5000]
            ]
            await session.execute(insert(OutboxRow), rows)
        return campaign.id


def text_for(peer: int) -> str:
    """About as long as a real digest, different for everybody."""
    return (
        f"Здравствуйте, Пример Примерович ({peer})!\n\nПо данным за 9–15 ноября, получены 17.11, до цели осталось "
        "немного: 7 сообщений из 10 в групповых чатах. Можно выложить в чат класса объявление о собрании, "
        "расписание на неделю или фотографии с экскурсии. Если уже сделали — не учитывайте это письмо.\n\n"
        "Сообщения в диалоге с ботом не считаются: нужны именно групповые чаты. Спасибо, что вы с нами!"
    )


async def states(database: Database, campaign_id: int) -> dict[str, int]:
    async with database.reading() as session:
        counted = select(OutboxRow.state, func.count()).where(OutboxRow.campaign_id == campaign_id)
        return {row[0]: row[1] for row in await session.execute(counted.group_by(OutboxRow.state))}
