"""«Ой нет, лучше по средам», «не ту, другую», «а хотя нет, не надо»: one particular in the place of another, or nothing
at all, under what is shown and right after what was done."""

import pytest
from sqlalchemy import select

from storage.people.own_time import own_time
from storage.tables import Campaign, Exemption, Person
from tests.handlers.conversation import ALIEVA, OFFICER, Conversation, add_person, talking, the_school


async def staff(talk: Conversation) -> None:
    school = await the_school(talk)
    facts = {"registered": True, "group_chats": 1, "group_messages": 2, "calls": 0}
    for name, role, classes in (
        ("Алиева Зарема Омаровна", "учитель математики", "5А"),
        ("Кимова Рита Захаровна", "учитель физики", "6Б"),
        ("Ершова Лидия Петровна", "учитель", "6А"),
    ):
        await add_person(talk.database, school, name, role=role, classes=classes, **facts)


async def left_in_peace(talk: Conversation) -> set[tuple[str, str]]:
    async with talk.database.reading() as session:
        rows = await session.execute(
            select(Person.full_name, Exemption.ends_on).join(Exemption, Exemption.person_id == Person.id)
        )
        return {(name.split()[1], f"{ends:%d.%m}" if ends else "") for name, ends in rows}


async def test_the_other_of_two_namesakes_is_offered_in_the_place_of_whom_was_named(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "исключи Алиеву до среды больничный")
        await talk.press(OFFICER, "Алиева Марьям Ахмедовна")
        assert await left_in_peace(talk) == {("Марьям", "18.11")}
        [said] = await talk.write(OFFICER, "ой не ту, вторую")
        assert "снова в напоминаниях" in said
        assert "Понял так: Не тревожить Алиеву Зарему Омаровну, по 18 ноября, больничный. Сделать?" in said
        assert await left_in_peace(talk) == set()
        await talk.press(OFFICER, "Да")
        assert await left_in_peace(talk) == {("Зарема", "18.11")}


async def test_a_namesake_is_put_right_under_the_question(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "Алиева Марьям болеет до пятницы")
        [said] = await talk.write(OFFICER, "нет, не ту, другую Алиеву")
        assert said == "Понял так: Не тревожить Алиеву Зарему Омаровну, по 20 ноября, больничный. Сделать?"
        assert await left_in_peace(talk) == set()


@pytest.mark.parametrize(
    ("order", "slip", "shown"),
    [
        ("напоминай по вторникам в 11", "ой нет, лучше по средам", "время: среда, 11:00. Сделать?"),
        ("напоминай по вторникам в 11", "лучше по понедельникам, но в 11", "время: понедельник, 11:00. Сделать?"),
        ("напоминай по вторникам в 11", "ой, в 12", "время: вторник, 12:00. Сделать?"),
        ("Кимова болеет до пятницы", "нет, до понедельника", "Кимову Риту Захаровну, по 23 ноября, больничный"),
        ("Кимова болеет до пятницы", "до понедельника", "Кимову Риту Захаровну, по 23 ноября, больничный"),
        ("Кимова болеет до пятницы", "ой не Кимова, Ершова", "Ершову Лидию Петровну, по 20 ноября, больничный"),
        ("Кимова в отпуске с 20 по 25 ноября", "ой нет, по 27", "20–27 ноября, отпуск"),
        ("Кимова болеет до пятницы", "нет, в отпуске", "Кимову Риту Захаровну, по 20 ноября, отпуск"),
        ("Кимова болеет до пятницы", "ой, Ершова в отпуске", "Ершову Лидию Петровну, по 20 ноября, отпуск"),
        ("пиши с 10 до 17", "ой, до 16", "Часы рассылки, 10:00–16:00. Сделать?"),
        ("назови школу Гимназия 5", "ой нет, Гимназия 8", "Назвать школу «Гимназия 8»?"),
        ("исправь Кимовой класс 7Б", "нет, 7В", "Класс: 6Б → 7В. Исправить?"),
        ("Кимова уволилась", "ой нет, Ершова", "Отметить, что Ершова Лидия Петровна больше не работает"),
        ("исключи Кимову", "ой не Кимову, Ершову", "До какого дня не тревожить Ершову Лидию Петровну"),
    ],
)
async def test_under_a_question_the_particular_changes_and_it_is_asked_again(tmp_path, order, slip, shown):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, order)
        [said] = await talk.write(OFFICER, slip)
        assert shown in said


