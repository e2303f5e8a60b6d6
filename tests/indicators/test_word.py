"""Word documents: what is read is what Word shows, and what cannot be read is said."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml

from indicators.errors import UnusableFile
from indicators.reading.child import read_tables

SPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    }.items()
)
HIDDEN_STYLES = f"""<w:styles {SPACES}>
<w:style w:type="character" w:styleId="Unseen"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Heir"><w:basedOn w:val="Unseen"/></w:style>
<w:style w:type="character" w:styleId="Seen"><w:basedOn w:val="Unseen"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Quiet"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Round1"><w:basedOn w:val="Round2"/></w:style>
<w:style w:type="character" w:styleId="Round2"><w:basedOn w:val="Round1"/></w:style></w:styles>"""


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def cell(content):
    return f"<w:tc>{content if content.startswith('<w:p>') else f'<w:p>{content}</w:p>'}</w:tc>"


def row(*cells, properties=""):
    return f"<w:tr>{properties}{''.join(map(cell, cells))}</w:tr>"


def table(*rows):
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def document(path, body, *, main="word/document.xml", target=None):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(main, f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/styles.xml", HIDDEN_STYLES)
        if target:
            archive.writestr(
                "_rels/.rels",
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Type="http://x/officeDocument" Target="{target}"/></Relationships>',
            )
    return path


async def read(path, body, **kwargs):
    return await read_tables(document(path / "a.docx", body, **kwargs))


async def shown(path, content):
    """The text of one cell, and what was said about the document."""
    (found,) = await read(path, table(row(run("ФИО"), run("Сообщений")), row(run("Иванова Анна"), content)))
    return found.rows[1][1], found.notes


DELETED = '<w:del w:id="1">{}</w:del>'
MOVED = '<w:moveFrom w:id="2">{}</w:moveFrom>'
WINGDINGS = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
RAISED = '<w:vertAlign w:val="superscript"/>'
CHECKBOX = (
    '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox></w:sdtPr>'
    "<w:sdtContent><w:r><w:t>{}</w:t></w:r></w:sdtContent></w:sdt>"
)
FIELD = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{}</w:ffData></w:fldChar></w:r>'
CONTROL = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("1") + DELETED.format("<w:r><w:delText>1</w:delText></w:r>") + run("2"), "12"),
        (DELETED.format(run("5")) + run("12"), "12"),
        (MOVED.format(run("1")) + run("12"), "12"),
        (run("1") + '<w:ins w:id="3">' + run("2") + "</w:ins>", "12"),
        ('<w:moveTo w:id="4">' + run("12") + "</w:moveTo>", "12"),
        (run("1", "<w:vanish/>") + run("12"), "12"),
        (run("7", "<w:strike/>") + run("12"), "12"),
        (run("12") + run("7", "<w:dstrike/>"), "12"),
        (run("7", '<w:strike w:val="0"/>') + run("2"), "72"),
        (run("7", "<w:strike/>"), "7"),
        (run("1", '<w:vanish w:val="true"/>') + run("12", '<w:vanish w:val="0"/>'), "12"),
        (run("1", '<w:rStyle w:val="Heir"/>') + run("12", '<w:rStyle w:val="Seen"/>'), "12"),
        (run("12", '<w:rStyle w:val="Round1"/>'), "12"),
        ('<w:p><w:pPr><w:pStyle w:val="Quiet"/></w:pPr>' + run("1") + "</w:p><w:p>" + run("12") + "</w:p>", "12"),
        (run("12") + run("1", RAISED), "12"),
        (run("12") + run("*)", RAISED), "12"),
        (run("м") + run("ая", RAISED), "мая"),
        (run("1", RAISED), "1"),
        (run("12") + '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>', "12"),
        (run("12") + '<w:r><w:footnoteReference w:id="2"/></w:r>', "12"),
        (CONTROL.format("", run("12")), "12"),
        (CONTROL.format("<w:showingPlcHdr/>", run("Место для ввода текста.")), None),
        ('<w:customXml w:element="a">' + run("12") + "</w:customXml>", "12"),
        ('<w:smartTag w:element="a">' + run("1") + "</w:smartTag>" + run("2"), "12"),
        ('<w:hyperlink r:id="r1">' + run("12") + "</w:hyperlink>", "12"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F050"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FB"/></w:r>', "✗"),
        ('<w:r><w:sym w:font="Segoe UI Symbol" w:char="2713"/></w:r>', "✓"),
        (run("ü", WINGDINGS), "✓"),
        (run("\uf0fe"), "☑"),
        (run("да", WINGDINGS), "да"),
        (CHECKBOX.format("1", "☒"), "☑"),
        (CHECKBOX.format("0", "☐"), "☐"),
        (FIELD.format("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>"), "☑"),
        (FIELD.format("<w:checkBox><w:default w:val='1'/></w:checkBox>"), "☑"),
        (FIELD.format("<w:checkBox><w:default w:val='1'/><w:checked w:val='0'/></w:checkBox>"), "☐"),
        (
            FIELD.format(
                "<w:ddList><w:result w:val='1'/><w:listEntry w:val='нет'/><w:listEntry w:val='да'/></w:ddList>"
            ),
            "да",
        ),
        ("<w:r><w:instrText>PAGE 7</w:instrText></w:r>" + run("12"), "12"),
        (
            "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:t>12</w:t></mc:Choice>"
            "<mc:Fallback><w:t>12</w:t></mc:Fallback></mc:AlternateContent></w:r>",
            "12",
        ),
        ("<m:oMath><m:r><m:t>12</m:t></m:r></m:oMath>", "12"),
        (run("1") + "<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>" + run("2"), "1-2"),
    ],
)
async def test_a_cell_says_what_word_shows(tmp_path, content, text):
    assert (await shown(tmp_path, content))[0] == text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (run("12") + MOVED.format(run("1")), "исправления"),
        (run("12") + run("1", "<w:vanish/>"), "Скрытый"),
        (run("12") + run("7", "<w:strike/>"), "зачёркнутое"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0F2"/></w:r>', "значки"),
        ('<w:r><w:drawing><a:blip r:embed="r1"/></w:drawing></w:r>', "картинки"),
        ("<w:r><w:object><o:OLEObject/></w:object></w:r>", "картинки"),
        (run("12"), ""),
    ],
)
async def test_what_is_left_out_is_said(tmp_path, content, said):
    notes = (await shown(tmp_path, content))[1]
    assert [said in note for note in notes] == [True] * len(notes)
    assert bool(notes) is bool(said)


HEADINGS = row(run("ФИО"), run("Звонков"))
ONE = row(run("Иванова Анна"), run("1"))
TWO = row(run("Орлов Пётр"), run("2"))
BOTH = [["ФИО", "Звонков"], ["Иванова Анна", "1"], ["Орлов Пётр", "2"]]


@pytest.mark.parametrize(
    "rows",
    [
        HEADINGS + CONTROL.format("", ONE) + TWO,
        HEADINGS + CONTROL.format("", CONTROL.format("", ONE) + TWO),
        HEADINGS + '<w:customXml w:element="a">' + ONE + "</w:customXml>" + TWO,
        HEADINGS + ONE + "<w:tr>" + CONTROL.format("", cell(run("Орлов Пётр"))) + cell(run("2")) + "</w:tr>",
        HEADINGS + ONE + row(run("Белов Лев"), run("7"), properties="<w:trPr><w:del/></w:trPr>") + TWO,
        HEADINGS + ONE + row(run("Белов Лев"), run("7"), properties="<w:trPr><w:hidden/></w:trPr>") + TWO,
    ],
)
async def test_rows_are_those_that_word_shows(tmp_path, rows):
    (found,) = await read(tmp_path, table(rows))
    assert found.rows == BOTH


async def test_a_row_that_begins_later_leaves_its_first_cells_empty(tmp_path):
    late = row(run("2"), properties='<w:trPr><w:gridBefore w:val="1"/></w:trPr>')
    (found,) = await read(tmp_path, table(HEADINGS, ONE, late))
    assert found.rows[2] == [None, "2"]


async def test_a_text_box_is_a_title_and_is_said_once(tmp_path):
    box = "<w:txbxContent><w:p>" + run("Статистика за 09.11–15.11.2026") + "</w:p></w:txbxContent>"
    twice = (
        f"<w:p>{run('Школа № 1')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}"
        f"</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    (found,) = await read(tmp_path, twice + table(HEADINGS, ONE))
    assert [one[0] for one in found.rows] == ["Школа № 1", "Статистика за 09.11–15.11.2026", "ФИО", "Иванова Анна"]


async def test_a_table_in_a_cell_of_a_frame_is_a_table_of_its_own(tmp_path):
    frame = table(f"<w:tr><w:tc><w:p>{run('Школа № 1')}</w:p>{table(HEADINGS, ONE)}</w:tc></w:tr>")
    assert [found.rows for found in await read(tmp_path, frame)] == [[["Школа № 1"]], BOTH[:2]]


async def test_the_main_part_may_have_another_name(tmp_path):
    path = document(tmp_path / "a.docx", table(HEADINGS, ONE), main="word/document2.xml", target="/word/document2.xml")
    assert (await read_tables(path))[0].rows == BOTH[:2]


async def test_a_document_that_only_holds_another_file_says_so(tmp_path):
    with pytest.raises(UnusableFile, match="другим файлом"):
        await read(tmp_path, '<w:altChunk r:id="r1"/>')


async def test_a_document_of_a_real_writer_with_a_control_around_a_row(tmp_path):
    paper = docx.Document()
    made = paper.add_table(rows=3, cols=2)
    for line, texts in zip(made.rows, BOTH, strict=True):
        for one, text in zip(line.cells, texts, strict=True):
            one.text = text
    last = made._tbl.tr_lst[2]
    control = parse_xml(f"<w:sdt {SPACES}><w:sdtPr/><w:sdtContent/></w:sdt>")
    last.addprevious(control)
    control[1].append(last)
    kept = io.BytesIO()
    paper.save(kept)
    (tmp_path / "a.docx").write_bytes(kept.getvalue())
    (found,) = await read_tables(tmp_path / "a.docx")
    assert found.rows == BOTH
