"""Whose statistics these are: one school, several, an unknown one, one that has no name yet."""

import pytest
from sqlalchemy import select

from indicators.errors import BadWeek, UnknownSchool
from storage.imports.by_hand import write_by_hand
from storage.imports.previous import take_back
from storage.schools.registry import UNNAMED
from storage.tables import Person, PersonWeek, School, SchoolWeek, StatisticsImport
from tests.storage.imports.lists import NOW, TODAY, bring_in, people

HEADINGS = "Школа;VK ID;ФИО;Сообщений в групповых чатах за неделю"
OURS = "Школа № 00;9100001;Примерова Анна Ивановна;12"
THEIRS = "Школа № 000;9100002;Образцов Борис Петрович;2"


async def schools(database):
    async with database.reading() as session:
        return list(await session.scalars(select(School.name).order_by(School.id)))


async def test_a_list_without_a_school_makes_the_first_one(database, tmp_path):
    await bring_in(database, people(tmp_path / "a.csv", "9100001;Примерова Анна Ивановна;12;1"))
    assert await schools(database) == [UNNAMED]


async def test_the_nameless_school_takes_the_name_it_is_told(database, tmp_path):
    plain = people(tmp_path / "a.csv", "9100001;Примерова Анна Ивановна;12;1")
    await bring_in(database, plain)
    report = await bring_in(database, plain, school="Школа № 00", create_schools=True)
    assert await schools(database) == ["Школа № 00"]
    assert report.schools[0].known == 1


async def test_an_unknown_school_is_refused_and_nothing_is_written(database, tmp_path):
    path = people(tmp_path / "a.csv", OURS, headings=HEADINGS)
    with pytest.raises(UnknownSchool, match="Школа № 00"):
        await bring_in(database, path)
    assert await schools(database) == []


async def test_a_municipal_file_goes_to_each_school_and_unknown_ones_are_listed(database, tmp_path):
    await bring_in(database, people(tmp_path / "a.csv", OURS, headings=HEADINGS), create_schools=True)
    both = people(tmp_path / "b.csv", OURS, THEIRS, headings=HEADINGS, week="16.11.2026–22.11.2026")
    report = await bring_in(database, both)
    assert report.unknown_schools == ["Школа № 000"]
    assert await schools(database) == ["Школа № 00"]
    report = await bring_in(database, both, create_schools=True)
    assert report.unknown_schools == []
    assert await schools(database) == ["Школа № 00", "Школа № 000"]
    async with database.reading() as session:
        found = await session.execute(select(Person.full_name, School.name).join(School).order_by(Person.id))
        assert [tuple(row) for row in found] == [
            ("Примерова Анна Ивановна", "Школа № 00"),
            ("Образцов Борис Петрович", "Школа № 000"),
        ]


async def test_a_school_written_longer_is_recognised_unless_two_would_be_one(database, tmp_path):
    await bring_in(database, people(tmp_path / "a.csv", OURS, headings=HEADINGS), create_schools=True)
    longer = OURS.replace("Школа № 00", "МБОУ «Школа № 00 города Примерска»")
    report = await bring_in(database, people(tmp_path / "b.csv", longer, headings=HEADINGS), write=False)
    assert [one.school for one in report.schools] == ["Школа № 00"]
    other = THEIRS.replace("Школа № 000", "Школа № 00 посёлка Образцово")
    with pytest.raises(UnknownSchool):
        await bring_in(database, people(tmp_path / "c.csv", longer, other, headings=HEADINGS), write=False)


async def test_of_a_municipal_file_a_school_takes_its_own_rows_only(database, tmp_path):
    both = people(tmp_path / "b.csv", OURS, THEIRS, headings=HEADINGS)
    report = await bring_in(database, both, school="школа №00", create_schools=True)
    assert [one.new for one in report.schools] == [["Примерова Анна Ивановна"]]
    assert any("Школа № 000" in warning for warning in report.warnings)


async def test_a_file_about_another_school_is_pointed_out(database, tmp_path):
    await bring_in(database, people(tmp_path / "a.csv", OURS, headings=HEADINGS), create_schools=True)
    path = people(tmp_path / "b.csv", THEIRS, headings=HEADINGS)
    report = await bring_in(database, path, school="Школа № 00", write=False)
    assert any("Школа № 000" in warning for warning in report.warnings)


