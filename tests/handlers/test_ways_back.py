"""An old button whose matter was changed by words since: it does what it says, or says plainly what is so by now."""

import json
from datetime import timedelta

import pytest

from handlers.people.leaving import ALREADY
from tests.handlers.conversation import ALIEVA, OFFICER, Conversation, talking, the_school


async def payload(talk: Conversation, label: str) -> dict:
    """Of the newest button that begins so."""
    messages = reversed(await talk.messages(OFFICER))
    rows = [row for one in messages for row in (one.get("keyboard") or {}).get("buttons", [])]
    buttons = [one["action"] for row in rows for one in row]
    found = next(one for one in buttons if one.get("label", "").replace("\u00a0", " ").startswith(label))
    return json.loads(found["payload"])


async def press(talk: Conversation, label: str) -> list[str]:
    return await talk.press_payload(OFFICER, await payload(talk, label))


async def do(talk: Conversation, said: str, *labels: str) -> None:
    talk.now += timedelta(minutes=1)
    await talk.write(OFFICER, said)
    for label in labels:
        await press(talk, label)


@pytest.mark.parametrize(
    ("first", "second", "now"),
    [
        (("цель звонки 80 %",), ("цель звонки 70 %",), "1 звонок за неделю — 70 %"),
        (("цель звонки 80 %",), ("цель звонки нет",), "цели нет"),
        (("суббота у нас рабочая", "Каждая суббота"), ("отметь 20 декабря рабочим", "Только"), "субботы рабочие"),
    ],
)
async def test_what_was_changed_again_is_not_put_back_in_silence(tmp_path, first, second, now):
    async with talking(tmp_path) as talk:
        await do(talk, *first)
        old = await payload(talk, "Вернуть как было")
        await do(talk, *second)
        [asked] = await talk.press_payload(OFFICER, old)
        assert asked.startswith("С тех пор это снова меняли. Сейчас: ")
        assert now in asked
        assert await talk.buttons(OFFICER) == ["Да, вернуть", "Нет"]
        [done] = await talk.press(OFFICER, "Да, вернуть")
        assert "С тех пор" not in done
        assert not (await the_school(talk)).settings.get("works_saturdays")


async def test_a_name_that_was_set_right_again_is_not_put_back_in_silence(tmp_path):
    async with talking(tmp_path) as talk:
        await do(talk, "исправь фамилию Алиевой на Саидову", "Да, исправить")
        old = await payload(talk, "Вернуть как было")
        await do(talk, "исправь фамилию Саидовой на Омарову", "Да, исправить")
        [asked] = await talk.press_payload(OFFICER, old)
        assert asked.startswith("С тех пор это снова меняли. Сейчас: Омарова Марьям Ахмедовна.")
        [done] = await talk.press(OFFICER, "Да, вернуть")
        assert done.startswith("Исправил. Алиева Марьям Ахмедовна.")


async def test_what_was_not_changed_again_is_put_back_at_once(tmp_path):
    async with talking(tmp_path) as talk:
        await do(talk, "цель звонки 80 %")
        [done] = await press(talk, "Вернуть как было")
        assert "1 звонок за неделю: не задана" in done


async def test_a_preview_confirmed_in_a_pause_says_that_it_is_one(tmp_path):
    async with talking(tmp_path) as talk:
        await do(talk, "напомни Алиевой")
        old = await payload(talk, "Отправить")
        await do(talk, "пауза")
        [*_, said] = await talk.press_payload(OFFICER, old)
        assert said == "Пока вы решали, напоминать стало некому: напоминания школы приостановлены — 1."


async def test_who_has_left_needs_no_code_and_is_not_marked_twice(tmp_path):
    async with talking(tmp_path) as talk:
        await do(talk, "карточка Алиевой")
        code, left = await payload(talk, "Выдать код"), await payload(talk, "Больше не работает")
        await do(talk, "Алиева уволилась", "Да, больше не работает")
        assert "больше не работает в школе: код не нужен" in (await talk.press_payload(OFFICER, code))[0]
        [said] = await talk.press_payload(OFFICER, left)
        assert ALREADY.format(day="16 ноября") in said


async def test_a_shorter_peace_beside_a_longer_one_says_that_the_longer_one_holds(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "я на больничном до пятницы")
        await talk.press(ALIEVA, "Да, передать")
        short = await payload(talk, "Не тревожить до 20 ноября")
        await do(talk, "исключить Алиеву до 30 ноября")
        [said] = await talk.press_payload(OFFICER, short)
        assert said.endswith("Записано и дольше: по решению ответственного, до 30 ноября. Это остаётся в силе.")


async def test_a_role_that_waits_for_consent_is_no_missing_role(tmp_path):
    async with talking(tmp_path) as talk:
        await do(talk, "сделай Алиеву заместителем", "Да")
        [said] = await talk.write(OFFICER, "забери роль у Алиевой")
        assert "Роли ещё нет, но она предложена и ждёт согласия: заместитель ответственного, Алиева" in said
        [gone] = await press(talk, "Отозвать")
        assert gone.startswith("Отозвал")
        assert "роли нет" in (await talk.write(OFFICER, "забери роль у Алиевой"))[0]


@pytest.mark.parametrize(
    ("first", "later", "moved"),
    [
        ("не трогать Алиеву до 4 декабря", "Алиеву не трогать до среды", "Было по 4 декабря, стало по 18 ноября."),
        ("исключить Алиеву больничный", "не тревожь Алиеву до среды", "Было пока не вернёте, стало по 18 ноября."),
        ("не трогать Алиеву до среды", "Алиеву не трогать до 4 декабря", "Было по 18 ноября, стало по 4 декабря."),
    ],
)
async def test_a_later_word_on_the_same_rest_says_till_when_it_was(tmp_path, first, later, moved):
    async with talking(tmp_path) as talk:
        assert "Было" not in (await talk.agree(OFFICER, first))[0]
        [said] = await talk.agree(OFFICER, later)
        assert said.endswith(f". {moved}")
        [again] = await talk.agree(OFFICER, later)
        assert "Было" not in again
        assert (await talk.write(OFFICER, "кого не тревожим"))[0].count("Алиева") == 1
