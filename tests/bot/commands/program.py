"""The program as a person starts it: a process of its own, with its own folder and environment."""

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from storage.database.opening import open_database
from storage.imports import ImportRequest, import_file
from tests import warm_children
from tests.databases import fresh_database, url_of
from tests.sandbox_server import SandboxClient

ROOT = Path(__file__).parents[3]
HEADINGS = (
    "VK ID;ФИО;Должность;Статус профиля;Зарегистрирован;Создано групповых чатов;"
    "Сообщений в групповых чатах за неделю;Звонков за неделю;Аккаунт ЭЖД связан"
)


@dataclass(frozen=True, slots=True)
class Finished:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Program:
    """`folder` is where it is started; `settings` are its environment variables; `before` sets limits for it."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    before: tuple[str, ...] = ()

    def talk_to(self, sandbox: SandboxClient) -> None:
        self.settings |= {
            "VK_TOKEN": sandbox.token,
            "VK_GROUP_ID": str(sandbox.group_id),
            "VK_API_URL": sandbox.api_url,
        }

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
        return kept | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | self.settings

    async def start(self, *arguments: str) -> asyncio.subprocess.Process:
        """As everybody starts it."""
        return await self._run(sys.executable, "-m", "bot", *arguments)

    async def start_warm(self, *arguments: str) -> asyncio.subprocess.Process:
        """Forked from a process that has loaded the program; it answers to signals as any, and can be killed."""
        server = warm_children.SERVERS.get("bot")
        if server is None or self.before:
            return await self.start(*arguments)
        return await self._run(*await asyncio.to_thread(server.command, "bot", *arguments, whole=True))

    async def _run(self, *command: str) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *self.before,
            *command,
            cwd=self.folder,
            env=self.environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )

    async def __call__(self, *arguments: str) -> Finished:
        """A command from its beginning to its end."""
        process = await self.start_warm(*arguments)
        out, err = await process.communicate()
        return Finished(process.returncode or 0, out.decode(), err.decode())


def people_file(path: Path, rows: Sequence[str], title: str = "Статистика за 09.11.2026–15.11.2026") -> Path:
    """A list as the cabinet exports it: semicolons, a title line, one row a person."""
    path.write_text("\n".join([title, HEADINGS, *rows]) + "\n", encoding="utf-8-sig")
    return path


async def with_school(bot: Program, file: Path, school: str = "Школа № 0 (пример)") -> None:
    """What `import --create-schools --yes` writes, without a process of its own."""
    data = bot.folder / "data"
    data.mkdir(exist_ok=True)
    path = data / "dezhurny.db"
    database = await (open_database(url_of(path)) if path.exists() else fresh_database(path))
    now = datetime.now(UTC)
    request = ImportRequest(path=file, today=now.date(), now=now, school=school, create_schools=True)
    await import_file(database, request, write=True)
    await database.close()
