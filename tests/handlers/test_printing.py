"""Leaflets and posters asked for in the chat: real files over real HTTP, their codes used in a conversation."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import func, select, update

from storage.schools.chats import chats_of
from storage.schools.subscriptions import subscriptions, without_summary
from storage.tables import Invitation, Person, School
from tests.handlers.conversation import (
    ALIEVA,
    BORISOV,
    OFFICER,
    STRANGER,
    Conversation,
    add_person,
    talking,
    the_school,
)
from tests.reports.paper import codes, texts

LINK = "https://vk.me/join/Primer_00001_vydumannaya="


async def last_file(talk: Conversation, user_id: int, folder: Path) -> Path:
    """What the newest message to somebody brought, downloaded as their messenger would."""
    [*_, message] = await talk.messages(user_id)
    [attached] = message["attachments"]
    async with talk.vk.http.get(attached["doc"]["url"]) as answer:
        path = folder / "downloaded.pdf"
        path.write_bytes(await answer.read())
    return path


async def leaflets(talk: Conversation, folder: Path, words: str = "листовки") -> Path:
    """The leaflets for one who is not registered."""
    talk.services.link_of = lambda community, code="": (
        f"https://vk.me/club{community}?ref={code}" if community > 0 else ""
    )
    await add_person(talk.database, await the_school(talk), "Новикова Нина Николаевна", registered=False)
    _, ready = await talk.write(OFFICER, words)
    assert "Листовка готова" in ready
    return await last_file(talk, OFFICER, folder)


async def linked_to(talk: Conversation, name: str) -> int | None:
    async with talk.database.reading() as session:
        return await session.scalar(select(Person.account_id).where(Person.full_name == name))


async def test_the_link_printed_on_a_leaflet_lets_its_owner_in_once(tmp_path):
    async with talking(tmp_path) as talk:
        [code] = codes(await leaflets(talk, tmp_path))
        ref = parse_qs(urlsplit(code.text).query)["ref"][0]
        [hello] = await talk.write(STRANGER, "Начать", ref=ref)
        assert hello.startswith("Нина Николаевна, рад знакомству!")
        assert await linked_to(talk, "Новикова Нина Николаевна") is not None
        async with talk.database.reading() as session:
            assert await session.scalar(select(Invitation.used_at)) is not None


@pytest.mark.parametrize("typed", [str, str.lower, lambda code: code.replace("-", " ")])
async def test_the_printed_code_works_however_it_is_typed_and_not_a_second_time(tmp_path, typed):
    async with talking(tmp_path) as talk:
        [page] = texts(await leaflets(talk, tmp_path))
        [shown] = re.findall(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", page)
        [hello] = await talk.write(STRANGER, typed(shown))
        assert "рад знакомству" in hello
        async with talk.database.writing() as session:
            await session.execute(update(Person).where(Person.full_name.like("Новикова%")).values(account_id=None))
        [refused] = await talk.write(STRANGER, typed(shown))
        assert "Такой код не подходит" in refused


async def test_the_room_that_was_said_is_printed_and_remembered(tmp_path):
    async with talking(tmp_path) as talk:
        [page] = texts(await leaflets(talk, tmp_path, "листовки кабинет 214"))
        assert "кабинет 214" in page
        async with talk.database.reading() as session:
            assert (await session.scalar(select(School.settings)))["room"] == "214"


async def test_nobody_but_the_officer_gets_leaflets(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Новикова Нина Николаевна", registered=False)
        for who in (ALIEVA, STRANGER):
            await talk.write(who, "листовки")
            await talk.press_payload(who, {"do": "leaflets"})
            assert not any(one.get("attachments") for one in await talk.messages(who))
        async with talk.database.reading() as session:
            assert await session.scalar(select(func.count()).select_from(Invitation)) == 0


async def test_one_persons_leaflet_is_printed_alone(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Зимина Зоя Павловна", registered=False)
        [page] = texts(await leaflets(talk, tmp_path, "листовка для Новиковой"))
        assert "Нина Николаевна" in page
        assert "Зимина" not in page
        _, ready = await talk.write(OFFICER, "листовки для незарегистрированных")
        assert "Готово: 2 листовки" in ready


async def test_who_is_in_touch_needs_no_leaflet(tmp_path):
    async with talking(tmp_path) as talk:
        _, answer = await talk.write(OFFICER, "листовка для Алиевой")
        assert "насколько я знаю, могу" in answer


async def test_when_everybody_can_be_written_to_there_is_a_sentence_and_no_file(tmp_path):
    async with talking(tmp_path) as talk:
        _, answer = await talk.write(OFFICER, "листовки")
        assert "никому не нужны" in answer


async def _class_chat(talk: Conversation) -> int:
    """Алиева's class is 7Б, and she has told the bot of its chat."""
    async with talk.database.writing() as session:
        for name, classes in (("Алиева%", "7Б"), ("Борисов%", "8А")):
            await session.execute(update(Person).where(Person.full_name.like(name)).values(classes=classes))
    await talk.write(ALIEVA, LINK)
    await talk.press(ALIEVA, "Родители, с педагогом")
    await talk.press(ALIEVA, "7Б")
    school = await the_school(talk)
    async with talk.database.reading() as session:
        [chat] = await chats_of(session, school.id)
    return chat.id


async def test_a_class_teacher_gets_the_poster_of_their_own_class(tmp_path):
    async with talking(tmp_path) as talk:
        await _class_chat(talk)
        _, ready = await talk.press(ALIEVA, "Плакат с QR-кодом")
        assert "Готово: 1 плакат" in ready
        path = await last_file(talk, ALIEVA, tmp_path)
        assert [code.text for code in codes(path)] == [LINK]
        assert "Чат 7Б" in texts(path)[0]


