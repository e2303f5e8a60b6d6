"""Per person and per round: what was sent, what became of it, what was answered; pupils typed by hand."""

from datetime import timedelta

from sqlalchemy import delete, select, update

from indicators.weeks import Week
from nudges.plan.skip_reason import SkipReason
from storage.campaigns.planning import RoundWishes, plan
from storage.campaigns.rounds import plan_campaign
from storage.people.accounts import ensure_account
from storage.people.roles import Role, give_role
from storage.tables import (
    Account,
    Campaign,
    Claim,
    Exemption,
    OutboxRow,
    Person,
    PersonWeek,
    SchoolWeek,
    StatisticsImport,
)
from tests.handlers.conversation import ALIEVA, BORISOV, MANAGER, OFFICER, add_person, add_school, talking, the_school


async def a_round(talk) -> None:
    """Алиева got it and answered, Борисов did not get it."""
    school = await the_school(talk)
    async with talk.database.writing() as session:
        campaign = Campaign(school_id=school.id, week="2026-W46", kind="digest", made_at=talk.now)
        session.add(campaign)
        await session.flush()
        people = {one.last_name: one for one in await session.scalars(select(Person))}
        for name, peer, state, reason in (
            ("Алиева", ALIEVA, "sent", None),
            ("Борисов", BORISOV, "failed", "Мессенджер не ответил."),
        ):
            session.add(
                OutboxRow(
                    campaign_id=campaign.id,
                    person_id=people[name].id,
                    account_id=people[name].account_id,
                    peer_id=peer,
                    text="…",
                    gaps=["no_call"],
                    state=state,
                    reason=reason,
                    finished_at=talk.now,
                )
            )
        session.add(Claim(person_id=people["Алиева"].id, week="2026-W46", gap="no_call", kind="done", at=talk.now))


async def test_what_one_person_received_with_its_fate_and_answer(tmp_path):
    async with talking(tmp_path) as talk:
        await a_round(talk)
        [said] = await talk.write(OFFICER, "что получила Алиева")
        assert "16.11 11:00 — напоминание недели" in said
        assert "доставлено; ответ — «уже сделано»" in said
        [other] = await talk.write(OFFICER, "что получил Борисов")
        assert "Мессенджер не ответил." in other


async def test_whoever_says_to_be_away_or_gone_has_answered_that_and_nothing_else(tmp_path):
    async with talking(tmp_path) as talk:
        await a_round(talk)
        talk.now += timedelta(minutes=5)
        for said, shown in (("я на больничном до пятницы", "об отсутствии"), ("я увольняюсь", "об уходе")):
            await talk.write(ALIEVA, said)
            await talk.press(ALIEVA, "Да, передать")
            *_, answered = await talk.write(OFFICER, "кто ответил")
            assert f"сообщение {shown}" in answered
            assert "«не на этой неделе»" not in answered
        async with talk.database.writing() as session:
            account = await ensure_account(session, "vk", MANAGER)
            await give_role(session, account.id, (await the_school(talk)).id, Role.MANAGER, talk.now)
        [answered] = await talk.write(MANAGER, "кто ответил")
        assert "«уже сделано» (звонок), просьба не тревожить" in answered  # why, only the officers know
        assert "сообщение об" not in answered


async def test_whoever_has_written_since_is_not_said_to_be_closed(tmp_path):
    async with talking(tmp_path) as talk:
        await a_round(talk)
        async with talk.database.writing() as session:
            await session.execute(update(OutboxRow).where(OutboxRow.state == "failed").values(state="unreachable"))
        assert "Мессенджер не ответил." in (await talk.write(OFFICER, "кому не дошло"))[0]
        await talk.write(BORISOV, "здравствуйте")
        assert "теперь разрешены: можно повторить" in (await talk.write(OFFICER, "кому не дошло"))[0]


async def test_why_somebody_got_nothing_is_told_in_a_break_too(tmp_path):
    async with talking(tmp_path) as talk:
        await a_round(talk)
        await add_person(talk.database, await the_school(talk), "Гаджиева Патимат Омаровна", registered=True, calls=0)
        await talk.write(OFFICER, "каникулы с 17 по 20 ноября")
        talk.now += timedelta(days=1)
        [missed] = await talk.write(OFFICER, "кому не дошло")
        assert "• Гаджиева Патимат Омаровна — аккаунт неизвестен: нужна листовка с QR-кодом" in missed


