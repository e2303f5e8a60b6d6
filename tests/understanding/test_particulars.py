"""Of whom, when and how much: what is read out of a message beside what it asks for."""

from datetime import date, timedelta

import pytest

from handlers.understanding.reader import OFFICER, TEACHER, Around, read
from indicators.weeks import Week
from tests.phrases_measure import CLOCK, HERE, NEWEST, TODAY, roster_of

AROUND = Around(roster_of((HERE / "staff.txt").read_text("utf-8").splitlines()), TODAY, NEWEST, CLOCK)


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
        ("пауза на сутки", {"until": "2026-11-18"}),
        ("Алиева Марьям не в декрете, а на курсах до 20-го", {"reason": "courses"}),
        ("кто не звонил за 45 неделю", {"week": "2026-W45"}),
        ("в субботу 28-го работаем", {"days": "2026-11-28"}),
        ("Петров в отпуске с 01.12 по 14.12", {"from": "2026-12-01", "to": "2026-12-14"}),
        ("Петров вернётся с курсов 25 ноября", {"to": "2026-11-24"}),
        ("Петров отсутствует с понедельника по среду", {"from": "2026-11-23", "to": "2026-11-25"}),
        ("Петров в отпуске 30-31 числа", {"from": "2026-12-30", "to": "2026-12-31"}),
        ("тормозни рассылку до двадцать третьего", {"until": "2026-11-23"}),
        ("пауза до понедельника, 7 декабря", {"until": "2026-12-07"}),
        ("напомни всем завтра в половине девятого", {"at": "2026-11-18T08:30"}),
        ("напомни всем через час", {"at": "2026-11-17T11:00"}),
        ("рассылай не раньше половины девятого и не позже шести", {"value": "08:30-18:00"}),
        ("сводка за первую неделю ноября", {"week": "2026-W45"}),
        ("каникулы в декабре с 28 по 31", {"from": "2026-12-28", "to": "2026-12-31"}),
        ("отклони спор Кузнецова", {"who": "кузнецов"}),
        ("исключи Кузнецову до пятницы", {"who": "кузнецова"}),
        ("тем, кто не ответил, напиши ещё раз", {"who": "state:silent"}),
        ("код входа для Лаптевой", {"who": "лаптева"}),
        ("в 5б теперь 27 детей, было 28", {"value": "27"}),
        ("Исаев просил исключить Мелкову до 5 декабря", {"who": "мелкова"}),
        ("Расписаньева говорит, покажи кто без звонка", {"who": None, "gap": "no_call"}),
        ("исключи Алиеву, она болеет. Которая Мадина", {"who": "алиева мадина"}),
        ("Заур Алиевич, код Тестовой не подходит, выдай ей новый", {"who": "тестова"}),
        ("с 18 по 20 у начальных открытые уроки, Образцову пропусти", {"who": "образцова"}),
        ("исключи началку, а Образцову не надо", {"who": "post:начальная школа+-образцова"}),
        ("исключи Петрова, Исаева не трогай", {"who": "петров+исаев"}),
        ("давай без Курбановой, она в декрете", {"who": "курбанова"}),
        ("Пеналова, 4а, на больничном до 3 декабря", {"who": "пеналова", "to": "2026-12-03"}),
        ("исправь: классная 6в больше не Рамазанова, а Тестова", {"who": "тестова"}),
        ("Доскина была на больничном с 9 по 13", {"from": "2026-11-09", "to": "2026-11-13"}),
        ("Доскина в больнице с понедельника", {"from": "2026-11-16"}),
        ("Доскина заболела, больничный открыла вчера", {"from": "2026-11-16"}),
        ("разошли сейчас, не жди четверга", {"at": None}),
        ("Ибрагимов увольняется с 1 декабря", {"from": "2026-12-01"}),
        ("Ибрагимов с первого числа уволен, больше не наш", {"from": None}),
        ("тихие часы с 19 до 8", {"value": "08:00-19:00"}),
        ("до восьми утра и после пяти вечера не пиши учителям", {"value": "08:00-17:00"}),
        ("кто по всем восьми пунктам молодец", {"value": None}),
        ("топ 5 лучших", {"value": "5"}),
        ("в декабре дистант с 14 по 18, не рассылай", {"from": "2026-12-14", "to": "2026-12-18"}),
        ("на следующей неделе олимпиада, Исаева не трогай с 24 по 26", {"from": "2026-11-24", "to": "2026-11-26"}),
        ("Алиева Марьям слегла, дня на три, не трогай её", {"to": "2026-11-19"}),
        ("Валиев ведёт теперь ещё и ОБЗР, исправь предмет", {"who": "валиев"}),
    ],
)
def test_particulars_are_read(said, keys):
    found = read(said, AROUND, OFFICER)
    wish = (*found.wishes, *found.nearest)[0]
    assert {key: wish.keys.get(key) for key in keys} == keys


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("прогноз по максу", "forecast ind=max"),
        ("успеваем ли по журналу учеников", "forecast ind=pupils_journal_linked"),
    ],
)
def test_what_is_shown_of_one_thing_is_not_said_to_leave_it_out(said, shown):
    [wish] = read(said, AROUND, OFFICER).wishes
    assert (str(wish), wish.dropped) == (shown, ())


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ("отпуск мой кончается двадцать второго", {"to": "2026-11-22"}),
        ("болею с пятницы", {"from": "2026-11-13"}),
        ("выйду не 26-го, а 28-го", {"to": "2026-11-27"}),
        ("с пятницы ложусь в больницу", {"from": "2026-11-20"}),
        ("поставьте мне отпуск с 7 по 20", {"from": "2026-12-07", "to": "2026-12-20"}),
        ("меня не будет двадцатого и двадцать первого", {"from": "2026-11-20", "to": "2026-11-21"}),
        ("в январе с 11 по 15 меня в школе нет, курсы", {"from": "2027-01-11", "to": "2027-01-15"}),
        ("лучше в вк пишите, макс у меня глючит", {"value": "vk"}),
    ],
)
def test_a_teachers_particulars_are_read(said, keys):
    [wish] = read(said, AROUND, TEACHER).wishes
    assert {key: wish.keys.get(key) for key in keys} == keys


