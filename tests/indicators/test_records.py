"""Rows on their way from the child: everything arrives, and nothing that is not what it should be."""

import json
from datetime import date
from typing import Any

import pytest

from indicators.file.outline import Rows
from indicators.guarded.records import packed, unpacked
from indicators.rows import PersonRow, SummaryRow, SummaryValue
from indicators.russian.names import Name
from indicators.weeks import Week

FACTS = {"registered": True, "group_messages": 12, "last_activity": date(2026, 11, 9), "status": "2026-11-09"}
PERSON = PersonRow(4, "Лист", None, Name("Иванова", "Анна"), "учитель", "", "Школа \udcff", FACTS, away=True)
NAMELESS = PersonRow(5, "Лист", 9100001, None, "", "", "", {})
SUMMARY = SummaryRow(4, "Лист", "Школа", {"teachers_total": SummaryValue(None, 60, 85.5)})


def test_rows_cross_as_they_are():
    for rows in (Rows([PERSON, NAMELESS, PERSON], []), Rows([], [SUMMARY]), Rows([], [])):
        assert unpacked(Rows, packed(Rows, rows)) == rows
        assert unpacked(list[Rows], packed(list[Rows], [rows, rows])) == [rows, rows]
    weeks = [Week(date(2026, 11, 9))]
    assert unpacked(list[Week], packed(list[Week], weeks)) == weeks


def _replaced(column: Any, old: Any, new: Any) -> Any:
    """The same with another value in one place, and nowhere the old one any more."""
    if column == old and type(column) is type(old):
        return new
    return [_replaced(one, old, new) for one in column] if isinstance(column, list) else column


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (4, "4"),
        (4, None),
        (9100001, True),
        ("Анна", 5),
        (["Анна"], []),
        (["Анна"], "Анна"),
        (12, 12.5),
        (12, {"day": 1}),
        ("2026-11-09", "вчера"),
        (["registered", "group_messages", "last_activity", "status"], ["registered", "group_messages", "status"]),
        (["registered", "group_messages", "last_activity", "status"], "four"),
        ([2], [3]),
        ([2], [-2]),
        ([0, 1], [0, 2]),
        ([0, 1], [0, -1]),
        ([0, 1], [0]),
        ([True, False], [True]),
        ([True, False], [True, 0]),
        ([True, False], {"away": True}),
    ],
)
def test_what_is_no_row_is_refused(old, new):
    said = json.loads(packed(Rows, Rows([PERSON, NAMELESS], [])).decode("utf-8", "surrogatepass"))
    changed = json.dumps(_replaced(said, old, new))
    assert changed != json.dumps(said)
    with pytest.raises((ValueError, KeyError, TypeError)):
        unpacked(Rows, changed.encode())


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b"5", b"[[], []", b"[[1], []]", b"[[[1], [[4, 5]]], [[0], []]]"]
)
def test_what_is_no_answer_is_refused(content):
    with pytest.raises((ValueError, KeyError, TypeError)):
        unpacked(Rows, content)