async def test_a_round_by_names(tmp_path):
    async with talking(tmp_path) as talk:
        [none] = await talk.write(OFFICER, "кто ответил")
        assert none == "Рассылок с напоминаниями ещё не было."
        await a_round(talk)
        [said] = await talk.write(OFFICER, "кто ответил")
        assert "Получили — 1, ответили — 1:" in said
        assert "Алиева Марьям Ахмедовна — «уже сделано»" in said
        [got] = await talk.press(OFFICER, "Кто получил")
        assert "• Алиева Марьям Ахмедовна, 16.11 11:00" in got
        [missed] = await talk.write(OFFICER, "кому не дошло")
        assert "Борисов" in missed
        [typed] = await talk.write(OFFICER, "кто получил напоминание")
        assert "• Алиева Марьям Ахмедовна, 16.11 11:00" in typed


async def test_of_what_was_not_sent_after_all_it_is_said_why(tmp_path):
    async with talking(tmp_path) as talk:
        await a_round(talk)
        async with talk.database.writing() as session:
            here = OutboxRow.state == "failed"
            await session.execute(
                update(OutboxRow).where(here).values(state="skipped", reason=SkipReason.EXEMPT.sentence)
            )
        said = " ".join(await talk.write(OFFICER, "как идёт рассылка"))
        assert "отправлено 1 из 2, снято с отправки 1 (освобождение — 1)" in said


async def test_who_orders_a_reminder_reads_first_what_its_people_heard_and_said_lately(tmp_path):
    async with talking(tmp_path) as talk:
        await a_round(talk)
        talk.now += timedelta(days=3)
        async with talk.database.writing() as session:
            await session.execute(delete(Claim))
            await session.execute(update(PersonWeek).values(calls=0))
            await session.execute(update(Campaign).values(kind="quota"))
        await talk.write(ALIEVA, "у меня 12, а не 4")
        shown = (await talk.write(OFFICER, "напомни Алиевой"))[-1]
        assert "⚠ Напоминал уже 16 ноября." in shown
        assert "⚠ На возражение о цифрах ответа ещё нет." in shown
        shown = (await talk.write(OFFICER, "напомнить всем"))[-1]
        assert "⚠ Уже напоминал за последние 7 дней: Алиева Марьям Ахмедовна (16 ноября)." in shown
        talk.now += timedelta(days=7)
        shown = (await talk.write(OFFICER, "напомни Алиевой"))[-1]
        assert "Напоминал уже" not in shown


async def test_what_was_said_before_a_message_is_no_answer_to_it(tmp_path):
    async with talking(tmp_path) as talk:
        await a_round(talk)
        async with talk.database.writing() as session:
            await session.execute(update(Claim).values(at=talk.now - timedelta(days=4), kind="mistake"))
        [said] = await talk.write(OFFICER, "кто ответил")
        assert "Получили — 1, ответили — 0:\nпока никто.\nНе ответили — 1: Алиева Марьям Ахмедовна." in said
        assert "Не ответили — 1: Алиева" in (await talk.write(OFFICER, "кто не ответил"))[0]


async def test_a_reason_of_that_day_is_told_when_it_is_over_and_nobody_is_said_to_be_reminded_now(tmp_path):
    async with talking(tmp_path) as talk:
        await a_round(talk)
        school = await the_school(talk)
        disputing = await add_person(talk.database, school, "Гаджиева Патимат Омаровна", 91, registered=True, calls=0)
        newcomer = await add_person(talk.database, school, "Яхина Яна Юсуповна", 92, registered=True, calls=0)
        async with talk.database.writing() as session:
            await session.execute(update(Account).values(writing="allowed"))
            later = {"resolved_at": talk.now + timedelta(hours=5), "resolution": "admitted"}
            week = "2026-W46"
            session.add(Claim(person_id=disputing, week=week, gap="no_call", kind="mistake", at=talk.now, **later))
            joined = update(Person).where(Person.id == newcomer)
            await session.execute(joined.values(created_at=talk.now + timedelta(hours=2)))
        talk.now += timedelta(days=1)
        [missed] = await talk.write(OFFICER, "кому не дошло")
        assert "• Яхина Яна Юсуповна — тогда в списке школы ещё не было" in missed
        assert (
            "• Гаджиева Патимат Омаровна — сообщение об ошибке в данных тогда ещё ждало ответа ответственного" in missed
        )
        assert "сейчас напомнил бы" not in missed


