"""An announcement that another officer cancels or changes: its author is told, and of one's own nobody is."""

from pathlib import Path

from storage.people.accounts import ensure_account
from storage.people.roles import Role, give_role
from tests.handlers.conversation import DEPUTY, OFFICER, Conversation, add_person, talking, the_school

ORDER = "передай всем завтра в 10: зайдите за ключом"


async def _deputy(talk: Conversation) -> None:
    school = await the_school(talk)
    await add_person(talk.database, school, "Замова Дарья Петровна", DEPUTY, role="завуч")
    async with talk.database.writing() as session:
        account = await ensure_account(session, "vk", DEPUTY)
        await give_role(session, account.id, school.id, Role.DEPUTY, talk.now)


async def test_the_author_hears_that_somebody_else_cancelled_it(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await _deputy(talk)
        await talk.write(OFFICER, ORDER)
        await talk.press(OFFICER, (await talk.buttons(OFFICER))[0])
        await talk.said(OFFICER)
        await talk.write(DEPUTY, "отмени объявление")
        [label] = [one for one in await talk.buttons(DEPUTY) if one.startswith("Отменить")]
        await talk.press(DEPUTY, label)
        [told] = await talk.said(OFFICER)
        assert told.startswith("Ваше объявление отменено (Замова")
        assert "17 ноября в 10:00, 3 людям: «Зайдите за ключом»" in told
        assert "отменено 3." in told


async def test_of_ones_own_nobody_is_told(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await _deputy(talk)
        await talk.write(OFFICER, ORDER)
        await talk.press(OFFICER, (await talk.buttons(OFFICER))[0])
        await talk.write(OFFICER, "отмени объявление")
        [label] = [one for one in await talk.buttons(OFFICER) if one.startswith("Отменить")]
        [said] = await talk.press(OFFICER, label)
        assert said.startswith("Отменил.")
        assert await talk.said(DEPUTY) == []


async def test_the_author_hears_what_somebody_else_made_of_it(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await _deputy(talk)
        await talk.write(OFFICER, ORDER)
        await talk.press(OFFICER, (await talk.buttons(OFFICER))[0])
        await talk.said(OFFICER)
        await talk.write(DEPUTY, "исправь объявление: зайдите за журналом")
        await talk.press(DEPUTY, "Изменить: 3")
        [told] = await talk.said(OFFICER)
        assert told.startswith("Ваше объявление изменено (Замова")
        assert "Было: 17 ноября в 10:00, 3 людям: «Зайдите за ключом»" in told
        assert "Стало: 17 ноября в 10:00, 3 людям: «Зайдите за журналом»" in told


async def test_what_another_changed_meanwhile_is_shown_before_it_is_changed_again(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await _deputy(talk)
        await talk.write(OFFICER, ORDER)
        await talk.press(OFFICER, (await talk.buttons(OFFICER))[0])
        await talk.write(OFFICER, "перенеси на четверг в 11")
        await talk.write(DEPUTY, "исправь объявление: зайдите за журналом")
        await talk.press(DEPUTY, "Изменить: 3")
        await talk.said(OFFICER)
        meanwhile, shown = await talk.press(OFFICER, "Изменить: 3")
        assert meanwhile.startswith("Пока вы решали")
        assert "Было: 17 ноября в 10:00, 3 людям: «Зайдите за журналом»" in shown
        await talk.press(OFFICER, "Отмена")
