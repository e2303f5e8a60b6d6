import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select, text, update

from indicators.errors import UnknownWeek
from indicators.weeks import Week
from nudges.breaks import suggest
from nudges.gaps import codes
from nudges.plan.skip_reason import SkipReason
from services.occasions import begin_round
from storage.campaigns.planning import RoundWishes, plan
from storage.campaigns.recheck import Seen, recheck
from storage.campaigns.rounds import next_kind, plan_campaign
from storage.database.connection import connect
from storage.schools.calendar import add_breaks, school_calendar
from storage.tables import (
    Account,
    Break,
    Campaign,
    Chat,
    Claim,
    Exemption,
    LiveCount,
    OutboxRow,
    Person,
    PersonWeek,
    School,
    Target,
)
from tests.databases import fresh_database
from tests.loads import add_load
from tests.postgres import emptied

WEEK = Week.parse("2026-W46")
TUESDAY = datetime(2026, 11, 17, 9, tzinfo=UTC)  # 12:00 in Moscow
EVERYTHING = {
    "registered": True,
    "profile_active": True,
    "group_chats": 2,
    "group_messages": 12,
    "calls": 1,
    "journal_linked": True,
}


@pytest.fixture
async def database(tmp_path):
    database = await fresh_database(tmp_path / "d.db")
    yield database
    await database.close()


async def add_school(database, name="Школа № 1"):
    async with database.writing() as session:
        school = School(name=name, name_key=name.lower(), created_at=TUESDAY, settings={})
        session.add(school)
    return school


async def add_week(database, school, week=WEEK, received_on=date(2026, 11, 17)):
    async with database.writing() as session:
        return await add_load(session, school.id, week, TUESDAY, received_on=received_on)


async def add_person(database, school, name, account=None, week=None, facts=None, **more):
    """A person, perhaps with an account of that id, and with the facts of an imported week."""
    async with database.writing() as session:
        if account is not None:
            query = select(Account).where(Account.external_id == account)
            known = (await session.scalars(query)).one_or_none() or Account(platform="vk", external_id=account)
            session.add(known)
            await session.flush()
            more["account_id"] = known.id
        person = Person(school_id=school.id, full_name=name, name_key=name.lower(), created_at=TUESDAY, **more)
        session.add(person)
        await session.flush()
        if week is not None:
            session.add(PersonWeek(person_id=person.id, week=week.week, import_id=week.id, **(facts or {})))
    return person


async def planned(database, school, week=WEEK, now=TUESDAY, **more):
    async with database.reading() as session:
        return await plan(session, school, week, now=now, **more)


def reasons(made):
    return {skipped.full_name: skipped.reason for skipped in made.skipped}


async def test_everybody_who_lacks_something_is_a_recipient_and_the_others_are_skipped_with_the_reason(database):
    school = await add_school(database)
    week = await add_week(database, school)
    lacking = EVERYTHING | {"group_messages": 1, "journal_linked": False}
    await add_person(database, school, "Иванова Анна Петровна", 11, week, lacking)
    await add_person(database, school, "Петрова Вера Ильинична", 12, week, EVERYTHING)
    await add_person(database, school, "Безаккаунтная Ольга", None, week, lacking)
    await add_person(database, school, "Неизвестная Ида", 13)
    await add_person(database, school, "Пустая Ева", 14, week, {})
    await add_person(database, school, "Ушедшая Зоя", 15, week, lacking, left_on=date(2026, 11, 1))
    await add_person(database, school, "Тихая Ия", 16, week, lacking, wants_nudges=False)
    made = await planned(database, school)
    (recipient,) = made.recipients
    assert (recipient.full_name, recipient.peer_id) == ("Иванова Анна Петровна", 11)
    assert codes(recipient.gaps) == ["few_messages", "journal_not_linked"]
    assert recipient.text.startswith("Анна Петровна, здравствуйте!")
    assert "9–15 ноября, получены 17 ноября" in recipient.text
    assert reasons(made) == {
        "Петрова Вера Ильинична": SkipReason.HAS_EVERYTHING,
        "Безаккаунтная Ольга": SkipReason.NO_ACCOUNT,
        "Неизвестная Ида": SkipReason.FACTS_UNKNOWN,
        "Пустая Ева": SkipReason.FACTS_UNKNOWN,
        "Ушедшая Зоя": SkipReason.LEFT,
        "Тихая Ия": SkipReason.OPTED_OUT,
    }