async def test_whom_was_written_to_this_week_are_all_rounds_of_it(tmp_path):
    async with talking(tmp_path) as talk:
        await a_round(talk)
        talk.now += timedelta(days=2)
        await talk.write(OFFICER, "передай Борисову, что завтра педсовет")
        await talk.press(OFFICER, "Отправить: 1")
        async with talk.database.writing() as session:
            announced = update(OutboxRow).where(OutboxRow.state == "planned")
            await session.execute(announced.values(state="sent", finished_at=talk.now))
        [this_week] = await talk.write(OFFICER, "кому писал на этой неделе")
        assert "• Борисов Борис Олегович, 18.11" in this_week
        assert "• Алиева Марьям Ахмедовна, 16.11" in this_week
        talk.now += timedelta(days=7)
        [later] = await talk.write(OFFICER, "кому писал на этой неделе")
        assert later.endswith("На этой неделе ещё никому не писал.")
        assert "Алиева" not in later


async def test_what_people_say_instead_of_a_button_is_an_answer_and_an_announcement_asks_for_none(tmp_path):
    async with talking(tmp_path) as talk:
        await a_round(talk)
        await add_person(talk.database, await the_school(talk), "Гаджиева Патимат Омаровна")
        talk.now += timedelta(minutes=5)
        await talk.write(ALIEVA, "больше не пишите мне")
        await talk.write(OFFICER, "передай Борисову, что завтра педсовет")
        await talk.press(OFFICER, "Отправить: 1")
        [said] = await talk.write(OFFICER, "кто ответил")
        assert "Рассылка по данным за 9–15 ноября" in said
        assert "Алиева Марьям Ахмедовна — «уже сделано» (звонок), «не напоминать»" in said
        [got] = await talk.press(OFFICER, "Кто получил")
        assert "Рассылка по данным за 9–15 ноября" in got
        await talk.write(OFFICER, "кто ответил")
        [missed] = await talk.press(OFFICER, "Кто не получил")
        assert "Рассылка по данным за 9–15 ноября" in missed
        assert "• Борисов Борис Олегович" in missed
        [missed] = await talk.write(OFFICER, "кто не получил")
        assert "Рассылка объявления" in missed
        assert "Ещё 2 людям объявление не отправлялось" in missed


async def test_a_new_round_is_for_those_who_did_not_answer_the_last(tmp_path):
    async with talking(tmp_path) as talk:
        nothing = ["Рассылок с напоминаниями ещё не было."]
        assert await talk.write(OFFICER, "напомни тем, кто не ответил") == nothing
        await talk.write(OFFICER, "передай Борисову, что завтра педсовет")
        await talk.press(OFFICER, "Отправить: 1")
        assert await talk.write(OFFICER, "напомни тем, кто не ответил") == nothing
        await a_round(talk)
        assert "ответили все" in (await talk.write(OFFICER, "напомни тем, кто не ответил"))[0]
        async with talk.database.writing() as session:
            await session.execute(delete(Claim))
            await session.execute(update(OutboxRow).where(OutboxRow.state == "sent").values(state="planned"))
        [waiting] = await talk.write(OFFICER, "напомни тем, кто не ответил")
        assert waiting == "Последние напоминания пока никто не получил: отвечать было не на что."
        async with talk.database.writing() as session:
            await session.execute(update(OutboxRow).where(OutboxRow.state == "planned").values(state="sent"))
        [shown] = await talk.write(OFFICER, "напомни тем, кто не ответил")
        assert "кто не ответил»: 1 человеку" in shown
        assert "Алиева" in shown


async def test_the_card_leads_to_what_was_received(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "карточка Алиевой")
        [said] = await talk.press(OFFICER, "Что приходило")
        assert "сообщений от меня ещё не было" in said


async def test_pupils_are_typed_and_shown_before_they_are_written(tmp_path):
    async with talking(tmp_path) as talk:
        [question] = await talk.write(OFFICER, "ученики 512 из 530, эжд 300")
        assert "учеников в Сферуме 512 из 530, связали журнал 300 из 512" in question
        await talk.press(OFFICER, "Записать")
        async with talk.database.reading() as session:
            rows = {one.code: (one.value, one.total) for one in await session.scalars(select(SchoolWeek))}
        assert rows == {"pupils_total": (512, 530), "pupils_journal_linked": (300, 512)}
        summary = (await talk.write(OFFICER, "сводка"))[0]
        assert "512" in summary


