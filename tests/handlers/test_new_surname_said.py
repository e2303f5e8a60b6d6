"""A surname that a marriage brings is taken from that sentence, with a capital or without, whatever is behind it."""

from pathlib import Path

import pytest

from tests.handlers.conversation import OFFICER, talking


@pytest.mark.parametrize(
    "said",
    [
        "Алиева вышла замуж и теперь она Смирнова",
        "алиева марьям ахмедовна вышла замуж и теперь она смирнова поправь",
        "алиева вышла замуж и теперь она смирнова",
        "Алиева вышла замуж, теперь Смирнова, исправьте пожалуйста",
        "Алиева сменила фамилию, теперь смирнова",
    ],
)
async def test_the_new_surname_is_not_asked_for_again(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        [asked] = await talk.write(OFFICER, said)
        assert asked == "Имя: Алиева Марьям Ахмедовна → Смирнова Марьям Ахмедовна. Исправить?"


async def test_what_is_no_surname_is_none(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        assert "→" not in (await talk.write(OFFICER, "Алиева вышла замуж и теперь она счастлива"))[0]
