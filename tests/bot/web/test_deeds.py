"""What an officer does on the pages beside the walks: each deed as a form, and what the pages say then."""

import io
import re
from datetime import time, timedelta
from html import unescape
from pathlib import Path

from aiohttp import ClientResponse, FormData
from sqlalchemy import select, update

from nudges.plan.standing import MISTAKE
from storage.people.roles import Role
from storage.tables import Account, Campaign, Chat, Claim, Member, OutboxRow, Person, Reply, School, SchoolWeek
from tests.bot.web.cabinet import LIST, OTHER_SCHOOL, SCHOOL, WEEK_46, Office, office


async def _send(office: Office, *files: bytes) -> tuple[int, str]:
    form = FormData(quote_fields=False)  # as browsers do
    form.add_field("_csrf", await office.csrf())
    for number, content in enumerate(files):
        form.add_field("files", io.BytesIO(content), filename=f"Список {number}.csv")
    answer = await office.client.post(f"{office.address}/import", data=form, allow_redirects=False)
    return answer.status, await answer.text()


async def test_too_much_is_refused_beside_its_field_and_nothing_is_kept(tmp_path: Path) -> None:
    large = b"x" * (2**20 + 1)
    async with office(tmp_path, file_limit=2**20) as opened:
        await opened.enter(await opened.give(Role.OFFICER, opened.schools[SCHOOL]))
        for files, sentence in (
            ([large], "больше 1"),
            ([b"a;b", large], "больше 1"),
            ([b"a;b"] * 11, "не больше десяти"),
        ):
            status, page = await _send(opened, *files)
            assert status == 400
            assert re.search(rf'id="files-error">[^<]*{sentence}', page.replace("\u00a0", " "))
            assert not list((tmp_path / "uploads").glob("*"))


async def test_several_files_wait_for_an_answer_each(entered: Office) -> None:
    text = LIST.format(period=WEEK_46).encode()
    status, _ = await _send(entered, text, text)
    assert status == 303
    assert re.findall(r'<a href="/import/[\w-]+">(Список \d)', await entered.text("/import")) == [
        "Список 0",
        "Список 1",
    ]


async def test_the_newest_load_is_taken_back_from_its_page(desk: Office) -> None:
    page = await desk.text("/import")
    fields = dict(re.findall(r'name="(load|kind|at)" value="([^"]+)"', page))
    assert page.count("Отменить загрузку") == 1
    assert (await desk.post("/import/undo", **fields)).status == 303
    assert 'name="load" value="2026-W45"' in await desk.text("/import?done=undone")
    assert "2–8 ноября" in await desk.text("/")
    again = await desk.post("/import/undo", **fields)
    assert again.status == 400


async def test_people_are_corrected_merged_and_forgotten(desk: Office) -> None:
    await _set_right_and_merged(desk)
    await _forgotten_only_when_it_is_surely_meant(desk)


async def test_a_table_is_never_older_than_the_last_deed(desk: Office) -> None:
    for act, there in (("exempt", "не тревожим: курсы"), ("restore", "")):
        assert (await desk.post("/people", p=3, act=act, reason="курсы")).status == 303
        assert ("не тревожим: курсы" in await desk.text("/people")) == bool(there)
    await desk.load(SCHOOL, WEEK_46, LIST.replace(";0;2;0;нет", ";9;99;0;нет"))
    assert ">99<" in await desk.text("/people")
    await desk.post("/settings", act="letter", journal="ЭЖД", norm_chats=1, norm_messages=100, norm_calls=1)
    assert "✓ всё сделано" not in await desk.text("/people")
    for path in ("/", "/people", "/rounds"):  # a list is called by what it counts
        page = await desk.text(path)
        assert "Меньше 100 сообщений за неделю" in page
        assert "Меньше 10 сообщений" not in page


async def _forgotten_only_when_it_is_surely_meant(desk: Office) -> None:
    asked = await desk.post("/people/2", act="forget")
    assert asked.status == 400
    assert "навсегда" in await asked.text()
    assert (await desk.post("/people/2", act="forget", sure=1)).status == 303
    await desk.text("/people/2", 404)
    assert "Борисов" not in await desk.text("/people?state=left") + await desk.text("/people")
    async with desk.database.reading() as session:
        assert not (await session.scalars(select(Person).where(Person.full_name.contains("Борисов")))).all()


