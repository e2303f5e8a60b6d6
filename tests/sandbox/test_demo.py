"""The demo school: invented people, a list and a summary that agree, a process of its own."""

import asyncio
import csv
import json
import signal
import sys
from datetime import date

from openpyxl import load_workbook

from sandbox.demo import OFFICERS, ON_LEAVE, SCHOOL, demo_people_file, demo_summary_file, demo_world
from sandbox.demo_files import PEOPLE_HEADINGS, SUMMARY_HEADINGS
from sandbox.demo_school import PEOPLE, REFUSING

MONDAY = date(2026, 11, 9)


def _read(path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def test_the_list_has_its_title_headings_and_a_row_for_everybody(tmp_path):
    demo_people_file(MONDAY, tmp_path / "list.csv")
    title, headings, *rows = _read(tmp_path / "list.csv")
    assert title == ["Статистика за 09.11.2026–15.11.2026"]
    assert tuple(headings) == PEOPLE_HEADINGS
    assert len(rows) == len(PEOPLE) > 38


def test_the_spreadsheet_holds_the_same_with_real_numbers(tmp_path):
    demo_people_file(MONDAY, tmp_path / "list.csv")
    demo_people_file(MONDAY, tmp_path / "list.xlsx")
    book = load_workbook(tmp_path / "list.xlsx")
    rows = [list(row) for row in book.active.iter_rows(min_row=2, values_only=True)]
    book.close()
    as_text = [["" if cell is None else str(cell) for cell in row] for row in rows]
    assert as_text == _read(tmp_path / "list.csv")[1:]
    assert isinstance(rows[1][9], int)


def test_the_summary_counts_exactly_what_the_list_says(tmp_path):
    demo_people_file(MONDAY, tmp_path / "list.csv")
    demo_summary_file(MONDAY, tmp_path / "summary.csv")
    rows = [dict(zip(PEOPLE_HEADINGS, row, strict=True)) for row in _read(tmp_path / "list.csv")[2:]]
    summary = dict(zip(SUMMARY_HEADINGS, _read(tmp_path / "summary.csv")[2], strict=True))
    messages = [int(row["Сообщений в групповых чатах за неделю"]) for row in rows]
    counts = [
        sum(row["Зарегистрирован"] == "да" for row in rows),
        sum(row["Создано групповых чатов"] != "0" for row in rows),
        sum(count >= 3 for count in messages),
        sum(count >= 10 for count in messages),
        sum(row["Звонков за неделю"] != "0" for row in rows),
        sum(row["Аккаунт ЭЖД связан"] == "да" for row in rows),
    ]
    assert list(summary.values())[2:8] == [f"{count} из {len(rows)}" for count in counts]
    assert summary["Школа"] == SCHOOL


def test_the_school_has_every_kind_of_person_worth_showing():
    names = [(person.last_name, person.first_name, person.patronymic) for person in PEOPLE]
    assert len(names) - len(set(names)) == 1
    assert any("-" in last for last, _, _ in names)
    assert any(patronymic.endswith(("оглы", "кызы")) for _, _, patronymic in names)
    assert any(not person.registered for person in PEOPLE)
    assert any(person.status == "Не активен" for person in PEOPLE)
    world = demo_world()
    assert set(OFFICERS) | set(ON_LEAVE) | set(REFUSING) <= set(world.users)


def test_who_the_officers_are_is_said_and_found_and_a_chat_waits_for_the_bot():
    world = demo_world()
    assert "Елена Образцова и Тимур Примеров" in world.hint
    assert {user.id for user in world.users.values() if "ответственный" in user.role} == set(OFFICERS)
    assert any(not chat.bot_inside for chat in world.chats)


def test_figures_of_a_week_never_change_and_weeks_differ(tmp_path):
    for name, monday in (("a", MONDAY), ("b", MONDAY), ("c", date(2026, 11, 16))):
        demo_people_file(monday, tmp_path / f"{name}.csv")
    first, again, other = ((tmp_path / f"{name}.csv").read_bytes() for name in "abc")
    assert first == again != other


async def test_it_runs_as_a_process_of_its_own_and_stops_when_told(tmp_path):
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--demo", "--rate", "0", stdout=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(30):
        addresses = json.loads(await process.stdout.readline())
        assert addresses["api_url"] == f"{addresses['base_url']}/method"
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0


async def test_a_taken_port_is_one_sentence(sandbox):
    port = sandbox.base_url.rpartition(":")[2]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--port", port, stderr=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(30):
        _, errors = await process.communicate()
    assert process.returncode == 1
    assert errors.decode().startswith("Песочница не запустилась")
    assert errors.count(b"\n") == 1