async def test_impossible_pupils_are_refused(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(OFFICER, "ученики 612 из 530")
        assert "Так не бывает" in said


async def test_two_of_one_name_are_told_apart_wherever_they_are_listed(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        lacking = {"registered": True, "calls": 0, "group_messages": 0}
        await add_person(talk.database, school, "Гаджиева Патимат Омаровна", 9_100_041, role="физика", **lacking)
        await add_person(talk.database, school, "Гаджиева Патимат Омаровна", classes="7А", role="химия", calls=1)
        await add_person(talk.database, school, "Ежова Елена Ивановна", role="учитель", classes="5А", calls=0)
        await add_person(talk.database, school, "Ежова Елена Ивановна", role="учитель", classes="6Б", calls=0)
        for asked in ("кто без звонка", "кто отстаёт", "сводка"):
            text = (await talk.write(OFFICER, asked))[0]
            assert "Гаджиева Патимат Омаровна (физика)" in text, asked
        text = (await talk.write(OFFICER, "кто без звонка"))[0]
        assert "Ежова Елена Ивановна (5А)" in text
        assert "Ежова Елена Ивановна (6Б)" in text
        assert "Алиева Марьям Ахмедовна (" not in text
        text = (await talk.write(OFFICER, "с кем поговорить"))[0]
        assert "Гаджиева Патимат Омаровна (химия)" in text
        async with talk.database.writing() as session:
            physicist = await session.scalar(select(Person).where(Person.role == "физика"))
            session.add(Exemption(person_id=physicist.id, reason="отпуск", starts_on=talk.now.date(), ends_on=None))
        assert await talk.press_payload(OFFICER, {"do": "restore"}) == ["Кого вернуть?"]
        await talk.press(OFFICER, "Гаджиева Патимат Омаровна, физика")
        [told] = await talk.write(OFFICER, "передай всем, что завтра педсовет в 14:00")
        assert "3 людям: " in told
        assert "Гаджиева Патимат Омаровна (физика)" in told


async def test_who_works_at_two_schools_reads_which_one_writes_and_the_other_learns_of_it(tmp_path):
    async with talking(tmp_path) as talk:
        first = await the_school(talk)
        second = await add_school(talk.database, "Лицей № 5 (пример)")
        facts = {"registered": True, "group_chats": 0, "group_messages": 25, "calls": 1, "journal_linked": True}
        await add_person(talk.database, second, "Алиева Марьям Ахмедовна", **facts)
        async with talk.database.writing() as session:
            account = await ensure_account(session, "vk", ALIEVA)
            account.writing = "allowed"
            await session.execute(update(Person).where(Person.last_name == "Алиева").values(account_id=account.id))
            await session.execute(update(StatisticsImport).values(received_on=talk.now.date()))
        week = Week.parse("2026-W46")
        made = await plan_campaign(talk.database, second, week, now=talk.now)
        async with talk.database.writing() as session:
            [row] = await session.scalars(select(OutboxRow).where(OutboxRow.campaign_id == made.id))
            assert row.text.startswith("Марьям Ахмедовна, здравствуйте!\nЛицей № 5 (пример)\n\nЭто «Дежурный»")
            row.state, row.finished_at = "sent", talk.now
            alone = await plan(session, first, week, now=talk.now)
            people = {one.full_name: one.reason for one in alone.skipped}
            assert people["Алиева Марьям Ахмедовна"] is SkipReason.ALREADY_WRITTEN
            shown = await plan(session, second, week, RoundWishes("manual-1"), now=talk.now, letters=slice(2))
            assert all("Лицей" in one.text for one in shown.recipients)
        [said] = await talk.write(OFFICER, "что получила Алиева")
        assert "16.11 11:00 — писал от другой школы, где этого человека тоже знают" in said
        of_first, of_second = await talk.write(ALIEVA, "сколько раз вы мне писали")
        assert "один раз, 16.11 11:00: напоминание от другой вашей школы" in of_first
        assert "один раз, 16.11 11:00: напоминание недели" in of_second
        [said] = await talk.write(ALIEVA, "меня видят две школы")
        assert "её название — в первой строке" in said
        await talk.write(OFFICER, "передай Алиевой, что завтра педсовет")
        await talk.press(OFFICER, "Отправить: 1")
        async with talk.database.reading() as session:
            [text] = await session.scalars(select(OutboxRow.text).where(OutboxRow.text.contains("едсовет")))
        assert text.startswith("Марьям Ахмедовна, объявление школы (Школа № 1 (пример)):")


async def test_whom_to_bring_back_says_how_many_more_there_are(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        people = [await add_person(talk.database, school, f"Петров{'а' * one} Пётр Ильич") for one in range(1, 8)]
        async with talk.database.writing() as session:
            for one in people:
                session.add(Exemption(person_id=one, reason="отпуск", starts_on=talk.now.date(), ends_on=None))
        [asked] = await talk.press_payload(OFFICER, {"do": "restore"})
        assert asked.startswith("Кого вернуть? Это не все, в списке ещё 2:")
