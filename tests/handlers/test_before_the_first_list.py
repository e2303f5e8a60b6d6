"""Before the first list of people is taken over an order about somebody is told what it waits for."""

from pathlib import Path

import pytest
from sqlalchemy import delete

from storage.tables import Person, PersonWeek, StatisticsImport
from tests.handlers.conversation import OFFICER, Conversation, talking
from tests.handlers.test_files import send
from tests.handlers.test_objections import NEWER

ORDERS = [
    "назначить Алиеву заместителем",
    "исключи Алиеву до пятницы",
    "Алиева больше не работает",
    "напомни Алиевой",
    "карточка Алиевой",
    "Алиева вышла замуж, теперь Зорина",
    "код для Алиевой",
    "кто классный 5б",
]


async def empty(talk: Conversation) -> None:
    async with talk.database.writing() as session:
        for table in (PersonWeek, Person, StatisticsImport):
            await session.execute(delete(table))


@pytest.mark.parametrize("order", ORDERS)
async def test_the_file_waits_for_its_button(tmp_path: Path, order: str) -> None:
    async with talking(tmp_path) as talk:
        await empty(talk)
        [none] = await talk.write(OFFICER, order)
        assert none.startswith("В списке школы пока никого нет. Пришлите файл статистики")
        await send(talk, OFFICER, "Статистика.csv", (NEWER % 5).encode())
        [waits] = await talk.write(OFFICER, order)
        assert "ваш файл ждёт кнопки «Загрузить»" in waits
        assert (await talk.press(OFFICER, "Загрузить"))[0].startswith("Загрузил")


async def test_whom_the_list_does_not_know_may_be_in_the_file_that_waits(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        file = (NEWER % 5).replace("Борисов Борис", "Новиков Борис")
        await send(talk, OFFICER, "Статистика.csv", file.encode())
        [said] = await talk.write(OFFICER, "исключи Новикова до пятницы")
        assert "Если человек — в файле, который ждёт кнопки «Загрузить», сначала загрузите его." in said
        [known] = await talk.write(OFFICER, "карточка Алиевой")
        assert known.startswith("Алиева Марьям Ахмедовна")


@pytest.mark.parametrize("asked", ["кто без звонка", "напомни всем"])
async def test_lists_and_reminders_wait_for_it_as_well(tmp_path: Path, asked: str) -> None:
    async with talking(tmp_path) as talk:
        await empty(talk)
        await send(talk, OFFICER, "Статистика.csv", (NEWER % 5).encode())
        [waits] = await talk.write(OFFICER, asked)
        assert waits == "Пофамильного списка пока нет: файл, который вы прислали, ещё ждёт кнопки «Загрузить»."
