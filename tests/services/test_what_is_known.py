"""Open, closed and unknown: the same of everybody and everywhere, and unknown is never closed."""

import io
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from indicators.weeks import Week
from nudges.gaps import codes
from reports.figures.summary import summary
from reports.figures.week import school_figures
from reports.make import make_report
from reports.weekly.content import school_content
from reports.weekly.spreadsheet import write_spreadsheet
from services.chats.parents import switch_parents_chats, take_question
from services.chats.register import register_of
from services.lists import DONE, people_list, registration
from services.reporting.overview import effects
from storage.campaigns.planning import plan
from storage.schools.registry import all_schools
from storage.statistics.people_in_week import _OF_PERSON, _OF_SCHOOL, people_in_week
from storage.tables import Campaign, Chat, Claim, Exemption, OutboxRow, Person, PersonWeek, School
from tests.loads import add_load
from tests.services.school import NOW, OFFICER, TODAY, Staffed, staffed

W46, W47 = Week.parse("2026-W46"), Week.parse("2026-W47")
ALL_DONE: dict[str, Any] = {
    "registered": True,
    "group_chats": 1,
    "group_messages": 12,
    "calls": 1,
    "journal_linked": True,
}


@pytest.fixture
async def school(tmp_path) -> AsyncIterator[Staffed]:
    async with staffed(tmp_path) as found:
        yield found


async def tell(school: Staffed, week: Week, facts: dict[int, dict[str, Any]]) -> None:
    """A list of that week with these facts in place of what it had."""
    async with school.database.writing() as session:
        if week == W46:  # is there already
            for person_id, told in facts.items():
                row = await session.get_one(PersonWeek, (person_id, str(week)))
                for code, value in told.items():
                    setattr(row, code, value)
            return
        received_on = week.sunday + timedelta(days=2)
        made = await add_load(session, school.school.id, week, NOW, rows=len(facts), received_on=received_on)
        session.add_all(
            PersonWeek(person_id=person_id, week=str(week), import_id=made.id, **told)
            for person_id, told in facts.items()
        )


async def the_school(school: Staffed, session: Any) -> School:
    return next(one for one in await all_schools(session) if one.id == school.school.id)


async def remind(school: Staffed, person_id: int, *gaps: str) -> None:
    async with school.database.writing() as session:
        campaign = Campaign(school_id=school.school.id, week=str(W46), kind="digest", state="finished", made_at=NOW)
        session.add(campaign)
        await session.flush()
        account = (await session.get_one(Person, person_id)).account_id
        row = OutboxRow(campaign_id=campaign.id, person_id=person_id, account_id=account, peer_id=1, text="…")
        row.gaps, row.state, row.finished_at = list(gaps), "sent", datetime(2026, 11, 17, 9, tzinfo=UTC)
        session.add(row)


async def add_parents_chat(school: Staffed, class_name: str) -> None:
    async with school.database.writing() as session:
        kind = "parents_with_teacher"
        session.add(
            Chat(school_id=school.school.id, platform="vk", peer_id=-7, kind=kind, class_name=class_name, settings={})
        )


async def test_what_the_next_file_cannot_show_has_not_been_closed(school: Staffed):
    lacking = ALL_DONE | {"calls": 0, "group_messages": 1}
    await tell(school, W46, {school.alieva: lacking, school.borisov: ALL_DONE})
    await remind(school, school.alieva, "no_call", "few_messages", "no_parent_chat_with_teacher")
    silent = {code: value for code, value in ALL_DONE.items() if code != "calls"}
    await tell(school, W47, {school.alieva: silent | {"group_messages": 1}, school.borisov: silent})
    async with school.database.reading() as session:
        figures = await school_figures(session, await the_school(school, session), [W47])
        [(_, told)] = await effects(session, await school.actor(OFFICER))
    assert figures.helped is not None
    assert (figures.helped.closed, figures.helped.reminded) == (0, 1)
    assert (sum(one.nudged_closed for one in told), sum(one.nudged for one in told)) == (0, 1)
    assert "После напоминаний сделано 0 из 1 шага" in summary(figures, names=True)
    taken = [line.replace("\u00a0", " ") for line in school_content(figures).taken]
    assert [line for line in taken if "закрыто" in line] == [
        "«Меньше 10 сообщений за неделю»: после напоминания по прошлым данным закрыто 0 из 1."
    ]