@pytest.mark.parametrize(
    ("order", "slip", "shown"),
    [
        ("исключи Кимову до среды", "ой, до четверга", "Не тревожить Кимову Риту Захаровну, по 19 ноября"),
        ("исключи Кимову до среды больничный", "ой нет, отпуск", "по 18 ноября, отпуск"),
        ("цель по звонкам 70 процентов", "ой нет, 80", "Поставить цель, 1 звонок за неделю, 80 %"),
        ("каникулы с 20 по 25 ноября", "ой нет, по 27", "Записать дни отдыха, 20–27 ноября"),
        ("назначь Борисова заместителем", "ой нет, Ершову", "Дать роль Ершовой Лидии Петровне, заместитель"),
    ],
)
async def test_after_a_deed_it_is_taken_back_and_the_corrected_one_offered_in_one_answer(tmp_path, order, slip, shown):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, order)
        [said] = await talk.write(OFFICER, slip)
        assert shown in said
        assert said.endswith("Сделать?")
        assert await left_in_peace(talk) == set()
        await talk.press(OFFICER, "Да")
        [again] = await talk.write(OFFICER, "отмени последнее")
        assert "Вернуть?" in again or "Поправить" in again or "Отозвать" in "".join(await talk.buttons(OFFICER))


async def test_one_of_several_is_brought_back_and_the_others_stay_as_they_are(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "исключи Кимову и Ершову до среды")
        [said] = await talk.write(OFFICER, "ой, не Ершову, Борисова")
        assert said.startswith("Ершова Лидия Петровна: ")
        assert "Кимова" not in said.partition("\n")[0]
        assert "Борисова Бориса Олеговича, по 18 ноября" in said
        assert await left_in_peace(talk) == {("Рита", "18.11")}
        await talk.press(OFFICER, "Да")
        assert await left_in_peace(talk) == {("Рита", "18.11"), ("Борис", "18.11")}


async def test_whoever_is_put_right_may_stand_in_another_answer_than_the_last(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await add_person(talk.database, await the_school(talk), "Титова Елена Юрьевна")
        await talk.agree(OFFICER, "Кимова и Ершова на курсах 25-27, Титова на больничном пока без даты")
        [said] = await talk.write(OFFICER, "не Ершова, а Борисов")
        assert "Титов" not in said
        await talk.press(OFFICER, "Да")
        assert await left_in_peace(talk) == {("Рита", "27.11"), ("Борис", "27.11"), ("Елена", "")}


async def test_the_weekly_moment_that_was_set_is_put_back_before_another_is_offered(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.agree(OFFICER, "напоминай по вторникам в 11")
        [said] = await talk.write(OFFICER, "ой нет, лучше по средам")
        assert said.startswith("Вернул как было.")
        assert "среда, 11:00. Сделать?" in said
        assert "Вернуть: понедельник" in "".join((await talk.press(OFFICER, "Да"), await talk.buttons(OFFICER))[1])


@pytest.mark.parametrize(
    "said", ["Кимовой пока не пиши, а хотя нет, пиши", "исключи Кимову до среды, хотя нет, не надо"]
)
async def test_what_is_thought_better_of_in_one_message_is_not_done(tmp_path, said):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [answer] = await talk.write(OFFICER, said)
        assert answer.startswith("Хорошо, ничего не меняю.")
        assert await left_in_peace(talk) == set()


@pytest.mark.parametrize(
    "slip",
    [
        *("а хотя нет, не надо", "ой нет, не надо", "хотя нет, пиши", "передумала, пишите ей"),
        *("отбой", "отбой, он работает", "хотя нет, он остаётся"),
    ],
)
async def test_what_is_thought_better_of_afterwards_is_taken_back(tmp_path, slip):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "исключи Борисова до среды")
        [said] = await talk.write(OFFICER, slip)
        assert "снова в напоминаниях" in said
        assert await left_in_peace(talk) == set()


@pytest.mark.parametrize("said", ["отмена", "Отмена!", "ой, отмена"])
async def test_a_bare_cancel_behind_a_deed_names_it_and_does_nothing_before_the_button(tmp_path, said):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "исключи Борисова до среды")
        [asked] = await talk.write(OFFICER, said)
        assert "исключение из напоминаний — Борисов Б. О. Вернуть?" in asked
        assert len(await left_in_peace(talk)) == 1
        assert "снова в напоминаниях" in (await talk.press(OFFICER, "Вернуть"))[0]
        assert await left_in_peace(talk) == set()


