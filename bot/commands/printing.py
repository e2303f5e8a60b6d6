"""What commands that write a file share: it is there whole or not at all, and what is told of it."""

import errno
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from bot.app import App
from bot.commands.common import told_of_disk
from bot.settings import Settings
from bot.terminal.output import print_json, say
from bot.vk import addresses
from indicators.errors import MessengerError, UsageError
from nudges.platforms import Platform
from reports.printed.leaflets import Links
from storage.database.owner_only import FILE
from storage.schools.communities import OF_MAX
from storage.tables import School


def check_place(out: Path, example: str = "печать.pdf") -> None:
    """Before the work: a file can be written there. Tried out, because rights alone do not tell.

    Raises:
        UsageError: it is a folder, or in a folder that is not there, or cannot be written to.
    """
    folder = out.absolute().parent
    try:
        if out.is_dir():
            raise UsageError(f"{out} — это папка: допишите имя файла, например {out / example}.")
        if not folder.is_dir():
            raise UsageError(f"Нет папки {folder}: создайте её или выберите другое место.")
        with tempfile.NamedTemporaryFile(dir=folder, prefix=f".{out.name}-"):
            pass
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise told_of_disk(error, out) from error
        raise UsageError(
            f"Записать {out} не получится: выберите другую папку или имя файла либо дайте программе право писать туда."
        ) from error


def write_whole(out: Path, draw: Callable[[BinaryIO], int]) -> int:
    """Draw into a file beside and put it in place; what was there stays until then. Gives what `draw` gives.

    It is for its owner only: it may hold names, or codes that open something.

    Raises:
        StartError: the disk is full, or the place cannot be written to any more.
    """
    try:
        return _write_beside(out, draw)
    except OSError as error:
        raise told_of_disk(error, out) from error


def _write_beside(out: Path, draw: Callable[[BinaryIO], int]) -> int:
    handle = tempfile.NamedTemporaryFile(dir=out.absolute().parent, prefix=f".{out.name}-", delete=False)  # noqa: SIM115
    beside = Path(handle.name)
    try:
        with handle:
            pages = draw(handle)  # type: ignore[arg-type]
        beside.chmod(FILE)
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)
    return pages


def tell(document: dict[str, Any], sentence: str, *, as_json: bool) -> None:
    if as_json:
        print_json(document)
    else:
        say(sentence)


async def links_of(app: App) -> Links:
    """The addresses on leaflets: of the community that writes to the school, of MAX's bot where it tells its name."""
    if app.of_max is not None:
        with suppress(MessengerError):
            await app.of_max.knock()

    def links(school: School, code: str) -> dict[str, str]:
        of_vk = addresses.dialog_link(_community(app.settings, school), code)
        found = {str(Platform.VK): of_vk, str(Platform.MAX): app.link_of(OF_MAX, code)}
        return {platform: link for platform, link in found.items() if link}

    return links


def _community(settings: Settings, school: School) -> int:
    """0 when it is not set."""
    of_settings = settings.communities[0].group_id if settings.communities else settings.vk_group_id
    return school.community_id or (of_settings if isinstance(of_settings, int) else 0)
