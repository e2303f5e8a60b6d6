"""Whom an order is about, where others are named beside it: told by the clause, the case and the construction."""

import pytest

from handlers.understanding.reader import Around, read
from tests.phrases_measure import CLOCK, HERE, NEWEST, TODAY, roster_of

AROUND = Around(roster_of((HERE / "staff.txt").read_text("utf-8").splitlines()), TODAY, NEWEST, CLOCK)


@pytest.mark.parametrize(
    ("said", "who"),
    [
        # a pronoun means the one who is named, whatever else the clause says
        ("Мухаметзянова работает в двух школах, звонки считать за ней не надо", "мухаметзянова"),
        ("Асият Юсуповна похоронила маму, ей ничего не слать две недели", "рамазанова асият"),
        # the order has an object of its own; what another does is told beside it
        ("Переменкину не трогай до пятницы, Пеналова урок ведёт исправно", "переменкина"),
        ("Исаева не трогай до пятницы, Доскина дежурит", "исаев"),
        ("Исаев болеет до пятницы, Доскина всё сделала", "исаев"),
        ("Исаев болеет до пятницы, Доскина ухаживает за мамой", "исаев+доскина"),
        ("Ольгу Викторовну с 23 по 27 пошлём на форум, заместит Кузнецова", "примерова ольга"),
        ("нет двух географов, Глобусова за троих, не трогай её до пятницы", "глобусова"),
        ("нет двух физруков, математиков не трогай до пятницы", "subject:математика"),
        ("Звонкову перевели в управление, и.о. Расписаньева, больше Звонкова не работает", "звонкова"),
        ("Речь о Марьям, не о Мадине: в отпуске Марьям", "алиева марьям"),
        # what is to be said to somebody is about others
        ("Напомни Хабибуллину, что он обещал собрать физиков на звонок", "хабибуллин"),
        ("Напомни Исаеву, что Доскина без чата", "исаев"),
        # who is to look into it, and whose it is
        ("за что Указкину напоминание, пусть Звёздочкин посмотрит", "указкин"),
        ("Ролик Звёздочкина хорош, скажи всем, у кого звонка нет", None),
        # who is passed over
        ("напомни математикам, Линейкину обойди", "subject:математика+-линейкина"),
        ("разошли напоминания всем, но Кузнецова Глеба придержи", "-кузнецов глеб"),
        ("Кроме Исаева все историки болеют", "subject:история+-исаев"),
        ("напомни Образцовой и Омаровой, у остальной началки норм", "образцова+омарова"),
        ("напомни Исаеву про чат, у остальных физруков всё засчитано", "исаев"),
        ("напомни Исаеву про чат, у остальных физруков нет порядка", "исаев+subject:физкультура"),
        # who says it
        ("Зам по ВР просит: классным не писать до пятницы", "post:классный руководитель"),
        ("Алиева Марьям печатает, диктует Саида Магомедовна: список кто без звонка", None),
        ("я учитель музыки, дай список кто без чата", None),
        # in which language
        ("распечатай памятку на татарском", None),
        ("Звонковой отправьте отчёт, она просила по-русски", "звонкова"),
        # a man in the genitive
        ("сними роль с Магомедова", "магомедов"),
        ("У кого нет классного руководства", "-post:классный руководитель"),
    ],
)
def test_who_is_meant(said: str, who: str | None) -> None:
    assert first_keys(said).get("who") == who


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("скажи Ковалёвой, пусть подойдёт", ("Ковалёвой",)),
        ("не трогай до пятницы Тестову, Переменкину, Скрепкину", ("Скрепкину",)),
    ],
)
def test_whoever_is_on_no_list_is_said_to_be(said: str, names: tuple[str, ...]) -> None:
    """And not left away, so that all would be written to, or the others alone let be."""
    assert read(said, AROUND).wishes[0].strange == names


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("код для логопеда", "логопедова"),
        ("код для логопеда Штерн", "штерн"),
        ("код для физика Инги Вадимовны Штерн", "штерн"),
        ("отвяжи логопеда Штерн", "штерн"),
    ],
)
def test_the_code_of_a_colleague_is_not_given_out_for_another_name(said: str, who: str) -> None:
    assert first_keys(said).get("who") == who


@pytest.mark.parametrize("said", ["А что Горбунову послали?", "Щукиной письмо дошло?", "Бикбулатов ответил?"])
def test_a_question_about_nobody_here_is_of_that_name(said: str) -> None:
    assert first_keys(said).get("who")


def test_a_patronymic_is_no_slip_in_a_surname() -> None:
    assert "who" not in first_keys("Джабраила Магомедовича уважьте, снимите с него звонки")


def first_keys(said: str) -> dict[str, str]:
    reading = read(said, AROUND)
    return dict((*reading.wishes, *reading.nearest)[0].keys)
