"""What teachers ask and say in their own words: about their objection, colleagues, the time they were away, leaving."""

import pytest
from sqlalchemy import update

from handlers.commands import OF_OTHERS
from handlers.teacher.my_figures import ONLY_NEWEST
from handlers.teacher.objections import PARENTS_CHAT
from handlers.wishes.answered_first import (
    GRIEF,
    HAND_CHAT,
    IF_DONE,
    IF_NOT,
    LET_OFF,
    MISSED,
    PARENTS_ALONE,
    TELL_NOBODY,
    WHO_TAKES,
)
from handlers.wishes.carrying import ONLY_TO_OFFICER, WHAT_THEN
from storage.tables import PersonWeek
from tests.handlers.conversation import ALIEVA, BORISOV, OFFICER, class_teacher, talking


@pytest.mark.parametrize(
    "asked",
    [
        "Ну и что там ответили на мою жалобу по звонкам",
        "мне кто-нибудь ответит по поводу звонка?",
        "Моя жалоба ещё у вас?",
        "почему до сих пор не исправили звонок",
        "а когда ответят?",
    ],
)
async def test_a_question_about_ones_objection_is_no_second_one(tmp_path, asked):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "я звонила 12 ноября, у вас 0, исправьте")
        await talk.said(OFFICER)
        [said] = await talk.write(ALIEVA, asked)
        assert "у ответственного, он ещё не ответил" in said
        assert await talk.said(OFFICER) == []


async def test_of_colleagues_nothing_is_told_and_nothing_else_is_shown_instead(tmp_path):
    async with talking(tmp_path) as talk:
        for asked in ("а сколько у остальных?", "у Борисова тоже 6?", "а Борисов сколько написал?"):
            assert await talk.write(ALIEVA, asked) == [OF_OTHERS]
        [why] = await talk.write(ALIEVA, "Почему мне третий раз, а Борисову ни разу??")
        assert why.startswith("О других не рассказываю")


async def test_pupils_by_name_are_no_colleagues(tmp_path):
    async with talking(tmp_path) as talk:
        await class_teacher(talk)
        [said] = await talk.write(ALIEVA, "кто из моих детей не связал эжд? фамилии нужны")
        assert said.startswith("Имён детей не храню")


@pytest.mark.parametrize(
    "asked",
    [
        "что я пропустила, пока болела",
        "а за те недели, что я болела, мне минус ставят?",
        "надо нагонять отпуск, пока меня не было?",
    ],
)
async def test_what_was_missed_need_not_be_made_up(tmp_path, asked):
    async with talking(tmp_path) as talk:
        assert await talk.write(ALIEVA, asked) == [MISSED]


async def test_thanks_stay_thanks_whatever_they_are_for(tmp_path):
    async with talking(tmp_path) as talk:
        assert await talk.write(ALIEVA, "спасибо вам большое, без вас бы пропала") == ["Пожалуйста! Рад помочь."]
        [said] = await talk.write(ALIEVA, "спасибо, но вы мне надоели")
        assert said.startswith("Простите")


async def test_whether_silence_follows_the_deed_is_a_question(tmp_path):
    async with talking(tmp_path) as talk:
        for asked in (
            "Если я в понедельник напишу 10, то на этой неделе больше не напомните?",
            "если сегодня позвоню, вы отстанете?",
        ):
            assert await talk.write(ALIEVA, asked) == [IF_DONE]


@pytest.mark.parametrize(
    "asked",
    [
        "Я у вас на 0,25 ставки, два дня в неделю. На меня те же 10 сообщений распространяются?",
        "мне как внешнику сколько сообщений надо",
        "у меня 3 часа в неделю, мне тоже 10 сообщений нужно?",
        "на полставки норма меньше?",
    ],
)
async def test_the_norm_of_part_timers_is_told_with_whom_to_ask(tmp_path, asked):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(ALIEVA, asked)
        assert "Отдельной нормы для совместителей у меня нет" in said
        assert await talk.buttons(ALIEVA) == ["Спросить ответственного"]


