"""The clock on a real database: what it writes, once, whatever happens to the program."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import delete, select, update

from bot.clock.alarm import make_scheduler, ringing
from bot.clock.clock import Clock
from bot.vk.addresses import dialog_link
from indicators.weeks import Week
from nudges.clock.agenda import agenda
from storage.clock.heartbeat import beat, clock_fault, last_beat, standstill, take_untold
from storage.clock.occasions import clock_facts
from storage.database.connection import connect
from storage.database.opening import open_database
from storage.people.exemptions import LEAVES
from storage.people.roles import Role, give_role
from storage.schools.calendar import school_calendar
from storage.schools.subscriptions import subscribe, want_summary
from storage.tables import (
    Account,
    Campaign,
    Chat,
    Errand,
    Escalation,
    Exemption,
    Member,
    Occasion,
    OutboxRow,
    Person,
    PersonAccount,
    PersonWeek,
    Reply,
    School,
)
from tests.databases import fresh_database, url_of
from tests.loads import add_load
from tests.postgres import emptied

MONDAY = datetime(2026, 11, 16, 8, tzinfo=UTC)  # 11:00 in Moscow
LAST = Week.parse("2026-W46")
OFFICER, MANAGER = 501, 502


class World:
    """A school with an officer, a manager and as many teachers as wanted, and a clock that can be set."""

    def __init__(self, databases):
        self.database = databases[0]
        self.now = MONDAY
        self.woken = []
        self.clocks = [
            Clock(
                database,
                lambda: self.now,
                communities=(7,),
                link_of=dialog_link,
                deliver=lambda: self.woken.append("deliver"),
                answer=lambda: self.woken.append("answer"),
            )
            for database in databases
        ]

    async def found(self, teachers=1, **settings):
        async with self.database.writing() as session:
            self.school = School(name="Ш", name_key="ш", created_at=MONDAY, settings={"schedule": settings})
            session.add(self.school)
            accounts = [Account(platform="vk", external_id=OFFICER + n) for n in range(2 + teachers)]
            session.add_all(accounts)
            await session.flush()
            for account, role in zip(accounts, ("officer", "manager"), strict=False):
                session.add(Member(account_id=account.id, school_id=self.school.id, role=role, confirmed_at=MONDAY))
            self.people = [
                Person(
                    school_id=self.school.id,
                    full_name=f"Тестова Анна {'АБВГД'[n]}ровна",
                    name_key=f"{n}",
                    account_id=account.id,
                    created_at=MONDAY,
                )
                for n, account in enumerate(accounts[2:])
            ]
            session.add_all(self.people)

    async def namesake(self, role, other):
        """Of another post than the first teacher, and in no file."""
        async with self.database.writing() as session:
            one = await session.get_one(Person, self.people[0].id)
            one.role = role
            alike = {"full_name": one.full_name, "name_key": one.name_key, "role": other}
            session.add(Person(school_id=one.school_id, created_at=MONDAY, **alike))

    async def file(self, week=LAST, at=MONDAY, **facts):
        async with self.database.writing() as session:
            row = await add_load(session, self.school.id, week, at)
            for person in self.people:
                session.add(PersonWeek(person_id=person.id, week=str(week), import_id=row.id, **facts))

    async def ring(self, now=None):
        self.now = now or self.now
        return [one.kind.value for _, one in await self.clocks[0].ring()]

    async def replies(self):
        async with self.database.reading() as session:
            return [(one.peer_id, one.body["text"]) for one in await session.scalars(select(Reply).order_by(Reply.id))]

    async def deliver(self):
        """What delivery would do: everything planned is sent."""
        async with self.database.writing() as session:
            await session.execute(update(OutboxRow).where(OutboxRow.state == "planned").values(state="sent"))

    async def all(self, table):
        async with self.database.reading() as session:
            return (await session.scalars(select(table))).all()


@pytest.fixture
async def world(tmp_path):
    databases = [await fresh_database(tmp_path / "d.db"), await open_database(url_of(tmp_path / "d.db"))]
    yield World(databases)
    for database in databases:
        await database.close()


async def test_a_ring_plans_the_digest_tells_the_officer_and_wakes_delivery(world):
    await world.found(teachers=2)
    await world.file(journal_linked=False)
    assert await world.ring() == ["nudge"]
    (campaign,) = await world.all(Campaign)
    assert (campaign.kind, campaign.week, campaign.ignores_hours) == ("digest", "2026-W46", False)
    assert len(await world.all(OutboxRow)) == 2
    ((peer, text),) = await world.replies()
    assert peer == OFFICER
    assert text.startswith("Напоминания педагогам: 2 сообщения по данным за 9–15 ноября.")
    assert world.woken == ["deliver", "answer"]
    (reply,) = await world.all(Reply)
    assert reply.community_id == 7
    assert await world.ring() == []


async def test_many_clocks_ringing_at_once_do_everything_once(world):
    await world.found(teachers=2)
    await world.file(journal_linked=False, registered=False)
    done = await asyncio.gather(*(clock.ring() for clock in world.clocks * 4))
    assert [one.kind.value for ring in done for _, one in ring] == ["nudge"]
    assert len(await world.all(Campaign)) == 1
    assert len(await world.all(OutboxRow)) == 2
    assert len(await world.replies()) == 1


async def test_clocks_on_a_server_database_do_everything_once_too(postgres):
    """There writers do not queue: the unique keys decide."""
    databases = [await emptied(postgres), *[await open_database(postgres) for _ in range(2)]]
    world = World(databases)
    await world.found(teachers=3)
    await world.file(journal_linked=False)
    done = await asyncio.gather(*(clock.ring() for clock in world.clocks * 2))
    assert [one.kind.value for ring in done for _, one in ring] == ["nudge"]
    assert len(await world.all(OutboxRow)) == 3
    assert len(await world.replies()) == 1
    for database in databases:
        await database.close()


async def test_a_crash_between_the_note_and_its_effect_leaves_neither(world, monkeypatch):
    await world.found()
    await world.file(journal_linked=False)
    clock = world.clocks[0]

    class Killed(BaseException):
        pass

    async def die(*args):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("bot.clock.clock.add_replies", die)
        with pytest.raises(Killed):
            await clock.ring()
    assert await world.all(Occasion) == []
    assert await world.all(Campaign) == []
    assert await world.ring() == ["nudge"]


async def test_whoever_has_several_schools_is_told_which_one_it_is_about(world):
    await world.found()
    async with world.database.writing() as session:
        other = School(name="Лицей (пример)", name_key="лицей", created_at=MONDAY, settings={})
        session.add(other)
        (await session.get_one(School, world.school.id)).name = "15"  # a figure of «за 9–15 ноября» names no school
        await session.flush()
        officer = await session.scalar(select(Account.id).where(Account.external_id == OFFICER))
        session.add(Member(account_id=officer, school_id=other.id, role="officer", confirmed_at=MONDAY))
    assert await world.ring() == ["file_missing"] * 2
    assert sorted(text.partition("\n\n")[0] for _, text in await world.replies()) == ["15", "Лицей (пример)"]
    await world.file()
    await world.ring(datetime(2026, 11, 20, 12, 30, tzinfo=UTC))
    *_, summary = [text for who, text in await world.replies() if who == OFFICER]
    assert summary.startswith("Сводка за")  # it names the school itself


async def test_the_officer_is_asked_for_the_missing_file_once(world):
    await world.found()
    assert await world.ring() == ["file_missing"]
    ((peer, text),) = await world.replies()
    assert peer == OFFICER
    assert "за 9–15 ноября пока не приходил" in text
    assert await world.ring(MONDAY + timedelta(days=2)) == []


async def test_staff_chats_get_the_weeks_totals_without_names_and_with_the_button(world):
    await world.found(teachers=2)
    await world.file(registered=False)
    async with world.database.writing() as session:
        (await session.get_one(Person, world.people[1].id)).left_on = date(2026, 11, 19)  # is of that week
        for number, (kind, state) in enumerate((("staff", "on"), ("staff", "off"), ("parents_with_teacher", "on"))):
            session.add(
                Chat(
                    platform="vk",
                    peer_id=-1 - number,
                    school_id=world.school.id,
                    kind=kind,
                    state=state,
                    settings={},
                )
            )
    await world.ring()
    for _ in range(2):
        await world.ring(datetime(2026, 11, 20, 12, 30, tzinfo=UTC))
    [body] = [one.body for one in await world.all(Reply) if one.peer_id < 0]
    assert "15 ноября" in body["text"].replace("\u00a0", " ")
    assert "Тестова" not in body["text"]
    totals = body["text"].replace("\u00a0", " ")
    assert "0 из 2" in totals
    assert "Всё выполнено у 0 из 1 человека. Ещё 1 из файла той недели в списке школы уже нет." in totals
    assert "https://vk.me/club7" in str(body)


async def test_the_summary_goes_to_the_officer_with_names_and_to_the_manager_without(world):
    await world.found()
    await world.file(registered=False)
    await world.ring()
    done = await world.ring(datetime(2026, 11, 20, 12, 30, tzinfo=UTC))
    assert "summary" in done
    texts = dict((await world.replies())[-2:])
    assert set(texts) == {OFFICER, MANAGER}
    assert "Тестова" not in texts[MANAGER]
    assert all("15 ноября" in text.replace("\u00a0", " ") for text in texts.values())
    pictures = await world.all(Errand)
    assert [(one.kind, one.peer_id, one.details["week"]) for one in pictures] == [
        ("picture", OFFICER, "2026-W46"),
        ("picture", MANAGER, "2026-W46"),
    ]


async def test_whoever_wants_no_summary_gets_none_and_the_others_do(world):
    await world.found()
    await world.file(registered=False)
    async with world.database.writing() as session:
        accounts = {account.external_id: account.id for account in await session.scalars(select(Account))}
        want_summary(await session.get_one(School, world.school.id), [accounts[OFFICER]], wanted=False)
    await world.ring()
    before = len(await world.replies())
    assert "summary" in await world.ring(datetime(2026, 11, 20, 12, 30, tzinfo=UTC))
    assert [peer for peer, _ in (await world.replies())[before:]] == [MANAGER]
    assert [one.peer_id for one in await world.all(Errand)] == [MANAGER]


async def test_whoever_wants_no_summary_gets_none_in_another_messenger_either(world):
    await world.found(teachers=0)
    await world.file(registered=False)
    async with world.database.writing() as session:
        by_number = {one.external_id: one.id for one in await session.scalars(select(Account))}
        want_summary(await session.get_one(School, world.school.id), [by_number[OFFICER]], wanted=False)
        (await session.get_one(Account, by_number[MANAGER])).platform = "max"
        here = {"school_id": world.school.id, "created_at": MONDAY}
        person = Person(full_name="Примерова Анна Ивановна", name_key="п", account_id=by_number[MANAGER], **here)
        session.add(person)
        await session.flush()
        session.add(PersonAccount(person_id=person.id, account_id=by_number[OFFICER]))
        role = select(Member).where(Member.account_id == by_number[OFFICER], Member.school_id == world.school.id)
        await session.delete((await session.scalars(role)).one())
    await world.ring()
    before = len(await world.replies())
    assert "summary" in await world.ring(datetime(2026, 11, 20, 12, 30, tzinfo=UTC))
    assert (await world.replies())[before:] == []
    assert await world.all(Errand) == []


async def test_an_officer_who_is_a_manager_by_another_account_reads_one_summary(world):
    await world.found(teachers=0)
    await world.file(registered=False)
    async with world.database.writing() as session:
        by_number = {one.external_id: one.id for one in await session.scalars(select(Account))}
        (await session.get_one(Account, by_number[MANAGER])).platform = "max"
        both = {"school_id": world.school.id, "account_id": by_number[OFFICER], "created_at": MONDAY}
        person = Person(full_name="Примерова Анна Ивановна", name_key="п", **both)
        session.add(person)
        await session.flush()
        session.add(PersonAccount(person_id=person.id, account_id=by_number[MANAGER]))
    await world.ring()
    before = len(await world.replies())
    assert "summary" in await world.ring(datetime(2026, 11, 20, 12, 30, tzinfo=UTC))
    assert [peer for peer, _ in (await world.replies())[before:]] == [OFFICER]
    assert [(one.kind, one.peer_id) for one in await world.all(Errand)] == [("picture", OFFICER)]


async def test_the_report_goes_on_fridays_to_those_who_asked_for_it_and_may_read_it(world):
    await world.found()
    await world.file(registered=False)
    async with world.database.writing() as session:
        school = await session.get_one(School, world.school.id)
        accounts = {account.external_id: account.id for account in await session.scalars(select(Account))}
        subscribe(school, accounts[MANAGER], "pdf")
        subscribe(school, max(accounts.values()) + 1, "docx")
        municipal, nobody = [Account(platform="vk", external_id=9_400_000 + one, writing="allowed") for one in (1, 2)]
        session.add_all([municipal, nobody])
        await session.flush()
        await give_role(session, municipal.id, None, Role.MUNICIPAL, MONDAY)
        subscribe(school, municipal.id, "xlsx")
        subscribe(school, nobody.id, "png")
    await world.ring()
    await world.ring(datetime(2026, 11, 20, 12, 30, tzinfo=UTC))
    papers = [(one.peer_id, one.details["format"]) for one in await world.all(Errand) if one.kind == "paper"]
    assert papers == [(MANAGER, "pdf"), (9_400_001, "xlsx")]


async def test_the_countdown_says_how_many_are_left(world):
    await world.found(teachers=3)
    async with world.database.writing() as session:
        (await session.get(School, world.school.id)).registration_deadline = date(2026, 11, 23)
    await world.file(registered=False)
    assert "deadline" in await world.ring()
    text = next(text for _, text in await world.replies() if "срока" in text)
    assert text.startswith("До срока регистрации (23 ноября) осталось 7 дней. Не зарегистрированы: 3 человека.")


async def test_ended_exemptions_are_told_once_and_the_person_is_written_to_again(world):
    await world.found()
    await world.file(journal_linked=False)
    async with world.database.writing() as session:
        span = {"starts_on": date(2026, 11, 1), "ends_on": date(2026, 11, 16)}
        session.add(Exemption(person_id=world.people[0].id, reason="больничный", **span))
    await world.namesake(role="физика", other="химия")
    assert await world.ring() == ["nudge"]
    assert await world.all(OutboxRow) == []
    assert await world.ring(MONDAY + timedelta(days=1)) == ["exemptions_ended"]
    assert "Тестова Анна Аровна (физика): больничный, до 16 ноября" in (await world.replies())[-1][1]
    assert await world.ring(MONDAY + timedelta(days=1, hours=1)) == []


async def test_who_was_said_to_leave_is_marked_as_gone_when_the_day_has_come(world):
    await world.found()
    await world.file(journal_linked=False)
    day = MONDAY.date() + timedelta(days=1)
    async with world.database.writing() as session:
        session.add(Exemption(person_id=world.people[0].id, reason=LEAVES, starts_on=day))
    assert await world.ring() == ["nudge"]  # they work on the day before, and are reminded
    assert len(await world.all(OutboxRow)) == 1
    assert await world.ring(MONDAY + timedelta(days=1)) == ["exemptions_ended"]
    assert "больше не работают:\n• Тестова Анна Аровна — с 17 ноября" in (await world.replies())[-1][1]
    async with world.database.reading() as session:
        assert (await session.get_one(Person, world.people[0].id)).left_on == day
    assert await world.all(Exemption) == []
    assert await world.ring(MONDAY + timedelta(days=2)) == []


async def test_whom_another_exemption_keeps_in_peace_is_not_told_to_be_reminded_again(world):
    await world.found()
    ends = (date(2026, 11, 15), date(2026, 11, 17))
    async with world.database.writing() as session:
        for reason, last in zip(("курсы", "по словам педагога"), ends, strict=True):
            span = {"starts_on": date(2026, 11, 9), "ends_on": last}
            session.add(Exemption(person_id=world.people[0].id, reason=reason, **span))
    for days in range(3):
        await world.ring(MONDAY + timedelta(days=days))
    told = [text for _, text in await world.replies() if "Закончились" in text]
    assert len(told) == 1
    assert "по словам педагога, до 17 ноября" in told[0]
    assert "курсы" not in told[0]


async def week_of_reminders(world, number, **facts):
    """A file, its digest on Monday, and Friday afternoon; returns who has been told of gaps that do not move."""
    await world.file(LAST.shift(number), MONDAY + timedelta(weeks=number, hours=-2), **facts)
    await world.ring(MONDAY + timedelta(weeks=number))
    await world.deliver()
    await world.ring(MONDAY + timedelta(weeks=number, days=4, hours=5))
    return [peer for peer, text in await world.replies() if "личный разговор" in text]


async def test_a_gap_that_does_not_move_goes_to_the_officer_then_to_the_manager_once_each(world):
    await world.found()
    await world.namesake(role="физика", other="химия")
    told = [await week_of_reminders(world, number, journal_linked=False) for number in range(6)]
    assert told == [[], [], [], [OFFICER], [OFFICER], [OFFICER]]
    said = next(text for _, text in await world.replies() if "личный разговор" in text)
    assert "• Тестова Анна Аровна (физика): " in said
    assert "(после 3 недель напоминаний)" in said
    # 4 January is a holiday, and the file of the holidays says the same.
    for number in (8, 9):
        told.append(await week_of_reminders(world, number, journal_linked=False))
    assert told[-1] == [OFFICER, MANAGER]


async def test_an_officer_who_teaches_does_not_read_of_themselves(world):
    await world.found(escalate_after=1)
    async with world.database.writing() as session:
        officer = select(Account.id).where(Account.external_id == OFFICER).scalar_subquery()
        await session.execute(update(Person).values(account_id=officer))
    told = [await week_of_reminders(world, number, journal_linked=False) for number in range(4)]
    assert len(await world.all(Escalation)) == 2
    assert told[-1] == [MANAGER]


async def test_whoever_has_moved_is_forgotten_and_told_anew_when_they_stand_still_again(world):
    await world.found(escalate_after=1)
    for number in range(2):
        told = await week_of_reminders(world, number, journal_linked=False)
    assert told.count(OFFICER) == 1
    assert {one.gap for one in await world.all(Escalation)} == {"journal_not_linked"}
    await week_of_reminders(world, 2, journal_linked=True)
    assert await world.all(Escalation) == []
    for number in (3, 4):
        told = await week_of_reminders(world, number, journal_linked=False)
    assert told.count(OFFICER) == 2


async def test_a_manager_who_comes_late_hears_of_it_all_the_same_and_once(world):
    await world.found(escalate_after=1)
    async with world.database.writing() as session:
        await session.execute(update(Member).where(Member.role == "manager").values(role="teacher"))
    for number in range(4):
        assert MANAGER not in await week_of_reminders(world, number, journal_linked=False)
    async with world.database.writing() as session:
        await session.execute(update(Member).where(Member.role == "teacher").values(role="manager"))
    assert (await week_of_reminders(world, 4, journal_linked=False)).count(MANAGER) == 1
    assert (await week_of_reminders(world, 5, journal_linked=False)).count(MANAGER) == 1


async def by_hand(world, person, week, at, gaps, number=1):
    """A reminder that an officer sent to one person."""
    async with world.database.writing() as session:
        campaign = Campaign(school_id=world.school.id, week=str(week), kind=f"manual-{number}", made_at=at)
        session.add(campaign)
        await session.flush()
        sent = {"gaps": gaps, "state": "sent", "finished_at": at, "calendar_week": str(Week.of(at.date()))}
        account = {"account_id": person.account_id, "peer_id": person.account_id, "text": "т"}
        session.add(OutboxRow(campaign_id=campaign.id, person_id=person.id, **account, **sent))


async def test_a_reminder_by_hand_about_something_else_does_not_start_the_count_anew(world):
    await world.found()
    facts = {"journal_linked": False, "calls": 1, "group_messages": 10}
    for number in range(2):
        assert await week_of_reminders(world, number, **facts) == []
    monday = MONDAY + timedelta(weeks=2)
    await by_hand(world, world.people[0], LAST.shift(1), monday - timedelta(hours=1), ["no_call"])
    assert await week_of_reminders(world, 2, **facts) == []
    assert await week_of_reminders(world, 3, **facts) == []
    assert await week_of_reminders(world, 4, **facts) == [OFFICER]
    told = next(text for _, text in await world.replies() if "личный разговор" in text)
    assert "журнал (ЭЖД) не связан с аккаунтом (после 3 недель напоминаний)" in told


async def test_two_reminders_by_one_file_are_one_and_the_last_counts_when_a_file_has_followed(world):
    await world.found()
    for number in range(2):
        assert await week_of_reminders(world, number, journal_linked=False) == []
        at = MONDAY + timedelta(weeks=number, days=1)
        await by_hand(world, world.people[0], LAST.shift(number), at, ["journal_not_linked"])
    # The third week brings no file: the last reminder has yet to show what became of it.
    for number in (2, 3):
        await world.ring(MONDAY + timedelta(weeks=number, days=4, hours=5))
    assert not [text for _, text in await world.replies() if "личный разговор" in text]


async def test_a_patient_school_tells_the_manager_too_however_long_it_takes(world):
    await world.found(escalate_after=7)
    # Without a break from the beginning of September on.
    told = [await week_of_reminders(world, number - 10, journal_linked=False) for number in range(7)]
    told += [await week_of_reminders(world, number, journal_linked=False) for number in (-3, -2, -1, 0, 1, 2, 3, 4)]
    assert told[-2:] == [[OFFICER], [OFFICER, MANAGER]]


async def test_the_second_look_leaves_alone_who_was_just_reminded_by_hand(world):
    await world.found(teachers=2)
    await world.file(group_messages=1, calls=1)
    await world.ring()
    await world.deliver()
    thursday = datetime(2026, 11, 19, 11, tzinfo=UTC)
    await by_hand(world, world.people[0], LAST, thursday - timedelta(hours=2), ["few_messages"])
    assert await world.ring(thursday) == ["quota"]
    quota = next(one for one in await world.all(Campaign) if one.kind == "quota")
    rows = [row.person_id for row in await world.all(OutboxRow) if row.campaign_id == quota.id]
    assert rows == [world.people[1].id]


async def test_a_countdown_of_many_days_knows_how_many_are_left_too(world):
    await world.found(deadline_days=[90])
    async with world.database.writing() as session:
        (await session.get(School, world.school.id)).registration_deadline = date(2027, 2, 14)
    await world.file(registered=False)
    assert "deadline" in await world.ring()
    assert any("Не зарегистрирован: 1 человек" in text for _, text in await world.replies())


async def test_a_paused_school_is_asked_for_its_file_without_promising_reminders(world):
    await world.found()
    async with world.database.writing() as session:
        (await session.get(School, world.school.id)).paused = True
    assert await world.ring() == ["file_missing"]
    assert "уйдут" not in (await world.replies())[0][1]


async def test_the_fridays_summary_says_that_the_reminders_are_paused(world):
    await world.found()
    await world.file(journal_linked=False)
    async with world.database.writing() as session:
        (await session.get(School, world.school.id)).paused = True
    world.now = MONDAY + timedelta(days=4, hours=5)
    assert "summary" in await world.ring()
    told = {peer: text for peer, text in await world.replies() if "Сводка" in text}
    assert all("Напоминания школы на паузе" in text for text in told.values())
    assert "продолжить" in told[OFFICER]
    assert "продолжить" not in told[MANAGER]


async def test_somebody_who_moves_is_not_on_the_list(world):
    await world.found()
    for number in range(5):
        assert await week_of_reminders(world, number, group_messages=number, calls=1) == []


async def test_changing_the_zone_or_the_machines_clock_sends_nothing_twice(world):
    await world.found()
    await world.file(journal_linked=False)
    await world.ring()
    for zone in ("Asia/Kamchatka", "Europe/Kaliningrad"):
        async with world.database.writing() as session:
            (await session.get(School, world.school.id)).timezone = zone
        for jump in (timedelta(hours=-6), timedelta(days=-7), timedelta(hours=3), timedelta(days=1)):
            assert "nudge" not in await world.ring(MONDAY + jump)
    assert len(await world.all(OutboxRow)) == 1


async def test_trouble_at_one_school_does_not_keep_another_from_its_turn(world):
    await world.found()
    await world.file(journal_linked=False)
    async with world.database.writing() as session:
        session.add(School(name="Б", name_key="б", timezone="Mars/Base", created_at=MONDAY, settings={"schedule": 7}))
    assert await world.ring() == ["nudge", "file_missing"]


async def test_a_clock_that_stood_still_for_a_day_is_noticed(world):
    await world.found()
    async with world.database.reading() as session:
        calendar = await school_calendar(session, world.school)
        assert await clock_fault(session, MONDAY, calendar) is None
    await world.ring()
    later = MONDAY + timedelta(days=2)
    async with world.database.reading() as session:
        assert await clock_fault(session, MONDAY + timedelta(hours=5), calendar) is None
        assert "не идут с 16 ноября, 11:00" in await clock_fault(session, later, calendar)
    await world.ring(later)
    async with world.database.writing() as session:
        assert await clock_fault(session, later, calendar) is None
        found = await standstill(session, later)
        assert "с 16 ноября, 11:00, до 18 ноября, 11:00" in found.said(calendar)
        assert [school.id for school in await take_untold(session, found, [world.school.id])] == [world.school.id]
        assert await take_untold(session, found, [world.school.id]) == []


async def test_the_agenda_of_a_school_is_read_from_the_database(world):
    await world.found(nudge={"weekday": 2, "at": "12:00"})
    async with world.database.reading() as session:
        facts = await clock_facts(session, MONDAY, only=[world.school])
    shown = agenda(date(2026, 11, 16), date(2026, 11, 22), MONDAY, facts[0][1])
    at = {run.kind.value: run.at.isoformat() for run in shown.runs}
    assert at["nudge"] == "2026-11-18T12:00:00+03:00"
    assert at["file_missing"] == "2026-11-16T11:00:00+03:00"


async def test_the_alarm_rings_at_once_and_leaves_nothing_behind(world):
    await world.found()
    rang = asyncio.Event()
    world.clocks[0].answer = rang.set
    async with ringing(world.clocks[0], every=3600):
        await rang.wait()
    async with world.database.reading() as session:
        assert await last_beat(session) == MONDAY


async def test_a_ring_under_way_is_finished_before_the_alarm_is_put_away(world):
    begun, ended = asyncio.Event(), []

    async def ring():
        begun.set()
        async with world.database.writing() as session:
            await beat(session, MONDAY)
        ended.append(1)

    async with ringing(SimpleNamespace(ring=ring), every=3600):
        await begun.wait()
    assert ended == [1]
    assert len(asyncio.all_tasks()) == 1


async def test_a_database_that_is_away_is_one_line_in_the_log(tmp_path, capsys, caplog):
    away = connect(f"sqlite:///{tmp_path}")  # a folder: nothing can be opened there
    rang = asyncio.Event()

    def now():
        rang.set()
        return MONDAY

    async with ringing(Clock(away, now), every=3600):
        await rang.wait()
    assert [line.count("clock_waits") for line in capsys.readouterr().out.splitlines()] == [1]
    assert caplog.records == []
    await away.close()


def test_lateness_is_forgiven_and_missed_rings_do_not_pile_up(world):
    (job,) = make_scheduler(world.clocks[0].ring).get_jobs()
    assert job.misfire_grace_time is None
    assert job.coalesce
    assert job.max_instances == 1


async def test_a_ring_that_is_hours_late_still_rings_and_only_once():
    """A laptop that slept: the job's moment is long past, many intervals of it."""
    rings = []

    async def ring():
        rings.append(1)

    scheduler = make_scheduler(ring, every=60)
    (job,) = scheduler.get_jobs()
    job.modify(next_run_time=datetime.now(UTC) - timedelta(hours=5))
    scheduler.start()
    for _ in range(20):
        await asyncio.sleep(0)
    scheduler.shutdown(wait=False)
    assert rings == [1]


