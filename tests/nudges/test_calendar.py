from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from indicators.errors import BadSetting
from indicators.weeks import Week
from nudges.calendar import PAUSE, QUIET, Rest, SchoolCalendar, zone_of
from nudges.production import CERTAIN_UNTIL, day_off, production_year

MOSCOW = SchoolCalendar(ZoneInfo("Europe/Moscow"))


def at(text, zone="Europe/Moscow"):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 1, 9), "выходной (перенесён с 03.01.2026)"),
        (date(2026, 3, 9), "Международный женский день"),
        (date(2026, 11, 4), "День народного единства"),
        (date(2026, 12, 31), "выходной (перенесён с 04.01.2026)"),
        (date(2027, 2, 22), "выходной (перенесён с 20.02.2027)"),
        (date(2027, 2, 20), None),
        (date(2027, 11, 5), "выходной (перенесён с 02.01.2027)"),
        (date(2026, 11, 21), "выходной"),
        (date(2026, 11, 20), None),
    ],
)
def test_the_production_calendar_knows_transfers_and_working_saturdays(day, reason):
    assert day_off(day) == reason


def test_a_year_without_a_decree_follows_the_labour_code_and_says_that_it_is_not_certain():
    assert production_year(CERTAIN_UNTIL).certain
    assert not production_year(2028).certain
    assert day_off(date(2028, 11, 6)) == "День народного единства"  # the 4th is a Saturday
    assert day_off(date(2028, 1, 8)) == "Новогодние каникулы"
    assert day_off(date(2028, 1, 10)) is None


@pytest.mark.parametrize(
    ("moment", "allowed"),
    [
        ("2026-11-20T08:59:59", False),
        ("2026-11-20T09:00", True),
        ("2026-11-20T17:59:59", True),
        ("2026-11-20T18:00", False),
        ("2026-11-21T12:00", False),
        ("2026-11-04T12:00", False),
        ("2027-02-20T12:00", True),
    ],
)
def test_teachers_are_written_to_on_working_days_in_working_hours(moment, allowed):
    assert MOSCOW.is_allowed(at(moment)) is allowed


def test_the_hours_are_those_of_the_schools_own_zone():
    kamchatka = SchoolCalendar(ZoneInfo("Asia/Kamchatka"))
    moment = datetime(2026, 11, 15, 22, tzinfo=UTC)  # Monday 10:00 in Kamchatka, Monday 1:00 in Moscow
    assert kamchatka.is_allowed(moment)
    assert not MOSCOW.is_allowed(moment)
    assert kamchatka.week_of(moment) == Week.parse("2026-W47")
    assert SchoolCalendar(ZoneInfo("Europe/Kaliningrad")).week_of(moment) == Week.parse("2026-W47")
    assert SchoolCalendar(ZoneInfo("America/New_York")).week_of(moment) == Week.parse("2026-W46")


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-11-20T12:00", "2026-11-20T12:00"),
        ("2026-11-20T03:00", "2026-11-20T09:00"),
        ("2026-11-20T19:00", "2026-11-23T09:00"),
        ("2026-12-30T18:30", "2027-01-11T09:00"),
    ],
)
def test_the_next_moment_leaves_out_nights_weekends_and_holidays(moment, opens):
    assert MOSCOW.next_allowed(at(moment)) == at(opens)


def test_on_days_on_which_the_bot_is_only_to_be_quiet_there_are_lessons():
    week = Rest(date(2026, 11, 16), date(2026, 11, 19), "пауза", QUIET)
    school = SchoolCalendar(ZoneInfo("Europe/Moscow"), rests=(week,))
    assert school.next_allowed(at("2026-11-17T12:00")) == at("2026-11-20T09:00")
    assert school.quotas_count(Week.parse("2026-W47"))
    assert not SchoolCalendar(ZoneInfo("Europe/Moscow"), rests=(replace(week, kind=PAUSE),)).quotas_count(
        Week.parse("2026-W47")
    )


def test_breaks_are_left_out_and_a_school_that_never_opens_has_no_next_moment():
    rests = (Rest(date(2026, 11, 16), date(2026, 11, 22)), Rest(date(2026, 11, 24), date(2026, 11, 24), "карантин"))
    school = SchoolCalendar(ZoneInfo("Europe/Moscow"), rests=rests)
    assert school.next_allowed(at("2026-11-17T12:00")) == at("2026-11-23T09:00")
    assert school.left_out(date(2026, 11, 24)) == "карантин"
    assert not school.quotas_count(Week.parse("2026-W47"))
    assert school.quotas_count(Week.parse("2026-W48"))
    closed = SchoolCalendar(ZoneInfo("Europe/Moscow"), rests=(Rest(date(2026, 1, 1), date(2029, 1, 1)),))
    assert closed.next_allowed(at("2026-11-17T12:00")) is None
    assert SchoolCalendar(ZoneInfo("Europe/Moscow"), time(12), time(12)).next_allowed(at("2026-11-17T12:00")) is None


def test_summer_time_neither_skips_nor_doubles_a_morning():
    berlin = SchoolCalendar(ZoneInfo("Europe/Berlin"), time(2, 30), time(4))
    skipped = berlin.at(date(2027, 3, 28), time(2, 30))
    assert skipped == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    before, after = berlin.at(date(2027, 3, 26), time(9)), berlin.at(date(2027, 3, 29), time(9))
    assert (before.hour, after.hour) == (8, 7)


def test_an_unknown_zone_is_named():
    with pytest.raises(BadSetting, match="Mars/Base"):
        zone_of("Mars/Base")
