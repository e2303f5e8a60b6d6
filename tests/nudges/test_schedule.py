from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.weeks import Week
from nudges.calendar import Rest, SchoolCalendar
from nudges.clock.agenda import agenda
from nudges.clock.coming import next_nudge, nudge_words, second_look_words
from nudges.clock.due import due, may_have_been_done
from nudges.clock.moments import slot_moment
from nudges.clock.schedule import Kind, Schedule, SchoolFacts, Slot, Wait
from nudges.clock.second_look import SECOND_LOOK_FOR
from nudges.officer import Ended, deadline_text, ended_text, file_missing_text

ZONE = ZoneInfo("Europe/Moscow")
CALENDAR = SchoolCalendar(ZONE)
LAST = Week.parse("2026-W46")
THIS = Week.parse("2026-W47")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def school(came="2026-11-15T20:00", week=LAST, **more):
    """A school whose file of `week` came at that moment."""
    facts = {"newest": week, "newest_at": at(came).astimezone(UTC), "imported": frozenset({week})}
    return SchoolFacts(**({"calendar": CALENDAR} | facts | more))


def kinds(now, facts):
    return [one.kind.value for one in due(at(now), facts)]


def test_the_nudge_goes_on_monday_at_ten_when_the_file_is_there():
    assert kinds("2026-11-16T09:59", school()) == []
    assert kinds("2026-11-16T10:00", school()) == ["nudge"]


def test_a_file_that_comes_later_is_nudged_by_as_soon_as_it_comes():
    late = school("2026-11-18T15:30")
    assert "nudge" not in kinds("2026-11-18T15:29", late)
    assert kinds("2026-11-18T15:30", late) == ["nudge"]
    assert kinds("2026-11-18T19:00", school("2026-11-18T18:30")) == []
    assert "nudge" in kinds("2026-11-19T09:00", school("2026-11-18T18:30"))


def test_what_was_missed_this_week_is_caught_up_and_a_past_week_is_not():
    missed = school(nudged=frozenset({LAST}))
    assert kinds("2026-11-20T09:00", missed) == ["quota"]
    assert kinds("2026-11-23T09:30", missed) == ["file_missing"]


def test_nothing_is_due_twice_for_one_period():
    done = frozenset({("nudge", str(THIS))})
    assert kinds("2026-11-16T10:00", school(done=done)) == []
    assert kinds("2026-11-16T10:00", school(nudged=frozenset({LAST}))) == []


def test_older_figures_wait_for_a_late_file_until_the_next_working_day_at_noon():
    old = school("2026-11-12T10:00", week=LAST.shift(-1))
    assert "nudge" not in kinds("2026-11-16T10:00", old)
    assert "nudge" not in kinds("2026-11-17T11:59", old)
    assert "nudge" in kinds("2026-11-17T12:00", old)
    assert kinds("2026-11-16T11:05", school("2026-11-16T11:05")) == ["nudge"]


def test_how_long_a_file_is_waited_for_is_the_schools_choice():
    def waiting(days, hour="12:00"):
        schedule = Schedule.read({"schedule": {"file_wait": {"days": days, "at": hour}}})
        assert Schedule.read({"schedule": schedule.as_settings()}) == schedule
        return school("2026-11-12T10:00", week=LAST.shift(-1), schedule=schedule)

    assert "nudge" in kinds("2026-11-16T10:00", waiting(0))
    assert "nudge" not in kinds("2026-11-18T14:00", waiting(2, "15:00"))
    assert "nudge" in kinds("2026-11-18T15:00", waiting(2, "15:00"))
    # Never into the next week, nor outside the school's hours.
    assert "nudge" in kinds("2026-11-20T09:00", waiting(4, "23:00"))
    assert "nudge" in kinds("2026-11-17T12:00", waiting("год"))


def test_nobody_waits_where_the_week_before_was_a_break():
    calendar = SchoolCalendar(ZONE, rests=(Rest(LAST.monday, LAST.sunday),))
    old = replace(school("2026-11-08T10:00", week=LAST.shift(-1)), calendar=calendar)
    assert "nudge" in kinds("2026-11-16T10:00", old)


def test_a_past_that_is_unknown_may_have_nudged_at_the_usual_hour():
    old = school("2026-11-12T10:00", week=LAST.shift(-1))
    assert Kind.NUDGE in {one.kind for one in may_have_been_done(at("2026-11-16T10:00"), old)}


def said(now, facts):
    moment = at(now)
    return nudge_words(next_nudge(moment, facts), moment)


