"""`export`: everything that is kept about one person, as JSON."""

import json
from pathlib import Path
from typing import Any

from bot.commands.common import command_app, run_async
from bot.commands.people import find_subject
from bot.commands.printing import check_place, tell, write_whole
from bot.terminal.output import print_json
from services.access.privacy import export
from services.actor import the_program


def export_command(person: str, school: str | None, out: Path | None, *, as_json: bool) -> None:
    if out is not None:
        check_place(out, "сотрудник.json")

    async def work() -> dict[str, Any]:
        async with command_app() as app, app.database.reading() as session:
            subject = await find_subject(session, person, school)
            return {"made_at": app.clock().isoformat()} | await export(session, the_program(), subject)

    found = run_async(work())
    if out is None:
        print_json(found)
        return
    written = json.dumps(found, ensure_ascii=False, indent=2, default=str).encode()
    write_whole(out, lambda file: file.write(written + b"\n"))
    tell(
        {"file": str(out), "records": len(found["records"])}, f"Готово: {out}. В файле личные данные.", as_json=as_json
    )
