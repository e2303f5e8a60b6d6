"""`status`: the eight indicators of a week with targets and the week before."""

from typing import Any

from bot.commands.common import command_app, run_async
from bot.terminal.output import print_json, print_table
from indicators.errors import UnknownWeek
from indicators.weeks import Week
from reports.figures.week import status
from storage.schools.registry import chosen_schools, newest_week


def status_command(school: str | None, week: str | None, *, as_json: bool) -> None:
    chosen = Week.parse(week) if week is not None else None

    async def work() -> list[dict[str, Any]]:
        async with command_app() as app, app.database.reading() as session:
            schools = await chosen_schools(session, school)
            newest = await newest_week(session, [one.id for one in schools])
            its_week = chosen or (Week.parse(newest) if newest else None)
            if its_week is None:
                raise UnknownWeek("Статистики ещё нет: сначала загрузите файл (import).")
            found, missing = [], None
            for one in schools:
                try:
                    found.append({"school": one.name, "week": str(its_week), **await status(session, one, its_week)})
                except UnknownWeek as error:
                    missing = error
            if not found and missing is not None:
                raise missing
            return found

    documents = run_async(work())
    if as_json:
        print_json(documents[0] if len(documents) == 1 else {"schools": documents})
        return
    for document in documents:
        print_table(
            f"{document['school']}, неделя {document['week']}",
            ("Показатель", "Сейчас", "Из", "Цель", "Прошлая неделя"),
            [
                (one["title"], one["value"], one["total"], one["target"], one["previous"])
                for one in document["indicators"]
            ],
        )
