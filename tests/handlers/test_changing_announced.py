"""What is announced and waits is changed by words, and stays the same announcement; what has gone stays as it is."""

from pathlib import Path

import pytest
from sqlalchemy import select, update

from storage.tables import Campaign, OutboxRow
from tests.handlers.conversation import DEPUTY, OFFICER, Conversation, talking
from tests.handlers.test_all_but import listed_officer
from tests.handlers.test_who_got_what import a_round

OFFICERS = (OFFICER, DEPUTY)
ASKED = "Что изменить?"


async def _waits(talk: Conversation, said: str = "передай всем завтра в 10: сдаём отчёты до 14") -> None:
    await talk.write(OFFICER, said)
    await talk.press(OFFICER, "Отправить: 2")


async def _kept(talk: Conversation) -> tuple[int, list[tuple[str, str]]]:
    """How many announcements there are, and what is to be said when."""
    async with talk.database.reading() as session:
        many = len(list(await session.scalars(select(Campaign))))
        rows = list(await session.scalars(select(OutboxRow).order_by(OutboxRow.person_id)))
    zone = talk.services.zone
    return many, [
        (one.text.partition(":\n\n")[2], f"{one.not_before.astimezone(zone):%d.%m %H:%M}" if one.not_before else "")
        for one in rows
    ]


@pytest.mark.parametrize(
    ("said", "words", "at"),
    [
        ("замени на: сдаём планы", "Сдаём планы", "17.11 10:00"),
        ("исправь объявление: сдаём планы", "Сдаём планы", "17.11 10:00"),
        ("в объявлении ошибка, замени на: сдаём планы и отчёты", "Сдаём планы и отчёты", "17.11 10:00"),
        ("поменяй текст объявления на «сдаём планы»", "Сдаём планы", "17.11 10:00"),
        ("замени 14 на 15", "Сдаём отчёты до 15", "17.11 10:00"),
        ("не отчёты, а планы", "Сдаём планы до 14", "17.11 10:00"),
        ("исправь, вместо отчёты надо планы", "Сдаём планы до 14", "17.11 10:00"),
        ("перенеси на четверг в 11", "Сдаём отчёты до 14", "19.11 11:00"),
        ("перенеси объявление на четверг", "Сдаём отчёты до 14", "19.11 10:00"),
        ("ой, лучше в 12", "Сдаём отчёты до 14", "17.11 12:00"),
        ("перенеси его на четверг 10 утра", "Сдаём отчёты до 14", "19.11 10:00"),
        ("не завтра, а в пятницу", "Сдаём отчёты до 14", "20.11 10:00"),
        ("перенеси объявление на четверг в 11 и замени на: сдаём планы", "Сдаём планы", "19.11 11:00"),
    ],
)
async def test_what_waits_becomes_what_is_said_and_stays_one_announcement(
    tmp_path: Path, said: str, words: str, at: str
) -> None:
    async with talking(tmp_path) as talk:
        await _waits(talk)
        [shown] = await talk.write(OFFICER, said)
        assert f"«{words}»" in shown
        assert "Было: 17 ноября в 10:00, 2 людям: «Сдаём отчёты до 14»" in shown
        assert await _kept(talk) == (1, [("Сдаём отчёты до 14", "17.11 10:00")] * 2)  # shown, and nothing done yet
        [done] = await talk.press(OFFICER, "Изменить: 2")
        assert done.startswith("Изменил: передам 2 людям")
        assert await _kept(talk) == (1, [(words, at)] * 2)


