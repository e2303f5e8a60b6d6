"""xls from writers that are not Excel: code pages beside UTF-16 texts, formats under numbers of dates, other names."""

import struct
from datetime import date

import pytest
import xlwt

from indicators.reading.child import read_tables
from indicators.reading.excel.formats import is_date
from indicators.reading.excel.ole import Container
from indicators.reading.excel.xls_mending import mended

ROWS = (("ФИО", "Сообщений", "Последняя активность"), ("Лунина Вера Олеговна", 12, date(2026, 11, 9)))
READ = [list(ROWS[0]), list(ROWS[1])]


@pytest.fixture
def written(tmp_path):
    """An xls by another writer, with its formats under the library's own numbers from 164 up."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Сотрудники")
    count, day = xlwt.easyxf(num_format_str="000"), xlwt.easyxf(num_format_str="DD.MM.YYYY")
    for number, row in enumerate(ROWS):
        for column, value in enumerate(row):
            sheet.write(number, column, value, (xlwt.Style.default_style, count, day)[column if number else 0])
    for number in range(2, 60):  # more than the container keeps aside for small streams
        sheet.write(number, 0, f"Громов Пётр Ильич {number}")
    path = tmp_path / "a.xls"
    book.save(str(path))
    return path


def changed(path, kind, change):
    """The file with the content of each record of a kind passed through a function."""
    content = bytearray(path.read_bytes())
    box = Container(bytes(content))
    _, _, first, size = next(entry for entry in box.entries() if entry[0] == "Workbook")
    places = box.places(first)
    stream, offset = box.content(places, size), 0
    while offset + 4 <= len(stream):
        found, length = struct.unpack_from("<HH", stream, offset)
        if found == kind:
            for shift, byte in enumerate(change(stream[offset + 4 : offset + 4 + length])):
                content[box.place_of(places, offset + 4 + shift)] = byte
        offset += 4 + length
    path.write_bytes(content)


def renumbered(path, old, new):
    """A format gets another number, with all cells that use it."""
    two = struct.Struct("<H")
    changed(path, 0x041E, lambda one: (two.pack(new) if one[:2] == two.pack(old) else one[:2]) + one[2:])
    changed(path, 0x00E0, lambda one: one[:2] + (two.pack(new) if one[2:4] == two.pack(old) else one[2:4]) + one[4:])


def number_of(path, code):
    found = []
    text = struct.pack("<HB", len(code), 0) + code.encode()
    changed(path, 0x041E, lambda one: (found.append(one[:2]) if one[2:] == text else None, one)[1])
    return struct.unpack("<H", found[0])[0]


async def first_rows(path):
    (table,) = await read_tables(path)
    return table.rows[:2]


async def test_a_writer_that_does_as_excel_does_is_left_as_it_is(written):
    assert mended(written.read_bytes()) == written.read_bytes()
    assert await first_rows(written) == READ


@pytest.mark.parametrize("code_page", [1251, 1252, 866, 0, 65001])
async def test_the_writers_code_page_means_nothing_beside_utf_16(written, code_page):
    changed(written, 0x0042, lambda _: struct.pack("<H", code_page))
    assert await first_rows(written) == READ


@pytest.mark.parametrize("number", [14, 17, 22, 27, 45, 50, 58])
async def test_a_count_under_a_number_of_dates_stays_a_count(written, number):
    renumbered(written, number_of(written, "000"), number)
    assert await first_rows(written) == READ


@pytest.mark.parametrize("number", [5, 40, 49, 60, 163])
async def test_a_day_under_a_number_of_counts_stays_a_day(written, number):
    renumbered(written, number_of(written, "DD.MM.YYYY"), number)
    assert await first_rows(written) == READ


@pytest.mark.parametrize("name", ["WORKBOOK", "workbook", "BOOK"])
async def test_the_stream_may_be_written_in_capitals(written, name):
    old = "Workbook".encode("utf-16-le")
    content = written.read_bytes()
    at = content.index(old)
    length = struct.pack("<H", 2 * len(name) + 2)
    entry = name.encode("utf-16-le").ljust(64, b"\0") + length
    written.write_bytes(content[:at] + entry + content[at + len(entry) :])
    assert await first_rows(written) == READ


@pytest.mark.parametrize(
    ("code", "dated"),
    [
        ("dd.mm.yyyy", True),
        ("[h]:mm", True),
        ("[$-419]d mmm;@", True),
        ("M/D/YY", True),
        ("000", False),
        ("General", False),
        ('0" дн."', False),
        ('0 "days"', False),
        ("[Red]0", False),
        ("0\\d", False),
        ("_(* #,##0_)", False),
        ("@", False),
    ],
)
def test_which_formats_show_a_day(code, dated):
    assert is_date(code) is dated


@pytest.mark.parametrize("length", [0, 8, 75, 511, 600, 2_000, 5_000])
def test_a_container_cut_short_is_left_to_the_library(written, length):
    data = written.read_bytes()[:length]
    assert mended(data) == data


async def test_hidden_rows_and_columns_are_read_and_that_is_said(tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Сотрудники")
    for number in range(120):  # more than the container keeps aside for small streams
        for column, value in enumerate((f"Громов Пётр Ильич {number}", number, "да")):
            sheet.write(number, column, value)
    sheet.col(1).hidden = True
    sheet.row(5).hidden = sheet.row(7).hidden = True
    book.save(str(tmp_path / "hidden.xls"))
    (table,) = await read_tables(tmp_path / "hidden.xls")
    assert table.rows[5] == ["Громов Пётр Ильич 5", 5, "да"]
    assert table.notes == ["Лист «Сотрудники»: скрытые строки (2) и столбцы (B) тоже прочитаны."]
