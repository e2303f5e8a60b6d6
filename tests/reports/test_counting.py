"""The database counts by the same rule as the import does, whatever is known of whom."""

import random
from typing import Any

import pytest
from sqlalchemy import insert, select

from indicators.catalogue import FACTS, FactType
from indicators.comparing.counting import figures, tally
from indicators.rows import SummaryValue
from reports.figures.counting import measures
from reports.figures.summary import amount, summary
from reports.figures.week import indicator_figures, status
from reports.pictures.chart import draw_chart
from reports.weekly.content import school_content
from storage.people.privacy.forgetting import forget_people
from storage.tables import ClassPupils, Person, PersonWeek, Target
from tests.reports.school import NOON, WEEK, add_import, add_school

FLAGS = [fact.code for fact in FACTS if fact.type is FactType.FLAG]
NUMBERS = [fact.code for fact in FACTS if fact.type is FactType.NUMBER]
EIGHT = 8


def some_rows(luck: random.Random) -> list[dict[str, Any]]:
    """A list whose columns are there or not, with cells that are known or not."""
    flags, numbers = (luck.sample(codes, luck.randint(0, len(codes))) for codes in (FLAGS, NUMBERS))
    holes = luck.choice((0.0, 0.2, 0.7))
    return [
        {
            **{code: luck.random() < 0.5 for code in flags if luck.random() >= holes},
            **{code: luck.choice((0, 1, 2, 3, 9, 10, 25)) for code in numbers if luck.random() >= holes},
        }
        for _ in range(luck.randint(1, 6))
    ]


async def fill(session, school, rows):
    made = await add_import(session, school, WEEK, "people", len(rows))
    people = [
        Person(school_id=school.id, full_name=f"Человек {n}", name_key=str(n), created_at=NOON)
        for n in range(len(rows))
    ]
    session.add_all(people)
    await session.flush()
    every = dict.fromkeys((*FLAGS, *NUMBERS))
    of_week = {"week": str(WEEK), "import_id": made.id}
    values = [{"person_id": p.id, **of_week, **every, **row} for p, row in zip(people, rows, strict=True)]
    await session.execute(insert(PersonWeek), values)


async def test_the_report_and_the_import_count_alike(database):
    luck = random.Random(46)
    lists = [some_rows(luck) for _ in range(150)]
    async with database.writing() as session:
        schools = [await add_school(session, f"Школа № {number}") for number in range(len(lists))]
        for school, rows in zip(schools, lists, strict=True):
            await fill(session, school, rows)
        found = await measures(session, [school.id for school in schools], [WEEK])
    for school, rows in zip(schools, lists, strict=True):
        counted = found[school.id, str(WEEK)]
        shown = {code: SummaryValue(one.value, one.total) for code, one in counted.items() if one.known}
        assert shown == figures(tally(rows)), rows


async def test_a_mark_for_three_messages_alone_makes_no_zero_for_ten(database):
    async with database.writing() as session:
        school = await add_school(session)
        await fill(session, school, [{"messages_3": True}, {"messages_3": False}])
        rows = {row["code"]: row for row in (await status(session, school, WEEK))["indicators"]}
    assert rows["teachers_3_messages"]["value"] == 1
    assert rows["teachers_10_messages"]["value"] is None


@pytest.mark.parametrize(("silent", "value"), [(4, None), (2, 0), (0, 0)])
async def test_nobody_is_said_only_where_most_are_known(database, silent, value):
    async with database.writing() as session:
        school = await add_school(session)
        known = {"calls": 1, "journal_linked": True}
        await fill(session, school, [known] * silent + [known | {"registered": False}] * 2)
        rows = {row["code"]: row for row in (await status(session, school, WEEK))["indicators"]}
    assert rows["teachers_total"]["value"] == value


async def test_what_no_file_has_and_no_target_asks_for_is_not_spoken_of(database):
    async with database.writing() as session:
        school = await add_school(session)
        await fill(session, school, [{"calls": 1}])
        assert len((await status(session, school, WEEK))["indicators"]) == EIGHT
        session.add(Target(school_id=school.id, code="parents_connected", value=40, is_percent=False))
        await session.flush()
        last = (await status(session, school, WEEK))["indicators"][-1]
    assert (last["code"], last["value"], last["target"]) == ("parents_connected", None, 40)


