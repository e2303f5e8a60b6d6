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