def test_why_crontab_weekdays_are_not_used_here():
    """In cron 1 is Monday; here it would be Tuesday, so the schedule never goes through `from_crontab`."""
    from apscheduler.triggers.cron import CronTrigger

    first = CronTrigger.from_crontab("0 10 * * 1", timezone=UTC).get_next_fire_time(None, MONDAY)
    assert first.strftime("%A") == "Tuesday"


BEFORE_LAST = LAST.shift(-1)


async def test_a_late_file_is_waited_for_and_then_the_older_one_has_to_do(world):
    await world.found()
    await world.file(week=BEFORE_LAST, at=MONDAY - timedelta(days=4), journal_linked=False)
    assert await world.ring(MONDAY) == ["file_missing"]
    [(_, asked)] = await world.replies()
    assert "жду до 12:00 17 ноября; если не придёт, напомню по данным за 2–8 ноября." in asked
    noon = MONDAY + timedelta(hours=25)
    assert await world.ring(noon - timedelta(minutes=1)) == []
    assert await world.ring(noon) == ["nudge"]
    text = (await world.replies())[-1][1]
    assert text.startswith("Напоминания педагогам: 1 сообщение по данным за 2–8 ноября.\n")
    assert "Файл за 9–15 ноября так и не пришёл" in text
    await world.file(at=noon, journal_linked=False)
    assert await world.ring(noon + timedelta(hours=1)) == []


