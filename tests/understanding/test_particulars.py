"""Of whom, when and how much: what is read out of a message beside what it asks for."""

import pytest

from handlers.understanding.reader import OFFICER, Around, read
from tests.phrases_measure import HERE, NEWEST, TODAY, roster_of

AROUND = Around(roster_of((HERE / "staff.txt").read_text("utf-8").splitlines()), TODAY, NEWEST)


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ("напомни математикам про звонки, только Линейкину не трогай", {"who": "subject:математика+-линейкина"}),
        ("напомни всем, кроме Курбановой и Омаровой", {"who": "-курбанова+-омарова"}),
        ("напомни 5, 6 и 7 классам про чаты", {"who": "parallel:5+parallel:6+parallel:7"}),
        ("напомни всем не сегодня, а завтра в 11", {"at": "2026-11-18T11:00"}),
        ("напомни должникам в пять вечера", {"at": "2026-11-17T17:00"}),
        ("рассылай с восьми до пяти", {"value": "08:00-17:00"}),
        ("пауза на неделю", {"until": "2026-11-24"}),
        ("Алиева Марьям не в декрете, а на курсах до 20-го", {"reason": "courses"}),
        ("кто не звонил за 45 неделю", {"week": "2026-W45"}),
        ("в субботу 28-го работаем", {"days": "2026-11-28"}),
    ],
)
def test_particulars_are_read(said, keys):
    found = read(said, AROUND, OFFICER)
    wish = (*found.wishes, *found.nearest)[0]
    assert {key: wish.keys.get(key) for key in keys} == keys


def test_a_moment_inside_of_an_announcement_is_not_that_of_its_sending():
    [wish] = read("передай всем: завтра педсовет в 14:00", AROUND, OFFICER).wishes
    assert (wish.code, "at" in wish.keys) == ("announce", False)


def test_several_numbers_are_several_wishes():
    found = read("поставь цели: звонки 60, чаты 90", AROUND, OFFICER).wishes
    assert [(one.keys["ind"], one.keys["value"]) for one in found] == [
        ("teachers_called", "60"),
        ("teachers_created_chats", "90"),
    ]
