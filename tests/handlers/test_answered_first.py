"""What a teacher asks is answered first, whatever waits; what is about no figure is shown beside none."""

from pathlib import Path

import pytest
from sqlalchemy import select, update

from handlers.engine.buttons import COMMAND
from handlers.teacher.passing_words import PASSED_ON_ALONE
from handlers.understanding.asking import OLD, TO_OFFICER, mark_of
from storage.tables import Claim, PersonWeek
from tests.handlers.conversation import ALIEVA, OFFICER, Conversation, class_teacher, talking

DISPUTE = "звонок был в среду"
NO_VERDICT = ["Ответить", "Карточка"]


async def _claims(talk: Conversation) -> set[str]:
    async with talk.database.reading() as session:
        return {one.gap for one in await session.scalars(select(Claim).where(Claim.kind == "mistake"))}


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("Сообщения из чата той школы сюда идут или нет", "Этого я не знаю: у каждой школы своя строка"),
        ("сколько раз звонить, один на обе школы или по одному", "Каждая школа спрашивает за своё"),
        ("какой чат создавать и с кем", "Как создать групповой чат"),
        ("Написал. Проверяйте", "Спасибо! Проверим по следующему файлу"),
        ("за какую неделю вы считали?", "Проверяю по файлу статистики"),
        ("Подскажите где кнопка звонка", "Как позвонить из чата"),
    ],
)
async def test_while_a_dispute_is_open_a_question_gets_its_answer(tmp_path: Path, asked: str, answer: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, DISPUTE)
        await talk.said(OFFICER)
        assert answer in (await talk.write(ALIEVA, asked))[0]
        assert await talk.said(OFFICER) == []
        assert await _claims(talk) == {"no_call"}


async def test_what_is_told_of_it_still_goes_on_to_the_officer(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, DISPUTE)
        await talk.said(OFFICER)
        assert (await talk.write(ALIEVA, "там подключились 18 родителей, все подтвердят"))[0].startswith(
            "Передал ответственному"
        )
        assert "18 родителей" in (await talk.said(OFFICER))[0]


