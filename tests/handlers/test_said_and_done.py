"""An order is carried out as it was said: who is left out, when, of whom, and what is shown before it is done."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, update

from storage.people.accounts import ensure_account
from storage.people.roles import Role, give_role
from storage.schools.registry import all_schools
from storage.tables import PersonWeek, School, StatisticsImport
from tests.handlers.conversation import (
    ALIEVA,
    DEPUTY,
    MONDAY,
    OFFICER,
    STRANGER,
    add_person,
    class_teacher,
    talking,
    the_school,
)


async def test_who_is_left_out_by_initials_is_left_out_and_a_name_of_two_is_asked_back(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Алиева Муслимат Гаджиевна", 9_100_005, calls=0)
        [shown] = await talk.write(OFFICER, "напомни всем кто не звонил кроме Алиевой М.А.")
        assert "кроме: Алиева М. А." in shown
        assert "Марьям" not in shown
        await talk.press(OFFICER, "Не отправлять")
        [asked] = await talk.write(OFFICER, "напомни всем кроме Алиевой")
        assert asked.startswith("Кого не считать?")
        assert "Алиева Муслимат Гаджиевна" in asked


async def test_the_moment_of_a_reminder_is_the_one_that_was_said(tmp_path):
    async with talking(tmp_path) as talk:
        [shown] = await talk.write(OFFICER, "напомни Алиевой завтра в 10")
        assert "Когда: вторник, 17 ноября, с 10:00." in shown
        await talk.press(OFFICER, "Не отправлять")
        [today] = await talk.write(OFFICER, "напомни Алиевой сегодня")
        assert "Когда: сразу после подтверждения." in today


async def test_a_pause_is_of_the_days_that_were_named(tmp_path):
    async with talking(tmp_path) as talk:
        [shown] = await talk.write(OFFICER, "31 декабря не пиши никому")
        assert shown == "Понял так: Пауза, 31 декабря. Сделать?"
        assert "пауза, 31 декабря 2026" in (await talk.press(OFFICER, "Да"))[0]
        assert "пауза, 1–5 декабря 2026" in (await talk.agree(OFFICER, "пауза с 1 по 5 декабря"))[0]
        assert "пауза, 16–22 ноября 2026" in (await talk.agree(OFFICER, "пауза на неделю"))[0]


@pytest.mark.parametrize(
    ("said", "last"),
    [
        ("поставь паузу до 5 декабря включительно", "5 декабря"),
        ("тормози рассылку до двадцать третьего", "23 ноября"),
        ("поставь паузу до пятницы", "20 ноября"),
        ("поставь паузу на две недели", "29 ноября"),
    ],
)
async def test_a_pause_is_shown_and_written_down_with_its_last_day(tmp_path, said, last):
    async with talking(tmp_path) as talk:
        assert await talk.write(OFFICER, said) == [f"Понял так: Пауза, по {last}. Сделать?"]
        [done] = await talk.press(OFFICER, "Да")
        assert f"{last} 2026" in done


async def test_rest_of_one_class_or_group_is_not_that_of_the_school(tmp_path):
    async with talking(tmp_path) as talk:
        assert "для одного класса или группы — нет" in (await talk.write(OFFICER, "карантин в 5А до пятницы"))[0]
        assert "для всей школы сразу" in (await talk.write(OFFICER, "по началке паузу до пятницы"))[0]
        assert "Каникул пока не записано" in (await talk.write(OFFICER, "каникулы"))[0]


async def test_whoever_leads_a_class_is_a_class_head_whatever_the_post_says(tmp_path):
    async with talking(tmp_path) as talk:
        await class_teacher(talk)
        [said] = await talk.write(OFFICER, "классные руководители без звонка")
        assert "классные руководители: 1 человек" in said
        assert "Алиева" in said


async def test_a_target_is_shown_whole_and_keeps_its_day_when_it_becomes_a_share(tmp_path):
    async with talking(tmp_path) as talk:
        [shown] = await talk.write(OFFICER, "поставь цель 80 по звонкам к новому году")
        assert "1 звонок за неделю" in shown
        await talk.press(OFFICER, "Да")
        [targets] = await talk.press(OFFICER, "Да, 1 звонок за неделю 80 %")
        assert "1 звонок за неделю: 80 % до 31 декабря 2026" in targets
        assert "цель 80 %" in (await talk.write(OFFICER, "сколько ещё до цели"))[0]


async def test_an_announcement_has_the_words_and_not_who_is_left_out(tmp_path):
    async with talking(tmp_path) as talk:
        [shown] = await talk.write(OFFICER, "передай всем кроме Алиевой: сбор в актовом зале")
        assert "«Сбор в актовом зале»" in shown
        assert "1 человеку: Борисов" in shown
        await talk.press(OFFICER, "Отмена")
        [shown] = await talk.write(OFFICER, "скажи Алиевой и Борисову чтобы сдали отчёты")
        assert "«Просили передать, чтобы сдали отчёты»" in shown


async def test_words_that_come_later_go_to_those_who_were_named(tmp_path):
    async with talking(tmp_path) as talk:
        await class_teacher(talk)
        await talk.write(OFFICER, "передай классным руководителям")
        [shown] = await talk.write(OFFICER, "сбор в 15:00")
        assert "1 человеку: Алиева" in shown


async def test_as_many_are_named_as_were_asked_for(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Громова Галина Глебовна", registered=True, calls=0)
        [said] = await talk.write(OFFICER, "топ 1 отстающих")
        assert "\n1. " in said
        assert "\n2. " not in said


async def test_who_is_furthest_back_says_what_is_not_counted_there(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Громова Галина Глебовна", registered=True, calls=0)
        assert "не считаю" not in (await talk.write(OFFICER, "кто отстаёт"))[0]
        await talk.write(ALIEVA, "это ошибка, звонок у меня был")
        await talk.said(OFFICER)
        [said] = await talk.write(OFFICER, "кто отстаёт")
        assert "Освобождения и спорное с данными не считаю (1 человек): всё вместе — во «всех долгах»." in said
        assert "1 человек)" in (await talk.write(OFFICER, "кому осталось одно дело"))[0]


async def test_a_new_surname_and_a_role_are_shown_as_they_will_be(tmp_path):
    async with talking(tmp_path) as talk:
        [shown] = await talk.write(OFFICER, "у Алиевой фамилия теперь Сайпуллаева")
        assert "→ Сайпуллаева Марьям Ахмедовна" in shown
        assert "руководитель" in (await talk.write(OFFICER, "сделай Борисова руководителем"))[0]


async def test_words_after_which_figure_is_wrong_go_to_the_officer(tmp_path):
    async with talking(tmp_path) as talk:
        talk.now = datetime(2026, 11, 16, 8, 1, tzinfo=UTC)
        await talk.write(ALIEVA, "это ошибка")
        [said] = await talk.write(ALIEVA, "я звонила в пятницу!")
        assert said.startswith("Передал ответственному")
        assert any("я звонила в пятницу!" in one for one in await talk.said(OFFICER))


async def test_several_deeds_that_are_shown_first_are_done_by_one_yes(tmp_path):
    async with talking(tmp_path) as talk:
        [shown] = await talk.write(OFFICER, "поставь цели: звонки 80%, журнал 90%")
        wishes = "• Поставить цель, 1 звонок за неделю, 80 %\n• Поставить цель, Учителя связали ЭЖД, 90 %"
        assert shown == f"Понял так:\n{wishes}\nСделать?"
        targets = (await talk.press(OFFICER, "Да"))[-1]
        assert "1 звонок за неделю: 80 %" in targets
        assert "Учителя связали ЭЖД: 90 %" in targets
        await talk.write(OFFICER, "освободи Алиеву до пятницы, она болеет, а Борисова сделай заместителем")
        done, offered = await talk.write(OFFICER, "да")
        assert "не тревожу Алиеву Марьям Ахмедовну до 20 ноября включительно: больничный" in done
        assert offered.startswith("Предложил")


async def test_each_of_several_commands_reads_its_own_words(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "исключи Борисова до пятницы больничный")
        gone, back = await talk.write(OFFICER, "исключи Алиеву до пятницы больничный и верни Борисова")
        assert "не тревожу Алиеву Марьям Ахмедовну до 20 ноября включительно: больничный" in gone
        assert back == "Борисов Борис Олегович: снова в напоминаниях."
        await talk.write(OFFICER, "исключи Алиеву до четверга отпуск, а Борисова до 25 ноября курсы")
        assert "Борисова Бориса Олеговича до 25 ноября" in (await talk.press(OFFICER, "Да"))[0]
        targets, pause = await talk.write(OFFICER, "цель звонки 80% и пауза до пятницы")
        assert "1 звонок за неделю: 80 %" in targets
        assert "пауза, 16–20 ноября 2026" in pause


async def test_whoever_is_let_off_one_thing_is_asked_for_the_others(tmp_path):
    async with talking(tmp_path) as talk:
        [shown] = await talk.write(OFFICER, "освободи Алиеву от журнала до пятницы")
        assert "Не тревожить Алиеву Марьям Ахмедовну, только про: журнал" in shown
        [done] = await talk.press(OFFICER, "Да")
        assert "только про: журнал" in done
        [card] = await talk.write(OFFICER, "карточка Алиевой")
        assert "Не тревожим: только про: журнал" in card
        [listed] = await talk.write(OFFICER, "кто не звонил")
        assert "Алиева" in listed
        assert "не тревожим" not in listed


async def test_what_is_let_off_alone_is_taken_back_alone(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.agree(OFFICER, "исключи Алиеву до 25 ноября отпуск")
        await talk.agree(OFFICER, "освободи Алиеву от журнала до пятницы")
        [back] = await talk.press(OFFICER, "Вернуть")
        assert "как и прежде, не тревожим (отпуск" in back
        [card] = await talk.write(OFFICER, "карточка Алиевой")
        assert "только про" not in card


async def test_what_is_asked_when_no_day_was_named_keeps_of_what_somebody_is_let_off(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.agree(OFFICER, "сними с Алиевой показатель по звонкам")
        [done] = await talk.write(OFFICER, "до пятницы")
        assert "только про: звонок" in done


async def test_of_one_thing_the_whole_school_is_not_let_off_and_nothing_else_is_done(tmp_path):
    async with talking(tmp_path) as talk:
        [told] = await talk.write(OFFICER, "освободи всех от звонков")
        assert told.startswith("Один показатель снимаю с тех, кого назовёте")


async def test_a_stranger_is_no_colleague_of_a_like_name(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Петров Игорь Николаевич", calls=0)
        [told] = await talk.write(OFFICER, "исключи пожалуйста Ветрова до пятницы")
        assert told.startswith("Не нашёл такого человека")


@pytest.mark.parametrize("said", ["у меня 12, а не 4", "неправда, звонок в среду точно был"])
async def test_where_nobody_could_be_told_nothing_is_said_to_be_passed_on(tmp_path, said):
    async with talking(tmp_path, officers=()) as talk:
        [answer] = await talk.write(ALIEVA, said)
        assert answer.startswith("Записал. Ответственного в школе пока нет: как только появится, увидит это.")


async def test_a_mistake_that_is_pressed_where_nobody_could_be_told_is_kept(tmp_path):
    async with talking(tmp_path, officers=()) as talk:
        await talk.write(ALIEVA, "мои показатели")
        await talk.press(ALIEVA, "Это ошибка")
        [answer] = await talk.press(ALIEVA, "Сообщения")
        assert answer.endswith("как только появится, увидит это. Пока об этом не напоминаю.")


async def test_before_the_first_file_nothing_is_said_of_files_or_messages_that_were(tmp_path):
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            await session.execute(delete(PersonWeek))
            await session.execute(delete(StatisticsImport))
        [card] = await talk.write(OFFICER, "карточка Алиевой")
        assert "Статистики пока не было." in card
        [why] = await talk.write(OFFICER, "почему Алиева в списке")
        assert "статистики пока не было." in why
        [whom] = await talk.write(OFFICER, "с кем поговорить")
        assert whom.startswith("Пофамильного списка пока нет")
        for pressed in ("уже сделано", "это ошибка"):
            [answer] = await talk.write(ALIEVA, pressed)
            assert answer.endswith("здесь появятся ваши показатели.")
        [passed] = await talk.write(ALIEVA, "у меня 12, а не 4")
        assert passed == "Передал ответственному ваши слова. Ответит — сразу напишу."


async def test_a_deputy_is_not_greeted_as_the_officer(tmp_path):
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            account = await ensure_account(session, "vk", DEPUTY)
            [school] = await all_schools(session)
            await give_role(session, account.id, school.id, Role.DEPUTY, MONDAY)
        [greeting, *_] = await talk.write(DEPUTY, "Начать")
        assert "Вы — заместитель ответственного:" in greeting


async def test_what_is_not_known_is_not_said_to_be_done(tmp_path):
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            await session.execute(update(PersonWeek).values(group_messages=None, calls=None))
            await session.execute(update(PersonWeek).where(PersonWeek.person_id == 2).values(registered=None))
            await session.execute(update(School).values(registration_deadline=MONDAY.date()))
        for pressed in ("уже сделано", "это ошибка"):
            [answer] = await talk.write(ALIEVA, pressed)
            assert answer == "По тому, что известно, всё сделано. Чего в файле не было: сообщения, звонок, журнал."
        [debts] = await talk.write(OFFICER, "все долги")
        assert "Ещё о 2 сотрудниках известно не всё" in debts
        [registered] = await talk.write(OFFICER, "когда срок регистрации")
        assert registered == (
            "Незарегистрированных в последнем файле нет, но о 1 сотруднике в нём не сказано. Срок — 16 ноября."
        )


async def test_what_is_asked_for_where_nobody_could_be_told_is_kept(tmp_path):
    async with talking(tmp_path, officers=()) as talk:
        [answer] = await talk.write(STRANGER, "Чужов Степан Петрович")
        assert answer.startswith("Записал. Ответственного в школе пока нет")


async def test_what_goes_by_itself_is_not_said_where_nothing_does(tmp_path):
    async with talking(tmp_path) as talk:
        assert "идут сами" in (await talk.write(OFFICER, "не надо"))[0]
        await talk.write(OFFICER, "пауза")
        [said] = await talk.write(OFFICER, "не надо")
        assert said.startswith("Хорошо, не буду: рассылки школы на паузе")


async def test_the_only_officer_who_is_away_is_not_told_that_there_is_none(tmp_path):
    async with talking(tmp_path, officers=()) as talk:
        async with talk.database.writing() as session:
            account = await ensure_account(session, "vk", ALIEVA)
            [school] = await all_schools(session)
            await give_role(session, account.id, school.id, Role.OFFICER, MONDAY)
        for command in ("away_yes", "gone_yes"):
            [told] = await talk.press_payload(ALIEVA, {"do": command, "rest": "я в отпуске до 25 ноября"})
            assert told.startswith("Кроме вас, передать это некому.")


async def test_only_what_was_ordered_and_understood_is_said_not_to_be_done(tmp_path):
    async with talking(tmp_path) as talk:
        for said in ("не отмечай Алиеву уволенной", "не печатай листовки", "рассылку не отменяй"):
            assert (await talk.write(OFFICER, said))[0].startswith("Хорошо, ничего не меняю."), said
        assert (await talk.write(OFFICER, "не надо"))[0].startswith("Хорошо, не буду: сейчас ничего никому")
        for said in (
            "не работает кнопка",
            "ответить Алиевой: это всем пришло, не переживайте",
            "поставь Алиевой только звонки не спрашивать до конца месяца",
        ):
            assert not (await talk.write(OFFICER, said))[0].startswith("Хорошо"), said
            await talk.press_payload(OFFICER, {"do": "cancel"})