def test_the_next_reminders_are_told_in_one_way():
    assert (
        said("2026-11-16T08:00", school()) == "Следующие напоминания уйдут сегодня в 10:00, по данным за 9–15 ноября."
    )
    assert said("2026-11-16T12:00", school()) == "Следующие напоминания уйдут сейчас, по данным за 9–15 ноября."
    late = school("2026-11-12T10:00", week=LAST.shift(-1))
    wait = "Файл за 9–15 ноября жду до 12:00 17 ноября; если не придёт, напомню по данным за 2–8 ноября."
    assert said("2026-11-16T09:00", late) == said("2026-11-16T16:00", late) == wait
    assert said("2026-11-17T09:00", late).startswith("Файл за 9–15 ноября жду сегодня до 12:00;")
    nudged = school(nudged=frozenset({LAST}), done=frozenset({("nudge", str(THIS))}))
    assert said("2026-11-16T10:01", nudged) == (
        "Следующие напоминания уйдут по новому файлу, как только он придёт, но не раньше чем "
        "в понедельник, 23 ноября, в 10:00."
    )
    assert said("2026-11-17T10:00", school("2026-11-05T10:00", LAST.shift(-2))).endswith("как только он придёт.")
    assert "на паузе" in said("2026-11-16T08:00", school(paused=True))
    assert "не включены" in said("2026-11-16T08:00", school(automatic=False))
    off = Schedule().with_slot(Kind.NUDGE, Slot(0, time(10), on=False))
    assert "по вашей команде" in said("2026-11-16T08:00", school(schedule=off))


@settings(max_examples=60)
@given(
    st.datetimes(datetime(2026, 11, 16), datetime(2026, 11, 29, 23)),
    st.sampled_from([0, 1, 2, 3]),
    st.booleans(),
    st.sampled_from([0, 1, 3]),
    st.integers(0, 4),
)
def test_what_is_told_of_the_next_reminders_is_what_becomes_due(now, back, nudged, wait, weekday):
    schedule = Schedule(wait=Wait(wait)).with_slot(Kind.NUDGE, Slot(weekday, time(10)))
    figures = THIS.shift(-back)
    came = min(at("2026-11-15T20:00"), now.replace(tzinfo=ZONE)) if back else now.replace(tzinfo=ZONE)
    facts = SchoolFacts(
        CALENDAR, schedule, newest=figures, newest_at=came, nudged=frozenset({figures} if nudged else ())
    )
    coming = next_nudge(now.replace(tzinfo=ZONE), facts)
    moment, first = now.replace(tzinfo=ZONE), None
    while first is None and moment < at("2026-12-06T00:00"):
        opens = facts.calendar.next_allowed(moment)
        first = next((opens for one in due(opens, facts) if one.kind is Kind.NUDGE), None)
        moment = opens.astimezone(ZONE).replace(second=0, microsecond=0) + timedelta(minutes=30 - opens.minute % 30)
    if coming.figures is None:
        assert first is None
    else:
        assert coming.figures == figures
        assert coming.at <= first < coming.at + timedelta(minutes=31)


def test_figures_older_than_two_weeks_are_not_used():
    old = school(week=LAST.shift(-1))
    assert "nudge" in kinds("2026-11-17T12:00", old)
    assert "nudge" not in kinds("2026-11-23T10:00", old)


def test_the_second_look_never_comes_on_the_heels_of_the_digest():
    facts = school(nudged=frozenset({LAST}))
    assert kinds("2026-11-19T14:00", replace(facts, nudged_on=date(2026, 11, 18))) == []
    assert kinds("2026-11-19T14:00", replace(facts, nudged_on=date(2026, 11, 17))) == ["quota"]
    assert kinds("2026-11-19T15:00", school("2026-11-19T15:00")) == ["nudge"]


def test_there_is_no_second_look_before_the_first():
    late = Schedule().with_slot(Kind.NUDGE, Slot(4, time(10)))
    facts = school(schedule=late)
    assert "quota" not in kinds("2026-11-19T14:00", facts)
    shown = agenda(date(2026, 11, 16), date(2026, 11, 22), at("2026-11-16T08:00"), facts)
    assert Kind.QUOTA not in {run.kind for run in shown.runs}
    assert any("слишком скоро" in run.note for run in shown.runs)
    # A school without digests has the second look alone.
    alone = Schedule().with_slot(Kind.NUDGE, Slot(0, time(10), on=False))
    assert kinds("2026-11-19T14:00", school(schedule=alone)) == ["quota"]


def test_the_agenda_keeps_the_second_look_away_from_a_digest_on_wednesday():
    facts = SchoolFacts(CALENDAR, schedule=Schedule().with_slot(Kind.NUDGE, Slot(2, time(10))))
    shown = agenda(date(2026, 11, 23), date(2026, 11, 29), at("2026-11-23T08:00"), facts)
    (quota,) = [run for run in shown.runs if run.kind is Kind.QUOTA]
    assert quota.at == at("2026-11-27T09:00")
    assert "через два дня" in quota.note