async def test_without_a_week_nothing_is_written(database, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("VK ID;ФИО;Звонков за неделю\n9100001;Примерова Анна Ивановна;1\n", encoding="utf-8")
    preview = await bring_in(database, path, write=False)
    assert preview.week is None
    with pytest.raises(BadWeek):
        await bring_in(database, path)
    assert await schools(database) == []


async def test_a_summary_is_kept_as_it_is_given_and_held_against_the_list(database, tmp_path):
    heading = "VK ID;ФИО;Звонков за неделю"
    listed = people(
        tmp_path / "a.csv",
        "9100001;Примерова Анна Ивановна;1",
        "9100002;Образцов Борис Петрович;0",
        headings=heading,
    )
    await bring_in(database, listed, school="Школа № 00", create_schools=True)
    summary = tmp_path / "s.csv"
    summary.write_text(
        "Статистика за 09.11.2026–15.11.2026\nШкола;Учителя, совершившие минимум 1 звонок за неделю\nШкола № 00;2\n",
        encoding="utf-8",
    )
    report = await bring_in(database, summary)
    assert report.kind == "summary"
    assert any("по сводке 2, по списку 1" in warning for warning in report.schools[0].warnings)
    async with database.reading() as session:
        [figure] = (await session.scalars(select(SchoolWeek))).all()
        assert (figure.code, figure.value) == ("teachers_called", 2)


async def test_a_typed_figure_that_a_later_summary_lacks_stays_a_typed_one(database, tmp_path):
    listed = people(tmp_path / "a.csv", "9100001;Примерова Анна Ивановна;12;1")
    await bring_in(database, listed, school="Школа № 00", create_schools=True)
    async with database.writing() as session:
        school = await session.scalar(select(School.id))
        await write_by_hand(session, school, "2026-W46", {"pupils_total": (512, 530)}, NOW, TODAY)
    summary = tmp_path / "s.csv"
    lines = ("Статистика за 09.11.2026–15.11.2026", "Школа;Учителя, связавшие аккаунты ЭЖД", "Школа № 00;2")
    summary.write_text("\n".join(lines), encoding="utf-8")
    report = await bring_in(database, summary)
    assert report.schools[0].lacks == ["pupils_total"]
    typed = select(SchoolWeek.code, SchoolWeek.typed_on).order_by(SchoolWeek.code)
    async with database.writing() as session:
        assert (await session.execute(typed)).all() == [("pupils_total", TODAY), ("teachers_journal_linked", None)]
        [load] = await session.scalars(select(StatisticsImport).where(StatisticsImport.kind == "summary"))
        await take_back(session, load, to_previous=True)
        assert (await session.execute(typed)).all() == [("pupils_total", TODAY)]


async def test_a_sudden_fall_is_pointed_out(database, tmp_path):
    many = [f"91000{number:02d};Примерова-{letter}а Анна Ивановна;12;1" for number, letter in enumerate("бвгджзклмн")]
    await bring_in(database, people(tmp_path / "a.csv", *many))
    few = people(tmp_path / "b.csv", *many[:3], week="16.11.2026–22.11.2026")
    report = await bring_in(database, few, write=False)
    assert any("полный список" in warning for warning in report.schools[0].warnings)


async def test_a_correction_of_the_columns_is_remembered_for_files_of_that_shape(database, tmp_path):
    headings = "VK ID;ФИО;Кол-во чего-то"
    first = people(tmp_path / "a.csv", "9100001;Примерова Анна Ивановна;12", headings=headings)
    await bring_in(database, first, mapping={"Кол-во чего-то": "group_messages"})
    second = people(
        tmp_path / "b.csv", "9100001;Примерова Анна Ивановна;7", headings=headings, week="16.11.2026–22.11.2026"
    )
    report = await bring_in(database, second, write=False)
    assert {column.heading: column.fact for column in report.columns}["Кол-во чего-то"] == "group_messages"


async def test_whoever_works_at_two_schools_has_the_figures_of_each(database, tmp_path):
    path = people(
        tmp_path / "a.csv",
        OURS,
        "Школа № 00;9100003;Совместова Вера Павловна;12",
        "Школа № 000;9100003;Совместова Вера Павловна;2",
        "Школа № 000;9100002;Образцов Борис Петрович;2",
        "Школа № 000;9100002;Образцов Борис Петрович;7",
        headings=HEADINGS,
    )
    report = await bring_in(database, path, create_schools=True)
    assert [one for one in report.warnings if "Совместова" in one] == []
    assert any("Образцов" in one for one in report.warnings)
    query = select(School.name, PersonWeek.group_messages).join(Person, Person.school_id == School.id)
    query = query.join(PersonWeek, PersonWeek.person_id == Person.id).where(Person.last_name == "Совместова")
    async with database.reading() as session:
        assert dict((await session.execute(query)).all()) == {"Школа № 00": 12, "Школа № 000": 2}
