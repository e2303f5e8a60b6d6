"""What the bot notices in chats: numbers only, and invitations into foreign messengers where a hint is wished."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from indicators.weeks import Week
from storage.database.connection import Session
from storage.database.key_values import read_note, write_note
from storage.people.accounts import load_who
from storage.schools.chats import chats_at, count_live, school_accounts, switch_on_again


@dataclass(frozen=True, slots=True)
class Heard:
    """One message of a chat without its text. `addressed`: it was said to the bot, which hears that anywhere."""

    peer_id: int
    from_id: int
    day: date
    is_call: bool
    addressed: bool


async def count_heard(session: Session, platform: str, heard: Sequence[Heard]) -> set[int]:
    """Add to the weeks' counts what teachers wrote in registered chats to each other: what is said to the bot is no
    working talk. The peers of chats where hints are on."""
    chats = await chats_at(session, platform, sorted({one.peer_id for one in heard}))
    switch_on_again([chats[one.peer_id] for one in heard if one.peer_id in chats and not one.addressed])
    registered = {peer_id: chat for peer_id, chat in chats.items() if chat.school_id and chat.state == "on"}
    counted = [one for one in heard if one.peer_id in registered]
    for one in counted:
        if not one.addressed and not registered[one.peer_id].reads_all:
            registered[one.peer_id].reads_all = True
    counted = [one for one in counted if not one.addressed]
    accounts = await school_accounts(session, platform, sorted({one.from_id for one in counted}))
    messages: dict[str, Counter[int]] = {}
    calls: dict[str, Counter[int]] = {}
    for one in counted:
        account_id = accounts.get(one.from_id)
        if account_id is not None:
            kind = calls if one.is_call else messages
            kind.setdefault(str(Week.of(one.day)), Counter())[account_id] += 1
    for week in sorted({*messages, *calls}):
        await count_live(session, week, messages.get(week, Counter()), calls.get(week, Counter()))
    return {peer_id for peer_id, chat in registered.items() if chat.hints}


async def takes_hint(session: Session, platform: str, external_id: int, now: datetime) -> bool:
    """Once a week at most to one person, and only where they already talk with the bot; from then on they had it."""
    who = (await load_who(session, platform, [external_id])).get(external_id)
    if who is None or who.account.writing != "allowed":
        return False
    key, week = f"hint:{who.account.id}", str(Week.of(now.date()))
    if await read_note(session, key) == week:
        return False
    await write_note(session, key, week)
    return True