async def test_namesakes_each_get_their_own_message_at_their_own_account(database):
    school = await add_school(database)
    week = await add_week(database, school)
    await add_person(database, school, "Алиева Марьям", 21, week, EVERYTHING | {"calls": 0})
    await add_person(database, school, "Алиева Марьям", 22, week, EVERYTHING | {"group_chats": 0})
    made = await planned(database, school)
    assert {(r.peer_id, *codes(r.gaps)) for r in made.recipients} == {(21, "no_call"), (22, "no_group_chat")}


async def test_exemptions_silence_everything_or_one_gap_and_only_on_their_days(database):
    school = await add_school(database)
    week = await add_week(database, school)
    lacking = EVERYTHING | {"calls": 0, "group_chats": 0}
    away = await add_person(database, school, "А Больная", 1, week, lacking)
    partly = await add_person(database, school, "Б Совместитель", 2, week, lacking)
    back = await add_person(database, school, "В Вернувшаяся", 3, week, lacking)
    async with database.writing() as session:
        span = {"reason": "больничный", "starts_on": date(2026, 11, 10)}
        session.add(Exemption(person_id=away.id, ends_on=date(2026, 11, 17), **span))
        session.add(Exemption(person_id=partly.id, gap="no_call", ends_on=None, **span))
        session.add(Exemption(person_id=back.id, ends_on=date(2026, 11, 16), **span))
    made = await planned(database, school)
    assert reasons(made) == {"А Больная": SkipReason.EXEMPT}
    assert {r.full_name: codes(r.gaps) for r in made.recipients} == {
        "Б Совместитель": ["no_group_chat"],
        "В Вернувшаяся": ["no_group_chat", "no_call"],
    }


@pytest.mark.parametrize(
    ("kind", "gap", "at", "resolution", "reason"),
    [
        ("done", "no_call", TUESDAY, None, SkipReason.CLAIMED_DONE),
        ("not_now", "*", TUESDAY, None, SkipReason.NOT_THIS_WEEK),
        ("not_now", "*", datetime(2026, 11, 13, tzinfo=UTC), None, None),
        ("mistake", "no_call", datetime(2026, 9, 1, tzinfo=UTC), None, SkipReason.DISPUTED),
        ("mistake", "no_call", TUESDAY, "accepted", SkipReason.ADMITTED),
        ("mistake", "no_call", TUESDAY, "rejected", None),
        ("done", "no_group_chat", TUESDAY, None, None),
    ],
)
async def test_what_a_person_answered_silences_that_gap_for_as_long_as_promised(
    database, kind, gap, at, resolution, reason
):
    school = await add_school(database)
    week = await add_week(database, school)
    person = await add_person(database, school, "Иванова Анна", 1, week, EVERYTHING | {"calls": 0})
    async with database.writing() as session:
        resolved = None if resolution is None else TUESDAY
        session.add(
            Claim(
                person_id=person.id,
                week=str(WEEK),
                gap=gap,
                kind=kind,
                at=at,
                resolved_at=resolved,
                resolution=resolution,
            )
        )
    made = await planned(database, school)
    assert reasons(made).get("Иванова Анна") is reason


async def test_a_break_or_a_pause_stops_the_whole_school_even_when_hours_are_ignored(database):
    school = await add_school(database)
    week = await add_week(database, school)
    await add_person(database, school, "Иванова Анна", 1, week, EVERYTHING | {"group_chats": 0})
    async with database.writing() as session:
        session.add(Break(school_id=school.id, starts_on=date(2026, 11, 16), ends_on=date(2026, 11, 20)))
    assert reasons(await planned(database, school)) == {"Иванова Анна": SkipReason.BREAK}
    assert await plan_campaign(database, school, WEEK, now=TUESDAY, wishes=RoundWishes(ignore_hours=True)) is None
    later = await plan_campaign(database, school, WEEK, now=datetime(2026, 11, 23, 9, tzinfo=UTC))
    assert later is not None


async def test_breaks_from_a_file_are_written_once(database):
    school = await add_school(database)
    for expected in (4, 0):
        async with database.writing() as session:
            assert len(await add_breaks(session, school.id, suggest(2026))) == expected
    async with database.reading() as session:
        calendar = await school_calendar(session, school)
    assert calendar.left_out(date(2027, 1, 5)) == "зимние каникулы"


async def test_weekly_quotas_of_a_week_of_holidays_do_not_count(database):
    school = await add_school(database)
    week = await add_week(database, school)
    await add_person(database, school, "А Квота", 1, week, EVERYTHING | {"calls": 0, "group_messages": 0})
    await add_person(database, school, "Б Чат", 2, week, EVERYTHING | {"calls": 0, "group_chats": 0})
    async with database.writing() as session:
        session.add(Break(school_id=school.id, starts_on=date(2026, 11, 9), ends_on=date(2026, 11, 15)))
    made = await planned(database, school)
    assert reasons(made) == {"А Квота": SkipReason.SHORT_WEEK}
    assert [codes(r.gaps) for r in made.recipients] == [["no_group_chat"]]