async def _set_right_and_merged(desk: Office) -> None:
    said = {"name": "Алиева Марьям Ахмедовна", "role": "классный руководитель", "classes": "7Б"}
    wrong = await desk.post("/people/1", act="correct", **{**said, "name": "777", "role": "учитель химии"})
    assert wrong.status == 400
    page = await wrong.text()
    assert 'id="name-error"' in page
    assert 'value="учитель химии"' in page
    assert (await desk.post("/people/1", act="correct", **{**said, "name": "Сайпуллаева"})).status == 303
    assert "Сайпуллаева Марьям Ахмедовна" in await desk.text("/people/1")
    await desk.load(SCHOOL, WEEK_46, LIST + "9300028;Зуева Злата Петровна;;;да;Активен;1;1;1;да\n")
    assert "Зуева Злата Петровна" in await desk.text("/people/8?merge=1")
    assert (await desk.post("/people/8", act="merge", other=9)).status == 303
    await desk.text("/people/9", 404)


async def test_a_class_that_two_head_by_a_correction_is_told_of(desk: Office) -> None:
    for classes, told in (("9Г", "corrected"), ("9Г", "corrected_shared")):
        number = 1 if told == "corrected" else 2
        async with desk.database.reading() as session:
            person = await session.get_one(Person, number)
        said = {"name": person.full_name, "role": "учитель", "classes": classes}
        answer = await desk.post(f"/people/{number}", act="correct", **said)
        assert answer.headers["Location"].endswith(f"={told}")


async def test_the_shown_letters_are_those_that_go(entered: Office) -> None:
    row = "93001{0};Примеров{0} Иван Иванович;учитель;;да;Активен;{1};{2};0;да\n"
    people = "".join(row.format(one, one % 2, one % 12) for one in range(10, 55))
    await entered.load(SCHOOL, WEEK_46, LIST + people)
    shown: list[tuple[str, str]] = []
    path: str | None = "/rounds/new?gap=no_call"
    page = ""
    while path:
        page = await entered.text(path)
        told = re.findall(r'<summary>([^<]+)</summary><div class="letter">(.*?)</div>', page, re.DOTALL)
        assert len(told) <= 20
        shown += [(name, unescape(letter)) for name, letter in told]
        more = re.search(r'href="([^"]+)">Показать ещё', page)
        path = unescape(more[1]) if more else None
    assert f">Отправить: {len(shown)}<" in page
    fields = dict(re.findall(r'name="(week|kind)" value="([^"]+)"', page))
    assert (await entered.post("/rounds", gap="no_call", **fields)).status == 303
    query = select(Person.full_name, OutboxRow.text).join(Person, Person.id == OutboxRow.person_id)
    async with entered.database.reading() as session:
        sent = [(name, text.replace("\u00a0", " ")) for name, text in await session.execute(query)]
    assert len(sent) > 40
    assert sorted(shown) == sorted(sent)


async def test_an_announcement_is_shown_and_goes_once(desk: Office) -> None:
    empty = await desk.post("/rounds/announce", act="show", words=" ")
    assert empty.status == 400
    half = await desk.post("/rounds/announce", act="show", words="Завтра педсовет", day="2026-11-17")
    assert (half.status, "Завтра педсовет" in await half.text()) == (400, True)
    shown = await (
        await desk.post("/rounds/announce", ("p", "1"), ("p", "2"), act="show", words="Завтра педсовет")
    ).text()
    assert "Получат: 2\u00a0человека" in shown or "Получат: 2 человека" in shown
    fields = dict(re.findall(r'name="(week|kind)" value="([^"]+)"', shown))
    for _ in range(2):
        sent = await desk.post(
            "/rounds/announce", ("p", "1"), ("p", "2"), act="send", words="Завтра педсовет", **fields
        )
        assert sent.status == 303
        assert sent.headers["Location"].startswith("/rounds/1?done=announced&n=2")
    async with desk.database.reading() as session:
        assert ["Завтра педсовет" in one.text for one in await session.scalars(select(OutboxRow))] == [True, True]
    assert "Напомните" in await desk.text("/")  # an announcement is no reminder
    await _reaches_nobody_of_another_school(desk)


