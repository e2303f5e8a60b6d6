"""Who counts for an indicator, of how many, and when a figure is not known."""

import pytest

from indicators.catalogue import INDICATOR, INDICATORS, OPTIONAL
from indicators.comparing.counting import figures, tally
from indicators.rows import SummaryValue


def counted(*rows):
    return figures(tally(rows))


def test_the_eight_come_first_and_the_optional_ones_behind_them():
    assert [*INDICATOR] == [one.code for one in (*INDICATORS, *OPTIONAL)]
    assert len(INDICATORS) == 8


def test_the_number_says_more_than_the_flags():
    found = counted({"group_messages": 4, "messages_10": True}, {"group_messages": 0, "messages_3": True})
    assert found["teachers_3_messages"].value == 1
    assert found["teachers_10_messages"].value == 0


def test_ten_messages_are_three_as_well_and_fewer_than_three_are_no_ten():
    found = counted({"messages_3": False, "messages_10": True}, {"messages_3": True, "messages_10": False})
    assert found["teachers_3_messages"].value == 2
    assert counted({"messages_3": False}, {"messages_10": True})["teachers_10_messages"].value == 1


def test_a_mark_for_three_alone_says_nothing_of_ten():
    """Those with «да» may have written nine messages or ninety: «0 of 2» would not be so."""
    found = counted({"messages_3": True}, {"messages_3": False})
    assert found["teachers_3_messages"] == SummaryValue(1, 2)
    assert "teachers_10_messages" not in found


def test_a_mark_for_ten_alone_says_nothing_of_three_unless_it_leaves_nobody_open():
    assert "teachers_3_messages" not in counted({"messages_10": True}, {"messages_10": False})
    assert counted({"messages_10": True}, {"messages_10": True})["teachers_3_messages"] == SummaryValue(2, 2)
    assert counted({"messages_3": False}, {"messages_3": False})["teachers_10_messages"] == SummaryValue(0, 2)


def test_the_whole_are_the_registered_where_that_is_known_and_never_fewer_than_those_who_count():
    assert counted({"registered": True, "calls": 1}, {"registered": False, "calls": 0})[
        "teachers_called"
    ] == SummaryValue(1, 1)
    assert counted({"calls": 1}, {"calls": 0})["teachers_called"] == SummaryValue(1, 2)
    assert counted({"registered": False, "calls": 1}, {"registered": False})["teachers_called"] == SummaryValue(1, 2)


def test_a_class_whose_part_is_unknown_is_not_in_the_whole_either():
    found = counted({"pupils_total": 25, "pupils_registered": 20}, {"pupils_total": 30})
    assert found["pupils_total"] == SummaryValue(20, 25)


def test_a_class_without_a_whole_leaves_the_whole_unknown():
    found = counted({"pupils_total": 25, "pupils_registered": 20}, {"pupils_registered": 10})
    assert found["pupils_total"] == SummaryValue(30, None)


def test_pupils_with_a_journal_are_counted_of_those_in_the_platform_where_that_is_known():
    rows = ({"pupils_total": 25, "pupils_registered": 20, "pupils_journal_linked": 15},)
    assert counted(*rows)["pupils_journal_linked"] == SummaryValue(15, 20)
    assert counted({"pupils_total": 25, "pupils_journal_linked": 15})["pupils_journal_linked"] == SummaryValue(15, 25)


@pytest.mark.parametrize(
    ("rows", "code", "expected"),
    [
        (({"max_registered": True}, {"max_registered": False}, {}), "max_registered", SummaryValue(1, 3)),
        (
            ({"max_registered": True, "max_active_week": False}, {"max_registered": False}),
            "max_active_week",
            SummaryValue(0, 1),
        ),
        (({"parents_connected": 12}, {"parents_connected": 8}, {}), "parents_connected", SummaryValue(20, None)),
    ],
)
def test_the_optional_indicators(rows, code, expected):
    assert counted(*rows)[code] == expected


def test_nothing_is_known_of_nobody():
    assert counted() == {}
    assert counted({}, {}) == {}
