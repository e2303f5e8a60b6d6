"""What else a message may have meant: buttons under the answer, pressed in its place."""

from handlers.understanding.asking import OLD
from tests.handlers.conversation import OFFICER, talking


async def test_what_else_was_meant_is_one_press_away(tmp_path):
    async with talking(tmp_path) as talk:
        [answer] = await talk.write(OFFICER, "что с чатами")
        assert answer.startswith("Чаты школы")
        assert (await talk.press(OFFICER, "Или: показатели"))[0].startswith("Создали чаты")


async def test_whatever_is_written_instead_is_a_message_of_its_own(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "что с журналом")
        assert "2 человека" in (await talk.write(OFFICER, "сколько нас"))[0]
        assert (await talk.press_payload(OFFICER, {"do": "meant_beside", "k": "howto"}))[0] == OLD
