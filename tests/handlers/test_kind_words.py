"""Kind words around an order are no part of it; only thanks and nothing else are thanked. A stop is a stop."""

import pytest
from sqlalchemy import select

from handlers.understanding.said.deeds import leaves
from handlers.understanding.said.polite import only_polite
from storage.tables import Exemption, OutboxRow
from tests.handlers.conversation import OFFICER, add_person, talking, the_school


async def staff(talk):
    school = await the_school(talk)
    for place, name in enumerate(("Ершов Илья Петрович", "Петров Пётр Ильич")):
        await add_person(talk.database, school, name, 9_200_001 + place, calls=0, group_chats=0, registered=True)


async def exempt_days(talk):
    async with talk.database.reading() as session:
        return [str(one.ends_on) for one in await session.scalars(select(Exemption))]


@pytest.mark.parametrize(
    "said",
    [
        "ок спасибо, исключи Ершова до пятницы отпуск",
        "спасибо исключи Ершова до пятницы отпуск",
        "пожалуйста исключи Ершова до пятницы отпуск",
        "исключи Ершова до пятницы отпуск, спасибо большое!",
        "хорошо, но исключи Ершова до пятницы отпуск",
        "супер! исключи Ершова до пятницы отпуск",
        "добрый день, исключи Ершова до пятницы отпуск, заранее спасибо",
    ],
)
async def test_kind_words_are_no_part_of_an_order(tmp_path, said):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [done] = await talk.write(OFFICER, said)
        assert done == "Хорошо, не тревожу Ершова Илью Петровича до 20 ноября включительно: отпуск."
        assert await exempt_days(talk) == ["2026-11-20"]


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("спасибо, удали все напоминания", "Сейчас ничего не рассылается."),
        ("спасибо. удали Ершова", "Не уверен, что понял."),
        ("сводку дай спасибо", "Сводка за 9–15 ноября"),
        ("спасибо конечно но где отчёт", "В каком виде сделать отчёт?"),
        ("ок, каникулы 28.12–11.01", "Записал: каникулы, 28 декабря 2026 – 11 января 2027."),
        ("исключи Ершова, спасибо", "До какого дня не тревожить Ершова Илью Петровича"),
        ("хорошо, цель звонки 80 %", "Цели школы:"),
        ("благодарю, кто не звонил", "Без звонка за неделю"),
    ],
)
async def test_whoever_thanks_and_orders_is_not_only_thanked(tmp_path, said, answered):
    async with talking(tmp_path) as talk:
        await staff(talk)
        assert (await talk.write(OFFICER, said))[0].startswith(answered)


@pytest.mark.parametrize(
    "said", ["спасибо", "спасибо за помощь", "хорошо, спасибо", "спасибо большое, дежурный", "супер"]
)
async def test_thanks_and_nothing_else_are_thanked(tmp_path, said):
    async with talking(tmp_path) as talk:
        [answer] = await talk.write(OFFICER, said)
        assert answer in ("Пожалуйста! Рад помочь.", "Хорошо! Если понадоблюсь — я здесь.")


async def test_thanks_at_the_end_of_an_announcement_are_part_of_it(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [shown] = await talk.write(OFFICER, "передай всем: завтра педсовет в 14:00, спасибо")
        assert "завтра педсовет в 14:00, спасибо" in shown.lower()


async def test_agreement_that_begins_an_announcement_is_part_of_it(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "объявление")
        [shown] = await talk.write(OFFICER, "хорошо, ещё раз: завтра педсовет в 14:00")
        assert "«Хорошо, ещё раз: завтра педсовет в 14:00»" in shown


@pytest.mark.parametrize("said", ["да, спасибо", "да спасибо", "спасибо, да", "ок, супер"])
async def test_a_kind_yes_is_a_yes(tmp_path, said):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "Ершов болеет до пятницы")
        assert "не тревожу Ершова" in (await talk.write(OFFICER, said))[0]


@pytest.mark.parametrize("said", ["да", "да, спасибо"])
async def test_a_kind_yes_that_is_not_enough_is_told_what_is(tmp_path, said):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "пауза")
        await talk.write(OFFICER, "продолжить")
        [asked] = await talk.write(OFFICER, said)
        assert asked.startswith("Чтобы не ошибиться, «да» мне мало: нажмите кнопку «Да, продолжить»")


async def test_a_kind_no_is_a_no(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "Ершов болеет до пятницы")
        assert (await talk.write(OFFICER, "спасибо, не надо"))[0].startswith("Хорошо")
        assert await exempt_days(talk) == []


async def test_a_yes_and_another_order_are_both_carried_out(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "Ершов болеет до пятницы")
        done, asked = await talk.write(OFFICER, "да, и ещё напомни Петрову про чат")
        assert "не тревожу Ершова Илью Петровича до 20 ноября" in done
        assert asked.startswith("Напомнить Петрову Петру Ильичу (без групповых чатов)")


@pytest.mark.parametrize(
    "said",
    [
        *("поставь на паузу", "останови всё", "хватит рассылать", "замри", "перестань всем писать", "стоп рассылка"),
        "поставь рассылку на паузу, пока не скажу",
    ],
)
async def test_a_stop_is_a_stop(tmp_path, said):
    async with talking(tmp_path) as talk:
        [done] = await talk.write(OFFICER, said)
        assert done.startswith("Поставил рассылки школы на паузу")
        assert (await the_school(talk)).paused


@pytest.mark.parametrize("said", ["стоп", "не пиши никому", "больше никому ничего не отправляй"])
async def test_where_a_pause_may_be_meant_it_is_offered_and_a_yes_sets_it(tmp_path, said):
    async with talking(tmp_path) as talk:
        [asked] = await talk.write(OFFICER, said)
        assert "есть пауза" in asked
        assert "Пауза" in await talk.buttons(OFFICER)
        assert not (await the_school(talk)).paused
        await talk.write(OFFICER, "да")
        assert (await the_school(talk)).paused


async def test_a_pause_that_would_be_good_is_asked_about_and_a_yes_sets_it(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "надо бы сделать паузу")
        assert "Пауза" in await talk.buttons(OFFICER)
        assert not (await the_school(talk)).paused
        await talk.write(OFFICER, "да")
        assert (await the_school(talk)).paused


async def test_a_stop_while_a_round_is_on_its_way_asks_about_the_round(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "напомни Ершову про чат")
        await talk.press(OFFICER, "Отправить: 1")
        for said in ("стоп", "спасибо, удали все напоминания"):
            assert "Отменить? Уже отправленное останется у людей." in (await talk.write(OFFICER, said))[0]
        async with talk.database.reading() as session:
            assert [one.state for one in await session.scalars(select(OutboxRow))] == ["planned"]


@pytest.mark.parametrize(
    ("said", "polite"),
    [
        ("спасибочки", True),
        ("cпacибo большое", True),
        ("здрасьте", True),
        ("👍", True),
        ("благодарственные письма отменить", False),
        ("хорошо, а журнал?", False),
    ],
)
def test_kind_words_are_read_as_every_other_word_is(said, polite):
    """Also with Latin letters that strayed into them, and in words that no list here has."""
    assert only_polite(said, greeting=True) is polite


@pytest.mark.parametrize(("said", "leaves_it"), [("выход", True), ("забудь", True), ("у меня выходной", False)])
def test_a_day_off_is_no_way_out(said, leaves_it):
    assert leaves(said) is leaves_it
