"""«Всем кроме Ивановой», and there are two: the group or the class tells them apart, else a button does."""

import pytest

from tests.handlers.conversation import OFFICER, add_person, talking, the_school

STAFF = (
    ("Иванова Мария Петровна", "учитель начальных классов", "2А"),
    ("Иванова Мария Петровна", "учитель биологии", ""),
    ("Садова Инна Львовна", "учитель начальных классов", "1А"),
    ("Лугова Инна Олеговна", "учитель начальных классов", "3А"),
)
ASKED = "Кого не считать? Под это имя подходят: Иванова Мария Петровна, 2А; Иванова Мария Петровна, учитель биологии."
OF_CLASS, BIOLOGIST = "Иванова Мария Петровна, 2А", "Иванова Мария Петровна, учитель биологии"


async def staff(talk):
    school = await the_school(talk)
    for place, (name, role, classes) in enumerate(STAFF):
        await add_person(
            talk.database, school, name, 9_400_001 + place, role=role, classes=classes, calls=0, registered=True
        )


@pytest.mark.parametrize(
    ("said", "shown", "others"),
    [
        ("напомни учителям начальных классов кроме Садовой и Ивановой Марии Петровны", "1 человеку", ["Лугова"]),
        ("напомни учителям начальных классов кроме Ивановой", "2 людям", ["Лугова", "Садова"]),
        ("напомни всем кроме Ивановой Марии Петровны из 2А", "4 людям", ["Иванова Мария Петровна (учитель биологии)"]),
        ("напомни всем кроме Ивановой (2А)", "4 людям", ["Иванова Мария Петровна (учитель биологии)"]),
    ],
)
async def test_the_group_or_the_class_tells_who_is_left_out(tmp_path, said, shown, others):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [preview] = await talk.write(OFFICER, said)
        assert f": {shown}, по данным" in preview
        assert all(one in preview for one in others)
        assert "Иванова Мария Петровна (учитель начальных классов)" not in preview


@pytest.mark.parametrize(
    ("pressed", "people"), [(OF_CLASS, "4 людям"), (BIOLOGIST, "4 людям"), ("Всех с этим именем", "3 людям")]
)
async def test_else_a_button_tells(tmp_path, pressed, people):
    async with talking(tmp_path) as talk:
        await staff(talk)
        assert await talk.write(OFFICER, "напомни всем кроме Ивановой Марии Петровны") == [ASKED]
        assert await talk.buttons(OFFICER) == [OF_CLASS, BIOLOGIST, "Всех с этим именем", "Отмена"]
        [preview] = await talk.press(OFFICER, pressed)
        assert f"«Все долги — кроме: Иванова М. П.»: {people}, по данным" in preview


async def test_a_list_and_an_announcement_leave_out_who_was_chosen(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "кто кроме Ивановой без звонка")
        [shown] = await talk.press(OFFICER, OF_CLASS)
        assert "Иванова Мария Петровна (учитель биологии)" in shown
        await talk.write(OFFICER, "передай всем кроме Ивановой: завтра совещание")
        [preview] = await talk.press(OFFICER, BIOLOGIST)
        assert "Иванова Мария Петровна (учитель начальных классов)" in preview
        assert "«Завтра совещание»" in preview


async def test_who_was_chosen_stays_so_under_a_question_that_follows(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "не тревожь никого кроме Ивановой до 25 ноября")
        [asked] = await talk.press(OFFICER, OF_CLASS)
        assert asked.startswith("Не тревожить Алиеву")
        [done] = await talk.press(OFFICER, "Да")
        assert "Кого не считать" not in done
        [left] = await talk.write(OFFICER, "кого не тревожим")
        assert "Иванова Мария Петровна (учитель биологии)" in left
        assert "Иванова Мария Петровна (учитель начальных классов)" not in left


async def test_whoever_is_the_last_to_be_left_out_is_not_reminded_by_another_word(tmp_path):
    async with talking(tmp_path) as talk:
        [preview] = await talk.write(OFFICER, "напомни всем")
        assert ": 1 человеку, по данным" in preview
        [nobody] = await talk.write(OFFICER, "без Алиевой")
        assert nobody.startswith("Напоминать некому")
        assert not any("Напомнить всем" in one for one in await talk.write(OFFICER, "завтра в 10"))


@pytest.mark.parametrize(
    ("said", "pressed", "people"),
    [
        ("без Ивановой", OF_CLASS, 4),
        ("кроме Ивановой Марии Петровны", BIOLOGIST, 4),
        ("Ивановой и Садовой не надо", "Всех с этим именем", 2),
        ("убери Иванову и Лугову", OF_CLASS, 3),
    ],
)
async def test_under_a_preview_a_button_tells_whom_of_two_it_leaves_out(tmp_path, said, pressed, people):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [preview] = await talk.write(OFFICER, "напомни всем про звонок завтра в 10")
        assert ": 5 людям, по данным" in preview
        assert await talk.write(OFFICER, said) == [ASKED]
        [preview] = await talk.press(OFFICER, pressed)
        assert f": {people} людям, по данным" in preview
        assert "Когда: вторник, 17 ноября, с 10:00." in preview
        *_, done = await talk.press(OFFICER, f"Отправить: {people}")
        assert done.startswith("Готово")


async def test_an_announcement_that_is_shown_leaves_out_whom_it_is_told_to(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "передай всем: педсовет в актовом зале")
        [fewer] = await talk.write(OFFICER, "без Садовой")
        assert "5 людям" in fewer
        assert await talk.write(OFFICER, "Ивановой не надо") == [ASKED]
        [fewer] = await talk.press(OFFICER, BIOLOGIST)
        assert "4 людям" in fewer
        assert "Иванова Мария Петровна (учитель биологии)" not in fewer
        [none] = await talk.write(OFFICER, "без Лаптевой")
        assert none.startswith("Не нашёл в списке школы, кого не считать: «Лаптевой».")
        *_, done = await talk.press(OFFICER, "Отправить: 4")
        assert done.startswith("Хорошо, передам 4 людям")
