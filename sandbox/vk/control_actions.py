"""`/sandbox/act/<action>`: what a person does, asked for over HTTP."""

import base64
from collections.abc import Callable
from typing import Any

from sandbox.vk.actions import ActionError, Actions
from sandbox.vk.community import Community
from sandbox.vk.messages import Message
from sandbox.vk.world import World

Content = dict[str, Any]
Did = dict[str, Any]


class ActionRoutes:
    """Each action is one line of the table; all take `user_id`, and `peer_id` when it happens in a chat."""

    def __init__(self, world: World) -> None:
        self.world = world

    def act(self, community: Community, content: Content) -> Did:
        action = ACTIONS.get(content["action"])
        if action is None:
            raise ActionError(f"нет действия {content['action']}; есть {', '.join(ACTIONS)}")
        return action(Actions(self.world, community), content)


_EXTRA = ("ref", "ref_source", "fwd_messages", "reply_message")


def _sent(message: Message) -> Did:
    return {"message_id": message.id, "conversation_message_id": message.cmid}


def _where(content: Content) -> Content:
    return {"peer_id": int(content.get("peer_id") or 0)}


def _write(actions: Actions, content: Content) -> Did:
    """`text`, `payload`, `attachments`, messages in it (`fwd_messages`, `reply_message`), and for a first message
    by link `ref` and `ref_source`."""
    extra: dict[str, Any] = {name: content.get(name) for name in _EXTRA}
    message = actions.write(
        int(content["user_id"]),
        str(content.get("text", "")),
        payload=content.get("payload"),
        attachments=tuple(content.get("attachments", ())),
        **_where(content),
        **extra,
    )
    return _sent(message)


def _start(actions: Actions, content: Content) -> Did:
    """«Начать», the button of an empty dialog; with `ref` as after a link vk.me/…?ref=…"""
    return _write(actions, {"text": "Начать", "payload": {"command": "start"}, **content})


def _press(actions: Actions, content: Content) -> Did:
    """The button at `row`, `column` of message `cmid`, or the one called `label` (the newest message with it)."""
    user_id, where = int(content["user_id"]), _where(content)
    if "label" in content:
        cmid, row, column = _find_button(actions, where["peer_id"] or user_id, content)
    else:
        cmid, row, column = int(content["cmid"]), int(content["row"]), int(content["column"])
    return actions.press(user_id, cmid, row, column, **where)


def _find_button(actions: Actions, peer_id: int, content: Content) -> tuple[int, int, int]:
    for message in reversed(actions.community.dialog(peer_id).visible()):
        if content.get("cmid") and message.cmid != int(content["cmid"]):
            continue
        for row, buttons in enumerate((message.keyboard_json() or {"buttons": []})["buttons"]):
            for column, button in enumerate(buttons):
                if button["action"].get("label") == content["label"]:
                    return message.cmid, row, column
    raise ActionError(f"нет кнопки «{content['label']}»")


def _file(kind: str) -> Callable[[Actions, Content], Did]:
    def send(actions: Actions, content: Content) -> Did:
        """`name` and the bytes: the body itself, or `content_base64`."""
        body = content.get("body") or base64.b64decode(content.get("content_base64", ""))
        name = str(content.get("name", "файл.bin"))
        return _sent(actions.send_file(int(content["user_id"]), name, body, kind=kind, **_where(content)))

    return send


def _sticker(actions: Actions, content: Content) -> Did:
    return _sent(actions.send_sticker(int(content["user_id"]), int(content.get("sticker_id", 9046)), **_where(content)))


def _call(actions: Actions, content: Content) -> Did:
    return _sent(actions.call(int(content["user_id"]), int(content.get("seconds", 60)), **_where(content)))


def _allow(actions: Actions, content: Content) -> Did:
    actions.allow(int(content["user_id"]), str(content.get("key", "")))
    return {"ok": True}


def _deny(actions: Actions, content: Content) -> Did:
    actions.deny(int(content["user_id"]))
    return {"ok": True}


def _repeat_press(actions: Actions, content: Content) -> Did:
    """A button that is no longer there (an old screen): `button` is its `action` as it was."""
    user_id = int(content["user_id"])
    return actions.press_action(
        user_id, _where(content)["peer_id"] or user_id, int(content.get("cmid", 0)), content["button"]
    )


def _membership(kind: str) -> Callable[[Actions, Content], Did]:
    def move(actions: Actions, content: Content) -> Did:
        """`user_id` acts; `member_id` is who comes or goes (the same person when absent, negative: the community)."""
        actor = int(content["user_id"])
        member = int(content.get("member_id") or actor)
        return _sent(actions.chat_action(int(content["peer_id"]), actor, kind, member, str(content.get("text", ""))))

    return move


def _bot(kind: str) -> Callable[[Actions, Content], Did]:
    def move(actions: Actions, content: Content) -> Did:
        member = -actions.community.group_id
        return _sent(actions.chat_action(int(content["peer_id"]), int(content["user_id"]), kind, member))

    return move


ACTIONS: dict[str, Callable[[Actions, Content], Did]] = {
    "write": _write,
    "start": _start,
    "press": _press,
    "press_old": _repeat_press,
    "document": _file("doc"),
    "photo": _file("photo"),
    "voice": _file("audio_message"),
    "sticker": _sticker,
    "call": _call,
    "allow": _allow,
    "deny": _deny,
    "join_chat": _membership("chat_invite_user_by_link"),
    "invite": _membership("chat_invite_user"),
    "leave_chat": _membership("chat_kick_user"),
    "rename_chat": _membership("chat_title_update"),
    "add_bot": _bot("chat_invite_user"),
    "remove_bot": _bot("chat_kick_user"),
}
