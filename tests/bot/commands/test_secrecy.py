"""What commands write is for its owner only, and `doctor` looks."""

import sys
from pathlib import Path

import pytest

from tests.bot.commands.program import Program, people_file, with_school
from tests.sandbox_server import TEACHER

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has rights of another kind")

ROW = f"{TEACHER};Первова-Пример Анна Ивановна;учитель;Не активен;нет;1;0;1;да"
UNKNOWN = ";Вторая-Пример Анна Ивановна;учитель;Не активен;нет;1;0;1;да"


async def secrecy(bot: Program) -> dict:
    checks = (await bot("doctor", "--json")).json["checks"]
    return next(one for one in checks if one["name"] == "Чужие глаза")


async def test_what_is_printed_and_kept_is_for_the_owner_only(bot: Program, tmp_path: Path):
    bot.settings["VK_GROUP_ID"] = "239000001"
    await with_school(bot, people_file(tmp_path / "week.csv", [ROW, UNKNOWN]))
    for command in (
        ("leaflets", "--out", "leaflets.pdf"),
        ("report", "--format", "xlsx", "--out", "report.xlsx"),
        ("backup", "copy.db"),
    ):
        ended = await bot(*command)
        assert ended.status == 0, ended.err
        assert (tmp_path / command[-1]).stat().st_mode & 0o777 == 0o600
    kept = [tmp_path / "data", *(tmp_path / "data").iterdir()]
    assert {one.stat().st_mode & 0o077 for one in kept} == {0}


async def test_doctor_tells_what_others_could_read_and_that_the_key_lies_open(bot: Program, tmp_path: Path):
    (tmp_path / ".env").write_text("TIMEZONE=Europe/Moscow\n")
    (tmp_path / ".env").chmod(0o600)
    assert (await secrecy(bot))["ok"] is True
    (tmp_path / "data" / "dezhurny.db").chmod(0o644)
    found = await secrecy(bot)
    assert found["ok"] is False
    assert "dezhurny.db" in found["hint"]
    assert (await secrecy(bot))["ok"] is True
    (tmp_path / ".env").chmod(0o644)
    found = await secrecy(bot)
    assert found["ok"] is False
    assert ".env" in found["hint"]
