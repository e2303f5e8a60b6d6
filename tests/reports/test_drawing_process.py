"""Drawing happens in a process of its own, and its errors come back."""

import os

import pytest

from indicators.errors import UnusableFile
from indicators.guarded.environment import python
from reports.weekly import drawing_process
from reports.weekly.drawing_process import run_apart


@pytest.fixture(autouse=True, params=["as it is", "warm"])
def _started(request, monkeypatch):
    """As a program starts it, and as the other tests do."""
    if request.param == "as it is":
        monkeypatch.setattr(drawing_process, "python", python)


def refuse(sentence: str) -> None:
    raise UnusableFile(sentence)


def die() -> None:
    os._exit(3)


async def test_the_work_is_done_by_another_process():
    assert await run_apart(os.getpid) != os.getpid()


async def test_a_refusal_comes_back_with_its_sentence():
    with pytest.raises(UnusableFile) as refused:
        await run_apart(refuse, "Шаблон не подходит.")
    assert refused.value.sentence == "Шаблон не подходит."


async def test_a_process_that_dies_is_told_of():
    with pytest.raises(ChildProcessError, match="3"):
        await run_apart(die)


async def test_a_text_of_any_size_and_letters_survives_the_way():
    text = "Ведомость № 1 — " * 100_000
    assert await run_apart(str.upper, text) == text.upper()
