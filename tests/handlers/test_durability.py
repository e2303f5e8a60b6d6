"""Once and durably: repeats, poison, floods, restarts, refusals."""

import asyncio
import sqlite3

import pytest
from sqlalchemy import event, func, select

import handlers.teacher.my_figures
import handlers.topics
from handlers.conversations import FAILED, TOO_FAST
from handlers.engine import errands
from nudges.messenger import Written
from storage.dialogs.errands import add_errand
from storage.dialogs.replies import Answer, add_replies
from storage.schools.registry import create_school
from storage.tables import Account, HandledEvent, Note, Reply, School
from tests.handlers.conversation import ALIEVA, BORISOV, DEPUTY, OFFICER, Conversation, add_person, talking, the_school


def said(number: int, who: int = ALIEVA, text: str = "мои показатели") -> Written:
    return Written(event_id=f"e{number}", peer_id=who, from_id=who, text=text, at=1_700_000_000)


async def test_an_event_that_is_told_twice_is_answered_once(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "мои показатели")
        await talk.vk.control("/sandbox/longpoll", {"repeat": 1})
        assert await talk.answers(ALIEVA) == []
        await talk.conversations.handle([said(1), said(1)])
        await talk.conversations.handle([said(1)])
        await talk.conversations.settle()
        assert len(await talk.said(ALIEVA)) == 1


async def test_a_poisoned_event_takes_nobody_else_down_and_never_comes_back(tmp_path, monkeypatch):
    async with talking(tmp_path) as talk:
        real = handlers.teacher.my_figures.figures_text

        def poisoned(found, *more, **named):
            if any(row.group_messages == 4 for row in found.rows):
                raise ZeroDivisionError("a fault of ours")
            return real(found, *more, **named)

        monkeypatch.setattr(handlers.teacher.my_figures, "figures_text", poisoned)
        await talk.conversations.handle([said(1, BORISOV), said(2, ALIEVA), said(3, OFFICER, "помощь")], "99")
        await talk.conversations.settle()
        assert "Борис Олегович" in (await talk.said(BORISOV))[0]
        assert await talk.said(ALIEVA) == [FAILED]
        assert len(await talk.said(OFFICER)) == 1
        await talk.conversations.handle([said(2, ALIEVA)])
        await talk.conversations.settle()
        assert await talk.said(ALIEVA) == []
        async with talk.database.reading() as session:
            assert await session.scalar(select(func.count()).select_from(HandledEvent)) == 3


async def test_a_flood_is_told_once_and_costs_the_others_nothing(tmp_path):
    async with talking(tmp_path) as talk:
        flood = [said(number) for number in range(200)]
        await talk.conversations.handle([*flood, said(1000, BORISOV)])
        await talk.conversations.settle()
        answers = await talk.said(ALIEVA)
        assert len(answers) == 31
        assert answers.count(TOO_FAST) == 1
        assert len(await talk.said(BORISOV)) == 1


async def test_whoever_writes_too_fast_is_told_so_without_waiting_for_anything_else(tmp_path, monkeypatch):
    async with talking(tmp_path) as talk:
        await talk.conversations.handle([said(number) for number in range(30)])
        await talk.conversations.settle()
        told: list[bool] = []
        written = talk.services.writing
        monkeypatch.setattr(talk.conversations.answers, "wake", lambda: told.append(not written.locked()))
        await talk.conversations.handle([said(30)])
        assert told == [True]  # once the words are in the database, not before


@pytest.mark.parametrize("text", ["мои показатели", "доброе утро", "да", "абракадабра"])
async def test_many_who_write_at_once_cost_no_more_reading_than_a_few(tmp_path, text):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        people = [await _newcomer(talk, school, number) for number in range(60)]
        reads: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            if statement.startswith("SELECT"):
                reads.append(statement)

        event.listen(talk.database.engine.sync_engine, "before_cursor_execute", note)
        await talk.conversations.handle([said(number, who, text) for number, who in enumerate(people[:5])])
        few = len(reads)
        reads.clear()
        await talk.conversations.handle([said(100 + number, who, text) for number, who in enumerate(people[5:])])
        assert 0 < len(reads) <= few


async def _newcomer(talk: Conversation, school: School, number: int) -> int:
    vk_id = 700_000_500 + number
    await add_person(talk.database, school, f"Примеров Пример {number}", vk_id)
    return vk_id


