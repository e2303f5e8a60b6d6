"""What else a message may have meant: buttons under the answer, pressed in its place."""

import json
from typing import Any

from handlers.not_understood import PUZZLED
from handlers.understanding.asking import BESIDE, OLD, WHICH
from tests.handlers.conversation import OFFICER, Conversation, talking

# Said so vaguely that one of them is like two things, whatever was learned last.
VAGUE = (
    "что с журналом",
    "покажи что у нас по чатам",
    "а звонки",
    "что у нас по журналу в целом",
    "глянь чаты",
    "звонки покажи за неделю",
    "чего там с профилями",
    "сообщения посмотри",
)


async def answered_vaguely(talk: Conversation) -> tuple[str, dict[str, Any]]:
    """The label of a button beside an answer, and what it sends."""
    for said in VAGUE:
        await talk.write(OFFICER, said)
        keyboard = (await talk.messages(OFFICER))[-1].get("keyboard") or {"buttons": []}
        for button in (one["action"] for row in keyboard["buttons"] for one in row):
            if BESIDE in button["payload"]:
                return button["label"], json.loads(button["payload"])
    raise AssertionError("nothing is said vaguely enough")


async def test_what_else_was_meant_is_one_press_away(tmp_path):
    async with talking(tmp_path) as talk:
        label, _ = await answered_vaguely(talk)
        assert label.startswith("Или: ")
        before = [one["text"] for one in await talk.messages(OFFICER)]
        [answer, *_] = await talk.press(OFFICER, label)
        assert answer not in (OLD, WHICH, PUZZLED)
        assert answer != before[-1].replace("\u00a0", " ")


async def test_whatever_is_written_instead_is_a_message_of_its_own(tmp_path):
    async with talking(tmp_path) as talk:
        _, sends = await answered_vaguely(talk)
        assert "2 человека" in (await talk.write(OFFICER, "сколько нас"))[0]
        assert (await talk.press_payload(OFFICER, sends))[0] == OLD