def test_a_paused_school_still_hears_about_its_file_and_its_summary():
    assert kinds("2026-11-20T16:00", school(paused=True)) == ["summary", "escalation"]
    assert kinds("2026-11-16T12:00", replace(school(paused=True), imported=frozenset())) == ["file_missing"]


def test_a_summary_is_not_repeated_while_no_new_file_comes():
    done = frozenset({("summary", str(LAST)), ("escalation", "2026-W48")})
    assert "summary" not in kinds("2026-11-27T16:00", school(done=done))


def test_nothing_happens_in_a_break_or_on_a_holiday():
    resting = SchoolCalendar(ZONE, rests=(Rest(date(2026, 11, 16), date(2026, 11, 20)),))
    facts = replace(school(), calendar=resting)
    assert kinds("2026-11-18T12:00", facts) == []
    assert kinds("2026-11-04T12:00", school(week=Week.parse("2026-W44"))) == []


def test_the_file_of_a_week_of_holidays_is_not_missed():
    nothing = SchoolFacts(SchoolCalendar(ZONE, rests=(Rest(date(2026, 12, 28), date(2027, 1, 10)),)))
    assert kinds("2027-01-11T12:00", nothing) == []
    assert kinds("2027-01-18T12:00", nothing) == ["file_missing"]


@pytest.mark.parametrize(
    ("week", "kind", "moment"),
    [
        ("2026-W46", Kind.NUDGE, "2026-11-09T10:00"),
        ("2027-W08", Kind.NUDGE, "2027-02-24T10:00"),  # Monday and Tuesday are off
        ("2027-W44", Kind.QUOTA, "2027-11-03T14:00"),  # Thursday and Friday are off
        ("2027-W01", Kind.NUDGE, None),
    ],
)
def test_a_day_that_is_left_out_gives_its_turn_to_the_nearest_one(week, kind, moment):
    found = slot_moment(Week.parse(week), Schedule().slots[kind], CALENDAR)
    assert found == (None if moment is None else at(moment))


def test_an_hour_outside_the_schools_hours_is_moved_to_its_opening():
    assert slot_moment(THIS, Slot(0, time(7)), CALENDAR) == at("2026-11-16T09:00")
    assert slot_moment(THIS, Slot(0, time(20)), CALENDAR) == at("2026-11-16T09:00")
    assert slot_moment(THIS, Slot(0, time(10), on=False), CALENDAR) is None


def test_the_countdown_names_the_days_left_and_after_a_silence_only_the_nearest():
    facts = SchoolFacts(CALENDAR, deadline=date(2026, 12, 1), imported=frozenset({LAST, THIS}), unregistered=4)
    assert [(one.kind, one.days_left) for one in due(at("2026-11-24T10:00"), facts)] == [(Kind.DEADLINE, 7)]
    assert kinds("2026-11-24T09:59", facts) == []
    # The 28th is a Saturday, so «three days» is said on Monday the 30th, where «one day» is nearer.
    assert [one.days_left for one in due(at("2026-11-30T10:00"), facts) if one.kind is Kind.DEADLINE] == [1]
    assert kinds("2026-12-07T10:00", facts) == ["file_missing"]
    assert kinds("2026-11-24T10:00", replace(facts, unregistered=0)) == []


def test_the_agenda_names_the_days_that_will_be_left_when_the_countdown_is_said():
    facts = SchoolFacts(CALENDAR, deadline=date(2026, 12, 1), imported=frozenset({LAST, THIS}), unregistered=4)
    shown = agenda(date(2026, 11, 23), date(2026, 12, 4), at("2026-11-23T12:00"), facts)
    notes = {f"{run.at:%d.%m}": run.note for run in shown.runs if run.kind is Kind.DEADLINE}
    # The 28th is a Saturday: what would be «three days» is said on Monday, and one is left then.
    assert notes == {"24.11": "дней до срока: 7", "30.11": "дней до срока: 1"}


def test_a_countdown_that_rings_late_is_silent_once_the_deadline_is_over():
    # The 29th is a Sunday: «one day» is said on the last day itself.
    facts = SchoolFacts(CALENDAR, deadline=date(2026, 11, 30), imported=frozenset({LAST, THIS}), unregistered=4)
    assert "deadline" in kinds("2026-11-30T10:00", facts)
    assert "deadline" not in kinds("2026-12-01T10:00", facts)


def test_on_the_last_day_the_countdown_speaks_of_today():
    text = deadline_text(date(2026, 11, 30), 0, 2)
    assert text.startswith("Сегодня, 30 ноября, последний день срока регистрации. Не зарегистрированы: 2 человека.")