async def test_everything_is_done_only_where_everything_is_known(school: Staffed):
    silent = {code: value for code, value in ALL_DONE.items() if code != "calls"}
    await tell(school, W46, {school.alieva: ALL_DONE, school.borisov: silent})
    officer = await school.actor(OFFICER)
    async with school.database.reading() as session:
        found = await people_list(session, officer, DONE)
        figures = await school_figures(session, await the_school(school, session), [W46])
    assert [one.person_id for one in found.people] == [school.alieva]
    assert found.done.unsure == 1
    assert "Всё выполнено у 1 из 2 человек, о 1 известно не всё." in summary(figures, names=True)
    findings = [line.replace("\u00a0", " ") for line in school_content(figures).findings]
    assert "Все личные нормы выполнены у 1 из 2 сотрудников. О 1 известно не всё." in findings


async def test_of_two_gaps_what_the_file_does_not_tell_counts_only_where_it_would_decide(school: Staffed):
    """Of both they may be; of either they are whatever else is so."""
    silent = {code: value for code, value in ALL_DONE.items() if code != "calls"}
    await tell(school, W46, {school.alieva: silent | {"group_chats": 0}, school.borisov: silent})
    officer = await school.actor(OFFICER)
    async with school.database.reading() as session:
        both = await people_list(session, officer, "no_group_chat&no_call")
        either = await people_list(session, officer, "no_group_chat+no_call")
    assert ([one.person_id for one in both.people], both.unknown) == ([], 1)
    assert ([one.person_id for one in either.people], either.unknown) == ([school.alieva], 1)


async def test_an_empty_list_of_what_the_file_does_not_tell_says_so_and_names_the_last_week_that_did(school: Staffed):
    silent = {code: value for code, value in ALL_DONE.items() if code != "calls"}
    await tell(school, W46, {school.alieva: ALL_DONE | {"calls": 0}, school.borisov: ALL_DONE})
    await tell(school, W47, {school.alieva: silent, school.borisov: silent})
    officer = await school.actor(OFFICER)
    async with school.database.reading() as session:
        calls = await people_list(session, officer, "no_call")
        chats = await people_list(session, officer, "no_group_chat")
        before = await people_list(session, officer, "no_call", week=W46)
    assert (calls.people, calls.is_told, calls.told_in, calls.unknown) == ([], False, W46, 2)
    assert (chats.people, chats.is_told, chats.told_in, chats.unknown) == ([], True, None, 0)
    assert [one.person_id for one in before.people] == [school.alieva]
    async with school.database.reading() as session:
        figures = await school_figures(session, await the_school(school, session), [W47])
    heading = CalamineWorkbook.from_filelike(io.BytesIO(write_spreadsheet([figures]))).get_sheet_by_name("Педагоги")
    told = [cell for row in heading.to_python() for cell in row if isinstance(cell, str)]
    assert "Без звонка за неделю: нет данных" in told


async def test_nobody_knows_how_many_are_registered_where_the_file_does_not_tell(school: Staffed):
    silent = {code: value for code, value in ALL_DONE.items() if code != "registered"}
    await tell(school, W47, {school.alieva: silent, school.borisov: silent})
    async with school.database.reading() as session:
        assert (await registration(session, await school.actor(OFFICER))).missing is None


async def test_one_class_chat_asks_nothing_of_the_others_until_an_officer_says_so(school: Staffed):
    await tell(school, W46, {school.alieva: ALL_DONE, school.borisov: ALL_DONE})
    async with school.database.writing() as session:
        (await session.get_one(Person, school.borisov)).classes = "8А"
        (await session.get_one(Person, school.alieva)).classes = "7Б"
    await add_parents_chat(school, "7Б")
    officer = await school.actor(OFFICER)

    async def known() -> tuple[list[str], list[str], tuple[str, ...], bool]:
        """Of Борисов: what the plan, the list of the gap, and everything else say."""
        async with school.database.reading() as session:
            ours = await the_school(school, session)
            planned = await plan(session, ours, W46, now=NOW)
            listed = await people_list(session, officer, "no_parent_chat_with_teacher")
            [_, mine] = await people_in_week(session, ours, W46, today=TODAY)
            to_write = [one for one in planned.recipients if one.person_id == school.borisov]
        named = codes(to_write[0].gaps) if to_write else []
        return named, [one.name for one in listed.people], mine.balance.open, mine.is_done

    assert await known() == ([], [], (), True)
    async with school.database.writing() as session:
        assert await take_question(session, school.school.id) == 2
        assert await take_question(session, school.school.id) is None  # asked once
    assert await known() == ([], [], (), True)
    async with school.database.writing() as session:
        await switch_parents_chats(session, officer, NOW, on=True)
    both = ["no_parent_chat_with_teacher", "no_parent_chat_without_teacher"]
    assert await known() == (both, ["Борисов Борис Олегович"], tuple(both), False)
    async with school.database.reading() as session:
        planned = await plan(session, await the_school(school, session), W46, now=NOW)
        texts = {one.full_name: one.text for one in planned.recipients}
        shown = await register_of(session, lambda _: officer, school.school.id)
    assert "По списку чатов школы." in texts["Борисов Борис Олегович"]
    assert "данным" not in texts["Борисов Борис Олегович"]
    assert {name for name, _ in shown.missing} == {"7Б", "8А"}