async def test_an_announcement_for_a_sunday_says_when_it_goes_who_reads_it_later_and_what_is_over_by_then(
    desk: Office,
) -> None:
    async with desk.database.writing() as session:
        await session.execute(update(Person).where(Person.id == 1).values(write_from=time(12)))
    asked = {"act": "show", "words": "Завтра педсовет", "day": "2026-11-22", "time": "10:00"}
    shown = await (await desk.post("/rounds/announce", ("p", "1"), ("p", "2"), **asked)).text()
    assert "22 ноября не пишу: выходной." in shown
    assert re.search(r"В свои часы или дни получат: [^,;<]+\.</p>", shown)
    assert "В словах есть «завтра», а прочитают их 23 ноября" in shown


async def test_whose_announcement_is_cancelled_on_the_page_by_another_is_told(desk: Office) -> None:
    asked = {"words": "Сдаём отчёты", "day": "2026-11-20", "time": "10:00"}
    shown = await (await desk.post("/rounds/announce", ("p", "1"), ("p", "2"), act="show", **asked)).text()
    fields = dict(re.findall(r'name="(kind|week|at|said_on|shown_on)" value="([^"]+)"', shown))
    sent = await desk.post("/rounds/announce", ("p", "1"), ("p", "2"), act="send", **(asked | fields))
    deputy = await desk.give(Role.DEPUTY, desk.schools[SCHOOL], 9_300_077)
    async with desk.database.writing() as session:
        await session.execute(update(Campaign).values(made_by=deputy))
    cancelled = await desk.post(sent.headers["Location"].partition("?")[0], act="cancel")
    assert "done=cancelled" in cancelled.headers["Location"]
    async with desk.database.reading() as session:
        [reply] = await session.scalars(select(Reply))
        account = await session.get_one(Account, deputy)
    assert reply.peer_id == account.external_id
    said = reply.body["text"].replace("\u00a0", " ")
    assert said.startswith("Ваше объявление отменено (")
    assert "20 ноября в 10:00, 2 людям: «Сдаём отчёты»\nОтправлено 0 из 2, отменено 2." in said


async def test_days_off_say_which_announcement_they_hold_up_and_tell_the_other_officer(desk: Office) -> None:
    asked = {"words": "Сдаём отчёты", "day": "2026-11-20", "time": "10:00"}
    shown = await (await desk.post("/rounds/announce", ("p", "1"), ("p", "2"), act="show", **asked)).text()
    fields = dict(re.findall(r'name="(kind|week|at|said_on|shown_on)" value="([^"]+)"', shown))
    sent = await desk.post("/rounds/announce", ("p", "1"), ("p", "2"), act="send", **(asked | fields))
    assert "done=announced" in sent.headers["Location"]
    deputy = await desk.give(Role.DEPUTY, desk.schools[SCHOOL], 9_300_077)
    days = {"act": "add", "kind": "pause", "first": "2026-11-19", "last": "2026-11-20"}
    assert (await desk.post("/schedule", **days)).status == 303
    held = "Объявление 2 людям: было на 20 ноября, 10:00, но тогда карантин, а позже будет уже не ко времени"
    assert held in await desk.text("/schedule")
    async with desk.database.reading() as session:
        [reply] = await session.scalars(select(Reply))
        account = await session.get_one(Account, deputy)
    assert reply.peer_id == account.external_id
    assert held in reply.body["text"].replace("\u00a0", " ")


