"""Words that are near a command and mean something else: nobody is silenced, deleted or written to by a misreading."""

import pytest
from sqlalchemy import select

from storage.tables import Break, Exemption, OutboxRow, Person
from tests.handlers.conversation import (
    ALIEVA,
    MANAGER,
    OFFICER,
    STRANGER,
    Conversation,
    add_person,
    class_teacher,
    talking,
    the_school,
)


async def rows(talk: Conversation, table) -> list:
    async with talk.database.reading() as session:
        return list(await session.scalars(select(table)))


async def wants(talk: Conversation) -> bool:
    async with talk.database.reading() as session:
        return bool(await session.scalar(select(Person.wants_nudges).where(Person.last_name == "Алиева")))


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Алиева не на больничном", "и так получает"),
        ("Алиева не вышла с больничного", "Не совсем понял"),
        ("Алиева не уволилась", "Алиева Марьям Ахмедовна — учитель"),
        ("не исключай Борисова", "ничего не меняю"),
        ("я не буду исключать Алиеву", "не буду"),
        ("исключить всех", "есть пауза"),
        ("не напоминай всем", "есть пауза"),
        ("не напоминай", "есть пауза"),
        ("всё, стоп, не отправляй ничего", "есть пауза"),
        ("я передумала, не надо рассылать", "есть пауза"),
        ("пауза была вчера", "Каникул пока не записано"),
        ("паузу не ставить", "не буду"),
        ("пауза снята?", "Каникул пока не записано"),
        ("каникулы скоро?", "Каникул пока не записано"),
        ("отчёт не нужен", "не буду"),
        ("удалить мои данные? нет", "не буду"),
        ("напомнить Алиевой не надо", "не буду"),
        ("напомнить всем, кроме Алиевой", "Напоминать некому"),
    ],
)
async def test_an_officers_denial_changes_nothing(tmp_path, said, answer):
    async with talking(tmp_path) as talk:
        answers = await talk.agree(OFFICER, said)
        assert answer in answers[0]
        assert [await rows(talk, table) for table in (Exemption, Break, OutboxRow)] == [[], [], []]


@pytest.mark.parametrize(
    ("said", "exempt"),
    [
        ("Алиева вышла на больничный", ("больничный", None)),
        ("Алиева ушла в декрет", ("декрет", None)),
        ("не трогай Алиеву на этой неделе", ("по решению ответственного", "2026-11-22")),
        ("Алиеву исключи до 1 дек", ("по решению ответственного", "2026-12-01")),
        ("Алиеву не беспокоить до конца месяца", ("по решению ответственного", "2026-11-30")),
        ("отметь Алиеву: командировка 18-20 ноября", ("командировка", "2026-11-20")),
        ("исключить Алиеву в декрет до марта", ("декрет", "2027-02-28")),
        ("исключить Алиеву отпуск по декабрь", ("отпуск", "2026-12-31")),
        ("исключить Алиеву до конца января больничный", ("больничный", "2027-01-31")),
    ],
)
async def test_an_absence_is_written_down_as_it_was_said(tmp_path, said, exempt):
    async with talking(tmp_path) as talk:
        await talk.agree(OFFICER, said)
        [found] = await rows(talk, Exemption)
        assert (found.reason, str(found.ends_on) if found.ends_on else None) == exempt


@pytest.mark.parametrize("until", ["на полгода", "до весны", "до зимних каникул", "до конца четверти"])
async def test_an_end_that_is_not_understood_is_asked_for_and_not_left_out(tmp_path, until):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(OFFICER, f"исключить Алиеву в декрет {until}")
        assert "Не понял дату" in said
        assert await rows(talk, Exemption) == []