async def test_a_campaign_is_written_once_and_a_second_call_writes_nothing(database):
    school = await add_school(database)
    week = await add_week(database, school)
    await add_person(database, school, "Иванова Анна", 1, week, EVERYTHING | {"calls": 0})
    first = await plan_campaign(database, school, WEEK, now=TUESDAY)
    await add_person(database, school, "Новая Нина", 2, week, EVERYTHING | {"calls": 0})
    second = await plan_campaign(database, school, WEEK, now=TUESDAY)
    assert first is not None
    assert second is not None
    assert first.id == second.id
    async with database.reading() as session:
        (row,) = (await session.scalars(select(OutboxRow))).all()
    assert (row.state, row.gaps, row.peer_id, row.calendar_week) == ("planned", ["no_call"], 1, "2026-W47")


async def test_a_manual_round_counts_as_the_digest_of_the_week_but_leaves_room_for_the_quota_reminder(database):
    school = await add_school(database)
    week = await add_week(database, school)
    person = await add_person(database, school, "Иванова Анна", 1, week, EVERYTHING | {"calls": 0})
    manual = await plan_campaign(
        database, school, WEEK, now=TUESDAY, wishes=RoundWishes("manual", people=frozenset({person.id}))
    )
    assert manual is not None
    assert manual.kind == "manual-1"
    assert reasons(await planned(database, school)) == {"Иванова Анна": SkipReason.ALREADY_WRITTEN}
    waits = await planned(database, school, wishes=RoundWishes("quota"))
    assert reasons(waits) == {"Иванова Анна": SkipReason.ALREADY_WRITTEN}
    async with database.writing() as session:
        await session.execute(update(OutboxRow).values(state="sent", finished_at=TUESDAY - timedelta(days=2)))
    assert len((await planned(database, school, wishes=RoundWishes("quota"))).recipients) == 1
    async with database.reading() as session:
        assert await next_kind(session, school, WEEK, "manual") == "manual-2"


async def test_who_is_asked_for_the_same_for_the_third_week_gets_no_second_look_at_it(database):
    school = await add_school(database)
    often = await add_person(database, school, "Алиева Марьям", 1)
    once = await add_person(database, school, "Борисова Вера", 2)
    for back in (2, 1, 0):
        week, now = WEEK.shift(-back), TUESDAY - timedelta(weeks=back)
        made = await add_week(database, school, week, now.date())
        lacking = {often.id: {"group_messages": 9}, once.id: {} if back else {"group_messages": 9}}
        async with database.writing() as session:
            for person_id, facts in lacking.items():
                row = {"person_id": person_id, "week": made.week, "import_id": made.id}
                session.add(PersonWeek(**row, **(EVERYTHING | facts)))
        assert await plan_campaign(database, school, week, now=now) is not None
        async with database.writing() as session:
            await session.execute(
                update(OutboxRow).where(OutboxRow.state == "planned").values(state="sent", finished_at=now)
            )
        thursday = await planned(database, school, week, now + timedelta(days=2), wishes=RoundWishes("quota"))
        told = {one.full_name for one in thursday.recipients}
        assert ("Алиева Марьям" in told) is (back > 0)
    assert told == {"Борисова Вера"}
    assert reasons(thursday) == {"Алиева Марьям": SkipReason.ASKED_OFTEN}


async def test_one_account_on_the_lists_of_two_schools_gets_one_digest_a_week(database):
    campaigns = []
    for name in ("Школа № 1", "Школа № 2"):
        school = await add_school(database, name)
        week = await add_week(database, school)
        await add_person(database, school, "Иванова Анна", 1, week, EVERYTHING | {"calls": 0})
        campaigns.append(await plan_campaign(database, school, WEEK, now=TUESDAY))
    assert campaigns[0] is not None
    assert campaigns[1] is None


async def test_a_plan_made_on_saturday_belongs_to_the_week_in_which_it_will_go(database):
    school = await add_school(database)
    week = await add_week(database, school)
    await add_person(database, school, "Иванова Анна", 1, week, EVERYTHING | {"calls": 0})
    saturday = datetime(2026, 11, 21, 9, tzinfo=UTC)
    await plan_campaign(database, school, WEEK, now=saturday)
    async with database.reading() as session:
        rows = (await session.scalars(select(OutboxRow))).all()
        assert [row.calendar_week for row in rows] == ["2026-W48"]
        assert await recheck(session, rows, datetime(2026, 11, 23, 9, tzinfo=UTC)) == Seen()
        late = await recheck(session, rows, datetime(2026, 11, 30, 9, tzinfo=UTC))
    assert late.reasons == {rows[0].id: SkipReason.PAST_WEEK}


