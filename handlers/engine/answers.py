"""Sending the answers that events left in the database: urgent, in order for each person, never twice."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from handlers.engine.dependencies import Services
from handlers.engine.failures import place
from indicators.errors import MessengerError
from indicators.together import together
from nudges.messenger import Delivered, Letter, Outcome, Reaction, Refusal, Sought, is_group
from storage.database.connection import Database, Session
from storage.database.key_values import forget_notes, kept_notes
from storage.dialogs.errands import drop_old_news
from storage.dialogs.events import forget_handled
from storage.dialogs.own_hours import closed_now
from storage.dialogs.replies import (
    HOURS_OF,
    add_replies,
    forget_sent,
    give_up_old,
    keyboard_of,
    note_attempts,
    random_id,
    settle,
    unsent,
)
from storage.messengers.arrivals import note_asked
from storage.people.accounts import ensure_account, set_writing
from storage.people.officers import answers_to
from storage.people.roles import CHANGING
from storage.schools.chats import switch_off
from storage.tables import Chat, Reply, School

log = structlog.get_logger()
BATCH = 25
AT_ONCE = 500
IN_FLIGHT = 8
TOO_LATE = timedelta(days=1)
NEWS = timedelta(days=7)  # then the next summary tells of another week
KEEP_SENT = timedelta(days=2)
# A messenger repeats events within hours; a week is generous.
KEEP_HANDLED = timedelta(days=7)
TIDY_EVERY = timedelta(hours=6)
UPLOADED = "howto:"  # what begins the keys under which uploads that serve many times are remembered
CHAT_OFF = {
    "moved_to_max": "переехал в MAX",
    "moved": "переехал",
    "read_only": "писать в него теперь нельзя",
    "not_admin": "боту нужны права администратора, писать в него он не может",
}
FILE_REFUSED = "Сам файл мессенджер не принял. Попросите его, пожалуйста, ещё раз."
AGAIN = frozenset({Reaction.RETRY, Reaction.SLOW, Reaction.REST, Reaction.DELAY, Reaction.STOP, Reaction.SETTING})


class Answers:
    """The outbox of answers. `wake` says that there is something new; `run` is the task that sends it."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._news = asyncio.Event()
        self._flights = asyncio.Semaphore(IN_FLIGHT)
        self._tidied = self._opened = services.clock()
        self._unsure: dict[int, datetime] = {}

    def begin(self) -> None:
        """What was tried until now was tried by others, whose answers may be on their way."""
        self._opened = self._services.clock()
        self._unsure.clear()

    @property
    def _database(self) -> Database:
        return self._services.database

    def wake(self) -> None:
        self._news.set()

    async def run(self) -> None:
        pause = 0.0
        while True:
            # Another process on this database cannot wake us, so it is looked into now and then.
            with suppress(TimeoutError):
                async with asyncio.timeout(pause or self._services.look_every):
                    await self._news.wait()
            self._news.clear()
            try:
                left = await self.flush()
                if self._services.clock() - self._tidied > TIDY_EVERY:
                    await self.tidy()
            except Exception as error:  # noqa: BLE001 — nothing that somebody sent may end the program
                # A full disk, a database that is away: the answers are kept, so try again later.
                log.error("answers_not_sent", kind=type(error).__name__, where=place(error))
                left = 1
            pause = min(max(1.0, pause * 2), 60.0) if left else 0.0

    async def tidy(self) -> None:
        """Forget what is too old to matter: marks of handled events, sent answers, answers nobody waits for."""
        now = self._tidied = self._services.clock()
        async with self._services.writing, self._database.writing() as session:
            await forget_handled(session, now - KEEP_HANDLED)
            await give_up_old(session, now - TOO_LATE, now - NEWS)
            await drop_old_news(session, now - NEWS)
            await forget_sent(session, now - KEEP_SENT)

    async def flush(self) -> int:
        """Send what is waiting; the answer is how many must be tried again later."""
        left, after = 0, 0
        while True:
            async with self._database.reading() as session:
                replies = await unsent(session, self._services.community_id, AT_ONCE, after)
                kept = {hours for one in replies if (hours := one.body.get(HOURS_OF)) is not None}
                closed = await closed_now(session, kept, self._services.clock(), self._services.default_zone)
            if not replies:
                return left
            after = replies[-1].id
            states = await self._send([one for one in replies if one.body.get(HOURS_OF) not in closed])
            left += sum(state == "planned" for state in states.values())
            if len(replies) < AT_ONCE:  # whoever wrote more meanwhile wakes us
                return left

    async def _send(self, replies: Sequence[Reply]) -> dict[int, str]:
        states: dict[int, str] = {}
        for wave in waves(replies):
            parts = await together(self._send_batch(batch) for batch in wave)
            for part in parts:
                states |= part
        async with self._services.writing, self._database.writing() as session:
            await settle(session, states)
            arrived = [one for one in replies if states.get(one.id) == "sent"]
            await note_asked(session, {one.body.get("about", "") for one in arrived}, self._services.clock())
        for reply_id, state in states.items():
            if state != "planned":
                self._unsure.pop(reply_id, None)
        return states

    async def _send_batch(self, batch: Sequence[Reply]) -> dict[int, str]:
        async with self._flights:
            now = self._services.clock()
            letters = {reply.id: self._letter(reply) for reply in batch}
            doubtful = [reply for reply in batch if self._is_in_doubt(reply, now)]
            states = await self._already_there([one for one in doubtful if self._is_settled(one, now)], letters)
            states |= {one.id: "planned" for one in doubtful if not self._is_settled(one, now)}
            for reply_id in states:
                del letters[reply_id]
            messenger = self._services.messenger
            await self._note_attempts(letters)
            outcomes = await messenger.send(list(letters.values()), urgent=True) if letters else []
            outcomes = await self._without_files(list(letters.values()), outcomes)
            outcomes = await self._looked_up(list(letters.values()), outcomes, now)
        by_id = {reply.id: reply for reply in batch}
        for reply_id, outcome in zip(letters, outcomes, strict=True):
            if isinstance(outcome, Refusal) and outcome.unknown_outcome:
                self._unsure[reply_id] = self._services.clock()
            states[reply_id] = await self._judge(by_id[reply_id], outcome, now)
        return states

    def _is_in_doubt(self, reply: Reply, now: datetime) -> bool:
        """May it have been taken, so that the same number again would be a second message?"""
        remembers = self._services.messenger.remembers
        return now - reply.at > remembers if remembers else reply.attempts > 0

    def _is_settled(self, reply: Reply, now: datetime) -> bool:
        """Does the dialog show by now whatever was taken? What a crash left behind was tried before this start."""
        return now - self._unsure.get(reply.id, self._opened) >= self._services.messenger.settles

    async def _note_attempts(self, reply_ids: Collection[int]) -> None:
        """Before the first byte goes out: where a repeat is a second message, an attempt must be known of."""
        if reply_ids and not self._services.messenger.remembers:
            async with self._services.writing, self._database.writing() as session:
                await note_attempts(session, reply_ids)

    async def _already_there(self, old: Sequence[Reply], letters: Mapping[int, Letter]) -> dict[int, str]:
        """Old replies that need no sending: found in the dialog, not to be looked up just now, or never: what may
        have arrived is not said twice."""
        if not old:
            return {}
        sought = [
            Sought(reply.peer_id, letters[reply.id].random_id, reply.at, text=letters[reply.id].text) for reply in old
        ]
        found = await self._services.messenger.find_sent(sought)
        return {reply.id: _state_of(there) for reply, there in zip(old, found, strict=True) if there is not None}

    async def _looked_up(self, letters: Sequence[Letter], outcomes: Sequence[Outcome], now: datetime) -> list[Outcome]:
        """Of what was answered without saying anything, the dialog's history knows."""
        unsaid = [number for number, one in enumerate(outcomes) if isinstance(one, Refusal) and one.look_first]
        if not unsaid:
            return list(outcomes)
        sought = [
            Sought(letters[number].peer_id, letters[number].random_id, now, text=letters[number].text)
            for number in unsaid
        ]
        found = dict(zip(unsaid, await self._services.messenger.find_sent(sought), strict=True))
        there = {number: Delivered(one) for number, one in found.items() if isinstance(one, int)}
        return [there.get(number, outcome) for number, outcome in enumerate(outcomes)]

    def _letter(self, reply: Reply) -> Letter:
        number = random_id(reply.id, self._services.salt)
        files = tuple(reply.body.get("attachments", ()))
        return Letter(reply.peer_id, reply.body["text"], number, keyboard_of(reply), files)

    async def _without_files(self, letters: Sequence[Letter], outcomes: Sequence[Outcome]) -> list[Outcome]:
        """The outcomes once more, after what was refused because of its files has gone again without them."""
        result = list(outcomes)
        refused = [
            number for number, letter in enumerate(letters) if letter.attachments and _may_be_file(result[number])
        ]
        if not refused:
            return result
        async with self._database.reading() as session:
            kept = await kept_notes(
                session, UPLOADED, [file for number in refused for file in letters[number].attachments]
            )
        bare = [_bare(letters[number], kept) for number in refused]
        again = await self._services.messenger.send(bare, urgent=True)
        lost: list[str] = []
        for number, outcome in zip(refused, again, strict=True):
            result[number] = outcome
            if isinstance(outcome, Delivered):
                lost += letters[number].attachments
        if lost:
            log.warning("attachments_refused", count=len(lost))
            async with self._services.writing, self._database.writing() as session:
                await forget_notes(session, UPLOADED, lost)
        return result

    async def _judge(self, reply: Reply, outcome: Outcome, now: datetime) -> str:
        """The new state of a reply; a refusal for good is also remembered about the peer."""
        if isinstance(outcome, Delivered):
            return "sent"
        if outcome.reaction in AGAIN:
            log.warning("answer_waits", reaction=str(outcome.reaction), code=outcome.code)
            return "planned"
        async with self._services.writing, self._database.writing() as session:
            if is_group(reply.peer_id):
                chat = await switch_off(session, self._services.platform, reply.peer_id, outcome.code)
                if chat is not None and chat.school_id is not None:
                    await self._tell_of_chat(session, chat, now)
            elif outcome.reaction in (Reaction.UNREACHABLE, Reaction.GONE):
                account = await ensure_account(session, self._services.platform, reply.peer_id)
                state = "denied" if outcome.reaction is Reaction.UNREACHABLE else "gone"
                await set_writing(session, account.id, state)
        return "failed"

    async def _tell_of_chat(self, session: Session, chat: Chat, now: datetime) -> None:
        """A chat that moved or went silent is the officers' business."""
        reason = CHAT_OFF.get(chat.state_reason or "", "сообщения туда больше не доходят")
        text = f"Чат «{chat.title or chat.class_name or 'без названия'}»: {reason}. Больше туда не пишу."
        school = await session.get_one(School, chat.school_id)
        communities = self._services.running
        answers = await answers_to(session, school, text, communities, *CHANGING)
        await add_replies(session, self._services.community_id, answers, now)


