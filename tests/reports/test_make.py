"""The weekly report, opened by foreign programs: numbers are numbers, words are there, nothing is executed."""

import asyncio
import io
import re
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import select, update

from indicators.errors import UnknownWeek, UnusableFile, UsageError
from indicators.weeks import Week
from reports.make import FORMATS, make_report, weeks_between
from reports.weekly.template import default_template
from storage.tables import Claim, OutboxRow, Person, PersonWeek, School
from tests.namesakes import of_one_name
from tests.reports.paper import font_files, used_fonts
from tests.reports.school import (
    WEEK,
    add_import,
    add_list,
    add_people,
    add_school,
    add_summary,
    add_targets,
    demo_school,
)

EVIL = '=HYPERLINK("http://example.org";"нажми")'


async def made(database, format: str, of=(WEEK,), template: bytes | None = None, **school) -> bytes:
    async with database.writing() as session:
        built = await demo_school(session, **school)
    return await make_report(database, schools=[built.school], weeks=list(of), format=format, template=template)


def template_with(text: str) -> bytes:
    document = Document()
    document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def to_pdf(folder: Path, *names: str) -> None:
    """By an office suite, which is started once for all of them."""
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/office", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(folder), *(str(folder / name) for name in names)], check=True, timeout=120
    )


def pages_of(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


def words_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)
    return text.replace("\u00a0", " ")


async def test_every_sheet_tells_namesakes_apart(database):
    async with database.writing() as session:
        built = await demo_school(session)
        disputing = await session.scalar(select(Claim.person_id))
        reminded = await session.scalar(select(OutboxRow.person_id).where(OutboxRow.person_id != disputing))
        posts = [await of_one_name(session, reminded, disputing), (await session.get_one(Person, reminded)).role]
    content = await make_report(database, schools=[built.school], weeks=[WEEK], format="xlsx")
    book = load_workbook(io.BytesIO(content))
    for sheet, told in (("Педагоги", posts), ("Напоминания", posts[1:]), ("Сообщения об ошибках", posts[:1])):
        names = [str(row[0]) for row in book[sheet].iter_rows(values_only=True)]
        assert all(any(name.endswith(f" ({post})") for name in names) for post in told), sheet


async def test_what_an_officer_decided_is_said_in_words(database):
    book = load_workbook(io.BytesIO(await made(database, "xlsx")))
    rows = list(book["Сообщения об ошибках"].iter_rows(min_row=3, values_only=True))
    assert sorted(str(row[-1]) for row in rows) == ["данные верны", "ответа ещё нет"]


async def test_the_spreadsheet_holds_numbers_percents_and_dates_not_texts(database):
    book = load_workbook(io.BytesIO(await made(database, "xlsx")))
    assert book.sheetnames == ["Показатели", "Педагоги", "Напоминания", "Кому нельзя написать", "Сообщения об ошибках"]
    indicators = book["Показатели"]
    assert isinstance(indicators["B4"].value, int)
    assert 0 < indicators["D4"].value <= 1
    assert indicators["D4"].number_format == "0.0%"
    _, headings, first, *_ = book["Напоминания"].values
    assert isinstance(first[headings.index("Когда")], datetime)
    teachers = book["Педагоги"]
    assert teachers.freeze_panes == "B3"
    assert teachers.auto_filter.ref.startswith("A2:")
    assert teachers.max_row == 62


async def test_flags_are_words_and_what_is_empty_is_left_out(database):
    async with database.writing() as session:
        school = await add_school(session)
        await add_list(session, school, WEEK, await add_people(session, school, 12), 3)
    book = load_workbook(io.BytesIO(await make_report(database, schools=[school], weeks=[WEEK], format="xlsx")))
    assert book.sheetnames == ["Показатели", "Педагоги", "Кому нельзя написать"]
    teachers = book["Педагоги"]
    headings = [cell.value for cell in teachers[2]]
    assert "Освобождение" not in headings
    column = next(place for place, heading in enumerate(headings) if heading.startswith("Без звонка за неделю: "))
    marks = [row[column].value for row in teachers.iter_rows(min_row=3)]
    assert set(marks) <= {"да", "—", None}
    assert headings[column] == f"Без звонка за неделю: {marks.count('да')}"


