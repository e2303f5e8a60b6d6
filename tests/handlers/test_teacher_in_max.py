"""A teacher in MAX, and one in both messengers: the same sentences get the same answers."""

import pytest

from tests.handlers import conversation as vk
from tests.handlers.conversation import talking
from tests.handlers.max_conversation import ALIEVA, OFFICER, talking_in_max

SAID = (
    "до какого числа меня не тревожат",
    "когда следующее письмо",
    "сколько раз вы мне писали",
    "кто ещё не сделал",
    "пишите после 20-го",
    "до 5 не пишите",
    "у меня 12, а не 4",
    "ой, всё верно, 4 и есть",
    "сделала звонок",
    "ой, я случайно нажала",
)


async def test_the_same_sentences_get_the_same_answers_in_max(tmp_path):
    (tmp_path / "vk").mkdir()
    (tmp_path / "max").mkdir()
    async with talking(tmp_path / "vk") as talk:
        in_vk = [await talk.write(vk.ALIEVA, said) for said in SAID]
    async with talking_in_max(tmp_path / "max") as talk:
        await talk.start(ALIEVA)
        assert [await talk.write(ALIEVA, said) for said in SAID] == in_vk
        rows = await talk.buttons(ALIEVA)
        assert len(rows) <= 30
        assert all(len(row) <= 7 for row in rows)


@pytest.mark.parametrize("said", ["Отозвать", "ой, всё верно, 4 и есть"])
async def test_a_dispute_is_taken_back_in_max(tmp_path, said):
    async with talking_in_max(tmp_path) as talk:
        await talk.start(OFFICER)
        await talk.start(ALIEVA)
        await talk.write(ALIEVA, "у меня 12, а не 4")
        await talk.said(OFFICER)
        [answer] = await (talk.press if said == "Отозвать" else talk.write)(ALIEVA, said)
        assert answer.startswith("Хорошо, отозвал (сообщения)")
        assert len(await talk.said(OFFICER)) == 1
