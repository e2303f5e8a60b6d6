"""A teacher's word about figures that is put right takes the earlier's place, or takes it back."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from nudges.plan.standing import DONE, NOT_NOW, WITHDRAWN
from storage.tables import Claim
from tests.handlers.conversation import ALIEVA, BORISOV, OFFICER, Conversation, talking
from tests.handlers.test_second_disputes import ERROR, RIGHT


async def _claims(talk: Conversation, kind: str) -> dict[str, str | None]:
    async with talk.database.reading() as session:
        found = await session.scalars(select(Claim).where(Claim.kind == kind))
        return {one.gap: one.resolution for one in found}


@pytest.mark.parametrize("said", ["ой, не 12, а 11", "вернее, 11", "ой, 11 сообщений", "извините, 11, а не 12"])
async def test_the_officers_hear_that_it_is_a_correction(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня 12 сообщений, а не 4")
        await talk.said(OFFICER)
        talk.now += timedelta(minutes=5)
        [told] = await talk.write(ALIEVA, said)
        assert told == "Поправил: ответственный получил это вместо ваших прежних слов. Ответит — сразу напишу."
        [passed] = await talk.said(OFFICER)
        before = "у меня 12 сообщений, а не 4"
        assert passed.startswith(f"Алиева Марьям Ахмедовна поправляет прежние слова («{before}»): «{said}»\n")
        assert await talk.buttons(OFFICER) == [ERROR, RIGHT, "Ответить", "Карточка"]
        [waits] = await talk.write(OFFICER, "ошибки")
        assert waits.endswith(f"Пишет: «{said}»")
        [thread] = await talk.write(OFFICER, "что писала Алиева")
        assert "1 сообщение" in thread
        assert f"педагог, потом поправил: «{before}»" in thread


async def test_another_figure_takes_the_place_of_the_first(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "звонок я делала, это ошибка")
        await talk.said(OFFICER)
        talk.now += timedelta(minutes=5)
        [told] = await talk.write(ALIEVA, "хотя нет, не звонок, а сообщения")
        assert "Прежнее (звонок) отозвал." in told
        assert told.endswith("Пока об этом не напоминаю.")
        [passed] = await talk.said(OFFICER)
        assert "О прежнем (звонок) отвечать не надо." in passed
        assert passed.endswith("сообщений в групповых чатах — 4 из 10.")
        assert await talk.buttons(OFFICER) == [ERROR, RIGHT, "Ответить", "Карточка"]
        assert await _claims(talk, "mistake") == {"no_call": WITHDRAWN, "few_messages": None}


@pytest.mark.parametrize("other", ["сообщения", "журнал"])
async def test_words_that_take_a_dispute_back_wait_for_an_answer_themselves(tmp_path: Path, other: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "звонок я делала, это ошибка")
        await talk.said(OFFICER)
        talk.now += timedelta(minutes=5)
        await talk.write(ALIEVA, f"хотя нет, не звонок, а {other}")
        await talk.said(OFFICER)
        assert (await _claims(talk, "mistake"))["no_call"] == WITHDRAWN
        [waits] = await talk.write(OFFICER, "ошибки")
        assert waits.endswith(f"ишет: «хотя нет, не звонок, а {other}»")


async def test_what_was_pressed_is_put_right_in_words(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "это ошибка")
        await talk.press(ALIEVA, "Звонок")
        talk.now += timedelta(minutes=1)
        await talk.write(ALIEVA, "ой, не звонок, а сообщения")
        assert await _claims(talk, "mistake") == {"no_call": WITHDRAWN, "few_messages": None}


async def test_what_was_said_before_the_words_that_are_put_right_still_waits(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        first, last = "в классе 27 человек, а не 25", "хотя нет, не звонок, а журнал"
        for said in (first, "звонок я делала, это ошибка", last):
            await talk.write(ALIEVA, said)
            talk.now += timedelta(minutes=5)
        await talk.said(OFFICER)
        [waits] = await talk.write(OFFICER, "ошибки")
        assert waits.endswith(f"ишет: «{first}», «{last}»")


@pytest.mark.parametrize("more", ["и звонок был в среду", "ой, и звонок был в среду", "всё не так"])
async def test_more_said_is_no_correction(tmp_path: Path, more: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня 12 сообщений, а не 4")
        await talk.said(OFFICER)
        await talk.write(ALIEVA, more)
        [passed] = await talk.said(OFFICER)
        assert passed.startswith(f"Алиева Марьям Ахмедовна пишет: «{more}»")
        assert await _claims(talk, "mistake") == {"few_messages": None, "no_call": None}


async def test_a_dispute_that_is_not_meant_is_taken_back(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "всё не так")
        await talk.said(OFFICER)
        talk.now += timedelta(minutes=1)
        [told] = await talk.write(ALIEVA, "хотя нет, не звонок")
        assert told.startswith("Хорошо, отозвал (звонок): ошибки в данных нет.")
        assert "Ещё у ответственного: сообщения." in told
        [passed] = await talk.said(OFFICER)
        assert passed.startswith(
            "Алиева Марьям Ахмедовна пишет, что ошибки в данных нет (звонок): «хотя нет, не звонок»."
        )
        assert await _claims(talk, "mistake") == {"no_call": WITHDRAWN, "few_messages": None}


@pytest.mark.parametrize(
    ("said", "then", "left"),
    [
        ("звонок я сделала", "хотя нет, не звонок, извините", set()),
        ("звонок и сообщения я сделала", "хотя нет, не звонок, извините", {"few_messages"}),
        ("звонок я сделала", "ой, не звонок, а сообщения", {"few_messages"}),
        ("звонок я делала", "хотя нет, не звонок, а сообщения я написала", {"few_messages"}),
        ("звонок я сделала", "точнее, сообщения", {"few_messages"}),
        ("звонок и сообщения я сделала", "ой, звонка нет", {"few_messages"}),
        ("звонок и сообщения я сделала", "ой нет, звонка не было", {"few_messages"}),
        ("звонок и сообщения я сделала", "ой, без звонка", {"few_messages"}),
    ],
)
async def test_what_was_thanked_for_is_taken_back(tmp_path: Path, said: str, then: str, left: set[str]) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, said)
        assert "no_call" in await _claims(talk, DONE)
        [told] = await talk.write(ALIEVA, then)
        assert not told.startswith("Простите")
        assert {*await _claims(talk, DONE)} == left
        assert await talk.said(OFFICER) == []


@pytest.mark.parametrize("then", ["ой, не сделала ещё", "хотя нет, не сделала", "ой, хотя нет"])
async def test_what_was_only_asked_about_is_left(tmp_path: Path, then: str) -> None:
    async with talking(tmp_path) as talk:
        assert await talk.write(ALIEVA, "уже сделала") == ["Отлично! А что уже сделано?"]
        assert await talk.write(ALIEVA, then) == ["Хорошо, ничего не меняю."]
        assert await _claims(talk, DONE) == {}


@pytest.mark.parametrize(
    "then",
    ["а хотя нет, давайте на этой", "нет, давайте на этой", "ой нет, на этой неделе", "ой, хотя давайте на этой"],
)
async def test_a_week_that_was_refused_is_wanted_after_all(tmp_path: Path, then: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "не на этой неделе")
        assert await _claims(talk, NOT_NOW) != {}
        assert await talk.write(ALIEVA, then) == ["Хорошо, снова могу написать и на этой неделе."]
        assert await _claims(talk, NOT_NOW) == {}


async def test_who_is_to_get_them_after_all_is_not_let_be(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        [told] = await talk.write(OFFICER, "Борисова не трогай, а хотя нет, пусть получает")
        assert told.startswith("Хорошо, ничего не меняю.")
        await talk.agree(OFFICER, "Борисова не трогай")
        await talk.write(OFFICER, "а хотя нет, пусть получает")
        assert "Борисов" not in (await talk.write(OFFICER, "кого не тревожим"))[0]
        assert await talk.said(BORISOV) == []


@pytest.mark.parametrize("said", ["не до четверга а до пятницы больничный, ошиблась", "ошиблась, не болею, в отпуске"])
async def test_an_absence_that_is_put_right_withdraws_no_dispute(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "это ошибка, звонок был")
        await talk.said(OFFICER)
        [asked, *_] = await talk.write(ALIEVA, said)
        assert asked == "Спасибо, что сказали! Передать ответственному, чтобы вас пока не тревожили?"
        assert await talk.said(OFFICER) == []


async def test_what_was_not_marked_takes_nothing_else_back(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "звонок и чат я сделала")
        [told] = await talk.write(ALIEVA, "ой, чат нет")
        assert told == "Хорошо. Отметки «сделано» об этом (групповой чат) и нет, остальное остаётся как было."
        assert {*await _claims(talk, DONE)} == {"no_call"}


@pytest.mark.parametrize("said", ["ошиблась, пишите по четвергам", "ой, перепутала, пишите мне по вторникам"])
async def test_the_hours_that_are_put_right_withdraw_no_dispute_and_make_none(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "это ошибка, звонок был")
        await talk.said(OFFICER)
        await talk.write(ALIEVA, said)
        assert await talk.said(OFFICER) == []
        assert await _claims(talk, "mistake") == {"no_call": None}
