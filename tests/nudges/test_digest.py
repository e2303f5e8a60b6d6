import itertools
import json
import re
from dataclasses import replace
from datetime import date

import pytest

from indicators.catalogue import FACTS, FactType
from indicators.weeks import Week
from nudges.digest import (
    GROUP_CHATS_ONLY,
    Figures,
    Live,
    Past,
    Stage,
    digest_text,
    keyboard,
    quota_text,
    stage_of,
    thanks_text,
)
from nudges.gaps import GAPS, WEEKLY, Gap, Known, ParentChats, Step, find_gaps
from nudges.howto import howto_text
from nudges.names import PersonName
from nudges.norms import Norms
from nudges.plan import DIGEST, QUOTA, Round, write
from nudges.plan.standing import History, Standing
from nudges.platforms import Platform
from nudges.wording import step_words

FIGURES = Figures(Week.parse("2026-W46"), date(2026, 11, 17))
NAME = PersonName.read("ГАДЖИЕВА ПАТИМАТ МАГОМЕДОВНА")
FORBIDDEN = re.compile(r"срочн|обязан|наруш|отчита|немедленн|выговор|долж[её]?н", re.IGNORECASE)
MOST = find_gaps(
    Known(
        {
            **{fact.code: False for fact in FACTS if fact.type is FactType.FLAG},
            "group_chats": 0,
            "group_messages": 1,
            "calls": 0,
            "pupils_total": 25,
            "pupils_journal_linked": 18,
        },
        ParentChats(("7А",)),
    ),
    Norms(targets=frozenset(kind.only_with for kind in GAPS if kind.only_with), parents_chats=True),
)
# Whoever is not in MAX yet is not asked why they were not there in the week: no person has every gap.
ALL = [*MOST, Gap("inactive_in_max")]
PASTS = (Past(), Past(1, 1), Past(5, 5), Past(2, 1, tuple(kind.code for kind in GAPS)))


def every_text():
    for gap in [*ALL, Gap("few_messages", None, 10, 3), Gap("profile_inactive", step=Step.ADMINISTRATOR)]:
        for past in PASTS:
            yield digest_text(NAME, [gap], FIGURES, past)
            yield digest_text(NAME, [gap, *ALL], FIGURES, past)
    weekly = [gap for gap in ALL if gap.code in WEEKLY]
    for live, gaps in itertools.product((None, Live(1, 0)), (weekly, weekly[:1], weekly[1:])):
        yield quota_text(NAME, gaps, FIGURES, live)
        yield quota_text(NAME, gaps, FIGURES, live, is_first=True)
    yield thanks_text(NAME, FIGURES)
    for kind, platform in itertools.product(GAPS, Platform):
        yield howto_text(kind.code, platform)
        yield step_words(Gap(kind.code, 1, 2, classes=("7А",)), "ЭЖД", platform)


def test_no_text_ever_threatens_and_none_has_an_unfilled_place():
    for text in every_text():
        assert not FORBIDDEN.search(text), text
        assert not re.search(r"[{}]|None", text), text
        assert "  " not in text


def test_all_gaps_fit_one_screen_for_somebody_who_lacks_everything():
    for past in PASTS:
        assert len(digest_text(NAME, ALL, FIGURES, past)) <= 950
    assert len(ALL) == len(GAPS)


def test_the_person_is_called_by_first_name_and_patronymic_and_the_figures_are_dated():
    text = digest_text(NAME, ALL[2:5], FIGURES)
    assert text.startswith("Патимат Магомедовна, здравствуйте!")
    assert "1 из 10 (первый рубеж — 3)" in text
    assert "объявление о собрании" in text
    assert "Считаются только групповые чаты" in text
    assert "По данным за 9–15 ноября, получены 17 ноября. Если уже сделали — не учитывайте." in text


def test_the_first_gap_is_the_step_and_the_others_are_short_lines():
    text = digest_text(NAME, [Gap("no_call", 0, 1), Gap("journal_not_linked")], FIGURES)
    step, rest = text.split("Ещё осталось:")
    assert "Следующий шаг: проведите один звонок" in step
    assert rest.startswith("\n• журнал (ЭЖД) не связан с аккаунтом")


