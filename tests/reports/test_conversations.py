"""Whom to talk to in person: who is on the list and why, and texts that name nobody."""

import re
from datetime import date

from nudges.gaps import Gap
from nudges.officer import Stuck
from reports.figures.conversations import aloud_text, chat_text, people_to_meet
from reports.figures.unreachable import NOT_REGISTERED
from reports.figures.week import school_figures
from reports.weekly.proposed import measures
from storage.tables import Person, PersonWeek
from tests.reports.school import WEEK, add_list, add_people, add_school, demo_school

TODAY = date(2026, 11, 17)


async def test_the_unreachable_come_first_then_those_whom_reminders_did_not_move(database):
    async with database.writing() as session:
        school = await add_school(session)
        people = await add_people(session, school, 18)
        await add_list(session, school, WEEK, people, 7)
        reminded = ((8, "no_call"), (0, "no_call"), (0, "few_messages"))
        unmoved = [Stuck("…", Gap(gap), 3, people[number]) for number, gap in reminded]
        found = await people_to_meet(session, school, TODAY, unmoved)
    assert [people.index(one.person_id) for one in found if one.needs_leaflet] == [17, 8, 12]
    [stuck] = [one for one in found if not one.needs_leaflet]
    assert people.index(stuck.person_id) == 0
    assert stuck.why == "несколько недель без движения: меньше 10 сообщений за неделю, без звонка за неделю"
    assert found[-1] == stuck


async def test_of_two_with_one_name_it_is_said_which_of_them_has_not_moved(database):
    async with database.writing() as session:
        school = await add_school(session)
        people = [await session.get_one(Person, one) for one in await add_people(session, school, 2)]
        for person, role in zip(people, ("физика", "музыка"), strict=True):
            person.full_name, person.name_key, person.role = people[0].full_name, people[0].name_key, role
        await session.flush()
        found = await people_to_meet(session, school, TODAY, [Stuck("…", Gap("no_call"), 3, people[1].id)])
    assert [one.name for one in found if not one.needs_leaflet] == [f"{people[0].full_name} (музыка)"]


async def test_who_is_not_registered_is_to_register_first_whatever_else_stands_in_the_way(database):
    async with database.writing() as session:
        made = await demo_school(session, 40)
        refusing = made.people[12]
        week = await session.get_one(PersonWeek, {"person_id": refusing, "week": str(WEEK)})
        week.registered = False
        await session.flush()
        found = await people_to_meet(session, made.school, TODAY)
        proposed = measures(await school_figures(session, made.school, [WEEK], today=TODAY))
    [his] = [one for one in found if one.person_id == refusing]
    assert his.reason == NOT_REGISTERED
    unregistered = sum(one.reason == NOT_REGISTERED for one in found)
    chat = chat_text(found, "").replace("\u00a0", " ")
    assert f"Осталось зарегистрироваться в Сферуме: {unregistered} человек" in chat
    leaflets = sum(one.needs_leaflet for one in found)
    said = [one.replace("\u00a0", " ") for one in proposed if "личной листовки" in one or "личные листовки" in one]
    assert sum(int(re.search(r"— (\d+) человек", one)[1]) for one in said) == leaflets


async def test_the_texts_give_totals_and_no_names(database):
    async with database.writing() as session:
        made = await demo_school(session, 60)
        unmoved = [Stuck("…", Gap("no_call"), 3, made.people[0])]
        found = await people_to_meet(session, made.school, TODAY, unmoved)
        names = {(await session.get_one(Person, one.person_id)).full_name.split()[0] for one in found}
    chat = chat_text(found, "https://vk.me/club1", date(2026, 12, 25)).replace("\u00a0", " ")
    aloud = aloud_text(found).replace("\u00a0", " ")
    for text in (chat, aloud):
        assert not [name for name in names if name in text]
        assert "срочно" not in text.lower()
    leaflets = sum(one.needs_leaflet for one in found)
    assert str(leaflets) in aloud
    assert "до 25 декабря" in chat
    assert "https://vk.me/club1" in chat
    assert "http" not in aloud


def test_with_nobody_on_the_list_the_texts_promise_nothing():
    assert "листовок" not in aloud_text([])
    assert "Осталось" not in chat_text([], "")
