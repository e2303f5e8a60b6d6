"""Writes the corpus with real writers: `python -m tests.corpus.make` (add `--libreoffice` where soffice is).

The files are committed, so this runs only when one is added. What each must be read as stands in
`expected.toml`, written by hand. All names, schools and numbers are invented.
"""

import csv
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as OdfTable
from odf.table import TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

from tests.corpus import regions
from tests.corpus.lookalikes import TABLES

HERE = Path(__file__).parent
TITLE = "Статистика активности за 09.11.2026–15.11.2026"
HEADINGS = (
    "№",
    "VK ID",
    "ФИО",
    "Должность",
    "Зарегистрирован",
    "Статус профиля",
    "Создано групповых чатов",
    "Сообщений в групповых чатах за неделю",
    "Звонков за неделю",
    "Связан с ЭЖД",
)
FOUR: tuple[tuple[Any, ...], ...] = (
    (1, 700000001, "Иванова Анна Петровна", "учитель", "да", "Активен", 2, 12, 1, "да"),
    (2, 700000002, "Гаджиев Мурад Алиевич", "учитель", "да", "Не активен", 0, 4, 0, "нет"),
    (3, 700000003, "Семёнова Ольга Игоревна", "педагог-психолог", "да", "Активен", 1, 0, 3, "да"),
    (4, None, "Каримова Зарема Магомедовна", "учитель", "нет", "н/д", None, None, None, "нет"),
)
ORDER = (
    "Учеников всего (количество учеников в Сферуме)",
    "Учителей всего (количество учителей в Сферуме, VK Мессенджере и ЭЖД)",
    "Учителя, создавшие групповые чаты",
    "Учителя, написавшие в групповых чатах минимум 3 сообщения за неделю",
    "Учителя, написавшие в групповых чатах минимум 10 сообщений за неделю",
    "Учителя, совершившие минимум 1 звонок за неделю",
    "Учителя, связавшие аккаунты ЭЖД",
    "Ученики, связавшие аккаунты ЭЖД",
)
SUMMARY: tuple[tuple[Any, ...], ...] = (
    ("МБОУ «СОШ № 1»", 420, 42, 38, 36, 30, 12, 40, 300),
    ("МБОУ «Гимназия № 2»", 1200, 60, 45, 50, 41, 20, 58, 1100),
)
TABLE: list[Sequence[Any]] = [[TITLE], [], HEADINGS, *FOUR]
WRITERS: dict[str, Callable[[Path], None]] = {}


def written(name: str) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    def keep(write: Callable[[Path], None]) -> Callable[[Path], None]:
        WRITERS[name] = write
        return write

    return keep


def workbook(*sheets: tuple[str, Sequence[Sequence[Any]]]) -> Workbook:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return book


def openpyxl_file(name: str, rows: Sequence[Sequence[Any]], sheet: str = "Лист1") -> None:
    WRITERS[name] = lambda path: workbook((sheet, rows)).save(path)


def text_file(
    name: str,
    rows: Sequence[Sequence[Any]],
    encoding: str = "utf-8",
    separator: str = ";",
    before: str = "",
    quoting: Any = csv.QUOTE_MINIMAL,
) -> None:
    def write(path: Path) -> None:
        text = io.StringIO()
        text.write(before)
        csv.writer(text, delimiter=separator, quoting=quoting, lineterminator="\r\n").writerows(rows)
        path.write_bytes(text.getvalue().encode(encoding))

    WRITERS[name] = write


def people(*rows: Sequence[Any], headings: Sequence[str]) -> list[Sequence[Any]]:
    return [[TITLE], headings, *rows]


# Lists of people: layouts

openpyxl_file("people-plain.xlsx", TABLE)
openpyxl_file("people-no-week.xlsx", TABLE[2:])
openpyxl_file("people_09.11-15.11.2026.xlsx", TABLE[2:])
openpyxl_file("people-as-of.xlsx", [["Данные по состоянию на 16.11.2026 г."], *TABLE[2:]])
openpyxl_file("people-words-week.xlsx", [["МБОУ «СОШ № 1»"], ["за период с 9 по 15 ноября 2026 года"], *TABLE[2:]])
openpyxl_file("people-sheet-name-week.xlsx", TABLE[2:], "09.11-15.11.2026")
openpyxl_file("people-numbering-row.xlsx", [[TITLE], HEADINGS, list(range(1, 11)), *FOUR])
openpyxl_file("people-page-breaks.xlsx", [[TITLE], HEADINGS, *FOUR[:2], HEADINGS, *FOUR[2:3], HEADINGS, *FOUR[3:]])
openpyxl_file(
    "people-totals-and-notes.xlsx",
    [
        *TABLE,
        ["Итого", None, None, None, 3, 2, 3, 16, 4, 2],
        [],
        ["Примечание: данные выгружены из кабинета администратора"],
        ["Исполнитель", None, "Петрова Инна Львовна"],
        ["Директор", None, "Сидоров П.П."],
    ],
)
openpyxl_file("people-blank-lines.xlsx", [[], [], [TITLE], [], HEADINGS, [], FOUR[0], [], *FOUR[1:], [5], [6], [7]])
openpyxl_file(
    "people-sections.xlsx",
    [[TITLE], HEADINGS, ["МБОУ «СОШ № 1»"], *FOUR[:2], ["МБОУ «Гимназия № 2»"], *FOUR[2:]],
)


