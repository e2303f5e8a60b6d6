"""A command is a command in every open question, «пауза» first of all; every question can be left."""

import base64
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from handlers.settings.naming import looks_like_school
from handlers.settings.questions import QUESTIONS
from handlers.topics import CONTINUATIONS, ROUTES
from handlers.understanding.around import plainly
from handlers.wishes.carrying import leads_out
from handlers.wishes.routing import routed
from storage.tables import Dialogue, Person
from tests.handlers.conversation import ALIEVA, OFFICER, Conversation, add_person, talking, the_school
from tests.handlers.test_files import LIST, send

PHRASES = (Path(__file__).parent / "phrases.txt").read_text(encoding="utf-8").splitlines()
COMMANDS = {"пауза": "паузу|уже на паузе", "расписание": "Расписание"}


def _said() -> list[str]:
    return [line for line in PHRASES if line.strip() and not line.startswith(("[", "#"))]


@pytest.mark.parametrize("asked", CONTINUATIONS.values(), ids=lambda one: one.name)
def test_every_command_leads_out_of_every_question_unless_its_words_are_an_answer(asked):
    for phrase in _said():
        reading = plainly(phrase, date(2026, 11, 17))
        wish = reading.wishes[0] if reading.sure and reading.wishes[0].is_known else None
        if wish is None or (route := ROUTES.get(routed(wish, phrase).code)) is None:
            continue
        swallowed = not route.leads_out and (route.code in asked.answers or (asked.free and bool(wish.keys)))
        assert leads_out(phrase, reading, asked) is not swallowed, phrase
    assert leads_out("пауза", plainly("пауза", date(2026, 11, 17)), asked)


Opening = Callable[[Conversation], Awaitable[object]]


def setting(key: str) -> Opening:
    return lambda talk: talk.press_payload(OFFICER, {"do": "setting", "key": key})


def writing(text: str) -> Opening:
    return lambda talk: talk.write(OFFICER, text)


async def correcting(talk: Conversation) -> None:
    await talk.press_payload(OFFICER, {"do": "correct", "p": await alieva(talk), "field": "name"})


async def answering(talk: Conversation) -> None:
    await talk.press_payload(OFFICER, {"do": "answer_back", "p": await alieva(talk)})


async def importing(talk: Conversation) -> None:
    content = {"user_id": OFFICER, "name": "Статистика.csv", "content_base64": base64.b64encode(LIST.encode()).decode()}
    await talk.vk.control("/sandbox/act/document", content)
    await talk.answers(OFFICER)


async def alieva(talk: Conversation) -> int:
    async with talk.database.reading() as session:
        return await session.scalar(select(Person.id).where(Person.last_name == "Алиева"))


OPENINGS: dict[str, Opening] = {
    **{f"setup {one.key}": setting(one.key) for one in QUESTIONS if one.key != "targets"},
    "setup wizard": lambda talk: talk.press_payload(OFFICER, {"do": "wizard"}),
    "exempt": writing("исключить Алиеву"),
    "announce": writing("объявление"),
    "remind": writing("напомнить всем"),
    "template": writing("шаблон отчёта"),
    "correct_value": correcting,
    "answer_back": answering,
    "import": importing,
}


async def open_dialogue(talk: Conversation) -> Dialogue | None:
    async with talk.database.reading() as session:
        return await session.scalar(select(Dialogue).where(Dialogue.name.in_(CONTINUATIONS)).limit(1))


async def test_commands_are_carried_out_while_anything_is_asked(tmp_path):
    async with talking(tmp_path) as talk:
        for name, opening in OPENINGS.items():
            await talk.write(OFFICER, "отмена")
            await opening(talk)
            before = await open_dialogue(talk)
            assert before is not None, name
            await talk.said(OFFICER)
            talk.now += timedelta(minutes=1)  # nobody writes faster
            for command, words in COMMANDS.items():
                said = "\n".join(await talk.write(OFFICER, command))
                assert any(word in said for word in words.split("|")), (name, command, said)
            assert (await the_school(talk)).paused
            await talk.write(OFFICER, "отмена")
            assert await open_dialogue(talk) is None, name
            await talk.press_payload(OFFICER, {"do": "resume_yes"})


async def test_every_question_shows_a_way_out(tmp_path):
    async with talking(tmp_path) as talk:
        for name, opening in OPENINGS.items():
            await opening(talk)
            labels = await talk.buttons(OFFICER)
            ways = ("Отмена", "Не отправлять", "Отменить", "Оставить как есть", "Закончить")
            assert any(one in ways for one in labels), (name, labels)
            await talk.write(OFFICER, "отмена")


async def test_a_sentence_does_not_become_the_schools_name_unless_that_is_said(tmp_path):
    assert not looks_like_school("что-то я запуталась")
    async with talking(tmp_path) as talk:
        await setting("name")(talk)
        [asked] = await talk.write(OFFICER, "что-то я запуталась")
        assert asked == "На название школы не похоже. Так и записать: «что-то я запуталась»?"
        assert (await the_school(talk)).name == "Школа № 1 (пример)"
        await talk.write(OFFICER, "Росинка")
        await talk.press(OFFICER, "Да, так и назвать")
        assert (await the_school(talk)).name == "Росинка"


async def test_what_is_plainly_said_is_done_and_names_no_school(tmp_path):
    async with talking(tmp_path) as talk:
        for said, answer in (
            ("помогло ли", "Сравнить пока не с чем"),
            ("кто из физиков не звонил", "Без звонка за неделю — физика"),
            ("передай всем, что завтра педсовет в 14:00", "Объявление уйдёт сразу, 2 людям"),
        ):
            await talk.press_payload(OFFICER, {"do": "setting", "key": "name"})
            [told] = await talk.write(OFFICER, said)
            assert told.startswith(answer), said
        await talk.press_payload(OFFICER, {"do": "setting", "key": "name"})
        [asked] = await talk.write(OFFICER, "Борисов в отпуске с 1 по 5 декабря")
        assert "название школы —" not in asked
        assert (await the_school(talk)).name == "Школа № 1 (пример)"


