"""A figure is called wrong in a second week, or without its name: it is a dispute with its buttons all the same, and
both sides can ask what has become of it."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from handlers.understanding.said.objecting import figures_in
from storage.tables import Claim
from tests.handlers.conversation import ALIEVA, OFFICER, Conversation, talking
from tests.handlers.test_files import send
from tests.handlers.test_objections import NEWER

ERROR, RIGHT = "Да, ошибка в данных", "Данные верны"


async def next_week(talk: Conversation, messages: int) -> list[str]:
    talk.now += timedelta(days=7)
    await send(talk, OFFICER, "Статистика.csv", (NEWER % messages).encode())
    loaded = await talk.press(OFFICER, "Загрузить")
    await talk.said(ALIEVA)
    return loaded


async def answered(talk: Conversation) -> None:
    """A dispute of the first week, admitted."""
    await talk.write(ALIEVA, "у меня 15 сообщений, а не 4")
    await talk.said(OFFICER)
    await talk.press(OFFICER, ERROR)
    await talk.said(ALIEVA)


@pytest.mark.parametrize(
    "said",
    [
        "опять не так, у меня 15 и на прошлой и на этой",
        "у меня на той неделе 15 было",
        "а за эту неделю у меня 20",
        "спасибо но это за прошлую, а за эту 20",
        "опять не так",
        "у меня 15, а у вас опять неправильно",
    ],
)
async def test_a_number_decides_which_figure_is_disputed_and_holds_the_reminder(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await answered(talk)
        await next_week(talk, 5)
        await talk.said(OFFICER)
        [told] = await talk.write(ALIEVA, said)
        assert "Пока об этом не напоминаю." in told
        [asked] = await talk.said(OFFICER)
        assert "За 16–22 ноября" in asked or "за 16–22 ноября" in asked
        assert "сообщений в групповых чатах — 5 из 10." in asked
        assert await talk.buttons(OFFICER) == [ERROR, RIGHT, "Ответить", "Карточка"]


async def test_who_never_objected_complains_of_something_else(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "опять не так")
        assert await talk.said(OFFICER) == []


async def test_where_a_number_may_be_of_several_things_nothing_is_taken_for_granted(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня на той неделе 6 было")  # messages, 4 of 10, or calls, none of one
        await talk.said(OFFICER)
        assert await talk.buttons(OFFICER) == ["Ответить", "Карточка"]


async def test_a_file_settles_what_was_disputed_without_its_name(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня на той неделе 15 было")
        talk.now += timedelta(days=7)
        await send(talk, OFFICER, "Статистика.csv", (NEWER % 15).encode())
        [loaded] = await talk.press(OFFICER, "Загрузить")
        assert "вопрос об ошибке закрыт: Алиева Марьям Ахмедовна (сообщения)" in loaded
        assert any("вопрос закрыт" in one for one in await talk.said(ALIEVA))
        assert await talk.write(OFFICER, "ошибки") == ["Сообщений об ошибках без ответа нет."]


async def test_what_was_answered_for_the_same_week_is_said_and_can_be_changed(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await answered(talk)
        [told] = await talk.write(ALIEVA, "у меня 15, а не 4")
        assert "Ответственный уже подтвердил: в данных ошибка." in told
        await talk.said(OFFICER)
        assert (await talk.buttons(OFFICER))[0] == "Изменить: данные верны"


@pytest.mark.parametrize(
    "said",
    [
        "алиева снова права, и за эту неделю тоже",
        "Алиева права, Борисов ошибся",
        "Борисов ошибся, Алиева всё-таки права",
        "Алиева тут не права",
        "данные верны у Алиевой",
    ],
)
async def test_an_officers_verdict_is_about_what_waits_now(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await answered(talk)
        await next_week(talk, 5)
        await talk.write(ALIEVA, "у меня 15, а не 5")
        await talk.said(OFFICER)
        [shown] = await talk.write(OFFICER, said)
        assert "сообщений в групповых чатах — 5 из 10." in shown
        assert (await talk.buttons(OFFICER))[:2] == [ERROR, RIGHT]
        await talk.press(OFFICER, ERROR)
        async with talk.database.reading() as session:
            claims = (await session.scalars(select(Claim).order_by(Claim.id))).all()
        assert [(one.week, one.resolution) for one in claims] == [("2026-W46", "accepted"), ("2026-W47", "accepted")]


@pytest.mark.parametrize(
    "asked", ["так что решили", "что там с моей ошибкой?", "ответственный ответил?", "что решили по моему вопросу"]
)
async def test_a_teacher_asks_what_was_decided_and_tells_nobody_anything(tmp_path: Path, asked: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня 15 сообщений, а не 4")
        await talk.said(OFFICER)
        [waits] = await talk.write(ALIEVA, asked)
        assert waits.startswith("Ваши слова от 16 ноября у ответственного, он ещё не ответил.")
        assert await talk.said(OFFICER) == []
        await talk.press(OFFICER, ERROR)
        await talk.said(ALIEVA)
        [decided] = await talk.write(ALIEVA, asked)
        assert decided == "Ответственный ответил 16 ноября: в данных ошибка (сообщения). По ним не напоминаю."
        assert await talk.said(OFFICER) == []


@pytest.mark.parametrize(
    "asked", ["так что решили с сообщениями", "какое решение по моим сообщениям", "решили с сообщениями?"]
)
async def test_of_a_figure_it_is_said_what_is_open_or_when_it_was_closed(tmp_path: Path, asked: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня 15 сообщений, а не 4")
        [waits] = await talk.write(ALIEVA, asked)
        assert waits.startswith("Ваши слова от 16 ноября у ответственного, он ещё не ответил.")
        [other] = await talk.write(ALIEVA, "что решили по звонку")
        assert other.startswith("Об этом (звонок) вы ошибки не называли. Ваши слова от 16 ноября")
        await talk.said(OFFICER)
        await next_week(talk, 15)
        await talk.said(OFFICER)
        closed = "Вопрос закрыт 23 ноября: по новым данным это выполнено (сообщения за 9–15 ноября)."
        assert await talk.write(ALIEVA, asked) == [closed]
        assert await talk.write(ALIEVA, "так что решили") == [closed]
        await talk.write(ALIEVA, "звонок был, это ошибка")
        await talk.said(OFFICER)
        assert await talk.write(ALIEVA, asked) == [closed]
        [call] = await talk.write(ALIEVA, "так что решили")
        assert call.endswith("О том, что вы назвали ошибкой (звонок), молчу, пока ответственный не ответит.")
        assert await talk.said(OFFICER) == []


async def test_of_what_a_file_closed_nothing_waits_while_something_else_does(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "звонок был, это ошибка")
        talk.now += timedelta(days=1)
        await talk.write(ALIEVA, "у меня 15 сообщений, а не 4")
        talk.now += timedelta(days=6)
        await send(talk, OFFICER, "Статистика.csv", (NEWER % 15).encode())
        await talk.press(OFFICER, "Загрузить")
        await talk.said(ALIEVA)
        [waits] = await talk.write(ALIEVA, "так что решили")
        assert waits.startswith("Ваши слова от 16 ноября у ответственного, он ещё не ответил.")
        assert "(звонок за 9–15 ноября)" in waits


async def test_words_of_the_officer_are_an_answer_though_nothing_is_decided(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "звонок был, это ошибка")
        talk.now += timedelta(hours=1)
        await talk.press(OFFICER, "Ответить")
        await talk.write(OFFICER, "проверю в четверг")
        await talk.said(ALIEVA)
        [stands] = await talk.write(ALIEVA, "так что решили")
        assert stands == (
            "Ответственный написал вам 16 ноября: «проверю в четверг». О том, что вы назвали ошибкой (звонок), молчу, "
            "пока он не решит."
        )


async def test_what_was_taken_back_is_said_to_be(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "звонок был, это ошибка")
        await talk.write(ALIEVA, "забудьте, я ошиблась")
        assert await talk.write(ALIEVA, "что решили по звонку?") == [
            "Это вы отозвали 16 ноября: ошибки в данных нет (звонок)."
        ]


@pytest.mark.parametrize("asked", ["что писала Алиева", "сколько раз Алиева жаловалась", "на что жаловалась Алиева"])
async def test_an_officer_asks_what_somebody_wrote(tmp_path: Path, asked: str) -> None:
    async with talking(tmp_path) as talk:
        [nothing] = await talk.write(OFFICER, asked)
        assert nothing.startswith("Алиева Марьям Ахмедовна: о цифрах мне не писали")
        await answered(talk)
        await talk.write(ALIEVA, "у меня 15, а не 4, проверьте")
        await talk.said(OFFICER)
        [shown] = await talk.write(OFFICER, asked)
        assert shown.startswith("Алиева Марьям Ахмедовна: о своих цифрах — 2 сообщения.")
        assert "педагог: «у меня 15 сообщений, а не 4»" in shown


async def test_what_the_bot_wrote_is_another_question(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await answered(talk)
        [shown] = await talk.write(OFFICER, "что ты писал Алиевой")
        assert "о своих цифрах" not in shown


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("у меня на той неделе 15 было", {15}),
        ("12 ноября я написала 15", {15}),
        ("у меня было всего пять минут", set()),
    ],
)
def test_days_and_minutes_are_no_figures(text: str, numbers: set[int]) -> None:
    assert figures_in(text) == numbers
