"""Whose deed is taken back: one's own, or a named colleague's; nothing is offered that would be refused."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from storage.people.accounts import ensure_account
from storage.people.roles import Role, give_role
from storage.tables import Exemption
from tests.handlers.conversation import DEPUTY, OFFICER, Conversation, add_person, talking, the_school


async def deputy(talk: Conversation) -> None:
    school = await the_school(talk)
    await add_person(talk.database, school, "Замова Дарья Петровна", DEPUTY, role="завуч", registered=True)
    async with talk.database.writing() as session:
        account = await ensure_account(session, "vk", DEPUTY)
        await give_role(session, account.id, school.id, Role.DEPUTY, talk.now)


async def let_off(talk: Conversation, who: int, said: str) -> None:
    await talk.agree(who, said)
    talk.now += timedelta(seconds=40)


async def test_the_log_is_not_offered_to_whom_it_is_closed(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await deputy(talk)
        [said] = await talk.write(DEPUTY, "отмени последнее")
        assert said.startswith("За вами здесь ничего не записано")
        [*_, newest] = await talk.messages(DEPUTY)
        assert "Журнал" not in str(newest.get("keyboard", ""))
        await talk.write(OFFICER, "отмени последнее")
        assert await talk.buttons(OFFICER) == ["Журнал действий"]


@pytest.mark.parametrize(
    "said", ["отмени то, что сделала Замова", "отмени последнее действие Замовой", "верни как было до Замовой"]
)
async def test_a_colleagues_deed_is_taken_back_by_the_officer(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await deputy(talk)
        await let_off(talk, OFFICER, "исключить Борисова до 25 декабря")
        await let_off(talk, DEPUTY, "исключить Алиеву до 25 декабря")
        [asked] = await talk.write(OFFICER, said)
        assert asked.startswith("Замова Дарья Петровна, последнее (")
        assert "Алиева М. А." in asked
        await talk.press(OFFICER, "Вернуть к напоминаниям")
        async with talk.database.reading() as session:
            left = (await session.scalars(select(Exemption.person_id))).all()
        assert left == [2]


async def test_a_deputy_takes_back_no_deed_of_another(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await deputy(talk)
        await add_person(talk.database, await the_school(talk), "Ответова Ольга Петровна", registered=True)
        await let_off(talk, OFFICER, "исключить Алиеву до 25 декабря")
        [said] = await talk.write(DEPUTY, "отмени то, что сделала Ответова")
        assert said.startswith("Что сделали другие, показывает и возвращает ответственный")


async def test_what_somebody_has_done_otherwise_since_is_not_offered(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await deputy(talk)
        await let_off(talk, OFFICER, "исключить Алиеву до 25 декабря")
        await let_off(talk, OFFICER, "вернуть Алиеву")
        await let_off(talk, DEPUTY, "исключить Алиеву до 20 декабря")
        [said] = await talk.write(OFFICER, "отмени последнее")
        assert "С тех пор уже иначе: Замова Д. П.: исключение из напоминаний — Алиева М. А. Возвращать" in said
        assert await talk.buttons(OFFICER) == ["Карточка"]


@pytest.mark.parametrize("said", ["что последнее сделала Замова", "что сегодня делала Замова", "что меняла Замова"])
async def test_what_a_colleague_did_is_told_and_not_what_was_done_to_them(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await deputy(talk)
        await let_off(talk, DEPUTY, "исключить Алиеву до 25 декабря")
        shown = "\n".join(await talk.write(OFFICER, said))
        assert "Замова Дарья Петровна, что сделано в последнее время:" in shown
        assert "Замова Д. П.: исключение из напоминаний — Алиева М. А." in shown


async def test_who_did_it_is_told_of_whom_it_was_done(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await deputy(talk)
        await let_off(talk, OFFICER, "исключить Замову до 25 декабря")
        await let_off(talk, DEPUTY, "исключить Алиеву до 25 декабря")
        [*_, shown] = await talk.write(OFFICER, "кто исключил Замову")
        assert "исключение из напоминаний — Замова Д. П." in shown
        assert "Алиева" not in shown
