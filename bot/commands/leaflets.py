"""`leaflets`: a printable leaflet for everybody who cannot be written to."""

from pathlib import Path
from zoneinfo import ZoneInfo

from bot.commands.common import command_app, run_async
from bot.commands.printing import check_place, dialog_link, tell, write_whole
from indicators.russian.rules import plural
from reports.printed.leaflets import SchoolLeaflets, draw_leaflets
from services.actor import the_program
from services.reporting.printing import make_leaflets
from storage.people.codes import random_code
from storage.schools.registry import chosen_schools

NOBODY = "Листовки не нужны: написать можно всем."
NO_LINK = "Номер сообщества не задан (VK_GROUP_ID), поэтому на листовках только код, без QR-кода."


def leaflets_command(school: str | None, out: Path, *, as_json: bool) -> None:
    check_place(out)

    async def work() -> list[SchoolLeaflets]:
        async with command_app() as app, app.database.writing() as session:
            now = app.clock()
            made = []
            for one in await chosen_schools(session, school):
                today = now.astimezone(ZoneInfo(one.timezone or app.settings.timezone)).date()
                link = dialog_link(app.settings, one)
                made.append(
                    await make_leaflets(session, the_program(one.id), random_code, now, today=today, dialog_link=link)
                )
            return made

    found = run_async(work())
    people = sum(len(one.leaflets) for one in found)
    if not people:
        tell({"file": None, "pages": 0, "people": 0}, NOBODY, as_json=as_json)
        return
    pages = write_whole(out, lambda file: draw_leaflets(found, file))
    many = f"{plural(people, 'листовка', 'листовки', 'листовок')}, {plural(pages, 'лист', 'листа', 'листов')} А4"
    without_link = any(leaflet.link is None for one in found for leaflet in one.leaflets)
    sentence = f"Готово: {out} ({many}). Разрежьте по пунктиру." + (f" {NO_LINK}" if without_link else "")
    tell({"file": str(out), "pages": pages, "people": people}, sentence, as_json=as_json)
