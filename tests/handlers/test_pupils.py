"""Pupils typed class by class: understood, held against the list, shown with whose word it is, taken back."""

from datetime import date, timedelta

import pytest

from handlers.understanding.said.orders.pupils_said import read_pupils
from services.imports.pupils import Pupils
from storage.statistics.class_pupils import Counted
from storage.statistics.facts import newest_list
from tests.handlers.conversation import ALIEVA, MONDAY, OFFICER, add_person, class_teacher, talking, the_school
from tests.handlers.test_files import send
from tests.handlers.test_wishes import staff
from tests.spreadsheets import workbook


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("5а 24 из 25, эжд 5а 10", {"5А": Counted(24, 25, 10)}),
        ("5А - 24/25, 5Б - 20/22", {"5А": Counted(24, 25), "5Б": Counted(20, 22)}),
        ("5-а 24 из 25 эжд 10\n5б 20 из 22, журнал 5", {"5А": Counted(24, 25, 10), "5Б": Counted(20, 22, 5)}),
        ("в 8в 25 учеников, 24 в сферуме, дневник связали 10", {"8В": Counted(24, 25, 10)}),
        ("11 «А» класс: 24 из 25", {"11А": Counted(24, 25)}),
        ("ученики 7б 23 из 25", {"7Б": Counted(23, 25)}),
        ("10 в сферуме", {}),
        (
            "по 8А из 27 человек связали журнал 19, по 8Б 22 из 25",
            {"8А": Counted(None, 27, 19), "8Б": Counted(None, 25, 22)},
        ),
        ("эжд 5а 10 из 25, 5б 8 из 22", {"5А": Counted(None, 25, 10), "5Б": Counted(None, 22, 8)}),
        ("эжд 5а 10 из 25, 5б в сферуме 8 из 22", {"5А": Counted(None, 25, 10), "5Б": Counted(8, 22)}),
        ("5 класс 18 из 20", {"5": Counted(18, 20)}),
        ("5кл 18 из 20", {"5": Counted(18, 20)}),
        ("5-й класс 18 из 20, связали 12", {"5": Counted(18, 20, 12)}),
        ("в 5-м классе 18 из 20", {"5": Counted(18, 20)}),
        ("5-А класс 18 из 20, 5-м класс 15 из 20", {"5А": Counted(18, 20), "5М": Counted(15, 20)}),
        ("ученики 5 класса 18 из 20", {"5": Counted(18, 20)}),
        ("5 18 из 20, элжур 12", {"5": Counted(18, 20, 12)}),
        ("по классам: 5 — 18 из 20, эжд 12; 6 — 15 из 20", {"5": Counted(18, 20, 12), "6": Counted(15, 20)}),
        ("в параллели 5 классов 103 ученика", {}),
    ],
)
def test_each_class_has_its_own_numbers(text, classes):
    assert read_pupils(text).classes == classes


def test_the_schools_numbers_stand_beside_those_of_classes_and_what_is_not_read_is_said():
    said = read_pupils("ученики 512 из 530, эжд 300; 5а 24 из 25; 5б 20 21 22")
    assert said.school == Pupils(512, 530, 300)
    assert said.classes == {"5А": Counted(24, 25)}
    assert said.unread == ["5б 20 21 22"]
    assert read_pupils("5а 24 из 25\nвсего учеников 512").school == Pupils(512)
    of_journal = read_pupils("5А 24 из 28, школьник 12; ученики 540, Школьник 402", "Школьник")
    assert (of_journal.classes["5А"].linked, of_journal.school.linked, of_journal.unread) == (12, 402, [])
    said = read_pupils("5а 24 из 25, тетрадка 12")
    assert (said.classes, said.unread) == ({"5А": Counted(24, 25)}, ["тетрадка 12"])


async def test_a_school_with_one_class_of_a_year_types_them_without_letters(tmp_path):
    async with talking(tmp_path) as talk:
        await class_teacher(talk, "5, 6")
        for said in (
            "5 класс 18 из 20, эжд 12",
            "по классам: 5 — 18 из 20, эжд 12; 6 — 15 из 20",
            "5 18 из 20, эжд 12",
        ):
            [asked] = await talk.write(OFFICER, said)
            assert "• 5: в Сферуме 18 из 20, связали журнал 12" in asked
        [asked] = await talk.write(OFFICER, "ученики 5 класса 18 из 20")
        assert "• 5: в Сферуме 18 из 20" in asked
        [done] = await talk.press(OFFICER, "Записать")
        assert "5: в Сферуме 18 из 20" in done


