"""Rows without a name that go on about the person above: a second class, another chat."""

from indicators.reading.tables import Cell
from indicators.rows import FactValue, PersonRow

_FAR = 5
TOLD = "Под строкой человека стоят строки без имени (всего {count}): что в них иначе, то об этом человеке не взято."


def goes_on(row: list[Cell], before: PersonRow | None, number: int, name_column: int | None) -> bool:
    """Whether the row stands right below a person's and neither its name nor anything left of it is filled."""
    if before is None or name_column is None or number - before.row > _FAR:
        return False
    return name_column > 0 and all(cell is None for cell in row[: name_column + 1])


def add_to(person: PersonRow, facts: dict[str, FactValue], classes: str) -> None:
    """What the two rows say differently may be a sum or a part: of that nothing is known."""
    differing = {code for code, value in facts.items() if person.facts.get(code, value) != value}
    person.facts = {code: value for code, value in person.facts.items() if code not in differing}
    if classes and classes not in person.classes:
        person.classes = f"{person.classes}, {classes}" if person.classes else classes
