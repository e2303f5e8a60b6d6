"""«Ухожу в отпуск, пусть Помощникова командует»: which role is asked for, and nothing is given before."""

import pytest
from sqlalchemy import select

from storage.people.roles import Role, give_role
from storage.tables import Account, Invitation, Member
from tests.handlers.conversation import DEPUTY, MONDAY, OFFICER, add_person, talking, the_school


async def roles_of(talk):
    async with talk.database.reading() as session:
        offered = [one.role for one in await session.scalars(select(Invitation)) if one.role]
        return sorted([*offered, *(one.role for one in await session.scalars(select(Member)))])


@pytest.mark.parametrize(
    "said",
    [
        "ухожу в отпуск, пусть Помощникова командует",
        "меня не будет неделю, за меня Помощникова",
        "ухожу в отпуск с 23 по 30, командует Помощникова",
        "Помощникова вместо меня на этой неделе",
        "я на больничном, вместо меня Помощникова",
        "меня не будет до пятницы, за меня отвечает Помощникова",
    ],
)
async def test_whoever_stands_in_is_offered_a_role_that_is_named_first(tmp_path, said):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Помощникова Вера Львовна", 9_200_001)
        [asked] = await talk.write(OFFICER, said)
        assert asked.startswith("Какую роль дать Помощниковой Вере Львовне?")
        assert "Сам я роль не сниму" in asked
        assert await roles_of(talk) == ["officer"]
        [offered] = await talk.press(OFFICER, "Заместитель ответственного")
        assert offered.startswith("Предложил: Помощникова Вера Львовна")
        assert await roles_of(talk) == ["deputy", "officer"]


@pytest.mark.parametrize(
    "said",
    [
        "за меня Помощникова сдаст отчёт",
        "за меня отчёт сдаст Помощникова",
        "завтра за меня Помощникова посидит с классом",
        "за меня Помощникова отчиталась",
    ],
)
async def test_who_does_one_thing_for_the_officer_is_offered_no_role(tmp_path, said):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Помощникова Вера Львовна", 9_200_001)
        said_back = await talk.write(OFFICER, said)
        assert not any("роль" in one.lower() for one in said_back)
        assert await roles_of(talk) == ["officer"]


async def test_a_role_without_its_name_is_asked_for(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Помощникова Вера Львовна", 9_200_001)
        [asked] = await talk.write(OFFICER, "дай Помощниковой доступ")
        assert asked.startswith("Какую роль дать Помощниковой Вере Львовне?")
        assert "Сам я роль не сниму" not in asked
        await talk.press(OFFICER, "Руководитель")
        assert await roles_of(talk) == ["manager", "officer"]


async def test_a_deputy_gives_no_roles(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        person = await add_person(talk.database, school, "Помощникова Вера Львовна", 9_200_001)
        await talk.write(DEPUTY, "здравствуйте")
        async with talk.database.writing() as session:
            account = (await session.scalars(select(Account).where(Account.external_id == DEPUTY))).one()
            await give_role(session, account.id, school.id, Role.DEPUTY, MONDAY)
        [said] = await talk.write(DEPUTY, "ухожу в отпуск, пусть Помощникова командует")
        assert "Какую роль" not in said
        await talk.press_payload(DEPUTY, {"do": "role_give", "p": person, "r": "officer"})
        assert await roles_of(talk) == ["deputy", "officer"]
