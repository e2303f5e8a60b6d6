"""On the first evening nothing goes out by itself; afterwards the officer knows what will, and when."""

from datetime import timedelta

from sqlalchemy import func, select, update

from bot.clock.clock import Clock
from storage.people.first_officers import ensure_officers
from storage.schools.registry import is_automatic, set_automatic
from storage.tables import Campaign, OutboxRow, Person, School
from tests.databases import fresh_database
from tests.handlers.conversation import ALIEVA, MONDAY, OFFICER, Conversation, add_person, talking, the_school
from tests.handlers.test_files import LIST, send


async def rows(talk: Conversation) -> int:
    async with talk.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(OutboxRow)) or 0


async def ring(talk: Conversation) -> None:
    await Clock(database=talk.database, now=talk.services.clock).ring()


async def set_up_by_chat(talk: Conversation) -> None:
    async with talk.database.writing() as session:
        set_automatic(await session.get_one(School, (await the_school(talk)).id), on=False)


async def test_the_first_school_of_an_officer_writes_to_nobody_by_itself(tmp_path):
    database = await fresh_database(tmp_path / "school.db")
    async with database.writing() as session:
        await ensure_officers(session, [("vk", OFFICER)], MONDAY)
    async with database.reading() as session:
        assert [is_automatic(school) for school in await session.scalars(select(School))] == [False]
    await database.close()


async def test_nudges_wait_for_the_officers_word_and_go_after_it(tmp_path):
    async with talking(tmp_path) as talk:
        await set_up_by_chat(talk)
        await send(talk, OFFICER, "Статистика.csv", LIST.encode())
        [done] = await talk.press(OFFICER, "Загрузить")
        assert "Пока никому не пишу" in done
        await ring(talk)
        assert await rows(talk) == 0
        [said] = await talk.press(OFFICER, "Включить напоминания")
        assert said.startswith("Включил")
        await ring(talk)
        assert await rows(talk) > 0


async def test_with_nudges_on_the_officer_is_told_what_will_go_out(tmp_path):
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "Статистика.csv", LIST.encode())
        [done] = await talk.press(OFFICER, "Загрузить")
        assert "Напоминания по этим данным уйдут сами сейчас: 2 людям. Остановить — «пауза». Остальным" in done
        await ring(talk)
        [again] = await talk.write(OFFICER, "включить рассылку")
        assert "по новому файлу, как только он придёт, но не раньше чем в понедельник, 23 ноября, в 10:00." in again


async def test_a_round_that_nobody_needs_is_not_said_to_go_now(tmp_path):
    async with talking(tmp_path) as talk:
        everything = LIST.replace(";11;0", ";11;1").replace(";2;3;1", ";2;13;1").replace("нет;0;0;0", "да;1;10;1")
        await send(talk, OFFICER, "Статистика.csv", everything.encode())
        [done] = await talk.press(OFFICER, "Загрузить")
        assert "Напоминать по этим данным некому." in done
        for _ in range(2):
            assert "уйдут по новому файлу" in (await talk.write(OFFICER, "включить рассылку"))[0]
            [shown] = await talk.write(OFFICER, "расписание")
            assert "16 ноября, 11:00 — напоминания педагогам" not in shown
            await ring(talk)


async def test_after_a_second_load_the_line_says_who_has_had_theirs_and_why_others_get_nothing(tmp_path):
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "Статистика.csv", LIST.encode())
        await talk.press(OFFICER, "Загрузить")
        await ring(talk)
        async with talk.database.writing() as session:
            await session.execute(update(OutboxRow).values(state="sent", finished_at=talk.now))
        await send(talk, OFFICER, "Ещё раз.csv", LIST.replace(";11;0", ";12;0").encode())
        [done] = await talk.press(OFFICER, "Загрузить")
        assert "его получили 2 человека." in done


