"""Freely worded lists of employees, each with what it says: for `make headings` (see `headings_measure`)."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from tests.free_headings import HEADINGS, OPPOSITES, groups, lines

_LAST: Final = ("Иванов", "Петров", "Алиев", "Гаджиев", "Орлов", "Белов", "Чернов", "Каримов", "Магомедов", "Зайцев")
_FIRST: Final = ["Анна", "Мария", "Патимат", "Ольга", "Заира", "Нина", "Ася", "Лейла", "Ирина", "Юлия", "Вера", "Дарья"]
_MIDDLE: Final = ["Петровна", "Ивановна", "Ахмедовна", "Магомедовна", "Ильинична", "Олеговна", "Юрьевна", "Алиевна"]
_YES_NO: Final = (
    *(
        ("да", "нет"),
        ("+", "-"),
        ("есть", "нет"),
        (1, 0),
        ("✓", "✗"),
        ("V", "х"),
        ("да", None),
        ("☑", "☐"),
        ("х", None),
    ),
    *(("Да", "Нет"), ("✘", None), ("☒", "☐"), ("имеется", "отсутствует")),
    *(("*", None), ("•", None), ("●", "○"), ("*", "-"), ("выполнено", "не выполнено"), ("имеется", "не имеется")),
)
_OF_STATUS: Final = {
    "registered": (("зарегистрирован", "не зарегистрирован"), ("зарегистрирована", "приглашена")),
    "profile_active": (
        ("Активен", "Не активен"),
        ("активен", "заблокирован"),
        ("Активен", "архив"),
        ("рабочий", "заморожен"),
        ("включён", "отключён"),
        ("подтверждён", "ожидает"),
    ),
    "journal_linked": (("связан", "не связан"), ("привязан", "не привязан")),
    "max_registered": (("зарегистрирован", "нет"), ("перешла", "не перешла"), ("установил", "не установил")),
    "messages_10": (("достигнут", "не достигнут"), ("набрала", "не набрала")),
}
_FLAGS: Final = frozenset(
    {
        *("registered", "profile_active", "journal_linked", "my_school", "messages_3", "messages_10"),
        *("max_registered", "max_active_week"),
    }
)
# What is told by its looks.
_LOOKS: Final[dict[str, tuple[tuple[Any, ...], ...]]] = {
    "vk_id": (tuple(f"https://vk.com/id{700_000 + 7 * number}" for number in range(30)),),
    "classes": (("5-б", "6-а", "11-в"), ("5 «А»", "6 «Б»", "7 кл."), ("5А, 6Б", "7В", "-")),
    "role": (("учитель химии", "завуч", "психолог"), ("замдиректора", "социальный педагог", "учитель")),
    "profile_active": (("Активен", "Не активен"), ("Активен", "Заблокирован", "Удалён")),
}
_PUPILS: Final = ("pupils_total", "pupils_registered", "pupils_journal_linked", "parents_connected")
_MONDAY: Final = date(2026, 11, 9)
_BY_FACT: Final = {code: texts for code, texts in lines(HEADINGS) if code != "-"}
_NO_FACTS: Final = next(texts for code, texts in lines(HEADINGS) if code == "-")
_WHO: Final = ("full_name", "vk_id", "max_id", "role", "classes", "school")
# Facts that may stand in one list without being mistaken for each other by a person either.
_FACTS: Final = tuple(code for code in _BY_FACT if code not in _WHO and code not in _PUPILS)


@dataclass
class FreeTable:
    kind: str
    rows: list[list[Any]]
    columns: dict[int, str | None]
    people: list[dict[str, Any]] = field(default_factory=list)
    ask_ok: set[int] = field(default_factory=set)


@dataclass
class _Column:
    heading: str
    code: str | None
    cells: list[Any]
    values: list[Any]
    upper: str = ""


def tables(seed: int, count: int) -> Iterator[FreeTable]:
    for number in range(count):
        chance = random.Random(f"{seed}-{number}")
        kind = chance.choice(list(_KINDS))
        yield _table(kind, _KINDS[kind](chance, chance.randint(6, 25)), chance)


def _plain(chance: random.Random, size: int) -> list[_Column]:
    columns = [_identity(chance, size), *(_fact(chance, size, code) for code in _some(chance, _FACTS, 5))]
    columns += [_no_fact(chance, size) for _ in range(chance.randint(0, 2))]
    columns += [_fact(chance, size, code) for code in _some(chance, ("role", "classes", "school", "max_id"), 2)]
    return columns


def _decoys(chance: random.Random, size: int) -> list[_Column]:
    facts = [_fact(chance, size, code) for code in _some(chance, _FACTS, 2)]
    return [_identity(chance, size), *facts, *(_no_fact(chance, size) for _ in range(6))]


def _under_groups(chance: random.Random, size: int) -> list[_Column]:
    columns = [_identity(chance, size)]
    used: set[str] = set()
    for upper, parts in chance.sample(groups(), 4):
        codes = {code for _, code in parts} - {"-"}
        if codes & used:
            continue  # two columns for one fact: either would be right
        used |= codes
        for lower, code in parts:
            fact = _fact(chance, size, code) if code != "-" else _no_fact(chance, size, lower)
            columns.append(_Column(lower, fact.code, fact.cells, fact.values, upper))
    return columns


def _pupils(chance: random.Random, size: int) -> list[_Column]:
    total = [chance.randint(20, 32) for _ in range(size)]
    columns = [_identity(chance, size), _fact(chance, size, "classes")]
    for code in _PUPILS:
        if code == "pupils_total" or chance.random() < 0.7:
            cells = total if code == "pupils_total" else [chance.randint(0, most) for most in total]
            columns.append(_Column(_worded(chance, code), code, list(cells), list(cells)))
    return columns


def _unnamed(chance: random.Random, size: int) -> list[_Column]:
    """Names under no heading, or under one that promises something else."""
    columns = _plain(chance, size)
    columns[0].heading = chance.choice(["", "Наименование", "Школа", "Список", "Коллектив школы"])
    return [column for column in columns if column.code not in ("school", "last_name", "first_name", "patronymic")]


def _three_names(chance: random.Random, size: int) -> list[_Column]:
    names = [_name(chance, number).split() for number in range(size)]
    heads = chance.choice([("Фамилия", "Имя", "Отчество"), ("Ф.", "И.", "О."), ("Фамилия педагога", "Имя", "Отчество")])
    codes = ("last_name", "first_name", "patronymic")
    parts = [
        _Column(head, code, [name[place] for name in names], [" ".join(name) for name in names])
        for place, (head, code) in enumerate(zip(heads, codes, strict=True))
    ]
    return [*parts, *_plain(chance, size)[1:]]


def _opposites(chance: random.Random, size: int) -> list[_Column]:
    """«Без звонков: да, нет»: read turned round; a count is then only none or some."""
    columns = [_identity(chance, size)]
    for code, words in chance.sample(lines(OPPOSITES), 3):
        values = [True, False, *(chance.random() < 0.6 for _ in range(size - 2))][:size]
        yes, no = chance.choice((("нет", "да"), ("0", "1"), ("☐", "☑"), (None, "да")))
        told: list[Any] = [int(value) for value in values] if code in ("calls", "group_chats") else list(values)
        told = told if yes else [None if value else value for value in told]
        columns.append(_Column(chance.choice(words), code, [yes if value else no for value in values], told))
    return columns


def _told_by_cells(chance: random.Random, size: int) -> list[_Column]:
    """Headings that say where a column stands; figures and answers below them are nobody's facts."""
    place = chance.choice(("кол. {}", "Прим. {}", "Данные {}", "Столбец {}", "Поле {}"))
    columns = [_identity(chance, size)]
    for code in chance.sample((*_LOOKS, "-", "-"), 4):
        cells = [chance.randint(0, 40) for _ in range(size)] if chance.random() < 0.5 else ["да", "нет"] * size
        made = _LOOKS[code] if code != "-" else (cells,)
        told = chance.choice(made)
        column = [told[number % len(told)] for number in range(size)]
        values = {"vk_id": column, "profile_active": [cell == "Активен" for cell in column]}.get(code, [None] * size)
        columns.append(_Column("", code if code != "-" else None, column, values))
    for number, column in enumerate(columns[1:], 2):
        column.heading = place.format(number)
    return columns