async def test_what_is_shown_is_left_where_it_is_thought_better_of(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "Кимова болеет до пятницы")
        await talk.write(OFFICER, "а хотя нет, не надо")
        [late] = await talk.press(OFFICER, "Да")
        assert late == "Этот вопрос уже позади: напишите, пожалуйста, ещё раз."
        assert await left_in_peace(talk) == set()


async def test_an_announcement_that_is_shown_gets_another_hour_and_other_people_and_keeps_its_words(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "передай всем: педсовет в 14")
        [said] = await talk.write(OFFICER, "перенеси его на четверг 10 утра")
        assert said.startswith("Объявление уйдёт 19 ноября в 10:00, 2 людям")
        assert "«Педсовет в 14»" in said
        [said] = await talk.write(OFFICER, "лучше в 11")
        assert said.startswith("Объявление уйдёт 19 ноября в 11:00, 2 людям")
        [said] = await talk.write(OFFICER, "ой нет, Борисову")
        assert said.startswith("Объявление уйдёт 19 ноября в 11:00, 1 человеку: Борисов Борис Олегович")
        assert "«Педсовет в 14»" in said


async def test_another_question_in_the_same_words_is_asked(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "кто без звонка")
        [said] = await talk.write(OFFICER, "ой нет, с чатом")
        assert said.startswith("Уже сделано (групповой чат)")


@pytest.mark.parametrize(
    "said",
    [
        *("а Ершову до пятницы", "давай до пятницы", "спасибо, не надо", "не Кимову", "хорошо, лучше не бывает", "нет"),
        *("отмена урока завтра", "хотя нет, она остаётся на больничном"),
    ],
)
async def test_what_only_begins_so_puts_nothing_right(tmp_path, said):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "исключи Кимову до среды")
        await talk.write(OFFICER, said)
        assert await left_in_peace(talk) == {("Рита", "18.11")}


async def test_a_button_of_an_older_answer_is_no_part_of_the_last_order(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "карточка Ершовой")
        await talk.write(OFFICER, "исключи Кимову до среды")
        [asked] = await talk.press(OFFICER, "Исключить")
        assert asked.startswith("До какого дня не тревожить Ершову")
        [said] = await talk.write(OFFICER, "нет, до понедельника")
        assert "Ершову" in said
        assert await left_in_peace(talk) <= {("Рита", "18.11"), ("Лидия", "23.11")}


@pytest.mark.parametrize(
    "slip", ["ой нет, пишите как обычно", "передумала, пишите", "нет, пишите", "ой нет, не надо", "отмена", "отбой"]
)
async def test_a_teacher_takes_back_their_days_of_peace_in_words(tmp_path, slip):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "не пишите мне до 30 декабря")
        await talk.press(ALIEVA, "Не писать до 30 декабря")
        assert await talk.write(ALIEVA, slip) == ["Хорошо, пишу как обычно."]
        async with talk.database.reading() as session:
            person = await session.scalar(select(Person).where(Person.last_name == "Алиева"))
            assert not own_time(person).days_off


async def test_a_teacher_names_another_day_or_hour(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "26 ноября не пишите")
        [said] = await talk.write(ALIEVA, "ой нет, 27")
        assert "27 ноября вам не напишу" in said
        async with talk.database.reading() as session:
            person = await session.scalar(select(Person).where(Person.last_name == "Алиева"))
            assert [f"{day:%d.%m}" for day in own_time(person).days_off] == ["27.11"]
        await talk.write(ALIEVA, "пишите мне после 15")
        [said] = await talk.write(ALIEVA, "ой нет, после 16")
        assert "с 16:00" in said


