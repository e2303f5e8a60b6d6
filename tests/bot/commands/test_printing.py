"""`leaflets` and `posters` as the officer runs them: real processes, real files, codes read from the pixels."""

import errno
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.commands.printing import write_whole
from indicators.errors import StartError
from storage.database.opening import open_database
from storage.schools.registry import find_school
from tests.bot.commands.program import Program, people_file
from tests.reports.paper import codes, page_count, texts
from tests.reports.school import add_chats

SCHOOL = "Школа № 1 (пример)"
REACHED = "9100001;Примерова Анна Ивановна;учитель;Активен;да;1;0;1;да"
MISSING = [f";Выдумкина {name} Ивановна;учитель;;нет;;;;" for name in ("Анна", "Вера", "Зоя")]


async def imported(bot: Program, *rows: str) -> None:
    people_file(bot.folder / "week.csv", rows)
    ended = await bot("import", "week.csv", "--school", SCHOOL, "--create-schools", "--yes")
    assert ended.status == 0, ended.err


async def chats(bot: Program, count: int) -> None:
    database = await open_database(f"sqlite+aiosqlite:///{bot.folder / 'data' / 'dezhurny.db'}")
    async with database.writing() as session:
        await add_chats(session, await find_school(session, SCHOOL), count)
    await database.close()


async def test_leaflets_are_printed_and_their_links_are_codes_of_the_database(bot: Program):
    bot.settings["VK_GROUP_ID"] = "219000001"
    await imported(bot, REACHED, *MISSING)
    ended = await bot("leaflets", "--out", "листовки.pdf", "--json")
    assert ended.status == 0, ended.err
    assert ended.json == {"file": "листовки.pdf", "pages": 2, "people": 3}
    path = bot.folder / "листовки.pdf"
    assert page_count(path) == 2
    links = [code.text for page in (0, 1) for code in codes(path, page)]
    with closing(sqlite3.connect(bot.folder / "data" / "dezhurny.db")) as connection, connection:
        known = {code for (code,) in connection.execute("SELECT code FROM invitation WHERE used_at IS NULL")}
    assert {link.removeprefix("https://vk.me/club219000001?ref=") for link in links} == known
    assert len(known) == 3
    again = await bot("leaflets", "--out", "ещё.pdf", "--school", SCHOOL)
    assert again.status == 0
    assert "3 листовки, 2 листа А4" in again.out.replace("\u00a0", " ")
    assert [code.text for page in (0, 1) for code in codes(bot.folder / "ещё.pdf", page)] == links


async def test_without_the_communitys_number_the_code_alone_is_printed_and_that_is_told(bot: Program):
    await imported(bot, *MISSING[:1])
    ended = await bot("leaflets", "--out", "leaflets.pdf")
    assert ended.status == 0
    assert "VK_GROUP_ID" in ended.out
    assert codes(bot.folder / "leaflets.pdf") == []
    assert re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", texts(bot.folder / "leaflets.pdf")[0])


async def test_posters_are_printed(bot: Program):
    await imported(bot, REACHED)
    await chats(bot, 3)
    ended = await bot("posters", "--out", "posters.pdf", "--json")
    assert ended.status == 0, ended.err
    assert ended.json == {"file": "posters.pdf", "pages": 3, "chats": 3, "without_link": 0}
    path = bot.folder / "posters.pdf"
    assert all(codes(path, page)[0].text.startswith("https://vk.me/join/Primer_0000") for page in range(3))


@pytest.mark.parametrize(("command", "many"), [("leaflets", "people"), ("posters", "chats")])
async def test_nothing_to_print_is_a_sentence_and_no_file(bot: Program, command, many):
    await imported(bot, REACHED)
    ended = await bot(command, "--out", "nothing.pdf")
    assert ended.status == 0
    assert "ужны" in ended.out or "нет" in ended.out
    told = await bot(command, "--out", "nothing.pdf", "--json")
    assert told.status == 0
    assert (told.json["file"], told.json["pages"], told.json[many]) == (None, 0, 0)
    assert not (bot.folder / "nothing.pdf").exists()


WRONG = (
    (),
    ("--out", "."),
    ("--out", "no/such/folder.pdf"),
    ("--out", "week.csv/a.pdf"),
    ("--out", f"{'а' * 200}.pdf"),
    ("--out", "a.pdf", "--school", "Лицей № 00"),
)


@pytest.mark.parametrize("command", ["leaflets", "posters"])
async def test_wrong_use_is_one_sentence_and_status_two(bot: Program, command):
    await imported(bot, MISSING[0])
    for arguments in WRONG:
        ended = await bot(command, *arguments)
        assert (ended.status, ended.out) == (2, ""), arguments
        assert len(ended.err.strip().splitlines()) == 1, arguments
    assert [path.name for path in Path(bot.folder).glob("*.pdf")] == []


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="/proc is a folder that takes no files, not even from root")
@pytest.mark.parametrize(
    "command",
    [
        ("report", "--format", "xlsx", "--out", "/proc/report.xlsx"),
        ("posters", "--out", "/proc/posters.pdf"),
        ("export", "1", "--out", "/proc/person.json"),
        ("backup", "/proc/copy.db"),
    ],
)
async def test_a_folder_that_takes_no_files_is_told_in_one_sentence(bot: Program, command):
    await imported(bot, MISSING[0])
    ended = await bot(*command)
    assert (ended.status, ended.out) == (2, "")
    assert len(ended.err.strip().splitlines()) == 1
    assert "/proc" in ended.err


async def test_a_disk_that_fills_up_while_a_file_is_written_is_told_and_the_old_file_stays(tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(b"before")

    def full(_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", "a.pdf")

    with pytest.raises(StartError, match="нет места"):
        write_whole(tmp_path / "a.pdf", full)
    assert (tmp_path / "a.pdf").read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


async def test_an_old_file_is_replaced_whole(bot: Program):
    await imported(bot, *MISSING)
    old = bot.folder / "leaflets.pdf"
    old.write_bytes(b"before")
    assert (await bot("leaflets", "--out", "leaflets.pdf")).status == 0
    assert old.read_bytes().startswith(b"%PDF")
    assert [path.name for path in bot.folder.iterdir() if path.name.startswith(".leaflets")] == []