def test_the_wording_changes_with_the_weeks_and_thanks_for_what_is_done():
    gaps = [Gap("few_messages", 8, 10), Gap("no_call", 0, 1)]
    assert stage_of(gaps, Past()) is Stage.FIRST
    assert stage_of(gaps, Past(1, 1)) is Stage.AGAIN
    assert stage_of(gaps, Past(4, 4)) is Stage.LATER
    assert stage_of(gaps[:1], Past(1, 1)) is Stage.ALMOST
    assert "ещё 2 сообщения" in digest_text(NAME, gaps[:1], FIGURES, Past(1, 1))
    assert "Спасибо: журнал связан." in digest_text(NAME, gaps, FIGURES, Past(1, 1, ("journal_not_linked",)))


def test_nobody_is_almost_there_while_something_else_is_open_or_unknown():
    call = [Gap("no_call", 0, 1)]
    past = Past(letters=1, closed=("no_group_chat",))
    assert "Вы почти у цели" in digest_text(NAME, call, FIGURES, past)
    unsure = Past(letters=1, closed=("no_group_chat",), all_told=False)
    assert "Вы почти у цели" not in digest_text(NAME, call, FIGURES, unsure)
    assert stage_of([Gap("few_messages", 0, 10)], replace(past, reminders=1)) is Stage.AGAIN


@pytest.mark.parametrize(
    ("week", "received", "words"),
    [
        ("2026-W40", date(2026, 10, 6), "за 28 сентября – 4 октября, получены 6 октября"),
        ("2026-W53", date(2027, 1, 12), "за 28 декабря 2026 – 3 января 2027, получены 12 января"),
        ("2026-W52", date(2027, 1, 12), "за 21–27 декабря 2026, получены 12 января 2027"),
    ],
)
def test_periods_across_months_and_years_are_unmistakable(week, received, words):
    assert words in digest_text(NAME, ALL[:1], Figures(Week.parse(week), received))


def test_the_quota_reminder_speaks_of_this_week_when_the_bot_has_counted_it():
    text = quota_text(NAME, [Gap("few_messages", 7, 10)], FIGURES, Live(7))
    assert "уже 7 из 10, ещё 3 сообщения" in text
    assert "Бот видит не все чаты" in text
    assert "9–15 ноября" in quota_text(NAME, [Gap("few_messages", 7, 10)], FIGURES)


def test_the_buttons_fit_the_messengers_limits():
    board = keyboard(FIGURES.week, 10**15)
    buttons = [button for row in board.rows for button in row]
    assert [button.payload["do"] for button in buttons] == ["howto", "done", "mistake", "not_now", "mine"]
    for button in buttons:
        assert len(button.label) <= 40
        assert len(json.dumps(button.payload, ensure_ascii=False).encode()) <= 255
        assert button.payload["w"] == "2026-W46"
    assert "p" not in keyboard(FIGURES.week).rows[0][0].payload


def test_a_second_look_at_calls_alone_says_nothing_of_messages_and_nothing_yet_is_said_kindly():
    calls = [Gap("no_call", 0, 1)]
    assert GROUP_CHATS_ONLY not in quota_text(NAME, calls, FIGURES)
    live = quota_text(NAME, calls, FIGURES, Live(0, 0))
    assert "• звонки: пока 0 из 1, ещё 1 звонок" in live
    assert GROUP_CHATS_ONLY in quota_text(NAME, [Gap("few_messages", 4, 10)], FIGURES, Live(4, 0))


def test_a_second_look_that_is_somebodys_first_letter_says_who_writes():
    of = Round(QUOTA, FIGURES)
    gaps = [Gap("no_call", 0, 1)]
    new = write(Standing(1, "Ужова Галина Фёдоровна"), gaps, of)
    assert "Это «Дежурный», помощник школы" in new
    assert "Неделя ещё идёт" in new
    for known in (
        Standing(1, "Ужова Галина Фёдоровна", written=frozenset({DIGEST})),
        Standing(1, "Ужова Галина Фёдоровна", history=History(2)),
    ):
        assert "Дежурный" not in write(known, gaps, of)
