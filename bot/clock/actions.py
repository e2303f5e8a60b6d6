"""What each kind of occasion does: write a campaign, or answers to the officer and the managers."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from indicators.weeks import Week
from nudges.clock.coming import next_nudge, nudge_words
from nudges.clock.due import Due, nudged_in, summed_up
from nudges.clock.moments import awaited
from nudges.clock.schedule import Kind, SchoolFacts
from nudges.messenger import is_group
from nudges.officer import (
    Stuck,
    complained_text,
    deadline_text,
    ended_text,
    escalation_text,
    file_late_text,
    file_missing_text,
    gone_text,
    pause_text,
    planned_text,
)
from nudges.plan import DIGEST, QUOTA
from nudges.platforms import Platform
from reports.figures.staff_chat import dialog_button, totals_text
from services.chats.known import gets_totals
from services.occasions import (
    begin_round,
    complained_lately,
    mark_those_who_leave,
    report_readers,
    take_ended_exemptions,
)
from services.reporting.subscriptions import refusing_summary
from storage.campaigns.escalations import escalate
from storage.campaigns.settled import take_untold
from storage.clock.occasions import note_done
from storage.database.connection import Session
from storage.dialogs.errands import add_errand
from storage.dialogs.replies import HOURS_OF, Answer
from storage.messengers.ways import accounts_of
from storage.people.namesakes import told_apart
from storage.people.officers import OFFICERS, accounts_with, answers_for, answers_to
from storage.people.roles import Role
from storage.schools.chats import LINKS, chats_of
from storage.schools.communities import home
from storage.tables import Account, School


@dataclass(frozen=True, slots=True)
class Moment:
    """One occasion of one school, now."""

    school: School
    facts: SchoolFacts
    due: Due
    now: datetime
    default_zone: str
    communities: tuple[int, ...] = ()
    link_of: Callable[[int], str] = str

    def home(self, platform: str = Platform.VK) -> int:
        """Where the school's people are written to from in that messenger."""
        return home(self.school.community_id, self.communities, platform)

    @property
    def week(self) -> Week:
        """The week of the figures; occasions without figures have the last week."""
        return self.due.week or self.facts.calendar.week_of(self.now).shift(-1)


Action = Callable[[Session, Moment], Awaitable[list[Answer]]]


async def tell(session: Session, moment: Moment, text: str, *roles: Role) -> list[Answer]:
    return await answers_to(session, moment.school, text, moment.communities, *roles, named=True)


async def _nudge(session: Session, moment: Moment) -> list[Answer]:
    told = await _round(session, moment, DIGEST, "Напоминания педагогам")
    if told is None:
        return []
    this_week = moment.facts.calendar.week_of(moment.now)
    await note_done(session, moment.school.id, nudged_in(this_week, moment.due.moment), moment.now)
    return told


async def _quota(session: Session, moment: Moment) -> list[Answer]:
    return await _round(session, moment, QUOTA, "Второй взгляд на недельные нормы") or []


async def _round(session: Session, moment: Moment, kind: str, title: str) -> list[Answer] | None:
    """Plan the round, and tell the officer what has been planned; None where nobody needs it."""
    zone = moment.default_zone
    made = await begin_round(session, moment.school, moment.week, kind, moment.now, default_zone=zone)
    if made is None:
        return None
    late = awaited(moment.facts.calendar.week_of(moment.now), moment.facts) if kind == DIGEST else None
    return await tell(session, moment, planned_text(made, title, late), *OFFICERS)


async def _file_missing(session: Session, moment: Moment) -> list[Answer]:
    calendar = moment.facts.calendar
    next_words = nudge_words(next_nudge(moment.now, moment.facts), calendar.local(moment.now))
    return await tell(session, moment, file_missing_text(moment.week, next_words), *OFFICERS)


async def _file_late(session: Session, moment: Moment) -> list[Answer]:
    calendar = moment.facts.calendar
    next_words = nudge_words(next_nudge(moment.now, moment.facts), calendar.local(moment.now))
    return await tell(session, moment, file_late_text(moment.week, next_words), *OFFICERS)


async def _summary(session: Session, moment: Moment) -> list[Answer]:
    from reports.figures.summary import summary
    from reports.figures.week import school_figures

    this_week = moment.facts.calendar.week_of(moment.now)
    await note_done(session, moment.school.id, summed_up(this_week, moment.due.moment), moment.now)
    today = moment.facts.calendar.today(moment.now)
    figures = await school_figures(session, moment.school, [moment.week], today=today)
    school, answers = moment.school, []
    refused = await refusing_summary(session, school)
    complained = await complained_lately(session, school, moment.now)
    officers = await accounts_with(session, school.id, *OFFICERS)
    managers = await accounts_with(session, school.id, Role.MANAGER, but=OFFICERS)
    for everybody, changing in ((officers, True), (managers, False)):
        accounts = [one for one in everybody if one.id not in refused]
        await _picture(session, moment, accounts)
        text = summary(figures, names=changing) + (complained_text(complained) if changing else "")
        text += pause_text(school.paused, may_change=changing)
        answers += await answers_for(session, school, text, moment.communities, accounts)
    await _reports(session, moment)
    return [*answers, *await _staff_chats(session, moment)]