def _state_of(found: int | MessengerError) -> str:
    if not isinstance(found, MessengerError):
        return "sent"
    if found.permanent:
        log.warning("answer_set_aside", kind=type(found).__name__)
    return "failed" if found.permanent else "planned"


def _bare(letter: Letter, pictures: set[str]) -> Letter:
    """Without its files. A picture may be missed in silence; a file that was asked for may not."""
    missed = "" if pictures.issuperset(letter.attachments) else f"\n\n{FILE_REFUSED}"
    return replace(letter, text=letter.text + missed, attachments=())


def _may_be_file(outcome: Outcome) -> bool:
    """Whether a refusal may be about a file that the messenger has no more: said as our fault or a missing right."""
    return isinstance(outcome, Refusal) and outcome.reaction in (Reaction.BUG, Reaction.SETTING)


def waves(replies: Sequence[Reply]) -> list[list[list[Reply]]]:
    """Batches that may fly together: one peer's replies are never in two batches of the same wave."""
    by_peer: dict[int, list[Reply]] = {}
    for reply in replies:
        by_peer.setdefault(reply.peer_id, []).append(reply)
    result: list[list[list[Reply]]] = []
    while by_peer:
        wave: list[list[Reply]] = [[]]
        for peer_id in list(by_peer):
            if len(wave[-1]) + min(len(by_peer[peer_id]), BATCH) > BATCH:
                wave.append([])
            wave[-1] += by_peer[peer_id][:BATCH]
            by_peer[peer_id] = by_peer[peer_id][BATCH:]
            if not by_peer[peer_id]:
                del by_peer[peer_id]
        result.append(wave)
    return result
