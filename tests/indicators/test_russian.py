"""Small rules of Russian: a school's name inside a sentence."""

import pytest

from indicators.russian.rules import quoted


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
