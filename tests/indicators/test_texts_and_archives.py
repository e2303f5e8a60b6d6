"""Text files with broken quotes, web archives, and archives that are bombs."""

import io
import zipfile
from email.message import EmailMessage

import pytest

from indicators.errors import BadWeek, UnusableFile
from indicators.reading.child import read_tables
from indicators.weeks import Week


async def test_a_quote_that_is_never_closed_does_not_swallow_the_rows_after_it(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('Школа;ФИО;Звонки\n"СОШ 1;Иванова Анна;1\nСОШ 2;Орлов Пётр;0\n', encoding="utf-8")
    (table,) = await read_tables(path)
    assert table.rows == [["Школа", "ФИО", "Звонки"], ["СОШ 1", "Иванова Анна", "1"], ["СОШ 2", "Орлов Пётр", "0"]]


async def test_line_breaks_inside_closed_quotes_stay_in_their_cell(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('Школа;ФИО;Звонки\n"СОШ 1";"Иванова\nАнна";1\n', encoding="utf-8")
    (table,) = await read_tables(path)
    assert len(table.rows) == 2


async def test_a_web_page_in_one_file_is_read(tmp_path):
    message = EmailMessage()
    message.set_content("<table><tr><td>ФИО</td><td>Звонки</td></tr></table>", subtype="html", cte="base64")
    message.make_related()
    path = tmp_path / "a.xls"
    path.write_bytes(b"MIME-Version: 1.0\r\n" + message.as_bytes())
    (table,) = await read_tables(path)
    assert table.rows == [["ФИО", "Звонки"]]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("<s>7</s>12", "12"),
        ("<del>7</del> <b>12</b>", "12"),
        ("<strike>7", "7"),
        ("12<sup>1)</sup>", "12"),
        ("<sup>1</sup>", "1"),
        ("<span style='DISPLAY: none'>1</span>12", "12"),
        ("<span hidden>1<span>3</span>4</span>12", "12"),
        ("<input type=checkbox checked>", "☑"),
        ("<input type=checkbox>", "☐"),
    ],
)
async def test_a_cell_of_a_page_says_what_a_browser_shows_of_it(tmp_path, cell, shown):
    path = tmp_path / "a.xls"
    path.write_text(f"<table><tr><td>ФИО<td>Звонки<tr><td>{cell}<td>12</table>", encoding="utf-8")
    (table,) = await read_tables(path)
    assert table.rows[1] == [shown, "12"]


@pytest.mark.parametrize(
    ("head", "sentence"), [(b"MOXCEL\x00\x07", "1С"), (b"ID;PWXL;N;E\r\nC;Y1", "не похоже на таблицу")]
)
async def test_other_programs_own_tables_are_refused_with_what_to_do(tmp_path, head, sentence):
    path = tmp_path / "a.xls"
    path.write_bytes(head)
    with pytest.raises(UnusableFile, match=sentence):
        await read_tables(path)


async def test_a_bomb_inside_an_archive_is_refused_before_it_is_read_as_a_table(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("a.csv", b"0" * 30_000_000)
    path = tmp_path / "a.zip"
    path.write_bytes(packed.getvalue())
    with pytest.raises(UnusableFile, match="слишком много данных"):
        await read_tables(path)


async def test_a_member_of_an_archive_without_a_name_is_passed_over(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as box:
        box.writestr("a.csv", "ФИО;Звонков\nИванова Анна Петровна;1\n")
        box.writestr("b.csv", "")
    path = tmp_path / "a.zip"
    data = packed.getvalue()
    head = data.rindex(b"b.csv") - 46  # its entry in the list: the name's letters become a comment
    path.write_bytes(data[: head + 28] + b"\0\0\0\0\x05\0" + data[head + 34 :])
    [table] = await read_tables(path)
    assert table.rows[0] == ["ФИО", "Звонков"]


@pytest.mark.parametrize("text", ["0001-W01", "9999-W52", "1999-W10"])
def test_a_year_that_cannot_be_meant_is_no_week(text):
    with pytest.raises(BadWeek, match="проверьте год"):
        Week.parse(text)
