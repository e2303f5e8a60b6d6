"""Days off are written down where something waits to be sent: nobody finds out later that it never went."""

from datetime import UTC, datetime
from pathlib import Path

from tests.handlers.conversation import DEPUTY, OFFICER, Conversation, talking
from tests.handlers.test_files import send

OFFICERS = (OFFICER, DEPUTY)
GONE = "не уйдёт никому"


async def _announce_on(talk: Conversation, moment: str) -> str:
    await talk.write(OFFICER, "передай всем, что сдаём отчёты")
    await talk.write(OFFICER, moment)
    [done] = await talk.press(OFFICER, "Отправить: 2")
    return done


async def test_an_announcement_that_cannot_go_any_more_is_said_to_both_officers(tmp_path: Path) -> None:
    async with talking(tmp_path, officers=OFFICERS) as talk:
        assert "передам 2 людям 20 ноября с 10:00" in await _announce_on(talk, "20 ноября в 10")
        await talk.said(DEPUTY)
        said = "\n".join(await talk.write(DEPUTY, "карантин с 19 по 20 ноября"))
        assert "Записал: карантин" in said
        assert "Объявление 2 людям: было на 20 ноября, 10:00, но тогда карантин" in said
        assert GONE in said
        [told] = await talk.said(OFFICER)
        assert GONE in told
        [progress] = await talk.write(OFFICER, "как идёт рассылка")
        assert "не уйдёт (20 ноября не пишу: карантин), а позже будет уже не ко времени" in progress
        [schedule] = await talk.write(OFFICER, "расписание")
        assert GONE in schedule


async def test_what_is_held_up_says_so_where_it_is_changed_and_is_moved_to_another_day(tmp_path: Path) -> None:
    async with talking(tmp_path, officers=OFFICERS) as talk:
        await _announce_on(talk, "20 ноября в 10")
        said = "\n".join(await talk.write(OFFICER, "карантин с 19 по 20 ноября"))
        assert "Если ещё нужно, перенесите: «перенеси объявление на понедельник в 10»." in said
        [stands] = await talk.write(OFFICER, "измени объявление")
        assert "«Сдаём отчёты»\n⚠ Объявление 2 людям: было на 20 ноября, 10:00, но тогда карантин" in stands
        [shown] = await talk.write(OFFICER, "перенеси объявление на понедельник в 10")
        assert "Объявление уйдёт 23 ноября в 10:00, 2 людям" in shown
        await talk.press(OFFICER, "Изменить: 2")
        assert "⚠" not in (await talk.write(OFFICER, "измени объявление"))[0]


async def test_one_that_goes_later_of_its_week_is_said_with_its_new_hour(tmp_path: Path) -> None:
    async with talking(tmp_path, officers=OFFICERS) as talk:
        await _announce_on(talk, "18 ноября в 12")
        said = "\n".join(await talk.write(OFFICER, "карантин с 18 по 19 ноября"))
        assert "поэтому уйдёт 20 ноября в 09:00" in said
        [told] = [one for one in await talk.said(DEPUTY) if "Объявление" in one]
        assert "20 ноября в 09:00" in told
        [progress] = await talk.write(OFFICER, "как идёт рассылка")
        assert "начнётся 20 ноября в 09:00 (18 ноября не пишу: карантин)" in progress


async def test_nothing_is_said_where_nothing_waits_on_those_days(tmp_path: Path) -> None:
    async with talking(tmp_path, officers=OFFICERS) as talk:
        await _announce_on(talk, "17 ноября в 12")
        assert len(await talk.write(OFFICER, "карантин с 18 по 19 ноября")) == 1
        talk.now = datetime(2026, 11, 16, 9, tzinfo=UTC)
        [progress] = await talk.write(OFFICER, "как идёт рассылка")
        assert "начнётся 17 ноября в 12:00: отправлено 0 из 2" in progress


async def test_days_that_are_changed_are_looked_at_as_well(tmp_path: Path) -> None:
    async with talking(tmp_path, officers=OFFICERS) as talk:
        await talk.write(OFFICER, "карантин с 17 по 18 ноября")
        await _announce_on(talk, "20 ноября в 10")
        await talk.write(OFFICER, "продли карантин до 20 ноября")
        said = "\n".join(await talk.press(OFFICER, "Да"))
        assert GONE in said


async def test_days_that_come_by_a_file_or_are_put_back_are_looked_at_as_well(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await _announce_on(talk, "20 ноября в 10")
        await send(talk, OFFICER, "график.csv", "Каникулы;Начало;Конец\nОсенние;19.11.2026;20.11.2026\n".encode())
        assert GONE in "\n".join(await talk.press(OFFICER, "Записать: 1"))
        await talk.write(OFFICER, "убери осенние каникулы")
        await talk.press(OFFICER, "Убрать")
        assert GONE in "\n".join(await talk.press(OFFICER, "Вернуть"))
