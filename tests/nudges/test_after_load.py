"""What an officer reads after a load, and other sentences of the clock."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from indicators.weeks import Week
from nudges.calendar import Rest, SchoolCalendar
from nudges.clock.after_load import NOBODY, AfterLoad, after_load_words
from nudges.clock.coming import Held, NextNudge
from nudges.digest import Figures
from nudges.gaps import Gap, Step
from nudges.officer import deadline_text, planned_text
from nudges.own_time import OwnTime
from nudges.periods import figures_words
from nudges.plan import DIGEST, Plan, Recipient, Round, Skipped
from nudges.plan.skip_reason import SkipReason
from nudges.plan.standing import Standing

ZONE = ZoneInfo("Europe/Moscow")
W45, W46 = Week.parse("2026-W45"), Week.parse("2026-W46")
NOW = datetime(2026, 11, 16, 8, tzinfo=ZONE)
MONDAY = datetime(2026, 11, 16, 10, tzinfo=ZONE)


def planned(count: int, *, gaps: tuple[Gap, ...] = (Gap("no_call"),), skipped: tuple[Skipped, ...] = ()) -> Plan:
    round_ = Round(DIGEST, Figures(W46, date(2026, 11, 16), "Дневник"))
    people = [Standing(number, f"Тестова Анна {number}") for number in range(count)]
    told = [Recipient(one.person_id, one.full_name, 1, 1, gaps, "vk", one, round_) for one in people]
    return Plan(W46, tuple(told), skipped)


def words(coming: NextNudge, count: int = 3, **found: object) -> str:
    given = {"week": W46, "newest": W46, "had": None, "fresh": True, "planned": planned(count)} | found
    return after_load_words(AfterLoad(now=NOW, coming=coming, **given)).replace("\u00a0", " ")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("coming", "found", "said"),
    [
        (NextNudge(MONDAY, W46), {"week": W45}, "Напоминаю по самым новым данным, за 9–15 ноября."),
        (NextNudge(MONDAY, W46), {"had": (2, 5)}, "его получили 2 человека из 5. Ещё есть что сказать 3 людям"),
        (NextNudge(None, held=Held.PAUSED), {"count": 0}, "на паузе"),
        (NextNudge(MONDAY, W46), {"count": 0}, NOBODY),
        (NextNudge(None, held=Held.BY_HAND), {}, "Пока никому не пишу."),
        (NextNudge(None, held=Held.OFF), {}, "По этим данным есть что сказать 3 людям."),
        (NextNudge(MONDAY), {"fresh": False}, "больше двух недель: сам по ним не напоминаю"),
        (NextNudge(MONDAY, started=True), {}, "по более ранним данным. Следующие напоминания уйдут по новому файлу"),
        (NextNudge(MONDAY, W46, awaited=W46), {}, "Сейчас это 3 людям."),
        (NextNudge(MONDAY, W46), {"later": 3}, "уйдут сами не сразу, а в удобное каждому время: 3 людям. Остановить"),
        (NextNudge(MONDAY, W46), {"later": 1}, "Из них 1 человеку — позже"),
        (NextNudge(None), {}, "Ближайших напоминаний в расписании нет."),
    ],
)
def test_after_a_load_it_is_said_who_gets_what_and_when(coming, found, said):
    assert said in words(coming, **found)


def test_those_who_have_had_theirs_are_not_told_as_left_out():
    skipped = (Skipped(7, "Борисов", SkipReason.ALREADY_WRITTEN), Skipped(8, "Ватина", SkipReason.NO_ACCOUNT))
    said = words(NextNudge(MONDAY, W46), had=(1, 1), planned=planned(0, skipped=skipped))
    assert said.endswith("Остальным не пишу: аккаунт неизвестен (нужна листовка с QR-кодом) — 1.")


def test_a_deadline_without_figures_asks_for_the_file():
    assert "Свежих данных о регистрации нет" in deadline_text(date(2026, 12, 1), 15, None)


def test_of_many_whose_profile_the_administrator_changes_the_first_are_named():
    said = planned_text(planned(100, gaps=(Gap("profile_inactive", step=Step.ADMINISTRATOR),)), "Напоминания")
    assert "его меняет администратор школы:\n• Тестова Анна 0" in said
    assert said.splitlines()[-1].startswith("… и ещё ")


def test_whom_the_clock_thanks_is_told_apart_from_whom_it_reminds():
    made = replace(planned(3), recipients=(*planned(2).recipients, *planned(1, gaps=()).recipients))
    said = planned_text(made, "Напоминания педагогам").replace("\u00a0", " ")
    assert said == "Напоминания педагогам: 3 сообщения, из них спасибо — 1, по данным за 9–15 ноября."
    assert "3 людям, из них спасибо — 1." in words(NextNudge(MONDAY, W46), planned=made)
    assert "есть что сказать 2 людям." in words(NextNudge(None, held=Held.OFF), planned=made)
    said = words(NextNudge(MONDAY, W46), planned=planned(1, gaps=()), had=(5, 5), had_thanks=2)
    assert said.endswith("его получили 5 человек, из них спасибо — 2.")


def test_figures_of_a_day_nobody_knows_are_of_their_week():
    assert figures_words(W46, None).replace("\u00a0", " ") == "за 9–15 ноября"


def test_hours_outside_the_schools_and_rest_without_end_hold_nothing_up():
    calendar = SchoolCalendar(ZONE)
    assert OwnTime(time(20), time(22)).next_allowed(calendar, MONDAY) == MONDAY
    always = frozenset(date.fromordinal(MONDAY.toordinal() + ahead) for ahead in range(400))
    assert OwnTime(days_off=always).next_allowed(calendar, MONDAY) == MONDAY


def test_days_of_ones_own_that_end_in_holidays_are_followed_by_the_day_after_them():
    rest = date.fromordinal(MONDAY.toordinal() + 56)
    calendar = SchoolCalendar(ZONE, rests=(Rest(rest, date.fromordinal(rest.toordinal() + 13)),))
    own = OwnTime(days_off=frozenset(date.fromordinal(MONDAY.toordinal() + ahead) for ahead in range(56)))
    assert calendar.today(own.next_allowed(calendar, MONDAY)).toordinal() >= MONDAY.toordinal() + 70