async def test_an_absence_that_begins_later_is_told_with_its_beginning(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(OFFICER, "исключить Алиеву с 23.11 по 1 дек отпуск")
        assert "с 23 ноября по 1 декабря включительно" in said


async def test_a_short_surname_with_a_reason_is_understood(tmp_path):
    async with talking(tmp_path) as talk:
        await add_person(talk.database, await the_school(talk), "Ким Виктория Сергеевна", 9_100_120)
        [said] = await talk.agree(OFFICER, "Ким на больничном до 25 ноября")
        assert "не тревожу Ким Викторию Сергеевну до 25 ноября" in said


async def test_a_pause_till_a_day_is_one_whatever_it_is_called(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.agree(OFFICER, "не отправляй ничего до пятницы")
        assert "пауза, 16–20 ноября" in said
        assert [one.kind for one in await rows(talk, Break)] == ["quiet"]


async def test_breaks_that_were_are_written_down_by_their_usual_name(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(OFFICER, "каникулы были с 26 октября по 3 ноября")
        assert "Записал: каникулы, 26 октября – 3 ноября" in said


async def test_again_said_by_an_officer_is_about_the_school(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(OFFICER, "снова напоминай")
        assert said.startswith("Напоминания и так включены. Следующие напоминания уйдут")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("исключить Борисова", "только ответственный"),
        ("не напоминай Борисову", "только ответственный"),
        ("не пиши никому", "только ответственный"),
        ("больничный до пятницы", "Передать ответственному"),
        ("исключить меня до пятницы, больничный", "Передать ответственному"),
        ("не пишите мне до пятницы", "Не писать вам до 20 ноября включительно?"),
        ("не пишите мне сегодня", "16 ноября вам не напишу"),
        ("не напоминай про звонки", "на этой неделе больше не напомню"),
        ("освободите меня от напоминаний", "на этой неделе больше не напомню"),
        ("завтра сделаю", "Если понадобится подсказка"),
        ("удалить мои данные? нет", "не буду"),
        ("не удаляйте мои данные", "не буду"),
        ("удалите меня из базы", "Удалить?"),
        ("хочу удалить данные", "Удалить?"),
    ],
)
async def test_a_teacher_is_not_silenced_for_good_by_other_words(tmp_path, said, answer):
    async with talking(tmp_path) as talk:
        answers = await talk.write(ALIEVA, said)
        assert answer in answers[0]
        assert await wants(talk)


async def test_a_class_teachers_poster_is_that_of_the_class(tmp_path):
    async with talking(tmp_path) as talk:
        await class_teacher(talk)
        assert "Ваши классы: 7Б, 8А" in (await talk.write(ALIEVA, "плакат"))[0]


async def test_a_bare_yes_deletes_nothing_and_says_so(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(ALIEVA, "удалить мои данные")
        [said] = await talk.write(ALIEVA, "да")
        assert "нажмите кнопку «Да, удалить» или напишите эти слова" in said
        assert len(await rows(talk, Person)) == 2
        assert "ваших данных у меня больше нет" in (await talk.write(ALIEVA, "да, удалить"))[0]


@pytest.mark.parametrize(
    ("said", "sent"),
    [
        ("да, отправляй", True),
        ("отправляйте", True),
        ("нет, не надо", False),
        ("не отправляй", False),
        ("нет отправь", False),
        ("да, но не Алиевой", False),
        ("да нет наверное", False),
        ("подожди", False),
    ],
)
async def test_a_preview_is_answered_in_ones_own_words(tmp_path, said, sent):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "напомнить всем")
        await talk.write(OFFICER, said)
        assert bool(await rows(talk, OutboxRow)) is sent


@pytest.mark.parametrize("rest", ["про звонок", "всем про звонки", "насчёт звонка"])
async def test_a_reminder_about_something_goes_to_those_who_lack_it(tmp_path, rest):
    async with talking(tmp_path) as talk:
        [preview] = await talk.write(OFFICER, f"напомнить {rest}")
        assert preview.startswith("Напомнить по списку «Без звонка за неделю»: 1 человеку")


async def test_a_stranger_introduces_nobody_by_a_trade(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(STRANGER, "я новый учитель")
        assert await talk.said(OFFICER) == []
        assert "Такой код не подходит" in (await talk.write(STRANGER, "мой код ABCD-1234"))[0]
        assert "пишу только педагогам" in (await talk.write(MANAGER, "не пишите мне больше"))[0]


async def test_an_order_and_a_report_are_no_promise(tmp_path):
    async with talking(tmp_path) as talk:
        for who, words in ((OFFICER, "сделай директора руководителем"), (ALIEVA, "уже сделал чат")):
            said = await talk.write(who, words)
            assert not any("Если понадобится подсказка" in one for one in said), words
