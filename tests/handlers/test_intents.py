"""What people write, and what is understood: typos, synonyms, mentions, capitals, and near-misses."""

from datetime import date
from pathlib import Path

import pytest

from handlers.engine.routes import Right
from handlers.topics import ROUTES
from handlers.understanding.reader import OFFICER, TEACHER, Around, read
from handlers.understanding.reading.people.member import Member
from handlers.understanding.reading.people.roster import Roster
from handlers.wishes.routing import routed
from indicators.weeks import Week

HERE = Path(__file__).parent
PEOPLE = (
    Member(1, "Алиева", "Марьям", "Ахмедовна"),
    Member(2, "Борисов", "Борис", "Борисович"),
    Member(3, "Образцов", "Анна", "Сергеевна"),
)
AROUND = Around(Roster(PEOPLE), date(2026, 11, 17), Week.parse("2026-W46"))
DANGEROUS = {"remind", "retry", "resume", "stop", "left", "forget_me", "leaflets"}


def _cases() -> list[tuple[str, str]]:
    """`phrases.txt`: a code in brackets, then phrases that must be understood so."""
    cases, code = [], ""
    for line in (HERE / "phrases.txt").read_text("utf-8").splitlines():
        if line.startswith("[") and line.endswith("]") and "|" not in line:
            code = line.strip("[]")
        else:
            cases.append((code, line))
    return cases


CASES = _cases()
NEAR_MISSES = (HERE / "near_misses.txt").read_text("utf-8").splitlines()


def commands(phrase: str) -> list[str]:
    """What an officer's words start, and what a teacher's."""
    readings = [read(phrase, AROUND, side) for side in (OFFICER, TEACHER)]
    return [routed(one.wishes[0], phrase).code for one in readings if one.sure]


@pytest.mark.parametrize(("code", "phrase"), CASES)
def test_a_phrase_is_understood(code, phrase):
    assert code in commands(phrase)


def test_the_table_is_long_enough():
    assert len(CASES) >= 400


@pytest.mark.parametrize("phrase", NEAR_MISSES)
def test_near_misses_start_nothing_that_reaches_others(phrase):
    assert not DANGEROUS & set(commands(phrase))


def test_what_changes_or_sends_is_for_officers_only():
    for code in (
        "remind",
        "remind_yes",
        "retry_yes",
        "resume_yes",
        "stop_yes",
        "exempt",
        "pause",
        "left_yes",
        "approve",
    ):
        assert ROUTES[code].right in (Right.CHANGER, Right.OFFICER)


def test_a_very_long_text_means_nothing():
    assert not read("сводка " * 1000, Around(Roster(()), AROUND.today, AROUND.newest)).wishes
