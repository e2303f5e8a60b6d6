"""`report`: a file of the form that was asked for, or one sentence and no file."""

import pytest

from storage.database.opening import open_database
from storage.schools.registry import all_schools
from storage.schools.report_templates import keep_template
from tests.bot.commands.program import Program, people_file
from tests.reports.school import NOON
from tests.reports.test_make import template_with, words_of

ROW = "9100001;Примерова Анна Ивановна;учитель;Активен;да;1;0;1;да"


@pytest.mark.parametrize(
    ("format", "begins"), [("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF"), ("png", b"\x89PNG")]
)
async def test_each_form_is_written_whole(bot: Program, tmp_path, format, begins):
    people_file(tmp_path / "week.csv", [ROW])
    await bot("import", "week.csv", "--yes")
    ended = await bot("report", "--format", format, "--out", f"report.{format}", "--json")
    assert ended.status == 0, ended.err
    assert ended.json["weeks"] == ["2026-W46"]
    assert (tmp_path / f"report.{format}").read_bytes().startswith(begins)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--format", "xls", "--out", "report.xls"),
        ("--format", "pdf", "--out", "no/such/folder/report.pdf"),
        ("--format", "pdf", "--week", "2026-W40", "--out", "report.pdf"),
        ("--format", "pdf", "--week", "2026-W46", "--to", "2026-W40", "--out", "report.pdf"),
        ("--format", "docx", "--template", "no.docx", "--out", "report.docx"),
        ("--format", "xlsx", "--template", "week.csv", "--out", "report.xlsx"),
        ("--format", "pdf"),
    ],
)
async def test_what_cannot_be_made_is_told_and_no_file_is_left(bot: Program, tmp_path, arguments):
    people_file(tmp_path / "week.csv", [ROW])
    await bot("import", "week.csv", "--yes")
    before = set(tmp_path.iterdir())
    ended = await bot("report", *arguments)
    assert ended.status == 2
    assert ended.out == ""
    assert len(ended.err.strip().splitlines()) == 1
    assert set(tmp_path.iterdir()) == before


async def test_the_template_kept_in_the_chat_is_used_unless_another_is_named(bot: Program, tmp_path):
    people_file(tmp_path / "week.csv", [ROW])
    await bot("import", "week.csv", "--yes")
    database = await open_database(f"sqlite+aiosqlite:///{tmp_path}/data/dezhurny.db")
    async with database.writing() as session:
        [school] = await all_schools(session)
        await keep_template(session, school.id, template_with("БЛАНК {{ school }}"), NOON)
    await database.close()
    (tmp_path / "other.docx").write_bytes(template_with("Другой {{ school }}"))
    for more, begins in (((), "БЛАНК"), (("--template", "other.docx"), "Другой")):
        ended = await bot("report", "--format", "docx", *more, "--out", "report.docx")
        assert ended.status == 0, ended.err
        assert words_of((tmp_path / "report.docx").read_bytes()).startswith(begins)
