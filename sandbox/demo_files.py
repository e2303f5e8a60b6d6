"""The demo school's weekly statistics as the cabinet would send it: a list of people and a summary."""

import csv
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from sandbox.demo_school import PEOPLE, PUPILS, SCHOOL, Person

PEOPLE_HEADINGS = (
    "VK ID",
    "Фамилия",
    "Имя",
    "Отчество",
    "Должность",
    "Классы",
    "Статус профиля",
    "Зарегистрирован",
    "Создано групповых чатов",
    "Сообщений в групповых чатах за неделю",
    "Звонков за неделю",
    "Аккаунт ЭЖД связан",
)
SUMMARY_HEADINGS = (
    "Школа",
    "Учеников всего (количество учеников в Сферуме)",
    "Учителей всего (количество учителей в Сферуме, VK Мессенджере и ЭЖД)",
    "Учителя, создавшие групповые чаты",
    "Учителя, написавшие в групповых чатах минимум 3 сообщения за неделю",
    "Учителя, написавшие в групповых чатах минимум 10 сообщений за неделю",
    "Учителя, совершившие минимум 1 звонок за неделю",
    "Учителя, связавшие аккаунты ЭЖД",
    "Ученики, связавшие аккаунты ЭЖД",
)
SCHOOL_YEAR = date(2026, 9, 7)
SETTLED_WEEKS = 8
"""In the first weeks of the year fewer have got round to chats and the journal; later the figures are the table's."""
Row = Sequence[str | int]


def demo_people_file(week_monday: date, path: Path, *, of_max: bool = False) -> None:
    """Writes the list of that week; the path's ending says csv or xlsx. With `of_max` it tells who is in MAX."""
    people = people_of(week_monday)
    rows: list[Row] = [PEOPLE_HEADINGS, *(_person_row(person) for person in people)]
    if of_max:
        ids: list[Row] = [
            ("VK ID", "ID MAX"),
            *((one.vk_id or "", one.listed_max_id or "") for one in people),
        ]
        rows = [(*pair, *row[1:]) for pair, row in zip(ids, rows, strict=True)]
    _write(path, [[_title(week_monday)], *rows])


def demo_summary_file(week_monday: date, path: Path) -> None:
    """Writes the eight indicators, counted from the same people."""
    _write(path, [[_title(week_monday)], SUMMARY_HEADINGS, [SCHOOL, *summary_of(week_monday)]])


def people_of(week_monday: date) -> list[Person]:
    """The school in that week; the same week always gives the same figures."""
    return [_in_week(person, week_monday) for person in PEOPLE]


def _in_week(person: Person, week_monday: date) -> Person:
    if not person.registered:
        return person
    draw = random.Random(f"{person.id} {week_monday.isoformat()}")
    settled = (week_monday - SCHOOL_YEAR).days // 7 >= person.id % SETTLED_WEEKS
    messages = max(0, person.messages + draw.randint(-2, 2)) if person.messages else 0
    return replace(
        person,
        chats=person.chats if settled else 0,
        messages=messages,
        journal=person.journal and settled,
    )


def summary_of(week_monday: date) -> list[str]:
    """«38 из 41» for the teachers' indicators, in the order of the headings."""
    people = people_of(week_monday)
    tests: list[Callable[[Person], bool]] = [
        lambda person: person.registered,
        lambda person: person.chats > 0,
        lambda person: person.messages >= 3,
        lambda person: person.messages >= 10,
        lambda person: person.calls > 0,
        lambda person: person.journal,
    ]
    counts = [f"{sum(map(test, people))} из {len(people)}" for test in tests]
    pupils = sum(PUPILS.values())
    linked = sum(count for name, count in PUPILS.items() if len(name) % 2 == 0) * 3 // 4
    return [f"{pupils - 31} из {pupils}", *counts, f"{linked} из {pupils}"]


def _person_row(person: Person) -> Row:
    return (
        person.id if person.registered else "",
        person.last_name,
        person.first_name,
        person.patronymic,
        person.role,
        person.classes,
        person.status,
        _yes(person.registered),
        person.chats,
        person.messages,
        person.calls,
        _yes(person.journal),
    )


def _yes(value: bool) -> str:
    return "да" if value else "нет"


def _title(week_monday: date) -> str:
    sunday = week_monday + timedelta(days=6)
    return f"Статистика за {week_monday:%d.%m.%Y}–{sunday:%d.%m.%Y}"


def _write(path: Path, rows: Sequence[Row]) -> None:
    if path.suffix == ".xlsx":
        _write_xlsx(path, rows)
        return
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)


def _write_xlsx(path: Path, rows: Sequence[Row]) -> None:
    import xlsxwriter  # heavy, and only this format needs it

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Статистика")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
