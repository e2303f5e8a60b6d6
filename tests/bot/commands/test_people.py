"""`export` and `forget`: what is kept about one person, and the end of it."""

import json

import pytest

from bot.commands.people import find_subject
from indicators.errors import UsageError
from sandbox import World
from storage.database.opening import open_database
from tests.bot.commands.program import Program, people_file, with_school
from tests.sandbox_server import running_sandbox

ROWS = (
    "9300001;Примерова Анна Ивановна;учитель;Активен;да;1;0;1;да",
    "9300002;Примерова Анна Олеговна;учитель физики;Активен;да;1;0;1;да",
    "9300003;Второв-Пример Борис Олегович;учитель;Активен;да;1;0;1;да",
)
NAMES = ("Примеров", "Анна", "Второв", "Борис")


@pytest.fixture
async def school(bot: Program, tmp_path) -> Program:
    await with_school(bot, people_file(tmp_path / "week.csv", ROWS))
    return bot


async def test_export_tells_everything_about_one_person(school: Program, tmp_path):
    async with running_sandbox(World(crowd=range(9_300_001, 9_300_004))) as sandbox:
        school.talk_to(sandbox)
        await school("send", "--yes", "--now")
        shown = await school("export", "Второва-Примера Бориса")
    assert shown.status == 0, shown.err
    (record,) = shown.json["records"]
    assert record["person"]["full_name"] == "Второв-Пример Борис Олегович"
    assert record["school"] == "Школа № 0 (пример)"
    assert [(one["week"], one["group_messages"]) for one in record["weeks"]] == [("2026-W46", 0)]
    assert [(one["state"], one["figures_week"]) for one in record["messages"]] == [("sent", "2026-W46")]
    assert shown.json["page"]["external_id"] == 9300003
    assert "Примерова" not in shown.out
    written = await school("export", "id9300003", "--out", "person.json", "--json")
    assert written.json == {"file": "person.json", "records": 1}
    kept = json.loads((tmp_path / "person.json").read_text(encoding="utf-8"))
    assert kept["records"] == shown.json["records"]
    assert (tmp_path / "person.json").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("page", ["id9300003", "@id9300003", "https://vk.com/id9300003", "vk.ru/id9300003", "9300003"])
async def test_a_page_is_understood_in_every_spelling(school: Program, tmp_path, page):
    database = await open_database(f"sqlite+aiosqlite:///{tmp_path}/data/dezhurny.db")
    async with database.reading() as session:
        found = await find_subject(session, page, None)
    await database.close()
    assert [person.full_name for person in found.people] == ["Второв-Пример Борис Олегович"]


async def test_several_of_a_name_are_listed_by_number_and_school(school: Program):
    for command in (("export", "Примерова Анна"), ("forget", "Примерова Анна", "--yes")):
        refused = await school(*command)
        assert (refused.status, refused.out) == (2, "")
        assert "1 — Школа № 0 (пример) (учитель); 2 — Школа № 0 (пример) (учитель физики)" in refused.err
        assert not any(name in refused.err for name in NAMES)
    assert (await school("export", "Примерова Анна Ивановна")).json["records"][0]["person_id"] == 1


@pytest.mark.parametrize("person", ["Неизвестная Нина", "99", "id1", "", "9" * 30, "%", "Примерова Нина"])
async def test_nobody_of_that_name_is_a_sentence_without_the_name(school: Program, tmp_path, person):
    database = await open_database(f"sqlite+aiosqlite:///{tmp_path}/data/dezhurny.db")
    async with database.reading() as session:
        with pytest.raises(UsageError) as refused:
            await find_subject(session, person, None)
    await database.close()
    assert not person or f"«{person}»" not in refused.value.sentence


async def test_an_unknown_person_is_wrong_use(school: Program):
    refused = await school("export", "Неизвестная Нина")
    assert (refused.status, refused.out) == (2, "")
    assert len(refused.err.splitlines()) == 1


async def test_who_is_forgotten_stays_forgotten_after_the_next_file(school: Program):
    refused = await school("forget", "Второв-Пример")
    assert refused.status == 2
    assert "--yes" in refused.err
    done = await school("forget", "Второв-Пример", "--yes", "--json")
    assert done.status == 0, done.err
    assert done.json["person_ids"] == [3]
    assert done.json["weeks"] == 1
    assert done.json["page_remembered"] is True
    assert not any(name in done.err for name in NAMES)
    assert (await school("export", "3")).status == 2
    assert "только её номер" in (await school("export", "id9300003")).err

    await school("import", "week.csv", "--yes")
    planned = (await school("plan", "--json")).json
    assert {one["peer_id"] for one in planned["recipients"]} == {9300001, 9300002}


async def test_the_last_officer_is_not_forgotten(school: Program, tmp_path):
    async with running_sandbox() as sandbox:
        school.talk_to(sandbox)
        school.settings |= {"OFFICER_IDS": "9300001", "HTTP_PORT": "0"}
        program = await school.start_warm("run")
        assert program.stdout is not None
        await program.stdout.readline()
        await _until_an_officer(school)
        program.terminate()
        await program.communicate()
    link = (await school("cabinet", "--json")).json
    assert set(link) == {"url", "expires_at"}
    assert "/enter/" in link["url"]
    refused = await school("forget", "1", "--yes")
    assert refused.status == 2
    assert "единственный ответственный" in refused.err


async def _until_an_officer(school: Program) -> None:
    while not (await school("export", "1")).json["page"]["roles"]:
        pass
