"""Whose VK page a cell names: a number, `id123`, a mention or a link in any of its spellings."""

import re
from datetime import date
from typing import Final

from indicators.cells.values import GROUPS, BadValue, is_dash, is_unknown, text_of
from indicators.reading.tables import Cell

_VK_LINK: Final = re.compile(
    r"(?:https?://)?(?:www\.|m\.|web\.|new\.)?(?:vk\.com|vk\.ru|vk\.me|vkontakte\.ru|sferum\.ru)/"
    r"(?:gim\d+\?sel=|im\?sel=|im/convo/|convo/|\?(?:[\w=]+&)*(?:sel|peerid)=|write)?(?P<page>[\w.]+).*"
)
_VK_NUMBER: Final = re.compile(r"(?:id|@id|\*id|ид)?\s*(?:[:№#]\s*)?(\d+)")
_VK_MENTION: Final = re.compile(r"\[id(\d+)\|.*\]")
_FIRST_CHAT: Final = 2_000_000_000  # from there on VK numbers chats, not people


def read_vk_id(cell: Cell) -> int | None:
    """A person's number from a number, `id123`, a mention or a link.

    Raises:
        BadValue: a community, a chat, a page known by a name only, or no VK id at all.
    """
    if is_unknown(cell) or is_dash(cell):
        return None
    if isinstance(cell, bool | date):
        raise BadValue("ожидался номер страницы VK")
    if isinstance(cell, int | float):
        return _person_id(cell)
    text = text_of(cell).lower()
    if mention := _VK_MENTION.fullmatch(text):
        return _person_id(int(mention[1]))
    if link := _VK_LINK.fullmatch(text):
        text = link["page"]
    elif re.fullmatch(r"-?\d+([.,]\d+)?e\+?\d+", text):
        raise BadValue("Excel сократил номер VK (вид 1,2E+09): задайте столбцу числовой формат")
    elif text.startswith("-"):
        return _person_id(-1)
    text = GROUPS.sub("", text)
    number = _VK_NUMBER.fullmatch(text.removesuffix(".0").removesuffix(",0"))
    if number and len(number[1]) < 19:
        return _person_id(int(number[1]))
    if re.match(r"(club|public|event)\d+$", text):
        raise BadValue("это сообщество, а не страница человека")
    if re.fullmatch(r"@?[a-z][\w.]{3,31}", text):
        raise BadValue("короткое имя страницы: нужен номер вида id123")
    raise BadValue("это не номер и не ссылка на страницу VK")


def _person_id(number: float) -> int:
    if not float(number).is_integer():
        raise BadValue("ожидался целый номер страницы VK")
    if number <= 0:
        raise BadValue("номер страницы VK не бывает нулём или меньше нуля")
    if number >= _FIRST_CHAT:
        raise BadValue("такого номера страницы VK не бывает")
    return int(number)
