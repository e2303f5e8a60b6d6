"""Two people with opposite wishes in one message are two; who is let be is nobody else."""

import pytest

from tests.handlers.conversation import OFFICER, add_person, talking, the_school

PEOPLE = ("Кимова Рита Захаровна", "Ершов Лев Петрович", "Козлова Мария Петровна", "Козлова Марина Глебовна")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            "Козлову Марину Глебовну до понедельника не трогать, Марию Петровну трогать",
            "Не тревожить Козлову Марину Глебовну, по 22 ноября.",
        ),
        ("Кимову не беспокоить до среды, а Ершова беспокоить", "Не тревожить Кимову Риту Захаровну, по 18 ноября."),
        ("Кимову трогай, Ершова не трогай до пятницы", "Не тревожить Ершова Льва Петровича, по 20 ноября."),
        (
            "Кимова и Ершов — одна сделала, второй на больничном до среды",
            "Не тревожить Ершова Льва Петровича, по 18 ноября, больничный.",
        ),
        (
            "Ершов и Кимова: один в отпуске до среды, другая работает",
            "Не тревожить Ершова Льва Петровича, по 18 ноября, отпуск.",
        ),
        (
            "Кимова и Козлова Мария, первая в отпуске до 25, вторая всё сделала",
            "Не тревожить Кимову Риту Захаровну, по 25 ноября, отпуск.",
        ),
    ],
)
async def test_only_whoever_is_to_be_let_be_is_shown(tmp_path, said, shown):
    async with talking(tmp_path) as talk:
        for number, name in enumerate(PEOPLE):
            await add_person(talk.database, await the_school(talk), name, 9_200_001 + number)
        assert await talk.write(OFFICER, said) == [f"Понял так: {shown} Сделать?"]