def test_the_schedule_survives_a_round_through_the_settings_and_slips_of_the_pen():
    own = Schedule().with_slot(Kind.NUDGE, Slot(1, time(12, 30)))
    assert Schedule.read({"schedule": own.as_settings()}) == own
    assert Schedule.read({}) == Schedule()
    broken = {"nudge": {"weekday": 9, "at": "25:00"}, "quota": "четверг", "deadline_days": [0], "escalate_after": "3"}
    assert Schedule.read({"schedule": broken}) == Schedule()
    assert Schedule.read({"schedule": "каждый день"}) == Schedule()
    assert not Schedule.read({"schedule": {"quota": {"on": False}}}).slots[Kind.QUOTA].on


def test_the_agenda_shows_what_comes_and_what_is_left_out_and_why():
    calendar = SchoolCalendar(ZONE, rests=(Rest(date(2026, 12, 28), date(2027, 1, 13)),))
    facts = SchoolFacts(calendar, deadline=date(2027, 1, 20))
    shown = agenda(date(2026, 12, 21), date(2027, 1, 17), at("2026-12-21T12:00"), facts)
    runs = {(run.at.strftime("%m-%d %H:%M"), run.kind.value): run.note for run in shown.runs}
    assert ("12-24 14:00", "quota") in runs
    assert ("01-14 10:00", "nudge") in runs
    moved = "перенесено с 11 января: каникулы; когда придёт новый файл; "
    moved += "второй взгляд на недельные нормы пропускаем: мало учебных дней"
    assert runs[("01-14 10:00", "nudge")] == moved
    assert ("01-14 14:00", "quota") not in runs
    assert ("12-21 10:00", "nudge") not in runs
    assert runs[("12-21 12:00", "deadline")] == "дней до срока: 30"
    assert all(at("2026-12-21T12:00") <= run.at <= at("2027-01-17T23:59") for run in shown.runs)
    left_out = {one.date: one.reason for one in shown.left_out}
    assert left_out[date(2026, 12, 31)] == "каникулы"
    assert set(left_out) == {date(2026, 12, 28 + n) for n in range(4)} | {date(2027, 1, n) for n in range(1, 14)}


def test_a_holiday_on_a_weekend_is_named_an_ordinary_weekend_is_not():
    shown = agenda(date(2027, 4, 26), date(2027, 5, 16), at("2027-04-26T08:00"), SchoolFacts(CALENDAR))
    assert [(one.date.day, one.reason) for one in shown.left_out] == [
        (1, "Праздник Весны и Труда"),
        (3, "Праздник Весны и Труда"),
        (9, "День Победы"),
        (10, "День Победы"),
    ]


def test_a_holiday_on_a_saturday_takes_a_day_from_a_school_that_works_then():
    for works, saturday in ((True, False), (False, True)):
        facts = SchoolFacts(SchoolCalendar(ZONE, works_saturdays=works))
        shown = agenda(date(2027, 4, 26), date(2027, 5, 9), at("2027-04-26T08:00"), facts)
        assert [(one.date.day, one.weekend) for one in shown.left_out] == [(1, saturday), (3, False), (9, True)]


def test_an_hour_outside_the_schools_hours_is_said_to_be_moved():
    short = SchoolCalendar(ZONE, time(8), time(13))
    shown = agenda(date(2026, 11, 23), date(2026, 11, 29), at("2026-11-23T07:00"), SchoolFacts(short))
    (summary,) = [run for run in shown.runs if run.kind is Kind.SUMMARY]
    moved = "перенесено: 15:00 — вне рабочих часов школы; если придёт файл за 16–22 ноября"
    assert (summary.at, summary.note) == (at("2026-11-27T08:00"), moved)


def test_the_asking_for_a_file_greets_at_any_hour_and_says_when_the_next_reminders_go():
    text = file_missing_text(LAST, "Сам никому не пишу.")
    assert "Доброе утро" not in text
    assert text.endswith("у кого чего не хватает. Сам никому не пишу.")


def test_the_agenda_agrees_with_what_becomes_due():
    facts = SchoolFacts(CALENDAR, newest=LAST, newest_at=at("2026-11-15T20:00"), imported=frozenset({LAST}))
    now = at("2026-11-17T20:00")
    shown = agenda(date(2026, 11, 17), date(2026, 11, 22), now, facts)
    (nudge,) = [run for run in shown.runs if run.kind is Kind.NUDGE]
    assert nudge.at == at("2026-11-18T09:00")
    assert Kind.NUDGE in [one.kind for one in due(nudge.at, facts)]
    paused = agenda(date(2026, 11, 23), date(2026, 11, 29), now, replace(facts, paused=True))
    assert {run.kind for run in paused.runs} == {Kind.FILE_MISSING, Kind.SUMMARY, Kind.ESCALATION}
    assert paused.left_out[0].reason == "напоминания школы приостановлены"


