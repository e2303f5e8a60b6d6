"""What is asked that is no wish: teachers have their answers, too, and what is not sure is a button."""

from handlers.questions.matters.officers import OFFICERS
from handlers.questions.matters.teachers import TEACHERS
from tests.handlers.conversation import ALIEVA, OFFICER, talking

UNSURE, MEANT = "про файл и про закон расскажи", "file_safe"
TEACHERS_ASK = [
    ("а другие учителя видят мои цифры?", "who_sees"),
    ("у меня кнопочный телефон, смартфона нет", "no_phone"),
    ("родители категорически против и не хотят ничего устанавливать", "parents_refuse"),
    ("вы читаете мои переписки?", "reads_chats"),
]


async def test_a_teacher_is_answered(tmp_path):
    async with talking(tmp_path) as talk:
        for said, code in TEACHERS_ASK:
            assert TEACHERS[code].text in await talk.write(ALIEVA, said), said


async def test_an_officer_presses_what_was_not_sure(tmp_path):
    async with talking(tmp_path) as talk:
        said = "\n".join(await talk.write(OFFICER, UNSURE))
        assert "Не уверен" in said
        name = OFFICERS[MEANT].name
        assert OFFICERS[MEANT].text in await talk.press(OFFICER, name)
