"""What was read once need not be read again, where it depends on nothing but its words."""

from datetime import date, time

import pytest

from handlers.understanding import remembered
from handlers.understanding.likeness.learning import examples
from handlers.understanding.reader import OFFICER, TEACHER, Around, Message
from handlers.understanding.reading.people.member import Member
from handlers.understanding.reading.people.roster import Roster
from handlers.understanding.remembered import Remembered, Said
from indicators.weeks import Week

DAY, WEEK = date(2026, 11, 17), Week.parse("2026-W46")
NAMED_AS_WORDS = Roster(
    [
        Member(1, "Звонок", "Анна", "Ивановна"),
        Member(2, "Готовых", "Вера", "Олеговна"),
        Member(3, "Журналова", "Надежда", "Петровна"),
        Member(4, "Помогаев", "Лилия", "Марковна", "учитель физики", "5а"),
    ]
)
LATER = Around(NAMED_AS_WORDS, DAY, WEEK, time(19, 30))


def _apart(text: str, around: Around, memory: Remembered) -> None:
    """Read, and kept where that may be."""
    message = Message(text, around, memory)
    message.read(TEACHER)
    message.read(OFFICER)


def test_the_same_words_mean_the_same_at_another_school_and_hour():
    memory, alone = Remembered(), Around(Roster(()), DAY, WEEK)
    examined = sorted({text for side in (TEACHER, OFFICER) for text, _ in examples(side) if len(text) < 30})[::50]
    taken = 0
    for text in examined:
        _apart(text, alone, memory)
        for side in (TEACHER, OFFICER):
            known = memory.reading(Said(text, side, DAY, WEEK), NAMED_AS_WORDS.without(()))
            taken += known is not None
            assert known in (None, Message(text, LATER, Remembered()).read(side)), text
    assert taken > len(examined) / 4


def test_whose_name_it_is_reads_it_anew():
    memory = Remembered()
    _apart("карточка звонок", Around(Roster(()), DAY, WEEK), memory)
    assert memory.reading(Said("карточка звонок", OFFICER, DAY, WEEK), Roster(())) is not None
    assert Message("карточка звонок", LATER, memory).read(OFFICER).wishes[0].people == (1,)


@pytest.mark.parametrize(
    "text",
    [
        "карточка Ивановой",  # somebody, on the list or not
        "сделаю через час",
        "болею до среды",
        "у меня 12 сообщений",
        "кто из физиков без звонка",
        "фыва олдж",
    ],
)
def test_what_names_people_or_times_or_is_no_word_is_not_kept(text):
    memory = Remembered()
    _apart(text, Around(Roster(()), DAY, WEEK), memory)
    assert len(memory) == 0


def test_another_day_is_another_message():
    memory = Remembered()
    _apart("готово", Around(Roster(()), DAY, WEEK), memory)
    assert memory.reading(Said("готово", TEACHER, DAY, WEEK), Roster(())) is not None
    assert memory.reading(Said("готово", TEACHER, date(2026, 11, 18), WEEK), Roster(())) is None


def test_only_the_last_are_kept(monkeypatch):
    monkeypatch.setattr(remembered, "MOST", 2)
    memory, around = Remembered(), Around(Roster(()), DAY, WEEK)
    for text in ("готово", "спасибо", "готово", "помощь"):
        Message(text, around, memory).read(TEACHER)
    assert [memory.reading(Said(one, TEACHER, DAY, WEEK), Roster(())) is not None for one in ("готово", "спасибо")] == [
        True,
        False,
    ]
