"""«Удалить мои данные» leaves no name: not in what was told to others, not in the database's file."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from storage.database.owner_only import CHAT, PAGES
from storage.dialogs.replies import Answer, add_replies
from storage.people.roles import Role, give_role
from storage.tables import Account, Chat, Errand, Person, Reply
from storage.upkeep.waiting_files import ABOUT
from tests.handlers.conversation import (
    ALIEVA,
    BORISOV,
    MONDAY,
    OFFICER,
    STRANGER,
    Conversation,
    add_person,
    add_school,
    talking,
    the_school,
)
from tests.handlers.test_files import LIST, send

WORDS = ("Алиева", "Алиеву", "Алиевой", "алиева", "Марьям", "марьям", "Ахмедовн", "ахмедовн")


def left_in_files(talk: Conversation, words: tuple[str, ...] = WORDS) -> set[str]:
    """Which of the words the file, its log and its index still hold, written out or as JSON escapes."""
    file = talk.database.file
    assert file is not None
    raw = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    return {word for word in words if word.encode() in raw or json.dumps(word)[1:-1].encode() in raw}


async def all_over(talk: Conversation) -> None:
    """The officer has read and done a lot about her, and something is still being asked."""
    for text in (
        "карточка Алиевой",
        "все долги",
        "исключить Алиеву до 12.01 отпуск",
        "вернуть Алиеву",
        "кто без звонка",
    ):
        await talk.write(OFFICER, text)
    await talk.write(ALIEVA, "у меня ошибка в данных")
    await talk.write(OFFICER, "исключить Алиеву")
    async with talk.database.writing() as session:
        session.add(Chat(platform="vk", peer_id=-9, title="7Б, Алиева М. А."))
        waiting = [Answer(OFFICER, "Ещё не ушло: • Алиева Марьям Ахмедовна, • Борисов Борис Олегович")]
        await add_replies(session, 999, waiting, MONDAY)


async def test_nothing_that_was_told_to_others_names_her_afterwards(tmp_path):
    async with talking(tmp_path) as talk:
        await all_over(talk)
        assert left_in_files(talk)
        await talk.write(ALIEVA, "удалить мои данные")
        await talk.press(ALIEVA, "Да, удалить")
        assert not left_in_files(talk)
        [told] = (await talk.said(OFFICER))[-1:]
        assert "удалил свои данные" in told
        async with talk.database.reading() as session:
            bodies = [reply.body["text"] for reply in await session.scalars(select(Reply))]
            assert any("Борисов Борис Олегович" in text for text in bodies)
            assert "Ещё не ушло: • (имя удалено), • Борисов Борис Олегович" in bodies
            assert not (await session.scalars(select(Errand))).all()


async def test_what_was_told_of_past_weeks_stays_so_without_her(tmp_path):
    """And a next file that has her row again is no progress of anybody's."""
    async with talking(tmp_path) as talk:
        before = figures(await talk.write(OFFICER, "сводка за 9–15 ноября"))
        assert "• Учителя в Сферуме: 2 из 2 (100 %)" in before
        await talk.write(ALIEVA, "удалить мои данные")
        await talk.press(ALIEVA, "Да, удалить")
        assert (
            "Показатели прошлых недель не изменились: в них остались числа без имени."
            in ((await talk.said(OFFICER))[-1])
        )
        assert figures(await talk.write(OFFICER, "сводка за 9–15 ноября")) == before
        talk.now += timedelta(days=7)
        rows = f"{ALIEVA};Алиева Марьям Ахмедовна;да;1;4;0\n{BORISOV};Борисов Борис Олегович;да;2;14;1\n"
        head = "id;ФИО;Зарегистрирован;Создано чатов;Сообщений в чатах;Звонков\n"
        await send(talk, OFFICER, "С.csv", f"Статистика за 16.11.2026–22.11.2026\n{head}{rows}".encode())
        await talk.press(OFFICER, "Загрузить")
        now = figures(await talk.write(OFFICER, "сводка"))
        assert "• Учителя в Сферуме: 2 из 2 (100 %)" in now
        assert not [line for line in now if "+1" in line]


def figures(answers: list[str]) -> list[str]:
    return [line for line in answers[0].splitlines() if line.startswith(("•", "▫")) and " из " in line]


