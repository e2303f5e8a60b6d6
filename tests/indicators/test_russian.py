"""Small rules of Russian: a school's name inside a sentence, what is left of a word without its endings."""

import random

import pytest
import snowballstemmer

from indicators.lexicon.lexicon import lexicon
from indicators.russian.first_names import FIRST_NAMES
from indicators.russian.rules import cut, quoted
from indicators.russian.stems import stem


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Школа № 1 (пример)", "«Школа № 1 (пример)»"),
        ("МБОУ «СОШ № 1» (пример)", "МБОУ «СОШ № 1» (пример)"),
        ('МБОУ "СОШ № 1" (пример)', 'МБОУ "СОШ № 1" (пример)'),
    ],
)
def test_a_name_that_has_quotation_marks_gets_no_second_pair(name, written):
    assert quoted(name) == written


def test_words_of_somebody_end_with_a_whole_one():
    assert cut("вернулась раньше", 16) == "вернулась раньше"
    assert cut("я вернулась из отпуска, и прошу писать", 30) == "я вернулась из отпуска, и…"
    assert cut("я вернулась из отпуска, но", 25) == "я вернулась из отпуска…"
    assert cut("а" * 10, 5) == "аааа…"


def test_stems_are_those_of_the_library_that_has_snowballs_rules():
    chance, library = random.Random(1), snowballstemmer.stemmer("russian")
    words = """
        ость ост нн ейше ейш ившись вшись ав яв ывш ующ аем ала ено енно ями иями ими ого его юю ься лся и ь й ё
    """
    endings = words.split()
    said = {"", "ё", "х", "id9", "нн", *lexicon().words, *FIRST_NAMES}
    said |= {word + chance.choice(endings) + chance.choice(["", *endings]) for word in sorted(said)}
    assert {word: stem(word) for word in said} == {word: library.stemWord(word) for word in said}
