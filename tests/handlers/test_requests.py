"""Somebody unknown asks to be let in: one request at a time, and the officer's phone does not ring for ever."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers.access.requests import NOBODY_WAITS
from handlers.understanding.said.orders.new_values import fields_told
from storage.people.registry import link
from storage.people.told_changes import keep_change
from storage.tables import Account, Person
from tests.handlers.conversation import ALIEVA, MONDAY, OFFICER, STRANGER, Conversation, add_person, talking, the_school
from tests.handlers.test_files import send

NAME = "Чужов Степан Петрович"


def rings(said: list[str]) -> int:
    return sum("Ко мне просится" in one for one in said)


async def test_asking_and_taking_back_rings_once(tmp_path):
    async with talking(tmp_path) as talk:
        for _ in range(14):
            await talk.write(STRANGER, NAME)
            await talk.write(STRANGER, "отмена")
            talk.now += timedelta(seconds=4)
        assert rings(await talk.said(OFFICER)) == 1


async def test_a_name_said_again_after_taking_back_is_still_let_in_by_the_first_button(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), NAME)
        await talk.write(STRANGER, NAME)
        await talk.write(STRANGER, "отмена")
        [asked] = await talk.write(STRANGER, NAME)
        assert "Передал ответственному" in asked
        await talk.press(OFFICER, "Да, это Чужов Степан Петрович")
        assert "рад знакомству" in (await talk.said(STRANGER))[0]


async def test_a_few_corrections_ring_and_more_do_not(tmp_path):
    async with talking(tmp_path) as talk:
        answers = []
        for letter in "абвгдежз":
            talk.now += timedelta(seconds=4)
            answers += await talk.write(STRANGER, f"Чужов{letter} Степан Петрович")
            await talk.write(STRANGER, "отмена")
        assert rings(await talk.said(OFFICER)) == 3
        assert "Другое ФИО смогу передать 17 ноября" in answers[-1]


async def test_deleting_one_s_data_begins_nothing_anew(tmp_path):
    async with talking(tmp_path) as talk:
        for letter in "абвгде":
            await talk.write(STRANGER, f"Чужов{letter} Степан Петрович")
            await talk.write(STRANGER, "удалить мои данные")
            await talk.press(STRANGER, "Да, удалить")
            talk.now += timedelta(seconds=15)
        assert rings(await talk.said(OFFICER)) == 3


async def _declined(talk: Conversation, name: str = NAME) -> str:
    await talk.write(STRANGER, name)
    await talk.press(OFFICER, "Нет, не знаю")
    return (await talk.said(STRANGER))[-1]


async def test_after_a_refusal_there_is_a_pause_that_grows(tmp_path):
    async with talking(tmp_path) as talk:
        assert "не раньше чем через час" in await _declined(talk)
        [later] = await talk.write(STRANGER, "Чужов Степан Ильич")
        assert "Новую просьбу передам 16 ноября после 12:" in later
        assert rings(await talk.said(OFFICER)) == 0
        talk.now += timedelta(hours=1, minutes=1)
        await _declined(talk)
        talk.now += timedelta(hours=1, minutes=1)
        [later] = await talk.write(STRANGER, NAME)
        assert "Новую просьбу передам" in later


async def test_a_personal_code_works_during_the_pause(tmp_path):
    async with talking(tmp_path) as talk:
        talk.services.new_code = lambda: "PRIMER33"
        person = await add_person(talk.database, await the_school(talk), "Другой Степан Петрович")
        await _declined(talk)
        await talk.press_payload(OFFICER, {"do": "invite", "p": person})
        assert "рад знакомству" in (await talk.write(STRANGER, "PRIMER33"))[0]


@pytest.mark.parametrize(
    ("excused", "told"),
    [
        ("исключить Другого до 4 декабря отпуск", "напоминаний вам не будет до 4 декабря включительно"),
        ("исключить Другого с 1 по 4 декабря отпуск", "раз в неделю подскажу один следующий шаг"),
    ],
)
async def test_whoever_is_left_in_peace_is_promised_no_reminders(tmp_path, excused, told):
    async with talking(tmp_path) as talk:
        talk.services.new_code = lambda: "PRIMER33"
        person = await add_person(talk.database, await the_school(talk), "Другой Степан Петрович")
        await talk.write(OFFICER, excused)
        await talk.press_payload(OFFICER, {"do": "invite", "p": person})
        assert told in (await talk.write(STRANGER, "PRIMER33"))[0]


def _name(number: int) -> str:
    return f"Чужов{'абвгдежзик'[number % 10]}{'лмн'[number // 10]} Степан Петрович"


@pytest.mark.parametrize("strangers", [30])
async def test_a_crowd_of_strangers_rings_twenty_times_an_hour(tmp_path, strangers):
    from sandbox import User
    from tests.handlers.conversation import world

    crowd = world()
    for number in range(strangers):
        crowd.users[9_200_000 + number] = User(9_200_000 + number, "Имя", "Фамилия")
    async with talking(tmp_path, world=crowd) as talk:
        for number in range(strangers):
            await talk.write(9_200_000 + number, _name(number))
        assert rings(await talk.said(OFFICER)) == 20


async def test_a_teacher_who_is_ill_fourteen_times_rings_three_times(tmp_path):
    async with talking(tmp_path) as talk:
        for _ in range(14):
            talk.now += timedelta(seconds=9)
            await talk.press_payload(ALIEVA, {"do": "away_yes", "rest": "я на больничном"})
        assert sum("просит пока не тревожить" in one for one in await talk.said(OFFICER)) == 3


async def test_a_surname_that_is_told_waits_among_the_requests_until_it_is_set_right(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "я сменила фамилию, теперь Сайпуллаева")
        await talk.press(ALIEVA, "Да, передать")
        await talk.said(OFFICER)
        [shown] = await talk.write(OFFICER, "заявки")
        assert shown == "Алиева Марьям Ахмедовна пишет: «я сменила фамилию, теперь Сайпуллаева»"
        await talk.press(OFFICER, "Исправить")
        await talk.press(OFFICER, "Фамилию")
        await talk.write(OFFICER, "Сайпуллаева")
        await talk.press(OFFICER, "Да, исправить")
        [nobody] = await talk.write(OFFICER, "заявки")
        assert nobody.startswith("Никто не ждёт ответа.")


async def test_a_surname_that_is_told_may_be_left_and_that_is_said_to_both(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "я сменила фамилию, теперь Сайпуллаева")
        await talk.press(ALIEVA, "Да, передать")
        await talk.said(ALIEVA)
        await talk.write(OFFICER, "заявки")
        [left] = await talk.press(OFFICER, "Оставить как есть")
        assert left == "Алиева Марьям Ахмедовна: оставил как есть, так и передал."
        [told] = await talk.said(ALIEVA)
        assert told.startswith(
            "Марьям Ахмедовна, вы просили исправить данные о вас: ответственный оставил их как есть."
        )
        [nobody] = await talk.write(OFFICER, "заявки")
        assert nobody.startswith("Никто не ждёт ответа.")


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        ("я сменила фамилию, теперь Сайпуллаева", {"name"}),
        ("вышла замуж, и класс у меня другой, 8Б", {"name", "classes"}),
        ("у меня теперь 7Б", {"classes"}),
        ("я теперь учитель химии, а не биологии", {"role"}),
        ("вы неправильно пишете моё имя", {"name"}),
        ("теперь я Иванова", {"name"}),
        ("исправьте данные обо мне", set()),
    ],
)
def test_of_which_fields_a_person_speaks(told, fields):
    assert fields_told(told) == fields


async def test_a_correction_answers_what_was_told_of_that_field_alone(tmp_path):
    async with talking(tmp_path) as talk:
        for told in ("я сменила фамилию, теперь Сайпуллаева", "у меня другой класс, теперь 8Б"):
            await talk.write(ALIEVA, told)
            await talk.press(ALIEVA, "Да, передать")
        await talk.write(OFFICER, "исправь должность Алиевой на учитель химии")
        await talk.press(OFFICER, "Да, исправить")
        [waits] = await talk.write(OFFICER, "заявки")
        assert "Сайпуллаева" in waits
        assert "8Б" in waits
        await talk.write(OFFICER, "у Алиевой класс 8Б")
        await talk.press(OFFICER, "Да, исправить")
        [waits] = await talk.write(OFFICER, "заявки")
        assert "Сайпуллаева" in waits
        assert "8Б" not in waits
        await talk.write(OFFICER, "Алиева вышла замуж, теперь Сайпуллаева")
        await talk.press(OFFICER, "Да, исправить")
        assert await talk.write(OFFICER, "заявки") == [NOBODY_WAITS]


async def test_more_requests_than_are_shown_are_counted(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        for number in range(7):
            person_id = await add_person(talk.database, school, f"Примерова Нина {'АБВГДЕЖ'[number]}.")
            async with talk.database.writing() as session:
                await keep_change(session, person_id, "теперь у меня 7Б", MONDAY)
        *_, more = await talk.write(OFFICER, "заявки")
        assert more == "И ещё 2: ответите на эти — покажу следующие («заявки»)."


async def test_whoever_is_the_person_after_all_waits_no_more(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "это не я")
        await talk.write(ALIEVA, "Алиева Марьям Ахмедовна")
        await talk.said(OFFICER)
        await talk.press(OFFICER, "Это всё-таки тот человек")
        assert await talk.write(OFFICER, "заявки") == [NOBODY_WAITS]


async def test_whoever_is_known_as_somebody_else_is_not_asked_about_any_more(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "это не я")
        await talk.said(OFFICER)
        other_id = await add_person(talk.database, await the_school(talk), "Исаева Асият Камиловна")
        async with talk.database.writing() as session:
            account = await session.scalar(select(Account).where(Account.external_id == ALIEVA))
            other = await session.get_one(Person, other_id)
            assert await link(session, other, account)
        assert await talk.write(OFFICER, "заявки") == [NOBODY_WAITS]


async def test_who_said_that_they_leave_waits_until_an_officer_answers(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "я больше тут не работаю")
        await talk.press(ALIEVA, "Да, передать")
        await talk.said(OFFICER)
        talk.now += timedelta(days=20)
        [waits] = await talk.write(OFFICER, "заявки")
        assert waits.startswith("Алиева Марьям Ахмедовна — пишет об уходе из школы, ответа ещё нет. Не тревожил до")
        await talk.press(OFFICER, "Напоминать как прежде")
        assert await talk.write(OFFICER, "заявки") == [NOBODY_WAITS]


async def test_what_a_teacher_told_of_the_absence_is_kept_where_the_officer_tells_the_end_alone(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "с понедельника ухожу в декрет")
        await talk.press(ALIEVA, "Да, передать")
        await talk.said(OFFICER)
        [asked] = await talk.press(OFFICER, "Не тревожить")
        assert "До какого дня не тревожить Алиеву Марьям Ахмедовну с 23 ноября (декрет)?" in asked
        await talk.write(OFFICER, "до 30 сентября")
        [done] = await talk.press(OFFICER, "Да, до 30.09.2027")
        assert "не тревожу Алиеву Марьям Ахмедовну с 23 ноября по 30 сентября 2027 включительно: декрет" in done


async def test_an_officers_own_reason_is_the_one_that_counts(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "ухожу в декрет")
        await talk.press(ALIEVA, "Да, передать")
        await talk.said(OFFICER)
        await talk.press(OFFICER, "Не тревожить")
        [done] = await talk.write(OFFICER, "до 30 ноября больничный")
        assert "до 30 ноября включительно: больничный" in done


async def test_a_surname_that_a_file_brings_is_no_open_request_any_more(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "я вышла замуж, теперь Алиева-Мятная")
        await talk.press(ALIEVA, "Да, передать")
        await talk.said(OFFICER)
        assert "Алиева-Мятная" in (await talk.write(OFFICER, "заявки"))[0]
        file = "Статистика за 16.11.2026–22.11.2026\nid;ФИО;Должность;Зарегистрирован\n"
        file += f"{ALIEVA};Алиева-Мятная Марьям Ахмедовна;учитель;да\n"
        talk.now += timedelta(days=7)
        await send(talk, OFFICER, "Статистика.csv", file.encode())
        await talk.press(OFFICER, "Загрузить")
        assert "Алиева-Мятная" in (await talk.write(OFFICER, "карточка Алиевой-Мятной"))[0]
        assert "Никто не ждёт ответа" in (await talk.write(OFFICER, "заявки"))[0]


async def test_a_surname_that_a_file_only_spells_otherwise_is_none_that_was_waited_for(tmp_path):
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            person = (await session.scalars(select(Person).where(Person.full_name.startswith("Алиева")))).one()
            person.full_name, person.last_name = "Алешина Марьям Ахмедовна", "Алешина"
        await talk.write(ALIEVA, "я сменила фамилию, теперь Мятная")
        await talk.press(ALIEVA, "Да, передать")
        file = "Статистика за 16.11.2026–22.11.2026\nid;ФИО;Должность;Зарегистрирован\n"
        file += f"{ALIEVA};Алёшина Марьям Ахмедовна;учитель;да\n"
        talk.now += timedelta(days=7)
        await send(talk, OFFICER, "Статистика.csv", file.encode())
        await talk.press(OFFICER, "Загрузить")
        assert "теперь Мятная" in "".join(await talk.write(OFFICER, "заявки"))


async def test_whoever_asks_and_is_brought_by_a_file_meanwhile_can_be_let_in_and_waits_no_longer(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(STRANGER, "Чужов Степан Петрович")
        await talk.said(OFFICER)
        async with talk.database.writing() as session:
            account = (await session.scalars(select(Account).where(Account.external_id == STRANGER))).one()
            account_id = account.id
        person = await add_person(talk.database, await the_school(talk), "Чужов Степан Петрович")
        async with talk.database.writing() as session:
            (await session.get_one(Person, person)).account_id = account_id
        await talk.write(OFFICER, "заявки")
        assert "Да, это Чужов Степан Петрович" in await talk.buttons(OFFICER)
        assert "теперь с нами" in (await talk.press(OFFICER, "Да, это Чужов Степан Петрович"))[0]
        assert "Никто не ждёт ответа" in (await talk.write(OFFICER, "заявки"))[0]


async def test_a_post_is_no_first_name(tmp_path):
    async with talking(tmp_path) as talk:
        assert "фамилию, имя и отчество" in (await talk.write(STRANGER, "я библиотекарь Щепкина"))[0]
        await add_person(talk.database, await the_school(talk), "Чужов Степан Петрович")
        await talk.write(STRANGER, "я библиотекарь Чужов Степан")
        assert "Это человек из вашего списка?" in (await talk.said(OFFICER))[-1]
