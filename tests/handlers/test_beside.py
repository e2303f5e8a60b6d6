"""What else a message may have meant: buttons under the answer, pressed in its place."""

from handlers.understanding.asking import BESIDE, OLD
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


async def answered_vaguely(talk: Conversation) -> tuple[str, str]:
    """The label of a button beside an answer, and its code."""
    for said in VAGUE:
        await talk.write(OFFICER, said)
        keyboard = (await talk.messages(OFFICER))[-1].get("keyboard") or {"buttons": []}
        for button in (one["action"] for row in keyboard["buttons"] for one in row):
            if BESIDE in button["payload"]:
                return button["label"], button["payload"]
    raise AssertionError("nothing is said vaguely enough")


async def test_what_else_was_meant_is_one_press_away(tmp_path):
    async with talking(tmp_path) as talk:
        label, _ = await answered_vaguely(talk)
        assert label.startswith("Или: ")
        [answer, *_] = await talk.press(OFFICER, label)
        assert answer != OLD


async def test_whatever_is_written_instead_is_a_message_of_its_own(tmp_path):
    async with talking(tmp_path) as talk:
        await answered_vaguely(talk)
        assert "2 человека" in (await talk.write(OFFICER, "сколько нас"))[0]
        assert (await talk.press_payload(OFFICER, {"do": BESIDE, "k": "howto"}))[0] == OLD
