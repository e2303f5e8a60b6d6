"""The wizard, the settings, targets, breaks, roles."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers.understanding.asking import WHICH
from handlers.understanding.reading.figures import INDICATOR_OF
from handlers.understanding.said.orders import wordings
from handlers.understanding.said.orders.target_words import MY_SCHOOL
from handlers.understanding.wish import Wish
from indicators.catalogue import INDICATOR
from nudges.gaps import GAPS
from storage.clock.heartbeat import beat
from storage.schools.subscriptions import subscriptions
from storage.tables import Break, Member, School, Target
from tests.handlers.conversation import (
    ALIEVA,
    BORISOV,
    DEPUTY,
    MANAGER,
    OFFICER,
    STRANGER,
    add_person,
    add_school,
    talking,
    the_school,
)


async def test_the_wizard_asks_six_questions_and_each_has_a_default(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "начать")
        [first] = await talk.press(OFFICER, "Настроить")
        assert "1 из 6" in first
        await talk.write(OFFICER, "МБОУ «СОШ № 7» (пример)")
        await talk.press(OFFICER, "Екатеринбург")
        await talk.write(OFFICER, "с 8:30 до 17")
        [taken, _] = await talk.press(OFFICER, "90 %")
        assert taken == "Записал: цели — 90 % по 6 показателям."
        [wrong] = await talk.write(OFFICER, "31 февраля")
        assert "ещё не прошёл" in wrong
        await talk.write(OFFICER, "до 25 декабря")
        *_, done = await talk.press(OFFICER, "Оставить")
        assert "пришлите файл статистики" in done
        school = await the_school(talk)
        assert school.name == "МБОУ «СОШ № 7» (пример)"
        assert school.timezone == "Asia/Yekaterinburg"
        assert f"{school.work_from:%H:%M} {school.work_to:%H:%M}" == "08:30 17:00"
        assert str(school.registration_deadline) == "2026-12-25"
        assert school.settings["configured"]
        assert len(await talk.write(OFFICER, "начать")) == 1


async def test_the_wizard_goes_on_after_a_restart_and_old_buttons_do_nothing(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.press_payload(OFFICER, {"do": "wizard"})
        await talk.press(OFFICER, "Оставить")
        await talk.restart()
        [_, third] = await talk.write(OFFICER, "МСК+2")
        assert "3 из 6" in third
        [old] = await talk.press_payload(OFFICER, {"do": "setup_answer", "a": "Москва", "n": 1})
        assert "уже позади" in old
        assert (await the_school(talk)).timezone == "Etc/GMT-5"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Наша школа это МБОУ СОШ № 7 (пример)", "МБОУ СОШ № 7 (пример)"),
        ("наша школа называется лицей № 7", "Лицей № 7"),
        ("мы — гимназия «Пример», пожалуйста", "Гимназия «Пример»"),
        ("название школы: лицей № 7", "Лицей № 7"),
        ("МБОУ «Наша школа»", "МБОУ «Наша школа»"),
        ("лицей № 7", "лицей № 7"),
    ],
)
async def test_of_an_answer_in_a_sentence_the_name_alone_is_kept(tmp_path, said, name):
    async with talking(tmp_path) as talk:
        await talk.press_payload(OFFICER, {"do": "wizard"})
        await talk.write(OFFICER, said)
        assert (await the_school(talk)).name == name


async def test_one_setting_is_changed_alone(tmp_path):
    async with talking(tmp_path) as talk:
        [shown] = await talk.write(OFFICER, "настройки")
        assert "• Часы: 09:00–18:00" in shown
        await talk.press(OFFICER, "Журнал")
        [answer] = await talk.write(OFFICER, "дагестан")
        assert "Электронное образование Дагестана" in answer


async def test_saturdays_said_beside_the_hours_are_set_with_them(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "настройки")
        await talk.press(OFFICER, "Часы")
        assert "08:00–14:00, пн–сб." in (await talk.write(OFFICER, "с 8 до 14, работаем и в субботу"))[0]
        assert "09:00–18:00, пн–пт." in (await talk.press(OFFICER, "Вернуть: 09:00–18:00, пн–пт"))[0]
        await talk.press(OFFICER, "Вернуть: 08:00–14:00, пн–сб")
        await talk.write(OFFICER, "настройки")
        await talk.press(OFFICER, "Часы")
        assert "08:00–15:00, пн–пт." in (await talk.write(OFFICER, "с 8 до 15, в субботу не надо"))[0]
        await talk.press(OFFICER, "Вернуть: 08:00–14:00, пн–сб")
        await talk.write(OFFICER, "настройки")
        await talk.press(OFFICER, "Часы")
        assert "08:00–16:00, пн–пт." in (await talk.write(OFFICER, "с понедельника по пятницу с 8 до 16"))[0]


async def test_a_saturday_that_was_named_alone_stays_when_other_hours_are_set(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "отметь 21 ноября рабочим")
        await talk.press(OFFICER, "Только 21 ноября")
        await talk.write(OFFICER, "настройки")
        await talk.press(OFFICER, "Часы")
        await talk.write(OFFICER, "с 8 до 14")
        await talk.press(OFFICER, "Вернуть: 09:00–18:00, пн–пт")
        assert "могу писать: 21 ноября" in (await talk.write(OFFICER, "расписание"))[0]


async def test_targets_are_shown_each_after_the_settings(tmp_path):
    async with talking(tmp_path) as talk:
        [shown] = await talk.write(OFFICER, "настройки")
        assert "• Цели: словом «цели»" in shown
        for said in (await talk.write(OFFICER, "цели"), await talk.press(OFFICER, "Цели")):
            assert said[0].startswith("Цели школы:")


async def test_targets_are_set_in_words(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "цели 90 %")
        await talk.write(OFFICER, "цель звонки 75%")
        [doubt] = await talk.write(OFFICER, "цель учителя 42 до 1 декабря")
        assert "по последним данным — 2 человека" in doubt
        await talk.press(OFFICER, "Оставить 42")
        assert "Больше 100 %" in (await talk.write(OFFICER, "цели 150%"))[0]
        assert "Не понял срок" in (await talk.write(OFFICER, "цель звонки 80 % до праздника"))[0]
        assert "Не понял цель" in (await talk.write(OFFICER, "цели чтобы все 5 были довольны"))[0]
        assert (await talk.write(OFFICER, "цели чтобы все были довольны"))[0].startswith((WHICH, "Не понял цель"))
        async with talk.database.reading() as session:
            found = {one.code: (one.value, one.is_percent) for one in await session.scalars(select(Target))}
        assert found["teachers_called"] == (75, True)
        assert found["teachers_10_messages"] == (90, True)
        assert found["teachers_total"] == (42, False)


NAMES = {name: one.code for one in INDICATOR.values() for name in (one.title, one.short)}
# What a message that sets a target may speak of, and the target it then is; of profiles there is none.
FIGURES = {one: one for one in INDICATOR_OF.values() if one != "profile"} | {
    "messages": "teachers_10_messages",
    "max": "max_registered",
}


async def test_a_target_is_set_and_dropped_by_any_name_the_program_uses_itself(tmp_path):
    by_wish = {wordings.target(Wish("set_target", {"ind": one}), "убери"): code for one, code in FIGURES.items()}
    asked_for = {kind.button: kind.only_with for kind in GAPS if kind.only_with} | {MY_SCHOOL: "my_school"}
    said = {f"{name} нет": code for name, code in (NAMES | asked_for).items()} | by_wish
    async with talking(tmp_path) as talk:
        for words, code in said.items():
            talk.now += timedelta(minutes=1)
            answers = await talk.write(OFFICER, f"цель {words.removesuffix('нет')} 90 %")
            assert (words, await targets_of(talk)) == (words, {code}), answers
            await talk.write(OFFICER, f"цель {words}")
            assert (words, await targets_of(talk)) == (words, set())


async def targets_of(talk):
    async with talk.database.reading() as session:
        return {one.code for one in await session.scalars(select(Target))}


async def test_a_target_for_one_thing_in_other_words_sets_no_others(tmp_path):
    async with talking(tmp_path) as talk:
        [asked] = await talk.write(OFFICER, "поставь цель по максу 80 %")
        assert asked == "Понял так: Поставить цель, MAX, 80 %. Сделать?"
        await talk.press(OFFICER, "Да")
        assert await targets_of(talk) == {"max_registered"}


async def test_a_target_for_max_or_the_parents_makes_them_part_of_the_targets(tmp_path):
    async with talking(tmp_path) as talk:
        assert "MAX" not in (await talk.write(OFFICER, "цели"))[0]
        assert "• Сотрудники в MAX: 90 %" in (await talk.write(OFFICER, "цель MAX 90 %"))[0]
        assert "• Активны в MAX за неделю: 50 %" in (await talk.write(OFFICER, "цель активность в MAX 50 %"))[0]
        assert "• Родители в MAX: 300" in (await talk.write(OFFICER, "цель родители 300"))[0]


@pytest.mark.parametrize(
    ("text", "said", "days"),
    [
        ("карантин во вторник и среду", "карантин, 17–18 ноября 2026", [(17, 18)]),
        ("карантин 2, 3 и 4 декабря", "карантин, 2–4 декабря 2026", [(2, 4)]),
        ("карантин 2 и 4 декабря", "карантин, 2 декабря 2026 и 4 декабря 2026", [(2, 2), (4, 4)]),
        ("карантин с понедельника две недели", "карантин, 23 ноября – 6 декабря 2026", [(23, 6)]),
    ],
)
async def test_all_days_of_a_break_are_kept(tmp_path, text, said, days):
    async with talking(tmp_path) as talk:
        [answer] = await talk.write(OFFICER, text)
        assert f"Записал: {said}." in answer
        async with talk.database.reading() as session:
            found = await session.scalars(select(Break).order_by(Break.starts_on))
            assert [(one.starts_on.day, one.ends_on.day) for one in found] == days


async def test_days_of_a_break_that_are_not_understood_are_asked_about_and_nothing_is_kept(tmp_path):
    async with talking(tmp_path) as talk:
        [answer] = await talk.write(OFFICER, "карантин 2 декабря и 31.02")
        assert answer == "Не понял, какие это дни: «2 декабря и 31.02». Назовите первый и последний."
        async with talk.database.reading() as session:
            assert list(await session.scalars(select(Break))) == []


async def test_breaks_are_added_once_and_shown_in_the_schedule(tmp_path):
    async with talking(tmp_path) as talk:
        [added] = await talk.write(OFFICER, "каникулы 28.12–11.01")
        assert "28 декабря 2026 – 11 января 2027" in added
        [again] = await talk.write(OFFICER, "каникулы с 28 декабря по 11 января")
        assert "Уже записано" in again
        [pause] = await talk.write(OFFICER, "карантин с 18 по 20 ноября")
        assert "карантин" in pause
        async with talk.database.reading() as session:
            assert [one.kind for one in await session.scalars(select(Break).order_by(Break.id))] == ["break", "pause"]
        [schedule] = await talk.write(OFFICER, "расписание")
        assert "• 18 ноября — карантин" in schedule
        await talk.write(OFFICER, "каникулы")
        [dropped] = await talk.press(OFFICER, "Убрать 18–20 ноября")
        assert "Убрал" in dropped


async def test_a_role_works_only_after_the_other_side_agrees(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "привет")
        [offered] = await talk.write(OFFICER, "назначить Алиеву заместителем")
        assert "Предложил" in offered
        assert "только ответственный" in (await talk.write(ALIEVA, "сводка"))[-1]
        assert "Этого предложения уже нет" in (await talk.press_payload(BORISOV, {"do": "role_yes", "id": 2}))[0]
        [thanks] = await talk.press(ALIEVA, "Согласен")
        assert "заместитель ответственного" in thanks
        assert "Сводка за" in (await talk.write(ALIEVA, "сводка"))[0]
        assert "Вам, заместителю" in (await talk.write(ALIEVA, "назначить Борисова заместителем"))[0]


async def test_the_last_officer_cannot_be_removed(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.press_payload(OFFICER, {"do": "role_take", "id": 1, "sure": "yes"})
        async with talk.database.reading() as session:
            assert await session.scalar(select(Member).where(Member.role == "officer")) is not None
        assert "Сводка" in (await talk.write(OFFICER, "сводка"))[0]


async def test_a_removed_officer_loses_the_right_at_once(tmp_path):
    async with talking(tmp_path, officers=(OFFICER, DEPUTY)) as talk:
        await talk.write(DEPUTY, "напомнить всем")
        await talk.write(OFFICER, "роли")
        await talk.press(OFFICER, f"Снять: vk.com/id{DEPUTY}")
        [done] = await talk.press(OFFICER, "Да, снять")
        assert "Снял" in done
        await talk.said(DEPUTY)
        [answer] = await talk.press(DEPUTY, "Отправить: 1")
        assert "«Дежурный»" in answer


async def test_a_manager_comes_in_by_code_and_only_reads(tmp_path):
    async with talking(tmp_path) as talk:
        talk.services.new_code = lambda: "PRIMER22"
        [code] = await talk.write(OFFICER, "назначить руководителя")
        assert "PRIMER22" in code
        [open_] = await talk.write(MANAGER, "primer-22")
        assert "доступ открыт" in open_
        assert "Сводка" in (await talk.write(MANAGER, "сводка"))[0]
        for words in ("напомнить всем", "пауза", "цели 90 %", "исключить Алиеву"):
            assert "Вы видите сводки и отчёты" in (await talk.write(MANAGER, words))[0]
        [used] = await talk.write(STRANGER, "PRIMER22")
        assert "код не подходит" in used


async def test_a_personal_link_brings_a_teacher_in(tmp_path):
    async with talking(tmp_path) as talk:
        talk.services.new_code = lambda: "PRIMER33"
        from tests.handlers.conversation import add_person

        person = await add_person(talk.database, await the_school(talk), "Чужов Степан Петрович", calls=0)
        await talk.press_payload(OFFICER, {"do": "invite", "p": person})
        await talk.vk.control("/sandbox/act/start", {"user_id": STRANGER, "ref": "PRIMER33"})
        [hello] = await talk.answers(STRANGER)
        assert "Степан Петрович, рад знакомству" in hello


async def test_somebody_with_several_schools_says_which(tmp_path):
    async with talking(tmp_path) as talk:
        second = await add_school(talk.database, "Лицей № 5 (пример)")
        async with talk.database.writing() as session:
            account = await session.scalar(select(Member.account_id))
            session.add(Member(account_id=account, school_id=second.id, role="officer", confirmed_at=talk.now))
        [question] = await talk.write(OFFICER, "сводка")
        assert "С какой школой" in question
        [chosen] = await talk.write(OFFICER, "школа лицей № 5")
        assert "Лицей № 5" in chosen
        async with talk.database.reading() as session:
            assert await session.scalar(select(School.id).where(School.name.contains("Лицей"))) == second.id
        assert "Статистики пока нет" in (await talk.write(OFFICER, "сводка"))[0]


async def test_the_day_of_the_weekly_nudge_is_set_in_words(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "настройки")
        await talk.press(OFFICER, "День напоминаний")
        assert "в пределах рабочих часов" in (await talk.write(OFFICER, "в воскресенье в 23:00"))[0]
        [done] = await talk.write(OFFICER, "по вторникам в 11:30")
        assert "вторник, 11:30" in done
        [schedule] = await talk.write(OFFICER, "расписание")
        assert "вторник, 17 ноября, 11:30 — напоминания педагогам" in schedule


async def test_a_clock_that_slept_is_told_to_the_officer_once_and_to_nobody_else(tmp_path):
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            await beat(session, talk.now - timedelta(days=3))
        [fault, _] = await talk.write(OFFICER, "помощь")
        assert fault.startswith("Часы Дежурного не идут с 13 ноября, 11:00")
        assert len(await talk.write(OFFICER, "помощь")) == 1
        async with talk.database.writing() as session:
            await beat(session, talk.now)
        assert not any("Часы" in text for text in await talk.write(ALIEVA, "помощь"))
        [slept, _] = await talk.write(OFFICER, "помощь")
        assert "стояли с 13 ноября, 11:00, до 16 ноября, 11:00" in slept
        assert len(await talk.write(OFFICER, "помощь")) == 1


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("цель звонки -5", "больше нуля"),
        ("цель звонки 0", "больше нуля"),
        ("цель звонки 120 %", "Больше 100 % не бывает"),
        ("цель звонки 500", "по последним данным — 2 человека"),
        ("цель 90", "доля в процентах"),
        ("цель звонки 1", "Столько уже есть: сейчас 1 из 2 (50 %). Может быть, проценты?"),
        ("цель звонки 80 % до 1 января 2020", "ещё впереди"),
        ("цель звонки 80 % до 15 ноября", "ещё впереди"),
        ("цель звонки 80 % до 32 декабря", "Не понял срок"),
        ("цель по чатам 90 % до конца четверти", "Не понял срок"),
    ],
)
async def test_a_target_that_cannot_be_is_asked_back_and_not_set(tmp_path, said, asked):
    async with talking(tmp_path) as talk:
        [answer] = await talk.write(OFFICER, said)
        assert asked in answer
        async with talk.database.reading() as session:
            assert (await session.scalars(select(Target))).all() == []


@pytest.mark.parametrize(
    ("said", "pressed", "until"),
    [
        ("цель 80 по звонкам к новому году", "Да, 1 звонок за неделю 80 %", "2026-12-31"),
        ("цель 80 % по звонкам к новому году", "", "2026-12-31"),
        ("цель звонки 80 % к декабрю", "", "2026-11-30"),
        ("цель звонки 80 % до конца января", "", "2027-01-31"),
        ("цель звонки 80 % к концу января", "", "2027-01-31"),
        ("цель на ноябрь по звонкам 80 %", "", "2026-11-30"),
        ("цель по звонкам не ниже 80 % до декабря", "", "2026-11-30"),
    ],
)
async def test_a_target_is_of_its_indicator_and_keeps_its_day_however_it_is_said(tmp_path, said, pressed, until):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, said)
        if pressed:
            await talk.press(OFFICER, pressed)
        async with talk.database.reading() as session:
            found = [(one.code, one.value, str(one.deadline)) for one in await session.scalars(select(Target))]
        assert found == [("teachers_called", 80, until)]


@pytest.mark.parametrize(
    "said",
    [
        "перенеси цель по звонкам на 25 декабря",
        "цель по звонкам до 25 декабря",
        "цель по звонкам на 25 декабря",
        "цель звонки к 25.12",
        "цель по звонкам 60 % на 25 декабря",
        "перенеси срок цели на 25 декабря",
    ],
)
async def test_a_day_is_a_target_s_day_and_never_how_much_it_wants(tmp_path, said):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "цель по звонкам 60 % до 15 декабря")
        await talk.agree(OFFICER, said)
        async with talk.database.reading() as session:
            found = [
                (one.code, one.value, one.is_percent, str(one.deadline))
                for one in await session.scalars(select(Target))
            ]
        assert found == [("teachers_called", 60, True, "2026-12-25")]


async def test_a_day_of_a_target_that_is_not_set_or_not_named_is_asked_about(tmp_path):
    async with talking(tmp_path) as talk:
        assert "переносить нечего" in (await talk.agree(OFFICER, "перенеси цель по звонкам на 25 декабря"))[-1]
        await talk.write(OFFICER, "цель по звонкам 60 %")
        await talk.write(OFFICER, "цель по чатам 70 % до 1 декабря")
        assert "Срок какой цели" in (await talk.agree(OFFICER, "перенеси срок цели на 25 декабря"))[-1]
        assert "переносить нечего" in (await talk.agree(OFFICER, "цель по журналу до 25 декабря"))[-1]
        async with talk.database.reading() as session:
            found = sorted((one.code, str(one.deadline)) for one in await session.scalars(select(Target)))
        assert found == [("teachers_called", "None"), ("teachers_created_chats", "2026-12-01")]


async def test_a_number_that_was_meant_as_a_share_is_one_button_away(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "цель 90 к 1 декабря")
        await talk.press(OFFICER, "Да, 90 %")
        async with talk.database.reading() as session:
            assert {one.value for one in await session.scalars(select(Target))} == {90}


async def test_a_break_of_half_a_year_is_asked_about_and_a_past_one_is_not_said_to_be_ahead(tmp_path):
    async with talking(tmp_path) as talk:
        [doubt] = await talk.write(OFFICER, "каникулы с 1 декабря по 1 июня")
        assert "больше четырёх месяцев" in doubt
        [past] = await talk.write(OFFICER, "каникулы с 2 по 8 ноября")
        assert "Эти дни прошли" in past
        [one] = await talk.write(OFFICER, "карантин 18 ноября")
        assert one.endswith("В этот день никому не пишу.")
        [week] = await talk.write(OFFICER, "карантин 7 дней")
        assert "16–22 ноября" in week


async def test_offers_and_codes_are_seen_and_withdrawn_in_words(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "привет")
        talk.services.new_code = lambda: "PRIMER44"
        await talk.write(OFFICER, "назначить руководителя")
        await talk.write(OFFICER, "назначить Алиеву заместителем")
        [roles] = await talk.write(OFFICER, "кто ответственный")
        assert "Ждут согласия или кода" in roles
        assert "заместитель ответственного, Алиева Марьям Ахмедовна" in roles
        [done] = await talk.write(OFFICER, "отозвать приглашение Алиевой")
        assert done.startswith("Отозвал: заместитель ответственного, Алиева")
        assert "Этого предложения уже нет" in (await talk.press(ALIEVA, "Согласен"))[-1]
        [last] = await talk.write(OFFICER, "отзови код")
        assert "код PR… от 16 ноября, руководитель" in last
        assert "код не подходит" in (await talk.write(MANAGER, "PRIMER44"))[0]
        assert "Открытых приглашений нет" in (await talk.write(OFFICER, "отозвать приглашение"))[0]


async def test_codes_and_offers_of_a_removed_officer_stop_working_and_others_stay(tmp_path):
    async with talking(tmp_path, officers=(OFFICER, DEPUTY)) as talk:
        await talk.write(ALIEVA, "привет")
        talk.services.new_code = lambda: "PRIMER66"
        await talk.write(DEPUTY, "назначить руководителя")
        await talk.write(DEPUTY, "назначить Алиеву заместителем")
        talk.services.new_code = lambda: "PRIMER77"
        await talk.write(OFFICER, "назначить руководителя")
        await talk.write(OFFICER, f"забрать доступ у id{DEPUTY}")
        await talk.press(OFFICER, "Да, снять")
        assert "код не подходит" in (await talk.write(MANAGER, "PRIMER66"))[0]
        assert "Этого предложения уже нет" in (await talk.press(ALIEVA, "Согласен"))[-1]
        assert "доступ открыт" in (await talk.write(MANAGER, "PRIMER77"))[0]


async def test_codes_of_an_officer_who_had_their_data_deleted_stop_working(tmp_path):
    async with talking(tmp_path, officers=(OFFICER, DEPUTY)) as talk:
        talk.services.new_code = lambda: "PRIMER66"
        await talk.write(DEPUTY, "назначить руководителя")
        await talk.write(DEPUTY, "удалить мои данные")
        await talk.press(DEPUTY, "Да, удалить")
        assert "код не подходит" in (await talk.write(MANAGER, "PRIMER66"))[0]


async def test_a_manager_subscribes_to_the_friday_report_by_button(tmp_path):
    async with talking(tmp_path) as talk:
        talk.services.new_code = lambda: "PRIMER22"
        await talk.write(OFFICER, "назначить руководителя")
        await talk.write(MANAGER, "PRIMER22")
        await talk.write(MANAGER, "отчёт")
        [said] = await talk.press(MANAGER, "Присылать по пятницам")
        assert "пришлю отчёт (Word)" in said
        [changed] = await talk.press(MANAGER, "PDF")
        assert "(PDF)" in changed
        assert list(subscriptions(await the_school(talk)).values()) == ["pdf"]
        await talk.press(MANAGER, "Не присылать")
        assert subscriptions(await the_school(talk)) == {}


async def test_an_answer_without_buttons_leaves_the_keyboard_of_the_dialog_where_it_is(tmp_path):
    async with talking(tmp_path) as talk:
        [answer] = await talk.write(OFFICER, "цели 1000 %")
        assert "Больше 100 % не бывает" in answer
        accepted = await talk.vk.control("/sandbox/accepted")
        assert accepted["items"][-1]["keyboard"] is None


async def test_how_long_the_registration_lasts_is_told_in_days_with_who_is_missing(tmp_path):
    async with talking(tmp_path) as talk:
        assert await talk.write(OFFICER, "сколько до конца срока") == ["Срок регистрации пока не задан."]
        await talk.press(OFFICER, "Задать срок")
        await talk.write(OFFICER, "1 декабря")
        [answer] = await talk.write(OFFICER, "сколько до конца срока")
        assert answer == "По последнему файлу зарегистрированы все. Срок — 1 декабря."
        await add_person(talk.database, await the_school(talk), "Васильева Галина Юрьевна", registered=False)
        [answer] = await talk.write(OFFICER, "сколько дней осталось до срока")
        assert answer.startswith("До срока регистрации (1 декабря) осталось 15 дней. Не зарегистрирован: 1 человек.")
        [people] = await talk.press(OFFICER, "Кто не зарегистрирован")
        assert "Васильева Галина Юрьевна" in people
        talk.now += timedelta(days=17)
        [answer] = await talk.write(OFFICER, "когда срок?")
        assert answer == "Срок регистрации (1 декабря) прошёл 2 дня назад. Ещё не в Сферуме: 1 человек."


async def test_on_a_day_off_too_the_timetable_says_that_reminders_are_not_switched_on(tmp_path):
    async with talking(tmp_path) as talk:
        talk.now -= timedelta(days=1)  # a Sunday
        await talk.write(OFFICER, "выключить рассылку")
        [answer] = await talk.write(OFFICER, "расписание")
        assert "напоминания ещё не включены. Включить — «включить рассылку»." in answer
        assert "Не пишу" not in answer
        await talk.write(OFFICER, "пауза")
        [answer] = await talk.write(OFFICER, "расписание")
        assert "приостановлены" not in answer
        assert answer.count("паузе") == 1


async def test_how_many_of_something_is_answered_with_the_weeks_figures(tmp_path):
    async with talking(tmp_path) as talk:
        answers = await talk.write(OFFICER, "сколько звонков")
        assert "1 звонок за неделю: 1 из 2" in answers[0]


@pytest.mark.parametrize("words", ["не знаю", "Я пока не знаю.", "пропустить", "не помню точно", "потом"])
async def test_whoever_does_not_know_an_answer_keeps_what_is_there_and_goes_on(tmp_path, words):
    async with talking(tmp_path) as talk:
        before = await the_school(talk)
        await talk.write(OFFICER, "начать")
        await talk.press(OFFICER, "Настроить")
        for number in range(2, 7):
            kept, question = await talk.write(OFFICER, words)
            assert kept == "Хорошо, оставил как было."
            assert question.startswith(f"{number} из 6.")
        _, ready = await talk.write(OFFICER, words)
        assert "Готово!" in ready
        after = await the_school(talk)
        assert (after.name, after.journal_name) == (before.name, before.journal_name)


async def test_an_offer_that_came_before_the_dialog_was_opened_is_there_after_the_beginning(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.vk.control("/sandbox/refuse", {"peers": [MANAGER], "code": 901})
        [told] = await talk.write(OFFICER, f"назначить id{MANAGER} руководителем")
        assert "нажмёт «Начать»" in told
        await talk.vk.control("/sandbox/refuse", {"peers": [MANAGER], "code": 0})
        _, offer = await talk.write(MANAGER, "Начать")
        assert "Вам предлагают роль «руководитель»" in offer
        [taken] = await talk.press(MANAGER, "Согласен")
        assert taken == "Спасибо! Теперь вы — руководитель."
        assert len(await talk.write(MANAGER, "Начать")) == 1


async def test_a_withdrawn_offer_is_not_there_after_the_beginning(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, f"назначить id{MANAGER} руководителем")
        await talk.said(MANAGER)
        await talk.press(OFFICER, "Отозвать приглашение")
        assert len(await talk.write(MANAGER, "Начать")) == 1


async def test_a_school_that_is_none_of_theirs_is_said_to_be_so(tmp_path):
    async with talking(tmp_path) as talk:
        missing, _ = await talk.write(OFFICER, "школа лицей № 5")
        assert missing == "Школы «лицей № 5» среди ваших нет."


async def test_continue_ends_a_pause_with_days_and_never_says_that_nothing_holds_the_reminders(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "пауза до среды")
        assert "Снять с паузы?" in (await talk.write(OFFICER, "продолжить"))[0]
        assert "Продолжаю" in (await talk.press(OFFICER, "Да, продолжить"))[0]
        assert "и так включены" in (await talk.write(OFFICER, "продолжить"))[0]


async def test_continue_in_a_break_says_that_the_break_goes_on(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "каникулы 16.11–22.11")
        [said] = await talk.write(OFFICER, "продолжить")
        assert "16–22 ноября" in said
        assert "и так включены" not in said


@pytest.mark.parametrize(
    ("said", "calls", "journal", "others"),
    [
        ("цель звонки 80 %, остальные 90", 80, 90, 90),
        ("цель звонки 80 %, остальное не трогай", 80, None, None),
        ("цели 90 %, а звонки 80 %", 80, 90, 90),
        ("цели не ниже 90 %", 90, 90, 90),
        ("цели звонки 80 % до 1 декабря, журнал 90 % до 25 декабря и чаты 100 %", 80, 90, 100),
        ("цель звонки 120 %, остальные 90", None, 90, 90),
        ("цели звонки нет, журнал 90 %", None, 90, None),
        ("цель звонки и журнал 80 %", 80, 80, None),
        ("цель звонки 80,5 % до 1 декабря", 80.5, None, None),
    ],
)
async def test_targets_that_are_said_in_a_row_are_each_its_own(tmp_path, said, calls, journal, others):
    async with talking(tmp_path) as talk:
        if "нет" in said:
            await talk.write(OFFICER, "цель звонки 70 %")
        await talk.write(OFFICER, said)
        async with talk.database.reading() as session:
            found = {one.code: one.value for one in await session.scalars(select(Target))}
        of = ("teachers_called", "teachers_journal_linked", "teachers_created_chats")
        assert [found.get(code) for code in of] == [calls, journal, others]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("журнал называется Элжур", "Элжур"),
        ("журнал у нас называется «Сетевой город», а не ЭЖД", "Сетевой город"),
        ("у нас электронный журнал называется не эжд а Сетевой город так и пиши", "Сетевой город"),
        ("журнал называется Школьник", "Школьник"),
        ("журнал называется Моя школа", "Моя школа"),
        ("Журнал у нас «Школьник»", "Школьник"),
        ("журнал называется как", "ЭЖД"),
        ("журнал у нас не подключен", "ЭЖД"),
        ("журнал у нас не связали трое", "ЭЖД"),
    ],
)
async def test_the_journals_name_is_set_in_a_sentence(tmp_path, said, name):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, said)
        assert (await the_school(talk)).journal_name == name


@pytest.mark.parametrize("said", ["Журнал у нас «Школьник»", "журнал называется Школьник", "наш журнал — «Школьник»"])
async def test_a_sentence_is_an_answer_to_what_the_journal_is_called(tmp_path, said):
    async with talking(tmp_path) as talk:
        await talk.press_payload(OFFICER, {"do": "wizard"})
        for _ in range(5):
            [question] = (await talk.press(OFFICER, "Оставить"))[-1:]
        assert "Как у вас называется электронный журнал?" in question
        taken, ready = await talk.write(OFFICER, said)
        assert taken == "Записал: журнал — Школьник."
        assert ready.startswith("Готово!")


@pytest.mark.parametrize(
    ("said", "calls", "chats"),
    [
        ("цель на декабрь: звонки 60 %, чаты 80 %", " до 31 декабря 2026", " до 31 декабря 2026"),
        ("цель звонки 60 %, чаты 80 % до 25 декабря", " до 25 декабря 2026", " до 25 декабря 2026"),
        ("цель звонки 60 % до 25 декабря, чаты 80 %", " до 25 декабря 2026", ""),
        ("цель: звонки 60 %, чаты 80 % до 25 декабря", " до 25 декабря 2026", " до 25 декабря 2026"),
        ("цели: 60 % звонки, 90 % активные, 80 % чаты", "", ""),
    ],
)
async def test_a_day_before_or_behind_a_row_of_targets_is_of_each(tmp_path, said, calls, chats):
    async with talking(tmp_path) as talk:
        told = (await talk.agree(OFFICER, said))[-1]
        assert f"• 1 звонок за неделю: 60 %{calls}\n" in told
        assert f"• Создали чаты: 80 %{chats}\n" in told
        assert "90 %" not in told.split("Чтобы изменить")[0]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("переименуй школу в СОШ № 7 посёлка Выдумкино", "СОШ № 7 посёлка Выдумкино"),
        ("название школы: СОШ № 7 посёлка Выдумкино", "СОШ № 7 посёлка Выдумкино"),
        ("назови школу СОШ № 7 посёлка Выдумкино", "СОШ № 7 посёлка Выдумкино"),
        ("назови школу «Гимназия № 3 имени Выдумкина»", "Гимназия № 3 имени Выдумкина"),
        ("наша школа теперь МБОУ СОШ № 7 посёлка Выдумкино", "МБОУ СОШ № 7 посёлка Выдумкино"),
        ("измени название на Лицей № 7", "Лицей № 7"),
    ],
)
async def test_a_new_name_of_the_school_is_shown_whole(tmp_path, said, name):
    async with talking(tmp_path) as talk:
        assert await talk.write(OFFICER, said) == [f"Назвать школу «{name}»?"]
        [done] = await talk.press(OFFICER, "Да, так и назвать")
        assert done.startswith("Записал: название школы — ")
        assert (await the_school(talk)).name.strip("«»") == name


async def test_a_school_that_is_asked_for_is_not_named(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(OFFICER, "назови школу, где хуже всего со звонками")
        assert not said.startswith("Назвать школу")


async def test_norms_and_the_leaflets_room_are_told_in_the_chat(tmp_path):
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            [school] = await session.scalars(select(School))
            school.settings = {**school.settings, "norms": {"messages": 8}, "room": "214"}
        norm = "Норма каждого, о ней и напоминаю: 1 групповой чат, 8 сообщений и 1 звонок за неделю"
        assert norm in (await talk.write(OFFICER, "какая норма сообщений"))[0]
        [told] = await talk.write(OFFICER, "настройки")
        assert norm in told
        assert "Кабинет на листовках: 214" in told
        [room] = await talk.write(OFFICER, "какой номер кабинета на листовках?")
        assert room == "Кабинет на листовках: 214 (изменить — «листовки кабинет 214»)."


async def test_the_words_of_a_schools_name_are_shown_whole_before_it_is_taken(tmp_path):
    async with talking(tmp_path) as talk:
        told = await talk.write(OFFICER, "мы сош 12 г примерск")
        assert "учесть не смогу" not in told[0]
        assert "сош 12 г примерск" in told[-1].lower()


async def test_a_role_for_nobody_of_the_list_drops_no_name(tmp_path):
    async with talking(tmp_path) as talk:
        told = await talk.write(OFFICER, "назначь управину управлением образования")
        assert "учесть не смогу" not in told[-1]


async def test_nothing_but_yes_or_another_name_answers_whether_this_is_the_schools_name(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "назови школу МБОУ СОШ № 4 с. Примерное")
        said = await talk.write(OFFICER, "регистрация до 25 декабря, звонки 60 процентов к 15 декабря, остальное 90")
        assert "название школы" not in " ".join(said)
        assert (await the_school(talk)).name == "Школа № 1 (пример)"

        await talk.write(OFFICER, "мы сош 4 село примерное")
        [asked] = await talk.write(OFFICER, "Гимназия № 2 (пример)")
        assert asked == "Назвать школу «Гимназия № 2 (пример)»?"
        await talk.press(OFFICER, "Да, так и назвать")
        assert (await the_school(talk)).name == "Гимназия № 2 (пример)"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("нет, гимназия 8", "Гимназия 8"),
        ("ой, не так: мы гимназия 8", "Гимназия 8"),
        ("назови школу Лицей 7", "Лицей 7"),
        ("переименуй школу в СОШ 9", "СОШ 9"),
    ],
)
async def test_a_name_that_is_said_anew_is_that_name_alone(tmp_path, said, name):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "назови школу МБОУ СОШ № 4 с. Примерное")
        assert await talk.write(OFFICER, said) == [f"Назвать школу «{name}»?"]
        await talk.press(OFFICER, "Да, так и назвать")
        assert (await the_school(talk)).name == name


@pytest.mark.parametrize("said", ["по вторникам в 11", "махачкалинское время", "60 процентов к 15 декабря"])
async def test_a_number_alone_makes_no_name_of_a_school(tmp_path, said):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "мы сош 4 село примерное")
        await talk.write(OFFICER, said)
        await talk.write(OFFICER, "кто не звонил")
        await talk.write(OFFICER, "название школы")
        assert (await the_school(talk)).name == "Школа № 1 (пример)"
