"""Matters, what is asked that is no wish, are known by their examples."""

import random
from collections import defaultdict
from operator import itemgetter
from pathlib import Path

import pytest

from handlers.questions.matters.officers import OFFICERS
from handlers.questions.matters.teachers import TEACHERS
from handlers.topics import ROUTES
from handlers.understanding.likeness import learning as wish_learning
from handlers.understanding.likeness.features import features, hashes, word_by_word
from handlers.understanding.likeness.learning import SIDES
from handlers.understanding.likeness.net import heard
from handlers.understanding.matters.learning import examples, others, stamp
from handlers.understanding.matters.likely import NONE_OF_THEM, file_of, model
from handlers.understanding.reader import Around, read
from handlers.wishes.matters_answered import needed

ANSWERS = {"officer": OFFICERS, "teacher": TEACHERS}


HERE = Path(__file__).parent
# Of what was typed by others and held back, as measured.
LEAST = {"officer": 0.6, "teacher": 0.5}


def likeliest(said: list[str], side: str, but: str = "") -> list[tuple[str, float]]:
    meant = model(side)
    found = []
    for sentence, _ in wish_learning.read((one, "") for one in said):
        chances = meant.chances(hashes(features(sentence)), heard(word_by_word(sentence)))
        each = [one for one in zip(meant.linear.labels, chances, strict=True) if one[0] != but]
        found.append(max(each, key=itemgetter(1)))
    return found


@pytest.mark.parametrize("side", SIDES)
def test_the_weights_were_made_of_these_examples(side):
    assert model(side).linear.stamp == stamp(side), "make matters-learn"
    assert file_of(side).stat().st_size < 1_000_000


@pytest.mark.parametrize("side", SIDES)
def test_each_example_is_one_matter_that_is_answered(side):
    meant = defaultdict(set)
    for sentence, code in examples(side):
        meant[sentence.lower()].add(code)
    assert {code for codes in meant.values() for code in codes} == ANSWERS[side].keys() | {NONE_OF_THEM}
    assert [sentence for sentence, codes in meant.items() if len(codes) > 1] == []


@pytest.mark.parametrize("side", SIDES)
def test_each_answer_has_words_or_a_command_and_fits_a_button(side):
    for one in ANSWERS[side].values():
        assert bool(one.text) != bool(one.goes_to)
        assert len(one.name) <= 40
        assert all(code in ROUTES for _, code in one.buttons)
        assert all(len(label) <= 40 for label, _ in one.buttons)
        assert not one.goes_to or one.goes_to in ROUTES


@pytest.mark.parametrize("side", SIDES)
def test_what_was_never_learned_is_known(side):
    lines = (HERE / f"matters_{SIDES[side]}.tsv").read_text("utf-8").splitlines()
    said = [(sentence, code) for code, _, sentence in (one.partition("\t") for one in lines)]
    assert not {sentence.lower() for sentence, _ in said} & {sentence.lower() for sentence, _ in examples(side)}
    found = likeliest([sentence for sentence, _ in said], side, but=NONE_OF_THEM)
    right = [code for (_, code), (label, _) in zip(said, found, strict=True) if code == label]
    assert len(right) / len(said) >= LEAST[side]


@pytest.mark.parametrize("side", SIDES)
def test_a_wish_is_hardly_ever_taken_for_a_matter(side):
    around = Around(wish_learning.people(), wish_learning.TODAY, wish_learning.NEWEST)
    taken = []
    for said, _ in random.Random(1).sample(others(side)[1500:], 600):
        reading = read(said, around, side)
        best = next(iter(reading.matters), None)
        if best is not None and best.likely >= needed(reading, ANSWERS[side][best.code]):
            taken.append((said, best))
    assert len(taken) <= 600 * 0.003, taken
