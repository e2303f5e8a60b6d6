"""The first conversation: a teacher, an officer, and somebody nobody knows."""

import pytest

from tests.handlers.conversation import ALIEVA, OFFICER, STRANGER, add_person, talking, the_school


async def test_a_linked_teacher_who_writes_anything_gets_their_figures(tmp_path):
    async with talking(tmp_path) as talk:
        [answer] = await talk.write(ALIEVA, "доброе утро всем")
    assert "Марьям Ахмедовна" in answer
    assert "▫ сообщений в групповых чатах — 4 из 10" in answer
    assert "✓ групповых чатов — 1" in answer
    assert "9–15 ноября" in answer


async def test_an_officer_asks_for_the_summary(tmp_path):
    async with talking(tmp_path) as talk:
        [answer, _] = await talk.write(OFFICER, "Сводку, пожалуйста!")
    assert "Сводка за 9–15 ноября" in answer


async def test_a_stranger_gets_a_way_in_and_no_names(tmp_path):
    async with talking(tmp_path) as talk:
        for words in ("сводка", "все долги", "карточка Алиевой", "привет", "мои показатели"):
            [answer] = await talk.write(STRANGER, words)
            assert "«Дежурный»" in answer
            assert "Алиева" not in answer
            assert "Школа" not in answer


async def test_a_stranger_types_a_name_and_the_officer_lets_them_in_with_one_button(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "привет")
        [asked] = await talk.write(STRANGER, "Чужов Степан Петрович")
        assert "Передал ответственному" in asked
        [request] = await talk.said(OFFICER)
        assert "Чужов Степан Петрович" in request
        await talk.press(OFFICER, "Нет, не знаю")
        [sorry] = await talk.said(STRANGER)
        assert "не узнал" in sorry
        assert await talk.press(OFFICER, "Нет, не знаю") == ["Эту просьбу уже обработали."]


async def test_the_officer_lets_a_colleague_in_with_one_button_and_once(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "привет")
        await add_person(talk.database, await the_school(talk), "Чужов Степан Петрович", registered=True)
        await talk.write(STRANGER, "чужов степан петрович")
        [request] = await talk.said(OFFICER)
        assert "Это человек из вашего списка?" in request
        assert await talk.press(OFFICER, "Да, это Чужов Степан Петрович") == [
            "Готово: Чужов Степан Петрович теперь с нами."
        ]
        [hello] = await talk.said(STRANGER)
        assert "Степан Петрович, рад знакомству" in hello
        assert await talk.press(OFFICER, "Да, это Чужов Степан Петрович") == ["Уже подтверждено."]
        [figures] = await talk.write(STRANGER, "мои показатели")
        assert "Степан Петрович" in figures


async def test_of_two_of_one_name_the_officer_sees_which_is_which(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        for role in ("физика", "логопед"):
            await add_person(talk.database, school, "Чужов Степан Петрович", role=role)
        await talk.write(STRANGER, "чужов степан петрович")
        await talk.said(OFFICER)
        assert (await talk.press(OFFICER, "Да, это Чужов Степан Петрович (логопед)"))[0].startswith("Готово")
        await talk.said(OFFICER)
        await talk.write(STRANGER, "меняю фамилию на Петров")
        await talk.press(STRANGER, "Да, передать")
        assert "Чужов Степан Петрович (логопед) пишет: «меняю фамилию" in (await talk.said(OFFICER))[-1]


async def test_a_forged_button_gives_a_stranger_nothing(tmp_path):
    async with talking(tmp_path) as talk:
        for payload in ({"do": "approve", "a": 1, "p": 1}, {"do": "summary"}, {"do": 7}, {"do": ["x"]}, {"x": {}}):
            [answer] = await talk.press_payload(STRANGER, payload)
            assert "«Дежурный»" in answer


async def asks_to_be_let_in(talk):
    await talk.write(OFFICER, "привет")
    await add_person(talk.database, await the_school(talk), "Чужова Стелла Петровна", registered=True)
    await talk.write(STRANGER, "чужова стелла петровна")
    await talk.said(OFFICER)


@pytest.mark.parametrize("said", ["да это она", "Да, это она!", "это она", "ага, наша", "да, она"])
async def test_the_officer_agrees_to_a_colleague_in_words(tmp_path, said):
    async with talking(tmp_path) as talk:
        await asks_to_be_let_in(talk)
        assert await talk.write(OFFICER, said) == ["Готово: Чужова Стелла Петровна теперь с нами."]


@pytest.mark.parametrize("said", ["нет, не она", "это не она", "не знаю такую", "нет, это не наша", "такой нет"])
async def test_the_officer_refuses_a_stranger_in_words(tmp_path, said):
    async with talking(tmp_path) as talk:
        await asks_to_be_let_in(talk)
        await talk.write(OFFICER, said)
        [sorry] = await talk.said(STRANGER)
        assert "не узнал" in sorry
