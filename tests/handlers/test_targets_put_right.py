"""Of several targets that were just set one is put right, and all that is taken back is named."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.handlers.conversation import OFFICER, talking

BOTH = "цель чаты 80 % до 20 декабря, звонки 70 % до 10 декабря"


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ("нет, по чатам 90 %", "Создали чаты: 90 % до 20 декабря"),
        ("ой нет, чаты до 28 декабря", "Создали чаты: 80 % до 28 декабря"),
        ("ой нет, звонки до 12 декабря", "70 % до 12 декабря"),
    ],
)
async def test_one_of_several_targets_is_put_right_and_the_others_stay(tmp_path: Path, said: str, stands: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, BOTH)
        [asked] = await talk.write(OFFICER, said)
        assert "Не уверен" not in asked
        if "Сделать?" in asked:
            await talk.press(OFFICER, "Да")
        [told] = await talk.write(OFFICER, "цели")
        assert stands in told
        other = "80 % до 20 декабря" if "звонки" in said else "70 % до 10 декабря"
        assert other in told


async def test_undo_names_all_that_it_takes_back(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, BOTH)
        [asked] = await talk.write(OFFICER, "отмени последнее")
        assert "80 % до 20 декабря" in asked
        assert "70 % до 10 декабря" in asked


async def test_undo_names_nothing_that_stood_so_before(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, BOTH)
        talk.now += timedelta(minutes=1)
        await talk.write(OFFICER, "цели: звонки 60 % до 15 декабря, чаты 80 % до 20 декабря")
        [asked] = await talk.write(OFFICER, "отмени последнее")
        assert "60 % до 15 декабря" in asked
        assert "80 %" not in asked