@pytest.mark.parametrize("weekday", range(5))
def test_a_second_look_becomes_due_when_the_schedule_says_and_not_otherwise(weekday):
    """By figures that were told of the week before, and no new file in this one."""
    schedule = Schedule().with_slot(Kind.NUDGE, Slot(weekday, time(15)))
    told = date(2026, 11, 16) + timedelta(days=weekday)
    facts = school(schedule=schedule, nudged=frozenset({LAST}), nudged_on=told)
    monday, sunday, now = date(2026, 11, 23), date(2026, 11, 29), at("2026-11-23T08:00")
    shown = agenda(monday, sunday, now, facts)
    promised = [run.at for run in shown.runs if run.kind is Kind.QUOTA]
    hours = [now + timedelta(hours=after) for after in range(24 * 5)]
    became = [hour for hour in hours if Kind.QUOTA in {one.kind for one in due(hour, facts)}]
    assert became[:1] == promised
    assert bool(promised) != any("слишком скоро" in f"{one}" for one in (*shown.left_out, *shown.runs))


def test_a_year_whose_transfers_are_not_decreed_yet_is_said_to_be_uncertain():
    shown = agenda(date(2027, 12, 20), date(2028, 1, 16), at("2027-12-20T08:00"), SchoolFacts(CALENDAR))
    assert any("2028 год ещё не известен" in one.reason for one in shown.left_out)


def test_by_figures_that_go_this_week_nobody_waits_for_the_next_ones_file():
    """The older figures are told by then: the next file is waited for as long as it takes."""
    facts = school("2026-11-16T08:00")
    shown = agenda(date(2026, 11, 16), date(2026, 11, 29), at("2026-11-16T08:30"), facts)
    notes = [one.note for one in shown.runs if one.kind is Kind.NUDGE]
    assert notes == ["по данным за 9–15 ноября", "когда придёт файл за 16–22 ноября"]


def test_after_holidays_the_file_of_the_week_before_them_is_asked_for():
    calendar = SchoolCalendar(ZONE, rests=(Rest(date(2026, 10, 26), date(2026, 11, 1), "каникулы"),))
    before = Week.of(date(2026, 10, 19))
    facts = SchoolFacts(calendar, newest=before.shift(-1), imported=frozenset({before.shift(-1)}))
    [missing] = [one for one in due(at("2026-11-02T09:30"), facts) if one.kind is Kind.FILE_MISSING]
    assert missing.week == before
    shown = agenda(date(2026, 11, 2), date(2026, 11, 8), at("2026-11-02T08:30"), facts)
    [note] = [one.note for one in shown.runs if one.kind is Kind.NUDGE]
    assert note == "когда придёт файл за 19–25 октября"


def test_by_figures_that_are_too_old_the_reminders_never_go_and_nobody_waits_to_use_them():
    facts = school("2026-11-09T08:00", week=Week.parse("2026-W44"))
    shown = agenda(date(2026, 11, 16), date(2026, 11, 22), at("2026-11-10T08:30"), facts)
    [note] = [one.note for one in shown.runs if one.kind is Kind.NUDGE]
    assert note == "когда придёт файл за 9–15 ноября"


def shown(now, facts, first="2026-11-23", last="2026-11-29"):
    found = agenda(date.fromisoformat(first), date.fromisoformat(last), at(now), facts)
    runs = {run.kind: run for run in found.runs}
    return runs, [one.reason for one in found.left_out]


def test_no_second_look_is_promised_by_figures_of_a_quarantine_and_it_is_said_why():
    rests = SchoolCalendar(ZONE, rests=(Rest(date(2026, 11, 18), date(2026, 11, 20), "карантин"),))
    facts = replace(school("2026-11-23T08:00", THIS), calendar=rests)
    told = {
        "nudged": frozenset({THIS}),
        "nudged_on": date(2026, 11, 23),
        "done": frozenset({("nudge", str(THIS.shift(1)))}),
    }
    runs, why = shown("2026-11-23T10:58", replace(facts, **told))
    assert Kind.QUOTA not in runs
    assert why == ["второй взгляд на недельные нормы пропускаем: в неделю этих данных было мало учебных дней"]
    assert kinds("2026-11-26T14:00", replace(facts, **told)) == []
    runs, why = shown("2026-11-23T08:58", facts)
    assert "в неделю этих данных было мало" in runs[Kind.NUDGE].note
    assert why == []


