"""What teachers say of wrong figures and of being away, once, twice and taken back, and what others read of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from storage.people.accounts import ensure_account
from storage.people.exemptions import SAID_GONE
from storage.people.roles import Role, give_role
from storage.tables import Account, Claim, Exemption, Person, PersonWeek
from tests.handlers.conversation import (
    ALIEVA,
    CLASS_CHAT,
    MANAGER,
    OFFICER,
    STRANGER,
    Conversation,
    add_person,
    add_school,
    class_teacher,
    talking,
)
from tests.handlers.test_chats import added
from tests.handlers.test_objections import PNG
from tests.handlers.test_several_schools import SECOND
from tests.handlers.test_who_got_what import a_round


async def test_an_absence_is_passed_on_once_by_one_question(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "ребёнок заболел, меня не будет до среды")
        await talk.press(ALIEVA, "Да, передать")
        await talk.said(OFFICER)
        await talk.press(OFFICER, "Не тревожить до 18 ноября")
        await talk.said(ALIEVA)
        assert await talk.press(ALIEVA, "Да, передать") == [
            "Это я уже передал. Если что-то изменилось, напишите ещё раз."
        ]
        assert await talk.said(OFFICER) == []
        [resting] = await talk.write(OFFICER, "кого не тревожим")
        assert resting.count("Алиева") == 1


async def test_being_back_is_passed_on_once_by_one_question(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.agree(OFFICER, "исключить Алиеву до 30 ноября больничный")
        await talk.write(ALIEVA, "я вышла с больничного")
        await talk.press(ALIEVA, "Да, передать")
        await talk.said(OFFICER)
        await talk.press(ALIEVA, "Да, передать")
        assert await talk.said(OFFICER) == []


@pytest.mark.parametrize(
    "said",
    [
        "у меня сообщений 25 а не 4, и звонок был в среду",
        "это ошибка: сообщений больше десяти, и звонок проведён",
        "звонок был в среду, и сообщений у меня 12",
    ],
)
async def test_two_things_called_wrong_at_once_are_both_in_dispute(tmp_path, said):
    async with talking(tmp_path) as talk:
        answers = await talk.write(ALIEVA, said)
        assert "Пока об этом не напоминаю." in answers[-1]
        [told] = await talk.said(OFFICER)
        assert "сообщений в групповых чатах — 4 из 10; звонков за неделю — 0 из 1." in told
        assert "Да, во всём ошибка" in await talk.buttons(OFFICER)


@pytest.mark.parametrize(
    ("first", "then", "days"),
    [
        ("с 20 по 26 ноября я на курсах", "ой, не с 20 а с 22", "22–26 ноября"),
        ("у меня отпуск со 2 по 10 декабря", "ошиблась, со 2 по 8", "2–8 декабря"),
        ("у меня отпуск со 2 по 10 декабря", "не до 10, а до 12 декабря", "2–12 декабря"),
        ("я на больничном до пятницы", "врач продлил до 25 ноября", "до 25 ноября"),
        ("ухожу в отпуск с 12 декабря", "ой, не с 12, а с 14", "14–27 декабря"),
    ],
)
async def test_the_days_of_an_absence_may_be_set_right(tmp_path, first, then, days):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, first)
        await talk.press(ALIEVA, "Да, передать")
        await talk.said(OFFICER)
        [said] = await talk.write(ALIEVA, then)
        assert days in said
        [told] = await talk.said(OFFICER)
        assert f"поправляет, когда не тревожить: «{then}». До вашего ответа не тревожу: {days}." in told
        [resting] = await talk.write(OFFICER, "кого не тревожим")
        assert resting.count("Алиева") == 1
        assert (await talk.write(OFFICER, "ошибки")) == ["Сообщений об ошибках без ответа нет."]


async def test_the_day_of_a_leaving_may_be_set_right_and_stays_a_leaving(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "я увольняюсь с 12 декабря")
        await talk.press(ALIEVA, "Да, передать")
        await talk.said(OFFICER)
        await talk.write(ALIEVA, "ой, не с 12, а с 14")
        [told] = await talk.said(OFFICER)
        assert "поправляет, когда уходит из школы: «ой, не с 12, а с 14»" in told
        assert "Больше не работает" in await talk.buttons(OFFICER)
        async with talk.database.reading() as session:
            assert [*await session.scalars(select(Exemption.reason))] == [SAID_GONE]


@pytest.mark.parametrize("then", ["звонок проведу до 15 декабря", "это ошибка, сообщений 12"])
async def test_what_is_said_of_figures_changes_no_absence(tmp_path, then):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня отпуск со 2 по 10 декабря")
        await talk.press(ALIEVA, "Да, передать")
        await talk.said(OFFICER)
        assert "не тревож" not in " ".join(await talk.write(ALIEVA, then)).lower()
        assert "поправляет" not in " ".join(await talk.said(OFFICER))
        assert "с 2 декабря по 10 декабря" in (await talk.write(OFFICER, "кого не тревожим"))[0]


async def test_days_are_set_right_at_the_one_school_that_was_named(tmp_path):
    async with talking(tmp_path) as talk:
        second = await at_another_school(talk)
        async with talk.database.writing() as session:
            school = (await session.get_one(Person, second)).school_id
            await give_role(session, (await ensure_account(session, "vk", MANAGER)).id, school, Role.OFFICER, talk.now)
        await talk.write(ALIEVA, "в школе № 2 меня не будет со 2 по 10 декабря")
        await talk.press(ALIEVA, "Да, передать")
        await talk.write(ALIEVA, "ошиблась, со 2 по 8")
        assert "поправляет" in (await talk.said(MANAGER))[-1]
        assert await talk.said(OFFICER) == []
        async with talk.database.reading() as session:
            assert [*await session.scalars(select(Exemption.person_id))] == [second]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("у меня отпуск со 2 по 10 декабря", "я передумала, отпуск не нужен"),
        ("я уже на пенсии, не работаю, уберите", "ой, я пошутила, работаю"),
        ("я на больничном до пятницы", "отмените, не болею"),
        ("я на больничном до пятницы", "Уже не нужно"),
        ("я на больничном до пятницы", "отмена"),
    ],
)
async def test_an_absence_may_be_taken_back(tmp_path, first, then):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, first)
        await talk.press(ALIEVA, "Да, передать")
        await talk.said(OFFICER)
        [asked] = await talk.write(ALIEVA, then)
        assert "Передать ответственному" in asked
        await talk.press(ALIEVA, "Да, передать")
        [told] = await talk.said(OFFICER)
        assert "Алиева Марьям Ахмедовна пишет, что" in told
        await talk.press(OFFICER, "Снова напоминать")
        assert "Сейчас никто не освобождён от напоминаний." in (await talk.write(OFFICER, "кого не тревожим"))[-1]


async def test_as_before_after_another_decided_says_what_was_decided(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня отпуск со 2 по 10 декабря")
        await talk.press(ALIEVA, "Да, передать")
        await talk.press(OFFICER, "Не тревожить 2–10 декабря")
        [said] = await talk.press(OFFICER, "Напоминать как прежде")
        assert "как и прежде, не тревожим" in said
        assert "с 2 декабря по 10 декабря" in said


async def test_a_picture_silences_what_it_is_said_to_be_about(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.vk.control("/sandbox/act/photo", {"user_id": ALIEVA, "name": "a.png", "content_base64": PNG})
        [which] = await talk.answers(ALIEVA)
        assert "О чём снимок?" in which
        await talk.press(ALIEVA, "Звонок")
        told = await talk.said(OFFICER)
        assert "звонков за неделю — 0 из 1." in told[-1]
        assert "в проверке" in (await talk.write(ALIEVA, "мои показатели"))[-1]


async def test_a_picture_of_the_only_thing_that_is_open_is_about_that(tmp_path):
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            await session.execute(update(PersonWeek).where(PersonWeek.person_id == 1).values(calls=1))
        await talk.vk.control("/sandbox/act/photo", {"user_id": ALIEVA, "name": "a.png", "content_base64": PNG})
        [said] = await talk.answers(ALIEVA)
        assert said.endswith("Пока об этом не напоминаю.")
        await talk.said(OFFICER)
        assert "Да, ошибка в данных" in await talk.buttons(OFFICER)


async def test_words_are_an_answer_and_a_chat_that_was_marked_is_none(tmp_path):
    async with talking(tmp_path) as talk:
        await a_round(talk)
        talk.now += timedelta(minutes=5)
        await talk.write(ALIEVA, "у меня 12, а не 4")
        await class_teacher(talk)
        await added(talk, CLASS_CHAT, ALIEVA, bot_admin=True)
        await talk.press(ALIEVA, "Родители, с педагогом")
        await talk.write(ALIEVA, "7 б")
        *_, answered = await talk.write(OFFICER, "кто ответил")
        assert "словами" in answered
        assert "чат" not in answered


async def test_what_the_file_does_not_tell_is_named_beside_what_is_open(tmp_path):
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            await session.execute(update(PersonWeek).where(PersonWeek.person_id == 1).values(calls=None))
        [figures] = await talk.write(ALIEVA, "мои показатели")
        assert "Чего в файле не было: " in figures
        assert "звонок" in figures.split("Чего в файле не было: ")[1].split(".")[0]


@pytest.mark.parametrize("said", ["у меня ошибка, звонок в школе № 2 был", "в школе № 2 у меня 12 сообщений, а не 4"])
async def test_a_mistake_at_a_school_that_is_named_is_of_that_school(tmp_path, said):
    async with talking(tmp_path) as talk:
        second = await at_another_school(talk)
        await talk.write(ALIEVA, said)
        async with talk.database.reading() as session:
            assert {*await session.scalars(select(Claim.person_id))} == {second}


async def test_whoever_leaves_one_of_two_schools_is_asked_about_there_alone(tmp_path):
    async with talking(tmp_path) as talk:
        second = await at_another_school(talk)
        await talk.write(ALIEVA, "я больше не работаю в школе № 2")
        await talk.press(ALIEVA, "Да, передать")
        assert await talk.said(OFFICER) == []
        async with talk.database.reading() as session:
            assert {*await session.scalars(select(Exemption.person_id))} <= {second}


async def test_hours_at_one_of_two_schools_are_said_to_be_of_it(tmp_path):
    async with talking(tmp_path) as talk:
        second = await at_another_school(talk)
        [said] = await talk.write(ALIEVA, "в школе № 2 пишите мне по вторникам")
        assert said.startswith(f"{SECOND}:\nХорошо, вам буду писать по вторникам")
        async with talk.database.reading() as session:
            assert [*await session.scalars(select(Person.id).where(Person.weekdays.is_not(None)))] == [second]


async def test_what_was_said_to_one_school_is_told_to_no_other_when_that_one_is_left(tmp_path):
    async with talking(tmp_path) as talk:
        second = await at_another_school(talk)
        await talk.write(ALIEVA, "я больше не работаю в школе № 2")
        async with talk.database.writing() as session:
            await session.execute(update(Person).where(Person.id == second).values(account_id=None))
        assert "вас больше нет" in (await talk.press(ALIEVA, "Да, передать"))[-1]
        assert await talk.said(OFFICER) == []


async def at_another_school(talk: Conversation) -> int:
    """Алиева works at School 2 as well, with the same figures."""
    facts = {"registered": True, "group_chats": 1, "group_messages": 4, "calls": 0}
    person_id = await add_person(
        talk.database, await add_school(talk.database, SECOND), "Алиева Марьям Ахмедовна", **facts
    )
    async with talk.database.writing() as session:
        account = await session.scalar(select(Account.id).where(Account.external_id == ALIEVA))
        await session.execute(update(Person).where(Person.id == person_id).values(account_id=account))
    return person_id


async def test_a_request_under_a_name_that_is_denied_waits_no_more(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(STRANGER, "Чужов Степан Петрович")
        assert "просьбу отозвал" in (await talk.write(STRANGER, "я не Чужов, вы ошиблись"))[-1]
        assert "Чужов" not in (await talk.write(OFFICER, "заявки"))[-1]
