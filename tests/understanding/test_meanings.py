"""Messages as people write them, and what they mean: the shares that must be kept."""

from tests.phrases_measure import HERE, measure


def test_an_officers_messages_are_understood():
    found = measure(HERE / "staff.txt", HERE / "officers.tsv", "officer")
    assert found.right * 100 >= 90 * found.total
    assert found.carried == 0


def test_a_teachers_messages_are_understood():
    found = measure(HERE / "staff.txt", HERE / "teachers.tsv", "teacher")
    assert found.right * 100 >= 90 * found.total
    assert found.carried == 0