async def test_schools_side_by_side_show_the_same_indicators(database):
    async with database.writing() as session:
        one, other = await add_school(session, "Школа № 1"), await add_school(session, "Школа № 2")
        await fill(session, one, [{"max_registered": True, "calls": 0}])
        await fill(session, other, [{"calls": 1}])
        first, second = await indicator_figures(session, [one, other], [WEEK])
    assert [f.indicator.code for f in first.figures] == [f.indicator.code for f in second.figures]
    assert [f.indicator.code for f in first.figures][EIGHT:] == ["max_registered"]
    assert second.figure("max_registered").now.value is None


async def test_a_class_where_nobody_has_linked_the_journal_counts_as_the_others_do(database):
    async with database.writing() as session:
        school = await add_school(session)
        for name, linked in (("5А", 12), ("5Б", 0)):
            row = {"registered": 15, "total": 20, "linked": linked, "typed_on": NOON.date(), "at": NOON}
            session.add(ClassPupils(school_id=school.id, week=str(WEEK), class_name=name, **row))
        await session.flush()
        found = (await measures(session, [school.id], [WEEK]))[school.id, str(WEEK)]["pupils_journal_linked"]
    assert found.partly is not None
    assert (found.partly.value, found.partly.total) == (12, 30)
    assert (found.known, found.value) == (False, None)  # which classes the school has nobody has told


CLASSES = ("5А", "5Б", "6А")


async def of_three_classes(session, told, **typed):
    """A class teacher of each, 5А has two; `told` are the pupils in Сферум by the list, `typed` class by class."""
    school = await add_school(session)
    rows = [{"pupils_registered": told.get(name), "calls": 1} for name in ("5А", *CLASSES)]
    await fill(session, school, rows)
    people = (await session.scalars(select(Person).where(Person.school_id == school.id).order_by(Person.id))).all()
    for one, name in zip(people, ("5А", *CLASSES), strict=True):
        one.classes = name
    for name, value in typed.items():
        of_day = {"typed_on": NOON.date(), "at": NOON}
        session.add(ClassPupils(school_id=school.id, week=str(WEEK), class_name=name, registered=value, **of_day))
    await session.flush()
    [figures] = await indicator_figures(session, [school], [WEEK])
    return figures.figure("pupils_total")


@pytest.mark.parametrize(
    ("told", "typed", "said"),
    [
        ({"5А": 24, "5Б": 20, "6А": 22}, {}, "66"),
        ({"5А": 24, "5Б": 20}, {}, "по школе нет данных, в 2 классах из 3 — 44"),
        ({"5А": 24, "5Б": 20}, {"6А": 22}, "66"),
        ({}, {"6А": 22}, "по школе нет данных, в 1 классе из 3 — 22"),
        ({}, {"5А": 24, "5Б": 20, "6А": 22}, "66"),
        ({"5А": 24}, {"5А": 1}, "по школе нет данных, в 1 классе из 3 — 24"),
        ({}, {}, "нет данных"),
    ],
)
async def test_some_classes_are_not_the_school_and_a_class_of_two_is_one(database, told, typed, said):
    async with database.writing() as session:
        figure = await of_three_classes(session, told, **typed)
        assert amount(figure).replace("\u00a0", " ") == said
        assert figure.now.known == said.isdecimal()


@pytest.mark.parametrize("role", ["классный руководитель", "Классный руководитель", "КЛАССНЫЙ РУКОВОДИТЕЛЬ"])
async def test_a_class_teacher_of_nobody_knows_which_class_is_missed_however_the_post_is_written(database, role):
    async with database.writing() as session:
        school = await add_school(session)
        await fill(session, school, [{"pupils_registered": 24}, {"calls": 1}])
        first, other = await session.scalars(select(Person).where(Person.school_id == school.id).order_by(Person.id))
        first.classes, other.role = "5А", role
        await session.flush()
        [figures] = await indicator_figures(session, [school], [WEEK])
    said = amount(figures.figure("pupils_total")).replace("\u00a0", " ")
    assert said == "по школе нет данных, в 1 классе из 2 — 24"


async def test_whoever_teaches_in_classes_says_that_they_are_there(database):
    async with database.writing() as session:
        school = await add_school(session)
        await fill(session, school, [{"pupils_registered": 24}, {"calls": 1}])
        people = await session.scalars(select(Person).where(Person.school_id == school.id).order_by(Person.id))
        for one, classes in zip(people, ("5А", "5А, 5Б, 6А"), strict=True):
            one.classes = classes
        await session.flush()
        [figures] = await indicator_figures(session, [school], [WEEK])
    said = amount(figures.figure("pupils_total")).replace("\u00a0", " ")
    assert said == "по школе нет данных, в 1 классе из 3 — 24"


