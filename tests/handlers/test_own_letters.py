"""What a teacher asks about their own letters is answered by what holds for them, of each of their schools."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from storage.tables import Campaign, OutboxRow
from tests.handlers.conversation import ALIEVA, BORISOV, OFFICER, talking
from tests.handlers.test_own_words_back import at_a_second_school
from tests.handlers.test_who_got_what import a_round

UNTIL, WHY, NEXT, SENT = (
    "до какого числа меня не тревожат",
    "почему мне не пишете",
    "когда следующее письмо",
    "сколько раз вы мне писали",
)


@pytest.mark.parametrize("asked", [UNTIL, WHY, NEXT, "до когда у меня больничный записан", "когда кончится мой отпуск"])
async def test_an_exemption_is_told_with_its_last_day(tmp_path, asked):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "исключить Алиеву до 27.11 больничный")
        [answer] = await talk.write(ALIEVA, asked)
        assert answer.startswith("Сейчас вас не тревожим: больничный, до 27 ноября.")


@pytest.mark.parametrize("asked", [UNTIL, WHY, NEXT])
async def test_what_they_asked_for_themselves_is_told(tmp_path, asked):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "не на этой неделе")
        [answer] = await talk.write(ALIEVA, asked)
        assert answer.startswith("На этой неделе не пишу: вы просили. Это до 22 ноября включительно.")
        talk.now += timedelta(days=7)
        await talk.write(ALIEVA, "до четверга не пишите")
        await talk.write(ALIEVA, "да")
        [answer] = await talk.write(ALIEVA, asked)
        assert "Вы просили не писать: 23–26 ноября." in answer
        await talk.write(ALIEVA, "не напоминать")
        [answer] = await talk.write(ALIEVA, asked)
        assert answer.startswith("Вы просили не напоминать — и не буду")


async def test_nobody_is_said_to_be_exempt_who_is_not(tmp_path):
    async with talking(tmp_path) as talk:
        [answer] = await talk.write(ALIEVA, UNTIL)
        assert answer == "Освобождения за вами не записано: напоминаю как обычно, раз в неделю."


async def test_what_is_in_dispute_or_said_to_be_done_is_named(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "сделала звонок")
        await talk.write(ALIEVA, "у меня 12, а не 4")
        [answer] = await talk.write(ALIEVA, WHY)
        assert "О том, что вы отметили сделанным (звонок), до следующего файла молчу." in answer
        assert "О том, что вы назвали ошибкой (сообщения), молчу, пока ответственный не ответит." in answer


async def test_the_next_letter_comes_in_ones_own_days_and_only_where_something_is_lacking(tmp_path):
    async with talking(tmp_path) as talk:
        [answer] = await talk.write(ALIEVA, NEXT)
        assert answer.startswith("Следующее напоминание придёт вам в ближайшие минуты")
        await talk.write(ALIEVA, "пишите с пятницы")
        await talk.write(ALIEVA, "да")
        [answer] = await talk.write(ALIEVA, NEXT)
        assert "Следующее напоминание придёт вам в пятницу, 20 ноября, в 09:00" in answer
        [answer] = await talk.write(BORISOV, NEXT)
        assert answer.startswith("По данным за 9–15 ноября напоминать вам не о чем")
        await talk.write(OFFICER, "пауза")
        [answer] = await talk.write(ALIEVA, NEXT)
        assert "Напоминания школы сейчас на паузе: сам никому не пишу." in answer


async def test_with_no_letter_sent_that_is_said(tmp_path):
    async with talking(tmp_path) as talk:
        [answer] = await talk.write(ALIEVA, SENT)
        assert answer == "Напоминаний и объявлений от меня вам ещё не было."


async def test_what_went_to_them_is_counted_and_told_the_newest_first(tmp_path):
    async with talking(tmp_path) as talk:
        await a_round(talk)
        assert (await talk.write(BORISOV, SENT)) == ["Напоминаний и объявлений от меня вам ещё не было."]
        first = "16.11 11:00{}напоминание недели (звонок)."
        assert await talk.write(ALIEVA, SENT) == [f"Я написал вам один раз, {first.format(': ')}"]
        talk.now += timedelta(days=1)
        async with talk.database.writing() as session:
            row = (await session.scalars(select(OutboxRow).where(OutboxRow.state == "sent"))).one()
            other = Campaign(school_id=1, week="2026-W46", kind="manual-1", made_at=talk.now)
            session.add(other)
            await session.flush()
            again = {one: getattr(row, one) for one in ("person_id", "account_id", "peer_id", "text", "state")}
            session.add(OutboxRow(campaign_id=other.id, gaps=["no_group_chat"], finished_at=talk.now, **again))
        assert await talk.write(ALIEVA, SENT) == [
            "Всего я написал вам 2 раза, последний — 17.11 11:00: напоминание от ответственного (групповой чат).\n"
            f"Раньше: {first.format(' — ')}"
        ]


@pytest.mark.parametrize(
    "asked", ["кто ещё не сделал", "кто не сделал кроме меня", "Борисов сделал?", "сколько человек не сделали"]
)
async def test_nothing_is_told_of_others(tmp_path, asked):
    async with talking(tmp_path) as talk:
        [answer] = await talk.write(ALIEVA, asked)
        assert answer.startswith("О других педагогах не рассказываю")


@pytest.mark.parametrize("asked", [UNTIL, WHY, NEXT, SENT])
async def test_whoever_teaches_at_two_schools_reads_of_each_by_its_name(tmp_path, asked):
    async with talking(tmp_path) as talk:
        await at_a_second_school(talk)
        first, other = await talk.write(ALIEVA, asked)
        assert first.startswith("Школа № 1 (пример):\n")
        assert other.startswith("Лицей № 5 (пример):\n")


async def test_of_one_school_no_other_is_named_whoever_has_had_the_message_by_these_figures(tmp_path):
    async with talking(tmp_path) as talk:
        await a_round(talk)
        talk.now += timedelta(days=1)
        await talk.agree(OFFICER, "каникулы с завтра до воскресенья")
        talk.now += timedelta(days=1)
        [answer] = await talk.write(ALIEVA, NEXT)
        assert "уйдут в понедельник, 23 ноября, в 10:00, но не вам: по этим данным я вам уже писал" in answer
