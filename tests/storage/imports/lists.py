"""Small lists for the import tests, and the import itself with a fixed day."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from storage.database.connection import Database
from storage.imports import ImportReport, ImportRequest, import_file

TODAY = date(2026, 12, 1)
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
HEADINGS = "VK ID;ФИО;Сообщений в групповых чатах за неделю;Звонков за неделю"


def people(path: Path, *rows: str, week: str = "09.11.2026–15.11.2026", headings: str = HEADINGS) -> Path:
    path.write_text("\n".join([f"Статистика за {week}", headings, *rows]), encoding="utf-8")
    return path


async def bring_in(database: Database, path: Path, *, write: bool = True, **request: Any) -> ImportReport:
    return await import_file(database, ImportRequest(path=path, today=TODAY, now=NOW, **request), write=write)