async def test_who_takes_a_class_over_is_asked_and_told(tmp_path):
    async with talking(tmp_path) as talk:
        await class_teacher(talk)
        for asked in (
            "кто мой класс примет, не сказали ещё? родители 7Б спрашивают",
            "кому передать 7Б и чат родителей, я ухожу с 14 декабря",
        ):
            assert await talk.write(ALIEVA, asked) == [WHO_TAKES]
        [told] = await talk.write(ALIEVA, "Договорились с Борисовым, он забирает 7Б, внесите")
        assert told.startswith("Фамилию, должность и классы беру из списка школы. Передать")


async def test_words_for_somebody_are_offered_to_the_officer(tmp_path):
    async with talking(tmp_path) as talk:
        for said in (
            "Передайте пожалуйста Вере Анатольевне что в четверг меня не будет на совещании",
            "передайте завучу, что у меня не работает микрофон",
        ):
            assert await talk.write(ALIEVA, said) == [ONLY_TO_OFFICER]
            assert await talk.said(OFFICER) == []
        await talk.press(ALIEVA, "Передать ответственному")
        assert "не работает микрофон" in (await talk.said(OFFICER))[0]
        [away] = await talk.write(BORISOV, "передайте ответственному, что я болею до пятницы")
        assert away.startswith("Спасибо, что сказали! Передать")


async def test_the_day_of_leaving_may_follow_and_be_put_right(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "я увольняюсь")
        assert (await talk.write(ALIEVA, "с 1 декабря"))[0].startswith("Понял, с 1 декабря.")
        assert (await talk.write(ALIEVA, "нет, с 5 декабря"))[0].startswith("Понял, с 5 декабря.")
        await talk.press(ALIEVA, "Да, передать")
        assert "«я увольняюсь с 5 декабря»" in (await talk.said(OFFICER))[0]


async def test_until_a_day_and_not_from_it_is_leaving(tmp_path):
    async with talking(tmp_path) as talk:
        [asked] = await talk.write(ALIEVA, "пишите до 14 декабря, потом я ухожу")
        assert asked.startswith("Понял, с 15 декабря.")


async def test_silence_from_a_day_on_is_asked_to_which(tmp_path):
    async with talking(tmp_path) as talk:
        [asked] = await talk.write(ALIEVA, "с 14 декабря не пишите мне больше")
        assert asked.startswith("С 14 декабря — а до какого дня?")
        assert (await talk.press(ALIEVA, "Ухожу из школы"))[0].startswith("Понял, с 14 декабря.")


async def test_days_alone_do_nothing(tmp_path):
    async with talking(tmp_path) as talk:
        for said in ("с 1 декабря", "до пятницы"):
            assert await talk.write(ALIEVA, said) == [WHAT_THEN]
        for said in ("выхожу с понедельника", "с пятницей!"):
            assert WHAT_THEN not in await talk.write(ALIEVA, said)
        [kept] = await talk.write(ALIEVA, "только на этой неделе не пишите")
        assert kept.startswith("Хорошо, на этой неделе больше не напомню")