def test_a_second_look_after_a_pause_or_without_a_first_is_said_to_be_left_out():
    pause = SchoolCalendar(ZONE, rests=(Rest(date(2026, 11, 16), date(2026, 11, 18), "пауза"),))
    nudged = {"nudged": frozenset({LAST}), "nudged_on": date(2026, 11, 15)}
    runs, why = shown("2026-11-16T12:00", replace(school(**nudged), calendar=pause), "2026-11-16", "2026-11-22")
    assert Kind.QUOTA not in runs
    assert "второй взгляд на недельные нормы пропускаем: мало учебных дней" in runs[Kind.NUDGE].note
    nudged["done"] = frozenset({("nudge", str(THIS))})
    runs, why = shown("2026-11-16T12:00", replace(school(**nudged), calendar=pause), "2026-11-16", "2026-11-22")
    assert "второй взгляд на недельные нормы пропускаем: мало учебных дней" in why
    nobody = school(done=frozenset({("nudge", f"{THIS}/{LAST}")}))
    runs, why = shown("2026-11-16T12:00", nobody, "2026-11-16", "2026-11-22")
    assert Kind.QUOTA not in runs
    assert why == ["второй взгляд на недельные нормы пропускаем: на этой неделе напоминаний не было"]


def test_a_summary_for_which_there_is_no_file_is_promised_on_condition():
    runs, _ = shown("2026-11-20T12:00", school(week=Week.parse("2026-W45"), done=frozenset({("summary", "2026-W45")})))
    assert runs[Kind.SUMMARY].note == "если придёт файл за 16–22 ноября"
    runs, _ = shown("2026-11-16T12:00", school())
    assert runs[Kind.SUMMARY].note == "если придёт файл за 16–22 ноября"
    runs, _ = shown("2026-11-23T12:00", school(week=THIS))
    assert runs[Kind.SUMMARY].note == ""


def test_a_summary_of_figures_that_were_told_in_their_own_week_is_promised_for_the_next_file():
    """The file came on Friday of the same week, and the summary with it."""
    told = school("2026-11-20T12:00", THIS, done=frozenset({("summary", str(THIS))}))
    runs, _ = shown("2026-11-20T16:00", told)
    assert runs[Kind.SUMMARY].note == "если придёт файл за 23–29 ноября"


WEEKS = [THIS.shift(-back) for back in range(5)]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_what_the_agenda_promises_without_a_condition_comes_and_officers_are_told_nothing_else(data):
    """A random school in three weeks to which no file comes."""
    newest = data.draw(st.sampled_from([None, *WEEKS]))
    known = frozenset(
        one for one in WEEKS if newest is not None and (one == newest or (one < newest and data.draw(st.booleans())))
    )
    more = frozenset({data.draw(st.sampled_from(WEEKS))}) if data.draw(st.booleans()) else frozenset()
    first = date(2026, 11, 16) + timedelta(days=data.draw(st.integers(0, 20)))
    rests = (Rest(first, first + timedelta(days=data.draw(st.integers(0, 4))), "карантин"),)
    calendar = SchoolCalendar(
        ZONE,
        *data.draw(st.sampled_from([(time(9), time(18)), (time(8), time(14))])),
        rests=rests if data.draw(st.booleans()) else (),
        works_saturdays=data.draw(st.booleans()),
    )
    weekday = data.draw(st.integers(0, 4))
    schedule = Schedule().with_slot(Kind.NUDGE, Slot(weekday, time(13)))
    now = at("2026-11-16T00:00") + timedelta(hours=data.draw(st.integers(0, 24 * 7 - 1)))
    facts = SchoolFacts(
        calendar,
        schedule,
        newest=newest,
        newest_at=min(now, at(f"{newest.sunday}T20:00")) if newest is not None else None,
        imported=known | more,
        nudged=frozenset(one for one in known if data.draw(st.booleans())),
        done=frozenset(("summary", str(one)) for one in known | more if data.draw(st.booleans())),
    )
    last = THIS.shift(2).sunday
    promised = agenda(now.date(), last, now, facts)
    surely = {(run.at, run.kind) for run in promised.runs if not conditional(run)}
    came, moment = set(), calendar.next_allowed(now)
    while moment is not None and calendar.today(moment) <= last:
        for one in due(moment, facts):
            came.add((calendar.local(moment), one.kind))
            facts = after(one, calendar.today(moment), facts)
        moment = calendar.next_allowed(moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1))
    assert surely <= came
    told = {(run.at, run.kind) for run in promised.runs}
    # a summary that was promised «если придёт файл» is said not to come
    told |= {(run.at, Kind.FILE_LATE) for run in promised.runs if run.kind is Kind.SUMMARY and conditional(run)}
    assert {one for one in came if one[1] not in (Kind.NUDGE, Kind.QUOTA)} <= told


def conditional(run):
    return any(word in run.note for word in ("если ", "когда ", "тем, у кого", "по файлу"))


