"""A school that works on Saturdays says so, and is written to then."""

from datetime import UTC, date, datetime

from sqlalchemy import select, update

from indicators.weeks import Week
from nudges.gaps import Gap
from nudges.names import ShownNames
from nudges.officer import Stuck, escalation_text
from storage.schools.calendar import school_calendar
from storage.tables import Campaign, OutboxRow, Person, PersonWeek
from tests.handlers.conversation import ALIEVA, OFFICER, talking, the_school
from tests.loads import add_load

SATURDAY = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


async def is_allowed(talk, moment: datetime) -> bool:
    async with talk.database.reading() as session:
        return (await school_calendar(session, await the_school(talk))).is_allowed(moment)


async def test_one_saturday_and_every_saturday(tmp_path):
    async with talking(tmp_path) as talk:
        assert not await is_allowed(talk, SATURDAY)
        [question] = await talk.write(OFFICER, "суббота у нас рабочая")
        assert "Отметить рабочими?" in question
        [named] = await talk.write(OFFICER, "отметь 21 ноября рабочим")
        assert "Отметить 21 ноября рабочим днём? В этот день смогу" in named
        [said] = await talk.press(OFFICER, "Только 21 ноября")
        assert "Отметил рабочими: 21 ноября" in said
        assert await is_allowed(talk, SATURDAY)
        assert not await is_allowed(talk, datetime(2026, 11, 28, 8, 0, tzinfo=UTC))
        await talk.press(OFFICER, "Каждая суббота")
        assert await is_allowed(talk, datetime(2026, 11, 28, 8, 0, tzinfo=UTC))
        await talk.press(OFFICER, "Субботы снова выходные")
        assert not await is_allowed(talk, datetime(2026, 11, 28, 8, 0, tzinfo=UTC))
        assert not await is_allowed(talk, SATURDAY)


async def test_a_public_holiday_stays_one(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(OFFICER, "отметь 1 января рабочим")
        assert said.startswith("1 января 2027 — ")
        assert "рабочим такой день не делаю" in said
        assert (await talk.write(OFFICER, "воскресенье у нас рабочее"))[0].startswith(
            "По воскресеньям педагогам не пишу."
        )
        await talk.write(OFFICER, "суббота у нас рабочая")
        await talk.press(OFFICER, "Каждая суббота")
        holiday = date(2028, 1, 8)  # a Saturday of the New Year holidays
        assert not await is_allowed(talk, datetime(holiday.year, 1, 8, 8, 0, tzinfo=UTC))


def test_an_escalation_has_one_line_a_person():
    stuck = [
        Stuck("Алиева Марьям Ахмедовна", Gap("no_call"), 3, 1),
        Stuck("Алиева Марьям Ахмедовна", Gap("journal_not_linked"), 4, 1),
        Stuck("Алиева Марьям Ахмедовна", Gap("no_call"), 3, 2),
    ]
    text = escalation_text(stuck, "ЭЖД", ShownNames({2: " (физика)"}), to_manager=False)
    lines = [line for line in text.splitlines() if line.startswith("•")]
    assert len(lines) == 2
    assert lines[1].startswith("• Алиева Марьям Ахмедовна (физика): ")
    assert "после 4 недель напоминаний" in lines[0]


async def test_the_list_of_those_without_movement_is_seen_again(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(OFFICER, "кто без движения")
        assert "сейчас нет" in said
        await _remind_for_four_weeks(talk, "no_call")
        for _ in range(2):
            [said] = await talk.write(OFFICER, "кто без движения")
            assert "• Алиева Марьям Ахмедовна" in said
            assert "после 4 недель напоминаний" in said
        await _tell(talk, "2026-W45", calls=1)  # she made a call meanwhile, and none in the newest week
        assert "сейчас нет" in (await talk.write(OFFICER, "кто без движения"))[0]


async def test_who_has_moved_meanwhile_and_fell_back_is_not_without_movement(tmp_path):
    """In the newest week she wrote four messages."""
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "Начать")
        await _remind_for_four_weeks(talk, "few_messages")
        for week in ("2026-W43", "2026-W44", "2026-W45"):
            await _tell(talk, week, group_messages=7)
        assert "• Алиева Марьям Ахмедовна" in (await talk.write(OFFICER, "кто без движения"))[0]
        assert (
            "Алиева Марьям Ахмедовна — несколько недель без движения"
            in (await talk.write(OFFICER, "с кем поговорить"))[0]
        )
        async with talk.database.writing() as session:
            newer = update(PersonWeek).where(PersonWeek.week == "2026-W45").values(group_messages=9)
            await session.execute(newer)
        assert "сейчас нет" in (await talk.write(OFFICER, "кто без движения"))[0]
        assert "без движения" not in (await talk.write(OFFICER, "с кем поговорить"))[0]


async def _alieva(session):
    return await session.scalar(select(Person).where(Person.last_name == "Алиева"))


async def _tell(talk, week: str, **facts: int) -> None:
    school = await the_school(talk)
    async with talk.database.writing() as session:
        alieva = await _alieva(session)
        load = await add_load(session, school.id, Week.parse(week), talk.now)
        session.add(PersonWeek(person_id=alieva.id, week=week, import_id=load.id, **facts))


async def _remind_for_four_weeks(talk, gap: str) -> None:
    school = await the_school(talk)
    async with talk.database.writing() as session:
        alieva = await _alieva(session)
        for number in range(4):
            week = Week.parse("2026-W46").shift(-number)
            campaign = Campaign(school_id=school.id, week=str(week.shift(-1)), kind="digest", made_at=talk.now)
            session.add(campaign)
            await session.flush()
            session.add(
                OutboxRow(
                    campaign_id=campaign.id,
                    person_id=alieva.id,
                    account_id=alieva.account_id,
                    peer_id=1,
                    text="…",
                    gaps=[gap],
                    state="sent",
                    calendar_week=str(week),
                    finished_at=talk.now,
                )
            )


async def test_of_days_off_without_an_end_only_the_last_day_is_asked(tmp_path):
    async with talking(tmp_path) as talk:
        for said in ("пауза с понедельника", "каникулы с 23 ноября"):
            assert (await talk.write(OFFICER, said))[0].startswith("С 23 ноября — а по какой день?")


async def test_a_working_saturday_stands_in_the_schedule(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "отметь 21 ноября рабочим")
        await talk.press(OFFICER, "Только 21 ноября")
        [schedule] = await talk.write(OFFICER, "расписание")
        assert "Рабочие у вас и педагогам могу писать: 21 ноября." in schedule