async def test_a_namesake_stays_named(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Алиева Зарема Камильевна", registered=True)
        async with talk.database.writing() as session:
            lines = "• Алиева Зарема Камильевна\n• Алиева М. А.\n• Алиевой З. К.\n• Марьям Ахмедовна"
            await add_replies(session, 999, [Answer(OFFICER, lines)], MONDAY)
        await talk.write(ALIEVA, "удалить мои данные")
        await talk.press(ALIEVA, "Да, удалить")
        async with talk.database.reading() as session:
            kept = (await session.scalars(select(Reply.body).where(Reply.community_id == 999))).one()["text"]
        assert kept == "• Алиева Зарема Камильевна\n• (имя удалено)\n• Алиевой З. К.\n• (имя удалено)"


async def test_a_stranger_who_asked_to_be_let_in_leaves_no_name_either(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(STRANGER, "Чужов Степан Степанович")
        assert left_in_files(talk, ("Чужов",))
        await talk.write(STRANGER, "удалить мои данные")
        await talk.press(STRANGER, "Да, удалить")
        assert not left_in_files(talk, ("Чужов", "чужов", "Степан", "степан"))


def sent_to_a_page(folder: Path, account_id: int) -> Path:
    """A file as the cabinet keeps it while it waits."""
    upload = folder / PAGES / f"upload-of-account-{account_id}"
    upload.mkdir(parents=True)
    (upload / "file.csv").write_text("ФИО\nАлиева Марьям Ахмедовна")
    (upload / ABOUT).write_text(json.dumps({"number": upload.name, "account_id": account_id, "name": "list.csv"}))
    return upload


async def test_files_that_wait_for_an_answer_at_her_school_go_and_are_asked_for_again(tmp_path):
    async with talking(tmp_path) as talk:
        second = await add_school(talk.database, "Школа № 2 (пример)")
        async with talk.database.writing() as session:
            accounts = select(Account.id).where(Account.external_id.in_((OFFICER, BORISOV)))
            officer, elsewhere = await session.scalars(accounts.order_by(Account.external_id))
            await give_role(session, elsewhere, second.id, Role.OFFICER, MONDAY)
        page, others = (sent_to_a_page(tmp_path, one) for one in (officer, elsewhere))
        await send(talk, OFFICER, "Статистика.csv", LIST.encode())
        await send(talk, BORISOV, "Статистика.csv", LIST.encode())
        kept = sorted((tmp_path / CHAT).iterdir())
        assert len(kept) == 2
        await talk.write(ALIEVA, "удалить мои данные")
        await talk.press(ALIEVA, "Да, удалить")
        assert sorted((tmp_path / CHAT).iterdir()) == kept[1:]
        assert (page.exists(), others.exists()) == (False, True)
        assert "больше нет" in (await talk.press(OFFICER, "Загрузить"))[-1]


async def test_a_stranger_who_is_forgotten_over_and_over_disturbs_nobodys_file(tmp_path):
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "Статистика.csv", LIST.encode())
        await talk.write(STRANGER, "удалить мои данные")
        await talk.press(STRANGER, "Да, удалить")
        assert "Загрузил" in (await talk.press(OFFICER, "Загрузить"))[0]


async def test_others_keep_their_data(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "удалить мои данные")
        await talk.press(ALIEVA, "Да, удалить")
        assert "Борис" in (await talk.write(BORISOV, "мои данные"))[0]


async def test_a_row_of_a_school_they_have_left_goes_too(tmp_path):
    async with talking(tmp_path) as talk:
        second = await add_school(talk.database, "Школа № 2 (пример)")
        await add_person(talk.database, second, "Алиева-Прежняя Марьям Ахмедовна", registered=True)
        async with talk.database.writing() as session:
            account = (await session.scalars(select(Account).where(Account.external_id == ALIEVA))).one()
            former = (await session.scalars(select(Person).where(Person.school_id == second.id))).one()
            former.account_id, former.left_on = account.id, MONDAY.date()
        await talk.write(ALIEVA, "удалить мои данные")
        await talk.press(ALIEVA, "Да, удалить")
        assert not left_in_files(talk, (*WORDS, "Прежняя"))


@pytest.mark.parametrize(
    "said", ["всё что вы обо мне храните после ухода удалите", "удалите мои данные, когда уволюсь"]
)
async def test_what_is_to_be_forgotten_later_is_not_offered_now(tmp_path, said):
    async with talking(tmp_path) as talk:
        [told] = await talk.write(ALIEVA, said)
        assert told.startswith("Сейчас ничего не удаляю")
        [sure] = await talk.press(ALIEVA, "Удалить сейчас")
        assert sure.endswith("Удалить?")
