"""«Да» under «Отправить?» sends an announcement, and so does «отправь», even behind what was not understood."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from storage.tables import OutboxRow
from tests.handlers.conversation import OFFICER, Conversation, talking

ORDER = "передай всем завтра в 10: зайдите за ключом"


async def _waiting(talk: Conversation) -> int:
    async with talk.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(OutboxRow)) or 0


@pytest.mark.parametrize("yes", ["да", "Да, спасибо", "хорошо", "отправляйте", "шли"])
async def test_a_yes_under_the_preview_sends_it(tmp_path: Path, yes: str) -> None:
    async with talking(tmp_path) as talk:
        assert "Отправить?" in (await talk.write(OFFICER, ORDER))[0]
        assert "передам 2 людям" in (await talk.write(OFFICER, yes))[0]
        assert await _waiting(talk) == 2


@pytest.mark.parametrize("no", ["нет", "не надо"])
async def test_a_no_sends_nothing(tmp_path: Path, no: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, ORDER)
        await talk.write(OFFICER, no)
        assert await _waiting(talk) == 0


@pytest.mark.parametrize(("said", "sent"), [("отправь", 2), ("да", 0)])
async def test_behind_what_was_not_understood_a_buttons_own_words_are_needed(
    tmp_path: Path, said: str, sent: int
) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, ORDER)
        assert "Не совсем понял" in (await talk.write(OFFICER, "ыва"))[0]
        await talk.write(OFFICER, said)
        assert await _waiting(talk) == sent
