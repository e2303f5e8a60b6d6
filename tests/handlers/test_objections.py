"""A teacher disputes figures in their own words; the officer answers, and both see it through."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from bot.app import App
from bot.clock.clock import Clock
from bot.commands.imports import import_and_tell
from bot.settings import Settings
from handlers.understanding.said.objecting import day_of_deed, disputes
from storage.imports import ImportRequest
from storage.people.threads import TEACHER, add_line
from storage.tables import Account, Claim, Person, PersonWeek, School, ThreadLine
from tests.handlers.conversation import ALIEVA, BORISOV, DEPUTY, OFFICER, Conversation, talking
from tests.handlers.test_files import LIST, send

# One white dot.
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="


async def dispute(talk: Conversation, what: str) -> list[str]:
    """Алиева presses that it is a mistake, and in what."""
    await talk.write(ALIEVA, "мои показатели")
    await talk.press(ALIEVA, "Это ошибка")
    return await talk.press(ALIEVA, what)


async def test_words_with_figures_go_to_the_officer_and_the_answer_comes_back(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(ALIEVA, "у меня 12, а не 4")
        assert "Передал ответственному ваши слова" in said
        [told] = await talk.said(OFFICER)
        assert "Алиева Марьям Ахмедовна пишет: «у меня 12, а не 4»" in told
        assert "4 из 10" in told
        async with talk.database.reading() as session:
            assert await session.scalar(select(Claim.gap)) == "few_messages"
        await talk.press(OFFICER, "Ответить")
        [sent] = await talk.write(OFFICER, "проверю в пятницу по новому файлу")
        assert "Передал: Алиева" in sent
        [answer] = await talk.said(ALIEVA)
        assert "Марьям Ахмедовна, ответственный отвечает: «проверю в пятницу по новому файлу»" in answer
        [card] = await talk.write(OFFICER, "карточка Алиевой")
        assert "педагог: «у меня 12, а не 4»" in card
        assert "ответственный: «проверю в пятницу по новому файлу»" in card


async def test_what_a_newer_file_shows_as_done_is_answered_so(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня 12, а не 4")
        async with talk.database.writing() as session:
            await session.execute(update(PersonWeek).where(PersonWeek.person_id == 1).values(group_messages=12))
        await talk.press(OFFICER, "Данные верны")
        answer = (await talk.said(ALIEVA))[-1]
        assert answer.endswith("данные верны, и по последним у вас всё выполнено (сообщения). Спасибо!")


async def test_what_a_newer_file_no_longer_tells_is_not_answered_as_done(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня 12, а не 4")
        async with talk.database.writing() as session:
            await session.execute(update(PersonWeek).where(PersonWeek.person_id == 1).values(group_messages=None))
        await talk.press(OFFICER, "Данные верны")
        assert "у вас всё выполнено" not in (await talk.said(ALIEVA))[-1]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (False, "звонков у меня 5, а не 1"),
        (False, "звонков у меня 4, а не 1"),  # so many messages the file has
        (False, "у меня нет журнала, я библиотекарь"),
        (True, "звонков было больше"),
    ],
)
async def test_what_is_said_of_something_else_disputes_not_the_only_gap(tmp_path, asked, said):
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            await session.execute(update(PersonWeek).where(PersonWeek.person_id == 1).values(calls=1))
        if asked:
            await talk.press_payload(ALIEVA, {"do": "object", "p": 1})
        await talk.write(ALIEVA, said)
        async with talk.database.reading() as session:
            assert await session.scalar(select(Claim)) is None
        assert f"пишет: «{said}»" in (await talk.write(OFFICER, "ошибки"))[-1]  # it waits for an answer all the same
        await talk.press(OFFICER, "Ответить")
        await talk.write(OFFICER, "проверю")
        assert await talk.write(OFFICER, "ошибки") == ["Сообщений об ошибках без ответа нет."]


async def test_every_word_that_waits_for_an_answer_is_shown_with_it(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня 12, а не 4")
        await talk.write(ALIEVA, "почему 4, я же писала каждый день")
        *_, shown = await talk.write(OFFICER, "ошибки")
        assert "Пишет: «у меня 12, а не 4», «почему 4, я же писала каждый день»" in shown


async def test_an_answer_into_a_messenger_that_is_not_spoken_is_not_said_to_be_passed_on(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня 12, а не 4")
        await talk.press(OFFICER, "Ответить")
        async with talk.database.writing() as session:
            await session.execute(
                update(Account).where(Account.external_id == ALIEVA).values(platform="max", external_id=77)
            )
        [sent] = await talk.write(OFFICER, "проверю в пятницу")
        assert sent == "Алиева Марьям Ахмедовна: писать пока некуда, ответ — в карточке."


async def test_what_is_written_after_the_mistake_button_belongs_to_it(tmp_path):
    async with talking(tmp_path) as talk:
        await dispute(talk, "Всё сразу")
        [told] = await talk.said(OFFICER)
        assert "Алиева Марьям Ахмедовна сообщает об ошибке. По данным за" in told
        assert "сообщений в групповых чатах — 4 из 10; звонков за неделю — 0 из 1." in told
        [said] = await talk.write(ALIEVA, "созванивались в среду всем классом")
        assert "Передал ответственному ваши слова" in said
        [told] = await talk.said(OFFICER)
        assert "«созванивались в среду всем классом»" in told


async def test_thanks_after_the_mistake_button_are_thanks(tmp_path):
    async with talking(tmp_path) as talk:
        await dispute(talk, "Всё сразу")
        [said] = await talk.write(ALIEVA, "спасибо!")
        assert "Пожалуйста" in said
        async with talk.database.reading() as session:
            assert await session.scalar(select(ThreadLine.id)) is None


async def test_a_picture_goes_to_the_officer_with_the_figures(tmp_path):
    async with talking(tmp_path) as talk:
        picture = {"user_id": ALIEVA, "name": "a.png", "content_base64": PNG}
        await talk.vk.control("/sandbox/act/photo", picture)
        [said] = await talk.answers(ALIEVA)
        assert said.startswith("Передал снимок ответственному")
        assert "О чём снимок?" in said
        [told] = await talk.said(OFFICER)
        assert "прислала снимок.\n" in told
        assert "4 из 10" in told
        [message] = [one for one in await talk.messages(OFFICER) if one["attachments"]]
        assert message["attachments"][0]["type"] == "photo"
        await talk.vk.control("/sandbox/act/document", picture)
        assert [one[:14] for one in await talk.answers(ALIEVA)] == ["Передал снимок"]
        assert len(await talk.said(OFFICER)) == 1


async def test_a_picture_that_cannot_be_passed_on_is_told_of_and_a_voice_gets_its_sentence(tmp_path, monkeypatch):
    async with talking(tmp_path) as talk:
        monkeypatch.setattr("handlers.teacher.pictures.LARGEST", 1)
        await talk.vk.control("/sandbox/act/photo", {"user_id": ALIEVA, "name": "a.png", "content_base64": PNG})
        [said] = await talk.answers(ALIEVA)
        assert said.startswith("Сам снимок передать не получилось")
        [told] = await talk.said(OFFICER)
        assert "он остался в переписке с этим человеком, в сообщениях сообщества VK." in told
        assert "4 из 10" in told


async def test_a_mistake_in_words_of_ones_own_brings_the_words_along(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(ALIEVA, "неправда, звонок в среду точно был")
        assert "ваши слова" in said
        [told] = await talk.said(OFFICER)
        assert "пишет: «неправда, звонок в среду точно был»" in told


async def test_open_disputes_are_shown_with_the_words_and_with_what_the_newest_file_says(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня 12, а не 4")
        await talk.said(OFFICER)
        [shown] = await talk.write(OFFICER, "ошибки")
        assert "сообщений в групповых чатах — 4 из 10" in shown
        assert "Пишет: «у меня 12, а не 4»" in shown
        async with talk.database.writing() as session:
            await session.execute(update(PersonWeek).values(group_messages=12))
        [shown] = await talk.write(OFFICER, "ошибки")
        assert "сообщений в групповых чатах — 12." in shown


async def test_several_mistakes_of_one_person_are_one_message_and_one_answer_or_one_by_one(tmp_path):
    async with talking(tmp_path) as talk:
        await dispute(talk, "Всё сразу")
        await talk.said(OFFICER)
        [together] = await talk.write(OFFICER, "ошибки")
        assert together.startswith("Алиева Марьям Ахмедовна. По данным за")
        apart = await talk.press(OFFICER, "Ответить по одному")
        assert len(apart) == 2
        await talk.press(OFFICER, "Данные верны")
        [answer] = await talk.said(ALIEVA)
        assert "данные верны (звонок)" in answer
        [rest] = await talk.press(OFFICER, "Да, во всём ошибка")
        assert rest == "Алиева Марьям Ахмедовна, сообщения: признали ошибкой, по этим данным больше не напомню."
        assert len(await talk.said(ALIEVA)) == 1
        [late] = await talk.press(OFFICER, "Да, во всём ошибка")
        assert late.startswith("На это уже ответили.")


async def test_what_the_officer_decided_is_said_wherever_the_dispute_is(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня 12, а не 4")
        await talk.press(OFFICER, "Да, ошибка в данных")
        [card] = await talk.write(OFFICER, "карточка Алиевой")
        assert "4 из 10 (в данных ошибка: так ответил ответственный)" in card
        assert "ответственный: в данных ошибка (сообщения)" in card
        [list_] = await talk.write(OFFICER, "меньше 10")
        assert "4 сообщения, ошибка в данных" in list_
        await talk.said(ALIEVA)
        [again] = await talk.write(ALIEVA, "мои показатели")
        assert "в проверке" not in again
        await talk.press(ALIEVA, "Это ошибка")
        [said] = await talk.press(ALIEVA, "Сообщения")
        assert said == "Ответственный уже подтвердил: в данных ошибка. Об этом не напоминаю."


async def test_a_mistake_that_was_answered_does_not_wait_for_an_answer(tmp_path):
    async with talking(tmp_path) as talk:
        await dispute(talk, "Сообщения")
        await talk.said(OFFICER)
        [open_one] = await talk.write(OFFICER, "карточка Алиевой")
        assert "педагог: «Это ошибка» (сообщения)" in open_one
        await talk.press(OFFICER, "Данные верны")
        [card] = await talk.write(OFFICER, "карточка Алиевой")
        assert "ответственный: данные верны (сообщения)" in card
        await talk.said(ALIEVA)
        [said] = await dispute(talk, "Сообщения")
        assert said.startswith("На это ответственный уже ответил: данные верны.")


async def test_words_that_were_answered_do_not_stand_beside_newer_ones(tmp_path):
    async with talking(tmp_path) as talk:
        await dispute(talk, "Сообщения")
        await talk.write(ALIEVA, "у меня 12, а не 4")
        await talk.said(OFFICER)
        await talk.write(OFFICER, "ошибки")
        await talk.press(OFFICER, "Данные верны")
        talk.now += timedelta(days=3)
        picture = {"user_id": ALIEVA, "name": "a.png", "content_base64": PNG}
        await talk.vk.control("/sandbox/act/photo", picture)
        await talk.answers(ALIEVA)
        await talk.said(OFFICER)
        [shown] = await talk.write(OFFICER, "ошибки")
        assert "(снимок)" in shown
        assert "12, а не 4" not in shown


async def test_every_open_mistake_can_be_answered_in_words(tmp_path):
    async with talking(tmp_path) as talk:
        await dispute(talk, "Сообщения")
        await talk.said(OFFICER)
        await talk.write(OFFICER, "ошибки")
        [asked] = await talk.press(OFFICER, "Ответить")
        assert asked == "Что ответить? Перешлю дословно: Алиева Марьям Ахмедовна."


async def test_words_are_shown_though_a_picture_followed_them(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня 12, а не 4")
        picture = {"user_id": ALIEVA, "name": "a.png", "content_base64": PNG}
        await talk.vk.control("/sandbox/act/photo", picture)
        await talk.answers(ALIEVA)
        await talk.said(OFFICER)
        [shown] = await talk.write(OFFICER, "ошибки")
        assert "Пишет: «у меня 12, а не 4»" in shown


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("у меня 14 сообщений в чатах", "сообщений в групповых чатах — 4 из 10."),
        ("звонок был в среду", "звонков за неделю — 0 из 1."),
        ("и сообщений 14, и звонок был", "сообщений в групповых чатах — 4 из 10; звонков за неделю — 0 из 1."),
    ],
)
async def test_words_after_a_mistake_dispute_what_they_name(tmp_path, said, named):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "привет")
        await talk.write(ALIEVA, "это ошибка")
        [answer] = await talk.write(ALIEVA, said)
        assert "Пока об этом не напоминаю" in answer
        assert (await talk.said(OFFICER))[-1].endswith(named)
        [open_] = await talk.write(OFFICER, "ошибки")
        assert said in open_


async def test_how_many_wait_for_an_answer_is_people_and_one_number_everywhere(tmp_path):
    async with talking(tmp_path) as talk:
        await dispute(talk, "Всё сразу")
        await talk.write(BORISOV, "неправда, звонков у меня было больше")
        await talk.said(OFFICER)
        summary = "\n".join(await talk.write(OFFICER, "сводка"))
        assert "Ждут ответа: 2 человека пишут об ошибке — «ошибки»." in summary
        assert len(await talk.write(OFFICER, "ошибки")) == 2
        async with talk.database.writing() as session:
            await session.execute(update(Person).where(Person.id == 2).values(left_on=talk.now.date()))
        summary = "\n".join(await talk.write(OFFICER, "сводка"))
        assert "Ждут ответа: 1 человек пишет об ошибке — «ошибки»." in summary
        assert len(await talk.write(OFFICER, "ошибки")) == 1


NEWER = f"""Статистика за 16.11.2026–22.11.2026
id;ФИО;Должность;Зарегистрирован;Создано чатов;Сообщений в чатах;Звонков
{ALIEVA};Алиева Марьям Ахмедовна;учитель;да;1;%s;0
{BORISOV};Борисов Борис Олегович;учитель;да;2;12;1
"""


@pytest.mark.parametrize("paused", [False, True])
async def test_what_a_newer_file_shows_as_done_is_closed_and_both_sides_are_told_outside_a_pause(tmp_path, paused):
    async with talking(tmp_path) as talk:
        await dispute(talk, "Всё сразу")
        await talk.said(OFFICER)
        talk.now += timedelta(days=7)
        async with talk.database.writing() as session:
            await session.execute(update(School).values(paused=paused))
        await send(talk, OFFICER, "Статистика.csv", (NEWER % 12).encode())
        [loaded] = await talk.press(OFFICER, "Загрузить")
        assert "выполнено, вопрос об ошибке закрыт: Алиева Марьям Ахмедовна (сообщения). Отвечать не надо." in loaded
        about_mistake = "Марьям Ахмедовна, вы писали об ошибке (сообщения). По данным за 16–22 ноября это выполнено"
        assert any(one.startswith(about_mistake) for one in await talk.said(ALIEVA)) is not paused
        [left] = await talk.write(OFFICER, "ошибки")
        assert "звонков за неделю — 0 из 1" in left
        assert "сообщений" not in left
        [card] = await talk.write(OFFICER, "карточка Алиевой")
        assert "бот: по новому файлу выполнено (сообщения)" in card


@pytest.mark.parametrize("by_command", [False, True])
async def test_whoever_loads_a_file_the_teacher_and_every_officer_hear_what_it_settles(tmp_path, by_command):
    async with talking(tmp_path, officers=(OFFICER, DEPUTY)) as talk:
        await dispute(talk, "Сообщения")
        talk.now += timedelta(days=7)
        people = (OFFICER, DEPUTY, ALIEVA)
        for one in people:
            await talk.said(one)
        file = (NEWER % 12).encode()
        if by_command:
            (tmp_path / "list.csv").write_bytes(file)
            settings = Settings(_env_file=None, vk_token="invented", vk_group_id=talk.services.community_id)
            request = ImportRequest(tmp_path / "list.csv", talk.now.date(), talk.now)
            await import_and_tell(App(settings, talk.database, {}, lambda: talk.now), request)
            await talk.listen()
        else:
            await send(talk, OFFICER, "Статистика.csv", file)
            [loaded] = await talk.press(OFFICER, "Загрузить")
            assert "вопрос об ошибке закрыт: Алиева" in loaded
        told = [" ".join(await talk.said(one)).count("закрыт") for one in people]
        assert told == [int(by_command), 1, 1]


async def test_what_a_file_of_the_evening_settles_is_told_once_when_the_school_opens(tmp_path):
    async with talking(tmp_path) as talk:
        await dispute(talk, "Сообщения")
        talk.now += timedelta(days=7, hours=10)
        await talk.said(OFFICER)
        await talk.said(ALIEVA)
        (tmp_path / "list.csv").write_bytes((NEWER % 12).encode())
        settings = Settings(_env_file=None, vk_token="invented", vk_group_id=talk.services.community_id)
        request = ImportRequest(tmp_path / "list.csv", talk.now.date(), talk.now)
        await import_and_tell(App(settings, talk.database, {}, lambda: talk.now), request)
        clock = Clock(talk.database, lambda: talk.now, communities=talk.services.running)

        async def told():
            await clock.ring()
            await talk.listen()
            return [" ".join(await talk.said(one)).count("вопрос") for one in (OFFICER, ALIEVA)]

        assert await told() == [0, 0]
        talk.now += timedelta(hours=14)
        assert await told() == [1, 1]
        talk.now += timedelta(days=1)
        assert await told() == [0, 0]


async def test_what_is_open_again_when_the_school_opens_is_not_told_as_closed(tmp_path):
    """Though the same was disputed, and settled, in an earlier week."""
    async with talking(tmp_path) as talk:
        await dispute(talk, "Сообщения")
        talk.now += timedelta(days=7)
        await send(talk, OFFICER, "Статистика.csv", (NEWER % 12).encode())
        await talk.press(OFFICER, "Загрузить")
        for week, messages in (("23.11.2026–29.11.2026", 4), ("30.11.2026–06.12.2026", 12)):
            talk.now += timedelta(days=7, hours=10 if messages == 12 else 0)
            file = (NEWER % messages).replace("16.11.2026–22.11.2026", week)
            await send(talk, OFFICER, "Статистика.csv", file.encode())
            await talk.press(OFFICER, "Загрузить")
            if messages == 4:
                await dispute(talk, "Сообщения")
        await talk.write(OFFICER, "я не тот файл отправила")
        await talk.press(OFFICER, "Отменить загрузку целиком")
        await talk.said(ALIEVA)
        talk.now += timedelta(hours=14)
        await Clock(talk.database, lambda: talk.now, communities=talk.services.running).ring()
        await talk.listen()
        assert "закрыт" not in " ".join(await talk.said(ALIEVA))
        assert "4 из 10" in " ".join(await talk.write(OFFICER, "ошибки"))


async def test_a_file_that_is_taken_back_opens_again_what_it_had_closed(tmp_path):
    async with talking(tmp_path) as talk:
        await dispute(talk, "Сообщения")
        await talk.said(OFFICER)
        talk.now += timedelta(days=7)
        await send(talk, OFFICER, "Статистика.csv", (NEWER % 12).encode())
        await talk.press(OFFICER, "Загрузить")
        assert await talk.write(OFFICER, "ошибки") == ["Сообщений об ошибках без ответа нет."]
        await send(talk, OFFICER, "Статистика.csv", (NEWER % 13).encode())
        [again] = await talk.press(OFFICER, "Загрузить")
        assert "Закрыл" not in again  # it was closed before
        await talk.write(OFFICER, "я не тот файл отправила")
        await talk.said(ALIEVA)
        [undone] = await talk.press(OFFICER, "Отменить загрузку целиком")
        assert "Снова без ответа сообщения об ошибках: 1 человек." in undone
        [open_again] = await talk.write(OFFICER, "ошибки")
        assert "4 из 10" in open_again
        await send(talk, OFFICER, "Статистика.csv", (NEWER % 13).encode())
        [again] = await talk.press(OFFICER, "Загрузить")
        assert "вопрос" not in "".join([again, *await talk.said(ALIEVA)])  # both have read it


async def test_a_file_in_the_place_of_another_says_which_mistakes_it_opens_again(tmp_path):
    async with talking(tmp_path, officers=(OFFICER, DEPUTY)) as talk:
        await dispute(talk, "Сообщения")
        talk.now += timedelta(days=7)
        for figure, said, to_teacher in (
            (12, "вопрос об ошибке закрыт", "вопрос закрыт"),
            (3, "Снова ждёт ответа вопрос об ошибке: Алиева Марьям Ахмедовна (сообщения).", "снова открыт"),
            (13, "вопрос об ошибке закрыт", "вопрос закрыт"),
        ):
            talk.now += timedelta(minutes=5)
            await talk.said(ALIEVA)
            await talk.said(DEPUTY)
            await send(talk, OFFICER, "Статистика.csv", (NEWER % figure).encode())
            [loaded] = await talk.press(OFFICER, "Загрузить")
            assert said in loaded
            assert said in "".join(await talk.said(DEPUTY))
            assert to_teacher in "".join(await talk.said(ALIEVA))


async def test_what_was_said_after_a_file_had_settled_it_waits_though_the_week_is_supplemented(tmp_path):
    async with talking(tmp_path) as talk:
        await dispute(talk, "Сообщения")
        talk.now += timedelta(days=7)
        await send(talk, OFFICER, "Статистика.csv", (NEWER % 12).encode())
        await talk.press(OFFICER, "Загрузить")
        assert await talk.write(OFFICER, "ошибки") == ["Сообщений об ошибках без ответа нет."]
        talk.now += timedelta(minutes=5)
        async with talk.database.writing() as session:
            await add_line(session, 1, TEACHER, "вот снимок, всё видно", talk.now)
        head, borisov = NEWER.splitlines()[:2], NEWER.splitlines()[3]
        fewer = "\n".join(line.rpartition(";")[0] if ";" in line else line for line in (*head, borisov))
        for _ in range(2):
            talk.now += timedelta(minutes=5)
            await send(talk, OFFICER, "Дополнение.csv", fewer.encode())
            await talk.press(OFFICER, "Дополнить неделю")
            [waits] = await talk.write(OFFICER, "ошибки")
            assert "вот снимок, всё видно" in waits


@pytest.mark.parametrize(("after", "told"), [((3,), "снова открыт"), ((3, 13), "")])
async def test_what_is_open_again_at_night_is_told_in_the_morning_if_it_still_is(tmp_path, after, told):
    async with talking(tmp_path, officers=(OFFICER, DEPUTY)) as talk:
        await dispute(talk, "Сообщения")
        talk.now += timedelta(days=7)
        await send(talk, OFFICER, "Статистика.csv", (NEWER % 12).encode())
        await talk.press(OFFICER, "Загрузить")
        talk.now += timedelta(hours=11)
        await talk.said(ALIEVA)
        await talk.said(DEPUTY)
        for figure in after:
            talk.now += timedelta(minutes=5)
            await send(talk, OFFICER, "Статистика.csv", (NEWER % figure).encode())
            await talk.press(OFFICER, "Загрузить")
        assert await talk.said(ALIEVA) == await talk.said(DEPUTY) == []
        talk.now += timedelta(hours=14)
        await Clock(talk.database, lambda: talk.now, communities=talk.services.running).ring()
        await talk.listen()
        heard, deputy = "".join(await talk.said(ALIEVA)), "".join(await talk.said(DEPUTY))
        assert told in heard
        assert ("Снова ждёт ответа" in deputy) is ("вопрос" in heard) is bool(told)


async def test_at_night_nobody_is_told_that_their_mistake_is_closed(tmp_path):
    async with talking(tmp_path) as talk:
        await dispute(talk, "Сообщения")
        await talk.said(OFFICER)
        await talk.said(ALIEVA)
        talk.now += timedelta(days=7, hours=11)
        await send(talk, OFFICER, "Статистика.csv", (NEWER % 12).encode())
        await talk.press(OFFICER, "Загрузить")
        assert await talk.said(ALIEVA) == []


async def test_a_dispute_is_shown_and_settled_by_the_week_it_was_said_about(tmp_path):
    few = LIST.replace(";11;0", ";5;0")
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "у меня 12, а не 4")
        talk.now += timedelta(days=7)
        await send(talk, OFFICER, "Статистика.csv", few.encode())
        await talk.press(OFFICER, "Загрузить")
        shown = (await talk.write(OFFICER, "ошибки"))[-1]
        assert "По данным за 9–15 ноября" in shown
        assert "4 из 10" in shown
        [said, *_] = await talk.press(OFFICER, "Да, ошибка в данных")
        assert "сообщения за 9–15 ноября: признали ошибкой" in said
        assert "в данных правда ошибка (сообщения за 9–15 ноября)" in (await talk.said(ALIEVA))[-1]
        assert "сообщений" in (await talk.write(OFFICER, "напомнить Алиевой"))[-1]  # of 16–22 nobody has said anything
        assert "в данных ошибка" not in (await talk.write(OFFICER, "карточка Алиевой"))[0].split("педагог:")[0]
        [asked] = await talk.write(OFFICER, "исправь ответ Алиевой")
        assert "сообщения за 9–15 ноября: 23 ноября ответили" in asked
        [said] = await talk.press(OFFICER, "Изменить: данные верны")
        assert "сообщения за 9–15 ноября. Исправил" in said
        assert "данные верны (сообщения за 9–15 ноября)" in (await talk.said(ALIEVA))[-1]


async def test_a_detail_that_follows_an_objection_reaches_the_officer_and_is_no_thing_done(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "почему у меня 4 сообщения? я писала весь день")
        await talk.said(OFFICER)
        for detail in ("в родительском чате 15 сообщений за среду", "там всё видно", "написала 12 сообщений"):
            [said] = await talk.write(ALIEVA, detail)
            assert said.startswith("Передал ответственному ваши слова"), detail
            [told] = await talk.said(OFFICER)
            assert f"пишет: «{detail}»" in told
        assert "Данные верны" in await talk.buttons(OFFICER)
        assert "«в родительском чате 15 сообщений за среду»" in (await talk.write(OFFICER, "карточка Алиевой"))[0]


async def test_a_question_or_a_wish_after_an_objection_is_one_of_its_own(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "почему у меня 4 сообщения? я писала весь день")
        await talk.said(OFFICER)
        for own in ("как создать чат?", "пишите мне после 15", "когда следующая проверка", "спасибо"):
            assert "Передал ответственному" not in (await talk.write(ALIEVA, own))[0], own
        assert await talk.said(OFFICER) == []
        talk.now += timedelta(days=2)
        assert "Передал ответственному" not in (await talk.write(ALIEVA, "там всё видно"))[0]


async def test_what_is_not_surely_an_objection_is_told_nobody(tmp_path):
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            await session.execute(update(PersonWeek).where(PersonWeek.person_id == 1).values(calls=1))
        for said in ("мне уже писали", "вы мне уже писали", "уже напоминали", "мне уже говорили"):
            await talk.write(ALIEVA, said)
        assert await talk.said(OFFICER) == []
        async with talk.database.reading() as session:
            assert await session.scalar(select(Claim)) is None


async def test_a_named_figure_is_objected_to_in_the_persons_own_words(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "я же писала")
        assert "Алиева Марьям Ахмедовна пишет: «я же писала»" in (await talk.said(OFFICER))[0]


async def test_whoever_asks_whether_it_was_looked_at_hears_what_waits(tmp_path):
    async with talking(tmp_path) as talk:
        assert "у ответственного" not in (await talk.write(ALIEVA, "ну что, проверили?"))[0]
        await dispute(talk, "Сообщения")
        [said] = await talk.write(ALIEVA, "ну что, проверили?")
        assert "Ваше сообщение об ошибке у ответственного." in said
        assert "Проверяю по файлу" in said


@pytest.mark.parametrize(
    ("said", "is_objection"),
    [
        ("двенадцать, а не четыре", True),
        ("12 а не 4", True),
        ("данные у вас неверны", True),
        ("у меня ошибки нет, спасибо", False),
        ("у меня всё хорошо сегодня", False),
    ],
)
def test_figures_are_disputed_in_figures_and_in_words(said, is_objection):
    assert disputes(said) is is_objection


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("звонок был вчера", date(2026, 11, 17)),
        ("созвонились не в среду, а в четверг", date(2026, 11, 12)),
        ("звонок был в прошлую пт", date(2026, 11, 13)),
        ("звонок был не вчера", None),
    ],
)
def test_the_day_of_a_deed_is_not_the_one_that_is_denied(said, day):
    assert day_of_deed(said, date(2026, 11, 18)) == day
