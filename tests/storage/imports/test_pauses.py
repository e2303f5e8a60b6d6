"""While a file of a stranger is read, everybody else is answered: the program itself never works on it for long.

What is measured is the processor time that the program's own thread spends between two chances to answer.
"""

import asyncio
import gc
import time
import zipfile
from contextlib import suppress

import pytest

from indicators.errors import UsageError
from reports.weekly.drawing_process import run_apart
from reports.weekly.own_template import has_places
from tests.storage.imports.lists import bring_in, people

LONGEST = 0.3  # seconds
SCHOOL = "Школа;ФИО;Сообщений в групповых чатах за неделю"
LETTERS = "абвгдежзик"


def word(number: int) -> str:
    return "".join(LETTERS[int(digit)] for digit in f"{number:05}")


def long_title(path):
    return document(path, f"<w:p><w:r><w:t>{'за неделю с ' * 3000}</w:t></w:r></w:p>")


def many_places(path):
    with zipfile.ZipFile(path / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "{{ " * 300_000)
        for number in range(60):
            archive.writestr(f"word/header{number}.xml", "{{ " * 100_000)
    return path / "a.docx"


def document(path, body):
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in ("ФИО", "Звонков"))
    spaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(path / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        table = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
        archive.writestr("word/document.xml", f"<w:document {spaces}><w:body>{body}{table}</w:body></w:document>")
    return path / "a.docx"


def one_large_school(path):
    """Of names that are alike."""
    rows = [f"Школа № 1;Иванов{word(number)} Анна Петровна;{number % 20}" for number in range(12_000)]
    return people(path / "a.csv", *rows, headings=SCHOOL)


def many_schools(path):
    rows = [f"Школа № {number};Иванов{word(number)} Анна Петровна;{number % 20}" for number in range(1_500)]
    return people(path / "a.csv", *rows, headings=SCHOOL)


def odd_headings(path):
    headings = [f"Сообщений {word(number)} в группах за неделю {'не ' * 20}" for number in range(390)]
    return people(path / "a.csv", "Иванова Анна;" * 3, headings=";".join(["ФИО", *headings]))


def rejected_cells(path):
    rows = [f"Иванов{word(number)} Анна;непонятно {number}" for number in range(6_000)]
    return people(path / "a.csv", *rows, headings="ФИО;Сообщений в групповых чатах за неделю")


async def longest_pause(work) -> float:
    longest, done = 0.0, False
    gc.collect()
    gc.freeze()  # as the program does: what all tests before have left is not looked through in the middle of a measure

    async def others():
        nonlocal longest
        while not done:
            started = time.thread_time()
            await asyncio.sleep(0.001)
            longest = max(longest, time.thread_time() - started)

    waiting = asyncio.create_task(others())
    try:
        await work
    finally:
        done = True
        await waiting
        gc.unfreeze()
    return longest


@pytest.mark.parametrize(
    "made",
    [long_title, many_places, one_large_school, many_schools, odd_headings, rejected_cells],
    ids=lambda made: made.__name__,
)
async def test_others_are_answered_while_a_file_is_read_and_written(database, tmp_path, made):
    path = made(tmp_path)
    for _ in range(2):  # the second time everybody is known

        async def work():
            with suppress(UsageError):
                await bring_in(database, path, create_schools=True)

        pause = await longest_pause(work())
        assert pause < LONGEST


async def test_others_are_answered_while_a_document_is_searched_for_places(tmp_path):
    content = many_places(tmp_path).read_bytes()
    assert await longest_pause(run_apart(has_places, content)) < LONGEST
