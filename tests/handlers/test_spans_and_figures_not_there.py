"""A span that nothing takes is said, a figure that nobody gave is none, and what a school does not ask is said so."""

from pathlib import Path

import pytest

from tests.handlers.conversation import OFFICER, add_person, talking, the_school


@pytest.mark.parametrize(
    ("said", "since"),
    [
        ("Поднять план по звонкам до 80 процентов с 7 декабря", "с 7 декабря"),
        ("Поднять план по звонкам до 80 процентов с нового года", "с 1 января"),
        ("цель по звонкам 80 % с понедельника", "с 23 ноября"),
        ("цель звонки 80 % с января", "с января"),
    ],
)
async def test_a_target_has_no_first_day_and_that_is_said(tmp_path: Path, said: str, since: str) -> None:
    async with talking(tmp_path) as talk:
        [asked] = await talk.write(OFFICER, said)
        assert f"А «{since}» учесть не смогу. Сделать без этого?" in asked
        assert "1 звонок за неделю: 80 %" in (await talk.press(OFFICER, "Да"))[-1]


async def test_a_target_word_for_word_is_set_at_once(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        assert "80 % до 25 декабря" in (await talk.write(OFFICER, "цель по звонкам 80 % до 25 декабря"))[-1]


@pytest.mark.parametrize(
    ("said", "span"),
    [
        ("как прошла рассылка за четверть", "за четверть"),
        ("сколько напоминаний ушло в октябре", "в октябре"),
    ],
)
async def test_the_newest_round_is_not_a_month(tmp_path: Path, said: str, span: str) -> None:
    async with talking(tmp_path) as talk:
        told = await talk.write(OFFICER, said)
        assert told[0] == f"За срок «{span}» сложить не умею: показываю последнее."


@pytest.mark.parametrize("said", ["Сколько всего сообщений ты разослал в ноябре", "Сколько разослал в ноябре"])
async def test_what_a_month_has_sent_is_counted(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        assert await talk.write(OFFICER, said) == ["Рассылок, начатых в ноябре 2026 года, нет."]
        await talk.write(OFFICER, "передай всем, что сдаём отчёты")
        await talk.press(OFFICER, "Отправить: 2")
        [told] = await talk.write(OFFICER, said)
        assert told.startswith("Рассылки, начатые в ноябре 2026 года: 1. По ним отправлено: ")
        assert await talk.write(OFFICER, "Сколько сообщений ты отправил в октябре") == [
            "Рассылок, начатых в октябре 2026 года, нет."
        ]


async def test_a_second_group_is_not_dropped_in_silence(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        for said in ("Сравни 5-е с 9-ми по звонкам", "Сравни начальную школу с математиками по звонкам"):
            assert (await talk.write(OFFICER, said))[0].startswith("Две группы рядом не ставлю")
        told = await talk.write(OFFICER, "Сравни начальную школу с прошлой неделей по звонкам")
        assert not any(one.startswith("Две группы") for one in told)


async def test_pupils_of_a_class_are_not_counted_by_their_teacher(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        facts = {"registered": True, "group_chats": 0, "group_messages": 1, "calls": 0, "classes": "8А"}
        await add_person(talk.database, await the_school(talk), "Ершова Анна Павловна", 9_200_002, **facts)
        said = "Сколько учеников 8А класса связали журнал?"
        told = await talk.write(OFFICER, said)
        assert told[0].startswith("Ученики связали ЭЖД — 8А: нет данных за 9–15 ноября.")
        await talk.write(OFFICER, "8А 24 из 25, журнал 10")
        await talk.press(OFFICER, "Записать")
        assert "8А: в Сферуме 24 из 25, связали журнал 10" in (await talk.write(OFFICER, said))[0]


async def test_of_parents_chats_that_are_not_asked_for_nobody_is_reminded_and_why_is_said(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        [told] = await talk.write(OFFICER, "напомни классным про чаты с родителями")
        assert "об этом школа сейчас не напоминает" in told
        assert "«передай классным руководителям, что …»" in told
