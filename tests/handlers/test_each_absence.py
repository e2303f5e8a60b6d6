"""Absences told in passing: of several people each with their own days, back on a day, prolonged by a length."""

import pytest
from sqlalchemy import select

from storage.tables import Exemption, Person
from tests.handlers.conversation import OFFICER, add_person, talking, the_school


async def absences(talk):
    async with talk.database.reading() as session:
        found = await session.execute(select(Exemption, Person).join(Person).order_by(Person.last_name))
        return [
            (person.last_name, f"{one.starts_on:%d.%m}", f"{one.ends_on:%d.%m}", one.reason) for one, person in found
        ]


SICK_BOTH = [("Алиева", "16.11", "20.11", "больничный"), ("Петров", "16.11", "10.12", "больничный")]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Алиева и Петров болеют: она до пятницы, он до 10-го", SICK_BOTH),
        ("Алиева и Петров болеют, она до пятницы, он до 10-го", SICK_BOTH),
        ("у Алиевой и Петрова больничный, у неё до пятницы, у него до 10-го", SICK_BOTH),
        ("больничный: Алиева до пятницы, Петров до 10-го", SICK_BOTH),
        ("кстати на больничном Алиева (до пятницы) и Петров (до 10-го)", SICK_BOTH),
        ("Алиева болеет до пятницы, Петров до 10-го", SICK_BOTH),
        (
            "Алиева болеет, Петров в отпуске, он до 10-го, она до пятницы",
            [("Алиева", "16.11", "20.11", "больничный"), ("Петров", "16.11", "10.12", "отпуск")],
        ),
    ],
)
async def test_each_is_away_for_their_own_days_and_reason(tmp_path, said, told):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Петров Пётр Ильич", 9_200_001)
        await talk.agree(OFFICER, said)
        assert await absences(talk) == told


@pytest.mark.parametrize(
    "said",
    [
        "Алиева и Борисов с понедельника выходят",
        "с понедельника выходят Алиева и Борисов",
        "Алиева и Борисов выходят на работу с понедельника",
    ],
)
async def test_whoever_is_back_on_a_day_is_away_until_then_and_not_from_then(tmp_path, said):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "исключить Алиеву и Борисова больничный")
        await talk.agree(OFFICER, said)
        assert [one[:3] for one in await absences(talk)] == [
            ("Алиева", "16.11", "22.11"),
            ("Борисов", "16.11", "22.11"),
        ]


async def test_whoever_goes_on_leave_on_a_day_is_away_from_then(tmp_path):
    async with talking(tmp_path) as talk:
        [asked] = await talk.write(OFFICER, "Алиева с понедельника выходит в отпуск на неделю")
        assert "с 23 " in asked or "23–29 ноября" in asked


async def test_a_length_is_counted_from_the_end_that_is_written_down(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "исключить Алиеву до 20 ноября больничный")
        [asked] = await talk.write(OFFICER, "больничный Алиевой продлили на неделю")
        assert asked == "Не тревожу Алиеву Марьям Ахмедовну до 20 ноября (больничный). Сделать до 27 ноября?"
        await talk.press(OFFICER, "Да")
        assert await absences(talk) == [("Алиева", "16.11", "27.11", "больничный")]
        await talk.write(OFFICER, "сократи больничный Алиевой на 2 дня")
        await talk.press(OFFICER, "Да")
        assert await absences(talk) == [("Алиева", "16.11", "25.11", "больничный")]
        [asked] = await talk.write(OFFICER, "отпуск Борисову продлили на 3 дня")
        assert asked.startswith("Сейчас за этим человеком отсутствия не записано.")
        await talk.press(OFFICER, "Да")
        assert (await absences(talk))[1] == ("Борисов", "16.11", "18.11", "отпуск")


async def test_what_is_shortened_keeps_a_day_or_is_offered_to_be_over(tmp_path):
    async with talking(tmp_path) as talk:
        assert await talk.write(OFFICER, "сократи больничный Алиевой на 2 дня") == [
            "Сейчас за этим человеком отсутствия не записано: сокращать нечего."
        ]
        await talk.write(OFFICER, "исключить Алиеву с 1 по 3 декабря отпуск")
        [asked] = await talk.write(OFFICER, "сократи отпуск Алиевой на неделю")
        assert asked.endswith("с 1 декабря по 3 декабря (отпуск), а так не осталось бы ни дня. Вернуть?")
        [asked] = await talk.write(OFFICER, "сократи отпуск Алиевой на 1 день")
        assert asked.endswith("с 1 декабря по 3 декабря (отпуск). Сделать по 2 декабря?")
        await talk.press(OFFICER, "Да")
        assert await absences(talk) == [("Алиева", "01.12", "02.12", "отпуск")]
        await talk.write(OFFICER, "исключить Борисова до 18 ноября больничный")
        [asked] = await talk.write(OFFICER, "сократи больничный Борисова на неделю")
        assert asked.endswith("до 18 ноября (больничный), а так это уже закончилось бы. Вернуть?")
        await talk.press(OFFICER, "Вернуть")
        assert [one[0] for one in await absences(talk)] == ["Алиева"]
