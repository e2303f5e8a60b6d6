"""`MAX_TOKEN` alone is a working school from the first evening to the Friday report; with VK beside it, one school."""

import base64
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from sandbox import User
from storage.tables import Invitation, OutboxRow, Person
from tests.bot.program import at_work, said_in_max, settings_for, until, with_vk
from tests.max_sandbox import ANNA, BORIS, VERA, running_max

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 20, 12, 10, tzinfo=UTC)
IN_VK = 9_000_004
LIST = f"""Статистика за 09.11.2026–15.11.2026
ID VK;ID MAX;ФИО;Должность;Зарегистрирован;Создано групповых чатов;Сообщений в групповых чатах;Звонков за неделю
;{ANNA};Первова-Пример Анна Ивановна;завуч;да;3;22;2
;{BORIS};Второв-Пример Борис Олегович;учитель;да;1;2;0
9000003;;Третьева-Пример Вера Руслановна;учитель;да;0;0;0
{IN_VK};;Четвертова-Пример Галина Юрьевна;учитель;да;0;4;0
"""


@dataclass
class Evening:
    """The officer's side of the talk in MAX."""

    max_: object
    program: object
    heard: int = 0

    async def does(self, action, who=ANNA, **what):
        """What the officer (or somebody else) does, and the first new answer to them."""
        before = len(await said_in_max(self.max_, who))
        await self.max_.act(action, user_id=who, **what)
        return (await until(lambda: self._after(who, before)))[-1]

    async def gets(self, words, who=ANNA):
        """The message with these words, as soon as it is there."""

        async def look():
            return [one for one in await said_in_max(self.max_, who) if words in one]

        return (await until(look))[-1]

    async def _after(self, who, count):
        return (await said_in_max(self.max_, who))[count:]

    async def files(self):
        items = (await self.max_.control(f"accepted?user_id={ANNA}"))["items"]
        return [one["filename"] for item in items for one in item["attachments"] if one["type"] == "file"]


@pytest.mark.parametrize("beside", ["max alone", "vk beside it"])
async def test_from_the_first_evening_to_the_friday_report(tmp_path, beside):
    async with running_max() as max_:
        max_.running.world.users |= {IN_VK: User(IN_VK, "Галина", "Четвертова-Пример")}
        more = with_vk(max_) if beside != "max alone" else {}
        moment = MONDAY

        settings = settings_for(max_, tmp_path, officer_ids=[f"max:{ANNA}"], **more)
        async with at_work(settings, tmp_path, lambda: moment) as (program, _):
            evening = Evening(max_, program)
            await _load(evening)
            await _bring_in_vera(evening, printed=not more)
            await _remind(evening, 3 if more else 2)
            await until(lambda: _delivered(program))
            assert "в MAX" not in (digest := await evening.gets("здравствуйте", BORIS)) or "VK" not in digest
            assert "Хорошо" in await evening.does("press", BORIS, label="Не на этой неделе")
            await _chat(evening)
            await evening.does("write", text="присылать отчёт по пятницам")
            moment = FRIDAY
            await program.clock.ring()
            await evening.gets("Сводка за 9–15 ноября")
            await until(lambda: _has(evening, "Отчёт за 9–15 ноября 2026.docx"))
            journal = next(iter(max_.running.world.communities.values())).journal
            assert [one.peer_id for one in journal.accepted] == ([IN_VK] if more else [])


async def _load(evening):
    await evening.does("start")
    content = base64.b64encode(LIST.encode()).decode()
    await evening.max_.act("document", user_id=ANNA, name="Список.csv", content_base64=content)
    await evening.gets("Вот как я понял файл")
    await evening.does("press", label="Загрузить")
    await evening.gets("Загрузил за 9–15 ноября")


async def _bring_in_vera(evening, *, printed):
    """By the code of her leaflet, as VK's number of the list leads nowhere in MAX alone; or by one that is given."""
    if printed:
        await evening.does("write", text="листовка для Третьевой-Пример Веры")
        await until(lambda: _has(evening, "Листовки.pdf"))
    else:
        await evening.does("write", text="карточка Третьевой-Пример Веры")
        assert "Ссылка в MAX" in await evening.does("press", label="Выдать код для входа")
    async with evening.program.app.database.reading() as session:
        vera = await session.scalar(select(Person.id).where(Person.last_name == "Третьева-Пример"))
        code = await session.scalar(select(Invitation.code).where(Invitation.person_id == vera))
    assert "Вера Руслановна" in await evening.does("start", VERA, payload=code)
    await evening.does("start", BORIS)


async def _remind(evening, count):
    await evening.does("write", text="напомнить всем")
    await evening.gets("Отправляем?")
    await evening.does("press", label=f"Отправить: {count}")


async def _chat(evening):
    """The bot is put into a staff chat as its administrator."""
    chat = {"chat_id": -72_000_001, "title": "Учительская", "members": [ANNA, BORIS], "bot_inside": False}
    await evening.max_.control("chats", chat)
    await evening.max_.act("add_bot", user_id=ANNA, chat_id=-72_000_001, admin=True)
    await evening.gets("Я в чате «Учительская»")
    await evening.does("press", label="Учительский чат")
    assert "учительский чат" in await evening.does("write", text="чаты")


async def _delivered(program):
    async with program.app.database.reading() as session:
        states = set(await session.scalars(select(OutboxRow.state)))
    return states == {"sent"}


async def _has(evening, name):
    return name in await evening.files()