_KINDS: Final[dict[str, Callable[[random.Random, int], list[_Column]]]] = {
    "plain": _plain,
    "decoys": _decoys,
    "groups": _under_groups,
    "pupils": _pupils,
    "unnamed": _unnamed,
    "three names": _three_names,
    "opposites": _opposites,
    "told by cells": _told_by_cells,
}


def _some(chance: random.Random, codes: tuple[str, ...], most: int) -> list[str]:
    return chance.sample(codes, min(len(codes), chance.randint(1, most)))


def _worded(chance: random.Random, code: str) -> str:
    return chance.choice(_BY_FACT[code])


def _identity(chance: random.Random, size: int) -> _Column:
    names = [_name(chance, number) for number in range(size)]
    return _Column(_worded(chance, "full_name"), "full_name", list(names), names)


def _name(chance: random.Random, number: int) -> str:
    last = _LAST[number % len(_LAST)] + "а" * 1
    return f"{last} {chance.choice(_FIRST)} {_MIDDLE[number // len(_LAST) % len(_MIDDLE)]}"


def _fact(chance: random.Random, size: int, code: str) -> _Column:
    cells, values = _cells(chance, size, code)
    return _Column(_worded(chance, code), code, cells, values)


def _cells(chance: random.Random, size: int, code: str) -> tuple[list[Any], list[Any]]:
    if code in _FLAGS:
        pairs = _OF_STATUS.get(code, ()) if chance.random() < 0.4 else ()
        yes, no = chance.choice(pairs or _YES_NO)
        values = [True, False, *(chance.random() < 0.6 for _ in range(size - 2))][:size]
        return [yes if value else no for value in values], [v if v or no is not None else None for v in values]
    if code == "last_activity":
        days = [_MONDAY + timedelta(days=chance.randint(-20, 6)) for _ in range(size)]
        return [f"{day:%d.%m.%Y}" for day in days] if chance.random() < 0.5 else list(days), days
    if code in ("vk_id", "max_id"):
        numbers = [chance.randint(10_000_000, 900_000_000) for _ in range(size)]
        links = code == "vk_id" and chance.random() < 0.5
        return [f"https://vk.com/id{number}" for number in numbers] if links else list(numbers), numbers
    if code in ("role", "classes", "school"):
        words = {"role": ("учитель", "завуч", "педагог-психолог"), "school": ("МБОУ «СОШ № 1»",)}
        choices = words.get(code) or ("5А", "6Б", "11 «В»", "7А, 8Б")
        texts = [chance.choice(choices) for _ in range(size)]
        return list(texts), texts
    if code == "full_name":
        return _identity(chance, size).cells, []
    most = {"calls": 4, "group_chats": 3}.get(code, 30)
    numbers = [0, 1, 2, *(chance.randint(0, most) for _ in range(size))][:size]
    return list(numbers), numbers


