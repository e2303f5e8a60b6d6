"""Rounds of reminders without any conversation: shown, begun once, steered; rights and the log."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from indicators.errors import NotAllowed, NotPossible, UnknownSchool
from indicators.weeks import Week
from nudges.calendar import Rest
from nudges.clock.schedule import Kind
from nudges.gaps import GAP
from nudges.plan import Recipient
from nudges.plan.skip_reason import SkipReason
from nudges.plan.standing import ALL_GAPS, DONE, MISTAKE
from services import breaks
from services.actor import Actor, the_program
from services.occasions import begin_round
from services.rounds import steering
from services.rounds.coming import after_load
from services.rounds.going import coming_to
from services.rounds.passed_over import passed_over
from services.rounds.received import answers_to_newest, received_by
from services.rounds.standing import newest_round, outcomes_by_person, round_at, rounds_under_way
from services.rounds.starting import FARTHEST, Chosen, preview, start
from services.rounds.timetable import timetable
from storage.campaigns.claims import add_claims
from storage.campaigns.effect import reminded
from storage.campaigns.outbox import claim, make_recheck, running_campaigns
from storage.people.privacy.personal import Subject, everything_about
from storage.schools.calendar import school_calendar
from storage.statistics.scope import Scope
from storage.statistics.sent_before import history_of
from storage.statistics.staff import messages_to
from storage.tables import (
    AuditEntry,
    Campaign,
    Claim,
    Exemption,
    OutboxRow,
    Person,
    PersonWeek,
    School,
    StatisticsImport,
)
from tests.handlers.conversation import WEEK
from tests.services.school import MANAGER, NOW, OFFICER, Staffed, staffed

TODAY = NOW.date()

ZONE = "Europe/Moscow"
EVERYBODY = Chosen()


@pytest.fixture
async def school(tmp_path) -> AsyncIterator[Staffed]:
    async with staffed(tmp_path) as found:
        for person_id in (found.alieva, found.borisov):
            async with found.database.writing() as session:
                row = await session.get_one(PersonWeek, (person_id, WEEK))
                row.calls = 0
        yield found


async def logged(school: Staffed) -> list[tuple[str, int | None]]:
    async with school.database.reading() as session:
        found = await session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        return [(one.action, one.account_id) for one in found if one.action != "officer_from_settings"]


async def begin(school: Staffed, actor: Actor, chosen: Chosen = EVERYBODY, kind: str = "manual-1") -> int | None:
    started = await start(school.database, actor, chosen, Week.parse(WEEK), kind, NOW, default_zone=ZONE)
    return started.people


async def test_what_is_shown_is_begun_once_however_often_it_is_confirmed(school: Staffed):
    actor = await school.actor(OFFICER)
    async with school.database.reading() as session:
        shown = await preview(session, actor, EVERYBODY, NOW, default_zone=ZONE)
    assert shown is not None
    assert (len(shown.plan.recipients), shown.kind) == (2, "manual-1")
    assert shown.opens == NOW
    assert await begin(school, actor) == await begin(school, actor) == 2
    assert await logged(school) == [("campaign_made", actor.account_id)]


async def test_only_the_letters_that_are_looked_at_are_made_and_they_are_the_ones_that_go(school: Staffed):
    """Both were reminded of the call last week: the words remember it."""
    actor = await school.actor(OFFICER)
    await begin(school, actor)
    async with school.database.writing() as session:
        await session.execute(update(OutboxRow).values(state="sent", calendar_week="2026-W46", finished_at=NOW))
    async with school.database.reading() as session:
        whole = await preview(session, actor, EVERYBODY, NOW, default_zone=ZONE)
        shown = await preview(session, actor, EVERYBODY, NOW, default_zone=ZONE, letters=slice(1, 2))
    assert whole is not None
    assert shown is not None
    assert [one.gaps for one in shown.plan.recipients] == [one.gaps for one in whole.plan.recipients]
    unread, read = shown.plan.recipients
    assert read.text == whole.plan.recipients[1].text
    assert read.person.sent_before.letters == 1
    with pytest.raises(RuntimeError):
        _ = unread.text


@pytest.mark.parametrize("week", ["2026-W46", "2026-W47"])
async def test_whom_a_second_look_has_told_who_writes_the_weekly_reminder_does_not_tell_again(school: Staffed, week):
    actor = await school.actor(OFFICER)
    async with school.database.reading() as session:
        new = await preview(session, actor, EVERYBODY, NOW, default_zone=ZONE)
    await begin(school, actor)
    async with school.database.writing() as session:
        await session.execute(update(OutboxRow).values(state="sent", calendar_week=week, finished_at=NOW))
        await session.execute(update(Campaign).values(kind="quota"))
    async with school.database.reading() as session:
        known = await preview(session, actor, EVERYBODY, NOW, default_zone=ZONE)
    assert new is not None
    assert known is not None
    for shown, says in ((new, True), (known, False)):
        assert [("Это «Дежурный»" in one.text) for one in shown.plan.recipients] == [says, says]
    assert [one.person.sent_before.streaks for one in known.plan.recipients] == [{}, {}]


async def test_one_gap_or_one_person_may_be_chosen(school: Staffed):
    actor = await school.actor(OFFICER)
    async with school.database.reading() as session:
        one = await preview(session, actor, Chosen(person_id=school.alieva), NOW, default_zone=ZONE)
        none = await preview(session, actor, Chosen(gap=next(iter(GAP))), NOW, default_zone=ZONE)
    assert one is not None
    assert none is not None
    assert [recipient.person_id for recipient in one.plan.recipients] == [school.alieva]
    assert not none.plan.recipients


async def test_a_round_is_paused_continued_cancelled_and_the_log_says_who_did_it(school: Staffed):
    actor = await school.actor(OFFICER)
    await begin(school, actor)
    async with school.database.writing() as session:
        assert await steering.pause(session, actor, NOW)
        assert not await steering.pause(session, actor, NOW)
        assert await steering.waiting(session, actor, TODAY) == steering.Waiting(
            2, paused=True, rest=None, automatic=True
        )
        [under_way] = await rounds_under_way(session, actor)
        assert (under_way.state, under_way.pause_reason) == ("paused", "по просьбе ответственного")
        assert await steering.resume(session, actor, TODAY, NOW)
        assert not await steering.resume(session, actor, TODAY, NOW)
        done = await steering.cancel(session, actor, under_way.id, NOW)
        assert (done.done, done.round.state, done.round.counts.cancelled) == (True, "cancelled", 2)
        assert not (await steering.cancel(session, actor, under_way.id, NOW)).done
        with pytest.raises(NotPossible):
            await steering.retriable(session, actor, under_way.id)
    actions = [action for action, _ in await logged(school)]
    assert actions == ["campaign_made", "paused", "resumed", "campaign_cancelled"]


@pytest.mark.parametrize(("first", "left"), [(0, []), (-1, [-1])])
async def test_a_pause_with_days_ends_by_the_same_word_as_any_other(school: Staffed, first, left):
    actor = await school.actor(OFFICER)
    starts = TODAY + timedelta(days=first)
    async with school.database.writing() as session:
        await breaks.add(session, actor, Rest(starts, TODAY + timedelta(days=2), "пауза", "pause"), NOW)
        await breaks.add(
            session, actor, Rest(TODAY + timedelta(days=9), TODAY + timedelta(days=9), "пауза", "pause"), NOW
        )
        assert (await steering.waiting(session, actor, TODAY)).paused
        assert await steering.resume(session, actor, TODAY, NOW)
        assert not (await steering.waiting(session, actor, TODAY)).paused
        days = [one.rest.ends_on for one in await breaks.coming(session, actor, TODAY - timedelta(days=5))]
    assert days == [TODAY + timedelta(days=one) for one in left] + [TODAY + timedelta(days=9)]


async def test_a_break_is_no_pause_and_is_said(school: Staffed):
    actor = await school.actor(OFFICER)
    rest = Rest(TODAY, TODAY + timedelta(days=4))
    async with school.database.writing() as session:
        await breaks.add(session, actor, rest, NOW)
        assert (await steering.waiting(session, actor, TODAY)).rest == rest
        assert not await steering.resume(session, actor, TODAY, NOW)


async def test_automatic_rounds_are_switched_on_and_off(school: Staffed):
    actor = await school.actor(OFFICER)
    async with school.database.writing() as session:
        await steering.switch_off(session, actor, NOW)
        assert await steering.switch_on(session, actor, NOW)
        assert not await steering.switch_on(session, actor, NOW)
    assert [action for action, _ in await logged(school)] == ["automatic_off", "automatic_on"]


async def test_the_clock_begins_the_weekly_round_once_and_the_log_names_nobody(school: Staffed):
    async with school.database.writing() as session:
        found = await session.get_one(School, school.school.id)
        made = await begin_round(session, found, Week.parse(WEEK), "digest", NOW, default_zone=ZONE)
        assert made is not None
        assert await begin_round(session, found, Week.parse(WEEK), "digest", NOW, default_zone=ZONE) is None
    assert await logged(school) == [("campaign_made", None)]


async def test_whoever_only_reads_sees_rounds_and_steers_none(school: Staffed):
    await begin(school, await school.actor(OFFICER))
    reader = await school.actor(MANAGER)
    with pytest.raises(NotAllowed):
        await begin(school, reader, kind="manual-2")
    async with school.database.writing() as session:
        newest = await newest_round(session, reader)
        assert newest is not None
        assert newest.counts.open == 2
        people = {one.person_id: one.state for one in await outcomes_by_person(session, reader, newest.id)}
        assert people == {school.alieva: "planned", school.borisov: "planned"}
        for refused in (
            steering.pause(session, reader, NOW),
            steering.resume(session, reader, TODAY, NOW),
            steering.cancel(session, reader, newest.id, NOW),
            steering.retry(session, reader, newest.id, NOW),
            steering.switch_off(session, reader, NOW),
        ):
            with pytest.raises(NotAllowed):
                await refused


async def test_a_round_that_minds_no_hours_is_not_said_to_wait_for_them(school: Staffed):
    actor, night = await school.actor(OFFICER), NOW + timedelta(hours=12)
    await begin(school, actor)
    for ignores, waits in ((False, 1), (True, 0)):
        async with school.database.writing() as session:
            await session.execute(update(Campaign).values(ignores_hours=ignores))
            found = await timetable(session, actor, TODAY, TODAY + timedelta(days=2), night, default_zone=ZONE)
            assert sum(one.kind is Kind.WAITING for one in found.runs) == waits


async def test_a_round_of_another_school_is_neither_seen_nor_stopped(school: Staffed):
    await begin(school, await school.actor(OFFICER))
    async with school.database.writing() as session:
        newest = await newest_round(session, the_program(school.school.id))
        assert newest is not None
        elsewhere = the_program(school.school.id + 1)
        assert await round_at(session, elsewhere, newest.id) is None
        assert await outcomes_by_person(session, elsewhere, newest.id) == []
        with pytest.raises(NotPossible):
            await steering.cancel(session, elsewhere, newest.id, NOW)
        with pytest.raises(UnknownSchool):
            await newest_round(session, the_program(10_000))


async def test_the_second_officers_round_goes_to_those_whom_the_first_one_left_out(school: Staffed):
    first, second = await school.actor(OFFICER), await school.actor(MANAGER)
    second = Actor(second.account_id, second.school_id, first.roles)
    assert await begin(school, first, Chosen(person_id=school.alieva)) == 1
    started = await start(school.database, second, EVERYBODY, Week.parse(WEEK), "manual-1", NOW, default_zone=ZONE)
    assert (started.people, started.others) == (1, True)


@pytest.mark.parametrize("away", [timedelta(hours=-1), FARTHEST + timedelta(hours=1)])
async def test_a_moment_that_has_passed_or_is_too_far_is_refused_before_anything_is_shown(school: Staffed, away):
    actor = await school.actor(OFFICER)
    async with school.database.reading() as session:
        with pytest.raises(NotPossible):
            await preview(session, actor, EVERYBODY, NOW, default_zone=ZONE, at=NOW + away)


async def test_before_the_weeks_file_only_what_hinders_whatever_it_says_is_told(school: Staffed):
    """Figures three weeks old are used for nobody: whoever is exempt gets nothing by any."""
    actor, later = await school.actor(OFFICER), NOW + timedelta(days=21)
    async with school.database.writing() as session:
        spared = Exemption(person_id=school.alieva, reason="отпуск", starts_on=TODAY, ends_on=later.date())
        said = Claim(person_id=school.borisov, week=WEEK, gap=ALL_GAPS, kind=DONE, at=later)
        session.add_all([spared, said])
        found = await coming_to(session, actor, "all", later, default_zone=ZONE)
        (by_file,) = found.rounds
        assert (by_file.decided, found.coming.figures) == (False, None)
        assert [(one.person_id, one.reason) for one in by_file.people] == [(school.alieva, SkipReason.EXEMPT)]
        now = (await coming_to(session, actor, "all", NOW, default_zone=ZONE)).rounds[0]
        assert (now.decided, {one.person_id for one in now.people}) == (True, {school.alieva, school.borisov})


async def test_what_a_load_leads_to_is_not_told_of_a_week_that_has_no_list(school: Staffed):
    actor = await school.actor(OFFICER)
    async with school.database.reading() as session:
        assert await after_load(session, actor, Week.parse("2026-W47"), NOW, default_zone=ZONE) is None
        assert await after_load(session, actor, Week.parse(WEEK), NOW, default_zone=ZONE) is not None


async def test_why_somebody_got_nothing_is_not_told_when_the_weeks_list_is_gone(school: Staffed):
    actor = await school.actor(OFFICER)
    await begin(school, actor, Chosen(people=frozenset({school.alieva})))
    async with school.database.writing() as session:
        round_ = await newest_round(session, actor)
        assert round_ is not None
        [left_out] = await passed_over(session, actor, round_, NOW, default_zone=ZONE)
        assert (left_out.person_id, left_out.reason) == (school.borisov, SkipReason.NOT_CHOSEN.sentence)
        session.add(Claim(person_id=school.alieva, week=WEEK, gap=ALL_GAPS, kind=MISTAKE, at=NOW))
        await session.execute(delete(StatisticsImport))
        [left_out] = await passed_over(session, actor, round_, NOW, default_zone=ZONE)
        assert (left_out.person_id, left_out.reason) == (school.borisov, "")


async def test_a_round_in_days_off_is_shown_without_a_moment(school: Staffed):
    actor = await school.actor(OFFICER)
    async with school.database.writing() as session:
        for number in range(5):
            first = TODAY + timedelta(days=number * 100)
            await breaks.add(session, actor, Rest(first, first + timedelta(days=99), "ремонт"), NOW)
        shown = await preview(session, actor, EVERYBODY, NOW, default_zone=ZONE)
    assert shown is not None
    assert shown.opens is None


async def test_what_goes_on_a_day_is_what_then_goes(school: Staffed):
    """On Thursday the second look alone: told is who then gets it, and who is ill by then does not."""
    actor, thursday, week = await school.actor(OFFICER), TODAY + timedelta(days=3), Week.parse(WEEK)
    tuesday = NOW + timedelta(days=1)
    async with school.database.writing() as session:
        here = await session.get_one(School, school.school.id)
        await begin_round(session, here, week, "digest", NOW, default_zone=ZONE)
        await session.execute(update(OutboxRow).values(state="sent", calendar_week="2026-W47", finished_at=NOW))
        session.add(Exemption(person_id=school.borisov, reason="больничный", starts_on=thursday, ends_on=thursday))
    async with school.database.writing() as session:
        days = (thursday, thursday)
        (look,) = (await coming_to(session, actor, "all", tuesday, default_zone=ZONE, days=days)).rounds
        assert (look.run.kind, look.run.at.date(), look.decided) == (Kind.QUOTA, thursday, True)
        gets = {one.person_id for one in look.people if isinstance(one, Recipient)}
        assert {one.person_id for one in look.people} - gets == {school.borisov}
        wednesday = (TODAY + timedelta(days=2),) * 2
        assert not (await coming_to(session, actor, "all", tuesday, default_zone=ZONE, days=wednesday)).rounds
        (at_once,) = (await coming_to(session, actor, "all", look.run.at, default_zone=ZONE, days=days)).rounds
        assert (at_once.run.kind, at_once.decided, at_once.people) == (Kind.QUOTA, True, look.people)
        next_thursday = (thursday + timedelta(days=7),) * 2
        (later,) = (await coming_to(session, actor, "all", look.run.at, default_zone=ZONE, days=next_thursday)).rounds
        assert (later.run.kind, later.decided) == (Kind.QUOTA, False)  # by the next file, whatever goes right now
        here = await session.get_one(School, school.school.id)
        made = await begin_round(session, here, week, "quota", look.run.at, default_zone=ZONE)
        assert made is not None
        assert {one.person_id for one in made.recipients} == gets == {school.alieva}


async def test_what_waits_for_a_day_is_told_by_its_names(school: Staffed):
    actor, tomorrow = await school.actor(OFFICER), NOW + timedelta(days=1)
    await start(school.database, actor, EVERYBODY, Week.parse(WEEK), "manual-1", NOW, default_zone=ZONE, at=tomorrow)
    days = (tomorrow.date(), tomorrow.date())
    async with school.database.reading() as session:
        (round_,) = (await coming_to(session, actor, "all", NOW, default_zone=ZONE, days=days)).rounds
        assert round_.run.kind is Kind.WAITING
        assert {person for person, _ in round_.waiting} == {school.alieva, school.borisov}


async def test_what_waits_while_a_newer_file_comes_is_looked_at_by_that(school: Staffed):
    """Put off until Tuesday; on Monday a file tells that one of the two has called since."""
    actor, tomorrow, newer = await school.actor(OFFICER), NOW + timedelta(days=1), "2026-W47"
    await start(school.database, actor, EVERYBODY, Week.parse(WEEK), "manual-1", NOW, default_zone=ZONE, at=tomorrow)
    async with school.database.writing() as session:
        came = {"file_name": "ноябрь.xlsx", "sha256": "0" * 64, "mapping": {}, "received_on": TODAY, "rows": 2}
        load = StatisticsImport(
            school_id=school.school.id, week=newer, kind="people", accepted=2, at=NOW + timedelta(hours=1), **came
        )
        session.add(load)
        await session.flush()
        for person_id, calls in ((school.alieva, 1), (school.borisov, 0)):
            before = await session.get_one(PersonWeek, (person_id, WEEK))
            facts = {name: getattr(before, name) for name in (one.name for one in PersonWeek.__table__.columns)}
            session.add(PersonWeek(**{**facts, "week": newer, "import_id": load.id, "calls": calls}))
    async with school.database.writing() as session:
        [campaign] = await running_campaigns(session)
        claimed = await claim(session, campaign, 10, tomorrow, "vk")
    look = await make_recheck(school.database, lambda: tomorrow)(claimed)
    rows = {one.person_id: one.id for one in claimed}
    assert look.reasons == {rows[school.alieva]: SkipReason.HAS_EVERYTHING.sentence}
    assert look.reworded.keys() == {rows[school.borisov]}
    [row] = look.reworded.values()
    assert (row.gaps, "16–22 ноября" in row.text, row.figures_week) == (("no_call",), True, newer)
    async with school.database.writing() as session:
        await session.execute(
            update(OutboxRow).where(OutboxRow.id == row.id).values(state="sent", finished_at=tomorrow)
        )
        await add_claims(session, school.borisov, row.figures_week, row.gaps, DONE, tomorrow + timedelta(minutes=5))
        answers = await answers_to_newest(session, actor)
        post = await received_by(session, actor, school.borisov)
        kept = await session.get_one(OutboxRow, row.id)
        told_of = await messages_to(session, school.borisov, 1)
        asked = {week: await reminded(session, school.school, Week.parse(week)) for week in (WEEK, newer)}
        later = NOW + timedelta(weeks=1)
        scope = Scope(school.school.id, Week.parse(newer), later, await school_calendar(session, school.school))
        before = (await history_of(session, scope))[school.borisov]
        about = await everything_about(session, Subject((await session.get_one(Person, school.borisov),), None))
    assert answers is not None
    assert [week for _, week, *_ in told_of] == [newer]
    assert before.streaks == {"no_call": (newer,)}
    assert asked == {WEEK: {}, newer: {school.borisov: frozenset({"no_call"})}}
    assert [one["figures_week"] for one in about["records"][0]["messages"]] == [newer]
    assert (answers.silent, answers.said.keys()) == ([], {school.borisov})
    assert [(one.letter.week, [said.kind for said in one.answers]) for one in post.letters] == [(newer, [DONE])]
    assert kept.figures_week == newer
    async with school.database.writing() as session:  # tried once more, its buttons are of what it speaks of
        await session.execute(update(OutboxRow).where(OutboxRow.id == row.id).values(state="planned"))
        [campaign] = await running_campaigns(session)
        [again] = [one for one in await claim(session, campaign, 10, tomorrow, "vk") if one.id == row.id]
    assert again.figures_week == newer
