"""What one school corrected is its own; what several corrected alike is offered to the others, and only offered."""

from collections.abc import Sequence

import pytest

from tests.storage.imports.lists import bring_in, people

ODD = "ФИО;Кол-во;Звонков за неделю"
IN_SCHOOLS = f"Школа;{ODD}"
ANNA = "Примерова Анна Ивановна;12;1"
CORRECTION = {"Кол-во": "group_messages"}


@pytest.fixture
async def list_of(database, tmp_path):
    """The same list for each of three schools, none of which has corrected it yet."""
    path = people(tmp_path / "a.csv", ANNA, headings=ODD)
    for name in ("Школа № 1", "Школа № 2", "Школа № 3"):
        await bring_in(database, path, school=name, create_schools=True)
    return path


async def meant(database, path, **request) -> tuple[str | None, Sequence[tuple[str, str | None, int]]]:
    report = await bring_in(database, path, write=False, **request)
    fact = next(column.fact for column in report.columns if column.heading == "Кол-во")
    return fact, [(offer.heading, offer.fact, offer.schools) for offer in report.offers]


async def test_a_schools_own_correction_is_taken_and_one_of_another_school_is_not_even_offered(database, list_of):
    await bring_in(database, list_of, school="Школа № 1", mapping=CORRECTION)
    assert await meant(database, list_of, school="Школа № 1") == ("group_messages", [])
    assert await meant(database, list_of, school="Школа № 2") == (None, [])


async def test_what_several_schools_corrected_alike_is_offered_until_the_school_has_spoken(database, list_of):
    for name in ("Школа № 1", "Школа № 2"):
        await bring_in(database, list_of, school=name, mapping=CORRECTION)
    assert await meant(database, list_of, school="Школа № 3") == (None, [("Кол-во", "group_messages", 2)])
    await bring_in(database, list_of, school="Школа № 3", mapping={"Кол-во": None})
    assert await meant(database, list_of, school="Школа № 3") == (None, [])
    assert await meant(database, list_of, school="Школа № 1") == ("group_messages", [])


async def test_a_municipal_file_takes_what_all_its_schools_said_and_is_offered_the_rest(database, list_of, tmp_path):
    two = people(tmp_path / "b.csv", f"Школа № 1;{ANNA}", f"Школа № 2;{ANNA}", headings=IN_SCHOOLS)
    three = people(
        tmp_path / "c.csv", f"Школа № 1;{ANNA}", f"Школа № 2;{ANNA}", f"Школа № 3;{ANNA}", headings=IN_SCHOOLS
    )
    await bring_in(database, two, mapping=CORRECTION)
    assert await meant(database, two) == ("group_messages", [])
    assert await meant(database, three) == (None, [("Кол-во", "group_messages", 2)])
