"""Looking messages of ours up in dialogs' histories: outgoing messages carry their `random_id` there."""

import itertools
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bot.incoming import Odd, Record
from bot.vk.api import Api, understood
from bot.vk.batch import CALLS, Result, calls_code, execute_results
from bot.vk.numbers import number_of
from indicators.errors import HistoryUnreadable, MessengerError, MessengerRefused, MessengerUnreachable
from indicators.together import together
from nudges.messenger import Sought

Found = int | MessengerError | None

_GLANCE = 30  # messages of each dialog in a shared request
_PAGE = 200
_PAGES = 20
_SLACK = timedelta(minutes=5)  # VK's clock and ours
# No such dialog yet: nothing was ever said in it.
_NO_DIALOG = frozenset((927, 936))


async def find_sent(api: Api, sought: Sequence[Sought]) -> list[Found]:
    """For each the id of our message, None when there is none since then, or why that could not be learned."""
    parts = [sought[start : start + CALLS] for start in range(0, len(sought), CALLS)]
    return list(itertools.chain.from_iterable(await together(_glance(api, part) for part in parts)))


async def _glance(api: Api, sought: Sequence[Sought]) -> list[Found]:
    """The newest messages of up to 25 dialogs in one request; what that leaves open is read dialog by dialog."""
    code = calls_code("messages.getHistory", [{"peer_id": number_of(one.peer_id), "count": _GLANCE} for one in sought])
    try:
        answer = await api.ask("execute", {"code": code})
    except MessengerUnreachable as error:
        return [error] * len(sought)
    results = [Result()] * len(sought) if "error" in answer else execute_results(len(sought), answer)
    return await together(_judge(api, one, result) for one, result in zip(sought, results, strict=True))


async def _judge(api: Api, sought: Sought, result: Result) -> Found:
    if result.error is not None and result.error[0] in _NO_DIALOG:
        return None
    try:
        found, is_enough = _search(result.value, sought, _GLANCE)
    except Odd:
        return await _page_through(api, sought)
    return found if is_enough else await _page_through(api, sought)


def _search(answer: object, sought: Sought, asked: int) -> tuple[int | None, bool]:
    """Our message in a page of history, and whether it could still be further back (false).

    Raises:
        Odd: it is no page of history.
    """
    items = Record(answer, "the history").records("items")
    oldest = (sought.since - _SLACK).timestamp()
    for item in items:
        if item.whole("out", 1) and _is_sought(item, sought, oldest):
            return item.whole("id"), True
    return None, len(items) < asked or items[-1].whole("date", 0) < oldest


def _is_sought(item: Record, sought: Sought, oldest: float) -> bool:
    number = item.whole("random_id", 0)
    if number == sought.random_id:
        return True
    in_time = item.whole("date", 0) >= oldest
    return bool(in_time and number and sought.or_any is not None and sought.or_any(number))


async def _page_through(api: Api, sought: Sought) -> Found:
    try:
        for page in range(_PAGES):
            asked: dict[str, Any] = {"peer_id": number_of(sought.peer_id), "count": _PAGE, "offset": page * _PAGE}
            answer = await api.call("messages.getHistory", **asked)
            with understood():
                found, is_enough = _search(answer, sought, _PAGE)
            if is_enough:
                return found
    except MessengerRefused as error:
        return None if error.code in _NO_DIALOG else error
    except MessengerError as error:
        return error
    return HistoryUnreadable("Переписка слишком длинная: не видно, дошло ли сообщение.")
