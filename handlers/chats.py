"""The bot in group chats: it answers only when addressed, and counts numbers where it may read."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.services import Services
from handlers.talk import Talk
from nudges.messenger import Written


async def count(session: AsyncSession, services: Services, events: Sequence[Written], now: datetime) -> None:
    """Add what people wrote in the school's chats to their live counts."""


async def answer(talk: Talk) -> None:
    """Answer what was said to the bot in a chat."""
