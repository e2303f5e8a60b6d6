"""Answers to people, kept until the messenger took them. They are written with the event that caused them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.messenger import Button, Colour, Keyboard
from nudges.platforms import Platform
from storage.database.upsert import insert_rows
from storage.schools.communities import OF_MAX
from storage.tables import Account, Reply

_SPAN = 2**31 - 1
EVERY = -1  # question that was asked before
HOURS_OF = "hours_of"  # in a reply's body and an errand's details: the school whose hours it keeps to


@dataclass(frozen=True, slots=True)
class Answer:
    """What is to be written to `peer_id`. The text fits one message: the caller splits it.

    `about` says what kind of answer it is, for what is said next; nobody has to read that out of the text.
    `community` is where it goes out, when that is not where the event came in (see `storage.schools.communities`).
    `order`: the words by which it came about, for what is put right in them next.
    `backs`: the buttons under the answers before it, to the same message, that take back what was done.
    `ends`: which question is over by it, by its number, or `EVERY`.
    `hours_of`: nobody asked for it, and it goes in the hours of that school alone, as long as it is news.
    """

    peer_id: int
    text: str
    keyboard: Keyboard | None = None
    attachments: tuple[str, ...] = ()
    about: str = ""
    community: int | None = None
    hours_of: int | None = None
    order: str = ""
    ends: int | None = None
    backs: tuple[Button, ...] = ()


def random_id(reply_id: int, salt: int) -> int:
    """Negative, so that answers never meet the nudges' ids; the same for ever for the same reply."""
    return -((reply_id + salt) % _SPAN) - 1


def _body(answer: Answer) -> dict[str, Any]:
    body: dict[str, Any] = {"text": answer.text}
    if answer.keyboard is not None and (answer.keyboard.rows or not answer.keyboard.inline):
        # An inline keyboard without buttons would take the dialog's own one away.
        rows = [[_button(button) for button in row] for row in answer.keyboard.rows]
        body["keyboard"] = {"rows": rows, "inline": answer.keyboard.inline}
    if answer.attachments:
        body["attachments"] = list(answer.attachments)
    if answer.about:
        body["about"] = answer.about
    if answer.ends is not None:
        body["ends"] = answer.ends
    if answer.order:
        body["order"] = answer.order
    if answer.backs:
        body["backs"] = [_button(one) for one in answer.backs]
    if answer.hours_of is not None:
        body[HOURS_OF] = answer.hours_of
    return body


def _button(button: Button) -> dict[str, Any]:
    kept: dict[str, Any] = {"label": button.label, "colour": str(button.colour), "quiet": button.quiet}
    if button.payload is not None:
        kept["payload"] = button.payload
    if button.link is not None:
        kept["link"] = button.link
    if button.shares_contact:
        kept["shares_contact"] = True
    return kept


def keyboard_of(reply: Reply) -> Keyboard | None:
    kept = reply.body.get("keyboard")
    if kept is None:
        return None
    rows = tuple(tuple(_button_of(one) for one in row) for row in kept["rows"])
    return Keyboard(rows, kept["inline"])


def _button_of(kept: dict[str, Any]) -> Button:
    return Button(**{**kept, "colour": Colour(kept["colour"])})


def backs_of(reply: Reply) -> list[Button]:
    return [_button_of(one) for one in reply.body.get("backs", ())]


def order_of(reply: Reply) -> str:
    return str(reply.body.get("order", ""))


async def add_replies(session: AsyncSession, community_id: int, answers: Sequence[Answer], now: datetime) -> None:
    fresh = {"at": now, "state": "planned", "attempts": 0}
    rows = [
        {
            "community_id": community_id if answer.community is None else answer.community,
            "peer_id": answer.peer_id,
            "body": _body(answer),
            **fresh,
        }
        for answer in answers
    ]
    await insert_rows(session, Reply, rows)


async def unsent(session: AsyncSession, community_id: int, limit: int, after: int = 0) -> Sequence[Reply]:
    open_ones = select(Reply).where(Reply.state == "planned", Reply.community_id == community_id, Reply.id > after)
    return (await session.scalars(open_ones.order_by(Reply.id).limit(limit))).all()


async def newest_replies(session: AsyncSession, community_id: int, peers: Sequence[int]) -> dict[int, Reply]:
    """What was said last to each of these peers, by peer."""
    newest = (
        select(func.max(Reply.id))
        .where(Reply.peer_id.in_(peers), Reply.community_id == community_id)
        .group_by(Reply.peer_id)
    )
    return {reply.peer_id: reply for reply in await session.scalars(select(Reply).where(Reply.id.in_(newest)))}


async def said_lately(session: AsyncSession, community_id: int, peer_id: int, limit: int) -> Sequence[Reply]:
    """The newest first."""
    said = select(Reply).where(Reply.peer_id == peer_id, Reply.community_id == community_id)
    return (await session.scalars(said.order_by(Reply.id.desc()).limit(limit))).all()


async def was_ended(session: AsyncSession, community_id: int, peer_id: int, number: int) -> bool:
    """Whether the question that was asked behind that answer is over."""
    since = select(Reply.body).where(Reply.peer_id == peer_id, Reply.community_id == community_id, Reply.id > number)
    return any(body.get("ends") in (number, EVERY) for body in await session.scalars(since))


async def replies_of(session: AsyncSession, community_id: int, peer_id: int, at: datetime) -> Sequence[Reply]:
    """What was answered to somebody at that moment."""
    said = select(Reply).where(Reply.peer_id == peer_id, Reply.community_id == community_id, Reply.at == at)
    return (await session.scalars(said.order_by(Reply.id))).all()


async def note_attempts(session: AsyncSession, reply_ids: Collection[int]) -> None:
    """These are about to be sent: after a crash they may have arrived."""
    await session.execute(update(Reply).where(Reply.id.in_(reply_ids)).values(attempts=Reply.attempts + 1))


async def settle(session: AsyncSession, states: dict[int, str]) -> None:
    """Write what became of replies: sent, failed, or planned again (which counts an attempt)."""
    by_state: dict[str, list[int]] = {}
    for reply_id, state in states.items():
        by_state.setdefault(state, []).append(reply_id)
    for state, ids in by_state.items():
        await session.execute(update(Reply).where(Reply.id.in_(ids)).values(state=state, attempts=Reply.attempts + 1))


def written_to(account: Account) -> tuple[ColumnElement[bool], ...]:
    """The answers to an account: another messenger may have the same number for somebody else."""
    of_max = Reply.community_id == OF_MAX
    return (Reply.peer_id == account.external_id, of_max if account.platform == Platform.MAX else ~of_max)


async def give_up_old(session: AsyncSession, before: datetime, news_before: datetime) -> None:
    """An answer that comes a day late only confuses; what waits for a school's hours does so while it is news."""
    asked_for = Reply.body[HOURS_OF].as_integer().is_(None)
    is_old = or_(and_(Reply.at < before, asked_for), Reply.at < news_before)
    old = update(Reply).where(Reply.state == "planned", is_old)
    await session.execute(old.values(state="failed").execution_options(synchronize_session=False))


async def forget_sent(session: AsyncSession, before: datetime) -> None:
    await session.execute(delete(Reply).where(Reply.state != "planned", Reply.at < before))
