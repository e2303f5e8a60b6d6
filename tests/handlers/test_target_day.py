"""By when a target is wanted is answered from the target, and of no other deadline."""

from datetime import timedelta

import pytest

from tests.handlers.conversation import OFFICER, talking

AHEAD = "1 звонок за неделю: цель 70 % — до 15 декабря включительно, осталось 29 дней."


@pytest.mark.parametrize(
    "said",
    [
        "до какого числа цель по звонкам",
        "сколько осталось до срока по звонкам",
        "сколько дней до цели по звонкам",
        "когда срок цели по звонкам",
        "к какому числу звонки",
    ],
)
async def test_of_a_target_the_day_of_the_target_is_told(tmp_path, said):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "срок до 25 декабря")
        await talk.write(OFFICER, "цель по звонкам 70 процентов до 15 декабря")
        [answer] = await talk.write(OFFICER, said)
        assert answer == AHEAD


async def test_a_target_without_a_day_or_none_at_all_is_said_to_be_so(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "цель по звонкам 70 процентов")
        assert await talk.write(OFFICER, "какой срок по звонкам") == [
            "1 звонок за неделю: цель 70 %, срок у неё не назван."
        ]
        [answer] = await talk.write(OFFICER, "какой срок по чатам")
        assert answer.startswith("Создали чаты: цель не поставлена, поэтому и срока нет.")


async def test_registration_has_a_deadline_of_its_own(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.agree(OFFICER, "срок регистрации до 25 декабря")
        [answer] = await talk.write(OFFICER, "до какого числа регистрация")
        assert "25 декабря" in answer
        await talk.write(OFFICER, "цель по звонкам 70 процентов до 15 декабря")
        [answer] = await talk.write(OFFICER, "сколько осталось до срока")
        assert "25 декабря" in answer


@pytest.mark.parametrize("said", ["верни прежний процент по звонкам", "верни старую цель по звонкам"])
async def test_what_was_set_before_is_offered_back(tmp_path, said):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "цель по звонкам 70 процентов")
        talk.now += timedelta(minutes=1)
        await talk.write(OFFICER, "цель по звонкам 30 процентов")
        [offered] = await talk.write(OFFICER, said)
        assert offered.endswith("Вернуть?")
        [done] = await talk.press(OFFICER, "Вернуть как было")
        assert "1 звонок за неделю: 70 %" in done
