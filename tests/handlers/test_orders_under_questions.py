"""An order said while something is being asked is no answer to it: it is carried out, and «отмена» always works."""

from datetime import timedelta

import pytest

from tests.handlers.conversation import OFFICER, add_person, talking, the_school

ORDERS = [
    ("напомни всем завтра в 10", "Напомнить всем, у кого что-то осталось"),
    ("напомни всем про звонок", "Напомнить по списку «Без звонка за неделю»"),
    ("останови всё", "Поставил рассылки школы на паузу"),
    ("сними цель", "Целей сейчас не задано"),
    ("кто без звонка", "Без звонка за неделю"),
    ("сводка", "Сводка за 9–15 ноября"),
    ("исключи Алиеву до пятницы отпуск", "Хорошо, не тревожу Алиеву"),
    ("отмена", "Хорошо, оставил как было."),
]


@pytest.mark.parametrize("setting", ["Название школы", "День напоминаний", "Часы", "Часовой пояс", "Журнал"])
async def test_no_setting_takes_an_order_for_its_value(tmp_path, setting):
    async with talking(tmp_path) as talk:
        for said, answered in ORDERS:
            await talk.write(OFFICER, "настройки")
            await talk.press(OFFICER, setting)
            assert (await talk.write(OFFICER, said))[0].startswith(answered), said
            await talk.write(OFFICER, "отмена")
            talk.now += timedelta(minutes=1)  # or the flood gate would be what is tested


async def test_no_question_about_an_absence_takes_an_order_for_its_reason(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Ершов Илья Петрович", 9_200_001)
        for said, answered in ORDERS:
            await talk.write(OFFICER, "исключи Ершова")
            assert (await talk.write(OFFICER, said))[0].startswith(answered), said
            await talk.write(OFFICER, "отмена")
            talk.now += timedelta(minutes=1)  # or the flood gate would be what is tested


@pytest.mark.parametrize(
    ("setting", "said", "written"),
    [
        ("День напоминаний", "напоминай по вторникам в 11", "день напоминаний — вторник, 11:00"),
        ("Часы", "пишите с 9 до 17", "часы — 09:00–17:00"),
        ("Название школы", "Гимназия № 5", "название школы — Гимназия № 5"),
    ],
)
async def test_a_value_is_still_a_value_whatever_its_verb(tmp_path, setting, said, written):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "настройки")
        await talk.press(OFFICER, setting)
        assert written in (await talk.write(OFFICER, said))[0]
