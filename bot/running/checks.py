"""What `/healthz` looks at."""

from bot.app import App
from bot.web.health import Check
from nudges.calendar import SchoolCalendar
from storage.clock.heartbeat import clock_fault
from storage.database.blame import SILENT
from storage.database.connection import DatabaseError
from storage.database.writable import write_fault


def checks_of(app: App) -> dict[str, Check]:
    """The clock's beat is in the database, whichever process it runs in."""
    zone = SchoolCalendar(app.settings.zone)

    async def database() -> str | None:
        return await write_fault(app.database)

    async def clock() -> str | None:
        try:
            async with app.database.reading() as session:
                return await clock_fault(session, app.clock(), zone)
        except (DatabaseError, OSError):
            return SILENT

    return {"database": database, "clock": clock}
