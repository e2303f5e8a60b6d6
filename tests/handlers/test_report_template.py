"""«Шаблон отчёта»: it goes out as a file, comes back with a letterhead, and every Word report is made from it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock.clock import Clock
from reports.weekly.template import default_template
from storage.schools.report_templates import has_template
from tests.handlers.conversation import ALIEVA, MANAGER, OFFICER, Conversation, talking, the_school
from tests.handlers.test_files import LIST, send
from tests.reports.test_make import template_with, words_of

OWN = template_with("БЛАНК (пример) {{ school }} за {{ period }}")
FRIDAY_EVENING = datetime(2026, 11, 20, 14, tzinfo=UTC)
NO_BRACKETS = template_with("Бланк (пример)")


async def attached(talk: Conversation, user_id: int) -> bytes:
    """The document of the newest message that has one."""
    messages = [one for one in await talk.messages(user_id) if one.get("attachments")]
    async with talk.vk.http.get(messages[-1]["attachments"][0]["doc"]["url"]) as answer:
        return await answer.read()


async def kept(talk: Conversation) -> bool:
    async with talk.database.reading() as session:
        return await has_template(session, (await the_school(talk)).id)


async def the_report(talk: Conversation) -> str:
    await talk.write(OFFICER, "отчёт в ворде")
    return words_of(await attached(talk, OFFICER))


async def test_the_ordinary_template_goes_out_comes_back_with_a_letterhead_and_is_used(tmp_path):
    async with talking(tmp_path) as talk:
        _, explained = await talk.write(OFFICER, "шаблон отчёта")
        assert "Вот обычный шаблон" in explained
        assert "{{ school }} — школа" in explained
        assert words_of(await attached(talk, OFFICER)) == words_of(default_template())
        _, answer = await send(talk, OFFICER, "наш бланк.docx", OWN)
        assert "Шаблон подходит" in answer
        assert not list((tmp_path / "files").iterdir())
        assert (await the_report(talk)).startswith("БЛАНК (пример) Школа № 1 (пример) за 9–15 ноября")
        _, explained = await talk.write(OFFICER, "шаблон отчёта")
        assert "Вот шаблон отчёта вашей школы" in explained
        assert await attached(talk, OFFICER) == OWN
        [answer] = await talk.press(OFFICER, "Вернуть обычный")
        assert "снова по обычному" in answer
        assert "Что показал анализ" in await the_report(talk)


async def test_a_template_is_known_by_its_placeholders_without_being_asked_for(tmp_path):
    async with talking(tmp_path) as talk:
        _, answer = await send(talk, OFFICER, "бланк.docx", OWN)
        assert "Шаблон подходит" in answer
        assert "свой («шаблон отчёта»)" in (await talk.write(OFFICER, "настройки"))[0]


async def test_the_friday_report_is_made_from_it_too(tmp_path):
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "бланк.docx", OWN)
        await talk.write(OFFICER, "присылать отчёт по пятницам")
        talk.now = FRIDAY_EVENING
        community = talk.services.community_id
        await Clock(database=talk.database, now=talk.services.clock, communities=(community,)).ring()
        await talk.conversations.settle()
        assert words_of(await attached(talk, OFFICER)).startswith("БЛАНК")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("бланк.docx", template_with("{{ school }} {{ director }}"), "не знает: {{ director }}"),
        ("бланк.docx", NO_BRACKETS, "нет ни одного места"),
        ("бланк.doc", b"\xd0\xcf\x11\xe0 an old doc", "пришлите файл .docx"),
    ],
    ids=["unknown", "nothing to fill", "old Word"],
)
async def test_what_cannot_be_used_is_told_in_one_sentence_and_the_old_one_stays(tmp_path, name, content, told):
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "бланк.docx", OWN)
        await talk.write(OFFICER, "шаблон отчёта")
        _, answer = await send(talk, OFFICER, name, content)
        assert told in answer
        assert (await the_report(talk)).startswith("БЛАНК")
        assert not list((tmp_path / "files").iterdir())


async def test_statistics_are_statistics_while_a_template_is_waited_for(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "шаблон отчёта")
        _, preview = await send(talk, OFFICER, "Статистика.csv", LIST.encode())
        assert "Вот как я понял" in preview


async def test_the_waiting_ends_with_any_other_words_and_after_a_day(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "шаблон отчёта")
        await talk.write(OFFICER, "кто без звонка")
        _, answer = await send(talk, OFFICER, "письмо.docx", NO_BRACKETS)
        assert "места" not in answer
        await talk.write(OFFICER, "шаблон отчёта")
        talk.now += timedelta(days=2)
        *_, answer = await send(talk, OFFICER, "письмо.docx", NO_BRACKETS)
        assert "места" not in answer


async def test_nobody_but_the_officer_changes_it(tmp_path):
    async with talking(tmp_path) as talk:
        talk.services.new_code = lambda: "PRIMER44"
        await talk.write(OFFICER, "назначить руководителя")
        await talk.write(MANAGER, "PRIMER44")
        for who in (ALIEVA, MANAGER):
            await send(talk, who, "бланк.docx", OWN)
            await talk.press_payload(who, {"do": "template"})
            assert not await kept(talk)
        await send(talk, OFFICER, "бланк.docx", OWN)
        for who in (ALIEVA, MANAGER):
            await talk.press_payload(who, {"do": "template_default"})
        assert await kept(talk)


async def test_what_was_done_with_it_is_in_the_log(tmp_path):
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "бланк.docx", OWN)
        await talk.write(OFFICER, "вернуть обычный")
        [log] = await talk.write(OFFICER, "журнал действий")
        assert "загружен шаблон отчёта" in log
        assert "возвращён обычный шаблон отчёта" in log
