"""How many wait for an answer is one number: summary, report, sheet, cabinet, card and «ошибки»."""

import io
from datetime import timedelta

import openpyxl

from indicators.weeks import Week
from reports.figures.week import school_figures
from reports.weekly.content import school_content
from reports.weekly.spreadsheet import write_spreadsheet
from services.actor import the_program
from services.reporting.desk import overview
from services.staff.card import card
from services.staff.colleagues import colleagues
from services.staff.threads import open_threads
from storage.people.threads import TEACHER, add_line
from storage.tables import Claim, Person
from tests.handlers.conversation import WEEK, add_person
from tests.services.school import NOW, TODAY, staffed

LACKS = {"registered": True, "group_chats": 1, "group_messages": 2, "calls": 0}


async def test_who_waits_for_an_answer_is_told_alike_everywhere(tmp_path):
    async with staffed(tmp_path) as at:
        names = ("Нажалова", "Писалова", "Отвечена", "Ушлова", "Давнова", "Сновалова")
        pressed, wrote, answered, left, long_ago, wrote_again = [
            await add_person(at.database, at.school, f"{one} Анна Ивановна", 9_100_100 + place, **LACKS)
            for place, one in enumerate(names)
        ]
        waiting = {pressed, wrote, long_ago, wrote_again}
        async with at.database.writing() as session:
            for person, week, gap in (
                (pressed, WEEK, "no_call"), (pressed, WEEK, "few_messages"), (pressed, "2026-W45", "no_call"),
                (left, WEEK, "no_call"), (long_ago, "2026-W44", "*"),
            ):  # fmt: skip
                session.add(Claim(person_id=person, week=week, gap=gap, kind="mistake", at=NOW))
            for person in (answered, wrote_again):
                session.add(
                    Claim(
                        person_id=person, week=WEEK, gap="no_call", kind="mistake", at=NOW,
                        resolved_at=NOW + timedelta(hours=1), resolution="rejected",
                    )
                )  # fmt: skip
            await add_line(session, wrote, TEACHER, "звонок был", NOW)
            await add_line(session, wrote_again, TEACHER, "но звонок был", NOW + timedelta(hours=2))
            (await session.get_one(Person, left)).left_on = TODAY

        actor = the_program(at.school.id)
        async with at.database.reading() as session:
            figures = await school_figures(session, at.school, [Week.parse(WEEK)], today=TODAY)
            assert figures.objecting == waiting
            assert (await overview(session, actor, TODAY)).objecting == len(waiting)
            assert {one.person.id for one in await open_threads(session, actor)} == waiting
            staff = await colleagues(session, at.school, Week.parse(WEEK), TODAY)
            assert {one.person_id for one in staff if one.objects} == waiting
            cards = {
                one: (await card(session, actor, one, TODAY)).disputes for one in (pressed, left, long_ago, answered)
            }
        assert {one for one, found in cards.items() if found} == {pressed, long_ago}
        [told] = [one for one in school_content(figures).taken if "ошибке в данных" in one]
        assert told.replace("\u00a0", " ") == "Об ошибке в данных сообщили: 5 человек, ждут ответа 4."

        book = openpyxl.load_workbook(io.BytesIO(write_spreadsheet([figures])))
        rows = list(book["Сообщения об ошибках"].iter_rows(values_only=True))
        unanswered = {row[0] for row in rows if "ответа ещё нет" in row}
        assert {one.partition(" ")[0] for one in unanswered} == {"Нажалова", "Писалова", "Давнова", "Сновалова"}
        about = {row[2] for row in rows if row[0] in unanswered}
        assert {"своими словами", "все показатели"} <= about


async def test_an_earlier_weeks_report_tells_of_its_own_figures(tmp_path):
    async with staffed(tmp_path) as at:
        wrote = await add_person(at.database, at.school, "Писалова Анна Ивановна", 9_100_100, **LACKS)
        async with at.database.writing() as session:
            await add_line(session, wrote, TEACHER, "звонок был", NOW)
            session.add(Claim(person_id=at.alieva, week="2026-W45", gap="no_call", kind="mistake", at=NOW))
        async with at.database.reading() as session:
            figures = await school_figures(session, at.school, [Week.parse("2026-W45")], today=TODAY)
        assert figures.objecting == {at.alieva}
