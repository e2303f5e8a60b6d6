"""What is taken back is as it was: people, days off, settings; «отмени» right after a deed is about it."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select, update

from nudges.calendar import BREAK, Rest
from nudges.clock.schedule import Kind, Slot, Wait
from services import breaks, school_settings, targets
from services.actor import Actor, somebody
from services.staff.correcting import correct
from storage.people.accounts import load_who_by_account
from storage.tables import Account, Break, Exemption, Person, School, Target
from tests.handlers.conversation import DEPUTY, OFFICER, Conversation, add_person, talking, the_school
from tests.handlers.test_files import send
from tests.handlers.test_loads import RIGHT
from tests.handlers.test_own_time import delivered


async def days_off(talk: Conversation) -> list[tuple[date, date, str]]:
    async with talk.database.reading() as session:
        found = await session.scalars(select(Break).order_by(Break.starts_on))
        return [(one.starts_on, one.ends_on, one.title) for one in found]


async def resting(talk: Conversation) -> list[tuple[str, date, date | None, str]]:
    async with talk.database.reading() as session:
        found = await session.execute(select(Exemption, Person).join(Person, Person.id == Exemption.person_id))
        return sorted((whose.last_name, one.starts_on, one.ends_on, one.reason) for one, whose in found.all())


async def test_everybody_of_one_order_comes_back(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "исключить Алиеву и Борисова до пятницы, командировка")
        before = await resting(talk)
        [asked] = await talk.write(OFFICER, "отмени последнее")
        assert "исключение из напоминаний — Алиева М. А., Борисов Б. О. Вернуть?" in asked
        await talk.press(OFFICER, "Вернуть")
        assert await resting(talk) == []
        await talk.write(OFFICER, "отмени последнее")
        await talk.press(OFFICER, "Снова не тревожить")
        assert await resting(talk) == before


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("исключить Алиеву до 25.12 отпуск", "исключить Алиеву до пятницы, командировка"),
        ("исключить Алиеву до 25.12 отпуск", "исключить Алиеву и Борисова до пятницы, командировка"),
        ("исключить Алиеву до 25.12 отпуск", "исключить Алиеву до 28.12 отпуск"),
        ("исключить Алиеву до 25.12 отпуск", "не тревожь Алиеву по звонкам до пятницы, командировка"),
        ("исключить Алиеву от звонков до 25.12 отпуск", "исключить Алиеву до пятницы, командировка"),
    ],
)
async def test_what_was_decided_before_stays_when_the_last_exemption_is_taken_back(tmp_path, earlier, later):
    async with talking(tmp_path) as talk:
        await talk.agree(OFFICER, earlier)
        before = await resting(talk)
        assert len(before) == 1
        talk.now += timedelta(minutes=1)
        await talk.agree(OFFICER, later)
        assert await resting(talk) != before
        await talk.write(OFFICER, "отмени последнее")
        [back] = [one for one in await talk.buttons(OFFICER) if one in ("Вернуть", "Как было")]
        await talk.press(OFFICER, back)
        assert await resting(talk) == before


async def test_whose_days_were_different_ones_have_their_own_again(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.agree(OFFICER, "исключить Алиеву до 20.12 отпуск")
        await talk.agree(OFFICER, "исключить Борисова до 24.12 отпуск")
        before = await resting(talk)
        talk.now += timedelta(minutes=1)
        await talk.agree(OFFICER, "исключить Алиеву и Борисова до 28.12 отпуск")
        assert await resting(talk) != before
        await talk.write(OFFICER, "отмени последнее")
        for label in ("Как было: Алиева Марьям Ахмедовна", "Как было: Борисов Борис Олегович"):
            await talk.press(OFFICER, label)
        assert await resting(talk) == before


async def goals(talk: Conversation) -> list[tuple[str, float, bool, date | None]]:
    async with talk.database.reading() as session:
        found = await session.scalars(select(Target).order_by(Target.code))
        return [(one.code, one.value, one.is_percent, one.deadline) for one in found]


async def test_targets_are_as_they_were(tmp_path):
    async with talking(tmp_path) as talk:
        for earlier in ("", "цель звонки 80 % до 1 декабря", "цель учителя 40"):
            if earlier:
                await talk.agree(OFFICER, earlier)
            before = await goals(talk)
            talk.now += timedelta(minutes=1)
            for changed in ("цели 90 % до 20 декабря", "цель звонки нет", "цель звонки 70 %, учителя 95 %"):
                talk.now += timedelta(minutes=1)
                await talk.agree(OFFICER, changed)
                await talk.write(OFFICER, "отмени последнее")
                await talk.press(OFFICER, "Вернуть как было")
                assert await goals(talk) == before


async def test_working_days_are_as_they_were(tmp_path):
    async def known() -> list[object]:
        settings = (await the_school(talk)).settings
        return [settings.get("workdays") or [], bool(settings.get("works_saturdays"))]

    async with talking(tmp_path) as talk:
        before = await known()
        for named in ("12 декабря", "19 декабря"):
            for pressed in (f"Только {named}", "Каждая суббота", "Субботы снова выходные"):
                talk.now += timedelta(minutes=1)
                await talk.write(OFFICER, f"отметь {named} рабочим")
                await talk.press(OFFICER, pressed)
                await talk.write(OFFICER, "отмени последнее")
                [back] = await talk.press(OFFICER, "Вернуть как было")
                assert await known() == before
            await talk.press(OFFICER, f"Только {named}")
            before = await known()
        assert back == "Рабочие, как и было: 12 декабря."


async def test_somebody_who_had_left_has_left_again_since_the_same_day(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "уволилась Алиева")
        await talk.press(OFFICER, "Да, больше не работает")
        talk.now += timedelta(days=7)
        await talk.agree(OFFICER, "вернуть Алиеву")
        await talk.write(OFFICER, "отмени последнее")
        await talk.press(OFFICER, "Снова отметить уход")
        async with talk.database.reading() as session:
            assert await session.scalar(select(Person.left_on).where(Person.last_name == "Алиева")) == date(
                2026, 11, 16
            )


async def test_a_mark_of_leaving_that_is_taken_back_keeps_the_leave(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "исключить Алиеву до 25.12 отпуск")
        before = await resting(talk)
        await talk.write(OFFICER, "уволилась Алиева")
        await talk.press(OFFICER, "Да, больше не работает")
        await talk.write(OFFICER, "отмени последнее")
        await talk.press(OFFICER, "Отменить отметку")
        assert await resting(talk) == before


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("отмени карантин 14–18 декабря", []),
        ("убери карантин с 14 по 18 декабря", []),
        ("карантин отменили", []),
        ("карантин снят с 17 декабря", [(date(2026, 12, 14), date(2026, 12, 16), "карантин")]),
        ("убери карантин 18 декабря", [(date(2026, 12, 14), date(2026, 12, 17), "карантин")]),
    ],
)
async def test_days_off_are_taken_back_in_words(tmp_path, said, left):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "карантин 14–18 декабря")
        before = await days_off(talk)
        [asked] = await talk.write(OFFICER, said)
        assert asked.startswith("Убрать: карантин")
        await talk.press(OFFICER, "Убрать")
        assert await days_off(talk) == left
        await talk.press(OFFICER, "Вернуть")
        assert await days_off(talk) == before


async def test_a_pause_that_is_over_changed_no_norms_and_taking_it_away_changes_none(tmp_path):
    async with talking(tmp_path) as talk:
        [told] = await talk.write(OFFICER, "каникулы пауза с 9 по 11 ноября")
        assert "уроки в них были" in told
        [asked] = await talk.write(OFFICER, "убери каникулы с 9 по 11 ноября")
        assert asked.endswith("Недельных норм за это время это не изменит.")
        assert "как и прежде" in (await talk.press(OFFICER, "Убрать"))[0]


async def test_what_is_not_written_down_is_not_written_down_by_taking_it_away(tmp_path):
    async with talking(tmp_path) as talk:
        for said in ("отмени карантин 14–18 декабря", "убери каникулы с 28 декабря", "убери карантин 1 декабря"):
            [told] = await talk.write(OFFICER, said)
            assert "Сделать?" not in told
        assert await days_off(talk) == []


async def test_days_off_that_are_over_are_shown_and_can_be_taken_back(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "карантин 11–13 ноября")
        [shown] = await talk.write(OFFICER, "какие каникулы записаны")
        assert "Уже прошли:\n• карантин: 11–13 ноября 2026" in shown
        [asked] = await talk.write(OFFICER, "убери карантин 11–13 ноября")
        assert "недельные нормы" in asked
        await talk.press(OFFICER, "Убрать")
        assert await days_off(talk) == []


async def test_two_breaks_on_the_same_days_are_told(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "каникулы 26.12–03.01")
        [said] = await talk.write(OFFICER, "каникулы 26.12–01.01")
        assert "На часть этих дней записано и другое: каникулы, 26 декабря 2026 – 3 января 2027." in said
        await talk.press(OFFICER, "Убрать 26 декабря 2026 – 3 января 2027")
        assert [one[1] for one in await days_off(talk)] == [date(2027, 1, 1)]


async def test_a_setting_has_its_former_value_under_it(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.agree(OFFICER, "рассылай с 10 до 16")
        await talk.write(OFFICER, "отмени последнее")
        await talk.press(OFFICER, "Вернуть: 09:00–18:00, пн–пт")
        assert (await the_school(talk)).work_from.hour == 9
        await talk.agree(OFFICER, "срок регистрации 25 декабря")
        assert (await the_school(talk)).registration_deadline == date(2026, 12, 25)
        await talk.write(OFFICER, "отмени последнее")
        await talk.press(OFFICER, "Вернуть: не задан")
        assert (await the_school(talk)).registration_deadline is None


async def test_cancel_said_right_after_a_deed_is_about_the_deed(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "исключить Алиеву до пятницы больничный")
        [asked] = await talk.write(OFFICER, "отмени")
        assert asked.startswith("Последнее, что вы сделали")
        await talk.press(OFFICER, "Вернуть")
        assert await resting(talk) == []
        talk.now += timedelta(hours=1)
        assert await talk.write(OFFICER, "отмени") == ["Отменять нечего."]


async def test_whose_initials_fit_another_is_named_in_full_where_deeds_are_listed(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Алиева Мадина Арсеновна")
        await talk.write(OFFICER, "исключить Алиеву Марьям до 20.11 отпуск")
        await talk.write(OFFICER, "исключить Борисова до 20.11 отпуск")
        [log] = await talk.write(OFFICER, "журнал действий")
        assert "исключение из напоминаний — Алиева Марьям Ахмедовна" in log
        assert "исключение из напоминаний — Борисов Б. О." in log


async def test_which_target_was_changed_and_to_what_is_in_the_log(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.agree(OFFICER, "цель звонки 80 % до 25 декабря")
        [log] = await talk.write(OFFICER, "журнал действий")
        assert "изменена цель — «1 звонок за неделю»: 80 % до 25 декабря 2026" in log
        await talk.agree(OFFICER, "цель звонки нет")
        [last] = await talk.write(OFFICER, "отмени последнее")
        assert "изменена цель — «1 звонок за неделю»: не задана" in last


async def test_nobody_elses_round_and_load_are_offered_to_be_taken_back(tmp_path):
    async with talking(tmp_path, officers=(OFFICER, DEPUTY)) as talk:
        await talk.write(OFFICER, "напомни Алиевой")
        await talk.press(OFFICER, "Отправить: 1")
        await delivered(talk)
        talk.now += timedelta(minutes=1)
        await talk.write(DEPUTY, "передай всем: педсовет в 14:00")
        await talk.press(DEPUTY, "Отправить: 2")
        [said] = await talk.write(OFFICER, "отмени последнее")
        assert "Отправленное отозвать нельзя" in said
        assert await talk.buttons(OFFICER) == ["Журнал действий"]
        await talk.write(DEPUTY, "отмени последнее")
        assert "отменено 2" in (await talk.press(DEPUTY, "Остановить рассылку"))[-1]
        for loader in (OFFICER, DEPUTY):
            talk.now += timedelta(minutes=1)
            await send(talk, loader, f"{loader}.csv", RIGHT.encode())
            await talk.press(loader, "Загрузить")
        [said] = await talk.write(OFFICER, "отмени последнее")
        assert "то же сделано ещё раз, и не вами" in said
        assert await talk.buttons(OFFICER) == ["Журнал действий"]


async def officer_on_a_page(talk: Conversation) -> tuple[Actor, School]:
    school = await the_school(talk)
    async with talk.database.reading() as session:
        account = await session.scalar(select(Account).where(Account.external_id == OFFICER))
        return somebody(await load_who_by_account(session, account.id), school.id), school


async def _hours(session, actor, now):
    await school_settings.set_zone(session, actor, "Asia/Omsk", now)
    await school_settings.set_hours(session, actor, time(8), time(15), now)


async def _room(session, actor, now):
    await school_settings.set_room(session, actor, "214", now)


async def _letter(session, actor, now):
    await school_settings.set_journal(session, actor, "Дневник", now)
    await school_settings.set_norms(session, actor, now, group_chats=1, messages=8, calls=1)


async def _moment(session, actor, now):
    await school_settings.set_file_wait(session, actor, Wait(2, time(12)), now)
    await school_settings.set_nudge_moment(session, actor, now, weekday=2, at=time(11))


async def _name(session, actor, now):
    await school_settings.rename(session, actor, "Лицей № 9 (пример)", now)


async def _targets(session, actor, now):
    goal = targets.Goal(90, is_percent=True)
    await targets.set_targets(session, actor, ["teachers_called"], goal, now, today=now.date())
    await targets.set_targets(session, actor, ["teachers_created_chats"], goal, now, today=now.date())


@pytest.mark.parametrize("form", [_hours, _room, _letter, _moment, _name, _targets])
async def test_what_is_set_on_a_page_is_undone_from_the_chat(tmp_path, form):
    async with talking(tmp_path) as talk:
        actor, _ = await officer_on_a_page(talk)

        async def stands():
            async with talk.database.reading() as session:
                found = await school_settings.settings(session, actor, default_zone="Europe/Moscow")
                return found, await targets.targets(session, actor)

        before = await stands()
        async with talk.database.writing() as session:
            await form(session, actor, talk.now)
        assert await stands() != before
        talk.now += timedelta(minutes=1)
        [asked] = await talk.write(OFFICER, "отмени последнее")
        assert asked.endswith("Вернуть?")
        assert await talk.press(OFFICER, "Вернуть как было") == ["Вернул как было."]
        assert await stands() == before


async def test_what_was_set_once_more_meanwhile_is_not_put_back_in_silence(tmp_path):
    async with talking(tmp_path) as talk:
        actor, _ = await officer_on_a_page(talk)
        async with talk.database.writing() as session:
            await school_settings.set_room(session, actor, "214", talk.now)
        talk.now += timedelta(minutes=1)
        await talk.write(OFFICER, "отмени последнее")
        async with talk.database.writing() as session:
            await school_settings.set_room(session, actor, "301", talk.now)
        [asked] = await talk.press(OFFICER, "Вернуть как было")
        assert asked.startswith("С тех пор это снова меняли.")
        await talk.press(OFFICER, "Всё равно вернуть")
        async with talk.database.reading() as session:
            assert (await school_settings.settings(session, actor, default_zone="Europe/Moscow")).room == ""


async def test_of_what_was_set_together_nothing_is_put_back_before_the_yes(tmp_path):
    async with talking(tmp_path) as talk:
        actor, school = await officer_on_a_page(talk)
        async with talk.database.writing() as session:
            await school_settings.set_hours(session, actor, time(9), time(16), talk.now)
            await school_settings.set_zone(session, actor, "Asia/Omsk", talk.now)
        talk.now += timedelta(minutes=1)
        await talk.write(OFFICER, "отмени последнее")
        async with talk.database.writing() as session:
            await school_settings.set_hours(session, actor, time(10), time(15), talk.now)
        [asked] = await talk.press(OFFICER, "Вернуть как было")
        assert asked.startswith("С тех пор это снова меняли.")
        await talk.press(OFFICER, "Нет")
        async with talk.database.reading() as session:
            kept = await session.get_one(School, school.id)
        assert (kept.timezone, kept.work_from) == ("Asia/Omsk", time(10))


async def test_the_day_of_reminders_goes_back_and_the_wait_for_a_file_set_since_stays(tmp_path):
    async with talking(tmp_path) as talk:
        actor, _ = await officer_on_a_page(talk)
        async with talk.database.writing() as session:
            await school_settings.set_nudge_moment(session, actor, talk.now, weekday=2, at=time(11))
        talk.now += timedelta(minutes=1)
        await talk.write(OFFICER, "отмени последнее")
        async with talk.database.writing() as session:
            await school_settings.set_file_wait(session, actor, Wait(3, time(13)), talk.now)
        assert await talk.press(OFFICER, "Вернуть как было") == ["Вернул как было."]
        async with talk.database.reading() as session:
            found = await school_settings.settings(session, actor, default_zone="Europe/Moscow")
        assert (found.schedule.wait, found.schedule.slots[Kind.NUDGE]) == (Wait(3, time(13)), Slot(0, time(10)))


async def _written(session, actor, now):
    await breaks.add(session, actor, Rest(date(2026, 12, 29), date(2027, 1, 10), "каникулы", BREAK), now)


async def _dropped(session, actor, now):
    [one] = await breaks.coming(session, actor, now.date())
    await breaks.remove(session, actor, one.id, now)


async def _partly_dropped(session, actor, now):
    [one] = await breaks.coming(session, actor, now.date())
    await breaks.remove(session, actor, one.id, now, first=date(2026, 12, 2), last=date(2026, 12, 2))


async def _moved(session, actor, now):
    [one] = await breaks.coming(session, actor, now.date())
    was = one.rest.starts_on, one.rest.ends_on
    await breaks.change(session, actor, one.id, (date(2026, 12, 7), date(2026, 12, 9)), now, was=was)


async def _usual(session, actor, now):
    await breaks.add_many(session, actor, breaks.usual(now.date()), now)


@pytest.mark.parametrize("form", [_written, _dropped, _partly_dropped, _moved, _usual])
async def test_days_off_of_a_page_are_taken_back_from_the_chat(tmp_path, form):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "карантин с 1 по 3 декабря")
        actor, _ = await officer_on_a_page(talk)
        before = await days_off(talk)
        talk.now += timedelta(minutes=1)
        async with talk.database.writing() as session:
            await form(session, actor, talk.now)
        assert await days_off(talk) != before
        talk.now += timedelta(minutes=1)
        [asked] = await talk.write(OFFICER, "отмени последнее")
        assert asked.endswith("Вернуть?")
        [done] = await talk.press(OFFICER, "Вернуть как было")
        assert done == "Вернул как было. Теперь не пишу никому:\n• карантин: 1–3 декабря 2026"
        assert await days_off(talk) == before


async def test_days_off_that_were_set_once_more_are_not_put_back_in_silence(tmp_path):
    async with talking(tmp_path) as talk:
        actor, _ = await officer_on_a_page(talk)
        async with talk.database.writing() as session:
            await _written(session, actor, talk.now)
        talk.now += timedelta(minutes=1)
        await talk.write(OFFICER, "отмени последнее")
        async with talk.database.writing() as session:
            await _dropped(session, actor, talk.now)
        assert (await talk.press(OFFICER, "Вернуть как было"))[0].startswith("С тех пор эти дни снова меняли.")
        assert await talk.press(OFFICER, "Всё равно вернуть") == ["Вернул как было. Дней отдыха впереди не записано."]


@pytest.mark.parametrize(
    ("field", "value"), [("name", "Алимова Марьям Ахмедовна"), ("role", "завуч"), ("classes", "7Б")]
)
async def test_a_card_of_a_page_is_taken_back_from_the_chat(tmp_path, field, value):
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            await session.execute(update(Person).values(classes="5А"))
        actor, _ = await officer_on_a_page(talk)
        async with talk.database.reading() as session:
            person = (await session.scalars(select(Person).order_by(Person.id))).first()
            before = person.full_name, person.role, person.classes
        async with talk.database.writing() as session:
            await correct(session, actor, person.id, field, value, talk.now)
        talk.now += timedelta(minutes=1)
        [asked] = await talk.write(OFFICER, "отмени последнее")
        assert asked.endswith("Вернуть?")
        await talk.press(OFFICER, "Вернуть как было")
        async with talk.database.reading() as session:
            person = await session.get_one(Person, person.id)
            assert (person.full_name, person.role, person.classes) == before
