"""«Не пишите», taken back: what was asked for is not offered once more, and never more of it."""

from pathlib import Path

import pytest

from tests.handlers.conversation import ALIEVA, talking

SORRY = "Простите, если не вовремя"


@pytest.mark.parametrize("presses", [False, True])
@pytest.mark.parametrize(
    "said",
    [
        "нет, ничего не надо, пишите как обычно",
        "нет, не нужно, пусть пишет как раньше",
        "нет, пусть пишет как обычно",
        "ой нет, пишите как обычно",
    ],
)
async def test_who_takes_back_not_to_be_written_to_is_written_to(tmp_path: Path, said: str, presses: bool) -> None:
    async with talking(tmp_path) as talk:
        [offered] = await talk.write(ALIEVA, "не пишите мне до четверга")
        assert offered.startswith(SORRY)
        if presses:
            await talk.press(ALIEVA, (await talk.buttons(ALIEVA))[0])
        [told] = await talk.write(ALIEVA, said)
        assert SORRY not in told
        assert told in ("Хорошо, ничего не меняю.", "Хорошо, пишу как обычно.")


async def test_a_polite_no_behind_what_was_done_for_them_is_no_wish_for_peace(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "пишите мне после 15")
        assert await talk.write(ALIEVA, "нет, спасибо") == ["Хорошо, ничего не меняю."]


@pytest.mark.parametrize("said", ["нет, ничего не надо, больше не пишите", "нет, не пишите мне больше"])
async def test_who_wants_more_peace_is_asked_for_how_long(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "не пишите мне до четверга")
        [told] = await talk.write(ALIEVA, said)
        assert told.startswith((SORRY, "Хорошо, напоминать больше не буду"))


@pytest.mark.parametrize("said", ["мне не надо", "надоели ваши напоминания", "я вам не девочка, чтобы мне указывать"])
@pytest.mark.parametrize("back", ["а хотя нет, пишите", "ой нет, пишите как обычно", "отбой"])
async def test_who_is_asked_for_how_long_may_leave_it(tmp_path: Path, said: str, back: str) -> None:
    async with talking(tmp_path) as talk:
        assert (await talk.write(ALIEVA, said))[0].startswith("Простите, ")
        assert await talk.write(ALIEVA, back) == ["Хорошо, ничего не меняю."]


@pytest.mark.parametrize("said", ["отмена", "Отмена.", "отмените, пожалуйста", "ой, отмена"])
async def test_cancel_with_nothing_open_offers_no_silence(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        [told, *_] = await talk.write(ALIEVA, said)
        assert told == "Отменять нечего."


async def test_cancel_with_nothing_asked_offers_to_take_back_what_holds(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "звонок сделала")
        await talk.write(ALIEVA, "мои показатели")
        [told] = await talk.write(ALIEVA, "отмена")
        assert told == "Сейчас ничего не спрашиваю. Отменить можно вот что:"
        assert "отметку «сделано» снял" in (await talk.press(ALIEVA, "Снять отметку «сделано»"))[0]
