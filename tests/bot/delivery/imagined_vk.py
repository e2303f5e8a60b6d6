"""VK as far as delivery can see it, in memory: the hour of memory, refusals, lost answers, the end of the process."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from indicators.errors import MessengerError, MessengerUnreachable
from nudges.messenger import Delivered, Letter, Outcome, Reaction, Refusal, Sought
from tests.outbox_rows import Clock

MEMORY = timedelta(hours=1)


class Fate(Enum):
    """What happens to one request."""

    GOOD = "good"
    LOST_BEFORE = "never arrives"
    LOST_AFTER = "is done, the answer gets lost"
    TROUBLE = "VK's error 10 for every message, some of them taken"
    FLOOD = "error 9 for the first message"
    BUG = "an unknown error for the first message"
    TOKEN = "the token has expired"
    CRASH_BEFORE = "the process dies before it arrives"
    CRASH_AFTER = "the process dies after it was done"


class Crash(Exception):
    """The process is no more."""


@dataclass
class ImaginedVk:
    """`fates` are those of the next requests; all later ones are good. `on_crash` runs at the instant of death."""

    clock: Clock
    platform: str = "vk"
    batch: int = 25
    called: str = "VK"
    remembers: timedelta = timedelta(minutes=50)
    settles: timedelta = timedelta(0)
    keeps_keyboard: bool = True
    shares_contacts: bool = False
    fates: list[Fate] = field(default_factory=list)
    refusing: set[int] = field(default_factory=set)
    silent: set[int] = field(default_factory=set)
    taken: list[tuple[datetime, int, int, str]] = field(default_factory=list)
    dead: bool = False
    on_crash: object = None
    broken_promises: list[str] = field(default_factory=list)

    async def room(self) -> None:
        """There always is."""

    async def send(self, letters: Sequence[Letter], *, urgent: bool = False) -> list[Outcome]:
        if self.dead:
            raise Crash
        fate = self.fates.pop(0) if self.fates else Fate.GOOD
        if fate is Fate.CRASH_BEFORE:
            self._die()
        if fate is Fate.LOST_BEFORE:
            return [_silence()] * len(letters)
        if fate is Fate.TOKEN:
            return [Refusal(Reaction.STOP, 5, "token", advice="Ключ.", whole=True)] * len(letters)
        outcomes = [self._take(letter) for letter in letters]
        if fate is Fate.CRASH_AFTER:
            self._die()
        if fate is Fate.LOST_AFTER:
            return [_silence()] * len(letters)
        if fate is Fate.TROUBLE:
            return [Refusal(Reaction.RETRY, 10, "server", unknown_outcome=True)] * len(letters)
        return outcomes

    def _die(self) -> None:
        self.dead = True
        self.on_crash()
        raise Crash

    def _take(self, letter: Letter) -> Outcome:
        if letter.peer_id in self.refusing:
            return Refusal(Reaction.UNREACHABLE, 901, "closed", advice="Закрыто.")
        if self.fates and self.fates[0] in (Fate.FLOOD, Fate.BUG):
            return _one_refusal(self.fates.pop(0))
        now = self.clock()
        for number, (at, peer_id, random_id, _) in enumerate(self.taken):
            if (peer_id, random_id) == (letter.peer_id, letter.random_id) and timedelta(0) <= now - at < MEMORY:
                return Delivered(number + 1)
        if letter.peer_id in self.silent:
            self.broken_promises.append(f"{letter.peer_id} was to be left in peace")
        self.taken.append((now, letter.peer_id, letter.random_id, letter.text))
        return Delivered(len(self.taken))

    async def find_sent(self, sought: Sequence[Sought]) -> list[int | MessengerError | None]:
        if self.dead:
            raise Crash
        fate = self.fates.pop(0) if self.fates else Fate.GOOD
        if fate in (Fate.CRASH_BEFORE, Fate.CRASH_AFTER):
            self._die()
        if fate is not Fate.GOOD:
            return [MessengerUnreachable("Не отвечает.")] * len(sought)
        known = {(peer, random_id): number + 1 for number, (_, peer, random_id, _) in enumerate(self.taken)}
        return [known.get((one.peer_id, one.random_id)) for one in sought]


def _silence() -> Refusal:
    return Refusal(Reaction.RETRY, None, "silence", unknown_outcome=True, whole=True)


def _one_refusal(fate: Fate) -> Refusal:
    if fate is Fate.FLOOD:
        return Refusal(Reaction.DELAY, 9, "flood", advice="Позже.")
    return Refusal(Reaction.BUG, 7777, "unknown", advice="Ошибка.")
