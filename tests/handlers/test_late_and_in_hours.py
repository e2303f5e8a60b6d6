"""What the clock had to say and could not send goes in the school's hours all the same, however late it is."""

from datetime import UTC, date, datetime

from sqlalchemy import select

from bot.clock.clock import Clock
from storage.tables import Break, Errand, Reply
from tests.handlers.conversation import OFFICER, talking, the_school

FRIDAY = datetime(2026, 11, 20, 14, tzinfo=UTC)  # 17:00 in Moscow: the summary's hour is over


async def test_a_summary_that_could_not_go_in_time_waits_for_a_day_of_work(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "привет")
        school = await the_school(talk)
        talk.now = FRIDAY
        await Clock(talk.database, lambda: talk.now, communities=(talk.services.community_id,)).ring()
        async with talk.database.writing() as session:
            assert (await session.scalars(select(Reply).where(Reply.state == "planned"))).all()
            assert (await session.scalars(select(Errand))).all()
            quarantine = date(2026, 11, 23), date(2026, 11, 25)
            session.add(Break(school_id=school.id, starts_on=quarantine[0], ends_on=quarantine[1], title="карантин"))
        await talk.said(OFFICER)
        for moment in (
            datetime(2026, 11, 20, 17, tzinfo=UTC),  # in the evening
            datetime(2026, 11, 21, 9, tzinfo=UTC),  # on a Saturday
            datetime(2026, 11, 25, 9, tzinfo=UTC),  # in the quarantine
            datetime(2026, 11, 26, 5, 5, tzinfo=UTC),  # before the hours
        ):
            talk.now = moment
            await talk.conversations.answers.tidy()
            await talk.conversations.settle()
            assert await talk.said(OFFICER) == [], moment
        assert "сводк" in str(await talk.write(OFFICER, "помощь")).lower()  # what is asked for is answered at any hour
        talk.now = datetime(2026, 11, 26, 7, tzinfo=UTC)
        await talk.conversations.settle()
        assert "за неделю" in str(await talk.said(OFFICER))
        async with talk.database.reading() as session:
            assert not (await session.scalars(select(Errand))).all()


async def test_a_summary_that_has_waited_over_long_holidays_is_news_no_more(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "привет")
        school = await the_school(talk)
        talk.now = FRIDAY
        await Clock(talk.database, lambda: talk.now, communities=(talk.services.community_id,)).ring()
        async with talk.database.writing() as session:
            holidays = date(2026, 11, 21), date(2026, 12, 6)
            session.add(Break(school_id=school.id, starts_on=holidays[0], ends_on=holidays[1], title="каникулы"))
        await talk.said(OFFICER)
        for moment in (datetime(2026, 11, 28, 9, tzinfo=UTC), datetime(2026, 12, 7, 9, tzinfo=UTC)):
            talk.now = moment
            await talk.conversations.answers.tidy()
            await talk.conversations.settle()
            assert await talk.said(OFFICER) == [], moment
        async with talk.database.reading() as session:
            assert not (await session.scalars(select(Errand))).all()
