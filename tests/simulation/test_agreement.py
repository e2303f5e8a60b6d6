"""Everything said about one person or one number agrees, whoever asks."""

from tests.simulation.agreement import checked, checked_beside

# Of forty, the ten that lead through the most branches of the program: more than the first fifteen do. Of the 24th
# everything is known and nobody has left: there the number behind a figure is held against those behind it.
SCHOOLS = (1, 10, 15, 22, 24, 25, 26, 31, 32, 34)
# Of the first twelve pairs, two in which many work at both schools and some of them were written to by the first.
PAIRS = (7, 12)


async def test_summary_card_lists_digest_report_and_all_the_rest_say_the_same():
    assert await checked(SCHOOLS, 46) == []


async def test_two_schools_that_share_people_are_told_each_as_it_is():
    assert await checked_beside(PAIRS, 46) == []
