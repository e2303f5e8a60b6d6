"""Who is away by the words of a file, and who is not although such words stand beside the name."""

from datetime import date

import pytest

from indicators.reading.tables import Cell
from indicators.staff_list.away import says_away
from tests.indicators.test_understanding import TODAY, told


@pytest.mark.parametrize(
    "remark",
    [
        "Декрет",
        "в декретном отпуске",
        "отпуск по уходу за ребёнком до 1,5 лет",
        "Больничный лист с 09.11.2026",
        "больничный 09.11-13.11",
        "б/л - 10.11",
        "отпуск (16-30 ноября)",
        "отпуск по графику с 16.11 по 29.11",
        "больничный с 02.11 по 06.11; отпуск с 16.11",
        "в декрете с января",
        "до 01.02.2028 отпуск по уходу за ребёнком",
        "был уволен 10.11",
        "не зарегистрирована, в декрете",
        "не был в сети, больничный",
        "нет сообщений, отпуск",
        "не вышла с больничного",
        "выход из декрета 01.02.2027",
        "в декрете, замещает Петрова А.П.",
        "учитель, 1 ставка (декрет)",
        "Мартынова Анна Петровна (в декрете)",
        "Майорова А.П., больничный",
    ],
)
def test_who_is_away(remark):
    assert says_away(remark, TODAY)


@pytest.mark.parametrize(
    "remark",
    [
        "декретное место",
        "учитель (декретная ставка)",
        "временно, на период отпуска основного работника",
        "за декретницу",
        "часы Петровой (больничный)",
        "за Иванову (декрет)",
        "замещает Майорову (декрет)",
        "с учётом отпуска",
        "отпуск в июле",
        "отпуск летом",
        "в отпуске с 01.07 по 25.08.2026",
        "больничный до 06.11",
        "больничный закрыт",
        "была на больничном 5–6 ноября",
        "выход из отпуска 01.11.2026",
        "отпуск использован",
        "отпуск 56 к.д.",
        "отпуска нет",
        "без отпуска",
        "не уволена",
        "отпуск с 23.12.2026",
        "уходит в декрет с января",
        "отпуск запланирован на декабрь",
        "в декрете, работает на 0,5 ставки",
        "приступила к работе после отпуска",
    ],
)
def test_who_is_at_work(remark):
    assert not says_away(remark, TODAY)


def test_a_leave_counts_until_the_week_after_it_has_been_measured():
    assert says_away("больничный с 02.11 по 10.11", date(2026, 11, 22))
    assert not says_away("больничный с 02.11 по 10.11", date(2026, 11, 23))


def test_columns_about_other_days_and_other_people_mark_nobody():
    others = ["Остаток отпуска", "Замещает на период отпуска", "Дата выхода", "Вид договора", "График", "Отпуск (дней)"]
    headings: list[Cell] = ["ФИО", "Звонки", *others]
    found = told(headings, ["Иванова Анна", 1, *["отпуск"] * len(others)])
    assert (found.people[0].away, found.warnings) == (False, [])
    [person] = told(["ФИО", "Звонки", "Примечание (дата, причина)"], ["Иванова Анна", 1, "отпуск"]).people
    assert person.away
