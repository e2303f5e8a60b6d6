"""What teachers say of their figures and reminders is taken as it was meant."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from storage.tables import Claim
from tests.handlers.conversation import ALIEVA, BORISOV, OFFICER, talking


@pytest.mark.parametrize(
    "said",
    [
        "почему мне не пишете? я же мало написала",
        "у меня мало сообщений, я знаю",
        "почему мне больше не пишут?",
        "почему мне ничего не пришло?",
    ],
)
async def test_who_asks_or_admits_disputes_nothing(tmp_path, said):
    async with talking(tmp_path) as talk:
        told = await talk.write(ALIEVA, said)
        assert await talk.said(OFFICER) == []
        assert not any("Передал" in one or "не буду напоминать совсем" in one for one in told)


async def test_why_nothing_comes_is_told(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "пауза")
        [why, *_] = await talk.write(ALIEVA, "почему мне больше не пишут?")
        assert why.startswith("Напоминания школы на паузе: сам я педагогам сейчас не пишу.")
        await talk.write(ALIEVA, "не напоминать")
        [told] = await talk.write(ALIEVA, "почему мне больше не пишут?")
        assert told.startswith("Вы просили не напоминать — и не буду; вернуть можно словом «напоминать».")


@pytest.mark.parametrize(
    "said", ["опять 0 звонков! я звонила 11 ноября", "я провела звонок вчера", "звонок был в среду"]
)
async def test_a_call_on_a_day_that_the_file_tells_of_is_a_mistake_of_the_file(tmp_path, said):
    async with talking(tmp_path) as talk:
        [told, *_] = await talk.write(ALIEVA, said)
        assert told.startswith("Передал ответственному ваши слова")
        assert f"«{said}»" in (await talk.said(OFFICER))[0]


async def test_a_call_of_this_week_waits_for_the_next_file(tmp_path):
    async with talking(tmp_path) as talk:
        talk.now += timedelta(days=2)
        [told] = await talk.write(ALIEVA, "я провела звонок вчера")
        assert told.startswith("Спасибо! Проверим по следующему файлу")
        assert await talk.said(OFFICER) == []


async def test_peace_for_this_week_is_given_at_once(tmp_path):
    async with talking(tmp_path) as talk:
        [told] = await talk.write(ALIEVA, "не пишите мне на этой неделе")
        assert told == "Хорошо, на этой неделе больше не напомню."


async def test_who_wants_no_reminders_is_not_asked_for_that_again(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(BORISOV, "не напоминать")
        [told] = await talk.write(BORISOV, "хватит уже")
        assert told.startswith("Понял. Напоминания выключены")


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("спасибо, сделала всё кроме звонка", "звонок"),
        ("сделала всё, кроме сообщений", "сообщения"),
        ("спасибо, сделала всё кроме журнала", ""),
    ],
)
async def test_all_but_one_thing_is_done_but_for_that(tmp_path, said, left):
    async with talking(tmp_path) as talk:
        [told] = await talk.write(ALIEVA, said)
        assert told.startswith("Спасибо! Проверим по следующему файлу")
        async with talk.database.reading() as session:
            kept = set(await session.scalars(select(Claim.gap).where(Claim.kind == "done")))
        missing = {"звонок": "no_call", "сообщения": "few_messages"}
        assert kept == {"no_call", "few_messages"} - {missing.get(left)}


async def test_the_only_thing_that_is_left_is_not_done_by_saying_that_it_is_left_out(tmp_path):
    async with talking(tmp_path) as talk:
        [told] = await talk.write(ALIEVA, "сделала всё, кроме сообщений и звонка")
        assert told.startswith("Спасибо, что сказали!")
        async with talk.database.reading() as session:
            assert await session.scalar(select(Claim)) is None
