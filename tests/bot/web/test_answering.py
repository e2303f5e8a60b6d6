"""What teachers say back: objections and the officer's words, who answered a round, whom reminders do not move."""

import re
from datetime import timedelta

from sqlalchemy import select

from indicators.weeks import Week
from nudges.plan.standing import DONE, MISTAKE
from storage.people.exemptions import SAID_AWAY
from storage.people.threads import TEACHER, add_line
from storage.tables import Campaign, Claim, Exemption, OutboxRow, Person, Reply
from tests.bot.web.cabinet import SCHOOL, Office
from tests.namesakes import of_one_name

ALIEVA, BORISOV, VASILEVA = 1, 2, 3
OBJECTIONS = "/people/objections"


async def _object(desk: Office, person_id: int, words: str) -> None:
    async with desk.database.writing() as session:
        await add_line(session, person_id, TEACHER, words, desk.now)


async def test_objections_wait_in_one_list_until_they_are_answered(desk: Office) -> None:
    assert "Никто не ждёт ответа" in await desk.text(OBJECTIONS)
    async with desk.database.writing() as session:
        claim = Claim(person_id=ALIEVA, week="2026-W46", gap="few_messages", kind=MISTAKE, at=desk.now)
        session.add(claim)
    await _object(desk, ALIEVA, "у меня 12, а не 7")
    await _object(desk, BORISOV, "звонок в среду <был>")
    assert "Ответьте: 2 человека пишут об ошибке" in await desk.text("/")
    assert "2 человека<" in await desk.text("/people?state=disputed")
    page = await desk.text(OBJECTIONS)
    assert "сообщений в групповых чатах — 7 из 10" in page
    assert "у меня 12, а не 7" in page
    assert "звонок в среду &lt;был&gt;" in page
    await _answered(desk, claim.id)
    await _object(desk, BORISOV, "спасибо, и ещё вопрос")
    assert "Борисов" in await desk.text(OBJECTIONS)


async def test_namesakes_are_told_apart_where_they_are_answered_and_where_codes_are_handed_out(desk: Office) -> None:
    async with desk.database.writing() as session:
        post = await of_one_name(session, ALIEVA, BORISOV)
    await _object(desk, BORISOV, "у меня больше")
    assert f" ({post})</a></h2>" in await desk.text(OBJECTIONS)
    codes = await desk.post("/people", act="codes", p=BORISOV)
    assert f" ({post})</td>" in await codes.text()
    code = await desk.post(f"/people/{BORISOV}", act="code")
    assert f" ({post})</td>" in await code.text()


async def test_whoever_said_to_be_away_is_told_what_was_decided_on_a_page(desk: Office) -> None:
    for address, act, told in (("/people", "exempt", "не тревожу вас"), (f"/people/{ALIEVA}", "restore", "как прежде")):
        async with desk.database.writing() as session:
            session.add(Exemption(person_id=ALIEVA, reason=SAID_AWAY, starts_on=desk.now.date()))
        assert (await desk.post(address, p=ALIEVA, act=act, reason="курсы")).status == 303
        async with desk.database.reading() as session:
            reply = (await session.scalars(select(Reply).order_by(Reply.id.desc()))).first()
        assert reply is not None
        assert told in reply.body["text"]


async def _answered(desk: Office, claim_id: int) -> None:
    empty = await desk.post(f"/people/{BORISOV}", act="reply", words=" ")
    assert (empty.status, 'id="words-error"' in await empty.text()) == (400, True)
    long = await desk.post(f"/people/{BORISOV}", act="reply", words="я" * 1001)
    assert (long.status, "я" * 1001 in await long.text()) == (400, True)
    desk.now += timedelta(minutes=1)
    sent = await desk.post(f"/people/{BORISOV}", act="reply", words="проверю в пятницу", back="1")
    assert sent.headers["Location"] == f"{OBJECTIONS}?done=answered"
    async with desk.database.reading() as session:
        [reply] = await session.scalars(select(Reply))
    assert "Борис Олегович, ответственный отвечает: «проверю в пятницу»" in reply.body["text"]
    assert "проверю в пятницу" in await desk.text(f"/people/{BORISOV}")
    page = await desk.text(OBJECTIONS)
    assert ("Алиева" in page, "Борисов" in page) == (True, False)
    form = {"act": "answer", "dispute": claim_id, "resolution": "accepted", "back": "1"}
    assert (await desk.post(f"/people/{ALIEVA}", **form)).headers["Location"] == f"{OBJECTIONS}?done=answered"
    assert "Никто не ждёт ответа" in await desk.text(OBJECTIONS)
    assert "Изменить: данные верны" in await desk.text(f"/people/{ALIEVA}")
    for said in ("answered", "changed_before"):
        form = {"act": "change", "dispute": claim_id, "resolution": "rejected"}
        assert (await desk.post(f"/people/{ALIEVA}", **form)).headers["Location"] == f"/people/{ALIEVA}?done={said}"
    assert "Изменить: в данных ошибка" in await desk.text(f"/people/{ALIEVA}")


async def test_a_round_tells_who_answered_who_is_silent_and_whom_it_missed(desk: Office) -> None:
    await desk.post("/rounds", gap="all", week="2026-W46", kind="manual-1")
    await desk.settle("sent", "sent", "failed", "skipped")
    async with desk.database.writing() as session:
        rows = await session.scalars(select(OutboxRow.person_id).order_by(OutboxRow.id))
        first, second, third, fourth = list(rows)[:4]
        session.add(Claim(person_id=first, week="2026-W46", gap="no_call", kind=DONE, at=desk.now))
        session.add(Claim(person_id=third, week="2026-W46", gap="no_call", kind=DONE, at=desk.now))
        post = await of_one_name(session, first, second)
    page = await desk.text("/rounds/1")
    assert ">1 из 2 получивших<" in page
    assert "«уже сделано» (звонок)" in page
    for state, people in (("answered", [first]), ("silent", [second]), ("missed", [third, fourth])):
        page = await desk.text(f"/rounds/1?state={state}")
        assert sorted(map(int, re.findall(r'<td><a href="/people/(\d+)">', page))) == sorted(people), state
    assert "эта рассылка не отправлялась" in page
    for path in ("/rounds/1", "/rounds/new?gap=all"):
        assert f" ({post})</" in await desk.text(path), path
    assert "ответ: «уже сделано»" in await desk.text(f"/people/{first}")


async def test_whom_reminders_do_not_move_is_a_filter_with_what_and_how_long(desk: Office) -> None:
    assert "Таких людей нет" in await desk.text("/people?state=stuck")
    async with desk.database.writing() as session:
        for back in range(1, 4):
            at = desk.now - timedelta(weeks=back)
            week = Week.of(at.date())
            about = {"week": str(week.shift(-1)), "kind": "digest", "made_at": at, "state": "finished"}
            made = Campaign(school_id=desk.schools[SCHOOL], **about)
            session.add(made)
            await session.flush()
            person = await session.get_one(Person, VASILEVA)
            row = OutboxRow(campaign_id=made.id, person_id=person.id, account_id=person.account_id, peer_id=1)
            row.text, row.gaps, row.state, row.finished_at = "…", ["no_call", "few_messages"], "sent", at
            row.calendar_week = str(week)
            session.add(row)
    page = await desk.text("/people?state=stuck")
    assert "1 человек<" in page
    assert re.search(r"звонков за неделю — 0[^<]*\(после 3 недель напоминаний\)", page)
    assert "личный разговор" in page
