"""Whoever had their data deleted and stands on a list again is told that nobody writes to them, and asked once."""

from sqlalchemy import select

from handlers.access.coming_back import BACK, STILL_SILENT
from handlers.access.my_data import UNMUTED
from storage.people.privacy.quiet import Quiet, quiet_people
from storage.tables import Account, Person
from tests.handlers.conversation import ALIEVA, OFFICER, Conversation, talking
from tests.handlers.test_loads import RIGHT, load


async def brought_back(talk: Conversation) -> None:
    await talk.write(ALIEVA, "удалить мои данные")
    await talk.press(ALIEVA, "Да, удалить")
    await load(talk, RIGHT)
    await talk.said(ALIEVA)
    await talk.said(OFFICER)


async def test_she_is_told_plainly_and_asked_once(tmp_path):
    async with talking(tmp_path) as talk:
        await brought_back(talk)
        answers = await talk.write(ALIEVA, "здравствуйте")
        assert answers[-1] == BACK
        assert await talk.buttons(ALIEVA) == ["Напоминать", "Не напоминать"]
        assert BACK not in await talk.write(ALIEVA, "мои показатели")
        [answer] = await talk.write(ALIEVA, "мои данные")
        assert STILL_SILENT[Quiet.DELETED] in answer
        assert await talk.press(ALIEVA, "Напоминать") == [UNMUTED]
        async with talk.database.reading() as session:
            assert await quiet_people(session) == {}


async def test_the_officer_sees_what_she_did(tmp_path):
    async with talking(tmp_path) as talk:
        await brought_back(talk)
        [listed] = await talk.write(OFFICER, "список сотрудников")
        assert "Алиева Марьям Ахмедовна" in listed
        assert "удалила данные" in listed
        [card] = await talk.write(OFFICER, "карточка Алиевой")
        assert "Удалила данные: не пишем, пока человек не попросит." in card


async def test_whoever_then_asks_for_silence_is_said_to_have_asked(tmp_path):
    async with talking(tmp_path) as talk:
        await brought_back(talk)
        await talk.write(ALIEVA, "привет")
        await talk.press(ALIEVA, "Не напоминать")
        async with talk.database.reading() as session:
            alieva = select(Person.id).join(Account, Account.id == Person.account_id)
            [number] = await session.scalars(alieva.where(Account.external_id == ALIEVA))
            assert await quiet_people(session) == {number: Quiet.ASKED}
        [card] = await talk.write(OFFICER, "карточка Алиевой")
        assert "Просит не напоминать" in card
