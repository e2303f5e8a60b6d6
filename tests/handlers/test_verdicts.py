"""A verdict of two halves, or on one figure alone, is taken as it was said."""

from pathlib import Path

import pytest
from sqlalchemy import select

from storage.tables import Claim, Person
from tests.handlers.conversation import ALIEVA, MONDAY, OFFICER, STRANGER, Conversation, add_person, talking, the_school


async def disputed(talk: Conversation) -> None:
    facts = {"registered": True, "group_chats": 1, "group_messages": 2, "calls": 0}
    await add_person(talk.database, await the_school(talk), "Чужова Рита Олеговна", STRANGER, **facts)
    await talk.write(ALIEVA, "у меня был звонок")
    await talk.write(STRANGER, "у меня был звонок")
    await talk.write(STRANGER, "у меня 12 сообщений")
    await talk.said(OFFICER)


async def answered(talk: Conversation) -> set[tuple[str, str, str | None]]:
    async with talk.database.reading() as session:
        query = select(Person.last_name, Claim.gap, Claim.resolution).join(Person, Person.id == Claim.person_id)
        return {(name, gap, resolution) for name, gap, resolution in await session.execute(query)}


WAIT = {("Алиева", "no_call", None), ("Чужова", "no_call", None), ("Чужова", "few_messages", None)}


@pytest.mark.parametrize(
    "said",
    [
        "Алиева права, Чужова нет",
        "Алиева права, а Чужова нет",
        "Алиева права, а Чужова ошиблась",
        "Чужова не права, Алиева права",
        "у Алиевой в данных ошибка, у Чужовой данные верны",
        "Алиевой зачти, Чужовой откажи",
    ],
)
async def test_both_halves_are_shown_and_given_by_one_yes(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await disputed(talk)
        [shown] = await talk.write(OFFICER, said)
        assert "Алиева Марьям Ахмедовна, звонок — в данных ошибка" in shown
        assert "Чужова Рита Олеговна, сообщения, звонок — данные верны" in shown.replace(
            "звонок, сообщения", "сообщения, звонок"
        )
        assert await answered(talk) == WAIT
        assert len(await talk.write(OFFICER, "да")) == 2
        assert await answered(talk) == {
            ("Алиева", "no_call", "accepted"),
            ("Чужова", "no_call", "rejected"),
            ("Чужова", "few_messages", "rejected"),
        }
        assert "в данных правда ошибка" in (await talk.said(ALIEVA))[-1]


async def test_a_verdict_on_one_figure_is_on_this_one(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await disputed(talk)
        [shown] = await talk.write(OFFICER, "Чужова права насчёт звонка")
        assert "Чужова Рита Олеговна, звонок — в данных ошибка" in shown
        assert "сообщения" not in shown.partition("Так и ответить?")[0]
        await talk.press(OFFICER, "Да, ответить так")
        assert await answered(talk) == {
            ("Алиева", "no_call", None),
            ("Чужова", "no_call", "accepted"),
            ("Чужова", "few_messages", None),
        }
        [again] = await talk.write(OFFICER, "Чужова права, Алиева тоже")
        assert "Чужова Рита Олеговна, сообщения — в данных ошибка" in again
        assert "Алиева Марьям Ахмедовна, звонок — в данных ошибка" in again


async def test_of_whoever_waits_for_nothing_it_is_said(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await disputed(talk)
        [shown] = await talk.write(OFFICER, "Алиева права, а Борисов нет")
        assert "Борисов Борис Олегович: сообщений об ошибке без ответа нет" in shown
        assert shown.startswith("Алиева Марьям Ахмедовна. По данным за")
        assert await answered(talk) == WAIT


async def test_of_what_is_answered_both_halves_are_told(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await disputed(talk)
        await talk.write(OFFICER, "Алиева права, Чужова тоже")
        await talk.write(OFFICER, "да")
        first, second = await talk.write(OFFICER, "Алиева права, Чужова нет")
        assert "Так и отвечено" in first
        assert "Алиева" in first
        assert "Изменить?" in second
        assert "Чужова" in second


async def test_what_one_button_cannot_carry_is_told_and_stays_open(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await disputed(talk)
        async with talk.database.writing() as session:
            stranger = await session.scalar(select(Person.id).where(Person.last_name == "Чужова"))
            weeks = [f"2026-W{number}" for number in range(10, 30)]
            session.add_all(
                Claim(person_id=stranger, week=week, gap="no_call", kind="mistake", at=MONDAY) for week in weeks
            )
        [shown] = await talk.write(OFFICER, "Алиева права, Чужова нет")
        assert "не больше чем на 20. Ещё 3 сообщения об ошибке без ответа" in shown
        await talk.press(OFFICER, "Да, ответить так")
        assert sum(resolution is None for *_, resolution in await every_answer(talk)) == 3


async def every_answer(talk: Conversation) -> list[tuple[str, str, str | None]]:
    async with talk.database.reading() as session:
        query = select(Claim.week, Claim.gap, Claim.resolution).where(Claim.kind == "mistake")
        return [(week, gap, resolution) for week, gap, resolution in await session.execute(query)]
