"""Slow work: done after the event's transaction, its answer written together with the work's own end."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress

import structlog

from handlers.engine.answers import Answers
from handlers.engine.dependencies import Services
from handlers.engine.failures import place
from handlers.engine.job import AlreadyDone, Job, Work
from indicators.errors import DezhurnyError, MessengerError
from indicators.together import together
from storage.database.blame import was_faster
from storage.dialogs.errands import count_attempt, hours_kept, open_errands
from storage.dialogs.own_hours import closed_now
from storage.dialogs.replies import HOURS_OF
from storage.tables import Errand

log = structlog.get_logger()
TRIES = 3
PAUSE = 10.0  # seconds after the database failed us
AT_ONCE = 3
FAILED = "Не получилось: что-то сломалось у меня внутри. Попробуйте, пожалуйста, ещё раз."


class Errands:
    """`works` says how each kind of errand is done."""

    def __init__(self, services: Services, answers: Answers, works: Mapping[str, Work]) -> None:
        self._services = services
        self._answers = answers
        self._works = works
        self._news = asyncio.Event()

    def wake(self) -> None:
        self._news.set()

    async def run(self) -> None:
        while True:
            with suppress(TimeoutError):  # another process on this database cannot wake us
                async with asyncio.timeout(self._services.look_every):
                    await self._news.wait()
            self._news.clear()
            try:
                while await self.flush():
                    pass
            except Exception as error:  # noqa: BLE001 — nothing that somebody sent may end the program
                log.error("errands_not_done", kind=type(error).__name__, where=place(error))
                await asyncio.sleep(PAUSE)
                self._news.set()

    async def flush(self) -> int:
        """Do what is waiting; the answer is how many errands were done."""
        async with self._services.database.reading() as session:
            waiting = await open_errands(session, self._services.community_id)
            if any(HOURS_OF in errand.details for errand in waiting):
                kept = await hours_kept(session)
                closed = await closed_now(session, kept, self._services.clock(), self._services.default_zone)
                waiting = await open_errands(session, self._services.community_id, closed)
        by_account: dict[int, list[Errand]] = {}
        for errand in waiting:
            by_account.setdefault(errand.account_id, []).append(errand)
        gate = asyncio.Semaphore(AT_ONCE)
        await together(self._in_order(gate, errands) for errands in by_account.values())
        return len(waiting)

    async def _in_order(self, gate: asyncio.Semaphore, errands: Sequence[Errand]) -> None:
        async with gate:
            for errand in errands:
                await self._do(Job(self._services, errand))
                self._answers.wake()

    async def _do(self, job: Job) -> None:
        errand = job.errand
        # Counted before the work: an errand that kills the program cannot do so for ever.
        await self._count(errand, 1)
        if errand.attempts >= TRIES:
            await self._give_up(job, FAILED)
            return
        try:
            await self._works[errand.kind](job)
        except AlreadyDone:
            return
        except asyncio.CancelledError:
            # The program stops: that is no fault of the errand's, however often it happens.
            await self._count(errand, -1)
            raise
        except MessengerError as error:
            log.warning("errand_failed", errand=errand.kind, kind=type(error).__name__)
            await self._give_up(job, error.sentence)
        except DezhurnyError as error:
            await self._give_up(job, error.sentence)
        except Exception as error:  # noqa: BLE001 — the other errands must not suffer
            if was_faster(error):
                log.info("errand_again", errand=errand.kind)
                return  # it is open still, and finds what the other one wrote
            log.error("errand_failed", errand=errand.kind, kind=type(error).__name__, where=place(error))
            await self._give_up(job, FAILED)

    async def _count(self, errand: Errand, attempts: int) -> None:
        async with self._services.writing, self._services.database.writing() as session:
            await count_attempt(session, errand.id, attempts)

    async def _give_up(self, job: Job, sentence: str) -> None:
        try:
            async with job.finishing() as talk:
                talk.say(sentence)
        except AlreadyDone:
            return
