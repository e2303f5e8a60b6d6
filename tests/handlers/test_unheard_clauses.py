"""What a clause of a message wishes besides is never dropped without a word."""

import pytest

from tests.handlers.conversation import ALIEVA, OFFICER, talking


async def test_a_question_beside_a_list_is_told_of_and_pressed_it_is_answered(tmp_path):
    async with talking(tmp_path) as talk:
        said = await talk.write(
            OFFICER,
            "Пришлите, пожалуйста, список тех, кто до сих пор не связал аккаунт с ЭЖД, и отдельно скажите, сколько "
            "у нас вообще зарегистрированных по школе.",
        )
        assert said[-1].startswith("А «сколько у нас вообще зарегистрированных по школе» — отдельная просьба?")
        [answer] = await talk.press(OFFICER, "Показатели")
        assert "Учителя в Сферуме" in answer


async def test_an_order_beside_an_answer_is_shown_before_it_is_done(tmp_path):
    async with talking(tmp_path) as talk:
        said = await talk.write(
            OFFICER,
            "учителям скажи пусть чат общий сделают на двоих, засчитается обоим или только тому кто создал?",
        )
        assert "пусть чат общий сделают на двоих» — отдельная просьба?" in said[-1]
        [shown] = await talk.press(OFFICER, "Объявление")
        assert "чат общий" in shown
        assert "Объявление уйдёт" in shown
        assert await talk.said(ALIEVA) == []


async def test_where_a_question_waits_it_is_told_of_without_a_button(tmp_path):
    async with talking(tmp_path) as talk:
        said = await talk.write(
            OFFICER,
            "Обратите внимание: Алиева — завуч, поэтому звонки с неё не требуйте, а сообщения — да. И внесите её "
            "в список моих помощников.",
        )
        assert "А «И внесите её в список моих помощников» — отдельно" in said[-1]


@pytest.mark.parametrize(
    "said", ["кто без чата", "спасибо, сводку пришлите", "исключи Алиеву до пятницы, она болеет", "сводка и отчёт"]
)
async def test_of_one_wish_nothing_else_is_told(tmp_path, said):
    async with talking(tmp_path) as talk:
        assert not [one for one in await talk.write(OFFICER, said) if "отдельн" in one]


async def test_who_tells_of_her_own_leaving_is_who_leaves_and_who_takes_the_class_is_not(tmp_path):
    async with talking(tmp_path) as talk:
        said = await talk.write(
            OFFICER,
            "Марьям Ахмедовна Алиева сообщила мне, что увольняется с двадцать первого декабря. Класс 1Б примет Борис "
            "Олегович Борисов, у него теперь будет два класса.",
        )
        assert said[0].startswith("Алиева Марьям Ахмедовна больше не работает в школе с 21 декабря?")
