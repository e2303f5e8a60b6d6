"""How VK numbers group chats: 2000000000 and more. Above this folder they are below zero, as everywhere."""

from vk_api.bot_longpoll import CHAT_START_ID


def peer_of(number: int) -> int:
    """VK's `peer_id` as the program has it."""
    return CHAT_START_ID - number if number > CHAT_START_ID else number


def number_of(peer_id: int) -> int:
    """A peer of the program as VK's `peer_id`."""
    return CHAT_START_ID - peer_id if peer_id < 0 else peer_id
