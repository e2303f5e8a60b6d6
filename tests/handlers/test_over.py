"""A question that is over: what is pressed under it afterwards does nothing, whatever it asked."""

import json

import pytest
from sqlalchemy import select

from storage.tables import Exemption, Person, Target
from tests.handlers.conversation import OFFICER, Conversation, add_person, talking, the_school

OVER = "Этот вопрос уже позади: напишите, пожалуйста, ещё раз."


async def payload_of(talk: Conversation, label: str) -> dict[str, object]:
    [*_, newest] = await talk.messages(OFFICER)
    buttons = [one["action"] for row in newest["keyboard"]["buttons"] for one in row]
    payload = next(one["payload"] for one in buttons if one["label"].replace("\u00a0", " ").startswith(label))
    return payload if isinstance(payload, dict) else json.loads(payload)


async def namesakes(talk: Conversation) -> None:
    school = await the_school(talk)
    facts = {"registered": True, "group_chats": 1, "group_messages": 2, "calls": 1}
    await add_person(talk.database, school, "Алиева Зарема Омаровна", role="учитель математики", **facts)


@pytest.mark.parametrize("leaves", ["отмена", "Отмена", "хотя нет, не надо"])
@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("цель по звонкам 1", "Оставить 1"),
        ("цель по звонкам 1", "Да, "),
        ("исключи Алиеву до среды", "Алиева Марьям"),
        ("исключи математиков до среды", "Да"),
        ("Борисов уволился", "Да, больше не работает"),
        ("исправь Борисову класс 7В", "Да, исправить"),
        ("ученики 512 из 530", "Записать"),
    ],
)
async def test_a_button_under_a_question_that_was_left_does_nothing(tmp_path, said, label, leaves):
    async with talking(tmp_path) as talk:
        await namesakes(talk)
        await talk.write(OFFICER, said)
        button = await payload_of(talk, label)
        await talk.write(OFFICER, leaves)
        assert await talk.press_payload(OFFICER, button) == [OVER]
        async with talk.database.reading() as session:
            assert not (await session.scalars(select(Target))).all()
            assert not (await session.scalars(select(Exemption))).all()
            assert not (await session.scalars(select(Person).where(Person.left_on.is_not(None)))).all()


async def test_a_pressed_no_ends_its_own_question_and_no_other(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "Борисов уволился")
        first = await payload_of(talk, "Да, больше не работает")
        await talk.write(OFFICER, "Алиева уволилась")
        second = await payload_of(talk, "Да, больше не работает")
        await talk.press(OFFICER, "Нет")
        assert await talk.press_payload(OFFICER, second) == [OVER]
        [done] = await talk.press_payload(OFFICER, first)
        assert done.startswith("Борисов Борис Олегович: отметил")


async def test_asked_again_it_is_answered_again(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "Борисов уволился")
        await talk.write(OFFICER, "отмена")
        await talk.write(OFFICER, "Борисов уволился")
        [done] = await talk.press(OFFICER, "Да, больше не работает")
        assert "отметил" in done


async def test_what_was_put_right_is_over(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "Борисов уволился")
        first = await payload_of(talk, "Да, больше не работает")
        [asked] = await talk.write(OFFICER, "ой нет, Алиева")
        assert "Алиева Марьям Ахмедовна больше не работает" in asked
        assert await talk.press_payload(OFFICER, first) == [OVER]
        [done] = await talk.press(OFFICER, "Да, больше не работает")
        assert done.startswith("Алиева Марьям Ахмедовна: отметил")
