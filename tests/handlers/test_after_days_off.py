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
