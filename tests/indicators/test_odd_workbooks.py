"""xlsx that every office program opens: a second reader takes what the library refuses, and says what is wrong."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from indicators.errors import UnusableFile
from indicators.reading import archives
from indicators.reading.child import read_tables
from indicators.reading.excel import tolerant, workbooks
from indicators.reading.excel.struck import NOTE
from indicators.reading.limits import ReadLimits
from indicators.reading.tidying import tidy
from tests.indicators.test_corpus import CORPUS

SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
ROWS = [["ФИО", "Сообщений", "Активность"], ["Лунина Вера Олеговна", 12, date(2026, 11, 9)], ["Громов Пётр", 3, None]]
BOTTOM = b'<c r="B3" t="n"><v>3</v></c>'


def workbook() -> dict[str, bytes]:
    book = openpyxl.Workbook()
    book.active.title = "Лист"
    for row in ROWS:
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    with zipfile.ZipFile(kept) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def changed(path, part, *swaps):
    parts = workbook()
    for old, new in swaps:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new)
    return packed(path / "a.xlsx", parts)


async def rows_of(path):
    table = (await read_tables(path))[0]
    return table.rows


@pytest.mark.parametrize("error", ["#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#ПЕРЕНОС!", ""])
async def test_an_error_of_newer_programs_is_an_unknown_value(tmp_path, error):
    path = changed(tmp_path, SHEET, (BOTTOM, f'<c r="B3" t="e"><v>{error}</v></c>'.encode()))
    assert await rows_of(path) == [*ROWS[:2], ["Громов Пётр", None, None]]


@pytest.mark.parametrize("reference", ["#REF!", "A1:", "", "A1:XFE9", "1:3", "A:C", "R1C1:R3C3", "A0:C3"])
async def test_an_odd_dimension_is_nobodys_loss(tmp_path, reference):
    path = changed(tmp_path, SHEET, (b'<dimension ref="A1:C3"', f'<dimension ref="{reference}"'.encode()))
    assert await rows_of(path) == ROWS


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'r="A1"', b'r="a1"'),
        (b'r="A1"', b'r="$A$1"'),
        (b'r="A1"', b'r="1"'),
        (b' r="A1"', b""),
        (b'<row r="1">', b"<row>"),
        (b'<row r="1">', b'<row r="first">'),
        (b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="#REF!"/><mergeCell ref="A9"/></mergeCells>'),
        (BOTTOM, b'<c r="B3"><v>3</v></c>'),
        (BOTTOM, b'<c r="B3" s="999"><v>3</v></c>'),
        (BOTTOM, b'<c r="B3" t="n"><f>1+2</f><v>3</v></c>'),
    ],
)
async def test_cells_that_are_written_oddly(tmp_path, old, new):
    assert await rows_of(changed(tmp_path, SHEET, (old, new))) == ROWS


async def test_a_sheet_without_a_part_and_a_macro_sheet_are_passed_over(tmp_path):
    parts = workbook()
    more = f'<sheet {RELATIONS} name="Пропал" sheetId="8" r:id="rId98"/>'
    more += f'<sheet {RELATIONS} name="Макрос" sheetId="9" r:id="rId99"/></sheets>'
    parts[BOOK] = parts[BOOK].replace(b"</sheets>", more.encode())
    macro = (
        b'<Relationship Id="rId99" Target="macrosheets/sheet1.xml" '
        b'Type="http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"/></Relationships>'
    )
    links = "xl/_rels/workbook.xml.rels"
    parts[links] = parts[links].replace(b"</Relationships>", macro)
    parts["xl/macrosheets/sheet1.xml"] = b"<xm:macrosheet xmlns:xm='http://x'/>"
    (table,) = await read_tables(packed(tmp_path / "a.xlsx", parts))
    assert table.rows == ROWS
    assert table.notes == ["Лист «Пропал» не прочитан: в файле от него осталось только название."]


async def test_a_workbook_of_macros_alone_says_so(tmp_path):
    parts = workbook()
    links = "xl/_rels/workbook.xml.rels"
    parts[links] = parts[links].replace(b"relationships/worksheet", b"relationships/xlMacrosheet")
    with pytest.raises(UnusableFile, match="только макросы"):
        await read_tables(packed(tmp_path / "a.xlsx", parts))


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx"])
async def test_names_packed_with_backslashes(tmp_path, name):
    parts = workbook()
    if name == "a.docx":
        cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in ("ФИО", "Звонков"))
        body = f"<w:body><w:tbl><w:tr>{cells}</w:tr></w:tbl></w:body>"
        spaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        parts = {"word/document.xml": f"<w:document {spaces}>{body}</w:document>".encode()}
    path = packed(tmp_path / name, {part.replace("/", "\\"): content for part, content in parts.items()})
    assert await rows_of(path) == (ROWS if name == "a.xlsx" else [["ФИО", "Звонков"]])


async def test_a_sheet_that_breaks_off_is_not_read_halfway(tmp_path):
    parts = workbook()
    parts[SHEET] = parts[SHEET][: parts[SHEET].index(BOTTOM) + 9]
    with pytest.raises(UnusableFile, match="«Лист» обрывается на строке 3"):
        await read_tables(packed(tmp_path / "a.xlsx", parts))


async def test_a_package_without_its_workbook_says_so(tmp_path):
    parts = workbook()
    del parts[BOOK]
    with pytest.raises(UnusableFile, match="нет самой книги"):
        await read_tables(packed(tmp_path / "a.xlsx", parts))


async def test_bounds_hold_for_the_second_reader_too(tmp_path):
    odd = (b'<dimension ref="A1:C3"', b'<dimension ref="?"')
    far = changed(tmp_path, SHEET, odd, (BOTTOM, b'<c r="XFD3"><v>3</v></c>'), (b'<row r="3">', b'<row r="1048576">'))
    with pytest.raises(UnusableFile, match="слишком много строк"):
        await read_tables(far)
    entity = changed(tmp_path, SHEET, (b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet'), odd)
    with pytest.raises(UnusableFile, match="слишком много данных"):
        await read_tables(entity)


async def test_hidden_rows_and_columns_are_read_and_that_is_said(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Лист"
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    assert (await read_tables(tmp_path / "a.xlsx"))[0].notes == []
    book.active.column_dimensions["B"].hidden = True
    book.active.row_dimensions[3].hidden = True
    book.active.row_dimensions[9].hidden = True
    book.create_sheet("Прочее").append(["Заметка"])
    book.save(tmp_path / "b.xlsx")
    table = (await read_tables(tmp_path / "b.xlsx"))[0]
    assert table.rows == ROWS
    assert table.notes == ["Лист «Лист»: скрытые строки (1) и столбцы (B) тоже прочитаны."]


async def test_what_is_struck_out_in_a_cell_is_not_read(tmp_path):
    struck, plain = InlineFont(strike=True), InlineFont()
    old = TextBlock(struck, "нет")
    inline = openpyxl.Workbook()
    inline.active.append(["ФИО", CellRichText(TextBlock(struck, "Чаты "), "Звонки")])
    inline.active.append(["Лунина Вера Олеговна", CellRichText(old, TextBlock(plain, " да"))])
    inline.active.append(["Громов Пётр Ильич", CellRichText(old)])
    inline.save(tmp_path / "a.xlsx")
    with xlsxwriter.Workbook(tmp_path / "b.xlsx") as shared:
        line = shared.add_format({"font_strikeout": True})
        sheet = shared.add_worksheet()
        sheet.write_row(0, 0, ["ФИО", "Звонки"])
        sheet.write(1, 0, "Лунина Вера Олеговна")
        sheet.write_rich_string(1, 1, line, "нет", " да")
        sheet.write_row(2, 0, ["Громов Пётр Ильич", "нет"])
    for name in ("a.xlsx", "b.xlsx"):
        table = (await read_tables(tmp_path / name))[0]
        assert [row[1] for row in table.rows] == ["Звонки", "да", "нет"]
        assert table.notes == [NOTE]


def test_moments_booleans_and_formats_are_read_as_the_library_reads_them(tmp_path):
    book = openpyxl.Workbook()
    book.active.append([datetime(2026, 11, 9, 8, 30), date(1900, 1, 5), True, 1.5, "  ", "№ 1"])
    book.active["D1"].number_format = '0.0" дн."'
    book.active["B2"] = date(2026, 2, 28)
    book.active.merge_cells("E2:F2")
    book.active["E2"] = "Итого"
    book.create_sheet("Пустой").sheet_state = "hidden"
    path = tmp_path / "a.xlsx"
    book.save(path)
    first, second = both_readings(path)
    assert first == second


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.xls[xm]")), ids=lambda path: path.name)
def test_both_readers_read_the_corpus_alike(path):
    if path.name.startswith("refused-"):
        return
    first, second = both_readings(path)
    assert first == second


def both_readings(path):
    """What the library and the second reader make of one file."""
    data, limits = path.read_bytes(), ReadLimits()
    first, second = workbooks.read(data, limits), tolerant.read(archives.opened(data, limits), limits)
    return [_shown(tidy(first)), _shown(tidy(second))]


def _shown(tables):
    return [(one.name, one.hidden, one.first_row, [list(map(str, row)) for row in _filled(one)]) for one in tables]


def _filled(table):
    """Without empty columns on the left, which the library leaves out."""
    rows = table.rows
    while rows and rows[0] and all(row[0] is None for row in rows):
        rows = [row[1:] for row in rows]
    return rows
