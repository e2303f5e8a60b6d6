"""An answer to «это ошибка» that was given by mistake is changed, told once, and both stand in the thread."""

import pytest
from sqlalchemy import select

from handlers.teacher.second_thoughts import HOW, NOTHING
from indicators.weeks import Week
from nudges.plan.standing import ACCEPTED, REJECTED
from storage.tables import Claim
from tests.handlers.conversation import ALIEVA, BORISOV, DEPUTY, OFFICER, Conversation, talking

OTHER = {"Данные верны": "Изменить: в данных ошибка", "Да, ошибка в данных": "Изменить: данные верны"}


async def answered(talk: Conversation, label: str, who: int = ALIEVA) -> None:
    await talk.write(who, "это ошибка, звонок был")
    await talk.press(OFFICER, label)
    await talk.said(who)


async def resolution(talk: Conversation) -> str | None:
    async with talk.database.reading() as session:
        return (await session.scalars(select(Claim))).one().resolution


@pytest.mark.parametrize(("label", "now"), [("Данные верны", ACCEPTED), ("Да, ошибка в данных", REJECTED)])
async def test_a_button_under_the_answer_changes_it_and_the_teacher_hears_it_once(tmp_path, label, now):
    async with talking(tmp_path) as talk:
        await answered(talk, label)
        [said] = await talk.press(OFFICER, OTHER[label])
        assert said.startswith("Алиева Марьям Ахмедовна, звонок. Исправил")
        assert await resolution(talk) == now
        [told] = await talk.said(ALIEVA)
        assert "ответственный исправил свой ответ" in told
        payload = {"do": "dispute_change", "r": now, "id": 1}
        [again] = await talk.press_payload(OFFICER, payload)
        assert again.startswith("Так и отвечено.")
        assert await talk.said(ALIEVA) == []
        [card] = await talk.write(OFFICER, "карточка Алиевой")
        correct, mistake = (card.index(f"ответственный: {said}") for said in ("данные верны", "в данных ошибка"))
        assert (correct < mistake) == (now == ACCEPTED)


@pytest.mark.parametrize(
    "said",
    ["я ошиблась, Алиева права", "Алиева всё-таки права", "исправь ответ Алиевой", "я не то нажала у Алиевой"],
)
async def test_words_show_whose_answer_is_meant_and_change_nothing_yet(tmp_path, said):
    async with talking(tmp_path) as talk:
        await answered(talk, "Данные верны")
        [asked] = await talk.write(OFFICER, said)
        assert asked == "Алиева Марьям Ахмедовна, звонок: 16 ноября ответили «оставили как есть». Изменить?"
        assert await resolution(talk) == REJECTED
        await talk.press(OFFICER, "Изменить: в данных ошибка")
        assert await resolution(talk) == ACCEPTED
        assert len(await talk.said(ALIEVA)) == 1
        [same] = await talk.write(OFFICER, "я ошиблась, Алиева права")
        assert same.startswith("Так и отвечено. Признали ошибкой")


async def test_an_answer_about_an_earlier_week_is_shown_and_changed_with_its_week(tmp_path):
    async with talking(tmp_path) as talk:
        await answered(talk, "Данные верны")
        async with talk.database.writing() as session:
            claim = (await session.scalars(select(Claim))).one()
            claim.week = str(Week.parse(claim.week).shift(-1))
        [asked] = await talk.write(OFFICER, "исправь ответ Алиевой")
        assert asked.startswith("Алиева Марьям Ахмедовна, звонок за 2–8 ноября: 16 ноября ответили")
        [said] = await talk.press(OFFICER, "Изменить: в данных ошибка")
        assert said.startswith("Алиева Марьям Ахмедовна, звонок за 2–8 ноября. Исправил")
        [told] = await talk.said(ALIEVA)
        assert "(звонок за 2–8 ноября)" in told


@pytest.mark.parametrize(
    "said", ["засчитай Алиевой звонок", "отклони жалобу Алиевой", "у Алиевой в данных правда ошибка"]
)
async def test_a_verdict_in_words_shows_what_waits_with_its_buttons_and_decides_nothing(tmp_path, said):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "это ошибка, звонок был")
        await talk.said(OFFICER)
        [shown] = await talk.write(OFFICER, said)
        assert shown.startswith("Алиева Марьям Ахмедовна. По данным за")
        assert await resolution(talk) is None
        await talk.press(OFFICER, "Данные верны")
        assert await resolution(talk) == REJECTED


async def test_a_verdict_about_nobody_is_told_how_it_is_given(tmp_path):
    async with talking(tmp_path) as talk:
        assert await talk.write(OFFICER, "жалобу отклони") == [HOW]


async def test_the_last_deed_is_taken_back_as_the_other_answer(tmp_path):
    async with talking(tmp_path) as talk:
        await answered(talk, "Данные верны")
        [asked] = await talk.write(OFFICER, "отмени последнее")
        assert asked.endswith("ответ на сообщение об ошибке — Алиева М. А. Изменить ответ?")
        await talk.press(OFFICER, "Изменить: в данных ошибка")
        assert await resolution(talk) == ACCEPTED


async def test_nobody_is_meant_who_was_not_answered_and_nobody_else_may(tmp_path):
    async with talking(tmp_path, officers=(OFFICER, DEPUTY)) as talk:
        await answered(talk, "Данные верны")
        answers = await talk.write(OFFICER, "я ошиблась, Борисов прав")
        assert answers == [NOTHING.format(who="Борисов Борис Олегович")]
        await talk.press_payload(BORISOV, {"do": "dispute_change", "r": ACCEPTED, "id": 1})
        assert await resolution(talk) == REJECTED
        [*_, before] = await talk.press_payload(DEPUTY, {"do": "dispute", "r": ACCEPTED, "id": 1})
        assert before == "На это уже ответили. Оставили как есть."
        assert await talk.buttons(DEPUTY) == ["Изменить: в данных ошибка"]


@pytest.mark.parametrize("asks", ["я ошиблась, Алиева права", "отмени последнее"])
async def test_a_yes_answers_the_question_and_no_word_under_an_answer_changes_it(tmp_path, asks):
    async with talking(tmp_path) as talk:
        await answered(talk, "Данные верны")
        for word in ("да", "нет"):
            await talk.write(OFFICER, word)
            assert await resolution(talk) == REJECTED
        await talk.write(OFFICER, asks)
        await talk.write(OFFICER, "да")
        assert await resolution(talk) == ACCEPTED
