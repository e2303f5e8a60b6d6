"""Questions about figures, people and the bot: each gets the answer that was asked for, with the summary's numbers."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from handlers.questions.forecast import pace
from handlers.questions.schools import WHICH
from indicators.catalogue import INDICATOR
from indicators.weeks import Week
from reports.figures.counting import NOTHING, Measure
from reports.figures.figure import Figure, Goal
from storage.people.accounts import ensure_account
from storage.people.roles import Role, give_role
from storage.schools.registry import all_schools
from storage.tables import Account, Person, PersonWeek, School, StatisticsImport
from tests.handlers.conversation import (
    ALIEVA,
    BORISOV,
    MANAGER,
    OFFICER,
    STRANGER,
    Conversation,
    add_person,
    add_school,
    talking,
    the_school,
)
from tests.handlers.test_files import send
from tests.handlers.test_wishes import staff
from tests.loads import add_load
from tests.spreadsheets import summary_of, workbook

ASKED = (
    ("сколько нас", "В списке школы 4 человека."),
    ("сколько математиков", "Математика — 1 человек."),
    ("процент по звонкам", "1 звонок за неделю: 1 из 2 (50 %), по данным за 9–15 ноября."),
    ("процент по звонкам у математиков", "1 звонок за неделю — математика: 0 из 1 (0 %)"),
    ("сколько осталось до цели по звонкам", "Цели нет, а до всех не хватает: 1 человек."),
    ("почему 50 процентов", "1 из 2 среди зарегистрированных в Сферуме, это 50 %"),
    ("почему 77 процентов", "О каком показателе вы спрашиваете?"),
    ("мы успеваем?", "Цели пока не поставлены"),
    ("почему Алиева в списке", "• сообщений в групповых чатах — 4 из 10"),
    ("что такое ЭЖД", "ЭЖД — электронный журнал и дневник"),
    ("топ 3 отстающих", "1. Алиева Марьям Ахмедовна — мало сообщений, нет звонка"),
    ("сравни школы", "У вас одна школа"),
    ("что уйдёт сегодня", "Алиева Марьям Ахмедовна — получит: меньше 10 сообщений"),
    ("что уйдёт в среду", "На 18 ноября педагогам ничего не назначено.\nСледующие напоминания уйдут сейчас"),
    ("кому уйдут напоминания в среду", "Следующие напоминания уйдут"),
)
TEACHER_ASKED = (
    ("кто вы", "Я «Дежурный» — бот"),
    ("когда следующая проверка", "Следующий — за 16–22 ноября, раньше 23 ноября его не жду."),
    ("до какого числа надо", "за эту — до 22 ноября включительно."),
    ("где кнопка звонка", "Как позвонить из чата"),
    ("по какому приказу", "Номера приказа у меня нет"),
    ("что такое эжд", "ЭЖД — электронный журнал"),
)


async def test_an_officers_questions_are_answered_with_the_summarys_numbers(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        for question, answer in ASKED:
            assert answer in "\n".join(await talk.write(OFFICER, question)), question


async def test_a_teachers_questions_are_answered(tmp_path):
    async with talking(tmp_path) as talk:
        for question, answer in TEACHER_ASKED:
            assert answer in (await talk.write(ALIEVA, question))[0], question
        assert "Я «Дежурный»" in (await talk.write(STRANGER, "кто вы"))[0]
        for asked in ("когда следующая проверка", "до какого числа надо"):
            assert await talk.write(STRANGER, asked)


async def test_a_teacher_hears_of_the_schools_day_for_registration_and_of_its_holidays(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.agree(OFFICER, "срок регистрации 25 декабря")
        await talk.agree(OFFICER, "каникулы 16.11–29.11")
        [asked] = await talk.write(ALIEVA, "до какого числа надо")
        assert asked.endswith("Регистрация в Сферуме — до 25 декабря включительно.")
        [silent] = await talk.write(ALIEVA, "почему мне не пишете")
        assert silent.startswith("Сейчас в школе каникулы, до 29 ноября включительно: в эти дни не пишу.")


async def test_two_schools_with_one_deadline_are_one_answer(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.agree(OFFICER, "срок регистрации 25 декабря")
        async with talk.database.writing() as session:
            ours = await session.scalar(select(School))
            other = School(name="Выдуманная вечерняя школа", name_key="выдуманная вечерняя", created_at=talk.now)
            other.registration_deadline = ours.registration_deadline
            session.add(other)
            await session.flush()
            account = await session.scalar(select(Account).where(Account.external_id == ALIEVA))
            session.add(
                Person(
                    school_id=other.id,
                    full_name="Алиева Марьям",
                    name_key="алиева марьям",
                    created_at=talk.now,
                    account_id=account.id,
                )
            )
        [asked] = await talk.write(ALIEVA, "до какого числа надо")
        assert asked.count("за эту — до") == asked.count("Регистрация в Сферуме — до 25 декабря включительно.") == 1
        async with talk.database.writing() as session:
            (await session.get_one(School, other.id)).registration_deadline = None
        [asked] = await talk.write(ALIEVA, "до какого числа надо")
        assert f"{ours.name}. Регистрация в Сферуме — до 25 декабря" in asked


async def test_a_deadline_that_is_over_is_not_said_in_the_summary(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.agree(OFFICER, "срок регистрации 20 ноября")
        assert "Срок регистрации всех сотрудников: 20 ноября" in (await talk.write(OFFICER, "сводка"))[0]
        talk.now += timedelta(days=5)
        assert "Срок регистрации" not in (await talk.write(OFFICER, "сводка"))[0]


async def test_a_forecast_speaks_of_the_targets_that_are_set(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await talk.write(OFFICER, "цель звонки 80 %")
        await talk.write(OFFICER, "цель чаты 90 % до 25 декабря")
        [told] = await talk.write(OFFICER, "мы успеваем?")
        assert "▫ 1 звонок за неделю: 1 из 2 (50 %), цель 80 %: не хватает 1. Темпа пока не видно" in told
        assert "✓ Создали чаты: 2 из 2 (100 %), цель 90 % — достигнута." in told


async def test_a_code_is_given_to_whoever_is_named(tmp_path):
    async with talking(tmp_path) as talk:
        assert await talk.write(OFFICER, "код для Борисова") == [
            "Понял так: Личный код для Борисова Бориса Олеговича. Сделать?"
        ]
        assert "Борисов Борис Олегович: личный код" in (await talk.press(OFFICER, "Да"))[0]


async def test_a_new_surname_is_passed_on_only_when_the_teacher_says_so(tmp_path):
    async with talking(tmp_path) as talk:
        assert "Передать ваши слова" in (await talk.write(ALIEVA, "меняю фамилию на Петрову"))[0]
        assert await talk.said(OFFICER) == []
        await talk.press(ALIEVA, "Да, передать")
        [told] = await talk.said(OFFICER)
        assert "Алиева Марьям Ахмедовна пишет: «меняю фамилию на Петрову»" in told


async def test_whoever_is_one_step_away_is_told_apart(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        await add_person(talk.database, await the_school(talk), "Кнопкина Юлия Борисовна", **KNOWN, calls=0)
        [told] = await talk.press_payload(OFFICER, {"do": "close_ones"})
        assert told.startswith("Осталось одно дело: 1 человек.")
        assert "1. Кнопкина Юлия Борисовна — нет звонка" in told
        group = {"who": "subject:физкультура"}
        [told] = await talk.press_payload(OFFICER, {"do": "close_ones", **group})
        assert told == "Осталось одно дело — физкультура: таких нет. По данным за 9–15 ноября."
        [told] = await talk.write(OFFICER, "кто почти всё сделал, остался только звонок")
        assert told.startswith("Осталось одно дело (без звонка за неделю): 1 человек.")
        [told] = await talk.write(OFFICER, "кто почти всё сделал, остался только журнал")
        assert told.startswith("Осталось одно дело (не связали журнал): таких нет.")
        [told] = await talk.press_payload(OFFICER, {"do": "lagging", **group})
        assert told.startswith("Никто не отстаёт (физкультура): долгов ни у кого, кого я могу спросить, не вижу.")


async def test_a_share_of_a_group_is_of_the_week_that_was_named(tmp_path):
    async with talking(tmp_path) as talk:
        school = await staff(talk)
        async with talk.database.writing() as session:
            one = await session.scalar(select(Person).where(Person.last_name == "Глобусова"))
            before = await add_load(session, school.id, "2026-W45", talk.now, rows=1)
            session.add(PersonWeek(person_id=one.id, week="2026-W45", import_id=before.id, calls=2))
        [told] = await talk.write(OFFICER, "процент по звонкам у географов")
        assert told.endswith("0 из 1 (0 %), по данным за 9–15 ноября.")
        [told] = await talk.write(OFFICER, "процент по звонкам у географов за 45 неделю")
        assert told.endswith("1 из 1 (100 %), по данным за 2–8 ноября.")


KNOWN = {
    "registered": True,
    "profile_active": True,
    "group_chats": 1,
    "group_messages": 12,
    "journal_linked": True,
}


async def test_schools_are_compared_by_the_indicator_that_is_named_the_highest_share_first(tmp_path):
    async with talking(tmp_path) as talk:
        other = await add_school(talk.database, "Лицей № 5 (пример)")
        await add_person(talk.database, other, "Кнопкина Юлия Борисовна", **KNOWN, calls=3)
        async with talk.database.writing() as session:
            account = await ensure_account(session, "vk", MANAGER)
            for school in await all_schools(session):
                await give_role(session, account.id, school.id, Role.MUNICIPAL, talk.now)
        assert (await talk.press_payload(MANAGER, {"do": "compare_schools"}))[0] == WHICH
        [told] = await talk.press(MANAGER, "1 звонок за неделю")
        heading, *lines = told.splitlines()
        assert heading == "1 звонок за неделю за 9–15 ноября, сверху — у кого больше:"
        told_of = ["1. Лицей № 5 (пример): 1 из 1 (100 %)", "2. Школа № 1 (пример): 1 из 2 (50 %)"]
        assert lines == [*told_of, "Всего: 2 из 3."]
        [told] = await talk.write(MANAGER, "сравни школы по звонкам за 45 неделю")
        assert told == "За 2–8 ноября файлов статистики нет."
        [told] = await talk.write(MANAGER, "сравни школы по звонкам за ноябрь")
        assert told.startswith("1 звонок за неделю за 9–15 ноября")


def figure(*values: int, goal: float = 50, deadline: date | None = None) -> Figure:
    last = Week.parse("2026-W46")
    history = tuple(
        (last.shift(number - len(values) + 1), Measure(one, 100, float(one))) for number, one in enumerate(values)
    )
    before = history[-2][1] if len(history) > 1 else NOTHING
    return Figure(INDICATOR["teachers_called"], history[-1][1], before, Goal(goal, True, deadline), history)


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (figure(60), "60 из 100 (60 %), цель 50 % — достигнута."),
        (figure(20), "не хватает 30. Темпа пока не видно"),
        (figure(20, 20), "За последние недели не прибавилось"),
        (figure(20, 30, 40), "прибавляется около 10 в неделю — при таком темпе нужна ещё 1 неделя."),
        (figure(30, 35), "нужны ещё 3 недели."),
        (figure(20, 40, deadline=date(2026, 11, 20)), "к 20 ноября при таком темпе не успеваем."),
        (figure(20, 40, deadline=date(2026, 12, 1)), "к 1 декабря при таком темпе успеваем."),
        (figure(20, 40, deadline=date(2026, 11, 1)), "прибавляется около 20 в неделю — срок, 1 ноября, уже прошёл."),
        (figure(10, 11), "это очень долго."),
    ],
)
def test_a_forecast_goes_by_the_pace_of_the_last_files(shown, said):
    assert said in pace(shown, date(2026, 11, 17)).replace("\u00a0", " ")


async def test_a_group_is_named_as_it_is_written(tmp_path):
    async with talking(tmp_path) as talk:
        told = await talk.press_payload(OFFICER, {"do": "headcount", "who": "messenger:vk"})
        assert told[0].startswith("Есть в VK — ")


async def test_a_share_of_a_summary_is_of_whom_the_summary_counts(tmp_path):
    people = [["Статистика за 16.11.2026–22.11.2026"], ["id", "ФИО", "Зарегистрирован", "Звонков"]]
    people += [[ALIEVA, "Алиева Марьям Ахмедовна", "да", 1], ["", "Новикова Нина Николаевна", "нет", 0]]
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "Две.xlsx", workbook(people, summary_of("16.11.2026–22.11.2026", "3 из 5", "2 из 5")))
        await talk.press(OFFICER, "Загрузить")
        [said] = await talk.write(OFFICER, "почему 40 процентов")
        assert "2 из 5 среди всех учителей, это 40 %" in said
        [said] = await talk.write(OFFICER, "без звонка")
        assert "среди зарегистрированных" not in said


async def test_a_week_that_is_named_afterwards_asks_the_same_of_that_week(tmp_path):
    async with talking(tmp_path) as talk:
        await load_calls(talk, "02.11.2026–08.11.2026", alieva=1, borisov=0)
        await talk.write(OFFICER, "кто без звонка")
        [shown] = await talk.write(OFFICER, "а за позапрошлую?")
        assert "По данным за 2–8 ноября." in shown
        assert "Борисов" in shown
        [again] = await talk.write(OFFICER, "а за 9–15 ноября?")
        assert "По данным за 9–15 ноября." in again
        assert "Алиева" in again
        await talk.write(OFFICER, "сводка")
        [summary, *_] = await talk.write(OFFICER, "а за 45-ю неделю?")
        assert summary.startswith("Сводка за 2–8 ноября")
        await talk.answers(OFFICER)
        [counted] = await talk.write(OFFICER, "сколько сделали звонок")
        assert "за 9–15 ноября" in counted
        [none] = await talk.write(OFFICER, "а в октябре?")
        assert none == "За 1–31 октября файлов статистики нет."
        await talk.write(OFFICER, "помощь")
        [asked] = await talk.write(OFFICER, "а за 45-ю неделю?")
        assert asked.startswith("Не уверен, что понял.")


async def test_who_is_at_school_and_not_in_the_weeks_file_is_shown(tmp_path):
    async with talking(tmp_path) as talk:
        await load_calls(talk, "16.11.2026–22.11.2026", alieva=1)
        [shown] = await talk.write(OFFICER, "кто не в списке")
        assert shown.startswith("Есть в школе, а в файле недели нет: 1 человек. По данным за 16–22 ноября.")
        assert "Борисов" in shown
        assert await talk.buttons(OFFICER) == ["Файлом"]


async def load_calls(talk: Conversation, week: str, **calls: int) -> None:
    rows = {"alieva": f"{ALIEVA};Алиева Марьям Ахмедовна", "borisov": f"{BORISOV};Борисов Борис Олегович"}
    lines = [f"{rows[who]};1;{number}" for who, number in calls.items()]
    table = "\n".join([f"Статистика за {week}", "id;ФИО;Создано чатов;Звонков", *lines])
    await send(talk, OFFICER, "Статистика.csv", table.encode())
    await talk.press(OFFICER, "Загрузить")


async def test_what_is_no_indicator_is_counted_by_name_of_those_of_whom_it_is_known(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        for name, active in (("Ветрова Вера Ивановна", False), ("Громов Глеб Ильич", True)):
            await add_person(talk.database, school, name, **KNOWN | {"profile_active": active})
        [told] = await talk.write(OFFICER, "сколько активных профилей")
        assert told == "Профиль активен: 1 из 2 (50 %), по данным за 9–15 ноября. Ещё о 2 сотрудниках неизвестно."
        [told] = await talk.write(OFFICER, "кто с активным профилем")
        assert ("Громов" in told, "Ветрова" in told) == (True, False)
        [told] = await talk.write(OFFICER, "у кого профиль не активен")
        assert ("Громов" in told, "Ветрова" in told) == (False, True)
        told = await talk.press_payload(OFFICER, {"do": "indicator", "ind": "profile+teachers_called"})
        assert told[0].startswith("Профиль активен: 1 из 2")
        assert told[1].startswith("1 звонок за неделю: ")
        told = await talk.press_payload(OFFICER, {"do": "dynamics", "ind": "profile+teachers_called"})
        assert "Остальное из названного по неделям не показываю" in told[0]
        [told] = await talk.press_payload(OFFICER, {"do": "indicator", "ind": "nothing_of_ours"})
        assert told == "О каком показателе вы спрашиваете?"
        [told] = await talk.write(OFFICER, "цель по активным профилям 80 %")
        assert told.startswith("Цель «активные профили» я не отслеживаю, поэтому её не ставил.")


async def test_where_files_come_before_their_week_is_over_the_next_is_told_for_that_day(tmp_path):
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            await session.execute(update(StatisticsImport).values(received_on=date(2026, 11, 13)))
        for who in (ALIEVA, OFFICER):
            [said] = await talk.press_payload(who, {"do": "next_check"})
            assert "Следующий — за 16–22 ноября, раньше 20 ноября его не жду." in said
