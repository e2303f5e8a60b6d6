"""A school's own template: known by its placeholders, tried before it is kept, used for every docx."""

import io

import pytest
from docx import Document

from indicators.errors import UnusableFile
from reports.make import make_report
from reports.weekly.document import PLACES
from reports.weekly.own_template import LARGEST, check_template, has_places
from reports.weekly.template import default_template
from storage.schools.report_templates import drop_template, keep_template
from tests.reports.school import NOON, WEEK, add_school, demo_school
from tests.reports.test_make import template_with, words_of

OWN = "БЛАНК (пример) {{ school }} за {{ period }}"


def cut_into_runs(*pieces: str) -> bytes:
    """Word keeps what was typed in pieces, with markup between them."""
    document = Document()
    paragraph = document.add_paragraph()
    for piece in pieces:
        paragraph.add_run(piece).bold = bool(len(paragraph.runs) % 2)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_a_template_is_known_by_its_placeholders():
    assert has_places(default_template())
    assert has_places(template_with(OWN))
    assert has_places(cut_into_runs("{{ sch", "ool }", "}"))
    assert not has_places(template_with("Статистика школы, school, {{ что-то }}"))
    assert not has_places(b"PK\x03\x04 no docx at all")


def test_a_template_is_tried_with_a_week_that_has_everything():
    every = [name for name in PLACES if name != "comparison"]  # of many schools: never of one's own form
    missing = f"{{% if findings and not ({' and '.join(every)}) %}}{{{{ missing }}}}{{% endif %}}"
    check_template(template_with(f"{OWN} {missing}"))


@pytest.mark.parametrize(
    "content",
    [default_template(), template_with(OWN), cut_into_runs("{{ sch", "ool }", "}")],
    ids=["ours", "letterhead", "in pieces"],
)
def test_a_template_that_can_be_filled_is_taken(content):
    check_template(content)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (template_with("{{ school }} {{ director }}"), r"не знает: \{\{ director \}\}"),
        (template_with("{{ school } за {{ period }}"), r"ошибка в скобках рядом с «\{\{ school \} за"),
        (template_with("Бланк школы"), "нет ни одного места"),
        (template_with("{{ school }}: {{ taken[0] }}"), "когда какой-нибудь из списков пуст"),
        (b"\xd0\xcf\x11\xe0 an old doc", "не читается как документ Word"),
        (b"PK" + bytes(LARGEST), "больше 2 МБ"),
    ],
    ids=["unknown", "brackets", "nothing to fill", "empty list", "old Word", "large"],
)
def test_a_template_that_would_fail_some_week_is_refused_with_the_reason(content, told):
    with pytest.raises(UnusableFile, match=told):
        check_template(content)


@pytest.mark.parametrize("apart", [False, True])
async def test_every_docx_of_the_school_is_made_from_its_own_template(database, apart):
    async with database.writing() as session:
        built = await demo_school(session, 3, 1)
        await keep_template(session, built.school.id, template_with(OWN), NOON)
    about = {"schools": [built.school], "weeks": [WEEK], "format": "docx", "apart": apart}
    assert "БЛАНК (пример) МБОУ «Школа Примерная № 1»" in words_of(await make_report(database, **about))
    given = await make_report(database, **about, template=template_with("Другой бланк {{ school }}"))
    assert words_of(given).startswith("Другой бланк")
    async with database.writing() as session:
        assert await drop_template(session, built.school.id)
    assert "Что показал анализ" in words_of(await make_report(database, **about))


async def test_other_schools_and_comparisons_keep_the_ordinary_template(database):
    async with database.writing() as session:
        built = await demo_school(session, 3, 1)
        other = await add_school(session, "Лицей № 5 (пример)")
        await keep_template(session, other.id, template_with(OWN), NOON)
    for schools in ([built.school], [built.school, other]):
        made = await make_report(database, schools=schools, weeks=[WEEK], format="docx")
        assert "БЛАНК" not in words_of(made)