async def test_a_share_question_takes_shares_only(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.press_payload(OFFICER, {"do": "wizard"})
        for _ in range(3):
            await talk.press(OFFICER, "Оставить")
        [hint] = await talk.write(OFFICER, "звонки 80 человек до 25 декабря")
        assert hint == "Напишите процент, например «90 %»."
        assert any("Срок" in one or "до какого дня" in one.lower() for one in await talk.write(OFFICER, "85"))


async def test_a_teacher_may_leave_the_question_about_a_mistake(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.press_payload(ALIEVA, {"do": "object"})
        [figures] = await talk.write(ALIEVA, "мои показатели")
        assert "звонков за неделю" in figures
        assert await talk.press(ALIEVA, "Отмена")
        assert await open_dialogue(talk) is None


async def test_an_order_about_a_colleague_is_never_the_words_for_another_by_itself(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Незнакомова Нелли Игоревна")
        for order in (
            "Незнакомовой больше не пиши, она увольняется в пятницу",
            "Незнакомовой больше не пиши и Алиеву исключи до пятницы",
            "карточка Незнакомовой",
        ):
            for opening in (writing("поблагодари Борисова"), writing("передай всем"), answering):
                await talk.write(OFFICER, "отмена")
                await opening(talk)
                await talk.said(ALIEVA)
                [asked] = await talk.write(OFFICER, order)
                assert "— или отдельная просьба: " in asked, (order, asked)
                assert await talk.said(ALIEVA) == []


async def test_what_looks_like_an_order_may_be_the_answer_all_the_same(tmp_path):
    async with talking(tmp_path) as talk:
        await answering(talk)
        await talk.write(OFFICER, "исключу Борисова до пятницы")
        await talk.press(OFFICER, "Это ответ педагогу")
        assert "«исключу Борисова до пятницы»" in (await talk.said(ALIEVA))[-1]


async def test_a_command_in_between_ends_what_is_free_and_what_may_be_an_answer(tmp_path):
    async with talking(tmp_path) as talk:
        for opening in (writing("передай всем"), answering):
            await opening(talk)
            await talk.write(OFFICER, "расписание")
            [said] = await talk.write(OFFICER, "Спасибо всем за работу")
            assert "Объявление" not in said
            assert "Передал" not in said
        await talk.write(OFFICER, "исключить Борисова")
        await talk.write(OFFICER, "расписание")
        [noted] = await talk.write(OFFICER, "каникулы 28.12–11.01")
        assert noted.startswith("Записал: каникулы")
        await talk.write(OFFICER, "исключить Борисова")
        talk.now += timedelta(hours=25)
        [noted] = await talk.write(OFFICER, "каникулы 22.02–28.02")
        assert noted.startswith("Записал: каникулы")


async def test_another_moment_is_not_taken_out_of_another_order(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "передай всем, что педсовет в 14:00")
        [said] = await talk.write(OFFICER, "напомни Алиевой завтра в 10")
        assert "Объявление" not in said
        await talk.write(OFFICER, "передай всем, что педсовет в 14:00")
        [later] = await talk.write(OFFICER, "завтра в 10")
        assert later.startswith("Объявление уйдёт 17 ноября в 10:00")


async def test_a_command_and_an_hour_name_no_journal(tmp_path):
    async with talking(tmp_path) as talk:
        await setting("journal")(talk)
        [told] = await talk.write(OFFICER, "кто получил")
        assert "журнал" not in told
        await setting("journal")(talk)
        [asked] = await talk.write(OFFICER, "понедельник в 9 утра")
        assert asked == "На название журнала не похоже. Так и записать: «понедельник в 9 утра»?"
        await setting("journal")(talk)
        [noted] = await talk.write(OFFICER, "Элжур")
        assert noted == "Записал: журнал — Элжур."


async def test_a_question_or_a_command_is_no_reason_and_no_new_value(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "исключить Борисова")
        assert "причина" not in (await talk.write(OFFICER, "что уйдёт в пятницу"))[0]
        await talk.write(OFFICER, "отмена")
        await talk.write(OFFICER, "исправить Борисова")
        assert (await talk.write(OFFICER, "карточка Алиевой"))[0].startswith("Алиева Марьям Ахмедовна")


async def test_what_answers_no_question_of_the_set_up_is_understood_for_itself(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.press_payload(OFFICER, {"do": "wizard"})
        for _ in range(3):
            await talk.press(OFFICER, "Оставить")
        for said in ("срок регистрации 1 декабря", "журнал называется Элжур", "день напоминаний пятница 15:00"):
            assert "Напишите процент" not in (await talk.write(OFFICER, said))[0], said


async def test_the_set_up_is_unfinished_only_while_something_is_left(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.press_payload(OFFICER, {"do": "wizard"})
        await talk.write(OFFICER, "цель 90 %")
        await send(talk, OFFICER, "Статистика.csv", LIST.encode())
        assert (
            "Настройка школы не закончена. Ещё не задано: срок регистрации."
            in (await talk.press(OFFICER, "Загрузить"))[0]
        )
        await talk.agree(OFFICER, "срок регистрации 1 декабря")
        await send(talk, OFFICER, "Статистика.csv", LIST.encode())
        assert "не закончена" not in "\n".join(await talk.press(OFFICER, "Загрузить"))