async def test_a_file_that_comes_while_it_is_waited_for_is_the_one_that_counts(world):
    await world.found()
    await world.file(week=BEFORE_LAST, at=MONDAY - timedelta(days=4), journal_linked=False)
    await world.ring(MONDAY)
    await world.file(at=MONDAY + timedelta(hours=1), journal_linked=False)
    assert await world.ring(MONDAY + timedelta(hours=1)) == ["nudge"]
    (campaign,) = await world.all(Campaign)
    assert campaign.week == str(LAST)


async def test_reminders_that_nobody_needed_hold_no_later_file_back(world):
    await world.found()
    await world.file(week=BEFORE_LAST, at=MONDAY - timedelta(days=4), journal_linked=True)
    noon = MONDAY + timedelta(hours=25)
    assert "nudge" in await world.ring(noon)
    assert await world.all(Campaign) == []
    await world.file(at=noon + timedelta(minutes=30), journal_linked=False)
    assert await world.ring(noon + timedelta(hours=1)) == ["nudge"]
    assert len(await world.all(Campaign)) == 1
    assert await world.ring(noon + timedelta(hours=2)) == []


async def test_a_summary_that_an_earlier_version_told_is_not_missed(world):
    """It noted the summary of its figures, and nothing of the week in which it told it."""
    await world.found()
    await world.file(registered=False)
    await world.ring()
    friday = datetime(2026, 11, 20, 12, 30, tzinfo=UTC)
    assert "summary" in await world.ring(friday)
    async with world.database.writing() as session:
        await session.execute(delete(Occasion).where(Occasion.kind == "file_late"))
    assert "file_late" not in await world.ring(friday + timedelta(minutes=5))
    assert "file_late" in await world.ring(friday + timedelta(days=7))


async def test_a_friday_that_passes_without_a_file_is_told_once(world):
    await world.found()
    await world.file(registered=False)
    await world.ring()
    friday = datetime(2026, 11, 20, 12, 30, tzinfo=UTC)
    assert "summary" in await world.ring(friday)
    assert "file_late" not in await world.ring(friday + timedelta(minutes=5))
    before = len(await world.replies())
    assert "file_late" in await world.ring(friday + timedelta(days=7))
    assert "file_late" not in await world.ring(friday + timedelta(days=7, minutes=5))
    told = {peer: text.replace("\u00a0", " ") for peer, text in (await world.replies())[before:]}
    assert "Файл статистики за 16–22 ноября ещё не пришёл, поэтому новой сводки сегодня нет." in told[OFFICER]
    assert "уйдут по новому файлу" in told[OFFICER]
    assert MANAGER not in told
