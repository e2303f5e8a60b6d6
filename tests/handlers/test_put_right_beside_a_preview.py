"""What is put right is what was said last, and not a preview that waits since before."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from storage.tables import OutboxRow
from tests.handlers.conversation import OFFICER, talking

PREVIEWS = ["передай Алиевой завтра в 10: зайдите за ключом", "напомни всем завтра в 10"]


@pytest.mark.parametrize("preview", PREVIEWS)
async def test_another_day_is_of_what_was_done_since(tmp_path: Path, preview: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, preview)
        await talk.write(OFFICER, "с 2 декабря Борисов больше не работает")
        await talk.write(OFFICER, "Да, с 2 декабря")
        [said] = await talk.write(OFFICER, "ой, с 3 декабря")
        assert "Борисов" in said
        assert "3 декабря" in said
        assert "Объявление" not in said
        async with talk.database.reading() as session:
            assert await session.scalar(select(func.count()).select_from(OutboxRow)) == 0


@pytest.mark.parametrize("preview", PREVIEWS)
async def test_days_off_are_put_right_beside_a_preview(tmp_path: Path, preview: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "каникулы с 21 по 30 декабря")
        await talk.write(OFFICER, preview)
        await talk.write(OFFICER, "сократи каникулы на два дня")
        await talk.write(OFFICER, "Да")
        [said] = await talk.write(OFFICER, "нет, на три")
        assert "час уже прошёл" not in said
        assert "Объявление" not in said
