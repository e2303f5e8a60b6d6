"""`import` as an officer meets it: several files, words on the screen, a power cut, two at once, the bot at work."""

import asyncio
import os
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from storage.database.opening import open_database
from tests.bot.commands.program import ROOT, Program, people_file
from tests.bot.commands.test_running import at_work
from tests.sandbox_server import SandboxClient
from tests.storage.imports.lists import bring_in, people

ANNA = "9100001;Примерова Анна Ивановна;учитель;Активен;да;1;{};0;да"
ANNA_NAME = "Примерова Анна Ивановна"
BORIS = "9100002;Образцов Борис Ильич;учитель;Активен;да;1;{};1;да"

# Ends its own process in the middle: before the n-th statement that writes, or before the commit.
KILLED = """
import os, runpy, signal, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine

left = int(sys.argv.pop(1))
facts = False

def end():
    os.kill(os.getpid(), signal.SIGKILL)

@event.listens_for(Engine, "before_cursor_execute")
def count(connection, cursor, statement, parameters, context, many):
    global left, facts
    facts = facts or statement.startswith("INSERT INTO person_week")
    if statement.split()[0] in ("INSERT", "UPDATE", "DELETE"):
        left -= 1
        if left == 0:
            end()

@event.listens_for(Engine, "commit")
def commit(connection):
    if facts:
        end()

sys.argv[0] = "bot"
runpy.run_module("bot", run_name="__main__")
"""


def stored(folder: Path) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(folder / "data" / "dezhurny.db")) as connection, connection:
        found = connection.execute(
            "SELECT full_name, group_messages FROM person JOIN person_week ON person_id = person.id ORDER BY 1"
        )
        return found.fetchall()


def week_file(path: Path, messages: int) -> Path:
    return people_file(path, [ANNA.format(messages), BORIS.format(messages)])


@pytest.mark.parametrize("writes", [1, 3, 5, 99])
async def test_a_kill_in_the_middle_of_an_import_leaves_the_old_state(bot: Program, tmp_path, writes):
    week_file(tmp_path / "first.csv", 3)
    week_file(tmp_path / "second.csv", 12)
    assert (await bot("import", "first.csv", "--yes")).status == 0
    before = stored(tmp_path)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        KILLED,
        str(writes),
        *("import", "second.csv", "--yes"),
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    await process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert stored(tmp_path) == before
    again = await bot("import", "second.csv", "--yes", "--json")
    assert again.json["imported"] is True
    assert {messages for _, messages in stored(tmp_path)} == {12}


async def test_two_imports_at_once_leave_one_of_the_two_files_whole(bot: Program, tmp_path):
    week_file(tmp_path / "first.csv", 3)
    week_file(tmp_path / "second.csv", 12)
    both = await asyncio.gather(*(bot("import", name, "--yes", "--json") for name in ("first.csv", "second.csv")))
    assert [ended.status for ended in both] == [0, 0], [ended.err for ended in both]
    found = stored(tmp_path)
    assert [name for name, _ in found] == ["Образцов Борис Ильич", "Примерова Анна Ивановна"]
    assert len({messages for _, messages in found}) == 1


async def test_a_file_may_be_imported_while_the_bot_is_at_work(bot: Program, sandbox: SandboxClient, tmp_path):
    bot.talk_to(sandbox)
    bot.settings["HTTP_PORT"] = "0"
    week_file(tmp_path / "week.csv", 3)
    async with at_work(bot, "run"):
        imported = await bot("import", "week.csv", "--yes", "--json")
    assert imported.status == 0, imported.err
    assert imported.json["imported"] is True
    assert len(stored(tmp_path)) == 2


async def test_of_several_files_an_unusable_one_is_named_and_the_others_are_read(bot: Program, tmp_path):
    week_file(tmp_path / "good.csv", 3)
    (tmp_path / "photo.xlsx").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(64))
    ended = await bot("import", "photo.xlsx", "good.csv", "--yes", "--json")
    assert ended.status == 2
    assert ended.err.startswith("photo.xlsx: Это картинка")
    assert [one["imported"] for one in ended.json["files"]] == [False, True]
    assert "картинка" in ended.json["files"][0]["error"]
    assert len(stored(tmp_path)) == 2