def test_whoever_is_not_meant_is_in_no_selection_either():
    [wish] = read("Исаев просил исключить Мелкову до 5 декабря", AROUND, OFFICER).wishes
    assert [one.last for one in AROUND.roster.members if one.id in wish.people] == ["Мелкова"]


MONTHS_ENDS = [date(2027, month, 1) - timedelta(days=1) for month in range(2, 13)] + [date(2028, 2, 29)]


@pytest.mark.parametrize(
    "said",
    [
        "Петров в отпуске 29-31 числа",
        "отчёт с 29 февраля по 5 марта",
        "Петров вернётся 29-1 февраля",
        "карантин с 31 по 2",
        "исключи Петрова с 31 декабря по 29 февраля",
        "Петров в отпуске на месяц с 31-го",
    ],
)
def test_days_that_a_month_has_not_are_no_stumbling_block(said):
    for today in MONTHS_ENDS:
        assert read(said, Around(AROUND.roster, today, Week.of(today).shift(-1), CLOCK), OFFICER).nearest


def test_a_moment_inside_of_an_announcement_is_not_that_of_its_sending():
    [wish] = read("передай всем: завтра педсовет в 14:00", AROUND, OFFICER).wishes
    assert (wish.code, "at" in wish.keys) == ("announce", False)


def test_several_numbers_are_several_wishes():
    found = read("поставь цели: звонки 60, чаты 90", AROUND, OFFICER).wishes
    assert [(one.keys["ind"], one.keys["value"]) for one in found] == [
        ("teachers_called", "60"),
        ("teachers_created_chats", "90"),
    ]


@pytest.mark.parametrize(
    ("said", "wishes"),
    [
        ("покажи, кто без чата, и сразу напомни им", "list gap=no_group_chat | remind gap=no_group_chat"),
        ("сводку и отчёт в ворде", "summary | report format=docx"),
        ("дай Звёздочкину права, а у Журналовой забери", "give_role who=звездочкин | take_role who=журналова"),
        ("спасибо, а как у нас с планом по чатам, сколько осталось?", "indicator ind=teachers_created_chats what=left"),
        ("исключи Петрова, он заболел, до пятницы", "exempt who=петров to=2026-11-20 reason=sick"),
        ("напомни Глобусовой и Рамазановой про журнал", "remind gap=journal_not_linked who=глобусова+рамазанова"),
        ("топ 3 и антитоп 3", "done_list value=3 | lagging value=3"),
        (
            "кто в 7 параллели не в максе и карточку сафиуллиной",
            "list gap=no_max who=parallel:7 | card who=сафиуллина",
        ),
        ("исключи Линейкину и физиков", "exempt who=линейкина+subject:физика"),
        ("математики и Линейкина на курсах", "exempt who=линейкина+subject:математика reason=courses"),
        ("порог сообщений подними до 12", "set field=norm"),
        ("отчёт Excel за первые две недели ноября", "report week=2026-11-02..2026-11-15 format=xlsx"),
    ],
)
def test_several_wishes_are_told_from_one_that_is_explained(said, wishes):
    assert str(read(said, AROUND, OFFICER)) == wishes


@pytest.mark.parametrize(
    "said",
    [
        "не нужно отменять рассылку, я просто уточнила",
        "хотели поставить каникулы с 23-го, но передумали",
        "я не говорила освободить Мелкову",
        "я бы Петрова освободил, но Саида Магомедовна против",
    ],
)
def test_a_deed_that_is_named_and_not_wished_is_not_taken(said):
    assert not read(said, AROUND, OFFICER).sure
