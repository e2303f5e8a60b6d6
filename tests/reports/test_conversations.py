"""Whom to talk to in person: who is on the list and why, and texts that name nobody."""

from datetime import date

from reports.figures.conversations import aloud_text, chat_text, people_to_meet
from storage.tables import Escalation, Exemption, Person
from tests.reports.school import NOON, WEEK, add_list, add_people, add_school, demo_school

TODAY = date(2026, 11, 17)


async def test_the_unreachable_come_first_then_those_whom_reminders_did_not_move(database):
    async with database.writing() as session:
        school = await add_school(session)
        people = await add_people(session, school, 18)
        await add_list(session, school, WEEK, people, 7)
        for number, gap in ((0, "no_call"), (0, "few_messages"), (8, "no_call"), (3, "no_call")):
            session.add(Escalation(person_id=people[number], gap=gap, level="officer", at=NOON))
        session.add(Escalation(person_id=people[0], gap="no_call", level="manager", at=NOON))
        session.add(Exemption(person_id=people[3], reason="больничный", starts_on=TODAY))
        await session.flush()
        found = await people_to_meet(session, school, TODAY)
    assert [people.index(one.person_id) for one in found if one.needs_leaflet] == [17, 8, 12]
    [stuck] = [one for one in found if not one.needs_leaflet]
    assert people.index(stuck.person_id) == 0
    assert stuck.why.startswith("несколько недель без движения: ")
    assert found[-1] == stuck


async def test_the_texts_give_totals_and_no_names(database):
    async with database.writing() as session:
        made = await demo_school(session, 60)
        session.add(Escalation(person_id=made.people[0], gap="no_call", level="officer", at=NOON))
        await session.flush()
        found = await people_to_meet(session, made.school, TODAY)
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