def after(one, today, facts):
    facts = replace(facts, done=facts.done | {(one.kind.value, one.period)})
    if one.kind is Kind.NUDGE:
        week = str(Week.of(today))
        return replace(
            facts, nudged=facts.nudged | {one.week}, nudged_on=today, done=facts.done | {(one.kind.value, week)}
        )
    if one.kind is Kind.SUMMARY:
        return replace(facts, done=facts.done | {(Kind.FILE_LATE.value, str(Week.of(today)))})
    return replace(facts, reminded=facts.reminded | {one.week}) if one.kind is Kind.QUOTA else facts


def test_whoever_asks_when_is_told_of_the_second_look_before_it():
    facts = school(nudged=frozenset({LAST}), nudged_on=date(2026, 11, 16), done=frozenset({("nudge", str(THIS))}))
    coming = next_nudge(at("2026-11-17T11:00"), facts)
    said = second_look_words(coming, at("2026-11-17T11:00"))
    assert said == f"Второй взгляд на недельные нормы уйдёт в четверг, 19 ноября, в 14:00: {SECOND_LOOK_FOR}."
    assert second_look_words(next_nudge(at("2026-11-19T15:00"), facts), at("2026-11-19T15:00")) == ""


def test_nobody_is_said_to_be_reminded_again_while_the_school_is_silent():
    ended = [Ended("Примерова А. И.", "отпуск", date(2026, 11, 9), None)]
    assert "напоминания снова включены" in ended_text(ended, silent=False)
    assert ended_text(ended, silent=True).startswith("Закончились освобождения. Когда напоминания школы снова пойдут")


FRIDAY = {"nudged": frozenset({LAST.shift(-1)}), "nudged_on": date(2026, 11, 13)}


def test_what_began_on_a_friday_is_no_week_old_on_monday():
    facts = school(**FRIDAY)
    assert kinds("2026-11-16T10:00", facts) == []
    assert kinds("2026-11-18T10:00", facts) == ["nudge"]
    assert said("2026-11-16T09:00", facts).startswith("Следующие напоминания уйдут в среду, 18 ноября, в 10:00")
    runs, _ = shown("2026-11-16T08:00", facts, "2026-11-16", "2026-11-22")
    assert runs[Kind.NUDGE].at == at("2026-11-18T10:00")
    assert runs[Kind.NUDGE].note.startswith("перенесено: не раньше чем через пять дней после прошлых")


def test_there_are_never_three_letters_in_six_days():
    told = {"nudged": frozenset({LAST}), "nudged_on": date(2026, 11, 18), "done": frozenset({("nudge", str(THIS))})}
    assert kinds("2026-11-20T14:00", school("2026-11-18T09:00", **told)) == []
    runs, why = shown("2026-11-18T12:00", school("2026-11-18T09:00", **told), "2026-11-16", "2026-11-22")
    assert Kind.QUOTA not in runs
    assert why == ["второй взгляд на недельные нормы пропускаем: иначе вышло бы три письма за шесть дней"]
    last_on_tuesday = school("2026-11-18T09:00", **{**told, "nudged_on": date(2026, 11, 17)})
    assert kinds("2026-11-19T14:00", last_on_tuesday) == ["quota"]


def test_a_file_that_comes_when_the_second_look_is_over_is_the_next_weeks():
    told = {"nudged": frozenset({LAST}), "nudged_on": date(2026, 11, 16), "done": frozenset({("nudge", str(THIS))})}
    told["imported"] = frozenset({LAST, THIS})
    by_new = school("2026-11-20T10:01", THIS, **told)
    assert kinds("2026-11-20T10:08", by_new) == []
    assert "Второй взгляд" not in said("2026-11-20T10:08", by_new)
    assert kinds("2026-11-19T14:00", school("2026-11-18T10:01", THIS, **told)) == ["quota"]


def test_a_second_look_by_figures_that_had_theirs_is_promised_to_nobody():
    told = {"reminded": frozenset({LAST}), "nudged": frozenset({LAST}), "nudged_on": date(2026, 11, 16)}
    runs, why = shown("2026-11-16T12:00", school(**told), "2026-11-16", "2026-11-22")
    assert Kind.QUOTA not in runs
    assert why == ["второй взгляд на недельные нормы пропускаем: по этим данным он уже был"]


