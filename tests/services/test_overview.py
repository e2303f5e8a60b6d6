"""What everybody above reads: lists page by page, weeks, effects, the log; and who may read what."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import delete

from indicators.errors import NotAllowed
from indicators.weeks import Week
from nudges.dates import Span
from services.audit import log_page
from services.lists import ALL, DONE, EXEMPT, STAFF, people_list, registration
from services.municipality import schools_beside
from services.reporting.desk import overview
from services.reporting.overview import effects, figures_of_week, weeks_known, whom_to_visit
from services.rounds import steering
from services.schools import schools_looked_after
from services.staff.exemptions import exempt
from storage.people.accounts import ensure_account, load_who
from storage.people.roles import Role, give_role
from storage.tables import PersonWeek, StatisticsImport
from tests.handlers.conversation import WEEK, add_person
from tests.services.school import ALIEVA, MANAGER, NOW, OFFICER, TODAY, Staffed, staffed


@pytest.fixture
async def school(tmp_path) -> AsyncIterator[Staffed]:
    async with staffed(tmp_path) as found:
        async with found.database.writing() as session:
            (await session.get_one(PersonWeek, (found.alieva, WEEK))).group_messages = 2
        yield found


async def test_lists_are_paged_and_reasons_are_for_those_who_exempt(school: Staffed):
    officer, reader = await school.actor(OFFICER), await school.actor(MANAGER)
    for number in range(25):
        await add_person(school.database, school.school, f"Примеров Пример {number}", registered=False)
    async with school.database.writing() as session:
        span = Span(TODAY - timedelta(days=9), TODAY + timedelta(days=9))
        await exempt(session, officer, [school.alieva], "больничный", span, NOW, today=TODAY)
        staff = await people_list(session, officer, STAFF)
        assert (str(staff.week), len(staff.people), staff.pages) == (WEEK, 27, 2)
        assert [len(staff.on(page)[1]) for page in (0, 1, 9, -1)] == [20, 7, 7, 20]
        assert staff.on(9)[0] == 1
        assert {one.exempt for one in staff.people} == {None, "больничный"}
        assert {one.exempt for one in (await people_list(session, reader, STAFF)).people} == {None, EXEMPT}
        few = await people_list(session, officer, "few_messages", "3")
        assert [one.person_id for one in few.people] == [school.alieva]
        assert len((await people_list(session, officer, "not_registered")).people) == 25
        nobody = await people_list(session, officer, DONE)
        assert (len(nobody.people), nobody.done.unsure) == (0, 1)  # of Борисов the file tells only his messages
        assert len((await people_list(session, officer, ALL)).people) == 26
        assert (await registration(session, reader)).missing == 25


async def test_a_week_is_known_with_its_figures_and_nothing_changed_yet(school: Staffed):
    reader = await school.actor(MANAGER)
    async with school.database.reading() as session:
        assert await weeks_known(session, reader) == [Week.parse(WEEK)]
        assert (await figures_of_week(session, reader, Week.parse(WEEK))).figure("teachers_total").now.value == 2
        assert await effects(session, reader) == []


async def test_names_of_those_to_talk_to_and_the_log_are_not_for_everybody(school: Staffed):
    officer, reader, teacher = [await school.actor(one) for one in (OFFICER, MANAGER, ALIEVA)]
    async with school.database.writing() as session:
        assert await whom_to_visit(session, officer, NOW, default_zone="Europe/Moscow") == []
        for refused in (
            whom_to_visit(session, reader, NOW, default_zone="Europe/Moscow"),
            log_page(session, reader),
            weeks_known(session, teacher),
        ):
            with pytest.raises(NotAllowed):
                await refused
        for _ in range(13):
            await steering.pause(session, officer, NOW)
            await steering.resume(session, officer, NOW.date(), NOW)
        await exempt(session, officer, [school.alieva], "отпуск", Span(TODAY, None), NOW, today=TODAY)
        first, second = await log_page(session, officer), await log_page(session, officer, 7)
    newest = first.entries[0]
    assert (newest.who, newest.action, newest.whom) == ("vk.com/id9100001", "exempted", "Алиева М. А.")
    assert (first.pages, len(first.entries), second.page, len(second.entries)) == (2, 20, 1, 8)


async def test_the_schools_of_somebody_are_theirs_and_all_for_the_municipality(school: Staffed):
    async with school.database.writing() as session:
        everywhere = (await ensure_account(session, "vk", 9_100_077)).id
        await give_role(session, everywhere, None, Role.MUNICIPAL, NOW)
        who = await load_who(session, "vk", [MANAGER, 9_100_077])
        names = {one: [found.name for found in await schools_looked_after(session, who[one])] for one in who}
        beside = await schools_beside(session, await schools_looked_after(session, who[9_100_077]))
        assert [(one.name, one.newest) for one in beside] == [
            ("Школа № 1 (пример)", Week.parse(WEEK)),
            ("Школа № 2 (пример)", None),
        ]
        assert [one.figures is not None and one.figures.known for one in beside] == [True, False]
    assert names == {MANAGER: ["Школа № 1 (пример)"], 9_100_077: ["Школа № 1 (пример)", "Школа № 2 (пример)"]}


async def test_of_a_school_without_any_list_its_people_are_counted(school: Staffed):
    actor = await school.actor(OFFICER)
    async with school.database.writing() as session:
        await session.execute(delete(StatisticsImport))
        staff = (await overview(session, actor, TODAY)).staff
    assert (staff.people, staff.in_list, staff.done, staff.lacking, dict(staff.by_gap)) == (2, 0, 0, 0, {})
