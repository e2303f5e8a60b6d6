"""How a thing is said decides what is meant: of both or of either, ahead or past, told or ordered, of which week."""

import pytest
from sqlalchemy import select

from storage.tables import Break, Person
from tests.handlers.conversation import ALIEVA, OFFICER, add_person, talking, the_school
from tests.handlers.test_wishes import rows, staff


async def test_people_who_lack_both_are_told_from_those_who_lack_either_and_the_other_is_offered(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        await add_person(talk.database, school, "Гаджиева Патимат Омаровна", group_chats=0, calls=0)
        await add_person(talk.database, school, "Исаев Артур Тимурович", group_chats=0, calls=2)
        for both in ("кто без чата и без звонка", "у кого нет ни чата, ни звонка"):
            [said] = await talk.write(OFFICER, both)
            assert said.startswith("Без групповых чатов и без звонка за неделю: 1 человек")
            assert "Гаджиева" in said
        [said] = await talk.press(OFFICER, "У кого нет хотя бы одного")
        assert said.startswith("Без групповых чатов или без звонка за неделю: 3 человека")
        assert "Исаев Артур Тимурович — нет группового чата" in said
        [said] = await talk.write(OFFICER, "кто без чата или звонка")
        assert said.startswith("Без групповых чатов или без звонка за неделю: 3 человека")
        [said] = await talk.press(OFFICER, "У кого нет ничего из этого")
        assert said.startswith("Без групповых чатов и без звонка за неделю: 1 человек")
        assert len(await talk.write(OFFICER, "кто без чата и кто без звонка")) == 2
        [said] = await talk.write(OFFICER, "а у кого есть групповой чат")
        assert said.startswith("Уже сделано (групповой чат): 2 человека")
        assert "Исаев" not in said
        [said] = await talk.write(OFFICER, "напомни тем, кто без чата и без звонка")
        assert "аккаунт неизвестен" in said
        assert "некому" in said


async def test_a_list_is_of_the_week_that_was_named_or_says_that_there_is_none(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(OFFICER, "кто без звонка за 45 неделю")
        assert said == "За 2–8 ноября списка по фамилиям нет."
        [said] = await talk.press(OFFICER, "Показать последний")
        assert said.startswith("Без звонка за неделю: 1 человек. По данным за 9–15 ноября.")
        [said] = await talk.write(OFFICER, "кто отстаёт за 45 неделю")
        assert said == "За 2–8 ноября списка по фамилиям нет."
        note, said = await talk.write(OFFICER, "кто без звонка за ноябрь")
        assert "только последняя неделя, 9–15 ноября" in note
        note, said = await talk.write(OFFICER, "кто не звонил на этой неделе")
        assert note.startswith("Файла за эту неделю ещё нет")
        assert "По данным за 9–15 ноября" in said


async def test_what_a_school_does_not_ask_for_nobody_has_done(tmp_path):
    """Of «Моя школа» without a target neither a list nor a share is made: «нет» would stand there as done."""
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        await add_person(talk.database, school, "Гаджиева Патимат Омаровна", calls=1, my_school=False, role="физика")
        await add_person(talk.database, school, "Исаев Артур Тимурович", calls=1, my_school=True, role="физика")
        for gap in ("!my_school_inactive", "!no_call&my_school_inactive", "my_school_inactive&no_call"):
            [said] = await talk.press_payload(OFFICER, {"do": "list", "gap": gap})
            assert "школа сейчас не напоминает" in said
        [said] = await talk.press_payload(OFFICER, {"do": "indicator", "ind": "my_school", "who": "subject:физика"})
        assert "школа сейчас не напоминает" in said
        await talk.write(OFFICER, "цель Моя школа 90 %")
        [said] = await talk.press_payload(OFFICER, {"do": "list", "gap": "!my_school_inactive"})
        assert said.startswith("Уже сделано («Моя школа»): 1 человек")
        assert "Исаев" in said
        assert "Ещё о 2 сотрудниках этих сведений в файле нет." in said
        [said] = await talk.press_payload(OFFICER, {"do": "indicator", "ind": "my_school", "who": "subject:физика"})
        assert "1 из 2" in said


async def test_what_the_file_does_not_tell_is_not_what_everybody_has(tmp_path):
    async with talking(tmp_path) as talk:
        unknown = "ни о ком не сказано: не связали журнал"
        for wish in ("напомни про журналы", "напомни Алиевой про журнал"):
            [said] = await talk.write(OFFICER, wish)
            assert unknown in said
        [said] = await talk.write(OFFICER, "напомни про журналы и звонки")
        assert unknown in said
        assert "1 человеку" in said
        await talk.press(OFFICER, "Не отправлять")
        [said] = await talk.write(OFFICER, "напомни Алиевой про звонок")
        assert "Напомнить Алиевой Марьям Ахмедовне (без звонка за неделю)" in said
        assert "сообщений" not in said.partition("Пример")[2]


async def test_when_somebody_will_be_reminded_and_who_was_not_and_why(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [said] = await talk.write(OFFICER, "когда ты напомнишь Алиевой")
        assert said.startswith("Следующие напоминания уйдут")
        assert "Алиева Марьям Ахмедовна — получит: меньше 10 сообщений за неделю, без звонка за неделю" in said
        [said] = await talk.write(OFFICER, "Борисов получит напоминание?")
        assert "Борисов Борис Олегович — не получит (по этим данным напоминать не о чем)" in said
        [said] = await talk.write(OFFICER, "когда ты напомнишь математикам")
        assert "Линейкина Наталья Олеговна — не получит (аккаунт неизвестен" in said
        assert "Линейкина Наталья Олеговна" in (await talk.write(OFFICER, "кто учит математику"))[0]
        await talk.write(OFFICER, "напомни всем")
        await talk.press(OFFICER, "Отправить: 1")
        [said] = await talk.write(OFFICER, "кому ты не написал")
        assert "Ещё 3 людям эта рассылка не отправлялась:" in said
        assert "• Борисов Борис Олегович — по этим данным напоминать не о чем" in said
        [said] = await talk.write(OFFICER, "почему ты не написал Глобусовой")
        assert "Глобусова Тамара Ильинична — не получит (аккаунт неизвестен" in said
        await talk.write(OFFICER, "пауза")
        [said] = await talk.write(OFFICER, "когда ты напомнишь Алиевой")
        assert said == "Напоминания школы на паузе: сам никому не пишу, пока не скажете «продолжить»."


async def test_a_preview_is_of_those_who_were_named_and_of_nobody_else(tmp_path):
    async with talking(tmp_path) as talk:
        school = await staff(talk)
        await add_person(
            talk.database, school, "Дробин Олег Ильич", 904, group_messages=3, calls=0, role="учитель математики"
        )
        [said] = await talk.write(OFFICER, "покажите образец сообщения для математиков")
        assert said.startswith("Напомнить по списку «Все долги — математика»: 1 человеку")
        assert "Пример — Дробин Олег Ильич" in said
        assert "Алиева" not in said
        [said] = await talk.write(OFFICER, "что придёт Алиевой, покажи")
        assert said.startswith("Напомнить Алиевой Марьям Ахмедовне,")
        [said] = await talk.write(OFFICER, "кто получит напоминание")
        assert said.startswith("Напомнить всем, у кого что-то осталось: 2 людям")


async def test_what_is_told_is_not_done(tmp_path):
    async with talking(tmp_path) as talk:
        for told in ("спасибо, что уволил Борисова", "ты уволил Борисова", "спасибо, что исключил Борисова"):
            [said] = await talk.write(OFFICER, told)
            assert said.startswith("Борисов Борис Олегович — учитель"), told
        [said] = await talk.write(OFFICER, "кто исключил Борисова")
        assert said == "Борисов Борис Олегович: ни исключений, ни отметок, ни исправлений не записано."
        await talk.write(OFFICER, "исключить Борисова до пятницы")
        [said] = await talk.write(OFFICER, "кто исключил Борисова")
        assert "исключение из напоминаний" in said
        [said] = await talk.write(OFFICER, "уволили Борисова")
        assert said.startswith("Отметить, что Борисов Борис Олегович больше не работает")
        assert all(one.left_on is None for one in await rows(talk, Person))


async def test_days_off_under_two_names_are_two_entries(tmp_path):
    async with talking(tmp_path) as talk:
        [said] = await talk.write(OFFICER, "карантин с 1 по 5 декабря и пауза до пятницы")
        assert said.splitlines()[0].startswith("Записал: карантин, 1–5 декабря 2026.")
        assert said.splitlines()[1].startswith("Записал: пауза, 16–20 ноября 2026.")
        async with talk.database.reading() as session:
            found = await session.execute(select(Break.title, Break.kind))
        assert sorted(map(tuple, found)) == [("карантин", "pause"), ("пауза", "quiet")]
        [said] = await talk.write(OFFICER, "карантин с 7 по 9 декабря, пауза с 14 по 16")
        assert "пауза, 14–16 декабря 2026" in said
        [said] = await talk.write(OFFICER, "карантин с 21 по 23 декабря и зимние каникулы с 28 по 31 декабря")
        assert "зимние каникулы, 28–31 декабря 2026" in said
        async with talk.database.reading() as session:
            kind = await session.scalar(select(Break.kind).where(Break.title == "зимние каникулы"))
        assert kind == "break"


async def test_a_dynamic_of_one_indicator_is_of_that_one(tmp_path):
    async with talking(tmp_path) as talk:
        said = await talk.write(OFFICER, "динамика звонков")
        assert said[0] == "По неделям, последняя — 9–15 ноября:\n• 1 звонок за неделю: 1"
        said = await talk.write(OFFICER, "динамика за сентябрь")
        assert said == ["За 1–30 сентября файлов статистики нет."]


@pytest.mark.parametrize("wish", ["листовки для тех, кому не могу писать", "листовки тем, кому бот не может написать"])
async def test_leaflets_for_those_who_cannot_be_written_to_are_no_pause(tmp_path, wish):
    async with talking(tmp_path) as talk:
        await staff(talk)
        said = await talk.write(OFFICER, wish)
        assert said[0].startswith("Готовлю листовки")


async def test_what_is_said_of_a_colleague_is_not_the_schools_name(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "настройки")
        await talk.press(OFFICER, "Название школы")
        [said] = await talk.write(OFFICER, "Борисов в отпуске до 5 декабря")
        assert said.startswith("Понял так: Не тревожить Борисова Бориса Олеговича, по 5 декабря, отпуск")


async def test_what_a_wish_names_is_not_dropped_by_its_command(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        [said] = await talk.write(OFFICER, "сводка по математикам")
        assert "А по группе (математика) покажу список" in said
        [said] = await talk.press(OFFICER, "Список")
        assert said.startswith("Все долги — математика: 1 человек")
        assert (await talk.write(OFFICER, "сводка по Алиевой"))[0].startswith("Алиева Марьям Ахмедовна — учитель")
        assert await talk.write(OFFICER, "удали загрузку за 45 неделю") == ["За 2–8 ноября ничего не загружено."]
        [said] = await talk.write(OFFICER, "ответила ли Алиева")
        assert said == "Алиева Марьям Ахмедовна: сообщений от меня ещё не было."
        [said] = await talk.write(OFFICER, "Борисов увольняется с 1 декабря")
        assert said.startswith("Борисов Борис Олегович больше не работает в школе с 1 декабря?")
        [said] = await talk.write(OFFICER, "повтори неудавшимся завтра в 10")
        assert "только сразу, не к назначенному часу" in said
        [said] = await talk.write(OFFICER, "Борисов интересуется, кто без звонка")
        assert "Алиева Марьям Ахмедовна" in said
        assert "Борисов" not in said


async def test_of_several_people_what_can_be_of_one_only_begins_with_the_one_who_is_pressed(tmp_path):
    async with talking(tmp_path) as talk:
        for said, begins in (
            ("карточки Алиевой и Борисова", "Борисов Борис Олегович — учитель"),
            ("что получили Алиева и Борисов", "Борисов Борис Олегович: сообщений от меня ещё не было"),
            ("кто исключил Алиеву и Борисова", "Борисов Борис Олегович: ни исключений"),
            ("Алиева и Борисов больше не работают", "Отметить, что Борисов Борис Олегович"),
        ):
            assert await talk.write(OFFICER, said) == ["Это могу только по одному. С кого начать?"], said
            assert (await talk.press(OFFICER, "Борисов Борис Олегович"))[0].startswith(begins), said


async def test_a_teachers_question_about_what_is_to_come_is_no_complaint(tmp_path):
    async with talking(tmp_path) as talk:
        for asked, begins in (
            ("когда ты мне напишешь", "Следующее напоминание придёт вам"),
            ("почему ты мне не написал", "Пишу обычно раз в неделю"),
        ):
            [said] = await talk.write(ALIEVA, asked)
            assert said.startswith(begins), asked
            assert "Проверяю по файлу статистики" in said, asked


async def test_a_round_that_finds_nobody_is_not_promised(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "напомни Алиевой завтра в 10")
        await talk.press(OFFICER, "Отправить: 1")
        [told] = await talk.write(OFFICER, "что уйдёт сегодня")
        assert told.startswith(
            "Напоминания педагогам — сейчас, но писать некому:\n• Алиева Марьям Ахмедовна — не получит"
        )
