"""Everything said about one person or one number agrees, whoever asks."""

from tests.simulation.agreement import checked


async def test_summary_card_lists_digest_report_and_all_the_rest_say_the_same():
    assert await checked(range(1, 15), 46) == []
