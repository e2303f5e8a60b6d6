"""Looking a message of ours up in its dialog: by the mark in a button's payload, else by sender and text."""

import time
from datetime import timedelta

from bot.incoming import Odd, Record
from bot.max.api import Api
from bot.max.keyboards import mark_in
from bot.max.numbers import chat_of
from indicators.errors import HistoryUnreadable, MessengerError, MessengerRefused
from nudges.messenger import Sought

Found = int | MessengerError | None

_PAGE = 100
_PAGES = 20
_SLACK = timedelta(minutes=1)  # MAX's clock and ours
_AHEAD = timedelta(days=1)
_NO_DIALOG = ("dialog.not.found", "user.not.found")


async def find_sent(api: Api, bot_id: int, sought: Sought) -> Found:
    """The message's number, None when a complete look shows that it is not there, or why that cannot be known."""
    after, before = (
        _milliseconds(sought.since.timestamp() - _SLACK.total_seconds()),
        _milliseconds(time.time() + _AHEAD.total_seconds()),
    )
    try:
        for _ in range(_PAGES):
            messages = await _page(api, chat_of(sought.peer_id, bot_id), after, before)
            found = next((one for one in messages if _is_sought(one, bot_id, sought)), None)
            if found is not None:
                return found.record("body").whole("seq")
            if len(messages) < _PAGE:
                return None
            before = min(one.whole("timestamp") for one in messages)
    except MessengerRefused as error:
        # Who never started the bot cannot have got anything; of a dialog that was removed nobody knows.
        return None if error.message.startswith(_NO_DIALOG) else _unreadable(error)
    except Odd:
        return HistoryUnreadable("Переписку в MAX не удалось прочитать: не видно, дошло ли сообщение.")
    except MessengerError as error:
        return error
    return HistoryUnreadable("Переписка слишком длинная: не видно, дошло ли сообщение.")


def _milliseconds(seconds: float) -> int:
    return int(seconds * 1000)


def _unreadable(error: MessengerRefused) -> MessengerError:
    """A refusal for good: the row is set aside; anything passing is asked again."""
    return HistoryUnreadable("MAX не показывает переписку: не видно, дошло ли сообщение.") if error.permanent else error


async def _page(api: Api, chat_id: int, after: int, before: int) -> list[Record]:
    """The newest messages first, within both bounds."""
    query = {"chat_id": chat_id, "after": after, "before": before, "count": _PAGE}
    answer = Record(await api.call("GET", "/messages", query, group=chat_id < 0), "the history")
    if "messages" not in answer:
        raise Odd("a history without messages")
    messages = answer.items("messages")
    return [Record(one, "a message") for one in messages]


def _is_sought(message: Record, bot_id: int, sought: Sought) -> bool:
    sender = message.perhaps("sender")
    if sender is None or sender.whole("user_id", 0) != bot_id:
        return False
    body = message.record("body")
    mark = mark_in(body.records("attachments"))
    if mark is not None:
        return mark == sought.random_id or (sought.or_any is not None and sought.or_any(mark))
    return bool(sought.text) and body.text("text", "").strip() == sought.text.strip()
