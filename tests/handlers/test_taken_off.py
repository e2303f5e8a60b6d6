"""«Убери цель», «сними срок», «суббота больше не рабочая»: what is set is shown as taken off, and is taken off."""

import pytest

from handlers.breaks.workdays import ALL_SATURDAYS
from tests.handlers.conversation import OFFICER, add_person, talking, the_school


@pytest.mark.parametrize("said", ["убери цель по звонкам", "сними цель по звонкам", "цель звонки убери"])
async def test_a_target_that_is_taken_off_is_shown_so_and_goes(tmp_path, said):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "цель звонки 80 %")
        await talk.write(OFFICER, "цель журнал 90 %")
        [asked] = await talk.write(OFFICER, said)
        assert asked == "Понял так: Снять цель: 1 звонок за неделю. Сделать?"
        [left] = await talk.press(OFFICER, "Да")
        assert "1 звонок за неделю: не задана" in left
        assert "Учителя связали ЭЖД: 90 %" in left


@pytest.mark.parametrize("said", ["сними цель", "отмени норму", "убери все цели"])
async def test_which_target_is_to_go_is_asked_where_none_is_named(tmp_path, said):
    async with talking(tmp_path) as talk:
        assert await talk.write(OFFICER, said) == ["Целей сейчас не задано, снимать нечего."]
        await talk.write(OFFICER, "цель звонки 80 %")
        await talk.write(OFFICER, "цель журнал 90 %")
        [asked] = await talk.write(OFFICER, said)
        assert asked == "Какую цель снять?\n• 1 звонок за неделю: 80 %\n• Учителя связали ЭЖД: 90 %"
        [left] = await talk.press(OFFICER, "Снять: 1 звонок за неделю")
        assert "1 звонок за неделю: не задана" in left
        [back] = await talk.press(OFFICER, "Вернуть как было")
        assert "1 звонок за неделю: 80 %" in back
        await talk.write(OFFICER, said)
        [left] = await talk.press(OFFICER, "Снять все")
        assert "%" not in left


async def test_the_deadline_goes(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.agree(OFFICER, "срок до 25 декабря")
        [asked] = await talk.write(OFFICER, "убери срок")
        assert asked == "Понял так: Срок регистрации — не задан. Сделать?"
        assert await talk.press(OFFICER, "Да") == ["Записал: срок регистрации — не задан."]


async def test_saturdays_and_single_days_are_free_again(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(OFFICER, "убери суббботу из рабочих")
        assert said.startswith("Рабочими такие дни и не отмечены")
        await talk.write(OFFICER, "суббота рабочая")
        await talk.press(OFFICER, "Каждая суббота")
        assert await talk.write(OFFICER, "12 декабря уже не рабочий день") == [ALL_SATURDAYS]
        await talk.write(OFFICER, "суббота больше не рабочая")
        assert await talk.press(OFFICER, "Субботы снова выходные") == ["Субботы снова выходные."]
        await talk.write(OFFICER, "отметь 12 декабря рабочим")
        await talk.press(OFFICER, "Только 12 декабря")
        [asked] = await talk.write(OFFICER, "12 декабря уже не рабочий день")
        assert asked == "Убрать из рабочих: 12 декабря? Тогда в этот день педагогам не пишу."
        assert await talk.press(OFFICER, "Убрать 12 декабря") == ["Больше не рабочий: 12 декабря."]


async def test_what_cannot_be_taken_off_is_said(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(OFFICER, "удали чат 5а")
        assert said.startswith("Убрать чат из списка я не умею")


async def test_a_name_beside_the_aim_of_the_whole_school_is_said_not_to_count(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Доскина Вера Анатольевна", 9_200_001)
        [asked] = await talk.write(OFFICER, "снимите с Доскиной цель по звонкам")
        assert "«Доскиной» учесть не смогу" in asked
