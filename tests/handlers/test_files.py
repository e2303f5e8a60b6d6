"""An officer sends a statistics file and sees how it was understood before anything is written."""

import base64

from sqlalchemy import func, select

from storage.tables import PersonWeek
from tests.handlers.conversation import ALIEVA, BORISOV, OFFICER, STRANGER, Conversation, talking

LIST = f"""Статистика за 16.11.2026–22.11.2026
id;ФИО;Зарегистрирован;Создано чатов;Сообщений в чатах;Звонков
{ALIEVA};Алиева Марьям Ахмедовна;да;1;11;0
{BORISOV};Борисов Борис Олегович;да;2;3;1
;Новикова Нина Николаевна;нет;0;0;0
"""


async def send(talk: Conversation, user_id: int, name: str, content: bytes) -> list[str]:
    coded = base64.b64encode(content).decode()
    await talk.vk.control("/sandbox/act/document", {"user_id": user_id, "name": name, "content_base64": coded})
    return await talk.answers(user_id)


async def count_facts(talk: Conversation) -> int:
    async with talk.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(PersonWeek).where(PersonWeek.week == "2026-W47"))


async def test_a_file_is_explained_and_written_only_after_the_button(tmp_path):
    async with talking(tmp_path) as talk:
        _, preview = await send(talk, OFFICER, "Статистика.csv", LIST.encode("cp1251"))
        assert "«Сообщений в чатах» → Сообщений в групповых чатах за неделю" in preview
        assert "3 человека, знакомых 2, новых 1" in preview
        assert "16–22 ноября 2026" in preview
        assert await count_facts(talk) == 0
        [done] = await talk.press(OFFICER, "Загрузить")
        assert "Загрузил за 16–22 ноября: 3 человека, новых 1" in done
        assert await count_facts(talk) == 3
        [summary] = await talk.press(OFFICER, "Сводка")
        assert "Сводка за 16–22 ноября" in summary
        assert not list((tmp_path / "files").iterdir())


async def test_the_same_button_twice_imports_once(tmp_path):
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "Статистика.csv", LIST.encode())
        await talk.press(OFFICER, "Загрузить")
        [answer] = await talk.press(OFFICER, "Загрузить")
        assert "уже загружен или отменён" in answer


async def test_a_cancelled_file_changes_nothing_and_is_deleted(tmp_path):
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "Статистика.csv", LIST.encode())
        [answer] = await talk.press(OFFICER, "Отменить")
        assert "ничего не загружаю" in answer
        assert await count_facts(talk) == 0
        assert not list((tmp_path / "files").iterdir())


async def test_a_file_that_is_no_table_is_refused_in_one_sentence(tmp_path):
    async with talking(tmp_path) as talk:
        _, answer = await send(talk, OFFICER, "договор.pdf", b"%PDF-1.7 no table here")
        assert "xlsx" in answer


async def test_files_of_teachers_and_strangers_are_not_read(tmp_path):
    async with talking(tmp_path) as talk:
        [teacher] = await send(talk, ALIEVA, "Статистика.csv", LIST.encode())
        assert "принимает ответственный" in teacher
        await send(talk, STRANGER, "Статистика.csv", LIST.encode())
        assert not (tmp_path / "files").exists()