async def test_the_screen_says_what_was_understood_what_is_missing_and_what_to_do_next(bot: Program, tmp_path):
    (tmp_path / "week.csv").write_text(
        "Статистика за 09.11.2026–15.11.2026\nФИО;Сооющений;Кабинет\nПримерова Анна Ивановна;3;12\n", encoding="utf-8"
    )
    preview = " ".join((await bot("import", "week.csv")).out.split())
    assert "пофамильный список, за 9–15 ноября 2026 (2026-W46, так написано в таблице)" in preview
    assert "догадка" in preview
    assert "не используется" in preview
    assert "В файле нет: регистрация, статус профиля, созданные чаты, звонки, связь с журналом" in preview
    assert "ничего не записано. Всё верно — повторите с ключом --yes" in preview
    done = (await bot("import", "week.csv", "--yes")).out
    assert "Записано. Кто что получит, покажет: python -m bot plan" in done


async def test_a_summary_is_shown_with_the_indicators_own_titles(bot: Program, tmp_path):
    (tmp_path / "summary.csv").write_text(
        "Сводка за 09.11.2026–15.11.2026\nШкола;Учеников всего;Учителей всего\nСОШ № 1;420;42\n", encoding="utf-8"
    )
    shown = " ".join((await bot("import", "summary.csv", "--create-schools")).out.split())
    assert "Учеников всего (количество" in shown
    assert "Учеников в классе" not in shown
    assert "СОШ № 1 (новая школа): строк 1, принято 1" in shown
    await bot("import", "summary.csv", "--create-schools", "--yes")
    (tmp_path / "summary.csv").write_text(
        "Сводка за 09.11.2026–15.11.2026\nШкола;Учеников всего;Учителей всего\nСОШ № 1;425;42\n", encoding="utf-8"
    )
    shown = (await bot("import", "summary.csv")).out
    assert "  Ученики в Сферуме: 420 → 425\n" in shown


async def test_whoever_makes_schools_in_the_terminal_is_told_that_the_clock_writes_there(bot: Program, tmp_path):
    """In the chat a municipality's new schools wait for an officer's word; here nobody else is to be asked."""
    path = people(tmp_path / "list.csv", f"{ANNA_NAME};1", headings="ФИО;Звонков за неделю")
    command = ("import", path.name, "--school", "Школа № 1", "--week", "2026-W46", "--create-schools")
    for yes in ((), ("--yes",)):
        shown = " ".join((await bot(*command, *yes)).out.split())
        assert "В новой школе напоминания включены: бот сам начнёт писать педагогам" in shown
        assert "«выключить напоминания»" in shown
    assert "nudge" in {one["kind"] for one in (await bot("schedule", "--json")).json["runs"]}
    assert "напоминания включены" not in " ".join((await bot(*command, "--yes")).out.split())


async def test_an_import_says_why_and_what_other_schools_corrected(bot: Program, tmp_path):
    path = people(tmp_path / "list.csv", f"{ANNA_NAME};12;1", headings="ФИО;Кол-во;Звонков за неделю")
    (tmp_path / "data").mkdir()
    database = await open_database(f"sqlite+aiosqlite:///{tmp_path / 'data' / 'dezhurny.db'}")
    for name in ("Школа № 2", "Школа № 3"):
        await bring_in(database, path, school=name, create_schools=True, mapping={"Кол-во": "group_messages"})
    await bring_in(database, path, school="Школа № 1", create_schools=True)
    await database.close()
    shown = await bot("import", "list.csv", "--school", "Школа № 1", "--explain")
    assert "Из чего это видно" in shown.out
    assert "в названии: звонков" in shown.out
    assert 'Взять так же: --map "Кол-во=group_messages"' in " ".join(shown.out.split())
    told = await bot("import", "list.csv", "--school", "Школа № 1", "--json")
    assert told.json["offered"] == {"Кол-во": "group_messages"}
    assert told.json["columns"]["Кол-во"] is None
