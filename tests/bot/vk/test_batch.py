"""The execute code, and reading its answers."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vk.batch import Ready, execute_code, execute_outcomes, peers_outcomes, ready, refused_without_a_word
from nudges.messenger import Button, Delivered, Keyboard, Letter, Reaction, Refusal
from sandbox.vk.execute.execution import Execution


def letter(peer: int, text: str = "Здравствуйте!", **more) -> Ready:
    return ready(Letter(peer, text, random_id=peer * 7, **more))


def letters(count: int) -> list[Ready]:
    return [letter(number + 1) for number in range(count)]


def refusals(outcomes) -> list[int | None]:
    return [one.code if isinstance(one, Refusal) else None for one in outcomes]


def test_the_code_is_a_list_of_calls_with_json_arguments():
    code = execute_code([letter(1), letter(2, '«ё»\n"; return [];')])
    calls = re.fullmatch(r"return \[API\.messages\.send\((.*)\), API\.messages\.send\((.*)\)\];", code, re.DOTALL)
    assert calls is not None
    assert json.loads(calls[1]) == {"peer_id": 1, "random_id": 7, "message": "Здравствуйте!"}
    assert json.loads(calls[2])["message"] == '«ё»\n"; return [];'


@given(st.lists(st.text(max_size=60), min_size=1, max_size=25))
def test_any_text_reaches_the_script_as_it_is(texts):
    seen = []
    Execution(lambda method, params: seen.append(params["message"]) or 1).run(
        execute_code([letter(number + 1, text) for number, text in enumerate(texts)])
    )
    assert seen == [text.encode("utf-8", "replace").decode().replace("\0", "") for text in texts]


def test_a_keyboard_travels_as_json_in_a_string_and_attachments_with_commas():
    keyboard = Keyboard(((Button("Как сделать", {"do": "how"}),),))
    params = letter(1, keyboard=keyboard, attachments=("doc-1_2", "photo-1_3")).params
    assert json.loads(params["keyboard"])["buttons"][0][0]["action"]["label"] == "Как сделать"
    assert params["attachment"] == "doc-1_2,photo-1_3"
    assert set(letter(1).params) == {"random_id", "message"}


def test_errors_belong_to_the_failed_calls_in_order():
    answer = {
        "response": [11, False, 12, False],
        "execute_errors": [
            {"method": "messages.send", "error_code": 901, "error_msg": "a"},
            {"method": "messages.send", "error_code": 9, "error_msg": "b"},
        ],
    }
    outcomes = execute_outcomes(letters(4), answer)
    assert outcomes[0] == Delivered(11)
    assert outcomes[2] == Delivered(12)
    assert refusals(outcomes) == [None, 901, None, 9]


@pytest.mark.parametrize(
    "answer",
    [
        {"response": None},
        {"response": [1]},
        {"response": {"a": 1}},
        {"response": [False, False]},
        {"response": ["1", {}]},
    ],
)
def test_an_answer_that_does_not_say_what_became_of_the_messages_leaves_them_unknown(answer):
    assert all(one.unknown_outcome and one.reaction is Reaction.RETRY for one in execute_outcomes(letters(2), answer))


def test_fewer_errors_than_failures_say_nothing_about_anybody():
    answer = {"response": [False, 11, None], "execute_errors": [{"error_code": 901, "error_msg": "a"}]}
    assert refused_without_a_word(3, answer) == [0, 2]
    first, second, third = execute_outcomes(letters(3), answer)
    assert second == Delivered(11)
    assert first.unknown_outcome
    assert third.unknown_outcome


def test_a_message_may_be_answered_for_as_many_are():
    entry = {"peer_id": 1, "message_id": 71, "conversation_message_id": 4}
    closed = {"peer_id": 2, "message_id": 0, "error": {"code": 901, "description": "no"}}
    outcomes = execute_outcomes(letters(4), {"response": [[entry], entry, [closed], closed]})
    assert outcomes[:2] == [Delivered(71)] * 2
    assert refusals(outcomes[2:]) == [901, 901]


def test_an_answer_to_many_peers_is_matched_by_peer_with_errors_in_both_spellings():
    answer = {
        "response": [
            {"peer_id": 2, "message_id": 0, "error": {"code": 901, "description": "no"}},
            {"peer_id": 1, "message_id": 71, "conversation_message_id": 4},
            {"peer_id": 3, "message_id": 0, "error": "Can't send messages for users without permission"},
        ]
    }
    outcomes = peers_outcomes(letters(4), answer)
    assert outcomes[0] == Delivered(71)
    assert refusals(outcomes) == [None, 901, 901, None]
    assert outcomes[3].unknown_outcome


@pytest.mark.parametrize("number", [0, -1, True, 2**63, 5.0, "5", [], {}])
def test_a_number_that_no_message_has_leaves_it_unknown_whatever_the_way_of_asking(number):
    entry = {"peer_id": 1, "message_id": number}
    for outcome in (
        *execute_outcomes(letters(2), {"response": [number, entry]}),
        *peers_outcomes(letters(1), {"response": [entry]}),
    ):
        assert isinstance(outcome, Refusal)
        assert (outcome.unknown_outcome, outcome.look_first) == (True, True)


def test_in_a_chat_messages_have_no_number_for_a_community():
    in_chat = letter(-1)
    assert execute_outcomes([in_chat], {"response": [0]}) == [Delivered(0)]
