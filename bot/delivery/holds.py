"""What stands in one messenger while another goes on: a key that is no longer valid stops nobody else's messages.

Held is kept in memory only. A new start tries once more, as whoever mended the settings has started the program anew.
"""

import asyncio
from collections.abc import Collection, Mapping, Sequence

from bot.delivery.options import Options
from bot.delivery.progress import News, NewsKind
from storage.campaigns.outbox import open_platforms, pause_campaign
from storage.database.connection import Database

_LEFT = "Остальные сообщения отправлены, эти ждут: исправьте и продолжите рассылку."


class Holds:
    """`called` are the messengers that are run, by platform, as the officer knows them."""

    def __init__(self, database: Database, called: Mapping[str, str], options: Options) -> None:
        self._database = database
        self._called = called
        self._options = options
        self._held: dict[int, dict[str, str]] = {}
        self._turn = asyncio.Lock()

    def of(self, platform: str) -> set[int]:
        """The campaigns that stand there."""
        return {campaign for campaign, reasons in self._held.items() if platform in reasons}

    async def halt(self, platform: str, campaign_ids: Sequence[int], kind: NewsKind, reason: str) -> None:
        """Stop these campaigns in one messenger, and say so once; where no other has anything to send, they are paused
        as a whole."""
        fresh = [one for one in campaign_ids if platform not in self._held.get(one, {})]
        for one in fresh:
            self._held.setdefault(one, {})[platform] = reason
        paused = await self._pause_whole(fresh)
        partly = [one for one in fresh if one in self._held]
        if paused:
            await self._options.tell(News(kind, tuple(paused), reason))
        if partly:
            await self._options.tell(News(kind, tuple(partly), f"{reason} {self._goes_on(platform)}"))

    async def settle(self) -> None:
        """Campaigns of which nothing else is left are paused as a whole, so that the officer can take them up again."""
        held = {campaign: " ".join(reasons.values()) for campaign, reasons in self._held.items()}
        for one in await self._pause_whole(held) if held else []:
            await self._options.tell(News(NewsKind.PAUSED, (one,), f"{held[one]} {_LEFT}"))

    async def _pause_whole(self, campaign_ids: Collection[int]) -> list[int]:
        """Those that go on in no messenger. Lanes may ask at the same time."""
        async with self._turn:
            held = [one for one in campaign_ids if one in self._held]
            async with self._database.reading() as session:
                going = await open_platforms(session, held)
            done = [one for one in held if not (going.get(one, set()) & self._called.keys()) - self._held[one].keys()]
            if not done:
                return []
            reasons = {one: " ".join(dict.fromkeys(self._held[one].values())) for one in done}
            async with self._database.writing() as session:
                paused = [one for one in done if await pause_campaign(session, one, reasons[one])]
            # Only now: in between nobody may take them for running.
            for one in done:
                del self._held[one]
            return paused

    def _goes_on(self, platform: str) -> str:
        others = " и ".join(name for one, name in self._called.items() if one != platform)
        return f"В {self._called[platform]} рассылка стоит, в {others} идёт дальше."