async def test_a_week_of_peace_is_taken_back_in_words(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "не на этой неделе")
        assert await talk.write(ALIEVA, "ой нет, пишите как обычно") == [
            "Хорошо, снова могу написать и на этой неделе."
        ]


async def test_days_that_are_no_days_are_asked_and_silence_nobody(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "не пишите мне до пятницы")
        [asked] = await talk.write(ALIEVA, "ой, до каникул")
        assert asked.startswith("Не понял, до какого дня.")
        [offered] = await talk.write(ALIEVA, "до понедельника")
        assert "до 23 ноября включительно?" in offered


async def test_a_mark_of_leaving_and_a_pause_are_taken_back_in_words(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "Борисов уволился")
        await talk.press(OFFICER, "Да, больше не работает")
        [back] = await talk.write(OFFICER, "хотя нет, не уволился")
        assert "отметку об уходе снял" in back or "снова в напоминаниях" in back
        await talk.write(OFFICER, "пауза")
        [asked] = await talk.write(OFFICER, "хотя нет, не надо")
        assert asked == "Снять с паузы?"


async def test_whom_an_announcement_is_for_is_put_right_and_nobody_is_left_out_of_it(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "передай Борисову: зайдите")
        [shown] = await talk.write(OFFICER, "ой, не Борисову, Алиевой")
        assert "1 человеку: Алиева Марьям Ахмедовна" in shown
        assert "«Зайдите»" in shown


async def test_a_day_is_no_part_of_a_list(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "кто без звонка")
        [said] = await talk.write(OFFICER, "нет, до пятницы")
        assert not said.startswith("Без звонка")


async def test_an_announcement_that_was_sent_is_not_made_a_second_time(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "передай всем завтра в 12: приносим журналы")
        await talk.press(OFFICER, "Отправить: 2")
        await talk.write(OFFICER, "ой, лучше в пятницу")
        async with talk.database.reading() as session:
            assert len((await session.scalars(select(Campaign))).all()) == 1
        assert await talk.buttons(OFFICER) == ["Изменить: 2", "Отмена"]


async def test_of_two_who_were_named_the_one_who_is_not_meant_does_not_bring_both_back(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "исключи Кимову и Ершову до среды")
        await talk.write(OFFICER, "нет, не надо Ершову")
        assert ("Рита", "18.11") in await left_in_peace(talk)


@pytest.mark.parametrize(
    ("order", "said", "shown"),
    [
        ("карантин с 20 по 25 ноября", "карантин с 20 по 25 ноября отменяется", "Убрать: карантин, 20–25 ноября 2026?"),
        ("исключи Кимову до среды отпуск", "отпуск Кимовой отменяется", "Вернуть Кимову Риту Захаровну. Сделать?"),
        ("цель по звонкам 70 процентов", "цель по звонкам отмена", "Снять цель: 1 звонок за неделю. Сделать?"),
    ],
)
async def test_what_is_called_off_by_its_name_is_offered_and_not_left_as_it_is(tmp_path, order, said, shown):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, order)
        [answer] = await talk.write(OFFICER, said)
        assert shown in answer


async def test_an_order_that_is_called_off_in_its_own_message_is_not_done(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [answer] = await talk.write(OFFICER, "исключи Кимову до среды, отмена")
        assert answer.startswith("Хорошо, ничего не меняю.")
        assert await left_in_peace(talk) == set()


@pytest.mark.parametrize("again", ["отбой", "хотя нет, не надо"])
async def test_what_was_taken_back_in_words_is_not_done_anew_by_the_same_words(tmp_path, again):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "исключи Кимову до среды")
        await talk.write(OFFICER, again)
        await talk.write(OFFICER, again)
        assert await left_in_peace(talk) == set()


async def test_a_class_that_was_set_right_is_put_right_after_the_yes(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "исправь Кимовой класс 7Б")
        await talk.press(OFFICER, "Да, исправить")
        [said] = await talk.write(OFFICER, "ой нет, 7В")
        assert said == "Вернул как было.\n\nКимова Рита Захаровна. Класс: 6Б → 7В. Исправить?"
