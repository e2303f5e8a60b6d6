"""The table of reactions says what VK's documentation and experience say."""

import pytest

from bot.vk.reactions import HALVED, REACTIONS, no_answer, refusal
from nudges.messenger import Reaction

EXPECTED = {
    Reaction.RETRY: {1, 10, 32, 36, 43, 995},
    Reaction.SLOW: {6},
    Reaction.REST: {29},
    Reaction.DELAY: {9, 949},
    Reaction.STOP: {2, 4, 5, 8, 11, 14, 17, 20, 23, 24, 25, 27, 28, 34, 42, 984, 1117, 3300},
    Reaction.UNREACHABLE: {900, 901, 902, 936, 987, 988, 1021},
    Reaction.GONE: {18, 37, 39, 113, 932, 962, 1016},
    Reaction.CHAT_OFF: {917, 922, 925, 927, 945, 946, 979, 983, 985, 986, 993, 996, 1012, 1017},
    Reaction.SETTING: {7, 15, 912, 943, 944, 950},
    Reaction.BUG: {3, 12, 13, 100, 104, 910, 911, 913, 914, 921, 940, 969, 991, 992, 994},
}


def test_every_code_has_the_one_right_reaction():
    table = {reaction: {code for code, rule in REACTIONS.items() if rule.reaction is reaction} for reaction in Reaction}
    assert table == EXPECTED


def test_whoever_can_do_something_about_it_is_told_what_in_russian():
    quiet = {Reaction.RETRY, Reaction.SLOW}
    for code, rule in REACTIONS.items():
        if rule.reaction not in quiet and code != 949:
            assert rule.advice.endswith("."), code
            assert any("а" <= letter <= "я" for letter in rule.advice)


def test_an_unknown_code_is_set_aside_and_reported():
    found = refusal(123456, "something new")
    assert (found.reaction, found.code) == (Reaction.BUG, 123456)
    assert "разработчику" in found.advice


def test_nobody_knows_the_outcome_after_passing_trouble_or_silence():
    assert refusal(10, "server").unknown_outcome
    assert no_answer("time-out").unknown_outcome
    assert not refusal(901, "closed").unknown_outcome
    assert not refusal(6, "too many").unknown_outcome


@pytest.mark.parametrize("code", [12, 13, 100, 914])
def test_an_execute_that_fails_by_its_content_is_halved(code):
    assert code in HALVED


def test_an_execute_that_fails_for_another_reason_is_not():
    assert HALVED.isdisjoint({6, 10, 29, 14, 5, 901})
