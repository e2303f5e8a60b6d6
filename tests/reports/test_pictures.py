"""The pictures: what is drawn keeps to its place and is told apart without colours."""

import io
import itertools
from dataclasses import replace

import pytest
from matplotlib.colors import to_rgb
from PIL import Image

from reports.figures.week import indicator_figures, school_figures
from reports.pictures.canvas import BEHIND, NEUTRAL, REACHED, TRACK, fitting, largest, two_lines, wide
from reports.pictures.chart import bar, draw_chart
from reports.pictures.comparison_chart import draw_comparison
from tests.reports.school import WEEK, add_school, add_summary, add_targets, demo_school

LONG = "Муниципальное бюджетное общеобразовательное учреждение «Придуманская средняя школа имени Героя № 17»"


def picture_of(content):
    return Image.open(io.BytesIO(content)).convert("L")


async def test_the_colours_are_told_apart_on_a_grey_printer():
    def grey(colour):
        red, green, blue = to_rgb(colour)
        return 255 * (0.299 * red + 0.587 * green + 0.114 * blue)

    shades = [grey(colour) for colour in (REACHED, BEHIND, NEUTRAL, TRACK)]
    assert all(lighter - darker >= 40 for darker, lighter in itertools.pairwise(shades))


@pytest.mark.parametrize("title", ["МБОУ «Школа № 1»", LONG, "Ш" * 200], ids=["short", "long", "endless"])
async def test_a_schools_name_of_any_length_leaves_the_margin_white(database, title):
    async with database.writing() as session:
        built = await demo_school(session, 5, 2, title=title)
        drawn = picture_of(draw_chart(await school_figures(session, built.school, [WEEK])))
    margin = drawn.crop((drawn.width - 28, 0, drawn.width, 140))
    assert margin.getextrema() == (255, 255)


def test_large_figures_do_not_run_into_the_titles():
    words = "123 456 из 200 000  62 %"
    room = 676 - wide("10 сообщений за неделю", 27) - 16
    assert wide(words, 29, "bold") > room
    assert wide(words, largest(words, (29, 26, 23, 20, 17), room, "bold"), "bold") <= room


async def test_a_target_in_people_has_no_place_on_a_bar_of_percentages(database):
    async with database.writing() as session:
        school = await add_school(session)
        await add_targets(session, school)
        shares = {"pupils_total": (None, None, 80.0), "teachers_called": (None, None, 50.0)}
        await add_summary(session, school, WEEK, shares)
        figures = await school_figures(session, school, [WEEK])
    assert bar(figures.figure("pupils_total")).mark is None
    assert bar(figures.figure("teachers_called")).mark == 0.6


def test_what_is_cut_says_so_and_fits():
    assert fitting("Школа", 20, 500) == "Школа"
    cut = fitting(LONG, 20, 300)
    assert cut.endswith("…")
    assert wide(cut, 20) <= 300
    lines = two_lines(LONG, 20, 400)
    assert len(lines) == 2
    assert all(wide(line, 20) <= 400 for line in lines)


async def test_the_comparison_has_a_row_for_each_school_and_tells_the_longest_names_apart(database):
    from reports.pictures.comparison_chart import _name

    async with database.writing() as session:
        schools = [await add_school(session, LONG.replace("17", str(number))) for number in range(5)]
        await add_summary(session, schools[0], WEEK, {"teachers_total": (5, 10, None)})
        found = await indicator_figures(session, schools, [WEEK])
        drawn = picture_of(draw_comparison(found))
    assert drawn.size == (1080, 216 + 5 * 66 + 90)
    assert len({_name(school.name)[0] for school in schools}) == 5
    assert drawn.crop((1060, 0, 1080, drawn.height)).getextrema() == (255, 255)


async def test_a_school_with_an_older_week_keeps_its_whole_name_in_the_comparison(database):
    async with database.writing() as session:
        school = await add_school(session, "Гимназия")
        await add_summary(session, school, WEEK, {"teachers_total": (5, 10, None)})
        [found] = await indicator_figures(session, [school], [WEEK])
    names = [f"Гимназия имени академика Примерова № {number}" for number in (3, 4)]
    behind = [replace(found, school=name, weeks=(WEEK.shift(-1),)) for name in names]
    drawn = {picture_of(draw_comparison([one, found])).tobytes() for one in behind}
    assert len(drawn) == 2
