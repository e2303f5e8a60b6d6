"""The child process: what it may cost, and that it dies alone."""

import os
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from indicators.errors import UnusableFile
from indicators.reading.child import ReadLimits, read_tables
from indicators.reading.packing import pack, unpack
from indicators.reading.tables import Table
from indicators.reading.tidying import tidy

CORPUS = Path(__file__).parent.parent / "corpus"
PLAIN = CORPUS / "people-plain.xlsx"


async def refusal(path: Path, limits: ReadLimits | None = None) -> str:
    with pytest.raises(UnusableFile) as caught:
        await read_tables(path, limits=limits or ReadLimits())
    return caught.value.sentence


async def test_a_file_over_the_size_limit_is_not_even_opened():
    assert "больше 0 МБ" in await refusal(PLAIN, ReadLimits(file_bytes=100))


async def test_a_file_that_is_not_there(tmp_path):
    assert "нет или его нельзя открыть" in await refusal(tmp_path / "нет.xlsx")
    assert "нет или его нельзя открыть" in await refusal(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no address-space limit")
async def test_a_child_without_memory_dies_alone(tmp_path):
    big = tmp_path / "big.csv"
    big.write_text("ФИО;Звонки\n" + "Иванова Анна;1\n" * 150_000, encoding="utf-8")
    assert len((await read_tables(big))[0].rows) == 150_001
    assert "слишком велик" in await refusal(big, ReadLimits(memory_bytes=48 * 2**20))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no processor-time limit")
async def test_a_child_that_takes_too_long_is_ended(tmp_path):
    many = tmp_path / "many.zip"
    with zipfile.ZipFile(many, "w", zipfile.ZIP_DEFLATED) as box:
        for number in range(50):
            box.writestr(f"{number}.csv", "ФИО;Звонки\n" + "Иванова Анна;1\n" * 150_000)
    limits = ReadLimits(seconds=1, memory_bytes=8 * 2**30, unpacked_bytes=2**30)
    assert "слишком долго" in await refusal(many, limits)


async def test_too_many_rows_and_columns_are_refused(tmp_path):
    many = tmp_path / "many.csv"
    many.write_text("ФИО;Звонки\n" + "Иванова Анна;1\n" * 500, encoding="utf-8")
    assert "слишком много строк" in await refusal(many, ReadLimits(rows=100))
    wide = tmp_path / "wide.csv"
    wide.write_text(";".join(["ФИО"] * 500) + "\n", encoding="utf-8")
    assert "слишком много столбцов" in await refusal(wide)


async def test_a_million_rows_are_refused_and_a_stray_cell_far_below_is_not(tmp_path):
    for name, text in (("million.xlsx", "x"), ("stray.xlsx", " ")):
        with xlsxwriter.Workbook(str(tmp_path / name)) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["ФИО", "Звонки"])
            sheet.write_row(1, 0, ["Иванова Анна", 1])
            sheet.write(900_000, 0, text)
    assert "слишком много строк" in await refusal(tmp_path / "million.xlsx")
    (table,) = await read_tables(tmp_path / "stray.xlsx")
    assert len(table.rows) == 2


async def test_an_archive_in_an_archive_and_too_many_files(tmp_path):
    nested = tmp_path / "nested.zip"
    with zipfile.ZipFile(nested, "w") as box:
        box.write(CORPUS / "two-buildings.zip", "внутри.zip")
    assert "ещё один архив" in await refusal(nested)
    crowd = tmp_path / "crowd.zip"
    with zipfile.ZipFile(crowd, "w") as box:
        for number in range(100):
            box.writestr(f"{number}.csv", "ФИО;Звонки\nИванова Анна;1\n")
    assert "слишком много файлов" in await refusal(crowd)


async def test_a_directory_that_lies_about_sizes_does_not_help_a_bomb(tmp_path):
    limits = replace(ReadLimits(), unpacked_bytes=1_000_000)
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("a.csv", "ФИО\n" * 600_000)
    data = bytearray(bomb.read_bytes())
    size = (600_000 * len("ФИО\n".encode())).to_bytes(4, "little")
    bomb.write_bytes(bytes(data).replace(size, (1000).to_bytes(4, "little")))
    assert await refusal(bomb, limits)


def test_cells_cross_the_pipe_as_they_are():
    rows = [[None, "а", 1.5, 7], [date(2026, 11, 9), datetime(2026, 11, 9, 8, 30), "а", " "], [None, None, None, None]]
    (table,) = unpack(b"".join(pack(tidy([Table("Лист", rows, True, "а.xlsx", 3, ["заметка"])]))))
    assert table == Table(
        "Лист",
        [[None, "а", 1.5, 7], [date(2026, 11, 9), datetime(2026, 11, 9, 8, 30), "а", None]],
        True,
        "а.xlsx",
        3,
        ["заметка"],
    )


@pytest.mark.parametrize("answer", [b"", b"{", b"{}\n", b"[1]\n", b'{"tables":[],"values":1}\n'])
def test_an_answer_cut_short_is_no_answer(answer):
    with pytest.raises((ValueError, KeyError, TypeError)):
        unpack(answer)
