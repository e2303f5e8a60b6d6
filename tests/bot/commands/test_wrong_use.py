"""Wrong use and unusable input: one sentence, the right exit status, nothing written."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.command_line import main
from sandbox import User, World
from tests.bot.commands.program import Program, people_file
from tests.sandbox_server import running_sandbox

ROW = "9100001;Примерова Анна Ивановна;учитель;Активен;да;1;0;1;да"


def is_one_sentence(text: str) -> bool:
    return bool(text.strip()) and len(text.strip().splitlines()) == 1 and "Traceback" not in text


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "nothing.csv", "--yes"),
        ("import", "letter.csv", "--yes"),
        ("import", "empty.csv", "--yes"),
        ("import", "columns.csv", "--yes"),
        ("import", "week.csv", "--week", "2026-W60", "--yes"),
        ("import", "week.csv", "--week", "вчера", "--yes"),
        ("import", "week.csv", "--school", "Школа № 00", "--yes"),
        ("import", "week.csv", "--map", "без знака", "--yes"),
        ("import", "week.csv", "--map", "ФИО=no_such_fact", "--yes"),
        ("import", "week.csv", "--map", "Нет такого=group_messages", "--yes"),
        ("import", "weekless.csv", "--yes"),
        ("import",),
        ("plan", "--week", "2026-W60"),
        ("plan",),
        ("status",),
        ("send", "--yes"),
        ("nonsense",),
        ("plan", "--nonsense"),
    ],
)
async def test_wrong_use_ends_with_a_sentence_and_status_two(bot: Program, tmp_path: Path, arguments):
    people_file(tmp_path / "week.csv", [ROW])
    people_file(tmp_path / "weekless.csv", [ROW], "Активность сотрудников")
    (tmp_path / "letter.csv").write_text("Дорогие коллеги!\nПоздравляем с праздником.\n", encoding="utf-8")
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "columns.csv").write_text("Цвет;Размер\nсиний;10\nкрасный;12\n", encoding="utf-8")
    ended = await bot(*arguments)
    assert ended.status == 2
    assert ended.out == ""
    assert is_one_sentence(ended.err)
    database = tmp_path / "data" / "dezhurny.db"
    if database.exists():
        with closing(sqlite3.connect(database)) as connection, connection:
            assert connection.execute("SELECT count(*) FROM person").fetchone() == (0,)
            assert connection.execute("SELECT count(*) FROM school").fetchone() == (0,)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["import"], "не хватает FILE…"),
        (["report", "--format", "pdf"], "не хватает --out"),
        (["nonsense"], "команды «nonsense» нет"),
        (["plan", "--nonsense"], "ключа --nonsense нет"),
        (["plan", "--jsn"], "ключа --jsn нет, есть похожие: --json"),
        (["plan", "--week"], "после --week не хватает значения"),
        (["plan", "--json=yes"], "после --json значения не бывает"),
        (["plan", "лишнее слово"], "лишнее: лишнее слово"),
        (["demo", "--port", "много"], "после --port нужно целое число"),
    ],
)
def test_a_slip_in_the_command_is_told_in_russian(capsys, arguments, told):
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", f"Не получилось понять команду: {told}. Подсказка: python -m bot --help\n")


async def test_a_broken_setting_is_told_with_its_name(bot: Program):
    bot.settings["TIMEZONE"] = "Europe/Примерск"
    ended = await bot("plan")
    assert ended.status == 2
    assert is_one_sentence(ended.err)
    assert "TIMEZONE" in ended.err


async def test_a_newer_database_is_told(bot: Program, tmp_path: Path):
    people_file(tmp_path / "week.csv", [ROW])
    assert (await bot("import", "week.csv", "--yes")).status == 0
    with closing(sqlite3.connect(tmp_path / "data" / "dezhurny.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    ended = await bot("plan")
    assert ended.status == 1
    assert is_one_sentence(ended.err)


async def test_an_unreachable_vk_is_told_by_doctor(bot: Program):
    bot.settings |= {"VK_TOKEN": "any", "VK_GROUP_ID": "1", "VK_API_URL": "http://127.0.0.1:9/method"}
    ended = await bot("doctor", "--json")
    assert ended.status == 1
    checks = {one["name"]: one for one in ended.json["checks"]}
    assert checks["База данных"]["ok"] is True
    assert checks["Сообщество"]["ok"] is False
    assert checks["Сообщество"]["hint"]
    wrong = [one["hint"] for one in ended.json["checks"] if not one["ok"]]
    assert len(wrong) == len(set(wrong))
    assert "Часы" not in checks


async def test_doctor_finds_everything_in_order_in_a_well_kept_community(bot: Program, sandbox):
    bot.talk_to(sandbox)
    bot.settings["OFFICER_IDS"] = "9000001"
    ended = await bot("doctor", "--json")
    assert [one["name"] for one in ended.json["checks"] if not one["ok"]] == []
    assert ended.status == 0


async def test_short_names_of_pages_are_resolved_with_the_key(bot: Program):
    known = User(9_000_001, "Роза", "Умалатова", screen_name="umalatova_r")
    async with running_sandbox(World([known])) as sandbox:
        bot.talk_to(sandbox)
        bot.settings |= {
            "VK_GROUP_ID": f"vk.com/primer{sandbox.group_id}",
            "OFFICER_IDS": "https://vk.com/umalatova_r, @nikto_tut",
        }
        ended = await bot("doctor", "--json")
        wrong = [one["hint"] for one in ended.json["checks"] if not one["ok"]]
        assert wrong == ["Не нашлась страница VK «nikto_tut» из OFFICER_IDS: впишите её номер (id123)."]


async def test_doctor_names_the_right_that_is_missing(bot: Program, sandbox):
    bot.talk_to(sandbox)
    bot.settings["OFFICER_IDS"] = "9000001"
    await sandbox.control("/sandbox/settings", {"permissions": ["messages", "manage"]})
    ended = await bot("doctor", "--json")
    hints = [one["hint"] for one in ended.json["checks"] if not one["ok"]]
    assert ended.status == 1
    assert any("Документы" in hint for hint in hints)


async def test_doctor_looks_at_the_callback_address_when_events_come_there(bot: Program, sandbox):
    bot.talk_to(sandbox)
    bot.settings |= {"OFFICER_IDS": "9000001", "VK_EVENTS": "callback", "PUBLIC_URL": "https://dezhurny.example.org"}
    ended = await bot("doctor", "--json")
    checks = {one["name"]: one for one in ended.json["checks"]}
    assert "Long Poll" not in checks
    assert checks["Callback API"]["ok"] is False
    assert "https://dezhurny.example.org/callback" in checks["Callback API"]["hint"]


async def test_doctor_says_that_the_callback_address_needs_a_secret(bot: Program, sandbox):
    bot.talk_to(sandbox)
    bot.settings |= {"OFFICER_IDS": "9000001", "VK_EVENTS": "callback", "PUBLIC_URL": "https://dezhurny.example.org"}
    for secret in ("", "пример"):
        bot.settings["VK_CALLBACK_SECRET"] = secret
        checks = {one["name"]: one for one in (await bot("doctor", "--json")).json["checks"]}
        assert ("Секретный ключ" in checks) is not bool(secret)
        if not secret:
            assert "VK_CALLBACK_SECRET" in checks["Секретный ключ"]["hint"]


@pytest.mark.parametrize("command", [("doctor",), ("send", "--yes", "--now")], ids=" ".join)
@pytest.mark.parametrize("address", ["http://clerk:{}@127.0.0.1:9/method", "http://clerk:{}@127.0.0.1:999999/method"])
async def test_a_password_in_the_address_of_vk_is_never_shown(bot: Program, command, address):
    password = "vesna-leto-osen"
    bot.settings |= {"VK_TOKEN": "any", "VK_GROUP_ID": "1"}
    bot.settings["VK_API_URL"] = address.format(password)
    ended = await bot(*command)
    assert password not in ended.out + ended.err
    assert "Traceback" not in ended.err
