"""The nets beside the linear model: what is read back is what was grown, and they know what to do with anything."""

import gzip
import json
from io import BytesIO
from itertools import islice

import pytest

from handlers.understanding.likeness.features import Word, word_by_word
from handlers.understanding.likeness.learning import SIDES, examples, read
from handlers.understanding.likeness.model import model
from handlers.understanding.likeness.net import FILE, likely, nets, unpacked
from handlers.understanding.likeness.net_learning import grown, packed
from handlers.understanding.reader import LONGEST

_EVERY = 200


def words_of(*texts: str) -> list[list[Word]]:
    return [word_by_word(sentence) for sentence, _ in read((text, "") for text in texts)]


@pytest.fixture(scope="module")
def some():
    rows = {side: read(islice(examples(side), 0, None, _EVERY)) for side in SIDES}
    return {side: [(word_by_word(sentence), label) for sentence, label in found] for side, found in rows.items()}


@pytest.fixture(scope="module")
def made(some):
    return grown(some)


def test_what_it_has_learned_it_knows(some, made):
    for side, rows in some.items():
        told = [made.labels[side][made.likely(words, side).argmax()] for words, _ in rows]
        assert sum(one == label for one, (_, label) in zip(told, rows, strict=True)) > len(rows) / 2


def test_packed_and_read_back_it_says_what_was_grown(made):
    (kept,) = unpacked(BytesIO(packed([made], 0)))
    for words in words_of("кто без звонка?", "напомни Исаеву про журнал", "я не веду журнал", "ъъъ"):
        for side in SIDES:
            assert list(kept.likely(words, side).values()) == pytest.approx(made.likely(words, side), abs=0.03)


@pytest.mark.parametrize("side", SIDES)
def test_they_know_the_labels_of_the_linear_model(side):
    assert {one.ends[side].labels for one in nets()} == {model(side).labels}, "make nets-learn"


def test_they_were_grown_from_nearly_all_examples():
    with gzip.open(FILE) as kept:
        grown_from = json.loads(kept.readline())["examples"]
    count = sum(1 for side in SIDES for _ in examples(side))
    assert grown_from == pytest.approx(count, rel=0.05), "make nets-learn"


ONE_WORD = "".join(text.replace(" ", "") for text, _ in islice(examples("officer"), 0, None, 500))[:LONGEST]


@pytest.mark.parametrize("text", ["", "?", "ъъъ ыыы", "12 13 14", "кто " * (LONGEST // 4), "!" * 50, "🙂", ONE_WORD])
@pytest.mark.parametrize("side", SIDES)
def test_whatever_is_said_the_chances_of_all_labels_are_one(side, text):
    (words,) = words_of(text)
    chances = likely(words, side)
    assert sum(chances.values()) == pytest.approx(1)
    assert min(chances.values()) >= 0


def test_a_word_says_the_same_however_many_were_said_before():
    (words,) = words_of("напомни всем про журнал до пятницы")
    before = likely(words, "officer")
    for number in range(2000):
        likely([(f"w:{number}",)], "officer")
    assert likely(words, "officer") == before
