"""«Напомни всем после каникул» is for the day on which they are over, and not for now."""

from pathlib import Path

import pytest

from tests.handlers.conversation import OFFICER, talking


@pytest.mark.parametrize(
    "said", ["напомни всем после каникул", "напомнить Алиевой после каникул", "напомни после каникул всем про звонок"]
)
async def test_a_reminder_for_after_the_holidays_is_shown_for_that_day(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "каникулы с 17 по 18 ноября")
        [shown, *_] = await talk.write(OFFICER, said)
        assert "Когда: четверг, 19 ноября" in shown


async def test_where_none_are_written_down_that_is_said(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        [said] = await talk.write(OFFICER, "напомни всем после каникул")
        assert "впереди ничего такого не записано" in said


@pytest.mark.parametrize(
    ("said", "words", "hour"),
    [
        ("передай всем после каникул: приносим планы", "Приносим планы", "09:00"),
        ("передай всем после каникул в 10: приносим планы", "Приносим планы", "10:00"),
        ("после каникул передай всем, что приносим планы", "Приносим планы", "09:00"),
        ("сообщи Борисову после каникул, что приборы привезли", "Приборы привезли", "09:00"),
    ],
)
async def test_an_announcement_for_after_them_is_for_the_first_day_of_work(tmp_path, said, words, hour):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "каникулы с 28 декабря по 8 января")  # a Friday
        [shown] = await talk.write(OFFICER, said)
        assert shown.startswith(f"Объявление уйдёт 11 января в {hour}, ")
        assert f"«{words}»" in shown


@pytest.mark.parametrize("said", ["передай всем, что после каникул приносим планы", "передай всем: после каникул сбор"])
async def test_in_what_is_passed_on_the_words_stay(tmp_path, said):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "каникулы с 28 декабря по 8 января")
        [shown] = await talk.write(OFFICER, said)
        assert "«После каникул" in shown
        assert "уйдёт сразу" in shown


@pytest.mark.parametrize(
    ("day", "when"),
    [("12 января в 10", "12 января в 10:00"), ("с 12 января", "12 января в 09:00"), ("завтра", "17 ноября")],
)
async def test_where_none_are_written_down_the_day_is_asked_for(tmp_path, day, when):
    async with talking(tmp_path) as talk:
        [asked] = await talk.write(OFFICER, "передай всем после каникул: приносим планы")
        assert "В какой день передать?" in asked
        [shown] = await talk.write(OFFICER, day)
        assert f"Объявление уйдёт {when}" in shown
        assert "«Приносим планы»" in shown


@pytest.mark.parametrize("said", ["отмена", "каникулы с 28 декабря по 8 января", "кто без звонка"])
async def test_whatever_else_is_said_is_no_day(tmp_path, said):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "передай всем после каникул: приносим планы")
        assert "Объявление" not in "\n".join(await talk.write(OFFICER, said))
        assert "Приносим планы" not in "\n".join(await talk.write(OFFICER, "завтра"))
