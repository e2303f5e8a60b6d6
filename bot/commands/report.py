"""`report`: the weekly report as a file."""

from pathlib import Path
from typing import Any

from bot.commands.common import command_app, run_async
from bot.commands.printing import check_place, tell, write_whole
from indicators.errors import UnknownWeek, UnusableFile
from indicators.weeks import Week
from reports.make import make_report, weeks_between
from storage.schools.registry import chosen_schools, newest_week


def report_command(
    format: str,
    school: str | None,
    week: str | None,
    last: str | None,
    template: Path | None,
    out: Path,
    *,
    as_json: bool,
) -> None:
    chosen, chosen_last = (Week.parse(one) if one is not None else None for one in (week, last))
    check_place(out, "отчёт.pdf")
    own = _read(template) if template is not None else None

    async def work() -> tuple[bytes, dict[str, Any]]:
        async with command_app() as app:
            async with app.database.reading() as session:
                schools = await chosen_schools(session, school)
                newest = await newest_week(session, [one.id for one in schools])
            if newest is None:
                raise UnknownWeek("Статистики ещё нет: сначала загрузите файл (import).")
            ends = chosen_last or chosen or Week.parse(newest)
            named = len(schools) == 1 or chosen or chosen_last
            weeks = weeks_between(chosen or ends, ends) if named else []
            today = app.clock().astimezone(app.settings.zone).date()
            made = await make_report(
                app.database, schools=schools, weeks=weeks, format=format, template=own, today=today
            )
            told = {
                "file": str(out),
                "weeks": [str(one) for one in weeks or [ends]],
                "schools": [one.name for one in schools],
            }
            return made, told

    content, document = run_async(work())
    write_whole(out, lambda file: file.write(content))
    tell(document, f"Готово: {out}.", as_json=as_json)


def _read(template: Path) -> bytes:
    try:
        return template.read_bytes()
    except OSError as error:
        raise UnusableFile(f"Шаблон {template} не читается: проверьте имя файла.") from error