async def test_what_the_bot_itself_has_counted_this_week_spares_the_reminder(database):
    school = await add_school(database)
    week = await add_week(database, school)
    lacking = EVERYTHING | {"group_messages": 4, "calls": 0}
    done = await add_person(database, school, "А Успела", 1, week, lacking)
    near = await add_person(database, school, "Б Почти", 2, week, lacking)
    async with database.writing() as session:
        session.add(LiveCount(account_id=done.account_id, week="2026-W47", messages=10, calls=1))
        session.add(LiveCount(account_id=near.account_id, week="2026-W47", messages=7, calls=1))
    made = await planned(database, school, wishes=RoundWishes("quota"))
    assert reasons(made) == {"А Успела": SkipReason.HAS_EVERYTHING}
    assert "уже 7 из 10, ещё 3 сообщения" in made.recipients[0].text
    [first] = (await planned(database, school)).recipients
    assert [(gap.code, gap.have) for gap in first.gaps] == [("few_messages", 4)]  # a digest speaks of the file's week


async def test_missing_parents_chats_are_a_gap_only_where_the_register_is_kept_and_an_officer_wishes_it(database):
    school = await add_school(database)
    week = await add_week(database, school)
    await add_person(database, school, "Иванова Анна", 1, week, EVERYTHING, classes="7-а, 8 Б")
    await add_person(database, school, "Предметник Олег", 2, week, EVERYTHING, classes="5А, 6А, 7А, 8А")
    assert not (await planned(database, school)).recipients
    async with database.writing() as session:
        session.add(Chat(school_id=school.id, platform="vk", peer_id=-1, kind="parents_with_teacher", class_name="7А"))
    assert not (await planned(database, school)).recipients
    async with database.writing() as session:
        school = await session.get_one(School, school.id)
        school.settings = {"parents_chats": True}
    (recipient,) = (await planned(database, school)).recipients
    assert {gap.code: gap.classes for gap in recipient.gaps} == {
        "no_parent_chat_with_teacher": ("8Б",),
        "no_parent_chat_without_teacher": ("7А", "8Б"),
    }


async def test_my_school_is_asked_for_only_where_a_target_for_it_is_set(database):
    school = await add_school(database)
    week = await add_week(database, school)
    await add_person(database, school, "Иванова Анна", 1, week, EVERYTHING | {"my_school": False})
    assert not (await planned(database, school)).recipients
    async with database.writing() as session:
        session.add(Target(school_id=school.id, code="my_school", value=90, is_percent=True))
    assert codes((await planned(database, school)).recipients[0].gaps) == ["my_school_inactive"]


async def test_the_wording_remembers_earlier_weeks(database):
    school = await add_school(database)
    old = await add_week(database, school, WEEK.shift(-1), date(2026, 11, 10))
    lacking = EVERYTHING | {"calls": 0, "group_chats": 0}
    person = await add_person(database, school, "Иванова Анна", 1, old, lacking)
    await plan_campaign(database, school, WEEK.shift(-1), now=datetime(2026, 11, 10, 9, tzinfo=UTC))
    new = await add_week(database, school)
    async with database.writing() as session:
        await session.execute(update(OutboxRow).values(state="sent"))
        session.add(PersonWeek(person_id=person.id, week=new.week, import_id=new.id, **(EVERYTHING | {"calls": 0})))
    text = (await planned(database, school)).recipients[0].text
    assert "Спасибо: групповой чат создан." in text
    assert "Это «Дежурный»" not in text


async def test_somebody_who_has_closed_the_last_gap_is_thanked_once_where_the_school_wishes_it(database):
    school = await add_school(database)
    old = await add_week(database, school, WEEK.shift(-1), date(2026, 11, 10))
    person = await add_person(database, school, "Иванова Анна", 1, old, EVERYTHING | {"calls": 0})
    await add_person(database, school, "Петрова Вера", 2, old, EVERYTHING)
    await plan_campaign(database, school, WEEK.shift(-1), now=datetime(2026, 11, 10, 9, tzinfo=UTC))
    new = await add_week(database, school)
    async with database.writing() as session:
        await session.execute(update(OutboxRow).values(state="sent"))
        session.add(PersonWeek(person_id=person.id, week=new.week, import_id=new.id, **EVERYTHING))
    assert reasons(await planned(database, school))["Иванова Анна"] is SkipReason.HAS_EVERYTHING
    school.settings = {"thanks": True}
    (recipient,) = (await planned(database, school)).recipients
    assert (recipient.full_name, recipient.gaps) == ("Иванова Анна", ())
    assert "у вас сделано всё" in recipient.text


