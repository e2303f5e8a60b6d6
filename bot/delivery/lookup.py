"""Rows in doubt: the dialog's history says whether an earlier try was taken."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

import structlog

from bot.delivery.batching import letter_of
from bot.delivery.health import Health
from bot.delivery.options import Options
from indicators.errors import MessengerError
from nudges.delivery.states import State, Writing
from nudges.delivery.verdicts import Verdict
from nudges.messenger import Messenger, Sought
from storage.campaigns.outbox import Claimed

log = structlog.get_logger()

_LOOK_AGAIN = timedelta(seconds=5)
_UNREADABLE = "Не видно, дошло ли сообщение: мессенджер не показывает переписку. Второй раз оно не отправлено."


class Lookup:
    """`lost` knows what went out in a time the database has no memory of (`storage.campaigns.lost_time`), `hidden`
    whose dialogs were emptied since: what is not there may have been there."""

    def __init__(
        self,
        messenger: Messenger,
        health: Health,
        options: Options,
        salt: int,
        lost: Callable[[int], bool] | None = None,
        hidden: Callable[[Sequence[Claimed]], Awaitable[set[int]]] | None = None,
    ) -> None:
        self._messenger = messenger
        self._health = health
        self._options = options
        self._salt = salt
        self._lost = lost
        self._hidden = hidden

    async def verdicts(self, rows: Sequence[Claimed]) -> dict[int, Verdict | None]:
        """For each row: sent after all; None when it was not; later when nobody can tell yet; set aside
        when nobody ever will: a message that may have arrived is not sent again."""
        if not rows:
            return {}
        hidden = await self._hidden(rows) if self._hidden is not None else set()
        seen = [row for row in rows if row.id not in hidden]
        found = await self._messenger.find_sent([self._sought(row) for row in seen])
        self._note(found)
        verdicts = {row.id: self._verdict(row, one) for row, one in zip(seen, found, strict=True)}
        return verdicts | {row.id: _unreadable(row) for row in rows if row.id in hidden}

    def _note(self, found: Sequence[int | MessengerError | None]) -> None:
        """Many are looked up in one request: together they are one failure."""
        unread = [one for one in found if isinstance(one, MessengerError)]
        passing = [one for one in unread if not one.permanent]
        if passing:
            log.warning("history_not_read", rows=len(passing), error=type(passing[0]).__name__)
        if len(unread) < len(found):
            self._health.got_through()
        elif passing:
            self._health.failed()

    def _sought(self, row: Claimed) -> Sought:
        letter = letter_of(row, self._salt, None)
        return Sought(row.peer_id, letter.random_id, row.unsure_since or row.claimed_at, self._lost, row.text)

    def _verdict(self, row: Claimed, found: int | MessengerError | None) -> Verdict | None:
        if isinstance(found, MessengerError) and found.permanent:
            log.error("history_unreadable", row=row.id, error=type(found).__name__)
            return _unreadable(row)
        if isinstance(found, MessengerError):
            return Verdict(State.PLANNED, row.attempts, self._options.clock() + _LOOK_AGAIN, row.unsure_since)
        if found is None:
            return None
        return Verdict(State.SENT, row.attempts, message_id=found, writing=Writing.ALLOWED)


def _unreadable(row: Claimed) -> Verdict:
    return Verdict(State.FAILED, row.attempts, None, row.unsure_since, reason=_UNREADABLE)


def last_word(looked: Verdict | None, otherwise: Verdict) -> Verdict:
    """For a row that is given up anyway: only «sent after all» and «ask again later» change that."""
    return otherwise if looked is None or looked.state is State.FAILED else looked
