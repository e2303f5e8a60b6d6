"""Every command and option is described in docs/commands.md."""

from pathlib import Path

import pytest
from typer.main import get_command

from bot.command_line import app
from indicators.catalogue import FACT

GUIDE = (Path(__file__).parents[3] / "docs" / "commands.md").read_text(encoding="utf-8")
COMMANDS = get_command(app).commands  # type: ignore[attr-defined]


def section(name: str) -> str:
    return GUIDE.split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_and_its_options_are_described(name):
    text = section(name)
    options = {option for parameter in COMMANDS[name].params for option in parameter.opts if option.startswith("--")}
    known_everywhere = {"--json", "--help", "--school", "--week"}
    assert {option for option in options - known_everywhere if option not in text} == set()


@pytest.mark.parametrize("code", FACT)
def test_a_fact_that_a_column_may_hold_is_named(code):
    assert f"`{code}`" in section("import")


def test_nothing_is_described_that_is_not_there():
    described = {line[3:].strip() for line in GUIDE.splitlines() if line.startswith("## ")}
    assert described == set(COMMANDS)