@written("people-merged-headings.xlsx")
def merged_headings(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, bold = book.add_worksheet("Отчёт"), book.add_format({"bold": True, "text_wrap": True})
        sheet.merge_range("A1:H1", TITLE, bold)
        for area, text in (
            ("A3:A4", "№\nп/п"),
            ("B3:B4", "Ф.И.О. педагога"),
            ("C3:D3", "Написал(а) сообщений за неделю"),
            ("E3:E4", "Совершил(а) хотя бы один звонок"),
            ("F3:F4", "Регистрация в Сферуме"),
            ("G3:H3", "Привязан ЭЖД"),
        ):
            sheet.merge_range(area, text, bold)
        for column, text in ((2, "не менее 3"), (3, "не менее 10"), (6, "педагог"), (7, "примечание")):
            sheet.write(3, column, text, bold)
        rows = (
            (1, "Иванова Анна Петровна", "+", "+", "+", "+", "+", ""),
            (2, "Гаджиев Мурад Алиевич", "+", "-", "-", "+", "-", "в отпуске"),
            (3, "Семёнова Ольга Игоревна", "–", "−", "+", "+", "+", ""),
        )
        for number, row in enumerate(rows, 4):
            sheet.write_row(number, 0, row)


@written("people-school-merged-down.xlsx")
def school_merged_down(path: Path) -> None:
    book = workbook(
        (
            "Район",
            [
                [TITLE],
                ["Школа", *HEADINGS[1:]],
                *([s, *r[1:]] for s, r in zip(("МБОУ «СОШ № 1»", None, "МКОУ «СОШ № 5»", None), FOUR, strict=True)),
            ],
        )
    )
    book.active.merge_cells("A3:A4")
    book.active.merge_cells("A5:A6")
    book.save(path)


openpyxl_file(
    "people-municipal.xlsx",
    [
        [TITLE],
        [*HEADINGS, "Наименование ОО"],
        *(
            [*row, school]
            for row, school in zip(
                FOUR, ("МБОУ «СОШ № 1»", "МКОУ «СОШ № 5»", "МБОУ «СОШ № 1»", "МКОУ «СОШ № 5»"), strict=True
            )
        ),
        ["Всего по району", None, 4],
    ],
)


@written("people-hidden-sheet.xlsx")
def hidden_sheet(path: Path) -> None:
    other = [HEADINGS, (1, 700000099, "Старая Вера Ильинична", "учитель", "нет", "н/д", 0, 0, 0, "нет")]
    book = workbook(("Старое", other), ("Ноябрь", TABLE))
    book["Старое"].sheet_state = "hidden"
    book.active = 1
    book.save(path)


@written("people-two-buildings.xlsx")
def two_buildings(path: Path) -> None:
    workbook(
        ("Корпус 1", TABLE[:5]), ("Корпус 2", [*TABLE[:3], *FOUR[2:]]), ("Пояснения", [["Как читать"], ["Просто"]])
    ).save(path)


@written("people-facts-on-two-sheets.xlsx")
def facts_on_two_sheets(path: Path) -> None:
    first = [[TITLE], ["ФИО", "Зарегистрирован"], *((r[2], r[4]) for r in FOUR)]
    second = [["ФИО", "Кол-во сообщ.", "Кол-во звонков"], *((r[2], r[7], r[8]) for r in FOUR[:3])]
    workbook(("Регистрация", first), ("Активность", second)).save(path)


@written("people-far-cells.xlsx")
def far_cells(path: Path) -> None:
    book = workbook(("Лист1", TABLE))
    book.active["AZ900"] = " "
    book.active["BB3"] = "  "
    book.save(path)


@written("people-weeks-on-sheets.xlsx")
def weeks_on_sheets(path: Path) -> None:
    old = [[*row[:7], 1, *row[8:]] for row in FOUR]
    workbook(("02.11-08.11.2026", [HEADINGS, *old]), ("09.11-15.11.2026", TABLE[2:])).save(path)


# Lists of people: values and names

openpyxl_file(
    "people-three-name-columns.xlsx",
    people(
        ("Иванова", "Анна", "Петровна", 12),
        ("ГАДЖИЕВ", "МУРАД", "АЛИЕВИЧ", 4),
        ("Мамедова", "Севда", "Ариф кызы", 0),
        headings=("Фамилия", "Имя", "Отчество", "Сообщения в групповых чатах"),
    ),
)
openpyxl_file(
    "people-vk-links.xlsx",
    people(
        ("Иванова Анна Петровна", "https://vk.com/id700000001", "да"),
        ("Гаджиев Мурад Алиевич", "id700000002", "да"),
        ("Семёнова Ольга Игоревна", "vk.ru/id700000003?from=search", "да"),
        ("Каримова Зарема Магомедовна", "https://vk.com/zarema_k", "да"),
        ("Орлов Пётр Ильич", -5, "да"),
        ("Белова Нина Юрьевна", "[id700000006|Нина]", "да"),
        ("Чернов Иван Олегович", "1,23457E+09", "да"),
        ("Рыжова Ася Львовна", 700000008.0, "да"),
        headings=("ФИО", "Ссылка на профиль ВК", "Зарегистрирован в Сферум"),
    ),
)
openpyxl_file(
    "people-marks.xlsx",
    people(
        ("Иванова Анна Петровна", "+", "✓", 1, True, "Да"),
        ("Гаджиев Мурад Алиевич", "–", "-", 0, False, "НЕТ"),
        ("Семёнова Ольга Игоревна", "−", None, 1, True, "нет данных"),
        ("Каримова Зарема Магомедовна", None, "✓", None, None, "может быть"),
        headings=("ФИО", "Звонок", "Создал(а) групповой чат", "Аккаунт связан с ЭЖД", "Моя школа", "Зарегистрирован"),
    ),
)
openpyxl_file(
    "people-status-words.xlsx",
    people(
        ("Иванова Анна Петровна", "зарегистрирована", "Активен", "связан"),
        ("Гаджиев Мурад Алиевич", "Зарегистрирован", "Не активен", "не связан"),
        ("Семёнова Ольга Игоревна", "не зарегистрирована", "н/д", "отсутствует"),
        ("Каримова Зарема Магомедовна", "нет данных", "неактивен", "Привязан"),
        headings=("Сотрудник", "Регистрация", "Статус", "Электронный журнал"),
    ),
)
openpyxl_file(
    "people-numbers.xlsx",
    people(
        ("Иванова Анна Петровна", "5.0", "1 234", 2),
        ("Гаджиев Мурад Алиевич", "н/д", "-", "да"),
        ("Семёнова Ольга Игоревна", " 7 ", "12 сообщ.", "нет"),
        ("Каримова Зарема Магомедовна", None, -3, "2,5"),
        ("Орлов Пётр Ильич", 3.0, 1000000000, "много"),
        headings=("ФИО", "Кол-во чатов", "Кол-во сообщ.", "Звонки"),
    ),
)
openpyxl_file(
    "people-dates.xlsx",
    people(
        ("Иванова Анна Петровна", date(2026, 11, 13)),
        ("Гаджиев Мурад Алиевич", datetime(2026, 11, 12, 14, 5)),
        ("Семёнова Ольга Игоревна", "11.11.2026"),
        ("Каримова Зарема Магомедовна", 46336),
        ("Орлов Пётр Ильич", "2026-11-09"),
        ("Белова Нина Юрьевна", "никогда"),
        ("Чернов Иван Олегович", "31.12.2031"),
        ("Рыжова Ася Львовна", "10 ноября 2026"),
        headings=("ФИО", "Последняя активность"),
    ),
)
openpyxl_file(
    "people-week-from-activity.xlsx",
    [("ФИО", "Дата последнего входа"), ("Иванова Анна Петровна", "13.11.2026"), ("Орлов Пётр Ильич", "05.11.2026")],
)
openpyxl_file(
    "people-names.xlsx",
    people(
        *(
            (name, 10)
            for name in (
                "ИВАНОВА АННА ПЕТРОВНА",
                "Гаджиев  Мурад   Алиевич",
                "Cемёнова Oльга Игоревна",
                "Алиев-Мамедов Руслан Тимурович",
                "Гаджиева (Алиева) Патимат Магомедовна",
                "Орлов П.И.",
                "Белова Н. Ю.",
                "Мамедов Эльчин Рашид оглы",
                "Мамедова Севда Ариф кызы",
                "Чернов Иван",
                "Каримова Зарема Магомедовна (декрет)",
                "алиев - заде тимур русланович",
                "Вакансия",
                '=HYPERLINK("http://x";"y")',
                "12345",
            )
        ),
        headings=("ФИО", "Сообщений за неделю"),
    ),
)
openpyxl_file(
    "people-namesakes.xlsx",
    people(
        (700000001, "Иванова Анна Петровна", 12),
        (700000011, "Иванова Анна Петровна", 0),
        (700000001, "Иванова Анна Петровна", 12),
        (None, "Орлов Пётр Ильич", 3),
        (None, "Орлов Петр Ильич", 4),
        headings=("VK ID", "ФИО", "Сообщений за неделю"),
    ),
)
openpyxl_file(
    "people-flags-disagree.xlsx",
    people(
        ("Иванова Анна Петровна", "нет", "да", 12, "да"),
        ("Гаджиев Мурад Алиевич", "да", "нет", 2, "да"),
        ("Семёнова Ольга Игоревна", "да", "да", 15, "нет"),
        headings=("ФИО", "Минимум 3 сообщения", "Минимум 10 сообщений", "Сообщений", "Зарегистрирован"),
    ),
)
openpyxl_file(
    "people-class-teachers.xlsx",
    people(
        ("5А", "Иванова Анна Петровна", 25, 20, 18),
        ("5 «Б»", "Гаджиев Мурад Алиевич", 27, 27, 0),
        ("6А, 7Б", "Семёнова Ольга Игоревна", 24, None, "н/д"),
        headings=("Класс", "Классный руководитель", "Учеников в классе", "Учеников в Сферуме", "Учеников связали ЭЖД"),
    ),
)
openpyxl_file(
    "people-typos.xlsx",
    people(
        ("Иванова Анна Петровна", 12, "да", "Z"),
        headings=("ФИО", "Сооющений за неделю", "Регестрация в Сферуме", "Непонятный столбец"),
    ),
)
openpyxl_file(
    "people-unwanted-columns.xlsx",
    people(
        ("Иванова Анна Петровна", "89990000000", "a@example.org", 7, 40, 12, "13.11.2026", 3, "да"),
        headings=(
            "ФИО",
            "Телефон",
            "Эл. почта",
            "Личных сообщений",
            "Длительность звонков, мин",
            "Сообщений в групповых чатах",
            "Дата последнего сообщения",
            "План звонков",
            "Не создал чат",
        ),
    ),
)
openpyxl_file(
    "people-nobody.xlsx",
    people(
        (1, "Иванова Анна Петровна", 5),
        (2, None, 7),
        (3, None, None),
        headings=("id", "ФИО", "Сообщений за неделю"),
    ),
)
openpyxl_file(
    "people-counts-under-threshold.xlsx",
    people(("Иванова Анна Петровна", 14), ("Орлов Пётр Ильич", 2), headings=("ФИО", "Сообщений в неделю (≥10)")),
)
openpyxl_file(
    "people-order-wording.xlsx", [[TITLE], ["ФИО", *ORDER[2:7]], ("Иванова Анна Петровна", "+", "+", "-", "+", "-")]
)


@written("people-uncounted-formulas.xlsx")
def uncounted_formulas(path: Path) -> None:
    book = workbook(("Лист1", TABLE))
    book.active["H4"] = "=6+6"
    book.active["I4"] = "=1+0"
    book.save(path)


@written("refused-only-formulas.xlsx")
def only_formulas(path: Path) -> None:
    workbook(("Лист1", [[f'="a"&"{column}{row}"' for column in "abc"] for row in range(4)])).save(path)


@written("refused-formulas-beside-names.xlsx")
def formulas_beside_names(path: Path) -> None:
    workbook(("Лист1", [["ФИО", "Сообщений", "Звонки"], ["Иванова Анна Петровна", "=2+3", "=1"]])).save(path)


@written("people-counted-formulas.xlsx")
def counted_formulas(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(TABLE):
            sheet.write_row(number, 0, ["" if cell is None else cell for cell in row])
        sheet.write_formula("H4", "=6+6", None, 12)
        sheet.write_formula("C4", '="Иванова "&"Анна Петровна"', None, "Иванова Анна Петровна")


@written("people-macro.xlsm")
def macro(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_vba_project(io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), is_stream=True)
        sheet = book.add_worksheet()
        for number, row in enumerate(TABLE):
            sheet.write_row(number, 0, ["" if cell is None else cell for cell in row])


# Text files

CABINET = [
    ("id", "ФИО", "Учебные заведения", "Роли"),
    (700000001, "Иванова Анна", "МБОУ «СОШ № 1»", "Учитель"),
    (700000002, "Гаджиев Мурад", "МБОУ «СОШ № 1»", "Учитель, Администратор"),
]
ACTIVITY = TABLE[2:]
text_file("cabinet-roles.csv", CABINET, separator=",")
text_file("activity-2026-11-09_2026-11-15.csv", ACTIVITY, "utf-8-sig")
text_file("activity-cp1251.csv", TABLE, "cp1251")
DASHLESS = [[str("" if c is None else c).replace("–", "-") for c in row] for row in TABLE]
text_file("activity-cp866.csv", DASHLESS, "cp866")
text_file("activity-koi8.csv", [[cell.replace("№", "N") for cell in row] for row in DASHLESS], "koi8-r")
text_file("activity-utf16.csv", TABLE, "utf-16", "\t")
text_file("activity-utf16-no-mark.csv", TABLE, "utf-16-le", ";")
text_file("activity.tsv", TABLE, "utf-8", "\t")
text_file("activity-comma.csv", TABLE, "utf-8", ",")
text_file("activity-quoted.csv", TABLE, "utf-8", ",", quoting=csv.QUOTE_ALL)
text_file("activity-sep-line.csv", ACTIVITY, "cp1251", ";", before="sep=;\r\n")
text_file(
    "activity-line-breaks.csv",
    [(TITLE,), ("ФИО", "Сооб-\nщений в групповых\nчатах", "Звонки"), ("Иванова\nАнна Петровна", "12", "1")],
    "utf-8",
    ";",
)
text_file(
    "activity-english.csv",
    [
        ("user_id", "last_name", "first_name", "messages", "calls", "last_activity"),
        (700000001, "Иванова", "Анна", 12, 1, "2026-11-13T10:00:00"),
    ],
    separator=",",
)
text_file(
    "activity-excel-guards.csv", [("VK ID", "ФИО", "Сообщений"), ('="700000001"', "'Иванова Анна Петровна", '="012"')]
)


# Other writers


@written("people-xlwt.xls")
def xls(path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Лист1")
    for number, row in enumerate(TABLE):
        for column, cell in enumerate(row):
            if cell is not None:
                sheet.write(number, column, cell)
    book.save(str(path))


@written("people-odfpy.ods")
def ods(path: Path) -> None:
    document = OpenDocumentSpreadsheet()
    table = OdfTable(name="Лист1")
    for row in TABLE:
        line = TableRow()
        for cell in row:
            if isinstance(cell, int):
                entry = TableCell(valuetype="float", value=cell)
            else:
                entry = TableCell(valuetype="string") if cell is not None else TableCell()
            entry.addElement(P(text="" if cell is None else str(cell)))
            line.addElement(entry)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(str(path))


@written("people.docx")
def document(path: Path) -> None:
    paper = docx.Document()
    paper.add_heading("Отчёт об активности", 1)
    paper.add_paragraph(TITLE)
    table = paper.add_table(rows=0, cols=len(HEADINGS))
    for row in TABLE[2:]:
        cells = table.add_row().cells
        for cell, value in zip(cells, row, strict=True):
            cell.text = "" if value is None else str(value)
    paper.add_paragraph("Исполнитель: Петрова И.Л.")
    paper.save(str(path))


@written("people-merged.docx")
def merged_document(path: Path) -> None:
    paper = docx.Document()
    paper.add_paragraph(TITLE)
    table = paper.add_table(rows=4, cols=4)
    texts = (
        ("ФИО", "Сообщений за неделю", "", "Звонок"),
        ("", "не менее 3", "не менее 10", ""),
        ("Иванова Анна Петровна", "да", "да", "да"),
        ("Гаджиев Мурад Алиевич", "да", "нет", "нет"),
    )
    for line, row in zip(table.rows, texts, strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            cell.text = text
    for top, bottom in (((0, 0), (1, 0)), ((0, 3), (1, 3)), ((0, 1), (0, 2))):
        table.cell(*top).merge(table.cell(*bottom))
    paper.save(str(path))


@written("people-page.xls")
def page(path: Path) -> None:
    rows = "".join("<tr>" + "".join(f"<td>{'' if c is None else c}</td>" for c in row) + "</tr>" for row in TABLE[2:])
    text = f'<html><head><meta charset="windows-1251"></head><body><h3>{TITLE}</h3><table>{rows}</table></body></html>'
    path.write_bytes(text.encode("cp1251"))


@written("people-1c.xls")
def spreadsheet_xml(path: Path) -> None:
    """Excel's XML of 2003, the way accounting programs write it."""

    def cell(value: Any, index: int) -> str:
        kind = "Number" if isinstance(value, int) else "String"
        return "" if value is None else f'<Cell ss:Index="{index}"><Data ss:Type="{kind}">{value}</Data></Cell>'

    rows = "".join(f"<Row>{''.join(cell(value, index) for index, value in enumerate(row, 1))}</Row>" for row in TABLE)
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    path.write_text(
        f'<?xml version="1.0"?><Workbook xmlns="{name}" xmlns:ss="{name}"><Worksheet ss:Name="Лист1">'
        f"<Table>{rows}</Table></Worksheet></Workbook>",
        encoding="utf-8",
    )


def archive(name: str, members: Callable[[], dict[str, bytes]]) -> None:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as box:
            for member, data in members().items():
                box.writestr(member, data)

    WRITERS[name] = write


def saved(rows: Sequence[Sequence[Any]], sheet: str = "Лист1") -> bytes:
    data = io.BytesIO()
    workbook((sheet, rows)).save(data)
    return data.getvalue()


archive(
    "two-buildings.zip",
    lambda: {
        "Корпус 1 09.11-15.11.2026.xlsx": saved([HEADINGS, *FOUR[:2]]),
        "Корпус 2 09.11-15.11.2026.csv": "\n".join(
            ";".join("" if c is None else str(c) for c in row) for row in (HEADINGS, *FOUR[2:])
        ).encode("cp1251"),
        "__MACOSX/._Корпус 1.xlsx": b"\x00\x05",
    },
)
archive(
    "with-a-picture.zip",
    lambda: {"статистика.xlsx": saved(TABLE), "скан.png": b"\x89PNG\r\n\x1a\n" + bytes(40)},
)

archive(
    "schools 09.11-15.11.2026.zip",
    lambda: {"МБОУ СОШ № 1.xlsx": saved([HEADINGS, *FOUR[:2]]), "МБОУ СОШ № 2.xlsx": saved([HEADINGS, *FOUR[2:]])},
)

# Summaries

openpyxl_file(
    "summary-order.xlsx", [["Сводка за 09.11.2026–15.11.2026"], ["Школа", *ORDER], *SUMMARY, ["Итого", 1620, 102]]
)
openpyxl_file("summary-no-school.xlsx", [["Сводка за 09.11.2026–15.11.2026"], ORDER, SUMMARY[0][1:]])
openpyxl_file(
    "summary-of.xlsx",
    [
        ["Сводка за 09.11.2026–15.11.2026"],
        ["№", "Наименование ОО", *ORDER],
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        [1, "МБОУ «СОШ № 1»", "420", "42 из 44", "38 из 42", "36/42", "30 (71,4%)", "12", "95,2%", "н/д"],
    ],
)


@written("summary-percents.xlsx")
def percents(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, percent = book.add_worksheet(), book.add_format({"num_format": "0.0%"})
        sheet.write(0, 0, "Сводка за 09.11.2026–15.11.2026")
        sheet.write_row(1, 0, ["Школа", *ORDER])
        for number, (school, shares) in enumerate(
            (("МБОУ «СОШ № 1»", (0.905, 0.857, 0.714, 1, 0.952)), ("МБОУ «Гимназия № 2»", (0.75, 0.833, 0, 0.333, 1))),
            2,
        ):
            sheet.write_row(number, 0, [school, *SUMMARY[number - 2][1:3]])
            for column, share in enumerate(shares, 3):
                sheet.write_number(number, column, share, percent)
            sheet.write(number, 8, SUMMARY[number - 2][8])


@written("summary-two-rows.xlsx")
def two_rows(path: Path) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        sheet.merge_range("A1:H1", "Сводка по району за 9–15 ноября 2026 г.", bold)
        sheet.merge_range("A2:A3", "ОО", bold)
        sheet.merge_range("B2:C2", "Учителя", bold)
        sheet.merge_range("D2:E2", "Учителя, создавшие групповые чаты", bold)
        sheet.merge_range("F2:G2", "Учителя, связавшие аккаунты ЭЖД", bold)
        sheet.write_row(2, 1, ["всего по штату", "зарегистрировано в Сферуме", "кол-во", "%", "кол-во", "%"])
        sheet.write_row(3, 0, ["МБОУ «СОШ № 1»", 44, 42, 38, 86.4, 40, 90.9])
        sheet.write_row(4, 0, ["МБОУ «Гимназия № 2»", 60, 60, 45, 75, 58, 96.7])
        sheet.write_row(5, 0, ["Всего по району", 104, 102, 83, 79.8, 98, 94.2])


openpyxl_file(
    "summary-sideways-schools.xlsx",
    [
        ["Сводка за 09.11.2026–15.11.2026"],
        ["№", "Показатель", "МБОУ «СОШ № 1»", "МБОУ «Гимназия № 2»"],
        *(
            [number, title, *values]
            for number, (title, values) in enumerate(
                zip(ORDER, zip(*(s[1:] for s in SUMMARY), strict=True), strict=True), 1
            )
        ),
    ],
)
openpyxl_file(
    "summary-sideways-weeks.xlsx",
    [
        ["МБОУ «СОШ № 1»"],
        ["Показатель", "26.10–01.11.2026", "02.11–08.11.2026", "09.11–15.11.2026"],
        *([title, value - 3, value - 1, value] for title, value in zip(ORDER, SUMMARY[0][1:], strict=True)),
    ],
)
openpyxl_file(
    "summary-sideways-one.xlsx",
    [
        ["Неделя 46 2026 года"],
        ["Показатель", "Целевое значение", "Факт", "%"],
        *([title, 50, value, None] for title, value in zip(ORDER, SUMMARY[0][1:], strict=True)),
    ],
)
openpyxl_file(
    "summary-weeks-down.xlsx",
    [
        ["Неделя", *ORDER],
        ["02.11.2026-08.11.2026", *(value - 1 for value in SUMMARY[0][1:])],
        ["09.11.2026-15.11.2026", *SUMMARY[0][1:]],
    ],
)
openpyxl_file(
    "summary-plan-and-change.xlsx",
    [
        ["Сводка за 09.11.2026–15.11.2026"],
        ["Школа", "Учителей в Сферуме", "План", "Создали чаты", "Динамика за неделю", "10 сообщений", "Рейтинг"],
        ["МБОУ «СОШ № 1»", 42, 44, 38, -2, 30, 1],
    ],
)
openpyxl_file(
    "summary-bad-values.xlsx",
    [
        ["Сводка за 09.11.2026–15.11.2026"],
        ["Школа", *ORDER[:4]],
        ["МБОУ «СОШ № 1»", 420, -42, "38", "сколько-то"],
        [None, 10, 10, 10, 10],
        ["МБОУ «Гимназия № 2»", 1200, 60, "61 из 60", "120%"],
    ],
)


@written("summary-and-list.xlsx")
def summary_and_list(path: Path) -> None:
    workbook(
        (
            "Сводка",
            [["Сводка за 09.11.2026–15.11.2026"], ["Школа", *ORDER], ["МБОУ «СОШ № 1»", 420, 3, 3, 2, 1, 2, 2, 300]],
        ),
        ("Педагоги", TABLE),
    ).save(path)


text_file("summary.csv", [["Сводка за 9–15 ноября 2026 года"], ["Школа", *ORDER], *SUMMARY], "cp1251")


@written("summary-one-school.docx")
def summary_document(path: Path) -> None:
    paper = docx.Document()
    paper.add_paragraph("Показатели МБОУ «СОШ № 1» за период 09.11.2026 – 15.11.2026")
    table = paper.add_table(rows=0, cols=2)
    for title, value in (("Показатель", "Значение"), *zip(ORDER, SUMMARY[0][1:], strict=True)):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = title, str(value)
    paper.save(str(path))


for _name, _rows in TABLES.items():
    openpyxl_file(_name, _rows)


def merged_file(name: str, areas: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    def write(path: Path) -> None:
        book = workbook(("Лист1", rows))
        for area in areas:
            book.active.merge_cells(area)
        book.save(path)

    WRITERS[name] = write


for _name, (_areas, _merged_rows) in regions.TABLES.items():
    merged_file(_name, _areas, _merged_rows)

text_file(
    "region-unclosed-quote.csv",
    [[TITLE], ["Школа", "ФИО", "Сообщений"], ["МБОУ СОШ 1", "Иванова Анна Петровна", 12]],
    "cp1251",
    before="",
)
_whole_text = WRITERS["region-unclosed-quote.csv"]


@written("region-unclosed-quote.csv")
def unclosed_quote(path: Path) -> None:
    """A quotation mark that nobody closed must not swallow the rows after it."""
    _whole_text(path)
    path.write_bytes(path.read_bytes() + '"МБОУ СОШ 1;Гаджиев Мурад Алиевич;4\r\n'.encode("cp1251"))


@written("region-web-archive.xls")
def web_archive(path: Path) -> None:
    """What Excel calls a web page in one file."""
    rows = "".join("<tr>" + "".join(f"<td>{'' if c is None else c}</td>" for c in row) + "</tr>" for row in TABLE[2:])
    page_text = f"<html><body><p>{TITLE}</p><table>{rows}</table></body></html>"
    message = EmailMessage()
    message["Subject"] = "report"
    message.set_content(page_text, subtype="html", cte="quoted-printable")
    message.make_related()
    path.write_bytes(b"MIME-Version: 1.0\r\n" + message.as_bytes())


# What is refused

openpyxl_file("refused-other-table.xlsx", [["Блюдо", "Выход, г", "Цена"], ["Каша", 200, 35], ["Чай", 180, 10]])
openpyxl_file("refused-headings-only.xlsx", TABLE[:3])
openpyxl_file("refused-empty.xlsx", [])
WRITERS["refused-empty.csv"] = lambda path: path.write_bytes(b"\r\n\r\n") and None
WRITERS["refused.pdf"] = lambda path: path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n") and None
WRITERS["refused-photo.xlsx"] = lambda path: path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(64)) and None
WRITERS["refused-truncated.xlsx"] = lambda path: path.write_bytes(saved(TABLE)[:-900]) and None
WRITERS["refused.rar"] = lambda path: path.write_bytes(b"Rar!\x1a\x07\x01\x00" + bytes(64)) and None
text_file("refused-letters-lost.csv", [["?" * len(str(cell)) for cell in row] for row in TABLE[2:]])
WRITERS["refused-random.csv"] = lambda path: (
    path.write_bytes(bytes((i * 197 + i // 7 * 31) % 256 for i in range(3000))) and None
)


@written("refused-letter.docx")
def letter(path: Path) -> None:
    paper = docx.Document()
    paper.add_paragraph("Уважаемые коллеги! Напоминаем о собрании.")
    paper.save(str(path))


def replaced(data: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(entry.filename, change(content) if entry.filename == member else content)
    return out.getvalue()


@written("refused-far-corner.xlsx")
def far_corner(path: Path) -> None:
    book = workbook(("Лист1", TABLE))
    book.active["XFD1048576"] = "x"
    book.save(path)


@written("refused-bomb.xlsx")
def bomb(path: Path) -> None:
    path.write_bytes(replaced(saved(TABLE), "xl/worksheets/sheet1.xml", lambda xml: xml + b" " * 120_000_000))


@written("refused-entities.docx")
def entities(path: Path) -> None:
    paper = io.BytesIO()
    document = docx.Document()
    document.add_table(rows=1, cols=1)
    document.save(paper)
    lol = b"<!DOCTYPE w:document [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(
        b"<!ENTITY %c '%s'>" % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9)
    )
    path.write_bytes(
        replaced(
            paper.getvalue(),
            "word/document.xml",
            lambda xml: xml.replace(b"<w:document ", lol + b"]><w:document ", 1).replace(b"<w:p>", b"<w:p>&j;", 1),
        )
    )


@written("refused-password.xlsx")
def password(path: Path) -> None:
    """What Excel makes of a workbook with a password: an OLE container with this stream in it."""
    stream, other = "EncryptedPackage".encode("utf-16-le"), "Workbook".encode("utf-16-le")
    container = (HERE / "people-xlwt.xls").read_bytes()
    entry = container.index(other)
    name = stream.ljust(64, b"\0") + (len(stream) + 2).to_bytes(2, "little")
    path.write_bytes(container[:entry] + name + container[entry + 66 :])


# `refused-password.xls` and `.ods` were saved by LibreOffice 7.4 with the password «secret».
# (source, suffix, LibreOffice's filter, result)
LIBREOFFICE = (
    ("people-plain.xlsx", "xls", "MS Excel 97", "people-libreoffice.xls"),
    ("people-plain.xlsx", "ods", "calc8", "people-libreoffice.ods"),
    ("people-plain.xlsx", "xlsx", "Calc MS Excel 2007 XML", "people-libreoffice.xlsx"),
    ("people-plain.xlsx", "html", "HTML (StarCalc)", "people-libreoffice.html"),
    ("people.docx", "docx", "MS Word 2007 XML", "people-libreoffice.docx"),
    ("people-merged-headings.xlsx", "ods", "calc8", "people-merged-headings.ods"),
    ("people-merged-headings.xlsx", "xls", "MS Excel 97", "people-merged-headings.xls"),
    ("people-marks.xlsx", "ods", "calc8", "people-marks.ods"),
    ("people-dates.xlsx", "ods", "calc8", "people-dates.ods"),
    ("people-dates.xlsx", "xls", "MS Excel 97", "people-dates.xls"),
    ("people-uncounted-formulas.xlsx", "xlsx", "Calc MS Excel 2007 XML", "people-formulas-libreoffice.xlsx"),
    ("summary-percents.xlsx", "ods", "calc8", "summary-percents.ods"),
    ("summary-two-rows.xlsx", "xls", "MS Excel 97", "summary-two-rows.xls"),
    ("summary-order.xlsx", "ods", "calc8", "summary-order.ods"),
    ("people-plain.xlsx", "csv", "Text - txt - csv (StarCalc):59,34,0,1", "people-libreoffice.csv"),
)


def convert() -> None:
    """Each conversion by the office itself; it names the result after the source, so it goes to its own folder."""
    work = HERE / "office"
    for source, suffix, office_filter, name in LIBREOFFICE:
        command = [
            "soffice",
            "--headless",
            "--convert-to",
            f"{suffix}:{office_filter}",
            "--outdir",
            str(work),
            str(HERE / source),
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        (work / Path(source).with_suffix(f".{suffix}").name).replace(HERE / name)
    work.rmdir()


def main() -> None:
    for name, write in WRITERS.items():
        write(HERE / name)
    if "--libreoffice" in sys.argv:
        convert()


if __name__ == "__main__":
    main()