async def test_whom_it_is_for_is_changed_as_well(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await _waits(talk)
        await talk.write(OFFICER, "только Алиевой")
        await talk.press(OFFICER, "Изменить: 1")
        assert len((await _kept(talk))[1]) == 1
        await talk.write(OFFICER, "и ещё Борисову")
        assert "передам 2 людям" in (await talk.write(OFFICER, "да"))[0]
        await talk.write(OFFICER, "без Алиевой")
        await talk.press(OFFICER, "Изменить: 1")
        assert await _kept(talk) == (1, [("Сдаём отчёты до 14", "17.11 10:00")])


async def test_new_words_are_asked_for_by_a_button(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await _waits(talk)
        assert ASKED in (await talk.write(OFFICER, "измени текст объявления"))[0]
        await talk.press(OFFICER, "Новые слова")
        assert "«Сдаём планы»" in (await talk.write(OFFICER, "сдаём планы"))[0]
        await talk.write(OFFICER, "да")
        assert await _kept(talk) == (1, [("Сдаём планы", "17.11 10:00")] * 2)


@pytest.mark.parametrize(
    "said",
    [
        "передумала, планы сдаём не в понедельник а во вторник, поменяй объявление",
        "планы сдаём во вторник\nпоменяй объявление",
        "измени объявление",
    ],
)
async def test_where_the_words_do_not_tell_it_is_asked_what_is_to_change(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await _waits(talk)
        [told] = await talk.write(OFFICER, said)
        assert "17 ноября в 10:00, 2 людям: «Сдаём отчёты до 14»" in told
        assert ASKED in told
        [gone] = await talk.press(OFFICER, "Отменить")
        assert "Отменил." in gone
        [told] = await talk.write(OFFICER, said)
        assert "Отправленное исправить или отозвать не могу" in told


async def test_of_several_the_one_that_is_named_is_changed_or_it_is_asked_which(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await _waits(talk)
        await _waits(talk, "передай всем в четверг в 10: приносим журналы")
        [shown] = await talk.write(OFFICER, "перенеси объявление про журналы на пятницу")
        assert "«Приносим журналы»" in shown
        await talk.write(OFFICER, "отмена")
        assert "Какое изменить?" in (await talk.write(OFFICER, "перенеси объявление на среду"))[0]
        newest = (await talk.messages(OFFICER))[-1]
        await talk.press(OFFICER, newest["keyboard"]["buttons"][1][0]["action"]["label"])
        await talk.write(OFFICER, "да")
        assert (await _kept(talk))[1].count(("Сдаём отчёты до 14", "18.11 10:00")) == 2


async def test_what_has_begun_to_go_is_not_rewritten(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await _waits(talk)
        async with talk.database.writing() as session:
            first = await session.scalar(select(OutboxRow.id).limit(1))
            gone = update(OutboxRow).where(OutboxRow.id == first).values(state="sent", finished_at=talk.now)
            await session.execute(gone)
        [told] = await talk.write(OFFICER, "исправь объявление: сдаём планы")
        assert "Это объявление уже уходит" in told
        assert {words for words, _ in (await _kept(talk))[1]} == {"Сдаём отчёты до 14"}


async def test_of_what_has_gone_it_is_said_when_it_is_to_be_changed(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await _waits(talk, "передай всем, что сдаём отчёты")
        async with talk.database.writing() as session:
            await session.execute(update(OutboxRow).values(state="sent", finished_at=talk.now))
            await session.execute(update(Campaign).values(state="finished", finished_at=talk.now))
        [told] = await talk.write(OFFICER, "замени на: сдаём планы")
        assert "«Сдаём планы»" in told
        assert "Прежнее — «Сдаём отчёты» — уже у людей (2 человека), отозвать его не могу" in told
        await talk.write(OFFICER, "отмена")
        [told] = await talk.write(OFFICER, "хотя нет, отмени объявление")
        assert "отправлено 2 из 2. Отправленное отозвать нельзя." in told


async def test_it_goes_in_its_new_words_and_once(tmp_path: Path) -> None:
    async with talking(tmp_path, officers=OFFICERS) as talk:
        await _waits(talk)
        await talk.write(DEPUTY, "исправь объявление: сдаём планы")
        assert "Изменил" in (await talk.press(DEPUTY, "Изменить: 2"))[0]
        heard, told = await talk.write(OFFICER, "что с объявлением")
        assert heard.startswith("Ваше объявление изменено")
        assert "начнётся 17 ноября в 10:00: отправлено 0 из 2" in told


async def test_what_is_not_about_the_announcement_is_left_alone(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        for said in ("поменяй часы рассылки", "исправь Алиевой класс на 5б", "поставь цель по звонкам 70"):
            await _waits(talk)
            assert not any("Было:" in one for one in await talk.write(OFFICER, said))
            await talk.write(OFFICER, "отмена")
            await talk.write(OFFICER, "отмени объявление")
            await talk.press(OFFICER, "Отменить: объявление")


@pytest.mark.parametrize(("kind", "said"), [("digest", "отмени рассылку"), ("announce-1", "отмени объявление")])
async def test_of_what_has_just_gone_it_is_said_that_it_stays(tmp_path: Path, kind: str, said: str) -> None:
    async with talking(tmp_path) as talk:
        await a_round(talk)
        async with talk.database.writing() as session:
            await session.execute(update(Campaign).values(kind=kind, state="finished"))
        [told] = await talk.write(OFFICER, said)
        assert "отправлено 1 из 2, не дошло 1. Отправленное отозвать нельзя." in told


@pytest.mark.parametrize("said", ["что с объявлением", "а объявление теперь когда", "когда уйдёт объявление"])
async def test_how_an_announcement_stands(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "передай всем завтра в 10: сдаём отчёты")
        await talk.press(OFFICER, "Отправить: 2")
        [told] = await talk.write(OFFICER, said)
        assert "Рассылка объявления начнётся 17 ноября в 10:00" in told


async def test_under_a_preview_what_is_shown_is_changed(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "передай всем, что сдаём отчёты")
        [told] = await talk.write(OFFICER, "в объявлении ошибка, замени на: сдаём планы")
        assert "«Сдаём планы»" in told
        [told] = await talk.write(OFFICER, "перенеси его на четверг 10 утра")
        assert "Объявление уйдёт 19 ноября в 10:00" in told
        assert "Пока ничего не отправлено" in (await talk.write(OFFICER, "измени объявление"))[0]
        await talk.press(OFFICER, "Отправить: 2")
        assert await _kept(talk) == (1, [("Сдаём планы", "19.11 10:00")] * 2)


async def test_the_deputy_cancels_what_the_officer_announced(tmp_path: Path) -> None:
    async with talking(tmp_path, officers=OFFICERS) as talk:
        await _waits(talk)
        assert "Отменить?" in (await talk.write(DEPUTY, "отмени объявление Ответовой"))[0]
        assert "Отменил." in (await talk.press(DEPUTY, "Отменить: объявление"))[0]


@pytest.mark.parametrize("said", ["отмени объявление", "не отправляй объявление"])
async def test_of_an_announcement_no_reminders_are_cancelled(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "напомни всем завтра в 12")
        await talk.press(OFFICER, "Отправить: 1")
        assert (await talk.write(OFFICER, "что с объявлением"))[0].startswith("Объявлений ещё не было.")
        assert (await talk.write(OFFICER, said))[0].startswith("Объявлений ещё не было.")

        await talk.write(OFFICER, "передай всем завтра в 10: сдаём отчёты")
        [told] = await talk.write(OFFICER, "что с объявлением")
        assert told.startswith("Объявление пока никому не отправлено")
        assert await talk.write(OFFICER, said) == ["Хорошо, объявление не отправляю."]
        [old] = await talk.press_payload(OFFICER, {"do": "announce_yes", "kind": "announce-1", "w": "2026-W47"})
        assert old.startswith("Этот предпросмотр уже не действует.")

        await talk.write(OFFICER, "передай всем завтра в 10: сдаём отчёты")
        await talk.press(OFFICER, "Отправить: 2")
        await talk.write(OFFICER, said)
        assert [one for one in await talk.buttons(OFFICER) if one.startswith("Отменить")] == ["Отменить: объявление"]
        await talk.press(OFFICER, "Отменить: объявление")
        [told] = await talk.write(OFFICER, said)
        assert told == "Рассылка объявления отменена: отправлено 0 из 2, отменено 2."
        assert "9–15 ноября начнётся 17 ноября в 12:00" in (await talk.write(OFFICER, "отмени рассылку"))[0]


async def test_what_is_said_of_an_error_to_everybody_is_an_announcement(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        [preview] = await talk.write(OFFICER, "передай всем, что в объявлении ошибка: педсовет в 15")
        assert "«В объявлении ошибка: педсовет в 15»" in preview


@pytest.mark.parametrize(
    "said",
    [
        "объявление: 11 января в 9: педсовет в 14",
        "передай всем: 11 января в 9: педсовет в 14",
        "передай всем 11 января в 9: педсовет в 14",
    ],
)
async def test_when_it_goes_is_none_of_the_words_wherever_it_stands(tmp_path: Path, said: str) -> None:
    async with talking(tmp_path) as talk:
        [shown] = await talk.write(OFFICER, said)
        assert "Объявление уйдёт 11 января в 09:00, 2 людям" in shown
        assert "«Педсовет в 14»" in shown
        assert "⚠" not in shown


async def test_words_that_lost_their_day_say_so_and_get_it_back(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        [shown] = await talk.write(OFFICER, "передай всем завтра в 14: педсовет")
        assert "⚠ 17 ноября в 14:00 — это когда отправить, а в самих словах дня и часа нет." in shown
        [shown] = await talk.write(OFFICER, "замени на: педсовет 17 ноября в 14:00")
        assert "«Педсовет 17 ноября в 14:00»" in shown
        assert "дня и часа нет" not in shown
        for said in ("передай всем завтра в 10: сдаём отчёты", "передай всем, что педсовет переносим"):
            assert "дня и часа нет" not in (await talk.write(OFFICER, said))[0]
        assert "«Завтра в 14: педсовет»" in (await talk.write(OFFICER, "передай всем: завтра в 14: педсовет"))[0]


async def test_whoever_speaks_of_themselves_is_named_once_however_often_it_is_changed(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await listed_officer(talk)
        await talk.write(OFFICER, "передай всем завтра в 10: зайдите ко мне до 14 с отчётом")
        await talk.press(OFFICER, "Отправить: 3")
        [shown] = await talk.write(OFFICER, "замени 14 на 15")
        assert "«Зайдите ко мне до 15 с отчётом\n\nОт кого: Ответова Ольга Ивановна»" in shown
        await talk.press(OFFICER, "Изменить: 3")
        [(words, _), *_] = (await _kept(talk))[1]
        assert words.count("От кого") == 1


async def test_of_several_a_button_has_the_words_alone_in_one_line(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await listed_officer(talk)
        for said in ("передай всем завтра в 10: зайдите ко мне", "передай всем в пятницу в 10: сдаём отчёты"):
            await talk.write(OFFICER, said)
            await talk.press(OFFICER, "Отправить: 3")
        await talk.write(OFFICER, "измени объявление")
        assert (await talk.buttons(OFFICER))[:2] == ["1. Сдаём отчёты", "2. Зайдите ко мне"]
        await talk.write(OFFICER, "отмени объявление")
        assert await talk.buttons(OFFICER) == ["Отменить: 1. Сдаём отчёты", "Отменить: 2. Зайдите ко мне", "Нет"]


async def test_a_hint_at_the_missing_time_has_no_signature_within_the_words(tmp_path: Path) -> None:
    async with talking(tmp_path) as talk:
        await listed_officer(talk)
        [shown] = await talk.write(OFFICER, "передай всем завтра в 14: педсовет у меня!")
        assert "«замени на: педсовет у меня 17 ноября в 14:00»." in shown
