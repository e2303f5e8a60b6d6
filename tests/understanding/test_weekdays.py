"""Days of the week are one list for all who ask for them, misspelt or shortened."""

from datetime import date

import pytest

from handlers.understanding.reader import Around, read
from handlers.understanding.reading.people.roster import Roster
from handlers.understanding.said.weekdays import weekdays_in
from indicators.weeks import Week

AROUND = Around(Roster(()), date(2026, 11, 17), Week.parse("2026-W46"))  # a Tuesday


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("кроме субботы и воскресенья", [5, 6]),
        ("кроме читверга и пятнецы", [3, 4]),
        ("без выходных", [5, 6]),
        ("по вт и чт", [1, 3]),
        ("в среднем звене", []),
    ],
)
def test_days_of_the_week_are_read_with_slips_of_the_pen(said, days):
    assert weekdays_in(said) == days


@pytest.mark.parametrize(("said", "until"), [("до читверга", "2026-11-19"), ("до пятнецы", "2026-11-20")])
def test_a_misspelt_day_is_the_day_that_was_meant(said, until):
    """And not the Monday that any strange word was."""
    assert f"until={until}" in str(read(f"пауза {said}", AROUND))
