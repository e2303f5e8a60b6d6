"""What a summary that comes again changes, as the officer reads it."""

import pytest

from indicators.rows import SummaryValue
from indicators.weeks import Week
from storage.imports.before import Before
from storage.imports.checks import summary_changes
from storage.imports.gone import Gone, gone_words


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (SummaryValue(45, 60), SummaryValue(50, 60), [(45, 50)]),
        (SummaryValue(45, 60), SummaryValue(45, 62), [("45 из 60", "45 из 62")]),
        (SummaryValue(45), SummaryValue(45, 60), [(45, "45 из 60")]),
        (SummaryValue(45, 60), SummaryValue(45, 60, 75.0), []),
    ],
)
def test_a_figure_is_shown_with_its_whole_where_only_that_has_changed(was, now, told):
    changes = summary_changes(Before(official={"teachers_called": was}), {"teachers_called": now})
    assert [(change.before, change.after) for change in changes] == told


@pytest.mark.parametrize(
    ("codes", "lost"),
    [
        (["teachers_called"], "за эту неделю этого показателя не будет."),
        (["teachers_called", "parents_connected"], "за эту неделю этих показателей не будет."),
    ],
)
def test_indicators_that_a_summary_tells_no_longer_are_named_by_their_number(codes, lost):
    [said] = gone_words([Gone(code, Week.parse("2026-W46"), of_school=True) for code in codes])
    assert said.endswith(lost)
