"""Rows that are not sent for a fault of ours, or because nobody can tell whether they arrived."""

from collections.abc import Sequence

import structlog

from bot.delivery.options import Options
from bot.delivery.progress import News, NewsKind
from nudges.delivery.states import State
from storage.campaigns.outbox import Settled

log = structlog.get_logger()


class SetAside:
    """Of each kind of fault the log and the officer hear once; whom it befell is in the outbox."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._told: set[tuple[int, int | None]] = set()

    async def tell(self, settled: Sequence[Settled]) -> None:
        for one in settled:
            verdict = one.verdict
            kind = (one.row.campaign_id, verdict.error_code)
            if verdict.state is not State.FAILED or kind in self._told:
                continue
            self._told.add(kind)
            log.error("row_set_aside", row=one.row.id, code=verdict.error_code, attempts=verdict.attempts)
            news = News(NewsKind.SET_ASIDE, (one.row.campaign_id,), verdict.reason or "", verdict.error_code)
            await self._options.tell(news)