async def test_what_a_file_says_without_a_number_is_no_empty_cell(database):
    async with database.writing() as session:
        school = await add_school(session)
        people = await add_people(session, school, 12)
        await add_list(session, school, WEEK, people, 3)
        told = {"registered": True, "group_messages": None, "messages_3": None}
        for person_id, reached in zip(people, (True, False, None), strict=False):
            row = update(PersonWeek).where(PersonWeek.person_id == person_id)
            await session.execute(row.values(messages_10=reached, **told))
    book = load_workbook(io.BytesIO(await make_report(database, schools=[school], weeks=[WEEK], format="xlsx")))
    teachers = book["Педагоги"]
    column = [cell.value for cell in teachers[2]].index("Сообщений")
    cells = [row[column].value for row in teachers.iter_rows(min_row=3)]
    assert {one for one in cells if isinstance(one, str)} == {"достаточно", "мало", "—"}
    assert None not in cells


async def test_more_weeks_than_a_page_has_room_for_go_down_a_sheet_of_their_own(database):
    weeks = weeks_between(WEEK.shift(-11), WEEK)
    book = load_workbook(io.BytesIO(await made(database, "xlsx", of=weeks, weeks=12)))
    assert book["Показатели"].max_column == 7
    down = book["По неделям"]
    assert [down["A2"].value, down.max_row, down.max_column] == ["Неделя", 2 + 12, 9]


async def test_the_weeks_of_a_file_with_percentages_alone_are_percents(database):
    async with database.writing() as session:
        school = await add_school(session)
        await add_targets(session, school)
        for week, share in ((WEEK.shift(-1), 62.5), (WEEK, 80.0)):
            await add_summary(session, school, week, {"teachers_created_chats": (None, None, share)})
    book = load_workbook(io.BytesIO(await make_report(database, schools=[school], weeks=[WEEK], format="xlsx")))
    row = next(row for row in book["Показатели"].iter_rows(min_row=3) if "создавшие" in row[0].value)
    found = {row_heading.value: cell for row_heading, cell in zip(book["Показатели"][2], row, strict=True)}
    assert [found[name].value for name in ("Доля", "Цель", "Прошлый раз", "Изменение")] == [0.8, 0.9, 0.625, 17.5]
    assert found["Изменение"].number_format.startswith('+0.0" п. п."')
    assert [cell.value for cell in row[-2:]] == [0.625, 0.8]


async def test_every_row_is_as_high_as_its_text_and_no_headings_word_is_torn(database):
    book = load_workbook(io.BytesIO(await made(database, "xlsx")))
    for sheet in book:
        for cell in sheet[2]:
            width = sheet.column_dimensions[cell.column_letter].width
            assert width >= max(len(word) for word in cell.value.replace("\u00a0", " ").split())
        for row in sheet.iter_rows(min_row=3):
            text = max(len(str(c.value or "")) / sheet.column_dimensions[c.column_letter].width for c in row[:1])
            assert text <= 1 or sheet.row_dimensions[row[0].row].height >= 30


async def test_a_name_that_is_a_formula_stays_a_name(database):
    async with database.writing() as session:
        built = await demo_school(session, 5)
        await session.execute(update(Person).where(Person.id == built.people[0]).values(full_name=EVIL))
        await session.execute(update(School).values(name="=1+1"))
        await session.refresh(built.school)
    content = await make_report(database, schools=[built.school], weeks=[WEEK], format="xlsx")
    cells = [cell for sheet in load_workbook(io.BytesIO(content)) for row in sheet.iter_rows() for cell in row]
    assert any("HYPERLINK" in str(cell.value).upper() for cell in cells)
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)


async def test_the_document_says_findings_measures_and_has_places_to_sign(database):
    text = words_of(await made(database, "docx"))
    for words in ("Что показал анализ", "Принятые меры", "Предлагаемые меры", "Заместитель директора", "9–15 ноября"):
        assert words in text
    assert "По этим данным отправлено" in text
    assert "{{" not in text
    assert "{%" not in text
    assert "______ /" in text