async def test_what_is_in_order_already_is_no_word_about_what_is_open(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(ALIEVA, "чат создала")
        assert said.startswith("По данным за 9–15 ноября")
        assert "групповых чатов — 1. Осталось: сообщений" in said
        assert await talk.write(ALIEVA, "чат родителей 7Б создала, с учителем") == [PARENTS_CHAT]


async def test_the_only_open_figure_is_not_what_is_said_of_another(tmp_path):
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            await session.execute(update(PersonWeek).values(group_messages=12))
        [said] = await talk.write(ALIEVA, "чат создала")
        assert "Осталось: звонков за неделю — 0 из 1" in said
        assert "вы отметили" not in (await talk.write(ALIEVA, "мои показатели"))[0]
        assert "уже говорили" not in (await talk.write(ALIEVA, "позвонила"))[0]


async def test_what_somebody_cannot_do_is_shown_beside_what_is_done(tmp_path):
    async with talking(tmp_path) as talk:
        said = await talk.write(ALIEVA, "я 10 сообщений написала и звонок был, а журнал не могу привязать")
        assert said[0].startswith("Спасибо!")
        assert "\n".join(said).count("1. Войдите в электронный журнал") == 1
        said = await talk.write(BORISOV, "чат есть, а звонок не получается сделать")
        assert "\n".join(said).count("нажмите значок трубки") <= 1


async def test_who_is_called_on_the_telephone_is_no_objection(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "звонок был, у вас неправда")
        await talk.said(OFFICER)
        await talk.write(ALIEVA, "Вера Анатольевна в курсе, я ей звонила в воскресенье")
        assert await talk.said(OFFICER) == []


async def test_the_parents_chat_without_a_teacher_is_the_parents_own(tmp_path):
    async with talking(tmp_path) as talk:
        for asked in ("кто делает чат без учителя?", "чат 7Б создала, с учителем. А без учителя они сами должны?"):
            assert await talk.write(ALIEVA, asked) == [PARENTS_ALONE]


async def test_figures_of_another_time_are_said_to_be_the_newest(tmp_path):
    async with talking(tmp_path) as talk:
        assert (await talk.write(ALIEVA, "где посмотреть мою статистику за октябрь"))[0] == ONLY_NEWEST
        assert ONLY_NEWEST not in await talk.write(ALIEVA, "мои показатели")


async def test_why_letters_come_is_answered_and_passed_on_to_nobody(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(ALIEVA, "у меня всё сделано, почему пишете")
        assert "У вас это: сообщений в групповых чатах — 4 из 10" in said
        assert await talk.said(OFFICER) == []
        [away] = await talk.write(ALIEVA, "я в декрете, почему вы мне пишете")
        assert away.startswith("Спасибо, что сказали! Передать")


async def test_another_building_is_no_other_school(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(ALIEVA, "меня перевели в другой корпус, школа та же")
        assert said.startswith("Фамилию, должность и классы беру из списка школы. Передать")


async def test_whoever_leaves_hears_what_becomes_of_the_account(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(ALIEVA, "ухожу с 25 декабря, что с аккаунтом")
        assert said.startswith("Аккаунт мессенджера остаётся вашим")
        assert "Понял, с 25 декабря." in said


async def test_what_comes_of_it_is_a_question_and_no_wish_for_silence(tmp_path):
    async with talking(tmp_path) as talk:
        for asked in ("а если я не успею до воскресенья", "что будет, если я не создам чат"):
            assert await talk.write(ALIEVA, asked) == [IF_NOT]


async def test_grief_is_met_as_grief(tmp_path):
    async with talking(tmp_path) as talk:
        for said in ("муж умер, не пишите пока", "у меня горе, похороны"):
            assert await talk.write(ALIEVA, said) == [GRIEF]
        assert GRIEF not in await talk.write(ALIEVA, "у меня телефон умер, не могу зайти")
        await talk.write(ALIEVA, "муж умер, не пишите пока")
        await talk.press(ALIEVA, "Да, передать")
        assert "просит пока не тревожить: «муж умер" in (await talk.said(OFFICER))[0]


async def test_nothing_is_told_where_nothing_is_to_be_told(tmp_path):
    async with talking(tmp_path) as talk:
        assert await talk.write(ALIEVA, "передумала, передавать не надо") == [TELL_NOBODY]
        await talk.write(ALIEVA, "я на больничном")
        assert await talk.write(ALIEVA, "не передавайте никому") == [TELL_NOBODY]
        assert await talk.said(OFFICER) == []


async def test_pupils_of_a_class_are_told_without_ones_own_figures(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня в 7Б 30 детей, журнал у 28")
        [told] = await talk.said(OFFICER)
        assert told.endswith("пишет: «у меня в 7Б 30 детей, журнал у 28»")


async def test_what_is_still_to_be_done_disputes_nothing(tmp_path):
    async with talking(tmp_path) as talk:
        for said in (
            "завела чат, написала 3 сообщения, позвоню в пятницу",
            "написала 12 сообщений, звонок сделаю в четверг",
        ):
            await talk.write(ALIEVA, said)
            assert await talk.said(OFFICER) == []


@pytest.mark.parametrize(
    "said",
    ["я кл рук только 7Б, а 6Б не мой", "почему я записана учителем химии, я биолог", "уберите у меня 6Б"],
)
async def test_what_the_list_says_of_post_and_classes_is_no_figure(tmp_path, said):
    async with talking(tmp_path) as talk:
        [asked] = await talk.write(ALIEVA, said)
        assert asked.startswith("Фамилию, должность и классы беру из списка школы. Передать")
        assert await talk.said(OFFICER) == []


async def test_whom_somebody_else_let_off_is_offered_to_the_officer(tmp_path):
    async with talking(tmp_path) as talk:
        for said in ("мне завуч разрешила не делать", "директор освободил меня от этого"):
            assert await talk.write(ALIEVA, said) == [LET_OFF]
        await talk.press(ALIEVA, "Да, передать")
        assert "«директор освободил меня от этого»" in (await talk.said(OFFICER))[0]


async def test_hours_and_coming_back_are_no_leaving(tmp_path):
    async with talking(tmp_path) as talk:
        for said in (
            "у меня уроки до двух пишите потом",
            "С понедельника я выхожу на работу, а пока, прошу, не беспокойте.",
        ):
            answer = "\n".join(await talk.write(ALIEVA, said))
            assert "из списка школы" not in answer
            assert "до какого дня" not in answer


async def test_what_is_asked_or_told_beside_an_objection_is_no_part_of_it(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "это ошибка")
        await talk.press(ALIEVA, "Звонок")
        await talk.press(ALIEVA, "Написать подробнее")
        await talk.said(OFFICER)
        assert "Ваши показатели" in (await talk.write(ALIEVA, "а сколько мне ещё сообщений?"))[0]
        assert (await talk.write(ALIEVA, "я болею до пятницы"))[0].startswith("Спасибо, что сказали! Передать")
        assert await talk.said(OFFICER) == []
        await talk.write(BORISOV, "у меня 15 сообщений, а не 14")
        assert (await talk.write(BORISOV, "как создать чат"))[0].startswith("Как создать групповой чат")


async def test_until_when_is_an_answer_to_a_day_from_which_on(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "с 14 декабря не пишите")
        [offered] = await talk.write(ALIEVA, "до 31 декабря")
        assert "Не писать вам 14–31 декабря?" in offered


async def test_how_a_chat_is_handed_over_is_no_way_to_make_one(tmp_path):
    async with talking(tmp_path) as talk:
        for asked in (
            "как передать чат родителей новому классному, чтобы самому выйти и ничего не пропало",
            "как удалить себя из чата, я увольняюсь",
            "что станет с моими чатами после увольнения",
        ):
            assert await talk.write(ALIEVA, asked) == [HAND_CHAT]
        assert await talk.write(ALIEVA, "как создать чат") != [HAND_CHAT]


@pytest.mark.parametrize("asked", ["совместителям тоже надо?", "а я по совместительству, как мне быть"])
async def test_part_timers_who_name_no_figure_are_told_of_the_norm(tmp_path, asked):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(ALIEVA, asked)
        assert "Отдельной нормы для совместителей у меня нет" in said


@pytest.mark.parametrize(
    "said",
    [
        "Я у вас совместитель, бываю только по вторникам и пятницам. В остальные дни прошу не писать",
        "Прошу в остальные дни не писать! Бываю только по вторникам и пятницам",
        "По понедельникам, средам и четвергам меня нет. В другие дни пишите",
        "Бываю по вторникам и пятницам — в другие дни не пишите, пожалуйста",
    ],
)
async def test_days_are_not_turned_round_by_a_stop_between_sentences(tmp_path, said):
    async with talking(tmp_path) as talk:
        [answer] = await talk.write(ALIEVA, said)
        assert any(one in answer for one in ("по вторникам и пятницам", "кроме понедельника, среды и четверга")), answer


@pytest.mark.parametrize(
    "said",
    [
        "Выписали раньше, с четверга выхожу",
        "меня выписали, с четверга снова на работе",
        "выписали раньше, выхожу на работу с четверга",
        "больничный закрыли, с четверга возвращаюсь",
    ],
)
async def test_whoever_is_back_from_a_day_on_is_not_ill_from_then(tmp_path, said):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "болею, на больничном до 4 декабря")
        [told] = await talk.press(ALIEVA, "Да, передать")
        assert "до 4 декабря" in told or "–4 декабря" in told or "4 декабря" in told
        await talk.said(OFFICER)
        [asked] = await talk.write(ALIEVA, said)
        assert "снова на работе, а напоминать просите с 19 ноября" in asked
        await talk.press(ALIEVA, "Да, передать")
        [back] = await talk.said(OFFICER)
        assert "Напоминать просит с 19 ноября" in back
        assert "Не тревожить до 18 ноября" in await talk.buttons(OFFICER)


@pytest.mark.parametrize(
    "said",
    [
        "это не мне, я физрук а не классный",
        "я в декрете, вы меня с кем-то путаете или список старый?",
        "вы меня с кем-то путаете",
        "не мне это",
    ],
)
async def test_who_may_mean_what_is_asked_of_them_is_asked_before_the_account_goes(tmp_path, said):
    async with talking(tmp_path) as talk:
        [asked] = await talk.write(ALIEVA, said)
        assert "отвязал" not in asked
        assert "Больше ничего сюда не пришлю" not in asked
        assert await talk.said(OFFICER) == []
        [shown] = await talk.write(ALIEVA, "мои показатели")
        assert "Марьям Ахмедовна" in shown


async def test_the_question_whether_it_is_them_unties_by_its_button(tmp_path):
    async with talking(tmp_path) as talk:
        [asked] = await talk.write(ALIEVA, "вы меня с кем-то путаете, я в декрете")
        assert asked.startswith("Алиева Марьям Ахмедовна — это не вы?")
        [done] = await talk.press(ALIEVA, "Это не я")
        assert "Больше ничего сюда не пришлю" in done


@pytest.mark.parametrize(
    "said",
    ["это не я", "вы ошиблись номером", "Вы ошиблись, это не я", "не тому пишете", "Это не мой аккаунт"],
)
async def test_who_surely_is_somebody_else_is_left_alone_at_once(tmp_path, said):
    async with talking(tmp_path) as talk:
        assert "Больше ничего сюда не пришлю" in (await talk.write(ALIEVA, said))[0]


@pytest.mark.parametrize(
    "said",
    ["Галочка, скинь пожалуйста фото расписания на завтра", "Оля, захвати мне кофе", "принеси ключи от кабинета"],
)
async def test_what_is_asked_of_a_colleague_is_no_detail_of_an_objection(tmp_path, said):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "я звонила 12 ноября, у вас 0, исправьте")
        await talk.said(OFFICER)
        [answer] = await talk.write(ALIEVA, said)
        assert answer.startswith("Похоже, это не мне")
        assert await talk.said(OFFICER) == []
        await talk.press(ALIEVA, "Передать ответственному")
        [told] = await talk.said(OFFICER)
        assert said in told


@pytest.mark.parametrize(
    "asked",
    [
        "32 сообщения 4 звонка 3 чата журнал связан. Правильно?",
        "у меня 12 сообщений и звонок, верно?",
        "сообщений 4, чат 1 - всё так?",
    ],
)
async def test_whether_figures_are_right_gets_the_files_and_no_thanks(tmp_path, asked):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(ALIEVA, asked)
        assert said.startswith("По данным за 9–15 ноября")
        assert "4 из 10" in said
        assert await talk.said(OFFICER) == []


async def test_whether_the_norm_is_right_is_of_no_figure_of_ones_own(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(ALIEVA, "нужно 10 сообщений, верно?")
        assert not said.startswith("По данным за")


async def test_what_comes_of_it_is_answered_beside_who_looks(tmp_path):
    async with talking(tmp_path) as talk:
        assert await talk.write(ALIEVA, "кто проверяет эти данные и что будет если не выполню?") == [IF_NOT]


async def test_how_another_becomes_administrator_is_how_a_chat_is_handed_over(tmp_path):
    async with talking(tmp_path) as talk:
        assert await talk.write(ALIEVA, "как назначить другого админом в чате, чтоб самому выйти") == [HAND_CHAT]


async def test_whether_all_is_lost_with_the_week_is_a_question_and_no_wish_for_silence(tmp_path):
    async with talking(tmp_path) as talk:
        for asked in (
            "Если я на этой неделе ничего не напишу, всё обнулится?",
            "а показатели обнуляются каждую неделю?",
        ):
            [said] = await talk.write(ALIEVA, asked)
            assert "чаты и связанный журнал остаются" in said
