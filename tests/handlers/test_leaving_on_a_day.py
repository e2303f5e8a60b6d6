"""Whoever leaves on a day works until then: the day that was named counts, on either side."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.handlers.conversation import ALIEVA, OFFICER, add_person, talking, the_school

YES = "Да, больше не работает"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("борисов уже не работает, с 1 числа", "1 ноября"),
        ("Борисов уволился с 1 числа", "1 ноября"),
        ("Борисов уволился 5 числа", "5 ноября"),
        ("Борисов уже с понедельника не работает", "16 ноября"),
        ("Борисов ушёл от нас в понедельник", "16 ноября"),
        ("Борисов больше не работает с 10 ноября", "10 ноября"),
        ("Борисов уволился 5 ноября", "5 ноября"),
        ("Борисов уволился в прошлую пятницу", "13 ноября"),
        ("Борисов больше не работает с прошлой пятницы", "13 ноября"),
    ],
)
async def test_the_day_on_which_somebody_left_is_written_down(tmp_path: Path, said: str, day: str) -> None:
    async with talking(tmp_path) as talk:
        [question] = await talk.write(OFFICER, said)
        assert f"больше не работает в школе с {day}?" in question
        [done] = await talk.press(OFFICER, YES)
        assert f"отметил, что не работает с {day}." in done
        [gone] = await talk.write(OFFICER, "кто ушёл")
        assert f"Борисов Борис Олегович — с {day} 2026" in gone


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Борисов уволился 5 ноября", "больше не работает в школе с 5 ноября?"),
        ("с 1 декабря Борисов больше не работает", "больше не работает в школе с 1 декабря?"),
    ],
)
async def test_the_day_stays_while_it_is_asked_which_of_two_is_meant(tmp_path: Path, said: str, asked: str) -> None:
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Борисов Пётр Олегович", registered=True)
        await talk.write(OFFICER, said)
        [question] = await talk.press(OFFICER, "Борисов Пётр Олегович")
        assert asked in question


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("с 1 декабря Борисов больше не работает", "1 декабря"),
        ("Борисов увольняется с 1 декабря, до этого пусть работает как все", "1 декабря"),
        ("Борисов уволится в пятницу, пока напоминай как всем", "20 ноября"),
        ("Борисов увольняется с 1 числа", "1 декабря"),
        ("с 1 числа Борисов больше не работает", "1 декабря"),
        ("Борисов с понедельника не работает", "23 ноября"),
        ("последний рабочий день Борисова 30 ноября", "1 декабря"),
        ("Борисов работает до 30 ноября, потом увольняется", "1 декабря"),
        ("Борисов переходит в другую школу с 11 января", "11 января"),
        ("с нового года Борисов уходит от нас", "1 января"),
    ],
)
async def test_whoever_is_said_to_leave_works_until_then(tmp_path: Path, said: str, day: str) -> None:
    async with talking(tmp_path) as talk:
        [question] = await talk.write(OFFICER, said)
        assert f"Борисов Борис Олегович больше не работает в школе с {day}?" in question
        assert await talk.buttons(OFFICER) == [f"Да, с {day}", "Уже не работает", "Нет"]
        [done] = await talk.press(OFFICER, f"Да, с {day}")
        assert f"до {day} всё как обычно" in done
        [resting] = await talk.write(OFFICER, "кого не тревожим")
        assert f"Борисов Борис Олегович: больше не работает (сказано заранее), с {day}" in resting
        [card] = await talk.write(OFFICER, "карточка Борисова")
        assert f"больше не работает (сказано заранее), с {day}" in card
        [ahead] = await talk.write(OFFICER, "кто ушёл")
        assert ahead.startswith(f"Уйдут, сказано заранее:\n• Борисов Борис Олегович — с {day} 202")


@pytest.mark.parametrize("said", ["кто увольняется с 1 декабря", "Борисов, наверное, увольняется с 1 декабря"])
async def test_what_is_asked_or_supposed_is_not_noted(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        [asked] = await talk.write(OFFICER, said)
        assert "больше не работает в школе с 1 декабря?" not in asked


async def test_another_day_takes_the_place_of_the_first_and_both_are_taken_back(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        for day in ("1 декабря", "15 декабря"):
            await talk.write(OFFICER, f"с {day} Борисов больше не работает")
            await talk.press(OFFICER, f"Да, с {day}")
        [resting] = await talk.write(OFFICER, "кого не тревожим")
        assert resting.count("Борисов") == 1
        assert "с 15 декабря" in resting
        [last] = await talk.write(OFFICER, "отмени последнее")
        assert "отмечено увольнение заранее — Борисов Б. О. Вернуть?" in last
        await talk.press(OFFICER, "Отменить")
        assert "никто не освобождён" in (await talk.write(OFFICER, "кого не тревожим"))[0]


async def test_who_told_it_themselves_hears_that_they_go_on_until_then(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "увольняюсь с 1 декабря")
        await talk.press(ALIEVA, "Да, передать")
        await talk.said(OFFICER)
        await talk.press(OFFICER, "Больше не работает")
        await talk.press(OFFICER, "Да, с 1 декабря")
        assert "до 1 декабря всё как обычно, а с этого дня напоминаний не будет" in (await talk.said(ALIEVA))[-1]
        assert "1–14 декабря" not in (await talk.write(OFFICER, "кого не тревожим"))[0]


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("я с 11 января перехожу в другую школу", "11–24 января"),
        ("увольняюсь 1 декабря", "1–14 декабря"),
        ("последний рабочий день 30 ноября", "1–14 декабря"),
        ("увольняюсь, дорабатываю до 30 ноября", "1–14 декабря"),
    ],
)
async def test_a_teacher_who_leaves_later_is_left_in_peace_from_then_on(tmp_path: Path, said: str, days: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, said)
        [told] = await talk.press(ALIEVA, "Да, передать")
        assert f"пишу как обычно, а потом, пока он не ответит, не тревожу вас: {days}." in told
        [asked] = await talk.said(OFFICER)
        assert f"До вашего ответа не тревожу: {days}." in asked


async def test_who_names_no_day_is_left_in_peace_at_once(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "я увольняюсь")
        [told] = await talk.press(ALIEVA, "Да, передать")
        assert "Пока он не ответит, не тревожу вас: до 29 ноября." in told


STAYS = ["хотя нет, он остаётся", "ой, он всё-таки остаётся", "нет, Борисов остаётся"]


@pytest.mark.parametrize("order", ["с 1 декабря Борисов больше не работает", "Борисов увольняется с 1 декабря"])
@pytest.mark.parametrize("said", [*STAYS, "ой нет, всё-таки работает"])
async def test_whoever_stays_after_all_is_not_marked_on_that_day(tmp_path: Path, order: str, said: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, order)
        await talk.write(OFFICER, "Да, с 1 декабря")
        [back] = await talk.write(OFFICER, said)
        assert "не буду" not in back
        assert "никто не освобождён" in (await talk.write(OFFICER, "кого не тревожим"))[0]


async def test_with_something_in_between_it_is_shown_who_is_to_leave_and_nothing_else_is_claimed(
    tmp_path: Path,
) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "с 1 декабря Борисов больше не работает")
        await talk.press(OFFICER, "Да, с 1 декабря")
        await talk.write(OFFICER, "сводка")
        [shown] = await talk.write(OFFICER, "хотя нет, он остаётся")
        assert shown.startswith("Уйдут, сказано заранее:\n• Борисов Борис Олегович — с 1 декабря 2026")
        await talk.press(OFFICER, "Остаётся: Борисов Борис Олегович")
        assert "никто не освобождён" in (await talk.write(OFFICER, "кого не тревожим"))[0]


@pytest.mark.parametrize("back", ["Вернуть", "верни Борисова"])
async def test_whoever_is_back_from_an_illness_leaves_all_the_same(tmp_path: Path, back: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "с 10 декабря Борисов больше не работает")
        await talk.press(OFFICER, "Да, с 10 декабря")
        await talk.write(OFFICER, "исключить Борисова до 25 ноября больничный")
        [said] = await (talk.press(OFFICER, back) if back == "Вернуть" else talk.write(OFFICER, back))
        assert "снова в напоминаниях, а с 10 декабря больше не работает, как и записано." in said
        [gone] = await talk.write(OFFICER, "кто ушёл")
        assert "• Борисов Борис Олегович — с 10 декабря 2026" in gone
        [said] = await talk.write(OFFICER, "верни Борисова")
        assert said.endswith("снова в напоминаниях.")
        [gone] = await talk.write(OFFICER, "кто ушёл")
        assert "Борисов" not in gone


async def test_all_who_are_brought_back_are_none_of_those_who_leave(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "с 10 декабря Борисов больше не работает")
        await talk.press(OFFICER, "Да, с 10 декабря")
        [none] = await talk.write(OFFICER, "верни всех")
        assert none.endswith("возвращать некого.")
        await talk.write(OFFICER, "исключить Алиеву до 25 ноября больничный")
        [asked] = await talk.write(OFFICER, "верни всех")
        assert "Алиева" in asked
        assert "Борисов" not in asked
        await talk.press(OFFICER, "Да, вернуть всех")
        [gone] = await talk.write(OFFICER, "кто ушёл")
        assert "• Борисов Борис Олегович — с 10 декабря 2026" in gone


async def test_who_is_to_leave_and_was_brought_back_is_to_leave_again_on_that_day(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "с 1 декабря Борисов больше не работает")
        await talk.press(OFFICER, "Да, с 1 декабря")
        talk.now += timedelta(minutes=1)
        await talk.agree(OFFICER, "верни Борисова")
        await talk.press(OFFICER, "Снова отметить уход")
        [ahead] = await talk.write(OFFICER, "кто ушёл")
        assert ahead.startswith("Уйдут, сказано заранее:\n• Борисов Борис Олегович — с 1 декабря 2026")


@pytest.mark.parametrize(
    ("said", "day", "days"),
    [
        ("нет, ещё до конца недели работаю, с 7 декабря", "7 декабря", "7–20 декабря"),
        ("нет, ещё до пятницы работаю, с 7 декабря", "7 декабря", "7–20 декабря"),
        ("нет, ещё работаю, с 7 декабря ухожу", "7 декабря", "7–20 декабря"),
        ("нет, до 11 декабря работаю", "12 декабря", "12–25 декабря"),
        ("ой, ещё поработаю до 11 декабря", "12 декабря", "12–25 декабря"),
        ("последний день 11 декабря", "12 декабря", "12–25 декабря"),
        ("ой, не с 2, а с 3", "3 декабря", "3–16 декабря"),
    ],
)
async def test_the_day_of_leaving_is_moved_by_whoever_said_it(tmp_path: Path, said: str, day: str, days: str) -> None:
    async with talking(tmp_path) as talk:
        talk.now += timedelta(days=14)
        await talk.write(ALIEVA, "я со 2 декабря больше не работаю в вашей школе")
        await talk.press(ALIEVA, "Да, передать")
        await talk.said(OFFICER)
        [told] = await talk.write(ALIEVA, said)
        assert told.endswith(f"До {day} пишу как обычно, а потом, пока он не ответит, не тревожу вас: {days}.")
        [passed] = await talk.said(OFFICER)
        assert "поправляет, когда уходит из школы" in passed
        assert passed.endswith(f"До вашего ответа не тревожу: {days}.")
        [resting] = await talk.write(OFFICER, "кого не тревожим")
        assert resting.count("Алиева") == 1
        [asked] = await talk.press(OFFICER, "Больше не работает")
        if day != "3 декабря":
            assert f"больше не работает в школе с {day}?" in asked


@pytest.mark.parametrize("said", ["нет, с понедельника работаю", "нет, я работаю дальше"])
async def test_who_works_from_then_on_does_not_leave_then(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "я с 1 декабря больше не работаю")
        await talk.press(ALIEVA, "Да, передать")
        [asked] = await talk.write(ALIEVA, said)
        assert asked.endswith("Передать ответственному, что это отменяется?")


async def test_whoever_is_let_be_until_then_is_not_said_to_be_written_to(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "исключи Алиеву до 9 декабря")
        await talk.write(ALIEVA, "я с 14 декабря увольняюсь")
        [told] = await talk.press(ALIEVA, "Да, передать")
        assert "как обычно" not in told
        assert told.endswith(
            "Пока остаётся, как записано: по решению ответственного, до 9 декабря. А с 14 декабря, пока он не ответит, "
            "не тревожу вас: 14–27 декабря."
        )
        await talk.said(OFFICER)
        noted = "как записано (по решению ответственного, до 9 декабря)"
        [asked] = await talk.press(OFFICER, "Больше не работает")
        assert f"До этого дня всё {noted}, а потом отмечу сам" in asked
        [done] = await talk.press(OFFICER, "Да, с 14 декабря")
        assert f"до 14 декабря всё {noted}, а с этого дня" in done
        assert f"до 14 декабря всё {noted}, а с этого дня напоминаний не будет" in (await talk.said(ALIEVA))[-1]


async def test_a_leave_begins_later_for_whoever_still_works(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        talk.now += timedelta(days=14)
        await talk.write(ALIEVA, "я в отпуске с 1 декабря")
        await talk.press(ALIEVA, "Да, передать")
        [told] = await talk.write(ALIEVA, "нет, до пятницы работаю, с 7 декабря отпуск")
        assert told.endswith("не тревожу вас: 7–20 декабря.")


@pytest.mark.parametrize("said", ["хотя нет, он остаётся работать", "нет, он остаётся работать у нас"])
async def test_who_stays_to_work_stays(tmp_path, said):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "с 10 декабря Борисов больше не работает")
        await talk.press(OFFICER, "Да, с 10 декабря")
        assert "снова в напоминаниях" in (await talk.write(OFFICER, said))[0]
        assert "Борисов" not in "\n".join(await talk.write(OFFICER, "кто ушёл"))
