"""What each kind of occasion does: write a campaign, or answers to the officer and the managers."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.vk.addresses import dialog_link
from indicators.weeks import Week
from nudges.gaps import GAP
from nudges.messenger import CHATS_FROM
from nudges.officer import (
    Ended,
    Stuck,
    deadline_text,
    ended_text,
    escalation_text,
    file_missing_text,
    pause_text,
    planned_text,
)
from nudges.plan import DIGEST, QUOTA
from nudges.schedule import Due, Kind, SchoolFacts
from reports.figures.staff_chat import dialog_button, totals_text
from storage.campaigns.escalations import escalate
from storage.campaigns.planning import find_campaign, plan, save_plan
from storage.dialogs.errands import add_errand
from storage.dialogs.replies import Answer
from storage.people.roles import Role, members
from storage.schools.chats import LINKS, chats_of
from storage.schools.subscriptions import subscriptions
from storage.tables import Exemption, Person, School

_OFFICERS = (Role.OFFICER, Role.DEPUTY)


@dataclass(frozen=True, slots=True)
class Moment:
    """One occasion of one school, now."""

    school: School
    facts: SchoolFacts
    due: Due
    now: datetime
    default_zone: str
    community_id: int = 0

    @property
    def week(self) -> Week:
        """The week of the figures; occasions without figures have the last week."""
        return self.due.week or self.facts.calendar.week_of(self.now).shift(-1)


Action = Callable[[AsyncSession, Moment], Awaitable[list[Answer]]]


async def tell(session: AsyncSession, school: School, text: str, *roles: Role) -> list[Answer]:
    """The same text to everybody with one of the roles; one account hears it once."""
    accounts = {account.external_id for _, account in await members(session, school.id, *roles)}
    return [Answer(peer_id, text) for peer_id in sorted(accounts)]


async def _nudge(session: AsyncSession, moment: Moment) -> list[Answer]:
    return await _round(session, moment, DIGEST, "Напоминания педагогам")


async def _quota(session: AsyncSession, moment: Moment) -> list[Answer]:
    return await _round(session, moment, QUOTA, "Второй взгляд на недельные нормы")


async def _round(session: AsyncSession, moment: Moment, kind: str, title: str) -> list[Answer]:
    """Plan the round, and tell the officer what has been planned."""
    school, week, zone = moment.school, moment.week, moment.default_zone
    if await find_campaign(session, school, week, kind) is not None:
        return []
    made = await plan(session, school, week, now=moment.now, kind=kind, default_zone=zone)
    if await save_plan(session, school, made, now=moment.now, kind=kind, default_zone=zone) is None:
        return []
    return await tell(session, school, planned_text(made, title), *_OFFICERS)


async def _file_missing(session: AsyncSession, moment: Moment) -> list[Answer]:
    return await tell(session, moment.school, file_missing_text(moment.week, silent=moment.facts.silent), *_OFFICERS)


async def _summary(session: AsyncSession, moment: Moment) -> list[Answer]:
    from reports.figures.summary import summary
    from reports.figures.week import school_figures

    figures = await school_figures(session, moment.school, [moment.week])
    await _picture(session, moment)
    await _reports(session, moment)
    paused = moment.school.paused
    text = summary(figures, names=True) + pause_text(paused, may_change=True)
    officers = await tell(session, moment.school, text, *_OFFICERS)
    text = summary(figures, names=False) + pause_text(paused, may_change=False)
    managers = _without(officers, await tell(session, moment.school, text, Role.MANAGER))
    return [*officers, *managers, *await _staff_chats(session, moment)]


async def _staff_chats(session: AsyncSession, moment: Moment) -> list[Answer]:
    """Totals without names for the school's staff chats, with the one button that opens the dialog."""
    answers = []
    for chat in await chats_of(session, moment.school.id, "staff"):
        if chat.state == "on" and chat.peer_id >= CHATS_FROM and chat.platform != LINKS:
            text = await totals_text(session, chat, moment.week)
            if text is not None:
                answers.append(Answer(chat.peer_id, text, dialog_button(dialog_link(moment.community_id))))
    return answers


async def _picture(session: AsyncSession, moment: Moment) -> None:
    """The chart takes a while to draw: it is slow work like that of conversations, and follows the text."""
    details = {"school": moment.school.id, "week": str(moment.week)}
    told: set[int] = set()
    for _, account in await members(session, moment.school.id, *_OFFICERS, Role.MANAGER):
        if account.id not in told:
            told.add(account.id)
            await add_errand(
                session, moment.community_id, account.id, account.external_id, "picture", details, moment.now
            )


async def _reports(session: AsyncSession, moment: Moment) -> None:
    """The whole report for those who asked for it, as long as they still may read it."""
    wanted = subscriptions(moment.school)
    readers = await members(session, moment.school.id, *_OFFICERS, Role.MANAGER)
    for account in {account.id: account for _, account in readers if account.id in wanted}.values():
        details = {
            "paper": "report",
            "school": moment.school.id,
            "week": str(moment.week),
            "format": wanted[account.id],
        }
        await add_errand(session, moment.community_id, account.id, account.external_id, "paper", details, moment.now)


def _without(told: Sequence[Answer], answers: Sequence[Answer]) -> list[Answer]:
    already = {answer.peer_id for answer in told}
    return [answer for answer in answers if answer.peer_id not in already]


async def _deadline(session: AsyncSession, moment: Moment) -> list[Answer]:
    if moment.facts.deadline is None or moment.due.days_left is None:
        return []
    days = (moment.facts.deadline - moment.facts.calendar.today(moment.now)).days
    text = deadline_text(moment.facts.deadline, days, moment.facts.unregistered)
    return await tell(session, moment.school, text, *_OFFICERS)


async def _escalation(session: AsyncSession, moment: Moment) -> list[Answer]:
    found = await escalate(
        session,
        moment.school,
        moment.week,
        moment.facts.calendar,
        moment.now,
        moment.facts.schedule.escalate_after,
    )
    return [
        *await _stuck(session, moment, found.officer, *_OFFICERS),
        *await _stuck(session, moment, found.manager, Role.MANAGER),
    ]


async def _stuck(session: AsyncSession, moment: Moment, stuck: Sequence[Stuck], *roles: Role) -> list[Answer]:
    if not stuck:
        return []
    text = escalation_text(stuck, moment.school.journal_name, to_manager=Role.MANAGER in roles)
    return await tell(session, moment.school, text, *roles)


async def _exemptions(session: AsyncSession, moment: Moment) -> list[Answer]:
    query = (
        select(Exemption, Person.full_name)
        .join(Person, Person.id == Exemption.person_id)
        .where(
            Person.school_id == moment.school.id,
            Person.left_on.is_(None),
            Exemption.told_ended.is_(False),
            Exemption.ends_on < moment.facts.calendar.today(moment.now),
        )
        .order_by(Person.full_name)
    )
    ended = []
    for exemption, full_name in (await session.execute(query)).all():
        exemption.told_ended = True
        title = GAP[exemption.gap].title if exemption.gap in GAP else None
        ended.append(
            Ended(full_name, exemption.reason, exemption.ends_on or moment.facts.calendar.today(moment.now), title)
        )
    return await tell(session, moment.school, ended_text(ended), *_OFFICERS) if ended else []


ACTIONS: dict[Kind, Action] = {
    Kind.NUDGE: _nudge,
    Kind.QUOTA: _quota,
    Kind.FILE_MISSING: _file_missing,
    Kind.SUMMARY: _summary,
    Kind.ESCALATION: _escalation,
    Kind.DEADLINE: _deadline,
    Kind.EXEMPTIONS: _exemptions,
}
