"""What else a message says beside its wish: whom it denies, which list it means, whom it leaves out."""

import pytest

from handlers.understanding.said.denying import denies
from handlers.understanding.said.intruders import somebody_else_came
from handlers.understanding.said.lists import asks_who_teaches, counts, nothing_done
from handlers.understanding.said.reasons import i_am_away, reasons_and_but


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        ("не напоминай всем", True),
        ("пока не напоминай", True),
        ("всем не надо", True),
        ("останови рассылку, пока не скажу", False),
        ("останови рассылку пока я не скажу", False),
        ("исключи тех, кто не звонил", False),
        ("исключи неподтверждённых", False),
    ],
)
def test_a_clause_that_tells_until_when_or_whom_denies_no_order(said, denied):
    assert denies(said) is denied


def test_whoever_teaches_and_whoever_has_done_nothing_are_lists_of_their_own():
    assert asks_who_teaches("кто у нас ведёт физику")
    assert not asks_who_teaches("кто не ведёт журнал")
    assert nothing_done("кто вообще ничего не сделал")
    assert not nothing_done("кто не сделал чат, ничего страшного")
    assert counts("какой процент позвонил")


@pytest.mark.parametrize(
    ("said", "meant", "but"),
    [
        ("верни тех, кто на больничном и в декрете", ["больничный", "декрет"], []),
        ("верни всех, кроме больных", [], ["больничный"]),
        ("верни всех, а больных не надо", [], ["больничный"]),
        ("верни отпускников, не считая декретниц", ["отпуск"], ["декрет"]),
    ],
)
def test_reasons_that_are_left_out_are_told_from_those_that_are_meant(said, meant, but):
    assert reasons_and_but(said) == (meant, but)


@pytest.mark.parametrize(
    ("said", "away"),
    [
        ("ухожу в отпуск, пусть Помощникова командует", True),
        ("меня в школе не будет, пусть Помощникова", True),
        ("я завтра на больничный", True),
        ("пусть Помощникова командует за меня", True),
        ("я не ухожу, пусть Помощникова тоже смотрит", False),
        ("у меня нет её кода, дай ей роль", False),
    ],
)
def test_who_stands_in_is_told_from_who_is_only_let_in(said, away):
    assert i_am_away(said) is away


@pytest.mark.parametrize(
    ("said", "came"),
    [
        ("кто-то чужой вошёл по моему коду", True),
        ("кто то зашел вместо меня", True),
        ("по моему личному коду зашла не я", True),
        ("чужой по моему коду не входил", False),
    ],
)
def test_an_intruder_is_not_one_who_did_not_come(said, came):
    assert somebody_else_came(said) is came
