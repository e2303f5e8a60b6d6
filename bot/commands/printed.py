"""`leaflets` and `posters`: for everybody who cannot be written to, and for every class chat with an invitation."""

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.commands.common import command_app, run_async
from bot.commands.printing import check_place, links_of, tell, write_whole
from indicators.russian.rules import plural
from reports.printed.leaflets import SchoolLeaflets, draw_leaflets
from reports.printed.posters import SchoolPosters, draw_posters
from services.actor import the_program
from services.reporting.printing import make_leaflets, make_posters
from storage.people.codes import random_code
from storage.schools.registry import chosen_schools

NOBODY = "Листовки не нужны: написать можно всем."
NOTHING = "Плакатов нет: в списке нет чатов классов со ссылкой-приглашением."
HOW = "Пришлите ссылку чата боту — и плакат появится."
NO_LINK = "Адрес бота неизвестен (VK_GROUP_ID, MAX_TOKEN), поэтому на листовках только код, без QR-кода."


def leaflets_command(school: str | None, out: Path, *, as_json: bool) -> None:
    check_place(out)

    async def work() -> list[SchoolLeaflets]:
        async with command_app(online=True) as app, app.database.writing() as session:
            now, links = app.clock(), await links_of(app)
            made = []
            for one in await chosen_schools(session, school):
                today = now.astimezone(ZoneInfo(one.timezone or app.settings.timezone)).date()
                made.append(
                    await make_leaflets(session, the_program(one.id), random_code, now, today=today, links=links)
                )
            return made

    found = run_async(work())
    people = sum(len(one.leaflets) for one in found)
    if not people:
        tell({"file": None, "pages": 0, "people": 0}, NOBODY, as_json=as_json)
        return
    pages = write_whole(out, lambda file: draw_leaflets(found, file))
    many = f"{plural(people, 'листовка', 'листовки', 'листовок')}, {plural(pages, 'лист', 'листа', 'листов')} А4"
    without_link = any(not leaflet.links for one in found for leaflet in one.leaflets)
    sentence = f"Готово: {out} ({many}). Разрежьте по пунктиру." + (f" {NO_LINK}" if without_link else "")
    tell({"file": str(out), "pages": pages, "people": people}, sentence, as_json=as_json)


def posters_command(school: str | None, out: Path, *, as_json: bool) -> None:
    check_place(out)

    async def work() -> list[SchoolPosters]:
        async with command_app() as app, app.database.reading() as session:
            return [await make_posters(session, the_program, one.id) for one in await chosen_schools(session, school)]

    found = run_async(work())
    posters = [poster for one in found for poster in one.posters]
    missing = sum(len(one.without_link) for one in found)
    lacking = f" Без ссылки: {plural(missing, 'чат', 'чата', 'чатов')}. {HOW}" if missing else ""
    if not posters:
        document = {"file": None, "pages": 0, "chats": 0, "without_link": missing}
        tell(document, f"{NOTHING}{lacking or f' {HOW}'}", as_json=as_json)
        return
    pages = write_whole(out, lambda file: draw_posters(posters, file))
    made: dict[str, Any] = {"file": str(out), "pages": pages, "chats": len(posters), "without_link": missing}
    sentence = f"Готово: {out} ({plural(pages, 'плакат', 'плаката', 'плакатов')}).{lacking}"
    tell(made, sentence, as_json=as_json)
