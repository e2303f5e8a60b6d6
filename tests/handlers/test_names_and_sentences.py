"""What a stranger says is brought to the officers as a name only where it is one."""

from pathlib import Path

import pytest

from tests.handlers.conversation import OFFICER, STRANGER, talking


@pytest.mark.parametrize(
    "said",
    [
        "не тревожьте меня до среды",
        "нет, до понедельника",
        "ой, до старого нового года",
        "отстаньте от меня",
        "сделала звонок",
        "чат создала",
        "завтра буду",
        "я на больничном",
        "муж болеет",
        "всё сделано давно",
        "доброго времени суток",
        "красивая погода стоит",
    ],
)
async def test_a_sentence_is_no_name(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        assert not any("Передал ответственному" in one for one in await talk.write(STRANGER, said))
        assert await talk.said(OFFICER) == []


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("магомедова патимат", "Магомедова Патимат"),
        ("Омарова Зизи", "Омарова Зизи"),
        ("это Кривошапка Дзера", "Кривошапка Дзера"),
        ("Волк Зулейхат", "Волк Зулейхат"),
        ("Зима Ольга", "Зима Ольга"),
        ("кузнецова аишат магомедовна", "Кузнецова Аишат Магомедовна"),
    ],
)
async def test_a_rare_name_is_one(tmp_path: Path, said: str, name: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(STRANGER, said)
        [asked] = await talk.said(OFFICER)
        assert asked.startswith(f"Ко мне просится «{name}»")
