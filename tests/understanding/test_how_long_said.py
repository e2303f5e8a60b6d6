"""How long somebody is let be, in whatever words: the particular is read, and never dropped in silence."""

import pytest

from handlers.understanding.reader import Around, read
from tests.phrases_measure import CLOCK, HERE, NEWEST, TODAY, roster_of

AROUND = Around(roster_of((HERE / "staff.txt").read_text("utf-8").splitlines()), TODAY, NEWEST, CLOCK)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("Галину Павловну не трожь две недели", None, "2026-11-30"),
        ("неделю Указкина не считай", None, "2026-11-23"),
        ("пощади Исаева, две недели живёт без света", None, "2026-11-30"),
        ("трагедия в семье у Переменкиной, месяц её нет", None, "2026-12-16"),
        ("пусть физруков эта неделя не касается", "2026-11-17", "2026-11-22"),
        ("эта неделя у Гаджиевой не в счёт, не трогай её", "2026-11-17", "2026-11-22"),
        ("Указкин 14.12 в суде, вся неделя мимо, не трогай", "2026-12-14", "2026-12-20"),
        ("Звёздочкин в отпуске с сегодняшнего дня на 14 календарных дней", "2026-11-17", "2026-11-30"),
        ("остаток месяца Исаева не трогаем", None, "2026-11-30"),
        ("освободи Исаева от звонков на декабрь", "2026-12-01", "2026-12-31"),
        ("отпуск Исаева на декабрь с 10-го", "2026-12-10", None),
        ("освободи Исаева от звонков на декабрь с 10-го по 20-е", "2026-12-10", "2026-12-20"),
        ("Исаева не трогай до 20-го, отпуск у него на декабрь", None, "2026-11-20"),
        ("Исаев командировка 3-7", "2026-12-03", "2026-12-07"),
        ("Исаева не будет 25 и 26", "2026-11-25", "2026-11-26"),
        ("Исаев болеет, короче до 14го минус", None, "2026-12-14"),
        ("экзамен второго, Исаева в этот день не трогай", "2026-12-02", "2026-12-02"),
        ("Ибрагимову ничего не слать, вернётся 14го", None, "2026-12-13"),
        ("Исаев на лыжах с понедельника, вернётся в четверг, ему не звони", "2026-11-23", "2026-11-25"),
    ],
)
def test_how_long_whatever_the_verb(said: str, first: str | None, last: str | None) -> None:
    keys = keys_of(said)
    assert (keys.get("from"), keys.get("to")) == (first, last)


def test_a_week_that_has_been_is_no_term() -> None:
    assert keys_of("Исаев болеет, за прошедшую неделю не был ни разу") == {"who": "исаев", "reason": "sick"}


def test_a_goal_for_a_month_is_no_absence() -> None:
    keys = {"ind": "teachers_called", "to": "2026-12-31", "value": "80"}
    assert keys_of("цель на декабрь 80 по звонкам") == keys


def test_a_goal_for_a_month_ends_in_it() -> None:
    assert keys_of("цель на декабрь 80 по звонкам до 20-го")["to"] == "2026-12-20"


def keys_of(said: str) -> dict[str, str]:
    reading = read(said, AROUND)
    return dict((*reading.wishes, *reading.nearest)[0].keys)
