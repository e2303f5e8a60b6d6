"""A word that chooses, leaves out or dates something belongs to just that: to one person, one class, one thing."""

import pytest

from handlers.understanding.reader import read
from handlers.understanding.said.orders.new_values import new_classes
from tests.understanding.test_particulars import AROUND


def meant(said):
    return [(one.code, dict(one.keys)) for one in read(said, AROUND).wishes]


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("Глобусова ушла в декрет вместо неё пока Неизвестнова", "глобусова"),
        ("Мелкова за Курбанову две недели работает, та на больничном", "курбанова"),
        ("Исаев за Хабибуллина до конца недели, тот в командировке", "хабибуллин"),
        ("Исаев и Указкин болеют, за них Петров и Валиев", "исаев+указкин"),
        ("Мелкова на курсах, Линейкина на месте", "мелкова"),
    ],
)
def test_who_stands_in_or_is_there_is_not_let_off(said, who):
    code, keys = meant(said)[0]
    assert (code, keys["who"]) == ("exempt", who)


def test_a_length_that_has_no_place_is_said():
    assert "две недели" in read("Мелкова за Курбанову две недели работает, та на больничном", AROUND).wishes[0].narrowed


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("передай всем классным кроме пятых и десятого: завтра сбор", "-parallel:5+-parallel:10"),
        ("напомни классным, кроме одиннадцатого, про чаты", "-parallel:11"),
        ("напомни классным кроме одиннадцатого и девятых про чаты", "-parallel:11+-parallel:9"),
        ("кто без чата из классных, кроме 9-х и 11-го", "-parallel:9+-parallel:11"),
    ],
)
def test_a_class_beside_classes_is_no_day(said, who):
    [(_, keys)] = meant(said)
    assert keys["who"] == f"post:классный руководитель+{who}"
    assert "at" not in keys


def test_a_day_beside_classes_is_a_day():
    [(_, keys)] = meant("напомни девятым и одиннадцатого декабря ещё раз")
    assert keys["who"] == "parallel:9"
    assert keys["at"] == "2026-12-11"


REGISTRATION = ("set", {"to": "2026-12-15", "field": "deadline"})


@pytest.mark.parametrize(
    ("said", "wishes"),
    [
        (
            "Давай так: срок регистрации до пятнадцатого декабря, журнал до двадцать пятого, а по сообщениям оставляем "
            "как есть, десять в неделю.",
            [REGISTRATION, ("set_target", {"ind": "teachers_journal_linked", "to": "2026-12-25"})],
        ),
        (
            "регистрация до 15 декабря, чаты до 20, звонки не трогаем",
            [REGISTRATION, ("set_target", {"ind": "teachers_created_chats", "to": "2026-12-20"})],
        ),
        ("цели 85 %, срок регистрации 15 декабря", [("set_target", {"value": "85%"}), REGISTRATION]),
        (
            "регистрация к 15.12, журнал и чаты к 20.12",
            [
                REGISTRATION,
                ("set_target", {"ind": "teachers_journal_linked", "to": "2026-12-20"}),
                ("set_target", {"ind": "teachers_created_chats", "to": "2026-12-20"}),
            ],
        ),
    ],
)
def test_each_thing_has_its_own_day(said, wishes):
    assert meant(said) == wishes


@pytest.mark.parametrize(
    "said",
    [
        "Доскину назначили замдиректора по УВР с 1 декабря, с классом остаётся",
        "Доскину сделали завучем, класс за ней остаётся",
        "Исаев назначен заместителем директора по ВР",
    ],
)
def test_a_post_is_no_role_of_the_bot(said):
    [(code, keys)] = meant(said)
    assert (code, keys["field"]) == ("correct", "post")


def test_a_day_and_a_rate_are_no_class():
    assert new_classes("Доскину назначили завучем с 1 декабря", "8В") == ""
    assert new_classes("теперь на 0,5 ставки", "8В") == ""


def test_of_those_who_are_named_the_one_that_is_said():
    said = "Исаев всё сделал, а Доскина ничего, так что напоминание нужно только второй, не перепутай"
    found = read(said, AROUND)
    assert (found.wishes or found.nearest)[0].keys["who"] == "доскина"


def test_a_number_beside_a_share_is_a_share():
    said = read("Цель по сообщениям 85 %, по звонкам 70 до 20 декабря", AROUND).wishes
    assert [one.keys["value"] for one in said] == ["85%", "70%"]


@pytest.mark.parametrize(
    ("said", "code", "keys"),
    [
        ("исключи Исаева, Доскина на месте", "exempt", {"who": "исаев"}),
        ("освободи Исаева до пятницы, Доскина на работе", "exempt", {"who": "исаев", "to": "2026-11-20"}),
        ("листовки тем, кому не могу писать", "leaflets", {"who": "state:unreachable"}),
        ("кого нет в чате и кто не звонил", "list", {"gap": "no_group_chat+no_call"}),
        ("напоминай с 15:00", "set_hours", {"value": "15:00"}),
    ],
)
def test_what_stands_beside_it_makes_no_other_wish(said, code, keys):
    assert meant(said) == [(code, keys)]


def test_what_is_told_behind_the_colon_chooses_nobody():
    [(_, keys)] = meant("передай классным: хвалим тех, у кого всё зелёное")
    assert "gap" not in keys


def test_thanks_to_whom_is_no_group():
    [wish] = read("благодаря стараниям поставь напоминания на паузу до пятницы", AROUND).wishes
    assert wish.trait == ""