async def test_a_week_of_some_classes_is_no_week_to_compare_with(database):
    async with database.writing() as session:
        school = await add_school(session)
        await fill(session, school, [{"calls": 1}])
        of_day = {"typed_on": NOON.date(), "at": NOON, "week": str(WEEK.shift(-1))}
        session.add(ClassPupils(school_id=school.id, class_name="5А", registered=24, **of_day))
        await session.flush()
        [figures] = await indicator_figures(session, [school], [WEEK])
    assert (figures.previous, figures.earlier) == (None, ())


async def test_a_week_of_which_only_classes_were_typed_is_told_and_not_called_unknown(database):
    async with database.writing() as session:
        school = await add_school(session)
        of_day = {"typed_on": NOON.date(), "at": NOON}
        session.add(
            ClassPupils(school_id=school.id, week=str(WEEK), class_name="5А", registered=24, total=25, **of_day)
        )
        await session.flush()
        [figures] = await indicator_figures(session, [school], [WEEK])
        assert (await status(session, school, WEEK))["indicators"][0]["value"] is None
    assert "по школе нет данных, в 1 классе — 24 из 25" in summary(figures, names=False).replace("\u00a0", " ")
    assert draw_chart(figures)


async def test_a_class_teacher_who_is_forgotten_leaves_the_class_and_no_week_of_nothing(database):
    """Of a week whose list told nothing of her the class stays known, and nothing else is told of it."""
    async with database.writing() as session:
        school = await add_school(session)
        await fill(session, school, [{"pupils_registered": 24}])
        [teacher] = await session.scalars(select(Person).where(Person.school_id == school.id))
        teacher.classes = "5А"
        await add_import(session, school, WEEK.shift(1), "people", 0)
        before = await measures(session, [school.id], [WEEK, WEEK.shift(1)])
        await forget_people(session, [teacher.id])
        assert await measures(session, [school.id], [WEEK, WEEK.shift(1)]) == before
        assert before[school.id, str(WEEK)]["pupils_total"].value == 24


async def listed(session, school, week, rows):
    made = await add_import(session, school, week, "people", len(rows))
    people = (await session.scalars(select(Person).order_by(Person.id))).all()
    every = dict.fromkeys((*FLAGS, *NUMBERS))
    of_week = {"week": str(week), "import_id": made.id}
    values = [{"person_id": p.id, **of_week, **every, **row} for p, row in zip(people, rows, strict=True)]
    await session.execute(insert(PersonWeek), values)


@pytest.mark.parametrize("weeks_ago", [1, 3, 12])
async def test_a_file_that_tells_nothing_of_registration_changes_nothing_the_others_are_counted_of(database, weeks_ago):
    told = [{"registered": True, "journal_linked": True}] * 3 + [{"registered": True, "journal_linked": False}]
    async with database.writing() as session:
        school = await add_school(session)
        await fill(session, school, [{"journal_linked": True, "calls": 1}] * 3 + [{"journal_linked": False}] * 2)
        await listed(session, school, WEEK.shift(-weeks_ago), [*told, {"registered": False}])
        [found] = await indicator_figures(session, [school], [WEEK])
        rows = {row["code"]: row for row in (await status(session, school, WEEK))["indicators"]}
    assert amount(found.figure("teachers_journal_linked")).replace("\u00a0", " ") == "3 из 4 (75 %)"
    assert amount(found.figure("teachers_called")).replace("\u00a0", " ") == "3 из 4 (75 %)"
    assert found.figure("teachers_total").now.value is None
    assert (rows["teachers_journal_linked"]["total"], rows["teachers_total"]["value"]) == (4, None)
    for said in (summary(found, names=False), " ".join(school_content(found).findings).replace("\u00a0", " ")):
        assert "О регистрации файл не говорит: доли — от 4, как за" in said


async def test_whose_part_is_greater_than_those_registered_once_is_of_all(database):
    async with database.writing() as session:
        school = await add_school(session)
        await fill(session, school, [{"calls": 1}] * 3)
        await listed(session, school, WEEK.shift(-1), [{"registered": one} for one in (True, False, False)])
        [found] = await indicator_figures(session, [school], [WEEK])
    assert (found.figure("teachers_called").now.value, found.figure("teachers_called").now.total) == (3, 3)
    assert found.registration == ""
