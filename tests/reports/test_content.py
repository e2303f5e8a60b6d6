"""The words of the report by its numbers."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import delete, func, select

from indicators.catalogue import INDICATOR
from indicators.russian.rules import plural
from nudges.effect import Effect, summed
from reports.figures.journal import with_journal
from reports.figures.people import to_look_at
from reports.figures.summary import summary
from reports.figures.unreachable import NOT_REGISTERED
from reports.figures.week import school_figures
from reports.figures.wording import percent, typeset
from reports.make import weeks_between
from reports.weekly.content import school_content
from storage.schools.targets import put_target
from storage.tables import Campaign, Claim, ClassPupils, Exemption, OutboxRow, Person
from tests.reports.school import WEEK, add_school, add_summary, add_targets, demo_school

INDICATORS = (
    "pupils_total",
    "teachers_total",
    "teachers_created_chats",
    "teachers_3_messages",
    "teachers_10_messages",
    "teachers_called",
    "teachers_journal_linked",
    "pupils_journal_linked",
)


async def content_of(database, now, before=None, weeks=(WEEK,), targets=True):
    """Of a school whose summary has the same (value, total, percent) for all indicators."""
    async with database.writing() as session:
        school = await add_school(session)
        if targets:
            await add_targets(session, school)
        for week, figure in ((WEEK.shift(-1), before), (WEEK, now)):
            if figure is not None:
                await add_summary(session, school, week, dict.fromkeys(INDICATORS, figure))
        figures = await school_figures(session, school, list(weeks))
    return school_content(figures), summary(figures, names=True)


def plain(lines):
    return "\n".join(lines).replace("\u00a0", " ")


async def test_a_movement_in_percentages_alone_is_a_movement(database):
    content, text = await content_of(database, (None, None, 80.0), (None, None, 62.5))
    findings = plain(content.findings)
    assert "По сравнению с неделей 2–8 ноября выросло: «Ученики в Сферуме» +17,5 п. п." in findings
    assert "до цели не хватает 20 п. п." in findings
    assert "не изменил" not in findings + text
    assert "+17,5 п. п." in plain([text])


async def test_zero_percent_before_is_a_figure_and_no_change_is_a_zero(database):
    content, _ = await content_of(database, (None, None, 0.0), (None, None, 0.0))
    assert {(row.before.replace("\u00a0", " "), row.change) for row in content.indicators} == {("0 %", "0")}


async def test_nobody_of_nobody_has_reached_no_share(database):
    content, text = await content_of(database, (0, 0, None), (0, 0, None))
    assert plain(content.findings).startswith("Ни по одному из 1 показателя цель пока не достигнута.")
    assert "✓" not in text


async def test_every_target_that_is_missed_is_named(database):
    async with database.writing() as session:
        school = await add_school(session)
        await add_summary(session, school, WEEK, dict.fromkeys(INDICATORS[:5], (10, 40, None)))
        for code in INDICATORS[:5]:
            await put_target(session, school.id, code, 30, is_percent=False, deadline=None)
        content = school_content(await school_figures(session, school, [WEEK]))
    assert plain(content.findings).startswith("Ни по одному из 5")
    assert plain(content.findings).count("не хватает 20 человек") == 5
    assert plain(content.findings).splitlines()[4].startswith("Не достигнуты и цели «")


async def test_all_targets_reached_and_none_set_are_said(database):
    content, _ = await content_of(database, (600, 600, None))
    assert content.findings[0] == "Цели достигнуты по всем показателям, для которых они заданы."


async def test_without_targets_the_report_says_so(database):
    content, _ = await content_of(database, (12, 20, None), targets=False)
    assert content.findings[0].startswith("Цели для показателей не заданы")


async def test_a_target_without_figures_is_no_target_that_nobody_set(database):
    async with database.writing() as session:
        school = await add_school(session)
        await add_targets(session, school)
        await add_summary(session, school, WEEK, {"teachers_journal_linked": (20, 20, None)})
        findings = plain(school_content(await school_figures(session, school, [WEEK])).findings)
    assert "не заданы" not in findings
    assert "Сравнить с целью нельзя: " in findings
    assert "«1 звонок за неделю» — нет данных" in findings


async def test_figures_that_have_commas_are_told_apart_where_no_target_can_be_held_against_them(database):
    async with database.writing() as session:
        school = await add_school(session)
        await add_targets(session, school)
        of_day = {"typed_on": date(2026, 11, 16), "at": datetime(2026, 11, 16, 9, tzinfo=UTC)}
        session.add(ClassPupils(school_id=school.id, week=str(WEEK), class_name="5А", registered=24, **of_day))
        await session.flush()
        findings = plain(school_content(await school_figures(session, school, [WEEK])).findings)
    assert "по школе нет данных, в 1 классе — 24; «" in findings
    assert "нет данных, «" not in findings


async def test_who_disputes_a_later_week_is_not_in_the_report_of_an_earlier_one(database):
    async with database.writing() as session:
        built = await demo_school(session, 20, 2)
        taken = [
            plain(school_content(await school_figures(session, built.school, [week])).taken)
            for week in (WEEK, WEEK.shift(-1))
        ]
    assert "Об ошибке в данных сообщили: 2 человека, ждут ответа 1." in taken[0]
    assert "Об ошибке" not in taken[1]


async def test_what_was_said_in_the_week_is_in_its_report_whatever_week_it_was_about(database):
    async with database.writing() as session:
        built = await demo_school(session, 20, 2)
        said_at = datetime.combine(WEEK.monday, time(12), UTC)
        about = {"week": str(WEEK.shift(-1)), "gap": "no_group_chat", "kind": "mistake", "at": said_at}
        await session.execute(delete(Claim))
        person = await session.scalar(select(Person.id).where(Person.school_id == built.school.id))
        session.add(Claim(person_id=person, resolved_at=said_at, resolution="accepted", **about))
        taken = plain(school_content(await school_figures(session, built.school, [WEEK])).taken)
    assert "Об ошибке в данных сообщили: 1 человек, ответа не ждёт никто." in taken


async def test_what_is_furthest_from_its_target_comes_first_with_the_people_missing(database):
    async with database.writing() as session:
        school = await add_school(session)
        await add_targets(session, school)
        await add_summary(session, school, WEEK, {"pupils_total": (520, 560, None), "teachers_called": (3, 20, None)})
        content = school_content(await school_figures(session, school, [WEEK]))
    first, second = plain(content.findings).splitlines()[1:3]
    assert first == "«1 звонок за неделю»: 3 из 20 (15 %), до цели не хватает 9 человек."
    assert second.endswith("до цели не хватает 40 человек.")


async def test_a_quarter_is_compared_with_its_beginning_and_counts_all_its_reminders(database):
    weeks = weeks_between(WEEK.shift(-5), WEEK)
    async with database.writing() as session:
        built = await demo_school(session, 40)
        quarter = await school_figures(session, built.school, weeks)
        one = await school_figures(session, built.school, [WEEK])
    assert quarter.previous == WEEK.shift(-6)
    assert one.previous == WEEK.shift(-1)
    grown = quarter.figure("teachers_10_messages").change
    assert grown > one.figure("teachers_10_messages").change
    once = Effect("no_call", 10, 4, 5, 1)
    content = school_content(replace(quarter, effects=tuple(summed([once, once]))))
    assert "По сравнению с неделей 28 сентября – 4 октября" in plain(content.findings)
    assert "«Без звонка за неделю»: после напоминаний закрыто 8 из 20, без них — 2 из 10." in plain(content.taken)


async def test_what_is_proposed_is_to_be_done_and_the_annex_is_as_long_as_the_table_says(database):
    async with database.writing() as session:
        built = await demo_school(session, 40)
        session.add(Exemption(person_id=built.people[0], reason="больничный", starts_on=WEEK.monday))
        figures = await school_figures(session, built.school, [WEEK])
    content = school_content(figures, "Образцова Елена Сергеевна")
    known = figures.figure("teachers_called").now
    lacking = known.total - known.value
    [calls] = [one for one in content.annex if one.title.startswith("Без звонка за неделю")]
    assert plain([calls.title]) == f"Без звонка за неделю: {lacking} человек"
    assert len(calls.names.split(",")) == lacking
    assert "Выдумкина Марьям Ахмедовна (не тревожим)" in calls.names
    assert calls.names.count("(данные проверяем)") == 1
    [journal] = [one for one in content.annex if one.title.startswith("Не связали журнал")]
    assert plain([journal.title]).endswith(", из них 2 не зарегистрированы")
    [measure] = [one for one in content.proposed if one.startswith("Раз в неделю проводить звонок")]
    assert plain([measure]).endswith(f" — {lacking - 2} человек, до 25 декабря.")
    assert "Кого не тревожат и чьи данные проверяют, здесь не считаем" in plain(content.proposed)
    assert not any(name.split()[0] in measure for name in calls.names.split(", ") for measure in content.proposed)
    assert content.officer == "Е.\u00a0С.\u00a0Образцова"


async def test_who_is_to_be_registered_is_no_second_time_among_those_who_get_a_leaflet(database):
    async with database.writing() as session:
        built = await demo_school(session, 40)
        figures = await school_figures(session, built.school, [WEEK])
        others = [one for one in figures.out_of_reach if one.reason != NOT_REGISTERED]
        assert 0 < len(others) < len(figures.out_of_reach)
        proposed, annex = school_content(figures).proposed, school_content(figures).annex
        alone = school_content(replace(figures, unreachable=tuple(set(figures.out_of_reach) - set(others)))).proposed
    [measure] = [one for one in proposed if "листовки с QR-кодом" in one]
    people = plural(len(others), "человек", "человека", "человек")
    assert plain([measure]).endswith(f" остальным, кому не доходят сообщения, — {people}.")
    assert f"Не доходят сообщения: {len(figures.out_of_reach)}" in plain([one.title for one in annex])
    assert not any("листовки с QR-кодом" in one for one in alone)


async def test_the_last_day_of_an_exemption_is_one_also_while_the_week_is_not_over(database):
    friday = WEEK.sunday - timedelta(days=2)
    async with database.writing() as session:
        built = await demo_school(session, 40)
        spared = built.people[0]
        session.add(Exemption(person_id=spared, reason="декрет", starts_on=WEEK.monday, ends_on=friday))
        days = (friday, friday + timedelta(days=1))
        shown = [await school_figures(session, built.school, [WEEK], today=day) for day in days]
    during, after = [{one.person_id for one in to_look_at(figures.teachers)} for figures in shown]
    assert after - during == {spared}


async def test_a_report_over_weeks_counts_the_reminders_that_went_in_their_days(database):
    """Those of the school went on the Tuesday after the week that they are about."""
    async with database.writing() as session:
        built = await demo_school(session, 40)
        before, about, after = [
            await school_figures(session, built.school, weeks)
            for weeks in ([WEEK.shift(-1), WEEK], [WEEK], [WEEK, WEEK.shift(1)])
        ]
        every = await session.scalar(select(func.count()).select_from(OutboxRow))
    assert len(before.reminders) == 0 < len(about.reminders) < len(after.reminders) == every
    told = [school_content(one).taken[0].split(" отправлено ")[0] for one in (about, after)]
    assert told == ["По этим данным", "За эти дни"]


async def test_a_reminder_that_went_by_a_newer_file_is_of_that_files_week(database):
    """As the card and «помогло ли» have it."""
    async with database.writing() as session:
        built = await demo_school(session, 40)
        newer = WEEK.shift(1)
        before = [await school_figures(session, built.school, [week]) for week in (WEEK, newer)]
        row = await session.scalar(
            select(OutboxRow).join(Campaign).where(Campaign.week == str(WEEK), OutboxRow.state == "sent").limit(1)
        )
        row.figures_week = str(newer)
        await session.flush()
        after = [await school_figures(session, built.school, [week]) for week in (WEEK, newer)]
    moved = [len(now.reminders) - len(was.reminders) for was, now in zip(before, after, strict=True)]
    assert moved == [-1, 1]
    assert {one.week for one in after[1].reminders} == {str(newer)}


async def test_a_list_that_the_official_summary_counts_otherwise_says_so(database):
    async with database.writing() as session:
        built = await demo_school(session, 40)
        await add_summary(session, built.school, WEEK, {"teachers_called": (38, 40, None)})
        figures = await school_figures(session, built.school, [WEEK])
    [calls] = [one for one in school_content(figures).annex if one.title.startswith("Без звонка")]
    assert plain([calls.title]).endswith(", по сводке — 2 человека")


async def test_the_journal_is_called_as_the_school_calls_it(database):
    async with database.writing() as session:
        built = await demo_school(session, 40, journal_name="Электронное образование Дагестана")
        figures = await school_figures(session, built.school, [WEEK])
    content = school_content(figures)
    said = plain([row.title for row in content.indicators] + content.findings + content.proposed) + summary(
        figures, names=False
    )
    assert "Учителя, связавшие аккаунты журнала «Электронное образование Дагестана»" in said
    assert "в Сферуме, VK Мессенджере и журнале «Электронное образование Дагестана»" in said
    assert "Учителя связали журнал" in said
    assert "ЭЖД" not in said


def test_a_journal_whose_name_has_the_abbreviation_is_named_once():
    titles = [
        with_journal(INDICATOR[code], "ЭЖД Приморска").title for code in ("teachers_journal_linked", "teachers_total")
    ]
    assert titles == [
        "Учителя, связавшие аккаунты журнала «ЭЖД Приморска»",
        "Учителей всего (количество учителей в Сферуме, VK Мессенджере и журнале «ЭЖД Приморска»)",
    ]


def test_lines_do_not_end_where_russian_typography_forbids_it():
    tied = typeset("Школа № 5: 12 человек — 80 % и ещё 3, +2 п. п., 0 из 4")
    assert tied.replace("\u00a0", "~") == "Школа №~5: 12~человек~— 80~% и ещё~3, +2~п.~п., 0~из~4"


def test_halves_are_rounded_up_as_people_do():
    assert percent(62.5) == "63\u00a0%"
    assert percent(64.5) == "65\u00a0%"


async def test_a_sentence_that_ends_with_points_has_one_stop(database):
    content, text = await content_of(database, (None, None, 80.0), (None, None, 62.5))
    assert ".." not in plain([text, *content.findings])


async def test_a_bare_share_beside_a_counted_one_moves_no_finer_than_it_was_written(database):
    """23 of 26 is 88,46: «88 %» after it is the same."""
    _, same = await content_of(database, (None, None, 88.0), (23, 26, None))
    assert "ничего не изменилось" in plain([same])


def test_a_share_that_is_rounded_up_to_its_goal_has_not_reached_it():
    assert percent(85.7, 86).replace("\u00a0", " ") == "85,7 %"
    assert percent(89.96, 90).replace("\u00a0", " ") == "89,9 %"
    assert percent(85.7, 85).replace("\u00a0", " ") == "86 %"
    assert percent(90.0, 90).replace("\u00a0", " ") == "90 %"


async def test_over_several_weeks_what_only_an_earlier_one_tells_is_shown_with_that_week(database):
    async with database.writing() as session:
        school = await add_school(session)
        await add_targets(session, school)
        await add_summary(
            session, school, WEEK.shift(-1), {"pupils_total": (402, 640, 62.8), "teachers_total": (20, 30, 66.7)}
        )
        await add_summary(session, school, WEEK, {"teachers_total": (24, 30, 80.0)})
        figures = await school_figures(session, school, [WEEK.shift(-1), WEEK])
        alone = await school_figures(session, school, [WEEK])
    rows = zip(figures.figures, school_content(figures).indicators, strict=True)
    shown = {figure.indicator.code: row.now for figure, row in rows}
    assert shown["pupils_total"].replace("\u00a0", " ") == "402 из 640 (63 %), за 2–8 ноября"
    assert shown["teachers_total"].replace("\u00a0", " ") == "24 из 30 (80 %)"
    assert "Ученики в Сферуме» — нет данных" not in plain(school_content(figures).findings)
    assert not alone.figure("pupils_total").now.known
