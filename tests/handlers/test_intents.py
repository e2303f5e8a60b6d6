"""What people write, and what is understood: typos, synonyms, mentions, capitals, and near-misses."""

from pathlib import Path

import pytest

from handlers.engine.routes import Right
from handlers.topics import ROUTES
from handlers.understanding.wordings.intents import INTENTS
from handlers.understanding.wordings.phrases import recognise

HERE = Path(__file__).parent
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


@pytest.mark.parametrize(("code", "phrase"), CASES)
def test_a_phrase_is_understood(code, phrase):
    found = recognise(phrase)
    assert found is not None
    assert found.intent.code == code


def test_the_table_is_long_enough_and_every_intent_is_tried():
    assert len(CASES) >= 150
    assert {code for code, _ in CASES} == {intent.code for intent in INTENTS}


def test_every_intent_has_a_command():
    assert {intent.code for intent in INTENTS} <= ROUTES.keys()


@pytest.mark.parametrize("phrase", NEAR_MISSES)
def test_near_misses_start_nothing_that_reaches_others(phrase):
    found = recognise(phrase)
    assert found is None or found.intent.code not in DANGEROUS or found.rest


def test_what_is_said_with_the_command_is_kept_as_it_was_written():
    assert recognise("Карточка Алиевой-Примеровой М. А.").rest == "Алиевой-Примеровой М. А."
    assert recognise("исключить Алиеву до 12.01, больничный!").rest == "Алиеву до 12.01, больничный!"
    assert recognise("цели 90 %").rest == "90 %"
    assert recognise("меньше 3").intent.given == {"gap": "few_messages", "below": "3"}


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
    assert recognise("сводка " * 1000) is None