def _no_fact(chance: random.Random, size: int, heading: str = "") -> _Column:
    word = heading or chance.choice(_NO_FACTS)
    cells: list[Any] = [chance.randint(0, 40) for _ in range(size)]
    if "дата" in word.lower():
        cells = [_MONDAY - timedelta(days=chance.randint(0, 300)) for _ in range(size)]
    elif word.startswith(("Не ", "Нет", "Требуется", "Добавлен", "Приглашён")):
        cells = [chance.choice(("да", "нет")) for _ in range(size)]
    elif word in ("+/–", "Изменение", "Динамика", "разница"):
        cells = [chance.randint(-9, 9) for _ in range(size)]
    elif word.startswith("ФИО"):
        cells = [_name(chance, chance.randint(0, 80)) for _ in range(size)]
    return _Column(word, None, cells, [None] * size)


def _table(kind: str, columns: list[_Column], chance: random.Random) -> FreeTable:
    seen: set[tuple[str, str]] = set()
    columns = [c for c in columns if not ((c.upper, c.heading) in seen or seen.add((c.upper, c.heading)))]  # type: ignore[func-returns-value]
    if chance.random() < 0.3 and kind != "three names":
        chance.shuffle(columns)
    rows: list[list[Any]] = [["Статистика за 09.11.2026–15.11.2026"]] if chance.random() < 0.7 else []
    if any(column.upper for column in columns):
        columns.sort(key=lambda column: column.upper)
        rows.append([column.upper or column.heading for column in columns])
        rows.append([column.heading for column in columns])
    else:
        rows.append([column.heading or None for column in columns])
    size = len(columns[0].cells)
    people = []
    for number in range(size):
        people.append({"row": len(rows) + 1} | _told(columns, number))
        rows.append([column.cells[number] for column in columns])
    return FreeTable(kind, rows, {index: column.code for index, column in enumerate(columns)}, people)


def _told(columns: list[_Column], number: int) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for column in columns:
        if column.code == "last_name":
            told["full_name"] = column.values[number]
        elif column.code and column.code not in ("first_name", "patronymic"):
            told[column.code] = column.values[number]
    return told
