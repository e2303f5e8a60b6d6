"""Rows on their way from the child: everything arrives, and nothing that is not what it should be."""

from datetime import date

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
    for rows in (Rows([PERSON, NAMELESS], []), Rows([], [SUMMARY]), Rows([], [])):
        assert unpacked(Rows, packed(rows)) == rows
    assert unpacked(list[Week], packed([Week(date(2026, 11, 9))])) == [Week(date(2026, 11, 9))]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"[[], []",
        b"[[1], []]",
        b"[[[4, 5]], []]",
        packed([[["4", "", None, None, "", "", "", {}, False]], []]),
        packed([[[4, "", True, None, "", "", "", {}, False]], []]),
        packed([[[4, "", None, ["Иванова"], "", "", "", {}, False]], []]),
        packed([[[4, "", None, None, "", "", "", {"calls": [1]}, False]], []]),
        packed([[[4, "", None, None, "", "", "", {"calls": {"day": "вчера"}}, False]], []]),
        packed([[[4, "", None, None, "", "", "", [], False]], []]),
    ],
)
def test_what_is_no_row_is_refused(content):
    with pytest.raises((ValueError, KeyError, TypeError)):
        unpacked(Rows, content)