async def test_an_office_suite_opens_it_and_nobody_signs_an_empty_page(database, tmp_path):
    """What is proposed stands above the places to sign, and the lists by name behind them."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "report.docx").write_bytes(await made(database, "docx"))
    (tmp_path / "sheets.xlsx").write_bytes(await made(database, "xlsx", title="Школа № 3"))
    await asyncio.to_thread(to_pdf, tmp_path, "report.docx", "sheets.xlsx")
    for path in (tmp_path / "report.pdf", tmp_path / "sheets.pdf"):
        assert "Учителя, создавшие групповые чаты" in " ".join(" ".join(pages_of(path)).split())
    own = tmp_path / "own.pdf"
    own.write_bytes(await made(database, "pdf", title="Школа № 2"))
    for path in (tmp_path / "report.pdf", own):
        pages = [" ".join(page.split()) for page in pages_of(path)]
        [signed] = [page for page in pages if "Заместитель директора" in page]
        assert "Предлагаемые меры" in signed
        annex = pages[pages.index(signed) + 1]
        assert annex.lstrip("0123456789 ").startswith("Приложение. Кому помочь, поимённо")
        assert "и ещё" not in "".join(pages)


async def test_word_knows_that_the_document_is_russian_and_repeats_the_tables_heading(database):
    document = Document(io.BytesIO(await made(database, "docx")))
    assert set(document.styles.element.xpath("//w:lang/@w:val")) == {"ru-RU"}
    assert document.tables[0].rows[0]._tr.xpath("w:trPr/w:tblHeader")


async def test_the_pdf_is_searchable_and_its_fonts_are_embedded(database, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(await made(database, "pdf"))
    reader = PdfReader(path)
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert "Школа Примерная" in text
    assert "Учителя, совершившие минимум 1 звонок" in " ".join(text.split())
    carried = font_files(path)
    assert all(carried[font] for font in used_fonts(path))


async def test_the_picture_is_a_png_a_phone_can_show(database):
    content = await made(database, "png")
    assert content.startswith(b"\x89PNG")
    width, height = (int.from_bytes(content[start : start + 4], "big") for start in (16, 20))
    assert (width, height > width) == (1080, True)


@pytest.mark.parametrize("format", ["docx", "xlsx", "pdf", "png"])
@pytest.mark.parametrize("people", [1, 500])
async def test_one_teacher_or_many_make_a_report(database, format, people):
    assert len(await made(database, format, count=people, weeks=1)) > 1000


@pytest.mark.parametrize("format", ["docx", "xlsx", "pdf", "png"])
async def test_very_long_names_no_targets_and_zeros_make_a_report(database, format):
    async with database.writing() as session:
        school = await add_school(session, "Школа " + "имени Очень Длинного Человека " * 12)
        await add_people(session, school, 2, ["Ы" * 100 + " Анна Ивановна", "Кто-то & <b>Кто</b> Ивановна"])
        zeros = {"teachers_total": (0, 0, None), "teachers_called": (0, 0, None), "pupils_total": (None, None, 0.0)}
        await add_summary(session, school, WEEK, zeros)
    assert len(await make_report(database, schools=[school], weeks=[WEEK], format=format)) > 1000


async def test_a_week_without_data_is_told_in_words(database):
    async with database.writing() as session:
        built = await demo_school(session, 3, 1)
    with pytest.raises(UnknownWeek, match="данных нет"):
        await make_report(database, schools=[built.school], weeks=[WEEK.shift(3)], format="pdf")


async def test_a_range_of_weeks_names_its_ends(database):
    weeks = weeks_between(WEEK.shift(-3), WEEK)
    assert "19 октября" in words_of(await made(database, "docx", of=weeks))
    by_week = Document(io.BytesIO(await made(database, "docx", of=weeks, title="Школа № 2"))).tables[1]
    shown = [row.cells[0].text.replace("\u00a0", " ") for row in by_week.rows]
    assert shown == ["Неделя", "19–25 октября", "26 октября – 1 ноября", "2–8 ноября", "9–15 ноября"]
    with pytest.raises(UsageError):
        weeks_between(WEEK, WEEK.shift(-1))


async def test_many_schools_stand_beside_each_other(database):
    async with database.writing() as session:
        schools = [await add_school(session, f"Школа Примерная № {number}") for number in range(1, 4)]
        for number, school in enumerate(schools):
            await add_summary(session, school, WEEK, {"teachers_total": (40 + number, 50, None)})
        await add_import(session, schools[0], WEEK.shift(-1), "summary", 1)
    book = load_workbook(io.BytesIO(await make_report(database, schools=schools, weeks=[WEEK], format="xlsx")))
    rows = [[cell.value for cell in row] for row in book["Сравнение"].iter_rows(min_row=3)]
    assert [row[0] for row in rows] == [*(school.name for school in schools), "Всего по школам, у которых есть данные"]
    assert [row[3] for row in rows] == [40, 41, 42, 123]
    made = {format: await make_report(database, schools=schools, weeks=[WEEK], format=format) for format in FORMATS}
    assert made["png"].startswith(b"\x89PNG")
    words = words_of(made["docx"])
    assert "по всем школам 82 %, меньше всего — 80 % (Школа Примерная № 1)" in words
    assert "Ученики, журнал" in words
    assert "Заместитель директора" not in words
    page = PdfReader(io.BytesIO(made["pdf"])).pages[0]
    assert page.mediabox.width > page.mediabox.height


async def test_a_share_without_a_count_is_in_no_sum(database):
    async with database.writing() as session:
        schools = [await add_school(session, f"Школа Примерная № {number}") for number in range(1, 4)]
        for school, called in zip(schools, ((None, None, 90.0), (20, 40, None), (20, 40, None)), strict=True):
            await add_summary(session, school, WEEK, {"teachers_total": (40, 50, None), "teachers_called": called})
    words = words_of(await make_report(database, schools=schools, weeks=[WEEK], format="docx"))
    assert "«1 звонок за неделю»: по 2 школам из 3 50 %" in words


async def test_of_several_schools_that_are_last_alike_none_is_named_alone(database):
    async with database.writing() as session:
        schools = [await add_school(session, f"Школа Примерная № {number}") for number in range(1, 4)]
        for school, called in zip(schools, (20, 10, 10), strict=True):
            figures = {"teachers_total": (40, 50, None), "teachers_called": (called, 40, None)}
            await add_summary(session, school, WEEK, figures)
    words = words_of(await make_report(database, schools=schools, weeks=[WEEK], format="docx"))
    assert "по всем школам 33 %, меньше всего — 25 % (Школа Примерная № 2, Школа Примерная № 3)." in words
    assert "«Учителя в Сферуме»: по всем школам 80 %." in words


async def test_a_school_whose_older_file_tells_nothing_is_not_shown_with_its_week(database):
    async with database.writing() as session:
        schools = [await add_school(session, f"Школа Примерная № {number}") for number in range(1, 4)]
        for school in schools[:2]:
            await add_summary(session, school, WEEK, {"teachers_total": (40, 50, None)})
        await add_import(session, schools[2], WEEK.shift(-1), "summary", 1)
    words = words_of(await make_report(database, schools=schools, weeks=[], format="docx"))
    assert "Данных за период нет: Школа Примерная № 3." in words
    assert "показана последняя известная" not in words
    assert "2–8 ноября" not in words


async def test_a_schools_own_template_keeps_its_letterhead(database):
    own = template_with("БЛАНК ШКОЛЫ {{ school }} за {{ period }}: {{ findings|length }}")
    text = words_of(await made(database, "docx", template=own))
    assert text.startswith("БЛАНК ШКОЛЫ МБОУ «Школа Примерная № 1»")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ director }}", r"не знает: \{\{ director \}\}\. Есть: school, period"),
        ("{% for row in indicators %}{{ row.aim }}{% endfor %}", r"не знает: \{\{ aim \}\}"),
        ("Школа {{ school", "ошибка в скобках рядом с «Школа {{ school»"),
        ("{% for line in findings %}{{ line }}", "ошибка в скобках.*{% endfor %}"),
        ("{% for i in range(10**9) %}x{% endfor %}", "Шаблон"),
        ("{% for i in range(99999) %}{% for j in range(99999) %}x{% endfor %}{% endfor %}", "упростите"),
        ("{{ school.__class__.__mro__ }}", "Шаблон"),
    ],
)
async def test_a_template_that_cannot_be_used_is_refused_with_the_reason(database, monkeypatch, text, told):
    monkeypatch.setattr("reports.weekly.document._SECONDS", 4)
    with pytest.raises(UnusableFile, match=told) as refused:
        await made(database, "docx", template=template_with(text), count=2, weeks=1)
    assert not re.search("undefined|unexpected|Jinja|object", refused.value.sentence)


@pytest.mark.parametrize("content", [b"", b"just a text", b"PK\x03\x04 broken"])
async def test_what_is_no_word_document_is_refused(database, content):
    with pytest.raises(UnusableFile, match="Word"):
        await made(database, "docx", template=content, count=2, weeks=1)


async def test_our_own_template_can_be_taken_changed_and_given_back(database, tmp_path):
    document = Document(io.BytesIO(default_template()))
    document.paragraphs[0].insert_paragraph_before("Управление образования (пример)")
    path = Path(tmp_path / "own.docx")
    document.save(str(path))
    text = words_of(await made(database, "docx", template=path.read_bytes()))
    assert text.startswith("Управление образования (пример)")
    assert "Что показал анализ" in text


def test_a_quarter_is_a_range():
    assert len(weeks_between(Week.parse("2026-W36"), Week.parse("2026-W44"))) == 9