async def test_what_is_in_dispute_is_marked_and_named_to_nobody(school: Staffed):
    await tell(school, W46, {school.alieva: ALL_DONE | {"calls": 0, "group_chats": 0}, school.borisov: ALL_DONE})
    async with school.database.writing() as session:
        session.add(Claim(person_id=school.alieva, week=str(W46), gap="no_call", kind="mistake", at=NOW))
    async with school.database.reading() as session:
        ours = await the_school(school, session)
        figures = await school_figures(session, ours, [W46])
        planned = await plan(session, ours, W46, now=NOW)
        listed = await people_list(session, await school.actor(OFFICER), "no_call")
    [recipient] = planned.recipients
    assert codes(recipient.gaps) == ["no_group_chat"]
    [alieva] = [one for one in figures.teachers if one.person_id == school.alieva]
    assert (alieva.gaps, alieva.disputed, alieva.steps) == (
        ("no_group_chat", "no_call"),
        ("no_call",),
        ("no_group_chat",),
    )
    assert "нет звонка" not in summary(figures, names=True)
    assert not any("Без звонка" in line for line in school_content(figures).proposed)
    assert [one.disputed for one in listed.people] == [("no_call",)]


async def test_whom_the_file_itself_or_an_officer_leaves_in_peace_the_summary_names_no_more(school: Staffed):
    await tell(school, W46, {school.alieva: ALL_DONE | {"calls": 0}, school.borisov: ALL_DONE | {"calls": 0}})
    async with school.database.writing() as session:
        # Since the file came on the 16th; and from Wednesday on.
        session.add(Exemption(person_id=school.alieva, reason="отмечено в файле", starts_on=date(2026, 11, 16)))
        session.add(Exemption(person_id=school.borisov, reason="больничный", starts_on=date(2026, 11, 18)))
    async with school.database.reading() as session:
        ours = await the_school(school, session)
        monday = summary(await school_figures(session, ours, [W46]), names=True)
        friday = summary(await school_figures(session, ours, [W46], today=date(2026, 11, 20)), names=True)
    assert ("Алиева" in monday, "Борисов" in monday) == (False, True)
    assert "Борисов" not in friday


async def test_whoever_has_left_since_is_on_no_list_of_today(school: Staffed):
    await tell(school, W46, {school.alieva: ALL_DONE, school.borisov: ALL_DONE | {"calls": 0}})
    async with school.database.writing() as session:
        (await session.get_one(Person, school.borisov)).left_on = date(2026, 11, 16)
    async with school.database.reading() as session:
        officer = await school.actor(OFFICER)
        assert (await people_list(session, officer, "no_call", today=date(2026, 11, 17))).people == []
    about = {"schools": [school.school], "weeks": [W46], "format": "docx"}
    for today, named in ((date(2026, 11, 15), True), (date(2026, 11, 17), False)):
        made = Document(io.BytesIO(await make_report(school.database, **about, today=today)))
        assert any("Борисов" in one.text for one in made.paragraphs) is named
        assert any("из файла той недели в списке школы уже нет" in one.text for one in made.paragraphs) is not named


def test_facts_that_no_indicator_asks_for_are_found_without_looking_through_all_weeks():
    kept = {index.name for index in PersonWeek.__table__.indexes}  # type: ignore[attr-defined]
    assert {f"ix_person_week_{fact}" for fact in (*_OF_SCHOOL, *_OF_PERSON)} <= kept
