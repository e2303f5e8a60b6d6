"""Short questions as they are asked at work, each answered by what was asked."""

import pytest

from tests.handlers.conversation import ALIEVA, OFFICER, talking


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("благодаришь?", "Сейчас "),
        ("до скольки ты пишешь", "• Часы: 09:00–18:00"),
        ("с какого часа ты пишешь педагогам?", "• Часы: 09:00–18:00"),
        ("сколько человек написали меньше 10 сообщений", "Меньше 10 сообщений за неделю: 1 человек"),
        ("меньше 8", "Меньше 10 сообщений за неделю: 1 человек"),
        ("кто получил приглашения", "Рассылок"),
        ("я перепутала, согласия до среды а не завтра, отмени это объявление", "Объявлений ещё не было"),
    ],
)
async def test_what_is_asked_of_the_bot_is_answered_at_once(tmp_path, said, told):
    async with talking(tmp_path) as talk:
        answers = await talk.agree(OFFICER, said)
        assert told in answers[-1]
        assert "Не уверен" not in answers[-1]


async def test_who_waits_for_an_answer_counts_those_who_object(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня 12, а не 4")
        await talk.said(OFFICER)
        assert await talk.write(OFFICER, "кто ждёт ответа") == [
            "Заявок нет. Ждут ответа: 1 человек пишет об ошибке в цифрах."
        ]
        [waits] = await talk.press(OFFICER, "Сообщения об ошибках")
        assert "4 из 10" in waits


@pytest.mark.parametrize("said", ["я уже зарегистрировалась в максе", "а если у меня нет макса"])
async def test_an_answer_to_an_invitation_to_max_is_understood(tmp_path, said):
    async with talking(tmp_path) as talk:
        answer, *_ = await talk.write(ALIEVA, said)
        assert "MAX" in answer
        assert "А что уже сделано" not in answer