@pytest.mark.parametrize(
    "said",
    [
        "у нас в классе 27 человек, а не 25, две девочки пришли из лицея",
        "Пашкова из класса ушла в гимназию",
        "из класса выбыло двое, теперь нас 24",
    ],
)
async def test_pupils_are_no_figure_of_the_teachers(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await class_teacher(talk, "7Б")
        [told] = await talk.write(ALIEVA, said)
        assert told.startswith("Передал ответственному ваши слова: число учеников")
        assert await talk.said(OFFICER) == [f"Алиева Марьям Ахмедовна пишет: «{said}»"]
        assert await talk.buttons(OFFICER) == NO_VERDICT
        assert await _claims(talk) == set()


async def test_whoever_heads_no_class_hears_that_none_is_asked_of(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        async with talk.database.writing() as session:
            await session.execute(update(PersonWeek).values(group_messages=12))
        [told] = await talk.write(ALIEVA, "у меня нет класса")
        assert told.startswith("Класса за вами по списку школы и нет")
        assert await talk.said(OFFICER) == []
        assert await _claims(talk) == set()


async def test_of_whoever_heads_one_it_is_passed_on_in_their_words(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await class_teacher(talk, "7Б")
        [asked] = await talk.write(ALIEVA, "у меня нет класса")
        assert "«у меня нет класса»" in asked
        await talk.press(ALIEVA, "Да, передать")
        assert "«у меня нет класса»" in (await talk.said(OFFICER))[0]


@pytest.mark.parametrize("said", ["7Б теперь у Борисова Бориса, все вопросы к нему", "7Б я передала Борисову"])
async def test_a_class_that_is_anothers_now_is_passed_on(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await class_teacher(talk, "7Б")
        [asked] = await talk.write(ALIEVA, said)
        assert f"«{said}»" in asked
        await talk.press(ALIEVA, "Да, передать")
        assert said in (await talk.said(OFFICER))[0]


async def test_a_number_under_the_norm_is_not_done(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        [told] = await talk.write(ALIEVA, "Я в чате 7А уже шесть написала, сколько ещё надо")
        assert "за эту неделю 6 сообщений, а норма — 10: осталось ещё 4 сообщения" in told
        assert "стоит 4" in told
        [again] = await talk.write(ALIEVA, "девять сообщений есть")
        assert "осталось ещё 1 сообщение" in again
        async with talk.database.reading() as session:
            assert (await session.scalars(select(Claim))).all() == []
        [done] = await talk.write(ALIEVA, "написала 12 сообщений")
        assert done.startswith("Спасибо! Проверим")


async def test_what_nobody_knows_the_officer_is_asked(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        asked = "а голосовые считаются за сообщения или надо текстом"
        [told] = await talk.write(ALIEVA, asked)
        assert told.startswith("Этого я не знаю: в файле стоит только число сообщений")
        assert await talk.press(ALIEVA, "Спросить ответственного") == [PASSED_ON_ALONE]
        assert await talk.said(OFFICER) == [f"Алиева Марьям Ахмедовна пишет: «{asked}»"]
        assert await talk.buttons(OFFICER) == NO_VERDICT


async def test_pressed_twice_while_a_dispute_is_open_it_is_passed_on_once(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, DISPUTE)
        await talk.write(ALIEVA, "а голосовые считаются за сообщения или надо текстом")
        await talk.said(OFFICER)
        mark = {COMMAND: TO_OFFICER, "w": mark_of("а голосовые считаются за сообщения или надо текстом")}
        assert await talk.press_payload(ALIEVA, mark) == [PASSED_ON_ALONE]
        assert len(await talk.said(OFFICER)) == 1
        assert await talk.press_payload(ALIEVA, mark) == [OLD]
        assert await talk.said(OFFICER) == []
        await talk.write(ALIEVA, "там подключились 18 родителей, все подтвердят")
        assert "18 родителей" in (await talk.said(OFFICER))[0]


async def test_what_waits_for_days_waits_on_while_the_officer_may_be_asked(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        asked = "а голосовые считаются за сообщения или надо текстом"
        await talk.write(ALIEVA, "болею")
        await talk.write(ALIEVA, asked)
        assert await talk.press(ALIEVA, "Спросить ответственного") == [PASSED_ON_ALONE]
        assert await talk.said(OFFICER) == [f"Алиева Марьям Ахмедовна пишет: «{asked}»"]
        await talk.write(ALIEVA, asked)
        await talk.write(ALIEVA, "до 20 ноября")
        assert "просит пока не тревожить: «болею, до 20 ноября»" in (await talk.said(OFFICER))[0]


async def test_a_question_beside_what_is_done_takes_nothing_away(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        first, second = await talk.write(ALIEVA, "Сделала звонок. А ночью сообщения идут в зачёт?")
        assert first.startswith("Да, засчитается")
        assert second.startswith("Спасибо! Проверим")


async def test_what_is_not_understood_can_be_passed_on(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "что-то непонятное про мыльницу")
        assert (await talk.buttons(ALIEVA))[-2:] == ["Передать ответственному", "Другое"]
        assert await talk.press(ALIEVA, "Передать ответственному") == [PASSED_ON_ALONE]
        assert "про мыльницу" in (await talk.said(OFFICER))[0]


async def test_later_words_are_not_passed_on_by_an_older_button(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "а голосовые считаются за сообщения?")
        payload = (await talk.messages(ALIEVA))[-1]["keyboard"]["buttons"][0][0]["action"]["payload"]
        await talk.write(ALIEVA, "а стикеры считаются за сообщения?")
        await talk.said(OFFICER)
        [told] = await talk.press_payload(ALIEVA, payload)
        assert told.startswith("Этот вопрос уже позади")
        assert await talk.said(OFFICER) == []


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Пришлю скриншот, куда его?", "Прямо сюда"),
        ("Почему Борисову ничего не приходит, а мне каждую неделю?", "О других не рассказываю"),
        ("двое детей, у родителей в вк вообще нет, обязательно ли их добавлять", "Заставить семью никто не может"),
        ("Ахмедовы и Пашковы вышли из чата, что с ними делать", "Кто в чате, а кто вышел, я не вижу"),
        ("я вам не девочка, чтобы мне указывать", "Простите, обидеть не хотел"),
        ("У меня не столько сообщений, а минимум пятнадцать, откуда вы берёте цифры???", "Передал ответственному"),
        ("10 норм, дальше?", "Марьям Ахмедовна, здравствуйте!"),
        ("я же говорила завучу, что болею, почему приходит", "Спасибо, что сказали! Передать ответственному"),
    ],
)
async def test_each_gets_its_own_answer(tmp_path: Path, said: str, answer: str) -> None:
    async with talking(tmp_path) as talk:
        assert (await talk.write(ALIEVA, said))[0].startswith(answer)


async def test_names_of_pupils_are_not_kept(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await class_teacher(talk, "7Б")
        [told] = await talk.write(ALIEVA, "Кто из детей не зашёл, пофамильно дайте")
        assert told.startswith("Имён детей не храню")
        assert "в данных школы не сказано" in told


async def test_whoever_waits_for_the_officer_is_not_asked_for_silence(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, DISPUTE)
        [told] = await talk.write(ALIEVA, "пока не исправите, ничего делать не буду")
        assert told.startswith("Ваши слова об ошибке уже у ответственного")


async def test_a_chat_without_the_teacher_is_explained_by_their_own_class(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await class_teacher(talk, "8А")
        first, why, *_ = await talk.write(ALIEVA, "как сделать чат родителей, чтобы меня в нём не было, и зачем?")
        assert first.startswith("Чат родителей без педагога")
        assert why.startswith("У каждого класса просят два чата родителей")
        [with_teacher, *_] = await talk.write(ALIEVA, "как сделать чат родителей с учителем")
        assert "«8А, родители с педагогом»" in with_teacher


@pytest.mark.parametrize(
    ("said", "kind"), [("это 8А без меня", "родители, без педагога"), ("8А, родители и я", "родители, с педагогом")]
)
async def test_a_link_with_its_class_and_kind_is_written_down_at_once(tmp_path: Path, said: str, kind: str) -> None:
    async with talking(tmp_path) as talk:
        await class_teacher(talk, "8А")
        [told] = await talk.write(ALIEVA, f"ссылка на чат https://vk.me/join/AJQ1d7nXyz04 {said}")
        assert told.startswith("Записал: 8А")
        assert kind in told


async def test_who_is_back_is_reminded_from_the_day_that_is_said(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "я на больничном до 27 ноября")
        await talk.press(ALIEVA, "Да, передать")
        await talk.said(OFFICER)
        back = "больничный закрыла, но на этой неделе ещё без нагрузки, начните с понедельника"
        [asked] = await talk.write(ALIEVA, back)
        assert "напоминать просите с 23 ноября" in asked
        await talk.press(ALIEVA, "Да, передать")
        [told] = await talk.said(OFFICER)
        assert "пишет, что снова на работе: «больничный закрыла" in told
        assert await talk.buttons(OFFICER) == ["Не тревожить до 22 ноября", "Снова напоминать"]


async def test_a_shorter_span_is_not_offered_beside_a_longer_one_of_the_officers_that_would_stay(
    tmp_path: Path,
) -> None:
    async with talking(tmp_path) as talk:
        await talk.agree(OFFICER, "исключить Алиеву до 27 ноября больничный")
        await talk.write(ALIEVA, "больничный закрыла, но на этой неделе ещё без нагрузки, начните с понедельника")
        await talk.press(ALIEVA, "Да, передать")
        [told] = await talk.said(OFFICER)
        assert told.endswith("Сейчас не тревожим: больничный, до 27 ноября. Напоминать просит с 23 ноября.")
        assert await talk.buttons(OFFICER) == ["Снова напоминать"]


async def test_whom_nobody_lets_be_is_offered_to_be_let_be_till_then(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "больничный закрыла, но на этой неделе ещё без нагрузки, начните с понедельника")
        assert (await talk.buttons(ALIEVA))[0] == "Не писать до 22 ноября"


async def test_a_word_is_not_missed_where_none_was_asked_for(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        [told] = await talk.write(ALIEVA, "а кружок считается?")
        assert "моём словаре" not in told
        assert await talk.buttons(ALIEVA) == ["Спросить ответственного"]