async def test_written_corrected_shown_with_their_source_and_taken_back(tmp_path):
    async with talking(tmp_path) as talk:
        await staff(talk)
        school = await the_school(talk)
        await add_person(talk.database, school, "Громова Галина Глебовна", classes="5А", role="классный руководитель")
        await add_person(talk.database, school, "Дюма Кузьма Ильич", classes="5Б, 7Б", role="классный руководитель")
        talk.now = MONDAY + timedelta(days=4)
        [asked] = await talk.write(OFFICER, "5а 24 из 25, эжд 10; 5б 20 из 22; 7б 27 из 25; 9г 12 из 13")
        assert "• 5А: в Сферуме 24 из 25, связали журнал 10\n• 5Б: в Сферуме 20 из 22" in asked
        assert "7Б: в Сферуме 27 из 25 — так не бывает" in asked
        assert "9Г в списке школы нет, не запишу. Есть: " in asked
        [done] = await talk.press(OFFICER, "Записать")
        assert "Число по школе сложу, когда будут все классы: пока известно — 1 класс из 4." in done
        heading = (await talk.write(OFFICER, "сводка"))[0]
        assert "По файлу от 16 ноября\nУченики 2 классов введены вручную 20 ноября" in heading
        assert "Ученики в Сферуме: по школе нет данных, в 2 классах из 4 — 44 из 47" in heading
        assert "Ученики связали ЭЖД: по школе нет данных, в 1 классе из 4 — 10 из 24" in heading
        talk.now += timedelta(days=1)
        [asked] = await talk.write(OFFICER, "исправь 5а 23 из 25")
        assert "5А: в Сферуме 23 из 25, связали журнал 10" in asked
        await talk.press(OFFICER, "Записать")
        [card] = await talk.write(OFFICER, "карточка Громовой")
        assert "5А: в Сферуме 23 из 25, связали журнал 10 (введено вручную 21 ноября)" in card
        talk.now += timedelta(minutes=1)
        [last] = await talk.write(OFFICER, "отмени последнее")
        assert "записаны ученики по классам" in last
        [back] = await talk.press(OFFICER, "Убрать записанное")
        assert "5А. Что стояло до этого, стоит снова." in back
        [card] = await talk.write(OFFICER, "карточка Громовой")
        assert "5А: в Сферуме 24 из 25, связали журнал 10 (введено вручную 20 ноября)" in card
        [gone] = await talk.press(OFFICER, "Убрать записанное")
        assert "уже нет" in gone
        school_asked, unread = await talk.write(OFFICER, "ученики 512 из 530; 5б 20 21 22")
        assert "учеников в Сферуме 512 из 530" in school_asked
        assert unread == "Не понял: «5б 20 21 22»."


async def test_a_class_teacher_sees_them_and_a_typed_number_is_no_file(tmp_path):
    async with talking(tmp_path) as talk:
        school = await the_school(talk)
        await class_teacher(talk, "5А")
        talk.now = MONDAY + timedelta(days=4)
        await talk.write(OFFICER, "ученики 512 из 530")
        await talk.press(OFFICER, "Записать")
        heading = (await talk.write(OFFICER, "сводка"))[0]
        assert "По файлу от 16 ноября\nУченики введены вручную 20 ноября" in heading
        await talk.write(OFFICER, "5а 24 из 25, эжд 10")
        await talk.press(OFFICER, "Записать")
        heading = (await talk.write(OFFICER, "сводка"))[0]
        assert "Ученики в Сферуме: 512 из 530" in heading
        assert "Ученики связали ЭЖД: 10" in heading
        assert "\nУченики введены вручную 20 ноября" in heading  # not those of one class alone
        async with talk.database.reading() as session:
            newest = await newest_list(session, school.id)
        assert newest is not None
        assert newest.received_on == date(2026, 11, 16)
        await talk.write(OFFICER, "5а 24 из 25")
        await talk.press(OFFICER, "Записать")
        assert (await talk.write(OFFICER, "сводка"))[0].count("512 из 530") == 1
        [mine] = await talk.write(ALIEVA, "мой класс")
        assert "5А: в Сферуме 24 из 25, связали журнал 10 (введено вручную 20 ноября)" in mine