async def test_slow_work_survives_any_number_of_stops(tmp_path, monkeypatch):
    async with talking(tmp_path) as talk:
        real = handlers.topics.ERRANDS["paper"]
        begun = asyncio.Event()

        async def slow(job):
            begun.set()
            await asyncio.Event().wait()

        monkeypatch.setitem(handlers.topics.ERRANDS, "paper", slow)
        await talk.conversations.handle([said(1, OFFICER, "отчёт xlsx")])
        for _ in range(5):
            begun.clear()
            stopped = asyncio.create_task(talk.conversations.errands.flush())
            await begun.wait()
            stopped.cancel()
            await asyncio.wait([stopped])
        monkeypatch.setitem(handlers.topics.ERRANDS, "paper", real)
        await talk.conversations.settle()
        assert (await talk.said(OFFICER))[-1] == "Отчёт готов."


async def test_slow_work_that_breaks_is_said_to_have_failed_and_is_not_tried_again(tmp_path, monkeypatch):
    async with talking(tmp_path) as talk:
        tried = []

        async def broken(job):
            tried.append(job)
            raise ZeroDivisionError("a fault of ours")

        monkeypatch.setitem(handlers.topics.ERRANDS, "paper", broken)
        await talk.conversations.handle([said(1, OFFICER, "отчёт xlsx"), said(2, OFFICER, "помощь")])
        await talk.conversations.settle()
        assert (await talk.said(OFFICER))[-1] == errands.FAILED
        assert len(tried) == 1


async def test_an_event_is_not_passed_over_while_the_database_is_away(tmp_path):
    async with talking(tmp_path) as talk:
        away = [True]

        def refuse(connection, cursor, statement, *more):
            if away[0] and statement.startswith("INSERT"):
                raise sqlite3.OperationalError("disk I/O error")

        event.listen(talk.database.engine.sync_engine, "before_cursor_execute", refuse)
        with pytest.raises(Exception, match="disk I/O error"):
            await talk.conversations.handle([said(1)])
        away[0] = False
        await talk.conversations.handle([said(1)])
        await talk.conversations.settle()
        assert "Марьям Ахмедовна" in (await talk.said(ALIEVA))[0]


async def test_slow_work_of_several_people_has_ended_when_the_program_stops(tmp_path, monkeypatch):
    """A connection of the database that is given back later is never closed."""
    async with talking(tmp_path) as talk:
        begun: list[asyncio.Event] = [asyncio.Event(), asyncio.Event()]
        ended: list[int] = []

        async def slow(job):
            number = int(job.errand.peer_id == OFFICER)
            try:
                begun[number].set()
                await asyncio.Event().wait()
            finally:
                for _ in range(10 * number):
                    await asyncio.sleep(0)
                ended.append(number)

        monkeypatch.setitem(handlers.topics.ERRANDS, "paper", slow)
        await talk.conversations.handle([said(1, OFFICER, "помощь"), said(2, DEPUTY, "помощь")])
        async with talk.database.writing() as session:
            accounts = (await session.scalars(select(Account).where(Account.external_id.in_((OFFICER, DEPUTY))))).all()
            for one in accounts:
                await add_errand(session, talk.services.community_id, one.id, one.external_id, "paper", {}, talk.now)
        stopped = asyncio.create_task(talk.conversations.run(listening=False))
        for one in begun:
            await one.wait()
        stopped.cancel()
        await asyncio.wait([stopped])
        assert sorted(ended) == [0, 1]
        assert talk.database.engine.pool.checkedout() == 0


