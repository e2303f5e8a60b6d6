"""Tables of a few columns, and which fact each of them was taken for."""

from datetime import date

from indicators.file.sheets import Sheet, read_sheet
from indicators.reading.tables import Cell, Table

NAMES: list[Cell] = ["Иванова Анна Петровна", "Орлов Пётр Ильич", "Белова Нина Юрьевна", "Гаджиев Магомед Алиевич"]
FIGURES: list[Cell] = [14, 0, 7, 33]
FEW: list[Cell] = [1, 0, 2, 0]
ANSWERS: list[Cell] = ["да", "нет", "да", "нет"]
STATES: list[Cell] = ["активен", "приглашён", "заблокирован", "архив"]
STUDIES: list[Cell] = ["физика", "филология", "история", "физика"]
SCHOOLS: list[Cell] = ["СОШ № 1", "Лицей № 3", "Гимназия № 4", "СОШ № 5"]


def read(*columns: tuple[str, list[Cell]]) -> Sheet:
    cells = zip(*(cells for _, cells in columns), strict=True)
    return read_rows([[heading for heading, _ in columns], *map(list, cells)])


def read_rows(rows: list[list[Cell]], today: date = date(2026, 11, 18)) -> Sheet:
    sheet = read_sheet(Table("Лист1", rows), {}, today)
    assert sheet is not None
    return sheet


def facts(*columns: tuple[str, list[Cell]], who: str = "ФИО") -> list[str | None]:
    sheet = read((who, NAMES), *columns)
    assert sheet.kind == "people"
    return [column.fact for column in sheet.found.columns[1:]]
