"""The guarded reader: whatever anybody sends, it gives what is asked for or says that it is odd."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.incoming import Odd, Record, event_of, events_of, is_shallow, read_json, read_payload, words_of
from bot.metrics import EVENTS_ODD
from nudges.messenger import Permission

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
)
FOUND = Permission("e1", 5, allowed=True)


def odd_so_far() -> float:
    return EVENTS_ODD._value.get()


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        '{"a"',
        "[" * 990,
        "[" * 100_000,
        '{"a":' * 50_000,
        "NaN",
        '{"a":Infinity}',
        "1" * 5000,
        '"\\',
        b"\xff{}",
        b"\xfe\xff",
    ],
)
def test_what_is_no_json_is_odd_and_nothing_else(body):
    with pytest.raises(Odd):
        read_json(body)


@pytest.mark.parametrize("depth", [990, 5_000, 200_000])
def test_what_is_nested_too_deeply_is_left_out_and_what_stands_beside_it_is_read(depth):
    read = read_json(f'{{"deep": {nested(depth)}, "text": "[[\\"[", "beside": [1, {{"a": 2}}]}}')
    assert (read["text"], read["beside"]) == ('[["[', [1, {"a": 2}])
    assert is_shallow(read, 201)


@pytest.mark.parametrize("depth", [1, 90, 199])
def test_what_is_nested_as_messages_are_is_read_whole(depth):
    text = f'{{"a": {nested(depth)}}}'
    assert json.dumps(read_json(text)) == text


@given(ANYTHING)
def test_any_value_comes_back_as_it_was_written(value):
    text = json.dumps(value)
    if "NaN" not in text and "Infinity" not in text:
        assert json.dumps(read_json(text)) == text


@given(ANYTHING, st.sampled_from(["whole", "text", "record", "perhaps", "items", "records"]))
def test_a_field_is_of_the_type_asked_for_or_odd(value, kind):
    try:
        found = getattr(Record({"x": value}), kind)("x")
    except Odd:
        return
    kinds = {"whole": int, "text": str, "record": Record, "perhaps": Record | None, "items": list, "records": list}
    assert isinstance(found, kinds[kind])
    if kind == "whole":
        assert -(2**63) <= found < 2**63
    if kind == "text":
        found.encode()


@pytest.mark.parametrize("value", [True, 2**63, -(2**63) - 1, "9" * 19, "1_0", "", "-", "²", 1.0, [], None])
def test_what_no_database_holds_is_no_whole_number(value):
    with pytest.raises(Odd):
        Record({"n": value}).whole("n")


@pytest.mark.parametrize("payload", ["[" * 990, nested(400), '{"a": ' * 990, '{"a": "\\ud800"}', '{"a": "\\u0000"}'])
def test_a_payload_that_cannot_be_kept_is_none(payload):
    assert read_payload(payload) is None
    assert read_payload({"a": payload * 500}) is None


def test_a_payload_is_taken_as_it_is_or_from_its_string():
    assert read_payload('{"do": "ok", "n": 5}') == read_payload({"do": "ok", "n": 5}) == {"do": "ok", "n": 5}


def test_what_is_no_event_is_set_aside_with_a_count_and_the_others_are_read():
    def parse(update):
        match update:
            case "recursion":
                raise RecursionError
            case "odd":
                raise Odd("no")
            case "none":
                return None
        return FOUND

    before = odd_so_far()
    assert events_of(["good", "odd", "none", "recursion", "good"], parse) == [FOUND, FOUND]
    assert event_of("recursion", parse) is None
    assert odd_so_far() - before == 3


def test_runs_of_nothing_and_endless_texts_are_cut_before_anything_is_understood():
    assert words_of("а" + " " * 5000 + "б") == "а" + " "
    assert words_of("а \t \u00a0 б\n\n\n\n\n\nв  г") == "а б\n\nв  г"
    assert len(words_of("удал" * 5000)) == 4096
