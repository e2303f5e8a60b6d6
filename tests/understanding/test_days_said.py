"""Which days, weeks and hours are meant: shortened, put right, told beside what is asked for, or how often only."""

import pytest

from handlers.understanding.reader import Around, read
from handlers.understanding.reading.sentence import take_apart
from tests.phrases_measure import CLOCK, HERE, NEWEST, TODAY, roster_of

AROUND = Around(roster_of((HERE / "staff.txt").read_text("utf-8").splitlines()), TODAY, NEWEST, CLOCK)


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ("до след среды тишина", {"until": "2026-11-25"}),
        ("до след. пятницы Исаева не трогай", {"to": "2026-11-27"}),
        ("напомни физикам в след вторник", {"at": "2026-11-24"}),
        ("Петров до пон на больничном", {"to": "2026-11-23"}),
        ("Исаеву не пиши до чтв", {"to": "2026-11-19"}),
        ("сводка за прош нед", {"week": "previous"}),
        ("6в до пон дома орви 11 чел, асият юсуповну не дергай", {"to": "2026-11-23", "from": None}),
        ("Петрову отпуск на денёчек", {"to": "2026-11-17"}),
        ("пусть Кузнецов Глеб недельки две поживёт без напоминаний", {"to": "2026-11-30"}),
    ],
)
def test_a_shortened_or_tender_word_is_the_whole_one(said: str, keys: dict[str, str | None]) -> None:
    assert_read(said, keys)


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ("Доскина болеет до 25-го, а не до 20-го", {"to": "2026-11-25"}),
        ("больничный у Алиевой Марьям до пятницы, а не до среды", {"to": "2026-11-20"}),
        ("Исаев в отпуске с 23-го, а не с 20-го", {"from": "2026-11-23", "to": None}),
        ("не с понедельника, а со вторника Исаев в отпуске", {"from": "2026-11-24"}),
        ("каникулы у начальных с 5 до 9 декабря, а не до 12-го", {"from": "2026-12-05", "to": "2026-12-09"}),
        ("Петрова не будет пн вт ср", {"from": "2026-11-23", "to": "2026-11-25"}),
        ("Рамазановой отпуск за свой счёт три дня, вт ср чт", {"to": "2026-11-19"}),
        ("внеси что 6 и 7 декабря у нас учебные", {"days": "2026-12-06+2026-12-07"}),
        ("в субботу 28-го работаем, за пятницу", {"days": "2026-11-28"}),
        (
            "отправь Тестовой Виктории Романовне напоминание запятая только не сегодня а завтра утром в девять точка",
            {"at": "2026-11-18T09:00"},
        ),
    ],
)
def test_the_days_that_are_meant_and_all_of_them(said: str, keys: dict[str, str | None]) -> None:
    assert_read(said, keys)


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ("Логопедова у нас два дня в неделю, не трогай её", {"to": None}),
        ("Мелкова ходит один день в неделю, её не считай", {"to": None}),
        ("Мелкова раз в две недели приходит, не трогай её", {"to": None}),
        ("Два дня карантина, 11а", {"to": "2026-11-18"}),
        ("Доскина болеет второй день", {"to": None, "reason": "sick"}),
        ("Доскина болеет третью неделю", {"to": None}),
        ("первые две недели декабря Исаева не трогай", {"from": "2026-12-01", "to": "2026-12-14"}),
        ("карантин неделю 6в", {"to": "2026-11-23"}),
        ("1-е классы каникулы дополнительные в феврале", {"from": None, "to": None}),
        ("каникулы в феврале с 8 по 14", {"from": "2027-02-08", "to": "2027-02-14"}),
    ],
)
def test_how_long_is_not_how_often_and_a_break_is_no_whole_month(said: str, keys: dict[str, str | None]) -> None:
    assert_read(said, keys)


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ("отчет за ноябрь и за октябрь в ворде", {"week": "2026-10-01..2026-11-30"}),
        ("отчет за 2 четв", {"week": "2026-11-02..2026-11-15"}),
        ("сводка за первую четв.", {"week": "2026-08-31..2026-10-25"}),
        ("сводку за сентябрь и за октябрь", {"week": "2026-09-01..2026-10-31"}),
        ("в пятницу в 14 мне нужна сводка, в 15 я её несу директору", {"week": None}),
        ("в 40-й школе как дела", {"week": None}),
        ("показатели за 45-ю неделю", {"week": "2026-W45"}),
        ("сводка за 45-ю и 46-ю", {"week": "2026-W45"}),
    ],
)
def test_which_weeks(said: str, keys: dict[str, str | None]) -> None:
    assert_read(said, keys)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("Напоминание в 7:15 неприемлемо, первый урок в 8:30, ставьте на 13:40", "13:40"),
        ("напоминания в 8 утра это рано, ставь на 14:30", "14:30"),
        ("мне писать можно только с одиннадцати до четырёх, потом капельница", "11:00-16:00"),
        ("вечером ничего мне не пиши я сплю в восемь", "20:00"),
    ],
)
def test_which_hour_of_several_is_meant(said: str, value: str) -> None:
    assert_read(said, {"value": value})


def test_often_is_no_hour() -> None:
    """«Частоту» begins like «час»."""
    assert _hour_in("пиши до двадцать первого часа") == "до двадцать первого часа"
    assert _hour_in("до двадцать первого частоту не раз в неделю, а через день") == ""


def _hour_in(said: str) -> str:
    tokens = take_apart(said, AROUND.roster, TODAY, NEWEST).tokens
    return " ".join(one.text for one in tokens if one.entity == "clock")


def assert_read(said: str, keys: dict[str, str | None]) -> None:
    reading = read(said, AROUND)
    wish = (reading.wishes or reading.nearest)[0]
    assert {key: wish.keys.get(key) for key in keys} == keys


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("я в отпуске до 5 дикабря", "2026-12-05"),
        ("болею до 3-го синтября", "2027-09-03"),
        ("я в отпуске до синтября", "2027-08-31"),
    ],
)
def test_a_misspelt_month_is_the_month_that_was_meant(said: str, until: str) -> None:
    assert read(said, AROUND, "teacher").wishes[0].keys["to"] == until
