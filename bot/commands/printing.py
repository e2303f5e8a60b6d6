"""What `leaflets` and `posters` share: a file that is there whole or not at all, and what is told of it."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from bot.output import print_json, say
from bot.settings import Settings
from bot.vk import addresses
from indicators.errors import UsageError
from storage.tables import School


def check_place(out: Path) -> None:
    """Before the work: a file can be written there.

    Raises:
        UsageError: it is a folder, or in a folder that is not there.
    """
    if out.is_dir():
        raise UsageError(f"{out} — это папка: допишите имя файла, например {out / 'печать.pdf'}.")
    if not out.absolute().parent.is_dir():
        raise UsageError(f"Нет папки {out.parent}: создайте её или выберите другое место (--out).")


def write_whole(out: Path, draw: Callable[[BinaryIO], int]) -> int:
    """Draw into a file beside and put it in place; what was there stays until then. Gives what `draw` gives."""
    handle = tempfile.NamedTemporaryFile(dir=out.absolute().parent, prefix=f".{out.name}-", delete=False)  # noqa: SIM115
    beside = Path(handle.name)
    try:
        with handle:
            pages = draw(handle)  # type: ignore[arg-type]
        beside.chmod(0o644)
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)
    return pages


def tell(document: dict[str, Any], sentence: str, *, as_json: bool) -> None:
    if as_json:
        print_json(document)
    else:
        say(sentence)


def dialog_link(settings: Settings, school: School) -> str:
    """`https://vk.me/club…` of the community that writes to the school; empty when its number is not set."""
    number = school.community_id or settings.vk_group_id
    if number is None and settings.communities:
        number = settings.communities[0].group_id
    return addresses.dialog_link(number or 0)
