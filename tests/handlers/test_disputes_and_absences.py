"""What teachers say of wrong figures and of being away, once, twice and taken back, and what others read of it."""

import pytest

from tests.handlers.conversation import ALIEVA, OFFICER, talking


async def test_an_absence_is_passed_on_once_by_one_question(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "ребёнок заболел, меня не будет до среды")
        await talk.press(ALIEVA, "Да, передать")
        await talk.said(OFFICER)
        await talk.press(OFFICER, "Не тревожить до 18 ноября")
        await talk.said(ALIEVA)
        assert await talk.press(ALIEVA, "Да, передать") == [
            "Это я уже передал. Если что-то изменилось, напишите ещё раз."
        ]
        assert await talk.said(OFFICER) == []
        [resting] = await talk.write(OFFICER, "кого не тревожим")
        assert resting.count("Алиева") == 1


async def test_being_back_is_passed_on_once_by_one_question(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.agree(OFFICER, "исключить Алиеву до 30 ноября больничный")
        await talk.write(ALIEVA, "я вышла с больничного")
        await talk.press(ALIEVA, "Да, передать")
        await talk.said(OFFICER)
        await talk.press(ALIEVA, "Да, передать")
        assert await talk.said(OFFICER) == []


@pytest.mark.parametrize(
    "said",
    [
        "у меня сообщений 25 а не 4, и звонок был в среду",
        "это ошибка: сообщений больше десяти, и звонок проведён",
        "звонок был в среду, и сообщений у меня 12",
    ],
)
async def test_two_things_called_wrong_at_once_are_both_in_dispute(tmp_path, said):
    async with talking(tmp_path) as talk:
        answers = await talk.write(ALIEVA, said)
        assert "Пока об этом не напоминаю." in answers[-1]
        [told] = await talk.said(OFFICER)
        assert "сообщений в групповых чатах — 4 из 10; звонков за неделю — 0 из 1." in told
        assert "Да, во всём ошибка" in await talk.buttons(OFFICER)
