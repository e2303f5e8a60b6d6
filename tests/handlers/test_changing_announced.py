"""«Исправь объявление»: what was announced stays as it is, and nothing new is sent by these words."""

from pathlib import Path

import pytest
from sqlalchemy import update

from storage.tables import Campaign
from tests.handlers.conversation import OFFICER, talking
from tests.handlers.test_who_got_what import a_round

AGAIN = "Слова и время назначенного объявления не меняю. Отмените его и передайте заново"


@pytest.mark.parametrize(
    "said",
    [
        "в объявлении ошибка, замени на: сдаём планы и отчёты",
        "передумала, планы сдаём не в понедельник а во вторник, поменяй объявление",
        "исправь объявление: сдаём планы",
        "планы сдаём во вторник\nпоменяй объявление",
        "перенеси объявление на четверг",
        "измени текст объявления",
    ],
)
async def test_what_waits_is_shown_with_its_way_out(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "передай всем завтра в 10: сдаём отчёты")
        await talk.press(OFFICER, "Отправить: 2")
        [told] = await talk.write(OFFICER, said)
        assert "Рассылка объявления начнётся 17 ноября в 10:00" in told
        assert AGAIN in told
        [gone] = await talk.press(OFFICER, "Отменить: объявление")
        assert "Отменил." in gone
        [told] = await talk.write(OFFICER, said)
        assert "Отправленное исправить или отозвать не могу" in told


@pytest.mark.parametrize(("kind", "said"), [("digest", "отмени рассылку"), ("announce-1", "отмени объявление")])
async def test_of_what_has_just_gone_it_is_said_that_it_stays(tmp_path: Path, kind: str, said: str) -> None:
    async with talking(tmp_path) as talk:
        await a_round(talk)
        async with talk.database.writing() as session:
            await session.execute(update(Campaign).values(kind=kind, state="finished"))
        [told] = await talk.write(OFFICER, said)
        assert "отправлено 1 из 2, не дошло 1. Отправленное отозвать нельзя." in told


@pytest.mark.parametrize("said", ["что с объявлением", "а объявление теперь когда", "когда уйдёт объявление"])
async def test_how_an_announcement_stands(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "передай всем завтра в 10: сдаём отчёты")
        await talk.press(OFFICER, "Отправить: 2")
        [told] = await talk.write(OFFICER, said)
        assert "Рассылка объявления начнётся 17 ноября в 10:00" in told


async def test_under_a_preview_nothing_has_been_sent_yet(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "передай всем, что сдаём отчёты")
        [told] = await talk.write(OFFICER, "в объявлении ошибка, замени на: сдаём планы")
        assert "Пока ничего не отправлено" in told


@pytest.mark.parametrize("said", ["отмени объявление", "не отправляй объявление"])
async def test_of_an_announcement_no_reminders_are_cancelled(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "напомни всем завтра в 12")
        await talk.press(OFFICER, "Отправить: 1")
        assert (await talk.write(OFFICER, "что с объявлением"))[0].startswith("Объявлений ещё не было.")
        assert (await talk.write(OFFICER, said))[0].startswith("Объявлений ещё не было.")

        await talk.write(OFFICER, "передай всем завтра в 10: сдаём отчёты")
        [told] = await talk.write(OFFICER, "что с объявлением")
        assert told.startswith("Объявление пока никому не отправлено")
        assert await talk.write(OFFICER, said) == ["Хорошо, объявление не отправляю."]
        [old] = await talk.press_payload(OFFICER, {"do": "announce_yes", "kind": "announce-1", "w": "2026-W47"})
        assert old.startswith("Этот предпросмотр уже не действует.")

        await talk.write(OFFICER, "передай всем завтра в 10: сдаём отчёты")
        await talk.press(OFFICER, "Отправить: 2")
        await talk.write(OFFICER, said)
        assert [one for one in await talk.buttons(OFFICER) if one.startswith("Отменить")] == ["Отменить: объявление"]
        await talk.press(OFFICER, "Отменить: объявление")
        [told] = await talk.write(OFFICER, said)
        assert told == "Рассылка объявления отменена: отправлено 0 из 2, отменено 2."
        assert "9–15 ноября начнётся 17 ноября в 12:00" in (await talk.write(OFFICER, "отмени рассылку"))[0]


async def test_what_is_said_of_an_error_to_everybody_is_an_announcement(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        [preview] = await talk.write(OFFICER, "передай всем, что в объявлении ошибка: педсовет в 15")
        assert "«В объявлении ошибка: педсовет в 15»" in preview
