"""Another post, one more, other hours, another surname: set right on the card, and nobody leaves for it."""

from pathlib import Path

import pytest

from tests.handlers.conversation import ALIEVA, OFFICER, add_person, talking, the_school

STAFF = (
    ("Кротов Олег Петрович", "учитель информатики"),
    ("Совец Дина Олеговна", "учитель биологии"),
    ("Ежова Нина Павловна", "учитель"),
)


async def staff(talk):
    school = await the_school(talk)
    for place, (name, role) in enumerate(STAFF):
        await add_person(talk.database, school, name, 9_300_001 + place, role=role)


@pytest.mark.parametrize(
    "said",
    [
        "я больше не учитель информатики, теперь завхоз",
        "выхожу на полставки",
        "с нового года выхожу на полставки",
        "меня перевели на 0,5 ставки",
        "я теперь ещё и учитель русского на полставки",
        "меня перевели на другую должность",
        "я теперь социальный педагог",
    ],
)
async def test_what_a_teacher_tells_of_a_post_is_a_correction_and_no_leaving(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        [asked] = await talk.write(ALIEVA, said)
        assert asked.startswith("Фамилию, должность и классы беру из списка школы.")
        await talk.press(ALIEVA, "Да, передать")
        [told] = await talk.said(OFFICER)
        assert f"пишет: «{said}»" in told
        assert (await talk.buttons(OFFICER))[0] == "Исправить"
        assert "никто не освобождён" in (await talk.write(OFFICER, "кого не тревожим"))[0]


@pytest.mark.parametrize(
    "said", ["я больше не учитель в вашей школе", "я больше не работаю учителем", "увольняюсь, больше не учитель"]
)
async def test_who_leaves_still_leaves(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        [asked] = await talk.write(ALIEVA, said)
        assert "чтобы он убрал вас из списка школы?" in asked


CARETAKER = "Кротов Олег Петрович. Должность: учитель информатики → завхоз. Исправить?"
TWO = "Ежова Нина Павловна. Должность: учитель → учитель, социальный педагог. Исправить?"
DOUBLE = "Имя: Совец Дина Олеговна → Совец-Белая Дина Олеговна. Исправить?"


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Кротов теперь завхоз", CARETAKER),
        ("Кротов теперь не учитель, а завхоз", CARETAKER),
        ("Ежова ещё и социальный педагог", TWO),
        ("у Ежовой две должности, ещё социальный педагог", TWO),
        ("Ежова по совместительству социальный педагог", TWO),
        (
            "Кротов теперь учитель труда, учитель ИЗО",
            "Кротов Олег Петрович. Должность: учитель информатики → учитель труда, учитель ИЗО. Исправить?",
        ),
        ("совец теперь Совец-Белая", DOUBLE),
        ("Ежова стала Мирзоевой", "Имя: Ежова Нина Павловна → Мирзоева Нина Павловна. Исправить?"),
    ],
)
async def test_an_officer_says_what_somebody_is_now(tmp_path: Path, said: str, asked: str) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        assert await talk.write(OFFICER, said) == [asked]


async def test_not_to_count_somebody_is_no_part_of_their_post(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        [asked] = await talk.write(OFFICER, "Кротов теперь не учитель, а завхоз, его не считай")
        assert asked.startswith(CARETAKER)
        assert await talk.buttons(OFFICER) == ["Да, исправить", "Нет", "Не тревожить"]


@pytest.mark.parametrize("said", ["верни Совец прежнюю фамилию", "Совец-Белая вернула прежнюю фамилию"])
async def test_the_name_of_before_is_known(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "Совец теперь Совец-Белая")
        await talk.press(OFFICER, "Да, исправить")
        [asked] = await talk.write(OFFICER, said)
        assert asked == "Имя: Совец-Белая Дина Олеговна → Совец Дина Олеговна. Исправить?"


async def test_where_no_name_of_before_is_known_it_is_asked_for(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        [asked] = await talk.write(OFFICER, "верни Ежовой девичью фамилию")
        assert asked.startswith("Как теперь?")


@pytest.mark.parametrize("said", ["Кротов теперь здоров", "Ежова теперь ответственная", "Кротов теперь Здоров?"])
async def test_other_words_are_no_surname(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        assert "→" not in "\n".join(await talk.write(OFFICER, said))