async def test_an_announcement_of_today_is_shown_anew_when_it_is_confirmed_tomorrow(desk: Office) -> None:
    asked = {"words": "Сегодня совещание в 16:00"}

    async def fields(answer: ClientResponse) -> dict[str, str]:
        return dict(re.findall(r'name="(week|kind|said_on|shown_on)" value="([^"]+)"', await answer.text()))

    shown = await fields(await desk.post("/rounds/announce", ("p", "1"), act="show", **asked))
    desk.now += timedelta(days=1)
    await desk.enter(await desk.give(Role.DEPUTY, desk.schools[SCHOOL]))
    again = await desk.post("/rounds/announce", ("p", "1"), act="send", **asked, **shown)
    assert again.status == 200
    assert "В словах есть «сегодня»" in await again.text()
    sent = await desk.post("/rounds/announce", ("p", "1"), act="send", **asked, **await fields(again))
    assert sent.status == 303


async def _reaches_nobody_of_another_school(desk: Office) -> None:
    await desk.add_school(OTHER_SCHOOL)
    await desk.load(OTHER_SCHOOL, WEEK_46, LIST.replace("93000", "93100"))
    await desk.give(Role.DEPUTY, desk.schools[OTHER_SCHOOL])
    await desk.post("/school", school=desk.schools[OTHER_SCHOOL])
    shown = await (await desk.post("/rounds/announce", ("p", "1"), act="show", words="Завтра педсовет")).text()
    assert "Передать некому" in shown


async def test_pupils_by_hand_the_parents_chats_and_then_nonsense(desk: Office) -> None:
    wrong = await desk.post("/import/pupils", registered=600, total=530)
    assert wrong.status == 400
    assert 'value="600"' in await wrong.text()
    assert (await desk.post("/import/pupils", registered=512, total=530, linked=300)).status == 303
    async with desk.database.reading() as session:
        told = {one.code: one.value for one in await session.scalars(select(SchoolWeek))}
    assert told == {"pupils_total": 512, "pupils_journal_linked": 300}
    assert (await desk.post("/chats", act="parents", on=1)).status == 303
    assert "напоминаю вместе с остальным" in await desk.text("/chats")
    link = "https://vk.me/join/AAAAAExample1"
    assert (await desk.post("/chats", act="add", link=link, kind="staff")).status == 303
    assert "/chats/qr.svg?chat=1" in await desk.text("/chats")
    async with desk.database.writing() as session:
        session.add(Chat(platform="vk", peer_id=-5, school_id=desk.schools[SCHOOL], kind="staff", settings={}))
    for on, said in ((1, "приходят сюда каждую неделю"), ("", "сюда сами не приходят")):
        assert (await desk.post("/chats", act="totals", chat=2, on=on)).status == 303
        assert said in await desk.text("/chats")
    code = await desk.get("/chats/qr.svg?chat=1")
    assert (code.status, code.content_type) == (200, "image/svg+xml")
    await _nonsense_breaks_nothing(desk)


async def test_a_form_is_of_the_school_that_stood_above_it(entered: Office) -> None:
    other = await entered.add_school(OTHER_SCHOOL)
    account = await entered.give(Role.OFFICER, other)
    await entered.post("/school", school=entered.schools[SCHOOL])
    [of] = set(re.findall(r'name="_school" value="(\d+)"', await entered.text("/settings")))
    assert int(of) == entered.schools[SCHOOL]
    async with entered.database.writing() as session:
        (await session.get_one(Account, account)).school_id = other  # named in the chat meanwhile
    saved = await entered.post("/settings", _school=of, act="school", name="Школа № 11 (пример)")
    assert saved.status == 303, await saved.text()
    async with entered.database.reading() as session:
        names = {one.id: one.name for one in await session.scalars(select(School))}
    assert names == {entered.schools[SCHOOL]: "Школа № 11 (пример)", other: OTHER_SCHOOL}


async def test_a_file_that_names_no_school_asks_whose_it_is(entered: Office) -> None:
    await entered.add_school(OTHER_SCHOOL)
    await entered.give(Role.MUNICIPAL, None)
    await _send(entered, LIST.format(period=WEEK_46).encode())
    [waiting] = re.findall(r'href="(/import/[\w-]+)">Список', await entered.text("/import"))
    page = await entered.text(waiting, 400)
    assert "Чья это статистика?" in page
    assert (await entered.post(waiting, act="school", school=entered.schools[OTHER_SCHOOL])).status == 303
    assert "Как я понял столбцы" in await entered.text(waiting)


