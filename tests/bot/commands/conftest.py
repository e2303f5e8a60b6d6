import pytest

from tests.bot.commands.program import Program


@pytest.fixture
def bot(tmp_path) -> Program:
    """The program in an empty folder of its own."""
    return Program(tmp_path)
