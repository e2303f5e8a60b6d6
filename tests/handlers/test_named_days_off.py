"""«До конца каникул», «до конца четверти», «после каникул» are days where the school has written its holidays down."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.handlers.conversation import ALIEVA, OFFICER, Conversation, talking

DECEMBER = datetime(2026, 12, 14, 8, tzinfo=UTC)


async def _holidays(talk: Conversation) -> None:
    talk.now = DECEMBER
    await talk.write(OFFICER, "каникулы 29.12–10.01")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("исключи Алиеву до конца каникул", "до 10 января"),
        ("исключи Алиеву до конца зимних каникул, отпуск", "до 10 января"),
        ("исключи Алиеву до конца четверти", "до 28 декабря"),
        ("исключи Алиеву до каникул", "до 28 декабря"),
    ],
)
async def test_an_absence_lasts_until_days_off_end_or_begin(tmp_path: Path, said: str, day: str) -> None:
    async with talking(tmp_path) as talk:
        await _holidays(talk)
        [done] = await talk.agree(OFFICER, said)
        assert f"не тревожу Алиеву Марьям Ахмедовну {day} включительно" in done


async def test_a_teacher_names_them_as_well(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await _holidays(talk)
        [asked] = await talk.write(ALIEVA, "не пишите мне до конца каникул")
        assert "Не писать вам до 10 января включительно?" in asked


async def test_where_none_are_written_down_the_day_is_asked_for(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        assert (await talk.write(OFFICER, "исключи Алиеву до конца каникул"))[0].startswith("Не понял дату.")


async def test_what_is_passed_on_stays_word_for_word(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await _holidays(talk)
        [shown] = await talk.write(OFFICER, "передай всем, что отчёты сдаём до конца четверти")
        assert "«Отчёты сдаём до конца четверти»" in shown


@pytest.mark.parametrize("said", ["когда первая рассылка после каникул", "когда первые напоминания после каникул?"])
async def test_the_first_reminders_after_them_are_told(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await _holidays(talk)
        [told] = await talk.write(OFFICER, said)
        begins = "Каникулы, 29 декабря 2026 – 10 января 2027. Первые напоминания после — понедельник, 11 января, 10:00"
        assert told.startswith(begins)
