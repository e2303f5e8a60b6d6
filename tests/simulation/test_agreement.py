"""Everything said about one person or one number agrees, whoever asks."""

from tests.simulation.agreement import checked

# Of the 24th everything is known and nobody has left: there the number behind a figure is held against those behind it.
SCHOOLS = (*range(1, 15), 24)


async def test_summary_card_lists_digest_report_and_all_the_rest_say_the_same():
    assert await checked(SCHOOLS, 46) == []
