"""`doctor --probe` in the sandbox: each step says what was found, and nobody but the one who asks hears of it."""

import asyncio

import pytest

from bot.commands.doctor.probing import try_out
from indicators.errors import UsageError
from tests.bot.program import settings_for, until
from tests.max_sandbox import ANNA, BORIS


async def press_when_asked(max_):
    async def asked():
        return [one for one in (await max_.control(f"accepted?user_id={ANNA}"))["items"] if "исправлен" in one["text"]]

    await until(asked)
    await max_.act("press", user_id=ANNA, label="Проверка")


async def test_every_step_is_tried_and_said_and_only_the_asker_hears_of_it(max_, tmp_path, capsys):
    for person in (ANNA, BORIS):
        await max_.act("start", user_id=person)
    settings = settings_for(max_, tmp_path, officer_ids=[f"max:{ANNA}"], max_rate=30)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(press_when_asked(max_))
        found = await try_out(settings, None, said=True)
    by_name = {one.name: one for one in found}
    assert all(one.ok for one in found), found
    assert "из 40 принято 30" in by_name["Предел запросов"].hint
    assert "один на все методы" in by_name["Предел запросов"].hint
    assert "отметка на месте" in by_name["История"].hint
    assert "кнопки на месте" in by_name["Правка"].hint
    assert by_name["Предел диалога"].hint == "из трёх сразу принято 2, удалено 2"
    assert "ответ принят" in by_name["Нажатие"].hint
    assert set(await max_.control("counts")) == {str(ANNA)}
    assert (await max_.control("updates", {}))["confirmed"] == 1
    said = capsys.readouterr().out
    assert all(one.name in said for one in found)


async def test_what_max_does_otherwise_is_told(max_, tmp_path):
    await max_.act("start", user_id=ANNA)
    await max_.control("settings", {"readable": False, "rate": 0})
    found = await try_out(settings_for(max_, tmp_path), f"max:{ANNA}", patience=0, breath=0)
    wrong = {one.name for one in found if not one.ok}
    assert wrong == {"История", "Нажатие"}


async def test_whoever_never_began_and_whoever_is_not_named_is_told_so(max_, tmp_path):
    await max_.control("settings", {"rate": 0})
    found = await try_out(settings_for(max_, tmp_path), f"max:{ANNA}", breath=0)
    assert "не нажал «Начать»" in found[-1].hint
    for officer in (None, "id5", "кто-то"):
        with pytest.raises(UsageError):
            await try_out(settings_for(max_, tmp_path), officer)
