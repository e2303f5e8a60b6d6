"""A restored database wakes up in its past: what it believes to be still open may have been done since.

Nobody is written to twice for that. Messages are looked up in the dialog's history before they go, campaigns wait
until somebody says go on, what the clock may have done is taken for done, answers under way are given up, and the
messenger's stream of events is taken up where it is now.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import case, delete, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.russian.rules import plural
from nudges.clock.due import may_have_been_done
from nudges.delivery.states import State
from storage.campaigns.lost_time import BEYOND_MEMORY, LostTime, add_lost_time
from storage.campaigns.outbox.campaigns import PAUSED, RUNNING
from storage.clock.occasions import clock_facts, note_done
from storage.database.moved import BEGUN as MOVING
from storage.database.moved import KEY as MOVED
from storage.dialogs.replies import Answer, add_replies
from storage.people.audit import record
from storage.people.officers import OFFICERS, answers_to
from storage.schools.communities import NOBODY
from storage.tables import Arrival, Campaign, Dialogue, Errand, Exemption, Moment, Note, OutboxRow, Reply, School

# What is true of a moment: where the stream of events was, when the clock last ran, that all has moved elsewhere.
_MOMENTARY = ("position:%", "clock.%", MOVED, MOVING)
_STAYS = "asked"  # somebody who waits to be let in
_MAY_GO_AGAIN = (State.PLANNED, State.SENDING, State.FAILED, State.UNREACHABLE)


@dataclass(frozen=True, slots=True)
class Manners:
    """When the backup was made, and when it is restored."""

    made_at: datetime
    now: datetime
    communities: Sequence[int]
    default_zone: str

    def shown(self, school: School | None = None) -> str:
        zone = ZoneInfo((school.timezone if school else None) or self.default_zone)
        return f"{self.made_at.astimezone(zone):%d.%m.%Y %H:%M}"


async def settle_down(session: AsyncSession, manners: Manners, lost: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """`lost` are the first and last numbers of rows the database does not know.

    Returns how many campaigns wait now, and how many officers are told.
    """
    since = min(manners.made_at, manners.now)
    for first, last in lost:
        await add_lost_time(session, LostTime(first, last, since, manners.now))
    await _doubt(session, since - BEYOND_MEMORY)
    paused = await _pause(session, manners)
    await _drop_momentary(session)
    await _take_for_done(session, manners)
    return len(paused), await _tell(session, manners, paused)


async def _doubt(session: AsyncSession, moment: datetime) -> None:
    """Whatever may still go is looked up in the dialog's history first."""
    older = case((OutboxRow.unsure_since < moment, OutboxRow.unsure_since), else_=literal(moment, Moment))
    doubted = update(OutboxRow).where(OutboxRow.state.in_(_MAY_GO_AGAIN))
    await session.execute(doubted.values(unsure_since=older))


async def _pause(session: AsyncSession, manners: Manners) -> Sequence[int]:
    """An officer may have cancelled since what is open here: somebody has to say that it goes on."""
    reason = (
        f"База восстановлена из копии от {manners.shown()}. Если рассылка ещё нужна, продолжите её: "
        "тем, кто сообщение уже получил, второй раз оно не уйдёт."
    )
    paused = update(Campaign).where(Campaign.state == RUNNING).values(state=PAUSED, pause_reason=reason)
    return (await session.scalars(paused.returning(Campaign.school_id))).all()


async def _drop_momentary(session: AsyncSession) -> None:
    await session.execute(delete(Note).where(or_(*(Note.key.like(one) for one in _MOMENTARY))))
    await session.execute(update(Reply).where(Reply.state == "planned").values(state="failed"))
    await session.execute(delete(Errand).where(Errand.state == "open"))
    await session.execute(delete(Dialogue).where(Dialogue.name != _STAYS))
    await session.execute(delete(Arrival))  # somebody may have said since that it is not them


async def _take_for_done(session: AsyncSession, manners: Manners) -> None:
    for school, facts in await clock_facts(session, manners.now, manners.default_zone):
        for occasion in may_have_been_done(manners.now, facts):
            await note_done(session, school.id, occasion, manners.now)
    today = manners.now.astimezone(ZoneInfo(manners.default_zone)).date()
    await session.execute(update(Exemption).where(Exemption.ends_on < today).values(told_ended=True))


async def _tell(session: AsyncSession, manners: Manners, paused: Sequence[int]) -> int:
    told: dict[tuple[int | None, int], Answer] = {}
    for school in (await session.scalars(select(School).order_by(School.id))).all():
        record(session, "backup_restored", manners.now, school_id=school.id)
        running = manners.communities or ((school.community_id,) if school.community_id else ())
        text = _told(manners, school, paused.count(school.id))
        for answer in await answers_to(session, school, text, running, *OFFICERS):
            if answer.community != NOBODY:
                told.setdefault((answer.community, answer.peer_id), answer)
    await add_replies(session, NOBODY, list(told.values()), manners.now)
    return len(told)


def _told(manners: Manners, school: School, paused: int) -> str:
    lines = [
        f"База восстановлена из резервной копии от {manners.shown(school)}. О том, что было позже, я не помню: "
        "загрузите ещё раз файлы, которые пришли после, и проверьте исключения, каникулы и настройки.",
        "Кому я уже написал, я увижу в переписке: второй раз никто ничего не получит. Автоматические напоминания "
        "и сводки, чей час на этой неделе уже прошёл, сам не повторяю: если нужно, напишите «напомнить всем».",
    ]
    if paused:
        some = plural(paused, "рассылка ждёт", "рассылки ждут", "рассылок ждут")
        lines.append(f"На паузе {some} вашего слова: «продолжить» или «отменить».")
    return "\n\n".join(lines)