async def test_a_forged_button_brings_nobody_the_poster_of_another_class(tmp_path):
    async with talking(tmp_path) as talk:
        chat_id = await _class_chat(talk)
        [answer] = await talk.press_payload(BORISOV, {"do": "poster", "id": chat_id})
        assert answer == "Такого чата среди ваших классов нет."
        await talk.press_payload(STRANGER, {"do": "poster", "id": chat_id})
        for who in (BORISOV, STRANGER):
            assert not any(one.get("attachments") for one in await talk.messages(who))
        *_, ready = await talk.press_payload(OFFICER, {"do": "poster", "id": chat_id})
        assert "Готово: 1 плакат" in ready


async def test_the_officer_gets_all_posters_at_once(tmp_path):
    async with talking(tmp_path) as talk:
        await _class_chat(talk)
        await talk.said(OFFICER)
        _, ready = await talk.write(OFFICER, "плакаты")
        assert "Готово: 1 плакат" in ready
        assert [code.text for code in codes(await last_file(talk, OFFICER, tmp_path))] == [LINK]


async def test_whom_to_talk_to_is_for_the_officer_and_the_texts_name_nobody(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Новикова Нина Николаевна", registered=False)
        found, for_chat, aloud = await talk.write(OFFICER, "с кем поговорить лично")
        assert "Новикова Нина Николаевна — не зарегистрирована" in found
        assert "Осталось зарегистрироваться в Сферуме: 1 человек" in for_chat
        assert "1 личную листовку" in aloud
        for said in await talk.write(ALIEVA, "с кем поговорить лично"):
            assert "Новикова" not in said


@pytest.mark.parametrize(("form", "begins"), [("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF")])
async def test_the_report_arrives_as_a_file_of_the_form_that_was_asked_for(tmp_path, form, begins):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Новикова Нина Николаевна", registered=False)
        await talk.write(OFFICER, f"отчёт {form}")
        assert (await last_file(talk, OFFICER, tmp_path)).read_bytes().startswith(begins)
        [attached] = (await talk.messages(OFFICER))[-1]["attachments"]
        assert attached["doc"]["title"] == f"Отчёт за 9–15 ноября 2026.{form}"


async def test_a_report_for_a_week_without_a_file_is_not_quietly_another_weeks(tmp_path):
    async with talking(tmp_path) as talk:
        for said in ("отчёт за эту неделю", "отчёт за эту неделю xlsx"):
            [told] = await talk.write(OFFICER, said)
            assert told == "За 16–22 ноября файлов статистики нет."
            assert await talk.buttons(OFFICER) == ["Отчёт за последнюю неделю"]


async def test_a_report_of_a_month_begins_with_its_first_file(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "отчёт за ноябрь xlsx")
        [attached] = (await talk.messages(OFFICER))[-1]["attachments"]
        assert attached["doc"]["title"] == "Отчёт за 9–15 ноября 2026.xlsx"
        said = await talk.write(OFFICER, "отчёт за октябрь и начало ноября xlsx")
        assert "1 октября – 10 ноября" in said[0]


async def test_an_officer_subscribes_to_the_friday_report_and_changes_their_mind(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Новикова Нина Николаевна")
        [said] = await talk.write(OFFICER, "присылать отчёт по пятницам xlsx")
        assert "Excel" in said
        [other] = await talk.write(OFFICER, "присылать отчёт по четвергам xlsx")
        assert other.startswith("Сам присылаю только по пятницам")
        assert list(subscriptions(await the_school(talk)).values()) == ["xlsx"]
        await talk.write(OFFICER, "не присылать отчёт")
        assert subscriptions(await the_school(talk)) == {}
        await talk.write(ALIEVA, "присылать отчёт по пятницам")
        assert subscriptions(await the_school(talk)) == {}


@pytest.mark.parametrize(
    "said",
    [
        "хватит слать сводку по пятницам",
        "не присылай мне сводку",
        "прекрати рассылать мне сводки",
        "сводки мне не надо, отчёт пусть приходит",
    ],
)
async def test_the_summary_of_fridays_is_refused_and_is_no_pause(tmp_path, said):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "присылать отчёт по пятницам")
        [asked] = await talk.write(OFFICER, said)
        assert asked.startswith("Понял так: Не присылать вам сводку по пятницам.")
        [done] = await talk.press(OFFICER, "Да")
        assert done == (
            "Хорошо, сводку по пятницам вам больше не присылаю: её всегда покажет слово «сводка». "
            "Отчёт по пятницам приходит как прежде."
        )
        school = await the_school(talk)
        assert not school.paused
        assert len(without_summary(school)) == len(subscriptions(school)) == 1
        [back] = await talk.press(OFFICER, "Присылать сводку")
        assert back == "Хорошо, сводка по пятницам снова будет приходить сама."
        assert not without_summary(await the_school(talk))


async def test_whoever_ends_the_report_is_told_that_the_summary_still_comes(tmp_path):
    async with talking(tmp_path) as talk:
        [none] = await talk.write(OFFICER, "не присылать отчёт")
        assert none.startswith("Отчёт по пятницам я вам и так не присылаю.")
        assert none.endswith("Короткая сводка по пятницам приходит как прежде.")
        await talk.press(OFFICER, "Не присылать сводку")
        assert without_summary(await the_school(talk))


@pytest.mark.parametrize("said", ["присылай директору отчёт по пятницам", "хватит слать отчёты директору"])
async def test_nobody_sets_another_ones_reports(tmp_path, said):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "присылать отчёт по пятницам pdf")
        before = subscriptions(await the_school(talk))
        [answer] = await talk.write(OFFICER, said)
        assert "каждый" in answer
        assert "себе сам" in answer
        assert subscriptions(await the_school(talk)) == before
