"""`cabinet`: a one-time link into the officer's pages, as «кабинет» in the chat gives it."""

from dataclasses import asdict, dataclass

from bot.app import App
from bot.commands.common import command_app, run_async
from bot.terminal.output import print_json, say
from indicators.errors import NotPossible, UsageError
from services.access.cabinet import give_link
from storage.database.connection import Session
from storage.people.accounts import Who, load_who
from storage.people.first_officers import ensure_officers
from storage.people.pages import named_account
from storage.people.roles import first_with_role
from storage.processes.board import read_board

NOBODY = "Ответственного пока нет: впишите его страницу в OFFICER_IDS файла .env и повторите."
NO_ROLE = (
    "У этой страницы нет роли ни в одной школе: сначала назначьте её (слово «роли» в чате) или впишите в OFFICER_IDS."
)
BAD_ACCOUNT = "Не понял, чья это страница: напишите id123, vk.com/id123 или max:456."


@dataclass(frozen=True, slots=True)
class CabinetLink:
    url: str
    expires_at: str


def cabinet_command(officer: str | None, *, as_json: bool) -> None:
    async def work() -> CabinetLink:
        async with command_app() as app:
            return await make_link(app, officer)

    made = run_async(work())
    if as_json:
        print_json(asdict(made))
        return
    say("Ссылка в кабинет, на один вход и десять минут (программа должна работать):")
    say(made.url)


async def make_link(app: App, officer: str | None, address: str = "") -> CabinetLink:
    """Into the pages at `address`, or where another process says that it serves them.

    Raises:
        UsageError: nobody is known by that name.
        NotPossible: nobody, or this one, has no role.
    """
    async with app.database.writing() as session:
        await ensure_officers(session, app.settings.officers, app.clock())
        who = await _whose(session, officer)
        link = await give_link(session, who, app.clock())
        pages = app.settings.cabinet_url(address) if address else (await read_board(session)).pages
    zoned = link.expires_at.astimezone(app.settings.zone)
    return CabinetLink(f"{pages or app.settings.cabinet_url()}/enter/{link.token}", zoned.isoformat(timespec="seconds"))


async def _whose(session: Session, officer: str | None) -> Who:
    if officer is None:
        account = await first_with_role(session)
        if account is None:
            raise NotPossible(NOBODY)
        platform, external_id = account.platform, account.external_id
    else:
        named = named_account(officer)
        if named is None:
            raise UsageError(BAD_ACCOUNT)
        platform, external_id = named
    who = (await load_who(session, platform, [external_id])).get(external_id)
    if who is None or not who.members:
        raise NotPossible(NO_ROLE)
    return who
