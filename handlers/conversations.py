"""Events in, answers out: each event is handled once and durably, with everything it causes in one transaction."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from handlers.chats import in_chat as chats
from handlers.chats import register
from handlers.dispatch.events import answer
from handlers.engine.answers import Answers
from handlers.engine.dependencies import Services
from handlers.engine.errands import Errands
from handlers.engine.failures import place
from handlers.engine.flood import FloodGate, Pace
from handlers.engine.menu import add_menu, say_where
from handlers.engine.shared_reads import Batch
from handlers.engine.talk import Talk
from handlers.statistics import receiving as files
from handlers.topics import ERRANDS, LABELS
from indicators.errors import MessengerError
from indicators.together import together
from nudges.messenger import Cleared, Event, Happened, Listened, Permission, Pressed, Written, is_group
from storage.campaigns.outbox import prove_sent
from storage.database.blame import would_fail_again
from storage.database.connection import DatabaseError, Session
from storage.database.overwriting import overwrite_freed
from storage.database.salts import salt_of
from storage.dialogs.events import position, remember_position, take_new
from storage.dialogs.replies import Answer, add_replies
from storage.people.accounts import Who, create_accounts, load_who, note_heard

log = structlog.get_logger()
LONGEST_PAUSE = 60.0  # seconds
TOO_FAST = "Вы пишете быстрее, чем я успеваю читать. Подождите минутку, пожалуйста, — и продолжим."
FAILED = "У меня не получилось это обработать. Попробуйте ещё раз чуть позже; если не поможет — скажите ответственному."


@dataclass(slots=True)
class _Done:
    """What a batch left to do outside its transaction."""

    presses: list[tuple[Pressed, str | None]] = field(default_factory=list)
    answers: int = 0


class Conversations:
    """The whole of the talking side. `run` is its life; `handle` takes events from anywhere else (callback)."""

    def __init__(self, services: Services, flood: FloodGate | None = None) -> None:
        self.services = services
        self.answers = Answers(services)
        self.errands = Errands(services, self.answers, ERRANDS)
        self._flood = flood or FloodGate()

    async def open(self, fresh_salt: int) -> None:
        """Before the first event, and whenever others have answered meanwhile: reads what the database remembers.
        `fresh_salt` is used only the first time."""
        self.answers.begin()
        async with self.services.writing, self.services.database.writing() as session:
            self.services.salt = await salt_of(session, "replies", fresh_salt)
        await self.answers.tidy()
        await self.sweep()

    async def sweep(self) -> None:
        """Delete files that nobody waits for any more, whoever answers by now."""
        await files.drop_forgotten(self.services)

    async def run(self, *, listening: bool = True) -> None:
        """Listen, answer and do the slow work until cancelled; begins with what was left from before."""
        self.answers.wake()
        self.errands.wake()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.answers.run())
            tasks.create_task(self.errands.run())
            if listening:
                tasks.create_task(self._listen())

    async def _listen(self) -> None:
        messenger, community = self.services.messenger, self.services.community_id
        async with self.services.database.reading() as session:
            start = await position(session, messenger.platform, community)
        async for heard in messenger.listen(start):
            await self._handle_at_last(heard)

    async def _handle_at_last(self, heard: Listened) -> None:
        """Nothing that was heard is let go: while the database is away, the same events are tried again."""
        pause = 1.0
        while True:
            try:
                await self.handle(heard.events, heard.position)
            except DatabaseError as error:
                log.error("events_wait", kind=type(error).__name__, seconds=pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                return

    async def handle(self, events: Sequence[Event], position: str | None = None) -> None:
        """Handle events in order; when it returns, they and their answers are in the database.

        An event whose handling fails takes only itself down: the others are handled without it.
        """
        try:
            done = await self._together(events, position)
        except Exception as error:  # noqa: BLE001 — whatever it is, the other events must not suffer
            log.error("batch_failed", kind=type(error).__name__, where=place(error), events=len(events))
            done = await self._one_by_one(events, position)
        self.services.handled(len(events))
        if done.answers:
            self.answers.wake()
        self.errands.wake()
        await together(self._answer_press(press, text) for press, text in done.presses)

    async def _answer_press(self, press: Pressed, text: str | None) -> None:
        """The button stops spinning. It is a courtesy: the press has taken effect already."""
        try:
            await self.services.messenger.answer_press(press, text)
        except MessengerError as error:
            log.info("press_not_answered", kind=type(error).__name__)

    async def settle(self) -> None:
        """Do all slow work and send all answers that are waiting now."""
        while await self.errands.flush():
            pass
        await self.answers.flush()

    async def _one_by_one(self, events: Sequence[Event], position: str | None) -> _Done:
        done = _Done()
        for event in events:
            try:
                one = await self._together([event], None)
            except Exception as error:  # noqa: BLE001 — whatever it is, the other events must not suffer
                log.error("event_failed", kind=type(error).__name__, where=place(error), event_id=event.event_id)
                one = await self._set_aside(event)
            done.presses += one.presses
            done.answers += one.answers
        if position is not None:
            async with self.services.writing, self.services.database.writing() as session:
                await remember_position(session, self.services.platform, self.services.community_id, position)
        return done

    async def _set_aside(self, event: Event) -> _Done:
        """With an apology, where the database takes as much as that; a database that is away is waited for."""
        try:
            return await self._apologise(event)
        except Exception as error:
            # What may go well the next time is tried again as a whole; what cannot must not come for ever.
            if not would_fail_again(error):
                raise
            log.error("event_dropped", kind=type(error).__name__, where=place(error))
            return _Done()

    async def _apologise(self, event: Event) -> _Done:
        """Mark a poisoned event as handled, so that it cannot come again and again."""
        now, community = self.services.clock(), self.services.community_id
        async with self.services.writing, self.services.database.writing() as session:
            fresh = await take_new(session, community, [event.event_id], now)
            if not fresh or isinstance(event, (Permission, Cleared)) or is_group(event.peer_id):
                return _Done()
            await add_replies(session, community, [Answer(event.peer_id, FAILED)], now)
        return _Done([(event, None)] if isinstance(event, Pressed) else [], 1)

    async def _together(self, events: Sequence[Event], position: str | None) -> _Done:
        services, now = self.services, self.services.clock()
        async with services.writing, services.database.writing() as session:
            fresh = await take_new(session, services.community_id, [event.event_id for event in events], now)
            new = [event for event in {event.event_id: event for event in events}.values() if event.event_id in fresh]
            await prove_sent(session, services.platform, [event for event in new if isinstance(event, Pressed)], now)
            talks, warned = await self._talks(session, new)
            await chats.count(session, services, [event for event in new if isinstance(event, Written)], now)
            for talk in talks:
                await answer(talk)
                say_where(talk)
                add_menu(talk)
            answers = [reply for talk in talks for reply in talk.replies]
            for event in new:
                if isinstance(event, Happened) and not event.from_id:  # MAX does not always tell whose doing it was
                    answers += await register.noted(session, services, event)
            await add_replies(session, services.community_id, answers, now)
            if position is not None:
                await remember_position(session, services.platform, services.community_id, position)
        if any(talk.delivers for talk in talks):
            services.deliver()
        if any(talk.leaves_no_trace for talk in talks):
            await overwrite_freed(services.database)
        presses = [(talk.event, talk.snack) for talk in talks if isinstance(talk.event, Pressed)]
        return _Done(presses, len(answers) + warned)

    async def _talks(self, session: Session, events: Sequence[Event]) -> tuple[list[Talk], int]:
        """One talk for every event that is to be answered, with who speaks in it; how many were told to slow down."""
        services, now = self.services, self.services.clock()
        heard = [event for event in events if event.from_id > 0 and not _is_chat_talk(event)]
        people = await load_who(session, services.platform, (event.from_id for event in heard))
        unknown = {event.from_id for event in heard} - people.keys()
        if unknown:
            people |= await create_accounts(session, services.platform, unknown)
        talks: list[Talk] = []
        warned = 0
        for event in heard:
            talk = _talk(services, session, event, people[event.from_id], now)
            pace = self._flood.count(event.from_id, now)
            if pace is Pace.FINE:
                talks.append(talk)
            elif pace is Pace.TOO_MUCH_NOW and not talk.in_chat:
                await add_replies(session, services.community_id, [Answer(talk.peer_id, TOO_FAST)], now)
                warned += 1
        await note_heard(session, (talk.who.account for talk in talks if _speaks(talk)), now)
        persons = [person.id for one in people.values() for person in one.persons]
        accounts = [one.account.id for one in people.values()]
        batch = Batch(session, persons, accounts, sorted({talk.peer_id for talk in talks}))
        for talk in talks:
            talk.share(batch)
        return talks, warned


def _talk(services: Services, session: Session, event: Event, who: Who, now: datetime) -> Talk:
    peer_id = event.from_id if isinstance(event, (Permission, Cleared)) else event.peer_id
    return Talk(services, session, event, who, now, peer_id, labels=LABELS)


def _speaks(talk: Talk) -> bool:
    """Whether somebody wrote or pressed in their own dialog, or began it."""
    event = talk.event
    begins = event.begins if isinstance(event, Permission) else not isinstance(event, Cleared)
    return begins and not talk.in_chat


def _is_chat_talk(event: Event) -> bool:
    """Talk among people in a chat: counted, perhaps, but nothing to answer."""
    return isinstance(event, Written) and is_group(event.peer_id) and not event.addressed