def test_every_week_without_reminders_says_why():
    told = {"nudged": frozenset({LAST}), "nudged_on": date(2026, 11, 18), "done": frozenset({("nudge", str(THIS))})}
    found = agenda(date(2026, 11, 16), date(2027, 1, 10), at("2026-11-18T12:00"), school("2026-11-18T09:00", **told))
    why = {(one.week, one.kind): one.reason for one in found.empty}
    assert why[THIS, Kind.NUDGE] == "на этой неделе они уже были"
    assert why[THIS, Kind.QUOTA] == "иначе вышло бы три письма за шесть дней"
    assert why[Week.parse("2027-W01"), Kind.NUDGE] == "на этой неделе нет рабочих дней"
    quiet = agenda(
        date(2026, 11, 16), date(2026, 11, 29), at("2026-11-18T12:00"), school("2026-11-18T09:00", paused=True)
    )
    assert {one.reason for one in quiet.empty} == {"напоминания школы приостановлены"}
    sent = {(run.kind, Week.of(run.at.date())) for run in found.runs}
    for week in (THIS.shift(ahead) for ahead in range(8)):
        for kind in (Kind.NUDGE, Kind.QUOTA):
            assert ((kind, week) in sent) is not ((week, kind) in why)


SATURDAYS = {"calendar": SchoolCalendar(ZONE, works_saturdays=True)}
ON_THURSDAYS = Schedule.read({"schedule": {"nudge": {"weekday": 3, "at": "10:00"}}})


def test_a_working_saturday_begins_no_second_look_and_moves_none():
    told = {"nudged": frozenset({LAST}), "nudged_on": date(2026, 11, 16)}
    assert kinds("2026-11-20T12:00", school(**SATURDAYS, **told)) == ["quota"]  # missed on Thursday, there is time
    assert "quota" not in kinds("2026-11-21T09:00", school(**SATURDAYS, **told))
    late = {"nudged": frozenset({LAST}), "nudged_on": date(2026, 11, 19), "schedule": ON_THURSDAYS}
    for more in ({}, SATURDAYS):
        assert "quota" not in kinds("2026-11-21T09:00", school(**late, **more))
        shown = agenda(date(2026, 11, 16), date(2026, 11, 22), at("2026-11-19T11:00"), school(**late, **more))
        assert Kind.QUOTA not in {run.kind for run in shown.runs}
    rest = (Rest(date(2026, 11, 19), date(2026, 11, 20)),)
    for calendar in (SchoolCalendar(ZONE, rests=rest), SchoolCalendar(ZONE, rests=rest, works_saturdays=True)):
        shown = agenda(date(2026, 11, 16), date(2026, 11, 22), at("2026-11-16T09:30"), school(calendar=calendar))
        assert [run.at.day for run in shown.runs if run.kind is Kind.QUOTA] == [18]
        opening = kinds("2026-11-18T14:00", school(calendar=calendar, **told))
        assert opening == ["quota"]


@pytest.mark.parametrize(
    "rest", [Rest(date(2026, 11, 19), date(2026, 11, 20)), Rest(date(2026, 11, 16), date(2026, 11, 20))]
)
@pytest.mark.parametrize("now", ["2026-11-16T09:30", "2026-11-18T16:00"])
def test_a_working_saturday_changes_nothing_that_is_said_of_a_second_look(rest, now):
    told = []
    for saturdays in (False, True):
        calendar = SchoolCalendar(ZONE, rests=(rest,), works_saturdays=saturdays)
        done = frozenset({("nudge", str(THIS))})
        facts = school(calendar=calendar, nudged=frozenset({LAST}), nudged_on=date(2026, 11, 16), done=done)
        shown = agenda(date(2026, 11, 16), date(2026, 11, 22), at(now), facts)
        runs = [(run.at, run.note) for run in shown.runs if run.kind is Kind.QUOTA]
        without = [one for one in shown.left_out if one.reason.startswith(Kind.QUOTA.words)]
        told.append((runs, without, [one for one in shown.empty if one.kind is Kind.QUOTA]))
    assert told[0] == told[1]


def test_a_school_that_has_chosen_saturday_has_its_second_look_then():
    chosen = Schedule.read({"schedule": {"quota": {"weekday": 5, "at": "12:00"}}})
    told = {"nudged": frozenset({LAST}), "nudged_on": date(2026, 11, 16), "schedule": chosen}
    assert "quota" in kinds("2026-11-21T13:00", school(**SATURDAYS, **told))


@pytest.mark.parametrize("more", [{}, SATURDAYS])
def test_on_the_last_days_of_a_week_a_second_look_is_too_late_and_one_that_was_is_not(more):
    told = {"nudged": frozenset({LAST}), "nudged_on": date(2026, 11, 16)} | more
    for now in ("2026-11-21T09:30", "2026-11-22T12:00"):
        for done, why in ((frozenset(), ["на этой неделе для её норм уже поздно"]), ({("quota", str(THIS))}, [])):
            found = agenda(date(2026, 11, 16), date(2026, 11, 22), at(now), school(**told, done=frozenset(done)))
            assert [one.reason for one in found.empty if one.kind is Kind.QUOTA] == why