async def _staff_chats(session: Session, moment: Moment) -> list[Answer]:
    """Totals without names for the staff chats that are to get them, with the one button that opens the dialog."""
    answers = []
    for chat in await chats_of(session, moment.school.id, "staff"):
        if gets_totals(chat) and chat.state == "on" and is_group(chat.peer_id) and chat.platform != LINKS:
            text = await totals_text(session, chat, moment.facts.calendar.today(moment.now), moment.week)
            if text is not None:
                door = moment.home(chat.platform)
                answers.append(Answer(chat.peer_id, text, dialog_button(moment.link_of(door)), community=door))
    return answers


async def _picture(session: Session, moment: Moment, accounts: Sequence[Account]) -> None:
    """The chart takes a while to draw: it is slow work like that of conversations, and follows the text."""
    details = {"school": moment.school.id, "week": str(moment.week)}
    for account in accounts:
        await _later(session, moment, account, "picture", details)


async def _reports(session: Session, moment: Moment) -> None:
    """The whole report for those who asked for it, as long as they still may read it."""
    for account, form in (await report_readers(session, moment.school)).items():
        details = {"paper": "report", "school": moment.school.id, "week": str(moment.week), "format": form}
        await _later(session, moment, account, "paper", details)


async def _later(session: Session, moment: Moment, account: Account, kind: str, details: dict[str, Any]) -> None:
    """Slow work whose result goes to an account, in its messenger and in the school's hours."""
    details = {**details, HOURS_OF: moment.school.id}
    door = moment.home(account.platform)
    await add_errand(session, door, account.id, account.external_id, kind, details, moment.now)


async def _deadline(session: Session, moment: Moment) -> list[Answer]:
    if moment.facts.deadline is None or moment.due.days_left is None:
        return []
    days = (moment.facts.deadline - moment.facts.calendar.today(moment.now)).days
    text = deadline_text(moment.facts.deadline, days, moment.facts.unregistered)
    return await tell(session, moment, text, *OFFICERS)


async def _escalation(session: Session, moment: Moment) -> list[Answer]:
    found = await escalate(
        session,
        moment.school,
        moment.week,
        moment.facts.calendar,
        moment.now,
        moment.facts.schedule.escalate_after,
    )
    return [
        *await _stuck(session, moment, found.officer, *OFFICERS),
        *await _stuck(session, moment, found.manager, Role.MANAGER),
    ]


async def _stuck(session: Session, moment: Moment, stuck: Sequence[Stuck], *roles: Role) -> list[Answer]:
    """To each without themselves: an officer who teaches is reminded like all."""
    if not stuck:
        return []
    names, answers = await told_apart(session, moment.school.id), []
    theirs = await accounts_of(session, {one.person_id for one in stuck})
    for account in await accounts_with(session, moment.school.id, *roles):
        if others := [one for one in stuck if account.id not in theirs.get(one.person_id, ())]:
            text = escalation_text(others, moment.school.journal_name, names, to_manager=Role.MANAGER in roles)
            answers += await answers_for(session, moment.school, text, moment.communities, [account], named=True)
    return answers


async def _exemptions(session: Session, moment: Moment) -> list[Answer]:
    today = moment.facts.calendar.today(moment.now)
    gone = await mark_those_who_leave(session, moment.school, moment.now, today)
    ended = await take_ended_exemptions(session, moment.school, today)
    said = [gone_text(gone)] if gone else []
    said += [ended_text(ended, silent=moment.facts.silent)] if ended else []
    return [answer for text in said for answer in await tell(session, moment, text, *OFFICERS)]


async def _settled(session: Session, moment: Moment) -> list[Answer]:
    """What a file had settled that was loaded outside the hours, told as it is after other loads."""
    from handlers.teacher.settled import tell_settled

    untold = await take_untold(session, moment.school, moment.facts.calendar.today(moment.now))
    for loaded_by, settled in untold.items():
        await tell_settled(session, settled, moment.now, moment.communities, moment.default_zone, loaded_by)
    return []


ACTIONS: dict[Kind, Action] = {
    Kind.NUDGE: _nudge,
    Kind.QUOTA: _quota,
    Kind.FILE_MISSING: _file_missing,
    Kind.FILE_LATE: _file_late,
    Kind.SUMMARY: _summary,
    Kind.ESCALATION: _escalation,
    Kind.DEADLINE: _deadline,
    Kind.EXEMPTIONS: _exemptions,
    Kind.SETTLED: _settled,
}
