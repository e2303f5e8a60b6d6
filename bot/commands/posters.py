"""`posters`: a printable poster for every class chat that has an invitation link."""

from pathlib import Path
from typing import Any

from bot.commands.common import command_app, run_async
from bot.commands.printing import check_place, tell, write_whole
from indicators.russian.rules import plural
from reports.printed.posters import SchoolPosters, draw_posters
from services.actor import the_program
from services.reporting.printing import make_posters
from storage.schools.registry import chosen_schools

NOTHING = "Плакатов нет: в списке нет чатов классов со ссылкой-приглашением."
HOW = "Пришлите ссылку чата боту — и плакат появится."


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
