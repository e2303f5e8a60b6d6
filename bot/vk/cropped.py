"""Messages that VK shows only in part, with more files than fit into an event: the whole is asked for."""

import asyncio
from typing import Any

import structlog
from vk_api.bot_longpoll import VkBotEventType

from bot.incoming import Odd, Record
from bot.vk.api import Api
from bot.vk.numbers import peer_of
from bot.vk.updates import inner_messages, message_of
from indicators.errors import MessengerError
from nudges.messenger import is_group

log = structlog.get_logger()
_PATIENCE = 2.0  # seconds; the callback has to be answered soon


async def completed(api: Api, update: object) -> object:
    """The update with its whole message. Where VK does not give it, what was shown has to do."""
    try:
        envelope = Record(update)
        if envelope.raw("type") != VkBotEventType.MESSAGE_NEW.value or not _is_cropped(message_of(envelope)):
            return update
        whole = await _whole(api, message_of(envelope))
    except Odd:
        return update  # read once more, and counted, by whoever reads events
    except (MessengerError, TimeoutError) as error:
        log.warning("cropped_message_not_completed", kind=type(error).__name__)
        return update
    return update if whole is None else {**envelope.fields, "object": {"message": whole}}


def _is_cropped(message: Record) -> bool:
    """Only dialogs matter: in chats no files are read."""
    if is_group(peer_of(message.whole("peer_id"))):
        return False
    return any(one.raw("is_cropped") is True for one in (message, *inner_messages(message)))


async def _whole(api: Api, message: Record) -> dict[str, Any] | None:
    asked = {"peer_id": message.whole("peer_id"), "conversation_message_ids": message.whole("conversation_message_id")}
    async with asyncio.timeout(_PATIENCE):
        answer = await api.call("messages.getByConversationMessageId", urgent=True, **asked)
    found = [one for one in Record(answer).items("items") if isinstance(one, dict)]
    # Text, payload and the link it came by stand in the event; the message itself adds what was left out.
    return {**message.fields, **found[0]} if found else None
