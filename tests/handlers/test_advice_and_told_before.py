"""Whoever asks for advice has ordered nothing; what the clause before an order names belongs to it; of what was said to
be otherwise, the new day alone is noted."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from storage.tables import Campaign, OutboxRow
from tests.handlers.conversation import OFFICER, add_person, class_teacher, talking, the_school
from tests.handlers.test_each_absence import absences


async def test_a_target_that_is_asked_about_is_not_set(tmp_path):
    async with talking(tmp_path) as talk:
        asked = "Что лучше поставить целью на декабрь по 10 сообщениям, 80% или сразу сто?"
        [said] = await talk.write(OFFICER, asked)
        assert "10 сообщений за неделю" in said
        assert "решать вам" in said
        assert "Сделать?" not in said


@pytest.mark.parametrize(
    "said",
    [
        "стоит ли исключить Алиеву до пятницы?",
        "как вы думаете, напомнить всем сегодня или лучше завтра?",
        "Исключить Алиеву до пятницы или пока не надо?",
    ],
)
async def test_a_deed_that_is_asked_about_is_no_order(tmp_path, said):
    async with talking(tmp_path) as talk:
        answer = await talk.write(OFFICER, said)
        assert answer[0].startswith("Решать вам")


@pytest.mark.parametrize(
    "said",
    ["9А и 9Б нет чатов без учителя, поторопи классных", "У 9А и 9Б нет чатов без учителя, напомни классным"],
)
async def test_the_classes_of_the_clause_before_are_whose_teachers_are_meant(tmp_path, said):
    async with talking(tmp_path) as talk:
        await class_teacher(talk, "9А")
        [answer] = await talk.write(OFFICER, said)
        assert answer.startswith("Нет чата родителей без педагога — 9А, 9Б: об этом школа сейчас не напоминает.")


async def test_the_day_that_is_none_any_more_is_no_reason(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.agree(OFFICER, "У Алиевой ребёнок заболел, до 4 декабря её нет")
        await talk.agree(OFFICER, "Я передумала насчёт Алиевой, она выходит в среду, а не четвёртого")
        assert [one[:3] for one in await absences(talk)] == [("Алиева", "16.11", "17.11")]


async def test_what_was_said_of_somebody_is_offered_to_be_taken_back(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Соколов Виктор Данилович", 9_200_001)
        await talk.agree(OFFICER, "Соколов на курсах 25-27")
        [said] = await talk.write(OFFICER, "отмени то, что я записала про Соколова")
        assert said == "Записано, что не тревожим Соколова Виктора Даниловича: курсы. Вернуть к напоминаниям?"
        await talk.press(OFFICER, "Вернуть")
        assert await absences(talk) == []


async def test_the_evening_of_a_day_is_its_last_hours(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(OFFICER, "напомни всем в пятницу вечером")
        assert "пятница, 20 ноября, с 17:00" in said


async def test_a_list_of_some_is_no_comparison(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        await add_person(
            talk.database, school, "Дубова Раиса Львовна", role="учитель математики", registered=True, calls=0
        )
        [said] = await talk.write(OFFICER, "Директор сказал, математики хуже всех. это так?")
        assert said.startswith("Так это или нет, не скажу")


async def test_the_new_surname_is_in_the_same_sentence(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(OFFICER, "У Алиевой поменялась фамилия, теперь она Морозова Марьям Ахмедовна")
        assert said == "Имя: Алиева Марьям Ахмедовна → Морозова Марьям Ахмедовна. Исправить?"


async def test_a_column_is_no_list_of_those_who_lack_it(tmp_path):
    async with talking(tmp_path) as talk:
        said = await talk.write(OFFICER, "ведомость в эксель, только классные руководители, без колонки ЭЖД")
        assert said[0].startswith("«без колонки ЭЖД» учесть не смогу")
        assert not any("Не связали журнал" in one for one in said)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "отчёт для методсовета за ноябрь, с графиком, и отдельно список кто 3 недели стоит на месте",
            "А «список кто 3 недели стоит",
        ),
        ("Алиева с понедельника в отпуске на две недели, за неё Борисов, ему всё присылать", "А «ему всё присылать»"),
    ],
)
async def test_what_has_no_place_in_the_wish_is_said(tmp_path, said, told):
    async with talking(tmp_path) as talk:
        assert told in "\n".join(await talk.write(OFFICER, said))


async def test_a_round_of_another_day_is_not_of_today(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "передай всем, что завтра педсовет в 14:00")
        await talk.press(OFFICER, "Отправить: 2")
        async with talk.database.writing() as session:
            await session.execute(update(OutboxRow).values(state="sent", finished_at=talk.now))
            await session.execute(update(Campaign).values(state="finished"))
        talk.now += timedelta(days=1)
        said = "\n".join(await talk.write(OFFICER, "рассылка сегодня ушла? скольким"))
        assert "Сегодня ничего не уходило, последние сообщения ушли 16 ноября." in said


async def test_whoever_needs_no_writing_is_let_be_whatever_their_telephone_has(tmp_path):
    async with talking(tmp_path) as talk:
        said = "Телефон у Алиевой сломался, она до конца недели без связи, наверно и писать ей незачем"
        assert await talk.write(OFFICER, said) == [
            "Понял так: Не тревожить Алиеву Марьям Ахмедовну, по 22 ноября. Сделать?"
        ]


async def test_a_button_for_those_who_are_let_be_leads_to_an_answer(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(
            OFFICER,
            "Каким учителям написать про звонки, я вижу что процент низкий, но боюсь дёргать тех, кто на больничном",
        )
        [said] = await talk.press(OFFICER, "Напомнить: без звонка за неделю")
        assert said.startswith("Кого не тревожим (больничный, отпуск, освобождение), тем и так не напоминаю")


async def test_a_deadline_of_ones_own_is_said_not_to_be_in_the_reminder(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(OFFICER, "напомни всем про 10 сообщений, срок пт")
        assert said.startswith("Срок в напоминание не впишу")


async def test_who_of_two_namesakes_keeps_what_it_is_about(tmp_path):
    async with talking(tmp_path) as talk:
        facts = {"registered": True, "group_messages": 2, "calls": 0, "journal_linked": True}
        for number, (name, role) in enumerate(
            (("Белкина Ольга Ивановна", "учитель"), ("Белкина Ольга Петровна", "учитель математики"))
        ):
            await add_person(talk.database, await the_school(talk), name, 9_200_001 + number, role=role, **facts)
        await talk.write(OFFICER, "Белкиной напомните про журнал")
        said = "\n".join(await talk.write(OFFICER, "той которая математик"))
        assert "не связали журнал" in said
        assert "сообщений" not in said
