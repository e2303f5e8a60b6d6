"""`/metrics` tells what is true when somebody looks, whoever wrote it."""

from aiohttp import ClientSession

from bot.app import open_app
from bot.running import Program, web_pages
from bot.settings import Settings
from storage.campaigns.outbox import cancel_campaign
from tests.outbox_rows import NOON, add_campaign, add_people, add_school


async def test_messages_not_settled_yet_are_counted(tmp_path):
    database = f"sqlite+aiosqlite:///{tmp_path / 'test.db'}"
    settings = Settings(_env_file=None, database_url=database, http_port=0, vk_token="invented", vk_group_id=1)
    async with open_app(settings, online=True) as app:
        school = await add_school(app.database)
        await add_people(app.database, school, range(9_100_001, 9_100_004))
        async with web_pages(Program(app, tmp_path)) as address, ClientSession() as http:

            async def shown() -> str:
                async with http.get(f"{address}/metrics") as answer:
                    lines = (await answer.text()).splitlines()
                return next(line for line in lines if line.startswith("dezhurny_outbox_open"))

            assert await shown() == "dezhurny_outbox_open 0.0"
            campaign = await add_campaign(app.database, school)
            assert await shown() == "dezhurny_outbox_open 3.0"
            async with app.database.writing() as session:
                await cancel_campaign(session, campaign, NOON)
            assert await shown() == "dezhurny_outbox_open 0.0"