async def test_figures_typed_one_after_the_other_are_of_one_whole(tmp_path):
    async with talking(tmp_path) as talk:
        for said in ("ученики эжд 100", "ученики 512 из 530"):
            await talk.write(OFFICER, said)
            await talk.press(OFFICER, "Записать")
        [summary, *_] = await talk.write(OFFICER, "сводка")
        assert "Ученики связали ЭЖД: 100 из 512 (20 %)" in summary
        await talk.write(OFFICER, "ученики эжд 120")
        await talk.press(OFFICER, "Записать")
        assert "120 из 512" in (await talk.write(OFFICER, "сводка"))[0]
        for said in ("ученики эжд 120 из 540", "ученики 514"):
            await talk.write(OFFICER, said)
            await talk.press(OFFICER, "Записать")
        [summary, *_] = await talk.write(OFFICER, "сводка")
        assert ("514 из 540" in summary, "120 из 514" in summary) == (True, True)
        await talk.write(OFFICER, "ученики эжд 600")
        [refused] = await talk.press(OFFICER, "Записать")
        assert "Так не бывает" in refused


PUPILS_FILE = [
    ["Свод за 09.11.2026–15.11.2026"],
    ["Всего обучающихся", "Зарегистрировано обучающихся в Сферум", "Обучающихся, связавших ЭЖД"],
    [184, 141, 97],
]
FROM_FILE = ["Ученики в Сферуме: 141 из 184 (77 %)", "Ученики связали ЭЖД: 97 из 141 (69 %)"]


async def pupils_shown(talk) -> list[str]:
    summary = (await talk.write(OFFICER, "сводка"))[0]
    return [line.removeprefix("• ") for line in summary.replace("▫ ", "• ").split("\n") if "• Ученики" in line]


async def test_typed_numbers_are_taken_back_alone_and_the_file_stays(tmp_path):
    """And those with the journal are of those in Сферум, whoever told them."""
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "Свод.xlsx", workbook(PUPILS_FILE))
        await talk.press(OFFICER, "Загрузить")
        assert await pupils_shown(talk) == FROM_FILE
        talk.now += timedelta(minutes=1)
        await talk.write(OFFICER, "ученики 150 из 184")
        await talk.press(OFFICER, "Записать")
        assert await pupils_shown(talk) == [
            "Ученики в Сферуме: 150 из 184 (82 %)",
            "Ученики связали ЭЖД: 97 из 150 (65 %)",
        ]
        [last] = await talk.write(OFFICER, "отмени")
        assert "записаны ученики. Вернуть?" in last
        assert await talk.buttons(OFFICER) == ["Вернуть как было", "Нет"]
        [said] = await talk.press(OFFICER, "Вернуть как было")
        assert said == "Вернул числа учеников за 9–15 ноября, как было. Остальное за неделю не тронул."
        assert await pupils_shown(talk) == FROM_FILE
        [said] = await talk.press(OFFICER, "Вернуть как было")
        assert "Этих чисел уже нет" in said
        [asked] = await talk.write(OFFICER, "ученики 160 из 184, эжд 120")
        assert "учеников в Сферуме 160 из 184, связали журнал 120 из 160" in asked
        await talk.press(OFFICER, "Записать")
        assert "Ученики связали ЭЖД: 120 из 160 (75 %)" in await pupils_shown(talk)


async def test_a_share_of_many_digits_stands_again_when_typed_numbers_are_taken_back(tmp_path):
    file = [
        [*PUPILS_FILE[0]],
        ["Всего обучающихся", "Зарегистрировано обучающихся в Сферум, %", "Обучающихся, связавших ЭЖД"],
    ]
    file += [[184, 76.6304347826087, 97]]
    async with talking(tmp_path) as talk:
        await send(talk, OFFICER, "Свод.xlsx", workbook(file))
        await talk.press(OFFICER, "Загрузить")
        before = await pupils_shown(talk)
        talk.now += timedelta(minutes=1)
        await talk.write(OFFICER, "ученики 150 из 184")
        await talk.press(OFFICER, "Записать")
        assert await pupils_shown(talk) != before
        await talk.write(OFFICER, "отмени")
        await talk.press(OFFICER, "Вернуть как было")
        assert await pupils_shown(talk) == before


async def test_where_only_typed_numbers_were_nothing_is_left_of_them(tmp_path):
    async with talking(tmp_path) as talk:
        await talk.write(OFFICER, "ученики 150 из 184")
        await talk.press(OFFICER, "Записать")
        assert "введено вручную" in (await talk.write(OFFICER, "загрузки"))[0]
        await talk.write(OFFICER, "отмени")
        await talk.press(OFFICER, "Вернуть как было")
        assert "введено вручную" not in (await talk.write(OFFICER, "загрузки"))[0]