async def test_an_answer_written_before_a_crash_is_sent_after_it_and_only_once(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.conversations.handle([said(1)])
        await talk.restart()
        await talk.conversations.settle()
        await talk.restart()
        await talk.conversations.settle()
        assert len(await talk.said(ALIEVA)) == 1


async def test_an_answer_whose_fate_is_unknown_is_not_repeated(tmp_path):
    """The program died between sending and writing that it was sent; the messenger knows the random id."""
    async with talking(tmp_path) as talk:
        await talk.conversations.handle([said(1)])
        await talk.conversations.settle()
        async with talk.database.writing() as session:
            for reply in await session.scalars(select(Reply)):
                reply.state = "planned"
        await talk.restart()
        await talk.conversations.settle()
        assert len(await talk.said(ALIEVA)) == 1


async def test_hours_later_the_dialog_is_looked_through_instead(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.conversations.handle([said(1)])
        await talk.conversations.settle()
        async with talk.database.writing() as session:
            for reply in await session.scalars(select(Reply)):
                reply.state = "planned"
        await talk.vk.control("/sandbox/clock", {"advance": 3 * 3600})
        talk.now = talk.now.replace(hour=11)
        await talk.conversations.settle()
        assert len(await talk.said(ALIEVA)) == 1


@pytest.mark.parametrize("kind", ["error", "drop", "html", "reset"])
async def test_an_answer_survives_an_outage_and_comes_once(tmp_path, kind):
    async with talking(tmp_path) as talk:
        await talk.vk.control("/sandbox/faults", {"kind": kind, "methods": ["execute"], "times": 1})
        await talk.conversations.handle([said(1)])
        await talk.conversations.settle()
        await talk.conversations.settle()
        assert len(await talk.said(ALIEVA)) == 1


async def test_somebody_who_refuses_is_remembered_until_they_write_again(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.vk.control("/sandbox/refuse", {"peers": [ALIEVA], "code": 901})
        await talk.conversations.handle([said(1)])
        await talk.conversations.settle()
        assert await writing(talk) == "denied"
        await talk.vk.control("/sandbox/refuse", {"peers": [ALIEVA], "code": 0})
        await talk.write(ALIEVA, "мои показатели")
        assert await writing(talk) == "allowed"


async def writing(talk) -> str:
    async with talk.database.reading() as session:
        return await session.scalar(select(Account.writing).where(Account.external_id == ALIEVA))


async def test_allowing_and_forbidding_messages_is_remembered(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.vk.control("/sandbox/act/deny", {"user_id": ALIEVA})
        await talk.listen()
        assert await writing(talk) == "denied"
        await talk.vk.control("/sandbox/act/allow", {"user_id": ALIEVA})
        await talk.listen()
        assert await writing(talk) == "allowed"


async def test_the_running_program_listens_answers_and_remembers_where_it_was(tmp_path):
    async with talking(tmp_path) as talk:
        running = asyncio.create_task(talk.conversations.run())
        before = next(iter(talk.vk.running.world.communities.values())).events
        while not before.keys:
            await talk.vk.control("/sandbox/stats")
        await talk.vk.control("/sandbox/act/write", {"user_id": ALIEVA, "text": "мои показатели"})
        answers: list[str] = []
        async with asyncio.timeout(20):
            while not answers:
                answers = await talk.said(ALIEVA)
        assert "4 из 10" in answers[0]
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_what_another_process_wrote_down_is_done_and_said_without_being_told(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "помощь")
        talk.services.look_every = 0.01
        running = asyncio.create_task(talk.conversations.run(listening=False))
        async with talk.database.reading() as session:
            account_id = await session.scalar(select(Account.id).where(Account.external_id == OFFICER))
            school_id = await session.scalar(select(School.id))
        community, wanted = talk.services.community_id, {"gap": "all", "below": "", "school": school_id}
        for write in (
            lambda session: add_replies(session, community, [Answer(ALIEVA, "Из другого процесса.")], talk.now),
            lambda session: add_errand(session, community, account_id, OFFICER, "list_file", wanted, talk.now),
        ):
            await asyncio.sleep(0)  # the tasks of this process have nothing to do and wait
            async with talk.database.writing() as session:
                await write(session)
        said: dict[int, list[str]] = {ALIEVA: [], OFFICER: []}
        async with asyncio.timeout(60):
            while not all(said.values()):
                for peer_id in said:
                    said[peer_id] += await talk.said(peer_id)
        assert said == {ALIEVA: ["Из другого процесса."], OFFICER: ["Все долги: готово, файл приложен."]}
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_an_officers_message_reads_neither_all_schools_nor_all_notes(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "помощь")
        async with talk.database.writing() as session:
            for number in range(30):
                school = await create_school(session, f"Соседняя школа № {number} (пример)", talk.now)
                session.add(Note(key=f"clock.slept.told:{school.id}", value="было"))
        loaded: list[object] = []

        def note(row: object, _context: object) -> None:
            loaded.append(row)

        for table in (School, Note):
            event.listen(table, "load", note)
        try:
            assert len(await talk.write(OFFICER, "настройки")) == 1
        finally:
            for table in (School, Note):
                event.remove(table, "load", note)
        assert len(loaded) < 10
