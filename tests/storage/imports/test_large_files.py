"""Files of a whole municipality: they come over in portions of whole schools, and nothing is lost between them."""

import os

import pytest
from sqlalchemy import func, select

from indicators.errors import UnusableFile
from indicators.reading.limits import ReadLimits
from storage.imports.routing import Part, batches
from storage.tables import Person, School
from tests.storage.imports.lists import bring_in, people

HEADINGS = "Школа;VK ID;ФИО;Сообщений в групповых чатах за неделю"


def row(number: int, school: str) -> str:
    return f"{school};{9_100_000 + number};Примерова{'абвгд'[number % 5]} Анна Ивановна;{number % 20}"


async def test_schools_that_stand_mixed_in_a_large_file_get_all_of_their_rows(database, tmp_path):
    names = ["Школа № 1", "Школа № 2", "Школа №  1", "Школа № 3"]
    rows = [row(number, names[number % 4]) for number in range(6_000)]
    report = await bring_in(database, people(tmp_path / "a.csv", *rows, headings=HEADINGS), create_schools=True)
    assert [(one.school, one.rows, one.accepted) for one in report.schools] == [
        ("Школа № 1", 3_000, 3_000),
        ("Школа № 2", 1_500, 1_500),
        ("Школа № 3", 1_500, 1_500),
    ]
    async with database.reading() as session:
        counted = select(School.name, func.count(), func.min(Person.id)).join(Person).group_by(School.id)
        assert [count for _, count, _ in await session.execute(counted.order_by(School.id))] == [3_000, 1_500, 1_500]


async def test_a_later_portion_that_fails_takes_the_earlier_ones_back(database, tmp_path, monkeypatch):
    rows = [row(number, f"Школа № {number % 3}") for number in range(6_000)]
    path = people(tmp_path / "a.csv", *rows, headings=HEADINGS)
    with pytest.raises(UnusableFile):
        await bring_in(database, path, create_schools=True, limits=ReadLimits(rows=5_000))
    monkeypatch.setattr("indicators.guarded.process._LARGEST_ANSWER", 400_000)  # the second portion is larger
    rows += [row(number, "Школа № 5") for number in range(6_000, 15_000)]
    people(path, *rows, headings=HEADINGS)
    with pytest.raises(UnusableFile):
        await bring_in(database, path, create_schools=True)
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Person)) == 0


def test_a_portion_is_of_whole_schools():
    parts = [Part(str(number), None, rows=rows) for number, rows in enumerate((3_000, 900, 200, 9_000, 1))]
    assert [[part.rows for part in some] for some in batches(parts)] == [[3_000, 900], [200], [9_000], [1]]
    assert list(batches([])) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no processor-time limit")
async def test_understanding_has_the_limits_of_reading(database, tmp_path):
    """Quickly read, long to understand: the child ends, not the program."""
    rows = [f"Примерова{number} Анна, учитель (декрет) – {number}" + ";1" * 30 for number in range(60_000)]
    headings = ";".join(["ФИО", *(f"Сообщений в групповых чатах {day} ноября" for day in range(1, 31))])
    path = people(tmp_path / "a.csv", *rows, headings=headings)
    with pytest.raises(UnusableFile, match="слишком долго"):
        await bring_in(database, path, limits=ReadLimits(seconds=2, memory_bytes=2**31))
