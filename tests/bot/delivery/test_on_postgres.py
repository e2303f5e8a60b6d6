"""The same delivery with PostgreSQL underneath."""

from bot.delivery import Delivery
from tests.bot.delivery.conftest import PEOPLE
from tests.outbox_rows import add_campaign, add_people, add_school, states
from tests.postgres import emptied


async def test_a_campaign_with_lost_answers_reaches_everybody_once_on_postgresql(town, postgres):
    database = await emptied(postgres)
    school = await add_school(database)
    await add_people(database, school, PEOPLE[:200])
    campaign = await add_campaign(database, school)
    await town.fault(kind="drop", accepted=True, times=3)
    totals = await Delivery(database, {town.sandbox.group_id: town.vk}, town.options()).deliver()
    ended = await states(database, campaign)
    await database.close()
    assert (totals.sent, ended) == (200, {"sent": 200})
    await town.assert_each_got_one(PEOPLE[:200])
