"""Looking a message of ours up in a dialog's history: outgoing messages carry their `random_id` there."""

from datetime import datetime, timedelta
from typing import Any

from bot.vk.api import Api
from indicators.errors import MessengerRefused, MessengerUnreachable

_PAGE = 200
_FEW = 2  # pages, when nobody says how far back to look
_MANY = 20
_SLACK = timedelta(minutes=5)  # VK's clock and ours
# No such dialog yet: nothing was ever said in it.
_NO_DIALOG = frozenset((927, 936))


async def find_sent(api: Api, peer_id: int, random_id: int, since: datetime | None = None) -> int | None:
    """The id of our message with that `random_id`, newest first, or None when there is none back to `since`.

    Raises:
        MessengerError: the history could not be read, or `since` is further back than can be looked.
    """
    oldest = None if since is None else (since - _SLACK).timestamp()
    for page in range(_FEW if oldest is None else _MANY):
        items = await _page(api, peer_id, page * _PAGE)
        for item in items:
            if item.get("random_id") == random_id and item.get("out", 1):
                return int(item["id"])
        if len(items) < _PAGE or (oldest is not None and items[-1].get("date", 0) < oldest):
            return None
    if oldest is None:
        return None
    raise MessengerUnreachable("Переписка слишком длинная: не видно, дошло ли сообщение.")


async def _page(api: Api, peer_id: int, offset: int) -> list[dict[str, Any]]:
    try:
        answer = await api.call("messages.getHistory", peer_id=peer_id, count=_PAGE, offset=offset)
    except MessengerRefused as error:
        if error.code in _NO_DIALOG:
            return []
        raise
    return list(answer.get("items") or [])
