"""«Продли карантин», «перенеси каникулы»: what is written down gets other days; days that are left out of others."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from handlers.understanding.said.orders.changed_days import drops
from storage.tables import Break
from tests.handlers.conversation import OFFICER, talking


async def days_off(talk):
    async with talk.database.reading() as session:
        rows = await session.scalars(select(Break).order_by(Break.starts_on))
        return [(f"{one.starts_on:%d.%m}", f"{one.ends_on:%d.%m}", one.title) for one in rows]


@pytest.mark.parametrize(
    ("written", "said", "becomes"),
    [
        ("карантин с 9 по 20 ноября", "продли карантин до 27 ноября", ("09.11", "27.11", "карантин")),
        ("карантин с 9 по 20 ноября", "карантин продлили на неделю", ("09.11", "27.11", "карантин")),
        ("карантин с 9 по 20 ноября", "продлили карантин, теперь до 27", ("09.11", "27.11", "карантин")),
        ("карантин с 9 по 20 ноября", "карантин до 27 ноября", ("09.11", "27.11", "карантин")),
        ("карантин с 10 по 24 ноября", "сократи карантин до среды", ("10.11", "18.11", "карантин")),
        ("карантин с 10 по 24 ноября", "урежь карантин до среды", ("10.11", "18.11", "карантин")),
        ("карантин с 10 по 24 ноября", "сократи карантин на 2 дня", ("10.11", "22.11", "карантин")),
        ("карантин с 10 по 24 ноября", "карантин закончится раньше, 18-го", ("10.11", "18.11", "карантин")),
        ("каникулы с 28.12 по 11.01", "продли каникулы до 15 января", ("28.12", "15.01", "каникулы")),
        ("каникулы с 28.12 по 11.01", "продли каникулы до 15", ("28.12", "15.01", "каникулы")),
        ("каникулы с 28.12 по 11.01", "перенеси каникулы на неделю", ("04.01", "18.01", "каникулы")),
        ("каникулы с 28.12 по 11.01", "сдвинь каникулы на 2 дня раньше", ("26.12", "09.01", "каникулы")),
        ("каникулы с 28.12 по 11.01", "каникулы перенесли на 26 декабря", ("26.12", "09.01", "каникулы")),
        ("каникулы с 28.12 по 11.01", "измени каникулы на 5-12 января", ("05.01", "12.01", "каникулы")),
        ("каникулы с 28.12 по 11.01", "сократи зимние каникулы до 10 января", ("28.12", "10.01", "каникулы")),
        ("пауза с 16 по 20 ноября", "продли паузу до 25 ноября", ("16.11", "25.11", "пауза")),
    ],
)
async def test_what_is_written_down_gets_other_days_and_nothing_new_begins(tmp_path, written, said, becomes):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, written)
        [before] = await days_off(talk)
        [asked] = await talk.write(OFFICER, said)
        assert ", станет " in asked
        assert await days_off(talk) == [before]
        await talk.press(OFFICER, "Да")
        assert await days_off(talk) == [becomes]
        await talk.press(OFFICER, "Вернуть как было")
        assert await days_off(talk) == [before]


async def test_days_that_are_over_by_their_change_are_not_promised(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "карантин с 2 по 16 ноября")
        await talk.write(OFFICER, "сократи карантин на 2 дня")
        [said] = await talk.press(OFFICER, "Да")
        assert said.endswith("(было 2–16 ноября 2026). Эти дни прошли: недельные нормы за них не спрашиваю.")


async def test_of_two_the_one_that_is_changed_least_is_meant(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.agree(OFFICER, "осенние каникулы с 9 по 18 ноября")
        await talk.agree(OFFICER, "зимние каникулы с 28.12 по 11.01")
        [asked] = await talk.write(OFFICER, "продли каникулы до 15 января")
        assert asked.startswith("Зимние каникулы: записано 28 декабря 2026 – 11 января 2027")
        [asked] = await talk.write(OFFICER, "продли каникулы на 2 дня")
        assert asked.startswith("Осенние каникулы: записано 9–18 ноября 2026, станет 9–20 ноября 2026")


async def test_where_nothing_is_written_down_nothing_is_changed(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(OFFICER, "продли карантин до пятницы")
        assert "под именем «карантин» ничего не записано" in said
        await talk.write(OFFICER, "карантин с 9 по 20 ноября")
        [said] = await talk.write(OFFICER, "продли карантин")
        assert said.endswith("Какие дни теперь? Напишите, например: «продли карантин до 27 ноября».")
        [said] = await talk.write(OFFICER, "сократи карантин")
        assert said.endswith("например: «сократи карантин до 19 ноября».")
        [said] = await talk.write(OFFICER, "сократи карантин до 2 ноября")
        assert "Проверьте, пожалуйста, даты" in said
        assert await days_off(talk) == [("09.11", "20.11", "карантин")]


async def test_the_button_of_days_that_have_changed_meanwhile_changes_nothing(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "карантин с 9 по 20 ноября")
        await talk.write(OFFICER, "продли карантин до 27 ноября")
        old = (await talk.messages(OFFICER))[-1]["keyboard"]["buttons"][0][0]["action"]["payload"]
        await talk.write(OFFICER, "продли карантин до 25 ноября")
        await talk.press(OFFICER, "Да")
        [said] = await talk.press_payload(OFFICER, json.loads(old))
        assert said.startswith("Эти дни уже убрали или изменили")
        assert await days_off(talk) == [("09.11", "25.11", "карантин")]


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("карантин с 1 по 10 февраля кроме субботы", [("01.02", "05.02"), ("07.02", "10.02")]),
        ("карантин с 1 по 10 февраля, кроме 5 и 6", [("01.02", "04.02"), ("07.02", "10.02")]),
        ("каникулы с 1 по 8 февраля, но 3 февраля работаем", [("01.02", "02.02"), ("04.02", "08.02")]),
        ("запиши каникулы с 1 по 8 февраля, 3-го учимся", [("01.02", "02.02"), ("04.02", "08.02")]),
        ("каникулы с 1 по 8 февраля, но не 3", [("01.02", "02.02"), ("04.02", "08.02")]),
        ("с 1 по 10 февраля у нас карантин, кроме субботы", [("01.02", "05.02"), ("07.02", "10.02")]),
        ("каникулы с 28.12 по 11.01, кроме с 5 по 7 января", [("28.12", "04.01"), ("08.01", "11.01")]),
        ("карантин с 23 по 27 ноября за исключением среды", [("23.11", "24.11"), ("26.11", "27.11")]),
    ],
)
async def test_days_that_are_left_out_of_others_are_left_out(tmp_path, said, days):
    async with talking(tmp_path) as talk:
        answer = (await talk.agree(OFFICER, said))[-1]
        assert answer.endswith(" — как обычно.")
        assert [one[:2] for one in await days_off(talk)] == days


async def test_what_is_left_out_is_shown_before_the_yes(tmp_path):
    async with talking(tmp_path) as talk:
        [asked] = await talk.write(OFFICER, "у нас карантин с 1 по 10 февраля кроме субботы")
        assert "1–10 февраля (кроме субботы). Сделать?" in asked


async def test_of_several_days_off_each_shows_what_is_left_out_of_it(tmp_path):
    async with talking(tmp_path) as talk:
        said = "у нас карантин с 1 по 10 февраля кроме субботы, и каникулы с 28.12 по 11.01"
        asked, _ = await talk.write(OFFICER, said)
        assert "1–10 февраля (кроме субботы). Сделать?" in asked
        await talk.press(OFFICER, "Да")
        assert [one[:2] for one in await days_off(talk)] == [("28.12", "11.01"), ("01.02", "05.02"), ("07.02", "10.02")]


@pytest.mark.parametrize("but", ["кроме контрольной", "кроме 1, 2 и 3 февраля"])
async def test_what_cannot_be_left_out_is_said_and_nothing_is_written(tmp_path, but):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(OFFICER, f"карантин с 1 по 3 февраля, {but}")
        assert said.startswith("Пока ничего не записал")
        assert await days_off(talk) == []


async def test_a_day_of_work_that_is_said_alone_is_still_one(tmp_path):
    async with talking(tmp_path) as talk:
        [asked] = await talk.write(OFFICER, "отметь 12 декабря рабочим")
        assert asked.startswith("Отметить 12 декабря рабочим днём?")
        assert date(2026, 12, 12).weekday() == 5


@pytest.mark.parametrize(
    ("written", "said", "becomes"),
    [
        ("каникулы с 28.12 по 11.01", "сократили каникулы, учимся с 8 января", ("28.12", "07.01", "каникулы")),
        ("каникулы с 28.12 по 11.01", "каникулы перенесли с 28 декабря на 4 января", ("04.01", "18.01", "каникулы")),
        ("карантин с 10 по 20 ноября", "карантин сняли раньше, с 18 учимся", ("10.11", "17.11", "карантин")),
        ("карантин с 10 по 20 ноября", "карантин продлевается до 27.11", ("10.11", "27.11", "карантин")),
    ],
)
async def test_the_day_that_is_said_is_the_one_that_is_meant(tmp_path, written, said, becomes):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, written)
        await talk.write(OFFICER, said)
        await talk.press(OFFICER, "Да")
        assert await days_off(talk) == [becomes]


async def test_an_old_yes_under_what_was_done_and_taken_back_does_nothing_more(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "карантин с 9 по 20 ноября")
        await talk.write(OFFICER, "продли карантин до 27 ноября")
        yes = json.loads((await talk.messages(OFFICER))[-1]["keyboard"]["buttons"][0][0]["action"]["payload"])
        await talk.press(OFFICER, "Да")
        back = json.loads((await talk.messages(OFFICER))[-1]["keyboard"]["buttons"][0][0]["action"]["payload"])
        await talk.press(OFFICER, "Вернуть как было")
        [said] = await talk.press_payload(OFFICER, yes)
        assert said == "Эти дни уже убрали или изменили. Посмотрите, что записано сейчас."
        assert await days_off(talk) == [("09.11", "20.11", "карантин")]
        await talk.write(OFFICER, "продли карантин до 27 ноября")
        await talk.press(OFFICER, "Да")
        [said] = await talk.press_payload(OFFICER, back)
        assert said == "Эти дни уже убрали или изменили. Посмотрите, что записано сейчас."
        assert await days_off(talk) == [("09.11", "27.11", "карантин")]


async def test_days_that_are_written_down_under_another_name_are_said_to_be_so(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "пауза с 23 по 27 ноября")
        [said] = await talk.write(OFFICER, "карантин с 23 по 27 ноября")
        assert said == (
            "Эти дни уже записаны: пауза, 23–27 ноября 2026. Если это «карантин», уберите прежнее и напишите ещё раз."
        )
        await talk.press(OFFICER, "Убрать")
        await talk.write(OFFICER, "карантин с 23 по 27 ноября")
        assert await days_off(talk) == [("23.11", "27.11", "карантин")]


async def test_winter_holidays_that_are_written_down_as_holidays_are_taken_away_by_their_name(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "каникулы с 28.12 по 11.01")
        [asked] = await talk.write(OFFICER, "убери зимние каникулы")
        assert asked.startswith("Убрать: каникулы, 28 декабря 2026 – 11 января 2027?")
        await talk.press(OFFICER, "Убрать")
        assert await days_off(talk) == []


@pytest.mark.parametrize(
    ("said", "dropped"),
    [
        ("убери карантин", True),
        ("каникул не будет", True),
        ("карантин не убирай", False),
        ("не отменяй каникулы", False),
    ],
)
def test_what_is_not_to_be_dropped_is_not(said, dropped):
    assert drops(said) is dropped


@pytest.mark.parametrize(
    "said",
    [
        "каникулы начнутся раньше, с 26",
        "каникулы начинаются раньше, с 26",
        "каникулы начнутся 26 декабря, раньше чем думали",
        "каникулы начнутся с 26 декабря, а не с 29",
    ],
)
async def test_days_off_that_begin_earlier_keep_their_last_day(tmp_path, said):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "каникулы 29.12–10.01")
        [asked] = await talk.write(OFFICER, said)
        assert "станет 26 декабря 2026 – 10 января 2027. Изменить?" in asked
        await talk.press(OFFICER, "Да")
        [asked] = await talk.write(OFFICER, "каникулы начнутся позже, с 28 декабря")
        assert "станет 28 декабря 2026 – 10 января 2027. Изменить?" in asked


async def test_of_several_the_only_one_ahead_is_meant_and_of_more_it_is_asked_which(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "карантин с 2 по 4 ноября")
        await talk.write(OFFICER, "карантин с 26 по 27 ноября")
        assert (await talk.write(OFFICER, "убери карантин"))[0].startswith("Убрать: карантин, 26–27 ноября 2026?")
        await talk.write(OFFICER, "карантин с 7 по 8 декабря")
        [asked] = await talk.write(OFFICER, "убери карантин, я поторопилась")
        assert asked.startswith("Какие из них убрать?\n• карантин: 26–27 ноября 2026\n• карантин: 7–8 декабря 2026")
        assert "2–4 ноября" not in asked


async def test_days_off_that_others_follow_are_those_alone(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "карантин с 23 по 26 ноября")
        told, asked = await talk.write(OFFICER, "карантин только до 30 а дальше каникулы")
        assert told.startswith("А каникулы пока не записаны")
        assert "записано 23–26 ноября 2026, станет 23–30 ноября 2026. Изменить?" in asked


def test_what_will_not_be_is_days_off_only_where_they_are_what_is_spoken_of():
    assert drops("каникул не будет")
    assert drops("карантина всё-таки не будет")
    assert not drops("файла за каникулы не будет")
    assert not drops("звонков на каникулах не будет")


@pytest.mark.parametrize(("inclusive", "last"), [(" включительно", "23"), ("", "22")])
async def test_a_pause_till_monday_has_the_monday_in_it_where_that_is_said(tmp_path, inclusive, last):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(OFFICER, f"прошу не отправлять напоминаний никому до понедельника{inclusive}")
        assert f"по {last} ноября" in said
