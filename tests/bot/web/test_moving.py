"""«Переезд в MAX» in the cabinet: who is there, the invitation, leaflets; people narrowed to a messenger."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from storage.people.accounts import ensure_account, set_writing
from storage.people.registry import link
from storage.people.roles import Role
from storage.tables import OutboxRow, Person
from tests.bot.web.cabinet import SCHOOL, Office, office
from tests.namesakes import of_one_name

VERA_IN_MAX = 51_000_201
ALIEVA, BORISOV = 1, 2


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Office]:
    """Seven of the list are in VK, of whom Вера Петровна is in MAX too; nobody knows Егорова."""
    async with office(tmp_path, in_max=True) as opened:
        await opened.load(SCHOOL)
        await opened.enter(await opened.give(Role.OFFICER, opened.schools[SCHOOL]))
        async with opened.database.writing() as session:
            vera = (await session.scalars(select(Person).where(Person.last_name == "Васильева"))).one()
            account = await ensure_account(session, "max", VERA_IN_MAX)
            assert await link(session, vera, account)
            await set_writing(session, account.id, "allowed")
        yield opened


async def test_who_is_not_there_is_invited_once_and_the_rest_get_leaflets(desk: Office) -> None:
    assert "/rounds/move" in await desk.text("/rounds")
    page = await desk.text("/rounds/move")
    assert "Уже там: 1 из 8" in page
    assert "Пригласить: 6" in page
    form = {"act": "invite", "kind": "move-1", "week": "2026-W47"}
    for _ in range(2):
        answer = await desk.post("/rounds/move", **form)
        assert answer.headers["Location"].startswith("/rounds/1?done=started")
    async with desk.database.reading() as session:
        letters = (await session.scalars(select(OutboxRow))).all()
    assert len(letters) == 6
    assert all("https://max.ru/primer_bot?start=" in one.text for one in letters)
    async with desk.database.writing() as session:
        post = await of_one_name(session, ALIEVA, BORISOV)
        borisov = await session.get_one(Person, BORISOV)
        await set_writing(session, borisov.account_id, "denied")
        await session.delete(next(one for one in letters if one.person_id == BORISOV))
    page = await desk.text("/rounds/move")
    assert f" ({post})</a>" in page
    assert ">сообщения от бота не разрешены; поможет листовка<" in page
    assert "Приглашение назначено" in page
    assert "Приглашены" not in page
    assert ">аккаунт неизвестен: нужна листовка с QR-кодом<" in page
    paper = await desk.post("/rounds/move", act="leaflets")
    assert (paper.status, (await paper.read())[:5]) == (200, b"%PDF-")


async def test_people_are_narrowed_to_those_in_max_and_not_in_max(desk: Office) -> None:
    inside, outside = await desk.text("/people?messenger=in_max"), await desk.text("/people?messenger=no_max")
    assert ("Васильева" in inside, "Алиева" in inside) == (True, False)
    assert ("Васильева" in outside, "Алиева" in outside) == (False, True)
