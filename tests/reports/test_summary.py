"""«Сводка» on one screen, and the figures behind it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, select, update

from reports.figures.summary import summary
from reports.figures.week import school_figures, status
from reports.weekly.content import school_content
from storage.campaigns.effect import effect_of, not_compared_in
from storage.tables import Campaign, OutboxRow
from tests.reports.school import WEEK, add_school, add_summary, demo_school


async def figures_of(database, **options):
    async with database.writing() as session:
        built = await demo_school(session, **options)
    async with database.reading() as session:
        return await school_figures(session, built.school, [WEEK])


async def test_the_week_fits_a_screen_and_names_all_eight_indicators(database):
    figures = await figures_of(database)
    text = summary(figures, names=True)
    assert len(text) <= 1500
    assert all(figure.indicator.short in text for figure in figures.figures)
    assert "цель" in text


async def test_without_names_no_name_is_in_it(database):
    figures = await figures_of(database)
    surnames = {teacher.name.split()[0] for teacher in figures.teachers}
    assert any(one in summary(figures, names=True) for one in surnames)
    assert not any(one in summary(figures, names=False) for one in surnames)


async def test_the_official_summary_wins_over_the_list(database):
    async with database.writing() as session:
        built = await demo_school(session, 10, 1)
        await add_summary(session, built.school, WEEK, {"teachers_called": (7, 10, None)})
    async with database.reading() as session:
        found = await status(session, built.school, WEEK)
    assert {one["code"]: one["value"] for one in found["indicators"]}["teachers_called"] == 7


async def test_unknown_is_not_zero(database):
    async with database.writing() as session:
        school = await add_school(session)
        await add_summary(session, school, WEEK, {"teachers_total": (40, 42, None)})
    async with database.reading() as session:
        found = {one["code"]: one for one in (await status(session, school, WEEK))["indicators"]}
    assert (found["teachers_total"]["value"], found["teachers_total"]["total"]) == (40, 42)
    assert found["teachers_called"]["value"] is None
    assert found["teachers_total"]["previous"] is None


@pytest.mark.parametrize(("sent", "told"), [("2026-11-15T20:30", True), ("2026-11-15T21:30", False)])
async def test_messages_sent_after_a_week_was_over_are_not_measured_by_it(database, sent, told):
    async with database.writing() as session:
        built = await demo_school(session, 20, 2)
        moment = datetime.fromisoformat(sent).replace(tzinfo=UTC)  # around midnight in Moscow
        await session.execute(update(OutboxRow).values(finished_at=moment))
    async with database.reading() as session:
        figures = await school_figures(session, built.school, [WEEK])
        effects = await effect_of(session, built.school, WEEK.shift(-1))
    assert ("После напоминаний" in summary(figures, names=True)) is told
    assert any(effect.nudged for effect in effects) is told
    assert any("покажет следующий файл" in line for line in school_content(figures).taken) is not told


async def test_thanks_that_went_late_are_no_reminders_left_out(database):
    async with database.writing() as session:
        built = await demo_school(session, 20, 2)
        late = datetime(2026, 11, 16, 9, tzinfo=UTC)  # the Monday after
        await session.execute(update(OutboxRow).values(finished_at=late))
        assert any(one.late for one in await not_compared_in(session, built.school, [WEEK]))
        await session.execute(update(OutboxRow).values(gaps=[]))
        assert await not_compared_in(session, built.school, [WEEK]) == ()


async def test_what_went_late_by_older_figures_is_measured_by_the_file_after_it(database):
    """Reminded by the figures of one week when the next was over already: the third week's file shows it, and there
    those people stand with the reminded ones."""
    late, newest = WEEK.shift(-1), WEEK
    async with database.writing() as session:
        built = await demo_school(session, 20, 3)
        by_the_first = select(Campaign.id).where(Campaign.week == str(late))
        older, sent = str(WEEK.shift(-2)), datetime(2026, 11, 9, 9, tzinfo=UTC)  # the Monday after that week
        await session.execute(delete(OutboxRow).where(OutboxRow.campaign_id.not_in(by_the_first)))
        await session.execute(update(OutboxRow).values(finished_at=sent))
        before = await effect_of(session, built.school, late)
        await session.execute(update(Campaign).where(Campaign.week == str(late)).values(week=older))
    async with database.reading() as session:
        assert await effect_of(session, built.school, late) == before
        assert any(one.nudged for one in before)
        assert not any(one.nudged for one in await effect_of(session, built.school, late.shift(-1)))
        left_out = await not_compared_in(session, built.school, [late, newest])
        assert not any(one.late for one in left_out)
