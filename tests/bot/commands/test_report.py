"""`report`: a file of the form that was asked for, or one sentence and no file."""

import pytest

from tests.bot.commands.program import Program, people_file

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
