"""How MAX numbers dialogs and messages. Above this folder a dialog is named by its person, a group by its chat."""

from bot.incoming import Record

_BITS = 0xFFFFFFFFFFFFFFFF


def chat_of(peer_id: int, bot_id: int) -> int:
    """The chat's number: of a dialog with somebody, person XOR bot (seen live, undocumented); a group's as it is."""
    return peer_id if peer_id < 0 else peer_id ^ bot_id


def peer_of(recipient: Record, bot_id: int) -> int:
    """The peer of a message's `recipient`."""
    chat_id = recipient.whole("chat_id")
    return chat_id if chat_id < 0 or recipient.raw("chat_type") != "dialog" else chat_id ^ bot_id


def mid_of(peer_id: int, seq: int, bot_id: int) -> str:
    """A message's `mid` from the number we keep: sixteen hex digits of its chat, sixteen of its `seq`."""
    return f"mid.{chat_of(peer_id, bot_id) & _BITS:016x}{seq & _BITS:016x}"
