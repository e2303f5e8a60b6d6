"""«Всё не так», «у вас не так посчитано»: a dispute though no figure is named, passed on, and no complaint of the
reminders."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from handlers.understanding.reading.tokens import tokens_of
from handlers.understanding.reading.wrong import only_says_wrong
from storage.people.audit import COMPLAINED
from storage.tables import AuditEntry, Claim
from tests.handlers.conversation import ALIEVA, OFFICER, Conversation, talking
from tests.handlers.test_second_disputes import ERROR, RIGHT, answered, next_week

WHICH = ["Сообщения", "Звонок", "Всё сразу", "Отозвать"]
OF_NONE = [
    "у меня не так как у вас",
    "у вас не так посчитано",
    "у меня опять не так",
    "неправильно посчитано",
    "что-то у вас напутано",
    "цифры не те",
    "у меня другие цифры",
    "опять у вас не то",
]
OF_ALL = ["всё не так", "у меня снова всё неправильно", "опять всё неправильно посчитали", "у меня всё по-другому"]


async def _is_noted_as_displeased(talk: Conversation) -> bool:
    async with talk.database.reading() as session:
        return any(one.action == COMPLAINED for one in await session.scalars(select(AuditEntry)))


@pytest.mark.parametrize("said", OF_NONE)
async def test_it_is_passed_on_at_once_and_asked_which(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        [told] = await talk.write(ALIEVA, said)
        assert told.startswith("Передал ответственному ваши слова вместе с цифрами.")
        assert "О чём речь?" in told
        assert await talk.buttons(ALIEVA) == WHICH
        [passed] = await talk.said(OFFICER)
        assert passed.startswith(f"Алиева Марьям Ахмедовна пишет: «{said}»")
        assert not await _is_noted_as_displeased(talk)
        [waits] = await talk.write(OFFICER, "ошибки")
        assert said in waits
        talk.now += timedelta(minutes=5)
        await talk.press(ALIEVA, "Звонок")
        [which] = await talk.said(OFFICER)
        assert which.startswith(f"Алиева Марьям Ахмедовна говорит, в чём ошибка («{said}»). По данным")
        assert await talk.buttons(OFFICER) == [ERROR, RIGHT, "Ответить", "Карточка"]
        [one] = await talk.write(OFFICER, "ошибки")
        assert one.endswith(f"звонков за неделю — 0 из 1.\nПишет: «{said}»")
        [thread] = await talk.write(OFFICER, "что писала Алиева")
        assert thread.startswith("Алиева Марьям Ахмедовна: о своих цифрах — 1 сообщение.")


@pytest.mark.parametrize("said", OF_ALL)
async def test_where_all_is_wrong_each_figure_is_disputed(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        [told] = await talk.write(ALIEVA, said)
        assert told.endswith("Пока об этом не напоминаю.")
        await talk.said(OFFICER)
        assert (await talk.buttons(OFFICER))[:3] == ["Да, во всём ошибка", "Всё верно", "Ответить по одному"]
        async with talk.database.reading() as session:
            assert {one.gap for one in await session.scalars(select(Claim))} == {"few_messages", "no_call"}
        assert not await _is_noted_as_displeased(talk)


@pytest.mark.parametrize("said", [*OF_NONE, *OF_ALL])
async def test_in_a_second_week_it_is_one_as_well(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await answered(talk)
        await next_week(talk, 5)
        await talk.said(OFFICER)
        [told] = await talk.write(ALIEVA, said)
        assert told.startswith("Передал ответственному ваши слова вместе с цифрами.")
        [passed] = await talk.said(OFFICER)
        assert f"«{said}»" in passed
        assert not await _is_noted_as_displeased(talk)


async def test_where_it_may_be_of_anything_it_is_asked(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        assert await talk.write(ALIEVA, "опять не так") == ["В чём ошибка? Нажмите или напишите, как на самом деле."]
        assert await talk.said(OFFICER) == []
        assert not await _is_noted_as_displeased(talk)


async def test_a_number_that_may_be_of_two_figures_is_asked_about(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня 6 было")
        assert await talk.buttons(ALIEVA) == WHICH
        await talk.said(OFFICER)
        await talk.press(ALIEVA, "Сообщения")
        assert "4 из 10" in (await talk.said(OFFICER))[0]
        assert await talk.buttons(OFFICER) == [ERROR, RIGHT, "Ответить", "Карточка"]


@pytest.mark.parametrize(
    ("said", "disputes"),
    [
        ("цифры не сходятся", True),
        ("вы меня не так посчитали", True),
        ("это всё ерунда", False),
        ("вы ошиблись, это не я", False),
        ("это не я, у вас ошибка", False),
        ("посмотрите что у меня не так", False),
        ("у вас опять ерунда в цифрах", True),
        ("у меня не так много времени", False),
        ("вы неправильно пишете моё имя", False),
        ("всё не так плохо", False),
        ("ошибки нет, всё верно", False),
        ("у меня всё верно", False),
        ("у вас всё не так?", False),
    ],
)
def test_words_that_only_say_that_it_is_wrong(said: str, disputes: bool) -> None:
    assert only_says_wrong(tokens_of(said)) is disputes