async def test_how_long_a_file_is_waited_for_is_asked_and_kept(tmp_path):
    async with talking(tmp_path) as talk:
        [question] = await talk.write(OFFICER, "ждать файл")
        assert "Сейчас: до следующего рабочего дня, до 12:00." in question
        assert "2 рабочих дня, до 15:30" in (await talk.write(OFFICER, "два дня, до 15:30"))[0]
        [shown] = await talk.write(OFFICER, "настройки")
        assert "Ждать файл: 2 рабочих дня, до 15:30 (изменить — «ждать файл»)" in shown
        await talk.write(OFFICER, "ждать файл")
        assert "не жду" in (await talk.press(OFFICER, "не ждать"))[0]


async def test_a_teacher_cannot_switch_the_schools_nudges(tmp_path):
    async with talking(tmp_path) as talk:
        await set_up_by_chat(talk)
        await talk.press_payload(ALIEVA, {"do": "automatic_on"})
        assert is_automatic(await the_school(talk)) is False


async def test_whoever_was_left_in_peace_on_the_day_of_a_round_is_not_said_to_be_none_of_its_people(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Дробин Олег Ильич", 904, group_messages=3, calls=0)
        await talk.write(OFFICER, "исключить Алиеву до пятницы больничный")
        await ring(talk)
        [said] = await talk.write(OFFICER, "кто не получил")
        assert "Алиева Марьям Ахмедовна — освобождение: отпуск, больничный или другая причина" in said
        await talk.write(OFFICER, "вернуть Алиеву")
        [said] = await talk.write(OFFICER, "кто не получил")
        why = "в день рассылки писать было нельзя или не о чем; сейчас той причины уже нет"
        assert f"Алиева Марьям Ахмедовна — {why}" in said


async def test_who_is_not_registered_is_not_asked_for_messages_of_the_week_a_second_time(tmp_path):
    async with talking(tmp_path) as talk:
        lacking = {"group_messages": 0, "calls": 0, "group_chats": 0}
        school = await the_school(talk)
        await add_person(talk.database, school, "Дробин Олег Ильич", 904, registered=False, **lacking)
        await ring(talk)
        async with talk.database.writing() as session:
            await session.execute(update(OutboxRow).values(state="sent", finished_at=talk.now))
        talk.now += timedelta(days=3, hours=3)
        await ring(talk)
        again = select(Person.last_name).join(OutboxRow, OutboxRow.person_id == Person.id).join(Campaign)
        async with talk.database.reading() as session:
            assert list(await session.scalars(again.where(Campaign.kind == "quota"))) == ["Алиева"]


async def test_how_a_round_goes_says_that_the_school_is_paused(tmp_path):
    async with talking(tmp_path) as talk:
        await ring(talk)
        async with talk.database.writing() as session:
            await session.execute(update(Campaign).values(state="finished"))
        assert "на паузе" not in (await talk.write(OFFICER, "как идёт рассылка"))[0]
        await talk.write(OFFICER, "пауза")
        assert "Напоминания школы на паузе" in (await talk.write(OFFICER, "как идёт рассылка"))[0]
        assert "Продолжить" in await talk.buttons(OFFICER)


async def test_who_ends_a_pause_is_told_that_the_second_look_goes_now(tmp_path):
    async with talking(tmp_path) as talk:
        await ring(talk)
        async with talk.database.writing() as session:
            await session.execute(update(OutboxRow).values(state="sent", finished_at=talk.now))
        await talk.write(OFFICER, "пауза")
        talk.now += timedelta(days=3, hours=4)
        await ring(talk)
        await talk.write(OFFICER, "продолжить")
        [said] = await talk.press(OFFICER, "Да, продолжить")
        assert said.startswith("Продолжаю. Второй взгляд на недельные нормы уйдёт сейчас. Следующие напоминания")
        await ring(talk)
        [said] = await talk.write(OFFICER, "когда напоминания")
        assert "уйдёт сейчас" not in said
