"""What a school sets for itself, its targets and its breaks: values, checked, by those who may, and logged."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from indicators.errors import NotAllowed, NotPossible
from nudges.calendar import PAUSE, Rest
from nudges.clock.schedule import Kind
from services import breaks, school_settings, settings_back, targets
from services.actor import Actor
from services.audit import LEFT, WAS
from services.occasions import report_readers
from services.reporting import report_templates, subscriptions
from services.rounds.timetable import timetable
from services.targets import Goal, MayBePercent
from storage.people.roles import Role, give_role
from storage.schools.subscriptions import subscriptions as subscribed
from storage.tables import Account, AuditEntry, Person, PersonAccount, School
from tests.services.school import MANAGER, NOW, OFFICER, TODAY, Staffed, staffed

ZONE = "Europe/Moscow"


@pytest.fixture
async def school(tmp_path) -> AsyncIterator[Staffed]:
    async with staffed(tmp_path) as found:
        yield found


async def logged(school: Staffed) -> list[tuple[str, dict[str, object]]]:
    async with school.database.reading() as session:
        found = await session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        return [(one.action, one.details) for one in found if one.action != "officer_from_settings"]


async def test_everything_that_is_set_is_shown_and_each_change_logged(school: Staffed):
    actor = await school.actor(OFFICER)
    async with school.database.writing() as session:
        await school_settings.rename(session, actor, " Лицей  № 5 ", NOW)
        await school_settings.set_zone(session, actor, "Asia/Omsk", NOW)
        await school_settings.set_hours(session, actor, time(8), time(17), NOW)
        await school_settings.set_registration_deadline(session, actor, date(2026, 12, 1), NOW, today=TODAY)
        await school_settings.set_journal(session, actor, "Дневник", NOW)
        await school_settings.set_nudge_moment(session, actor, NOW, weekday=1)
        await school_settings.set_norms(session, actor, NOW, group_chats=2, messages=5, calls=1)
        await school_settings.switch_thanks(session, actor, NOW, on=True)
        await report_templates.set_template(session, actor, b"docx", NOW)
        await school_settings.set_room(session, actor, "214", NOW)
        here = await session.get_one(School, school.school.id)
        assert await school_settings.left_to_set(session, here) == (school_settings.GOALS,)
        await school_settings.finish_setup(session, actor)
        await subscriptions.subscribe_to_report(session, actor, "pdf")
        assert await subscriptions.subscribed_form(session, actor) == "pdf"
        shown = await school_settings.settings(session, actor, default_zone=ZONE)
        assert await school_settings.left_to_set(session, here) == ()
    assert (shown.name, shown.zone, shown.work_from, shown.work_to) == ("Лицей № 5", "Asia/Omsk", time(8), time(17))
    assert (shown.registration_deadline, shown.journal) == (date(2026, 12, 1), "Дневник")
    assert (shown.schedule.slots[Kind.NUDGE].weekday, shown.norms.messages) == (1, 5)
    assert (shown.thanks, shown.own_template, shown.room) == (True, True, "214")
    keys = ["name", "zone", "hours", "deadline", "journal", "moment", "norms"]
    expected = [("settings", {"key": key}) for key in keys] + [("thanks_on", {}), ("template", {}), ("room", {})]
    found = await logged(school)
    assert [
        (action, {key: one for key, one in about.items() if key not in (WAS, LEFT)}) for action, about in found
    ] == (expected)
    [was] = [about[WAS] for action, about in found if about.get("key") == "hours"]
    assert was == {"work_from": "09:00:00", "work_to": "18:00:00"}


async def test_what_cannot_be_is_refused_and_nothing_changes(school: Staffed):
    actor = await school.actor(OFFICER)
    async with school.database.writing() as session:
        before = await school_settings.settings(session, actor, default_zone=ZONE)
        for refused in (
            school_settings.rename(session, actor, "Школа № 2 (пример)", NOW),
            school_settings.rename(session, actor, "я", NOW),
            school_settings.set_zone(session, actor, "Марс/База", NOW),
            school_settings.set_zone(session, actor, "../../etc/passwd", NOW),
            school_settings.set_hours(session, actor, time(18), time(9), NOW),
            school_settings.set_hours(session, actor, time(5), time(9), NOW),
            school_settings.set_registration_deadline(session, actor, TODAY - timedelta(days=1), NOW, today=TODAY),
            school_settings.set_journal(session, actor, "ж", NOW),
            school_settings.set_nudge_moment(session, actor, NOW, weekday=5),
            school_settings.set_nudge_moment(session, actor, NOW, at=time(19)),
            school_settings.set_norms(session, actor, NOW, group_chats=1, messages=0, calls=1),
            subscriptions.subscribe_to_report(session, actor, "exe"),
        ):
            with pytest.raises(NotPossible):
                await refused
        assert await school_settings.settings(session, actor, default_zone=ZONE) == before
    assert await logged(school) == []


async def test_without_an_account_there_is_nobody_to_send_the_fridays_to(school: Staffed):
    program = Actor(None, (await school.actor(OFFICER)).school_id, trusted=True)
    async with school.database.writing() as session:
        for refused in (
            subscriptions.subscribe_to_report(session, program, "pdf"),
            subscriptions.send_summary(session, program, wanted=False),
        ):
            with pytest.raises(NotPossible, match="только тому, кто пишет мне в мессенджере"):
                await refused


async def test_a_number_above_the_people_there_are_is_taken_only_when_it_is_sure(school: Staffed):
    actor, shares = await school.actor(OFFICER), targets.SHARES
    async with school.database.writing() as session:
        await targets.set_targets(session, actor, shares, Goal(90, True), NOW, today=TODAY)
        with pytest.raises(MayBePercent) as doubt:
            await targets.set_targets(session, actor, ["teachers_total"], Goal(40, False), NOW, today=TODAY)
        assert doubt.value.doubtful
        await targets.set_targets(session, actor, ["teachers_total"], Goal(40, False), NOW, today=TODAY, sure=True)
        with pytest.raises(MayBePercent):
            await targets.set_targets(session, actor, shares, Goal(40, False), NOW, today=TODAY, sure=True)
        for goal in (Goal(0, True), Goal(101, True), Goal(50, True, TODAY - timedelta(days=1))):
            with pytest.raises(NotPossible):
                await targets.set_targets(session, actor, ["teachers_called"], goal, NOW, today=TODAY)
        await targets.drop_targets(session, actor, ["teachers_called"], NOW)
        found = await targets.targets(session, actor)
    assert found["teachers_total"] == Goal(40, False)
    assert set(found) == {*shares, "teachers_total"} - {"teachers_called"}
    assert [action for action, _ in await logged(school)] == ["target"] * 3


async def test_breaks_are_added_once_and_removed_once(school: Staffed):
    actor, week = await school.actor(OFFICER), Rest(TODAY, TODAY + timedelta(days=6), "каникулы")
    async with school.database.writing() as session:
        assert await breaks.add(session, actor, week, NOW)
        assert not await breaks.add(session, actor, week, NOW)
        assert await breaks.add_many(session, actor, [week, *breaks.usual(TODAY)], NOW) == 4
        for wrong in (
            Rest(TODAY, TODAY - timedelta(days=1), "назад"),
            Rest(TODAY, TODAY + timedelta(days=200), "полгода"),
        ):
            with pytest.raises(NotPossible):
                await breaks.add(session, actor, wrong, NOW)
        first, *_ = await breaks.coming(session, actor, TODAY)
        assert first.rest == week
        coming = await timetable(session, actor, TODAY, TODAY, NOW, default_zone=ZONE)
        assert [one.reason for one in coming.left_out] == ["каникулы"]
        assert await breaks.remove(session, actor, first.id, NOW)
        assert not await breaks.remove(session, actor, first.id, NOW)
    assert [action for action, _ in await logged(school)] == ["break"] * 3


async def test_days_taken_out_of_a_long_break_come_back_into_it(school: Staffed):
    actor, whole = await school.actor(OFFICER), Rest(TODAY, TODAY + timedelta(days=200), "каникулы")
    middle, over = TODAY + timedelta(days=99), TODAY + timedelta(days=300)
    async with school.database.writing() as session:
        await breaks.add_many(session, actor, [whole], NOW)  # of a file
        [known] = await breaks.coming(session, actor, TODAY)
        assert await breaks.remove(session, actor, known.id, NOW, first=over, last=over) is None
        [known] = await breaks.coming(session, actor, TODAY)
        assert known.rest == whole
        gone = await breaks.remove(session, actor, known.id, NOW, first=middle, last=middle)
        assert gone == Rest(middle, middle, "каникулы")
        assert len(await breaks.coming(session, actor, TODAY)) == 2
        await breaks.put_back(session, actor, gone, NOW)
        [known] = await breaks.coming(session, actor, TODAY)
    assert known.rest == whole


async def test_whoever_only_reads_sets_nothing(school: Staffed):
    reader = await school.actor(MANAGER)
    async with school.database.writing() as session:
        assert (await school_settings.settings(session, reader, default_zone=ZONE)).name == school.school.name
        await subscriptions.subscribe_to_report(session, reader, "docx")
        for refused in (
            school_settings.rename(session, reader, "Лицей № 5", NOW),
            school_settings.switch_thanks(session, reader, NOW, on=True),
            school_settings.set_room(session, reader, "214", NOW),
            report_templates.set_template(session, reader, b"docx", NOW),
            school_settings.finish_setup(session, reader),
            targets.drop_targets(session, reader, ["teachers_called"], NOW),
            breaks.add(session, reader, Rest(TODAY, TODAY, "пауза", PAUSE), NOW),
            breaks.remove(session, reader, 1, NOW),
        ):
            with pytest.raises(NotAllowed):
                await refused


async def test_the_report_of_fridays_comes_to_one_messenger_and_is_refused_in_either(school: Staffed):
    here = await school.actor(OFFICER)

    async def readers(session):
        found = await report_readers(session, await session.get_one(School, school.school.id))
        return {account.id: form for account, form in found.items()}

    async with school.database.writing() as session:
        in_max = Account(platform="max", external_id=9_300_077, writing="allowed")
        teacher = Person(
            school_id=school.school.id,
            full_name="Примерова Анна Ивановна",
            name_key="примерова",
            account_id=here.account_id,
            created_at=NOW,
        )
        session.add_all([in_max, teacher])
        await session.flush()
        session.add(PersonAccount(person_id=teacher.id, account_id=in_max.id))
        await session.flush()
        there = replace(here, account_id=in_max.id)
        await subscriptions.subscribe_to_report(session, here, "pdf")
        assert await subscriptions.subscribed_form(session, there) == "pdf"
        assert await readers(session) == {here.account_id: "pdf"}
        await give_role(session, in_max.id, school.school.id, Role.OFFICER, NOW)
        in_max.chosen_at = NOW  # «пишите мне в MAX»: it goes along with the summary
        assert await readers(session) == {in_max.id: "pdf"}
        await subscriptions.subscribe_to_report(session, there, "docx")
        kept = await session.get_one(School, school.school.id)
        assert subscribed(kept) == {in_max.id: "docx"}
        await subscriptions.subscribe_to_report(session, here, None)
        assert subscribed(kept) == {}


async def test_what_an_older_program_kept_in_another_form_is_not_put_back(school: Staffed):
    actor = await school.actor(OFFICER)
    async with school.database.writing() as session:
        await school_settings.set_nudge_moment(session, actor, NOW, weekday=1)
        [entry] = await session.scalars(select(AuditEntry).where(AuditEntry.action == "settings"))
        entry.details = {"key": "moment", WAS: {"schedule": None}, LEFT: {"schedule": {"nudge": {"weekday": 1}}}}
        await session.flush()
        for sure in (False, True):
            with pytest.raises(NotPossible, match="Вернуть это уже нельзя"):
                await settings_back.put_back(session, actor, [entry.id], NOW, sure=sure)