_GARBAGE = ("", "x", "-1", "9" * 15, "9" * 30, "2026-99-99", "2026-W99", "нет\x00", "<b>", "%", "я" * 3000)
_FIELDS_TEXT = """
    id dispute other keep until reason name role classes words day time week kind gap below chat link class_name
    break first last title load at previous form journal norm_chats norm_messages norm_calls zone work_from work_to
    deadline weekday room target-teachers_called day-teachers_called registered total linked school on sure round
"""
FIELDS = tuple(_FIELDS_TEXT.split())
_ACTS = {
    "/people": "exempt restore left remind announce codes",
    "/people/3": "exempt restore unlink code answer correct merge forget",
    "/rounds": "begin",
    "/rounds/announce": "show send",
    "/chats": "add save hints parents",
    "/schedule": "add drop usual",
    "/settings": "school hours deadline letter moment automatic thanks room targets",
    "/import/pupils": "set",
    "/import/undo": "undo",
    "/reports": "subscribe",
    "/school": "go",
}


async def _nonsense_breaks_nothing(desk: Office) -> None:
    """Whatever is typed, or forged, in any field of any form is refused in words."""
    csrf = await desk.csrf()
    for number, (path, acts) in enumerate(_ACTS.items()):
        for place, act in enumerate(acts.split()):
            value = _GARBAGE[(number + place) % len(_GARBAGE)]
            form = {"_csrf": csrf, **dict.fromkeys(FIELDS, value), "p": "3", "act": act}
            answer = await desk.client.post(desk.address + path, data=form, allow_redirects=False)
            assert answer.status < 500, (path, act, value)
    for path in (
        "/people",
        "/rounds/new",
        "/reports",
        "/schedule",
        "/settings/sample",
        "/log",
        "/reports/png",
        "/rounds",
    ):
        query = dict.fromkeys(("text", "gap", "page", "first", "last", "month", "p", "journal", "norm_calls"), "9" * 15)
        assert (await desk.get(path, params=query)).status < 500, path


async def test_whoever_called_a_figure_wrong_is_told_what_the_officer_decided_once(desk: Office) -> None:
    async with desk.database.writing() as session:
        claim = Claim(person_id=1, week="2026-W46", gap="no_call", kind=MISTAKE, at=desk.now)
        session.add(claim)
    form = {"act": "answer", "dispute": claim.id, "resolution": "rejected"}
    for said in ("done=answered", "done=answered_before"):
        answer = await desk.post("/people/1", **form)
        assert (answer.status, answer.headers["Location"]) == (303, f"/people/1?{said}")
    async with desk.database.reading() as session:
        person = await session.get_one(Person, 1)
        [reply] = await session.scalars(select(Reply))
        account = await session.get_one(Account, person.account_id)
    assert reply.peer_id == account.external_id
    assert "ответственный проверил: данные верны (звонок)" in reply.body["text"]


async def test_the_municipality_names_a_colleague_on_its_page(desk: Office) -> None:
    other = await desk.add_school(OTHER_SCHOOL)
    for school in (desk.schools[SCHOOL], other):
        account = await desk.give(Role.MUNICIPAL, school, 51_300_001)
    await desk.enter(account)
    assert "Коллега из управления" in await desk.text("/schools")
    refused = await desk.post("/schools", account="vk.com/primerova_uo")
    assert (refused.status, "Нужен номер" in await refused.text()) == (400, True)
    done = await desk.post("/schools", account="https://vk.com/id51300002")
    assert (done.status, done.headers["Location"]) == (303, "/schools?done=colleague&n=2")
    assert "Предложил роль в 2 школах" in await desk.text(done.headers["Location"])
    async with desk.database.reading() as session:
        [asked] = await session.scalars(select(Reply).where(Reply.peer_id == 51_300_002))
        offered = await session.scalars(select(Member.school_id).where(Member.confirmed_at.is_(None)))
        assert sorted(one or 0 for one in offered) == sorted([desk.schools[SCHOOL], other])
    assert asked.body["text"].startswith("Вам предлагают роль «управление образования» в 2")
    assert (await desk.post("/schools", account="MAX 51300003")).status == 303
