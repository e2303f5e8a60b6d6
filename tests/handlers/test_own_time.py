"""«Пишите после 15», «31 декабря не пишите»: whoever says so is written to then, and can take it back."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from bot.delivery import Delivery, Options
from handlers.people.own_time import WEEKLY
from handlers.understanding.reading.time.own_time import own_wish
from indicators.weeks import Week
from nudges.plan import DIGEST, QUOTA, Plan
from nudges.plan.skip_reason import SkipReason
from services.occasions import begin_round
from storage.campaigns.outbox import make_recheck
from storage.people.own_time import own_time
from storage.people.registry import link
from storage.tables import Account, OutboxRow, Person, School
from tests.handlers.conversation import (
    ALIEVA,
    BORISOV,
    OFFICER,
    WEEK,
    Conversation,
    add_person,
    add_school,
    talking,
    the_school,
)
from tests.handlers.test_files import LIST, send

MONDAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Пишите мне, пожалуйста, после 15", "с 15:00"),
        ("не пишите до обеда", "с 13:00"),
        ("пишите только утром", "до 13:00"),
        ("не пишите после трёх", "до 15:00"),
        ("пиши с 10 до 14:30", "с 10:00 до 14:30"),
        ("не пишите раньше 11", "с 11:00"),
        ("пишите в любое время", ""),
        ("можно после 9 и до 14", "с 09:00 до 14:00"),
        ("пишите мне можно после 9 и до 14", "с 09:00 до 14:00"),
        ("пишите после 9 и не позже 14", "с 09:00 до 14:00"),
        ("не пишите мне по вечерам", "до 18:00"),
    ],
)
def test_hours_of_ones_own_are_read(text, hours):
    wish = own_wish(text, MONDAY)
    words = [f"с {wish.begins:%H:%M}" if wish.begins else "", f"до {wish.ends:%H:%M}" if wish.ends else ""]
    assert (" ".join(filter(None, words)), wish.days, wish.name) == (hours, (), "")


@pytest.mark.parametrize(
    "text",
    [
        "не пишите мне больше",
        "не пиши на этой неделе",
        "не пишите до пятницы",
        "не пиши с понедельника",
        "пиши мне",
        "можно до 15 декабря",
        "можно после 15",
    ],
)
def test_other_wishes_are_left_alone(text):
    assert own_wish(text, MONDAY) is None


def test_days_are_read_with_whose_they_are():
    assert own_wish("31 декабря не пиши Алиевой", MONDAY).days == (date(2026, 12, 31),)
    assert own_wish("31 декабря не пиши Алиевой", MONDAY).name == "алиевой"
    assert own_wish("не пишите 30 и 31 декабря", MONDAY).days == (date(2026, 12, 30), date(2026, 12, 31))
    assert len(own_wish("с 28 по 31 декабря не пишите", MONDAY).days) == 4


async def delivered(talk: Conversation) -> dict[int, list[str]]:
    community = talk.services.community_id
    options = Options(
        clock=talk.services.clock,
        recheck=make_recheck(talk.database, talk.services.clock),
        patience=timedelta(minutes=1),
    )
    await Delivery(talk.database, {community: talk.services.messenger}, options).deliver()
    return {who: await talk.said(who) for who in (ALIEVA, BORISOV)}


async def moments(talk: Conversation) -> list[str]:
    async with talk.database.reading() as session:
        query = select(Person.last_name, OutboxRow.not_before, OutboxRow.state).join(Person)
        rows = await session.execute(query.order_by(OutboxRow.id.desc()).limit(2))
        return [f"{name} {at and at.astimezone(talk.services.zone):%d.%m %H:%M} {state}" for name, at, state in rows]


async def test_a_teachers_own_hours_are_kept_for_rounds_and_announcements_and_taken_back(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(ALIEVA, "пишите мне после 15")
        assert said == "Хорошо, вам буду писать с 15:00, в рабочие дни школы."
        [card] = await talk.write(OFFICER, "карточка Алиевой")
        assert "Пишем с 15:00." in card
        [shown] = await talk.write(OFFICER, "напомнить всем")
        assert "сразу" not in shown
        await talk.press(OFFICER, "Отправить: 1")
        assert (await delivered(talk))[ALIEVA] == []
        assert "Алиева 16.11 15:00 planned" in await moments(talk)
        await talk.write(OFFICER, "передай всем, что завтра педсовет в 14:00")
        await talk.press(OFFICER, "Отправить: 2")
        told = await delivered(talk)
        assert (told[ALIEVA], len(told[BORISOV])) == ([], 1)
        talk.now += timedelta(hours=4)
        assert len((await delivered(talk))[ALIEVA]) == 2
        [back] = await talk.press(ALIEVA, "В любые часы школы")
        assert back == "Хорошо, вам снова пишу в рабочие часы школы."


async def test_an_announcement_waits_for_the_first_own_hours_of_the_next_week(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "пишите мне до 13")
        talk.now += timedelta(days=4, hours=3)
        await talk.write(OFFICER, "передай всем: педсовет 25 ноября")
        await talk.press(OFFICER, "Отправить: 2")
        assert (await delivered(talk))[ALIEVA] == []
        talk.now += timedelta(days=3, hours=-4)
        assert len((await delivered(talk))[ALIEVA]) == 1


async def test_an_officer_says_it_of_a_colleague_and_hours_outside_the_schools_are_refused(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(OFFICER, "Алиевой пишите после 15")
        assert said == "Хорошо, Алиевой Марьям Ахмедовне буду писать с 15:00, в рабочие дни школы."
        [no] = await talk.write(ALIEVA, "пишите после 19")
        assert no == "Школа пишет педагогам с 09:00 до 18:00: в эти часы ничего не останется. Назовите другие."
        await talk.write(ALIEVA, "сегодня не пишите")
        [data] = await talk.write(ALIEVA, "мои данные")
        assert "Просит не писать: 16 ноября." in data


async def test_a_day_of_ones_own_puts_the_message_off_and_not_away(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(ALIEVA, "не пишите сегодня")
        assert said.startswith("Хорошо, 16 ноября вам не напишу.")
        await talk.write(OFFICER, "напомнить всем")
        await talk.press(OFFICER, "Отправить: 1")
        assert (await delivered(talk))[ALIEVA] == []
        assert "Алиева 17.11 09:00 planned" in await moments(talk)
        await talk.press(ALIEVA, "Отменить")


async def test_a_round_may_be_sent_at_another_moment(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "напомнить всем")
        [preview] = await talk.write(OFFICER, "отправь завтра в 10")
        assert "Когда: вторник, 17 ноября, с 10:00." in preview
        [gone] = await talk.write(OFFICER, "сегодня в 8")
        assert "уже прошёл" in gone
        *_, done = await talk.press(OFFICER, "Отправить: 1")
        assert "сообщения пойдут 17 ноября с 10:00" in done
        assert all("17.11 10:00 planned" in one for one in await moments(talk))
        [coming] = await talk.write(OFFICER, "расписание")
        assert "• вторник, 17 ноября, 10:00 — уйдёт назначенное раньше (1 сообщение)" in coming
        await talk.write(OFFICER, "передай всем завтра в 11: педсовет в 14:00")
        await talk.press(OFFICER, "Отправить: 2")
        [coming] = await talk.write(OFFICER, "расписание")
        assert "17 ноября, 11:00 — уйдёт назначенное раньше (объявление, 2 сообщения)" in coming
        await talk.write(OFFICER, "карантин с 17 по 20 ноября")  # the week is over by then, and so are its messages
        [coming] = await talk.write(OFFICER, "расписание")
        assert "назначенное раньше" not in coming


async def test_a_first_message_that_was_put_off_and_the_second_look_do_not_come_together(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        async with talk.database.writing() as session:
            here = await session.get_one(School, school.id)
            for kind in (QUOTA, DIGEST, QUOTA):  # where the first message waits, no second look is planned
                await begin_round(session, here, Week.parse(WEEK), kind, talk.now, default_zone="Europe/Moscow")
        async with talk.database.reading() as session:
            look, first = await session.scalars(select(OutboxRow).order_by(OutboxRow.id))
        recheck = make_recheck(talk.database, lambda: talk.now)
        assert list((await recheck([look, first])).reasons) == [look.id]
        async with talk.database.writing() as session:
            sent = await session.get_one(OutboxRow, first.id)
            sent.state, sent.finished_at = "sent", talk.now
        talk.now += timedelta(days=1)
        assert (await recheck([look])).reasons
        talk.now += timedelta(days=1)
        assert not (await recheck([look])).reasons


async def test_of_namesakes_the_officer_is_asked_whose_time_is_meant(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        other = await add_person(talk.database, school, "Алиева Марьям Ахмедовна", classes="2Б")
        [asked] = await talk.write(OFFICER, "Алиевой пишите после 15")
        assert asked == "Таких несколько. Кого вы имеете в виду?"
        [done] = await talk.press(OFFICER, "Алиева Марьям Ахмедовна, 2Б")
        assert done == "Хорошо, Алиевой Марьям Ахмедовне буду писать с 15:00, в рабочие дни школы."
        [done] = await talk.write(OFFICER, "31 декабря не пиши Алиевой 2Б")
        assert done.startswith("Хорошо, 31 декабря Алиевой Марьям Ахмедовне не напишу.")
        async with talk.database.reading() as session:
            kept = {one.id: (one.write_from, one.days_off) for one in await session.scalars(select(Person))}
        assert kept[other] == (time(15), ["2026-12-31"])
        assert {value for key, value in kept.items() if key != other} == {(None, None)}


async def test_a_preview_and_a_load_say_who_gets_theirs_later(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "Алиевой пишите после 15")
        [alone] = await talk.write(OFFICER, "напомни Алиевой")
        assert "Когда: понедельник, 16 ноября, с 15:00." in alone
        await talk.press(OFFICER, "Не отправлять")
        school = await the_school(talk)
        await add_person(talk.database, school, "Цой Виктор Робертович", 9_100_099, registered=True, group_messages=0)
        [preview] = await talk.write(OFFICER, "напомнить всем")
        assert "В свои часы или дни получат: Алиева Марьям Ахмедовна." in preview
        await talk.press(OFFICER, "Не отправлять")
        await talk.write(OFFICER, "включить рассылку")
        await send(
            talk, OFFICER, "Статистика.csv", LIST.replace("16.11.2026–22.11.2026", "09.11.2026–15.11.2026").encode()
        )
        [done] = await talk.press(OFFICER, "Загрузить")
        assert "уйдут сами сейчас: 2 людям. Из них 1 человеку — позже, в свои часы или дни." in done


async def test_of_several_days_all_are_taken_back(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(ALIEVA, "не пишите 30 и 31 декабря")
        assert said == (
            "Хорошо, 30–31 декабря вам не напишу. Что пришлось бы на эти дни, придёт в следующий рабочий день."
        )
        [back] = await talk.press(ALIEVA, "Отменить")
        assert back == "Хорошо, 30–31 декабря — дни как дни."
        async with talk.database.reading() as session:
            assert not any(await session.scalars(select(Person.days_off)))


async def test_hours_that_are_over_when_the_reminders_go_bring_them_the_next_week(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        await talk.write(ALIEVA, "пишите мне до 12")
        talk.now = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)  # Friday, three o'clock

        async def begin(kind: str) -> Plan | None:
            async with talk.database.writing() as session:
                here, week = await session.get_one(School, school.id), Week.parse(WEEK)
                return await begin_round(session, here, week, kind, talk.now, default_zone="Europe/Moscow")

        assert (await begin(DIGEST)).recipients
        assert (await delivered(talk))[ALIEVA] == []
        assert await begin(QUOTA) is None
        [who] = await talk.write(OFFICER, "кто получил")
        assert "начнётся 23 ноября в 09:00" in who
        talk.now = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
        assert len((await delivered(talk))[ALIEVA]) == 1
        [preview] = await talk.write(OFFICER, "напомнить Алиевой")  # this week's message it was
        assert "на этой неделе сообщение уже было" in preview


async def test_what_is_the_next_weeks_message_is_not_judged_by_this_weeks(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        await talk.write(OFFICER, "напомнить Алиевой")
        await talk.press(OFFICER, "Отправить: 1")
        assert len((await delivered(talk))[ALIEVA]) == 1
        await talk.write(ALIEVA, "пишите мне до 12")
        talk.now = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
        async with talk.database.writing() as session:
            here = await session.get_one(School, school.id)
            made = await begin_round(session, here, Week.parse(WEEK), DIGEST, talk.now, default_zone="Europe/Moscow")
        assert "Алиева Марьям Ахмедовна" in {one.full_name for one in made.recipients}
        assert (await delivered(talk))[ALIEVA] == []
        talk.now = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
        assert len((await delivered(talk))[ALIEVA]) == 1


async def test_a_second_look_that_cannot_come_this_week_does_not_come(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        talk.now = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
        async with talk.database.writing() as session:
            here = await session.get_one(School, school.id)
            await begin_round(session, here, Week.parse(WEEK), QUOTA, talk.now, default_zone="Europe/Moscow")
        await talk.write(ALIEVA, "пишите мне до 12")
        assert (await delivered(talk))[ALIEVA] == []
        async with talk.database.reading() as session:
            assert await session.scalar(select(OutboxRow.reason)) == SkipReason.TOO_LATE.sentence


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("А можно мне писать только по вторникам?", "по вторникам"),
        ("Пишите мне по вторникам, пожалуйста", "по вторникам"),
        ("пишите по вторникам и четвергам после 14", "по вторникам и четвергам с 14:00"),
        ("только не по пятницам, у меня 7 уроков", "в рабочие дни, кроме пятницы"),
        ("пишите в любой день, кроме пятницы", "в рабочие дни, кроме пятницы"),
        ("не надо мне писать по пятницам", "в рабочие дни, кроме пятницы"),
        ("по пятницам лучше не пишите", "в рабочие дни, кроме пятницы"),
        ("мне по пятницам не удобно", "в рабочие дни, кроме пятницы"),
    ],
)
async def test_days_of_the_week_of_ones_own_are_kept_and_shown(tmp_path, said, kept):
    async with talking(tmp_path) as talk:
        [done] = await talk.write(ALIEVA, said)
        assert done == WEEKLY.format(whom="вам", hours=kept)
        assert f"Пишем {kept}." in (await talk.write(ALIEVA, "мои данные"))[0]
        assert f"Пишем {kept}." in (await talk.write(OFFICER, "карточка Алиевой"))[0]
        await talk.write(ALIEVA, said)
        await talk.press(ALIEVA, "В любые дни и часы школы")
        assert "Пишем" not in (await talk.write(ALIEVA, "мои данные"))[0]


async def test_hours_and_days_of_the_week_stand_side_by_side(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "пишите после 15")
        assert "по вторникам с 15:00" in (await talk.write(ALIEVA, "пишите по вторникам"))[0]
        assert "по вторникам до 12:00" in (await talk.write(ALIEVA, "пишите до 12"))[0]


async def test_a_day_on_which_the_school_never_works_is_refused_at_once(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(ALIEVA, "пишите по субботам")
        assert said == (
            "Школа пишет педагогам в свои рабочие дни, с понедельника по пятницу: по субботам ничего не останется. "
            "Назовите другой день."
        )
        await talk.write(OFFICER, "суббота у нас рабочая")
        assert "по субботам" in (await talk.write(ALIEVA, "пишите по субботам"))[0]


async def test_reminders_wait_for_the_day_and_come_once_a_week(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "пишите по вторникам")
        [preview] = await talk.write(OFFICER, "напомнить всем")
        assert "Когда: вторник, 17 ноября, с 09:00." in preview
        await talk.press(OFFICER, "Отправить: 1")
        assert (await delivered(talk))[ALIEVA] == []
        [coming] = await talk.write(OFFICER, "расписание")
        assert "вторник, 17 ноября" in coming
        talk.now += timedelta(days=1)
        assert len((await delivered(talk))[ALIEVA]) == 1
        talk.now = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)  # Wednesday, when her day of this week is over
        school = await the_school(talk)
        async with talk.database.writing() as session:
            here = await session.get_one(School, school.id)
            await begin_round(session, here, Week.parse(WEEK), DIGEST, talk.now, default_zone="Europe/Moscow")
        assert (await delivered(talk))[ALIEVA] == []
        talk.now = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
        assert len((await delivered(talk))[ALIEVA]) == 1


async def test_a_colleague_is_not_left_in_peace_for_good_because_of_a_day_of_the_week(tmp_path):
    async with talking(tmp_path) as talk:
        for said, kept in (
            ("не тревожить Борисова по пятницам", "Борисову Борису Олеговичу буду писать в рабочие дни, кроме пятницы"),
            ("исключить Борисова по пятницам", "Борисову Борису Олеговичу буду писать в рабочие дни, кроме пятницы"),
            ("не пиши Алиевой каждую среду", "Алиевой Марьям Ахмедовне буду писать в рабочие дни, кроме среды"),
            ("Алиевой пишите по вторникам", "Алиевой Марьям Ахмедовне буду писать по вторникам"),
        ):
            assert kept in (await talk.write(OFFICER, said))[0]
        for other in ("напоминай по вторникам", "присылать отчёт по пятницам"):
            assert "буду писать" not in (await talk.write(OFFICER, other))[0]
        for other in ("по пятницам у меня семь уроков", "пишите только по средним классам"):
            assert "буду писать" not in (await talk.write(ALIEVA, other))[0]


async def test_why_it_is_wished_may_be_said_first(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(ALIEVA, "до обеда я в другой школе, пишите после 13")
        assert "с 13:00" in said
        [said] = await talk.write(ALIEVA, "по утрам у меня уроки, пишите после 14")
        assert "с 14:00" in said


async def test_several_colleagues_have_their_time_by_one_sentence(tmp_path):
    async with talking(tmp_path) as talk:
        said = await talk.write(OFFICER, "Алиевой и Борисову пишите после 13")
        assert [one.partition(" буду")[0] for one in said] == [
            "Хорошо, Алиевой Марьям Ахмедовне",
            "Хорошо, Борисову Борису Олеговичу",
        ]
        async with talk.database.reading() as session:
            assert set(await session.scalars(select(Person.write_from))) == {time(13)}


async def test_whoever_is_not_written_to_hears_it_with_their_hours(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "больше мне не пишите")
        for said in ("пишите по вторникам", "пишите в любое время"):
            assert (await talk.write(ALIEVA, said))[-1].endswith("вернуть можно словом «напоминать».")
        [told] = await talk.write(OFFICER, "Алиевой пишите после 13")
        assert told.endswith("Но пока не пишу: человек сам просил не напоминать.")
        assert "Но пока" not in (await talk.write(OFFICER, "Борисову пишите после 13"))[0]


async def an_officer_who_teaches(talk: Conversation) -> int:
    person_id = await add_person(talk.database, await the_school(talk), "Ответова Ольга Олеговна", calls=0)
    async with talk.database.writing() as session:
        account = await session.scalar(select(Account).where(Account.external_id == OFFICER))
        (await session.get_one(Person, person_id)).account_id = account.id
    return person_id


async def test_an_officer_who_teaches_has_time_of_her_own_and_the_schools_stays(tmp_path):
    async with talking(tmp_path) as talk:
        person_id = await an_officer_who_teaches(talk)
        before = (await the_school(talk)).work_from
        for said, kept in (
            ("мне пишите после 15", "вам буду писать с 15:00"),
            ("мне пиши с 10 до 14", "вам буду писать с 10:00 до 14:00"),
            ("по средам мне не пиши", "вам буду писать в рабочие дни, кроме среды, с 10:00 до 14:00"),
            ("в пятницу мне не пиши", "20 ноября вам не напишу"),
        ):
            [answer] = await talk.write(OFFICER, said)
            assert kept in answer.replace("среды с", "среды, с")
            assert "О делах школы — ошибках, заявках, сводке — пишу как прежде." in answer
        async with talk.database.reading() as session:
            person = await session.get_one(Person, person_id)
            assert (person.write_from, person.write_to, person.days_off) == (time(10), time(14), ["2026-11-20"])
        assert (await the_school(talk)).work_from == before
        [asked] = await talk.write(OFFICER, "пишите после 15")
        assert "Часы рассылки" in asked


async def test_an_officer_whom_no_list_names_is_not_reminded_at_all(tmp_path):
    async with talking(tmp_path) as talk:
        before = (await the_school(talk)).work_from
        for said in ("мне пишите после 15", "по средам мне не пиши"):
            [answer] = await talk.write(OFFICER, said)
            assert answer.startswith("Напоминаний я вам не шлю: в списке педагогов вас нет.")
        assert (await the_school(talk)).work_from == before


@pytest.mark.parametrize(
    ("said", "days", "kept"),
    [
        ("не пишите до четверга", "до 19 ноября", "16–19 ноября"),
        ("не пишите мне до 25 ноября", "до 25 ноября", "16–25 ноября"),
        ("у меня телефон сломался до четверга не пишите", "до 19 ноября", "16–19 ноября"),
        ("можно до конца месяца мне не писать", "до 30 ноября", "16–30 ноября"),
        ("не беспокойте меня с понедельника по среду", "23–25 ноября", "23–25 ноября"),
        ("не присылайте ничего неделю", "до 22 ноября", "16–22 ноября"),
        ("не пишите мне с 20 ноября по 2 декабря", "20 ноября – 2 декабря", "20 ноября – 2 декабря"),
        ("не пишите с 5 по 12 декабря", "5–12 декабря", "5–12 декабря"),
        ("пишите после 20-го", "до 20 ноября", "16–20 ноября"),
        ("напишите мне после 20 ноября", "до 20 ноября", "16–20 ноября"),
        ("пишите с понедельника", "до 22 ноября", "16–22 ноября"),
        ("не пишите до 20", "до 20 ноября", "16–20 ноября"),
        ("до 5 не пишите", "до 5 декабря", "16 ноября – 5 декабря"),
        ("отстаньте до четверга", "до 19 ноября", "16–19 ноября"),
        ("оставьте меня в покое до 25-го", "до 25 ноября", "16–25 ноября"),
    ],
)
async def test_days_of_peace_that_are_named_are_offered_and_kept(tmp_path, said, days, kept):
    async with talking(tmp_path) as talk:
        [offered] = await talk.write(ALIEVA, said)
        assert offered.startswith("Простите, если не вовремя. Не писать вам ")
        assert (await talk.buttons(ALIEVA))[0] == f"Не писать {days}"
        [done] = await talk.write(ALIEVA, "да")
        assert done.startswith(f"Хорошо, {days}")
        [data] = await talk.write(ALIEVA, "мои данные")
        assert f"Просит не писать: {kept}." in data
        [card] = await talk.write(OFFICER, "карточка Алиевой")
        assert f"Просит не писать: {kept}." in card


@pytest.mark.parametrize("before", ["сколько нас в школе", "срок регистрации и где журнал", "расскажи про всё это"])
async def test_days_of_peace_are_read_before_any_question_that_was_asked_back(tmp_path, before):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, before)
        [offered] = await talk.write(ALIEVA, "не пишите до четверга")
        assert offered.startswith("Простите, если не вовремя. Не писать вам до 19 ноября включительно?")
        [done] = await talk.write(ALIEVA, "да")
        assert done.startswith("Хорошо, до 19 ноября")


async def test_whoever_named_days_of_peace_gets_nothing_until_then_and_may_take_it_back(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "не пишите до среды")
        await talk.press(ALIEVA, "Не писать до 18 ноября")
        await talk.write(OFFICER, "передай всем, что в пятницу педсовет в 14:00")
        await talk.press(OFFICER, "Отправить: 2")
        assert (await delivered(talk))[ALIEVA] == []
        talk.now += timedelta(days=3)
        assert len((await delivered(talk))[ALIEVA]) == 1
        await talk.write(ALIEVA, "не пишите мне до 30 ноября")
        await talk.press(ALIEVA, "Не писать до 30 ноября")
        assert await talk.press(ALIEVA, "Отменить") == ["Хорошо, пишу как обычно."]
        assert "Просит не писать" not in (await talk.write(ALIEVA, "мои данные"))[0]


async def test_days_of_peace_that_are_over_by_the_press_are_said_to_be_over(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "не пишите до среды")
        talk.now += timedelta(days=5)
        assert await talk.press(ALIEVA, "Не писать до 18 ноября") == [
            "Эти дни уже прошли. Если нужны другие, назовите их."
        ]
        assert "Просит не писать" not in (await talk.write(ALIEVA, "мои данные"))[0]


async def test_peace_of_this_week_or_of_an_absence_is_no_such_days(tmp_path):
    async with talking(tmp_path) as talk:
        [told] = await talk.write(ALIEVA, "не пишите мне на этой неделе")
        assert told == "Хорошо, на этой неделе больше не напомню."
        [told] = await talk.write(ALIEVA, "болею, не пишите до четверга")
        assert "Передать ответственному" in told
        [told] = await talk.write(BORISOV, "не пишите мне до сентября")
        assert "в пределах восьми недель" in told


async def test_a_day_named_behind_eight_weeks_of_peace_is_kept(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "не пишите мне до 10 января")
        await talk.write(ALIEVA, "да")
        [said] = await talk.write(ALIEVA, "15 января не пишите")
        assert said.startswith("Хорошо, 15 января вам не напишу.")
        [data] = await talk.write(ALIEVA, "мои данные")
        assert "Просит не писать: 16 ноября 2026 – 10 января 2027, 15 января." in data.replace("\u00a0", " ")


async def test_a_number_that_may_be_an_hour_is_offered_as_one_too(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "до 5 не пишите")
        [said] = await talk.press(ALIEVA, "Каждый день после 17:00")
        assert said == "Хорошо, вам буду писать с 17:00, в рабочие дни школы."


@pytest.mark.parametrize("is_pressed", [True, False])
async def test_of_two_schools_hours_are_kept_at_both_or_at_none(tmp_path, is_pressed):
    async with talking(tmp_path) as talk:
        other = await add_school(talk.database, "Школа № 2 (пример)")
        second = await add_person(talk.database, other, "Алиева-Вторая Марьям Ахмедовна", registered=True)
        async with talk.database.writing() as session:
            account = await session.scalar(select(Account).where(Account.external_id == ALIEVA))
            assert await link(session, await session.get_one(Person, second), account)
            (await session.get_one(School, other.id)).work_to = time(14)
        if is_pressed:
            [said] = await talk.press_payload(ALIEVA, {"do": "own_hours", "h": 17})
        else:
            [said] = await talk.write(ALIEVA, "пишите мне после 17")
        assert said.startswith("Школа пишет педагогам с 09:00 до 14:00")
        async with talk.database.reading() as session:
            assert set(await session.scalars(select(Person.write_from))) == {None}


async def test_peace_for_a_colleague_is_not_taken_for_ones_own(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(ALIEVA, "Борисову не пишите до четверга")
        assert said.startswith("Это умеет только ответственный")


@pytest.mark.parametrize("slip", ["ой, до четверга", "нет, до четверга", "до четверга"])
async def test_other_days_named_at_once_take_the_place_of_the_first(tmp_path, slip):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "не тревожьте меня до среды")
        assert "до 19 ноября" in (await talk.write(ALIEVA, slip))[-1]
        await talk.press(ALIEVA, "Не писать до 19 ноября")
        assert "до 18 ноября" in (await talk.write(ALIEVA, "ой, до среды"))[-1]
        [kept] = await talk.press(ALIEVA, "Не писать до 18 ноября")
        assert kept.startswith("Хорошо, до 18 ноября")
        async with talk.database.reading() as session:
            person = await session.scalar(select(Person).where(Person.last_name == "Алиева"))
            assert max(own_time(person).days_off) == date(2026, 11, 18)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("бываю только вторник и пятница, в другие дни прошу не беспокоить", "по вторникам и пятницам"),
        ("пишите только во вторник и пятницу", "по вторникам и пятницам"),
        ("среда и пятница — мои дни, в остальные не дергайте", "по средам и пятницам"),
        ("не в понедельник пишите, а в среду", "по средам"),
        ("по средам и четвергам меня нет, не пишите", "в рабочие дни, кроме среды и четверга"),
        ("по вторникам я в другой школе, пишите в остальные дни", "в рабочие дни, кроме вторника"),
        ("пишите во вторник и пятницу после 14", "по вторникам и пятницам с 14:00"),
    ],
)
async def test_days_of_every_week_are_read_clause_by_clause(tmp_path, said, kept):
    async with talking(tmp_path) as talk:
        [done] = await talk.write(ALIEVA, said)
        assert done == WEEKLY.format(whom="вам", hours=kept)


@pytest.mark.parametrize(
    "said",
    [
        "позвоню во вторник и пятницу, не напоминайте",
        "я была во вторник и пятницу, всё сделала, только не пишите больше",
        "звонок сделаю в среду, а сообщения в четверг, не надо писать каждый день",
    ],
)
async def test_days_of_what_somebody_does_are_no_days_of_letters(tmp_path, said):
    async with talking(tmp_path) as talk:
        answer = "\n".join(await talk.write(ALIEVA, said))
        assert "буду писать" not in answer
        assert "Не писать вам" not in answer


async def test_what_cannot_be_kept_of_a_wish_is_said(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(ALIEVA, "пишите раз в месяц, и не в понедельник")
        assert "в рабочие дни, кроме понедельника" in said
        assert "Реже не умею" in said
        [said] = await talk.write(ALIEVA, "можно не каждую неделю писать, а раз в месяц")
        assert said.startswith("Реже раза в неделю не умею")


async def test_one_reminder_at_its_hour_is_not_promised_but_the_hours_of_every_week_are_offered(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(ALIEVA, "в пятницу после 14 напомните, буду в школе")
        assert said.startswith("Один раз, в назначенный день и час, напомнить не смогу")
        [kept] = await talk.press(ALIEVA, "Писать по пятницам с 14:00")
        assert kept == WEEKLY.format(whom="вам", hours="по пятницам с 14:00")
        [said] = await talk.write(ALIEVA, "напомни через час про звонок")
        assert said.startswith("Один раз, в назначенный день и час, напомнить не смогу")
        [figures] = await talk.write(ALIEVA, "напомните, что я не сделала")
        assert "Ваши показатели" in figures


async def test_days_on_which_somebody_works_are_asked_about(tmp_path):
    async with talking(tmp_path) as talk:
        assert await talk.write(ALIEVA, "я у вас только по четвергам работаю") == [
            "Понял. Писать вам только по четвергам?"
        ]
        [kept] = await talk.write(ALIEVA, "да")
        assert "по четвергам" in kept
