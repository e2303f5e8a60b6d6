"""A number that chooses people, a share that is named, an average: each is used, and none is dropped in silence."""

import pytest

from handlers.understanding.judging.amounts import MOST, asks_average, messages_between
from tests.handlers.conversation import OFFICER, add_person, talking, the_school


@pytest.mark.parametrize(
    ("said", "span"),
    [
        ("список тех, у кого от 6 до 9 сообщений", (6, 9)),
        ("у кого больше 5 сообщений, но меньше 10", (6, 9)),
        ("кто написал 4-7 сообщений", (4, 7)),
        ("у кого ровно 5 сообщений", (5, 5)),
        ("кто написал больше 12 сообщений", (13, MOST)),
        ("у кого меньше 5 сообщений", (0, 4)),
        ("у кого меньше 10 сообщений", None),
        ("кто написал больше трёх сообщений но меньше десяти", (4, 9)),
        ("у кого больше двадцати пяти сообщений", (26, MOST)),
        ("кто без сообщений с 5 до 9 декабря", None),
        ("цель по сообщениям больше 60 %", None),
    ],
)
def test_how_many_messages_choose(said, span):
    assert messages_between(said) == span


def test_an_average_is_told_from_a_part_of_the_school():
    assert asks_average("сколько в среднем сообщений на учителя")
    assert not asks_average("сообщения в средней школе")


async def test_who_is_between_two_numbers_and_the_average(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        for number, count in enumerate((2, 6, 9, 14), 1):
            await add_person(talk.database, school, f"Петров{'а' * number} Пётр Ильич", group_messages=count)
        [told] = await talk.write(OFFICER, "список тех, у кого от 6 до 9 сообщений")
        assert "от 6 до 9: 2 человека" in told
        assert "14 сообщений" not in told
        [told] = await talk.write(OFFICER, "среднее количество сообщений на учителя")
        assert told.endswith("сообщений — 8,2 (всего 49 у 6 человек), звонков — 0,5 (всего 1 у 2 человек).")


@pytest.mark.parametrize(
    ("said", "heading", "whom"),
    [
        ("кто без звонка, но сообщений больше 4", "Без звонка за неделю, {of} — от 5", ["Ивлев", "Юдин"]),
        ("кто без звонка и сообщений меньше 5", "Без звонка за неделю, {of} — от 0 до 4", ["Алиева"]),
        ("у кого есть звонок и больше 7 сообщений", "Уже сделано (звонок), {of} — от 8", ["Борисов", "Яшин"]),
    ],
)
async def test_what_is_said_beside_the_number_chooses_too(tmp_path, said, heading, whom):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        for name, count, calls in (("Ивлев", 6, 0), ("Юдин", 9, 0), ("Яшин", 8, 1)):
            await add_person(talk.database, school, f"{name} Пётр Ильич", group_messages=count, calls=calls)
        [told, *_] = await talk.write(OFFICER, said)
        assert told.startswith(f"{heading.format(of='сообщений за неделю')}: ")
        assert [one for one in ("Алиева", "Борисов", "Ивлев", "Юдин", "Яшин") if one in told] == whom


async def test_a_share_that_is_named_is_counted_to(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        for number in range(1, 5):
            await add_person(talk.database, school, f"Петров{'а' * number} Пётр Ильич", registered=True, calls=0)
        told = "\n".join(await talk.write(OFFICER, "сколько человек не хватает до 100 % по звонкам"))
        assert "До 100 % (6 из 6) не хватает 5 человек." in told


@pytest.mark.parametrize(
    "said",
    [
        "Каникулы у нас с 28 декабря по 10 января, в это время никого не дёргать",
        "каникулы будут с 28 декабря по 10 января, всех оставь в покое",
    ],
)
async def test_what_is_wished_beside_days_off_is_no_name_of_them(tmp_path, said):
    async with talking(tmp_path) as talk:
        told = "\n".join(await talk.write(OFFICER, said))
        assert "каникулы, 28 декабря" in told


async def test_the_deadline_is_moved_and_no_target_set(tmp_path):
    async with talking(tmp_path) as talk:
        said = "Управление требует 100 процентов регистрации к 10 декабря — поменяй срок"
        assert "Срок регистрации — до 10 декабря" in "\n".join(await talk.write(OFFICER, said))


async def test_of_two_groups_each_has_its_average(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        for name, role, count in (("Ивлев", "учитель химии", 4), ("Юдин", "учитель физики", 9)):
            await add_person(talk.database, school, f"{name} Пётр Ильич", role=role, group_messages=count, calls=1)
        [told, *_] = await talk.write(OFFICER, "в среднем у химиков сколько сообщений и то же у физиков")
        assert "• химия: сообщений — 4 (всего 4 у 1 человека)" in told
        assert "• физика: сообщений — 9 (всего 9 у 1 человека)" in told


async def test_numbers_in_words_choose_by_name(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        for name, count in (("Ивлев", 2), ("Юдин", 9)):
            await add_person(talk.database, school, f"{name} Пётр Ильич", group_messages=count, calls=1)
        told = await talk.write(OFFICER, "кто написал больше трёх сообщений но меньше десяти и по фамилиям")
        assert "Юдин" in told[-1]
        assert "Ивлев" not in told[-1]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("сколько процентов по звонкам, если ещё двое позвонят", "прибавится 2 человека, будет 3 из 4 (75 %)."),
        ("если трое позвонят, какой будет процент по звонкам", "прибавится 3 человека, будет 4 из 4 (100 %)."),
        ("какой процент будет по звонкам, если 5 позвонят", "5 человек прибавиться не может, до всех не хватает 3."),
    ],
)
async def test_what_a_share_would_come_to(tmp_path, said, told):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        for name in ("Ивлев", "Юдин"):
            await add_person(talk.database, school, f"{name} Пётр Ильич", group_messages=1, calls=0, registered=True)
        assert told in "\n".join(await talk.write(OFFICER, said))