async def test_a_week_that_was_never_imported_is_refused_and_an_older_one_warned_about(database):
    school = await add_school(database)
    await add_week(database, school, WEEK.shift(1))
    await add_week(database, school)
    assert "2026-W47" in (await planned(database, school)).warnings[0]
    with pytest.raises(UnknownWeek, match="2026-W45"):
        await planned(database, school, WEEK.shift(-1))


async def test_a_full_name_of_a_school_gets_no_second_pair_of_quotation_marks(database):
    school = await add_school(database)
    school.name = "МБОУ «Школа № 1» (пример)"
    with pytest.raises(UnknownWeek, match="списка школы МБОУ «Школа № 1» \\(пример\\) нет"):
        await planned(database, school)


async def test_a_row_is_checked_again_by_the_newest_facts_just_before_it_goes(database):
    school = await add_school(database)
    week = await add_week(database, school)
    for number, name in enumerate(("А", "Б", "В", "Г"), 1):
        await add_person(database, school, f"{name} Учитель", number, week, EVERYTHING | {"calls": 0})
    await plan_campaign(database, school, WEEK, now=TUESDAY)
    async with database.writing() as session:
        people = (await session.scalars(select(Person).order_by(Person.full_name))).all()
        await session.execute(update(PersonWeek).where(PersonWeek.person_id == people[0].id).values(calls=2))
        people[1].left_on = date(2026, 11, 17)
        session.add(Exemption(person_id=people[2].id, reason="отпуск", starts_on=date(2026, 11, 17)))
    async with database.reading() as session:
        rows = (await session.scalars(select(OutboxRow).order_by(OutboxRow.id))).all()
        found = await recheck(session, rows, TUESDAY)
    why = [found.reasons.get(row.id) for row in rows]
    assert why == [
        SkipReason.HAS_EVERYTHING,
        SkipReason.LEFT,
        SkipReason.EXEMPT,
        None,
    ]


async def test_of_two_open_rows_for_one_account_only_the_older_may_go(database):
    school = await add_school(database)
    week = await add_week(database, school)
    person = await add_person(database, school, "Иванова Анна", 1, week, EVERYTHING | {"calls": 0})
    await plan_campaign(database, school, WEEK, now=TUESDAY)
    async with database.writing() as session:
        campaign = Campaign(school_id=school.id, week=str(WEEK), kind="manual-1", made_at=TUESDAY)
        session.add(campaign)
        await session.flush()
        session.add(
            OutboxRow(
                campaign_id=campaign.id,
                person_id=person.id,
                account_id=person.account_id,
                peer_id=1,
                text="…",
                gaps=["no_call"],
                calendar_week="2026-W47",
            )
        )
    async with database.writing() as session:
        rows = (await session.scalars(select(OutboxRow).order_by(OutboxRow.id))).all()
        assert (await recheck(session, rows, TUESDAY)).reasons == {rows[1].id: SkipReason.ALREADY_WRITTEN}
        rows[0].state = "sent"
        await session.flush()
        assert (await recheck(session, rows[1:], TUESDAY)).reasons == {rows[1].id: SkipReason.ALREADY_WRITTEN}


async def test_a_plan_writes_nothing(database):
    school = await add_school(database)
    week = await add_week(database, school)
    await add_person(database, school, "Иванова Анна", 1, week, EVERYTHING | {"calls": 0})
    await planned(database, school)
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Campaign)) == 0


async def test_a_round_that_the_clock_of_another_process_plans_meanwhile_is_that_one(postgres):
    """On a server writers do not queue: whoever comes second waits, and gets the round of the first."""
    ours, theirs = await emptied(postgres), connect(postgres)
    school = await add_school(ours)
    week = await add_week(ours, school)
    await add_person(ours, school, "Иванова Анна", 11, week, EVERYTHING | {"calls": 0})
    async with theirs.writing() as session:
        assert await begin_round(session, school, WEEK, "digest", TUESDAY, default_zone="Europe/Moscow")
        planning = asyncio.create_task(plan_campaign(ours, school, WEEK, now=TUESDAY))
        waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
        while not planning.done() and not await session.scalar(waiting):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        assert not planning.done()
    found = await planning
    async with ours.reading() as session:
        assert list(await session.scalars(select(OutboxRow.campaign_id))) == [found.id]
    for one in (ours, theirs):
        await one.close()
