"""A cabinet for tests: the real pages on a real database, over HTTP, with a clock that stands still."""

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import ClientResponse, ClientSession, CookieJar
from sqlalchemy import select

from bot.web.cabinet.parts import Cabinet
from bot.web.server import serve, web_app
from services.access.cabinet import give_link
from services.actor import the_program
from services.imports.receiving import import_at_once
from storage.campaigns.outbox.campaigns import finish_done
from storage.database.connection import Database
from storage.imports import ImportRequest
from storage.people.accounts import ensure_account, load_who_by_account
from storage.people.roles import Role, give_role
from storage.schools.communities import OF_MAX
from storage.schools.registry import all_schools, create_school
from storage.tables import OutboxRow
from tests.databases import filled_database
from tests.handlers.conversation import MONDAY

OFFICER = 9_300_001
SCHOOL, OTHER_SCHOOL = "Школа № 1 (пример)", "Лицей № 2 (пример)"
HEAD = (
    "id;ФИО;Должность;Класс;Зарегистрирован;Статус;Создано групповых чатов;Сообщений в групповых чатах;Звонков;"
    "Связан с ЭЖД"
)
LIST = f"""Статистика за {{period}}
{HEAD}
9300011;Алиева Марьям Ахмедовна;классный руководитель;7Б;да;Активен;1;7;0;да
9300012;Борисов Борис Олегович;учитель физики;;да;Активен;2;14;1;да
9300013;Васильева Вера Петровна;учитель химии;;да;Активен;0;2;0;нет
9300014;Гаджиева Патимат Омаровна;учитель истории;;да;Активен;1;12;1;да
9300015;Дмитриев Денис Львович;учитель труда;;да;Не активен;0;0;0;нет
;Егорова Елена Ильинична;учитель музыки;;нет;;;;;
9300017;Жданова Жанна Игоревна;учитель биологии;;да;Активен;1;9;1;да
9300018;Зуева Зоя Павловна;учитель географии;;да;Активен;3;21;2;да
"""
WEEK_45, WEEK_46 = "02.11.2026–08.11.2026", "09.11.2026–15.11.2026"


@dataclass
class Office:
    """`client` is a browser with its cookies. The clock is `now` and moves only when a test moves it."""

    database: Database
    address: str
    client: ClientSession
    folder: Path
    now: datetime = MONDAY
    delivered: int = 0
    schools: dict[str, int] = field(default_factory=dict)

    async def add_school(self, name: str) -> int:
        async with self.database.writing() as session:
            school = await create_school(session, name, self.now)
            school.settings = {**school.settings, "configured": True}
            self.schools[name] = school.id
            return school.id

    async def give(self, role: Role, school_id: int | None, external_id: int = OFFICER) -> int:
        """The account that has the role now."""
        async with self.database.writing() as session:
            account = await ensure_account(session, "vk", external_id)
            await give_role(session, account.id, school_id, role, self.now)
            return account.id

    async def link(self, account_id: int) -> str:
        async with self.database.writing() as session:
            who = await load_who_by_account(session, account_id)
            return f"/enter/{(await give_link(session, who, self.now)).token}"

    async def enter(self, account_id: int) -> None:
        answer = await self.get(await self.link(account_id))
        assert answer.status in (200, 303), await answer.text()

    async def load(self, school: str, period: str = WEEK_46, text: str = LIST, name: str = "Список.csv") -> None:
        path = self.folder / name
        path.write_text(text.format(period=period), encoding="utf-8")
        request = ImportRequest(path, self.now.date(), self.now, school=school)
        await import_at_once(self.database, the_program, request)

    async def settle(self, *states: str) -> None:
        """Delivery's part: what becomes of the messages that wait, in their order; the others go on waiting."""
        async with self.database.writing() as session:
            waiting = select(OutboxRow).where(OutboxRow.state == "planned").order_by(OutboxRow.id)
            for row, state in zip(await session.scalars(waiting), states, strict=False):
                row.state, row.finished_at = state, self.now
            await session.flush()
            await finish_done(session, self.now)

    async def get(self, path: str, **options: object) -> ClientResponse:
        return await self.client.get(self.address + path, **options)  # type: ignore[arg-type]

    async def text(self, path: str, status: int = 200) -> str:
        answer = await self.get(path)
        text = await answer.text()
        assert answer.status == status, (answer.status, text)
        return text.replace("\u00a0", " ")

    async def csrf(self) -> str:
        found = re.search(r'name="_csrf" value="([0-9a-f]+)"', await self.text("/logout"))
        assert found is not None
        return found[1]

    async def post(self, path: str, *pairs: tuple[str, str], **fields: object) -> ClientResponse:
        """A form with the token of this session."""
        data = [("_csrf", await self.csrf()), *pairs, *((name, str(value)) for name, value in fields.items())]
        return await self.client.post(self.address + path, data=data, allow_redirects=False)


def browser() -> ClientSession:
    return ClientSession(cookie_jar=CookieJar(unsafe=True))


@asynccontextmanager
async def office(
    folder: Path,
    *,
    weeks: Sequence[str] = (),
    secure: bool = False,
    file_limit: int = 20 * 2**20,
    in_max: bool = False,
    server: Database | None = None,
) -> AsyncIterator[Office]:
    """A school with a list of these weeks, and an officer who has not come in; with `in_max` on both messengers; on an
    empty `server` in place of a file."""

    async def none_open() -> int:
        return 0

    database = server or await filled_database(f"office {weeks}", folder / "cabinet.db", partial(_fill, weeks))
    if server is not None:
        await _fill(weeks, server)
    async with AsyncExitStack() as stack, browser() as client:
        stack.push_async_callback(database.close)
        opened = Office(database, "", client, folder)

        def deliver() -> None:
            opened.delivered += 1

        cabinet = Cabinet(
            database=database,
            clock=lambda: opened.now,
            files=folder / "uploads",
            secure=secure,
            file_limit=file_limit,
            deliver=deliver,
            communities=(239_000_001, OF_MAX) if in_max else (239_000_001,),
            link_of=lambda number, code="": (
                f"https://max.ru/primer_bot?start={code}" if number == OF_MAX else f"https://vk.me/club{number}"
            ),
        )
        async with serve(web_app({}, None, none_open, cabinet), "127.0.0.1", 0) as opened.address:
            async with database.reading() as session:
                opened.schools = {one.name: one.id for one in await all_schools(session)}
            yield opened


async def _fill(weeks: Sequence[str], database: Database) -> None:
    with TemporaryDirectory() as folder:
        async with browser() as client:
            office = Office(database, "", client, Path(folder))
            await office.add_school(SCHOOL)
            for week in weeks:
                await office.load(SCHOOL, week)


@asynccontextmanager
async def office_at_work(folder: Path) -> AsyncIterator[Office]:
    """The officer has come in, and there are two weeks of a list."""
    async with office(folder, weeks=(WEEK_45, WEEK_46)) as opened:
        await opened.enter(await opened.give(Role.OFFICER, opened.schools[SCHOOL]))
        yield opened
