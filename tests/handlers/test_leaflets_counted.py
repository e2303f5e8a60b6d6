"""One count of who needs a leaflet, wherever it is told."""

from services.actor import the_program
from services.reporting.desk import overview
from tests.handlers.conversation import OFFICER, add_person, talking, the_school


async def test_leaflets_are_counted_alike_on_the_page_and_in_the_chat(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        for name in ("Примерова Анна Ивановна", "Образцова Нина Ильинична", "Больнова Вера Львовна"):
            await add_person(talk.database, school, name, registered=True)
        await talk.agree(OFFICER, "исключить Больнову до 30 ноября, больничный")
        printed = "\n".join(await talk.write(OFFICER, "листовки"))
        async with talk.database.reading() as session:
            found = (await overview(session, the_program(school.id), talk.now.date())).leaflets
        assert (found.count, found.resting) == (2, 1)
        assert "Готово: 2 листовки" in printed
        assert "Ещё 1 человека сейчас не тревожим: когда вернётся, скажите «листовки» ещё раз." in printed
