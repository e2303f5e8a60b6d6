"""Every button that was ever shown, pressed when everything has changed since: it does what its text said, or says
plainly why not. Nobody is written to and nobody's data change by a button whose person or preview is gone."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select, update

from handlers.not_understood import PUZZLED, PUZZLED_AGAIN
from storage.tables import Campaign, Claim, Exemption, OutboxRow, Person, PersonWeek, Reply, StatisticsImport
from tests.handlers.conversation import ALIEVA, OFFICER, Conversation, talking
from tests.handlers.test_files import LIST, send

OF_OFFICER = """
    начать · настройки · цели · роли · чаты · расписание · каникулы · загрузки · ошибки · заявки · помощь · помогло ли ·
    все долги · кто без звонка · карточка Алиевой · карточка Борисова ·
    напомнить · напомнить Алиевой · исключить Алиеву · вернуть Алиеву · напомнить всем · исключить Борисова ·
    уволилась Алиева · что получила Алиева · кто ответил · как идёт рассылка · пауза · продолжить · не тот файл ·
    суббота у нас рабочая · ученики 512 из 530 · сколько до конца срока · ждать файл · объявление
"""
OF_TEACHER = """
    мои показатели · как сделать · мой класс · мои данные · помощь · не пишите до обеда · я на больничном
"""
# What ends the data of whoever presses, and what draws papers and pictures whatever has changed.
NOT_PRESSED = frozenset({"forget_me", "forget_me_yes", "summary", "dynamics", "leaflets", "posters", "report"})


def payloads(messages: list[dict]) -> list[dict]:
    rows = [row for one in messages for row in (one.get("keyboard") or {}).get("buttons", [])]
    found = [json.loads(one["action"].get("payload") or "{}") for row in rows for one in row]
    # One of each kind: the same command about the same person, or the same setting.
    kinds = {(one.get("do"), one.get("p"), one.get("key"), *sorted(one)): one for one in found if one}
    return list(kinds.values())


async def shown_to(talk: Conversation, who: int, sentences: str) -> list[dict]:
    for words in sentences.split("·"):
        talk.now += timedelta(seconds=20)
        await talk.write(who, words.strip())
    return payloads(await talk.messages(who))


async def everything_changes(talk: Conversation) -> None:
    """Борисов is no more, Алиева has left, the week's figures are gone and nothing waits."""
    async with talk.database.writing() as session:
        borisov = await session.scalar(select(Person.id).where(Person.last_name == "Борисов"))
        for table in (PersonWeek, OutboxRow, Claim):
            await session.execute(delete(table).where(table.person_id == borisov))
        await session.execute(delete(Person).where(Person.id == borisov))
        await session.execute(update(Person).values(left_on=talk.now.date()))
        await session.execute(delete(PersonWeek))
        await session.execute(delete(StatisticsImport))
    for _ in ("what was asked last", "the file that waited under it"):
        await talk.write(OFFICER, "отмена")


async def answered(talk: Conversation, who: int, payload: dict) -> list[str]:
    """What is said to it, by the database: a dialog's history shows two hundred messages."""
    query = select(Reply.id, Reply.body).where(Reply.peer_id == who).order_by(Reply.id)
    async with talk.database.reading() as session:
        before = len((await session.execute(query)).all())
    await talk.press_payload(who, payload)
    async with talk.database.reading() as session:
        return [row.body["text"] for row in (await session.execute(query)).all()[before:]]


async def counts(talk: Conversation) -> list[int | None]:
    async with talk.database.reading() as session:
        return [await session.scalar(select(func.count()).select_from(one)) for one in (Campaign, OutboxRow, Person)]


async def test_every_old_button_is_answered_plainly_and_sends_nothing(tmp_path):
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "Статистика.csv", LIST.encode())
        officers = await shown_to(talk, OFFICER, OF_OFFICER)
        teachers = await shown_to(talk, ALIEVA, OF_TEACHER)
        await everything_changes(talk)
        before, wrong = await counts(talk), []
        for who, buttons in ((OFFICER, officers), (ALIEVA, teachers)):
            for payload in buttons:
                if payload.get("do") in NOT_PRESSED:
                    continue
                talk.now += timedelta(seconds=20)
                said = await answered(talk, who, payload)
                if not said or {PUZZLED, PUZZLED_AGAIN}.intersection(said):
                    wrong.append((payload, said))
        assert wrong == []
        assert len(officers) > 45
        assert await counts(talk) == before


async def test_a_button_of_another_day_asks_before_it_does_something(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "исключить Алиеву до 12.12 отпуск")
        talk.now += timedelta(days=5)
        await talk.write(OFFICER, "сводка")
        [asked] = await talk.press(OFFICER, "Вернуть")
        assert asked == "Эта кнопка от 16 ноября, с тех пор многое могло измениться. Всё равно сделать?"
        async with talk.database.reading() as session:
            assert await session.scalar(select(func.count()).select_from(Exemption)) == 1
        [done] = await talk.press(OFFICER, "Да, сделать")
        assert "снова в напоминаниях" in done


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("напомнить Алиевой", "напомнить всем"),
        ("передай Алиевой, что завтра урок", "передай Борисову, что завтра обед"),
    ],
)
async def test_a_preview_sends_what_it_showed_or_says_that_it_is_over(tmp_path, one, other):
    """Two previews of different people under the same number: the first one's button does not send the second."""
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, one)
        first = send_button(await talk.messages(OFFICER))
        await talk.write(OFFICER, other)
        second = send_button(await talk.messages(OFFICER))
        assert "уже не действует" in (await talk.press_payload(OFFICER, first))[-1]
        async with talk.database.reading() as session:
            assert not await session.scalar(select(func.count()).select_from(OutboxRow))
        await talk.press_payload(OFFICER, second)
        async with talk.database.reading() as session:
            assert await session.scalar(select(func.count()).select_from(OutboxRow))


async def test_yes_and_no_are_said_to_the_question_they_stand_under(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "освободи Алиеву до пятницы, она болеет, пожалуйста")
        yes, no = (one for one in payloads(await talk.messages(OFFICER)) if one.get("q"))
        await talk.write(OFFICER, "освободи Борисова до пятницы, он болеет, пожалуйста")
        for one in (yes, no):
            assert "Этот вопрос уже позади" in (await talk.press_payload(OFFICER, one))[-1]
        async with talk.database.reading() as session:
            assert not (await session.scalars(select(Exemption))).all()


def send_button(messages: list[dict]) -> dict:
    return next(one for one in payloads(messages[-1:]) if one.get("do") in ("remind_yes", "announce_yes"))
