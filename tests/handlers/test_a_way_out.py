"""«Отмена» leaves whatever is asked and changes nothing; behind a deed it is of that deed; what has gone stays with the
people, and is said to."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from storage.tables import Campaign, OutboxRow
from tests.handlers.conversation import DEPUTY, OFFICER, Conversation, talking
from tests.handlers.test_waits_all_the_same import announced, staff

OFFICERS = (OFFICER, DEPUTY)
LEFT = ("оставил как было", "ничего не меняю")


async def arrived(talk: Conversation) -> None:
    """The newest announcement has gone out, all of it."""
    async with talk.database.writing() as session:
        newest = await session.scalar(select(func.max(Campaign.id)))
        rows = update(OutboxRow).where(OutboxRow.campaign_id == newest)
        await session.execute(rows.values(state="sent", finished_at=talk.now))
        done = update(Campaign).where(Campaign.id == newest).values(state="finished", finished_at=talk.now)
        await session.execute(done)


async def waiting(talk: Conversation) -> int:
    async with talk.database.reading() as session:
        return await session.scalar(select(func.count()).where(OutboxRow.state == "planned")) or 0


@pytest.mark.parametrize("said", ["отмена", "нет", "передумала, не надо отменять", "не надо отменять", "хотя нет"])
@pytest.mark.parametrize("asks", ["отмени объявление", "перенеси объявление на среду", "исправь объявление"])
async def test_a_question_of_several_is_left_and_nothing_is_changed(tmp_path: Path, asks: str, said: str) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        await announced(talk)
        await announced(talk, "передай математикам в пятницу в 10: новые мыши в кабинете")
        before = await waiting(talk)
        [asked] = await talk.write(OFFICER, asks)
        assert "?" in asked
        assert (await talk.buttons(OFFICER))[-1] in ("Нет", "Отмена")
        answers = await talk.write(OFFICER, said)
        assert any(one in answers[0] for one in LEFT)
        assert "Отменить?" not in "\n".join(answers)
        assert await waiting(talk) == before


async def test_what_is_asked_about_one_that_waits_may_be_left(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        await announced(talk)
        for asks in ("отмени объявление", "исправь объявление"):
            await talk.write(OFFICER, asks)
            assert "оставил как было" in (await talk.write(OFFICER, "отмена"))[0]
        await talk.write(OFFICER, "отмени объявление")
        assert "Отменил." in (await talk.write(OFFICER, "отмени"))[0]


async def test_right_behind_an_announcement_it_is_of_this_one_alone(tmp_path: Path) -> None:
    async with talking(tmp_path, officers=OFFICERS) as talk:
        await staff(talk)
        await talk.write(DEPUTY, "передай математикам в пятницу в 10: новые мыши в кабинете")
        await talk.press(DEPUTY, "Отправить: 1")
        await announced(talk)
        [asked] = await talk.write(OFFICER, "отмена")
        assert "Приборы" in asked
        assert "мыши" not in asked


async def test_a_deed_is_taken_back_though_something_not_understood_came_between(tmp_path: Path) -> None:
    async with talking(tmp_path, officers=OFFICERS) as talk:
        await staff(talk)
        await talk.write(DEPUTY, "передай математикам в пятницу в 10: новые мыши в кабинете")
        await talk.press(DEPUTY, "Отправить: 1")
        await talk.write(OFFICER, "исключи Борисова до 4 декабря")
        await talk.write(OFFICER, "да")
        [asked] = await talk.write(OFFICER, "отмена")
        assert "исключение из напоминаний — Борисов" in asked
        assert "снова в напоминаниях" in (await talk.press(OFFICER, "Вернуть"))[0]


@pytest.mark.parametrize("said", ["хотя нет, не надо", "не надо", "ой, не надо было", "отмена", "нет"])
async def test_what_has_just_gone_is_said_to_have_gone(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        await announced(talk, "передай Борисову: зал занят")
        await arrived(talk)
        [told] = await talk.write(OFFICER, said)
        assert "отправлено 1 из 1. «Зал занят» Отправленное отозвать нельзя." in told
        assert "сейчас ничего никому не отправляю" not in told


async def test_and_what_still_waits_is_named(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        await announced(talk)
        await announced(talk, "передай Борисову: зал занят")
        await arrived(talk)
        [told] = await talk.write(OFFICER, "хотя нет, не надо")
        assert "Это уже ушло" in told
        assert "19 ноября в 10:00" in told
        assert "«Приборы привезли»" in told
        assert await waiting(talk) == 1


@pytest.mark.parametrize(
    "said", ["ой, я не то написала, замени: приборы в лаборантской", "не то написала, надо: приборы в лаборантской"]
)
async def test_other_words_are_offered_as_a_new_one(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        await announced(talk, "передай Борисову: зал занят")
        await arrived(talk)
        [shown] = await talk.write(OFFICER, said)
        assert "«Приборы в лаборантской»" in shown
        assert "«Зал занят» — уже у людей (1 человек), отозвать его не могу" in shown
        assert "1 человеку: Борисов" in shown
        assert "17 ноября" in shown  # they have had one today
        assert "Хорошо, передам 1 человеку 17 ноября" in (await talk.press(OFFICER, "Отправить: 1"))[0]


@pytest.mark.parametrize("said", ["нет, Алиевой", "ой, Алиевой", "и ещё Алиевой"])
async def test_somebody_else_is_offered_the_same_words(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        await announced(talk, "передай Борисову: зал занят")
        await arrived(talk)
        [shown] = await talk.write(OFFICER, said)
        assert "уйдёт сразу, 1 человеку: Алиева" in shown
        assert "уже у людей" in shown
        assert "передам 1 человеку" in (await talk.press(OFFICER, "Отправить: 1"))[0]


async def test_a_label_has_one_line_and_no_signature(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        await announced(talk)
        await announced(talk, "передай математикам в пятницу в 10: новые мыши\nв кабинете\nОт кого: Громова Вера")
        for asks in ("исправь объявление", "отмени объявление"):
            await talk.write(OFFICER, asks)
            assert (await talk.buttons(OFFICER))[0].endswith("1. Новые мыши в кабинете")


async def test_of_what_went_long_ago_nothing_is_said(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await staff(talk)
        await announced(talk, "передай Борисову: зал занят")
        await arrived(talk)
        await talk.write(OFFICER, "помощь")
        talk.now += timedelta(hours=2)
        assert "уже ушло" not in "\n".join(await talk.write(OFFICER, "не надо"))
