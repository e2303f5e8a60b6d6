"""Every file of the corpus is read as `tests/corpus/expected.toml` says."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from indicators.catalogue import INDICATORS
from indicators.errors import DezhurnyError
from indicators.file.understanding import understand
from indicators.file.understood import Understanding
from indicators.reading.child import read_tables
from indicators.rows import SummaryRow, SummaryValue

CORPUS = Path(__file__).parent.parent / "corpus"
TODAY = date(2026, 11, 18)
EXPECTED: dict[str, Any] = tomllib.loads((CORPUS / "expected.toml").read_text(encoding="utf-8"))
DEFAULT, SETS = EXPECTED.pop("default"), EXPECTED.pop("sets")
FILES = sorted(p.name for p in CORPUS.iterdir() if p.is_file() and p.suffix not in (".py", ".toml"))


def test_there_are_at_least_sixty_files_and_each_is_described():
    assert sorted(EXPECTED) == FILES
    assert len(FILES) >= 60


@pytest.mark.parametrize("name", FILES)
async def test_a_file_is_read_as_it_was_meant(name):
    expected = DEFAULT | EXPECTED[name]
    if "refused" in expected:
        with pytest.raises(DezhurnyError) as caught:
            await understood(name)
        assert expected["refused"] in caught.value.sentence
        return
    found = await understood(name)
    assert (found.kind, str(found.week or ""), found.week_source) == (
        expected["kind"],
        expected["week"],
        expected["source"],
    )
    check_people(found, expected)
    check_summary(found, expected)
    check_told(found, expected)


async def understood(name: str) -> Understanding:
    return understand(await read_tables(CORPUS / name), file_name=name, today=TODAY)


def check_people(found: Understanding, expected: dict[str, Any]) -> None:
    told = [
        (
            person.row,
            person.full_name,
            str(person.vk_id or ""),
            person.school,
            {code: said(value) for code, value in person.facts.items()},
        )
        for person in found.people
    ]
    wanted = people_of(expected)
    if expected.get("people") == "four" and "rows" not in expected:  # a page has no row numbers to hold to
        told = [(0, *person[1:]) for person in told]
    assert told == wanted


def said(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def people_of(expected: dict[str, Any]) -> list[tuple[int, str, str, str, dict[str, str]]]:
    lines = expected.get("people", [])
    if isinstance(lines, str):
        name, _, first = lines.partition(" from ")
        lines = SETS[name]
        if name == "four":
            start = int(first or 0)
            rows = expected.get("rows") or [start + i if start else 0 for i in range(len(lines))]
            lines = [f"{row} {line}" for row, line in zip(rows, lines, strict=True)]
    people = [person_of(line) for line in lines]
    schools = expected.get("schools") or [expected["school"]] * len(people) if _names_schools(expected) else None
    if schools:
        people = [(*p[:3], school, p[4]) for p, school in zip(people, schools, strict=True)]
    return people


def _names_schools(expected: dict[str, Any]) -> bool:
    return "schools" in expected or "school" in expected


def person_of(line: str) -> tuple[int, str, str, str, dict[str, str]]:
    about, vk_id, school, facts = (part.strip() for part in line.split("|"))
    row, _, name = about.partition(" ")
    return int(row), name, vk_id, school, dict(fact.split("=") for fact in facts.split())


def check_summary(found: Understanding, expected: dict[str, Any]) -> None:
    lines = expected.get("summary", [])
    lines = SETS[lines] if isinstance(lines, str) else lines
    assert [summary_line(row) for row in found.summaries] == [line.replace("|", " | ").split() for line in lines]


def summary_line(row: SummaryRow) -> list[str]:
    parts = [f"{row.row} {row.school}", *(figure(row.values.get(i.code)) for i in INDICATORS)]
    return " | ".join(parts).split()


def figure(value: SummaryValue | None) -> str:
    if value is None:
        return "?"
    total = f" of {value.total}" if value.total is not None else ""
    percent = f" {value.percent:g}%" if value.percent is not None else ""
    return f"{value.value}{total}{percent}"


def check_told(found: Understanding, expected: dict[str, Any]) -> None:
    """Each rejected value and each warning is expected, and each expected one is there."""
    rejected = sorted(f"{r.row} {r.column}" for r in found.rejected)
    assert len(rejected) == len(expected["rejected"])
    assert all(any(r.startswith(start) for r in rejected) for start in expected["rejected"])
    assert len(found.warnings) == len(expected["warnings"]), found.warnings
    assert all(any(part in warning for warning in found.warnings) for part in expected["warnings"])
    if "columns" in expected:
        told = {c.heading: (c.fact or "") + ("?" if c.guess else "") for c in found.columns}
        assert told == expected["columns"]
