"""Of two marks of absence of one person the one that decides is shown, the file's beside it only where it goes on."""

from datetime import date
from pathlib import Path

import pytest

from storage.people.exemptions import FILE_MARK
from storage.tables import Exemption
from tests.handlers.conversation import OFFICER, talking


@pytest.mark.parametrize(
    ("until", "lines"),
    [
        ("10 декабря", ["больничный, до 10 декабря"]),
        ("20 ноября", [f"{FILE_MARK}, до 29 ноября", "больничный, до 20 ноября"]),
    ],
)
async def test_a_mark_of_the_file_stands_beside_a_word_only_where_it_goes_on(
    tmp_path: Path, until: str, lines: list[str]
) -> None:
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            span = {"starts_on": date(2026, 11, 16), "ends_on": date(2026, 11, 29)}
            session.add(Exemption(person_id=1, reason=FILE_MARK, **span))
        await talk.agree(OFFICER, f"исключить Алиеву до {until} больничный")
        [resting] = await talk.write(OFFICER, "кого не тревожим")
        assert [one.partition("Ахмедовна: ")[2] for one in resting.splitlines() if "Алиева" in one][
            : len(lines)
        ] == lines
        assert resting.count("Алиева М") == len(lines)
        [card] = await talk.write(OFFICER, "карточка Алиевой")
        assert [one for one in card.splitlines() if "Не тревожим" in one] == [f"Не тревожим: {one}." for one in lines]


async def test_a_word_that_begins_later_takes_nothing_from_the_file(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            span = {"starts_on": date(2026, 11, 16), "ends_on": date(2026, 11, 29)}
            session.add(Exemption(person_id=1, reason=FILE_MARK, **span))
        await talk.agree(OFFICER, "исключить Алиеву с 23 ноября по 10 декабря отпуск")
        [resting] = await talk.write(OFFICER, "кого не тревожим")
        assert FILE_MARK in resting
        assert "отпуск" in resting
