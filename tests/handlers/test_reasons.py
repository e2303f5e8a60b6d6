"""Why somebody is left in peace: the words of a reason are told from words that only look like them."""

import pytest

from handlers.people.reasons import reason_of, usual_reason


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("не более недели", "не более недели"),
        ("более месяца, ремонт дома", "более месяца, ремонт дома"),
        ("экскурсия с классом", "экскурсия с классом"),
        ("болеет", "больничный"),
        ("больна", "больничный"),
        ("заболела, не более недели", "больничный"),
        ("по болезни ребёнка", "больничный"),
        ("на курсах", "курсы"),
        ("учёба в институте", "учёба"),
        ("включительно", "по решению ответственного"),
        ("без срока", "по решению ответственного"),
    ],
)
def test_a_reason_is_kept_in_its_usual_word_or_as_it_was_written(said, kept):
    assert reason_of(said) == kept


def test_a_length_of_time_is_no_reason():
    assert usual_reason("не более недели") is None
