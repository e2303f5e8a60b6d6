"""Words that were only begun, orders behind their words, and what is left over: read as whoever types so means it."""

import pytest

from handlers.understanding.reader import OFFICER, Around, read
from handlers.understanding.reading.shortened import spelt_out
from handlers.understanding.said.orders.changed_announcement import new_words
from handlers.understanding.said.orders.dictated import as_order
from handlers.understanding.said.pointing import initials_in, place_pointed_at
from tests.phrases_measure import CLOCK, HERE, NEWEST, TODAY, roster_of

ROSTER = roster_of((HERE / "staff.txt").read_text("utf-8").splitlines())
AROUND = Around(ROSTER, TODAY, NEWEST, CLOCK)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("св", "сводка"),
        ("дин по зв за 3 нед", "динамика по звонкам за 3 нед"),
        ("ск без зв", "сколько без звонка"),
        ("ош есть?", "ошибки есть?"),
        ("нап всем про зв кр Исаева", "напомни всем про звонки кроме Исаева"),
        ("не нап Исаеву", "не напоминай Исаеву"),
        ("искл Исаева до пт", "исключи Исаева до пятницы"),
        ("отч за нед + плак 5а", "отчёт за нед и плакаты 5а"),
        ("напомни Доск про зв завтр в 10", "напомни Доскина про звонки завтра в 10"),
        ("отч за посл мес, дин за след нед", "отчёт за последний месяц, динамика за следующая нед"),
        # whole words stay, and so does what is passed on
        ("кот спит, лес, сын и муж", "кот спит, лес, сын и муж"),
        ("план на год: св и дин", "план на год: св и дин"),
        ("передай всем, что зв в 15", "передай всем, что зв в 15"),
        ("как там дела", "как там дела"),
        ("у нас пос Солнечный", "у нас пос Солнечный"),
        ("нет карт", "нет карт"),
        ("кто просел след", "кто просел след"),
    ],
)
def test_what_was_begun_is_the_bots_own_word(said: str, meant: str) -> None:
    assert spelt_out(said, ["Доскина", "Исаев"]) == meant


@pytest.mark.parametrize(
    ("said", "order"),
    [
        ("Физрукам: завтра сбор в 14. Передать дословно.", "передай Физрукам: завтра сбор в 14"),
        ("Исаеву: жду вас. Отправьте ему от моего имени", "передай Исаеву: жду вас"),
        ("Всем — журнал до пятницы, разошлите", "передай Всем: журнал до пятницы"),
        ("а можно Исаевой и Доскиной просто спасибо сказать", "передай Исаевой и Доскиной: спасибо"),
        ("Чайкину скажите чтоб зашёл ко мне", "скажи Чайкину, чтоб зашёл ко мне"),
        ("Передать всем: завтра педсовет", "передай всем: завтра педсовет"),
        ("Замечание: отчёт, отправьте", "Замечание: отчёт, отправьте"),
        ("Напомни всем про звонок", "Напомни всем про звонок"),
    ],
)
def test_an_order_behind_its_words_stands_before_them(said: str, order: str) -> None:
    assert as_order(said) == order


def test_who_points_at_a_button_is_understood() -> None:
    assert [place_pointed_at(one, 3) for one in ("вторую", "ту первую", "последняя", "3", "любую")] == [
        1,
        0,
        2,
        2,
        None,
    ]
    assert initials_in("М. П.") == ("м", "п")
    assert initials_in("сводка") is None


@pytest.mark.parametrize(
    ("said", "code", "left"),
    [
        ("Исаеву не пишите до пятницы, он обижен, пусть отойдёт", "exempt", ()),
        ("если не трудно, напомните всем про звонок", "remind", ()),
        ("напомни упрямым учителям про звонок", "remind", ("упрямым",)),
    ],
)
def test_only_what_could_change_the_deed_is_told_as_left_out(said: str, code: str, left: tuple[str, ...]) -> None:
    [wish] = read(said, AROUND, OFFICER).wishes
    assert (wish.code, wish.dropped) == (code, left)


@pytest.mark.parametrize(
    "said",
    [
        "Дайте мне список без звонка, я сама обойду кабинеты, им не пишите",
        "Я сама обзвоню, кто без звонка, дайте только список, напоминать им не надо",
        "Покажите, кто без звонка, только не напоминайте им пока",
    ],
)
def test_that_they_are_not_to_be_written_to_refuses_no_list(said: str) -> None:
    reading = read(said, AROUND, OFFICER)
    assert reading.sure
    assert not reading.denies
    assert [str(one) for one in reading.wishes] == ["list gap=no_call"]


def test_whom_somebody_asks_about_is_not_who_is_left_out() -> None:
    [wish] = read("посмотрите, кто из классных руководителей совсем не пишет в чатах", AROUND, OFFICER).wishes
    assert wish.keys["who"] == "post:классный руководитель"
    assert wish.below == 1


def test_who_is_left_out_of_an_order_is_not_let_off_by_another() -> None:
    said = "напомните про звонки, но только не Исаеву, у него горе, и Доскиной тоже не надо, она на соревнованиях"
    assert [one.code for one in read(said, AROUND, OFFICER).wishes] == ["remind"]


def test_a_norm_is_no_target() -> None:
    [wish] = read("Норма 10 сообщений, один звонок, ЭЖД 100 % к 20 декабря. Зафиксировать.", AROUND, OFFICER).wishes
    assert (wish.keys["ind"], wish.keys["value"]) == ("teachers_journal_linked", "100%")
    assert wish.narrowed == ("Норма 10 сообщений, один звонок",)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("не слишком ли часто мы им пишем?", "how_often"),
        ("сколько раз в неделю им приходит?", "how_often"),
        ("А они видят, что это я пишу, или от вашего имени приходит?", "in_whose_name"),
        ("Сколько человек у нас на это обижаются?", "displeased"),
        ("Кто-нибудь сегодня писал, что заболел?", "said_away"),
        ("сколько процентов коллектива выполнило всё", "all_done"),
        ("у кого звонки хорошо получаются", "done_list"),
        ("А учителя могут мне ответить через вас?", "may_answer"),
        ("кто жалуется на цифры", "disputes"),
        ("сколько человек сделали звонок", "indicator"),
    ],
)
def test_how_it_goes_is_asked_in_many_words(said: str, code: str) -> None:
    assert [one.code for one in read(said, AROUND, OFFICER).wishes] == [code]


def test_of_two_targets_and_one_to_be_let_be_each_keeps_its_number() -> None:
    said = "цели: звонки 95, журнал 100 к новому году, сообщения не трогай"
    found = read(said, AROUND, OFFICER).wishes
    assert [(one.keys["ind"], one.keys["value"]) for one in found] == [
        ("teachers_called", "95"),
        ("teachers_journal_linked", "100"),
    ]


def test_whoever_is_not_to_be_taken_in_is_left_out() -> None:
    [wish] = read("напомни про звонки 5-7 классам, Доскину не включай", AROUND, OFFICER).wishes
    assert wish.code == "remind"
    assert "-" in wish.keys["who"]
    assert len(wish.excepted) == 1


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("напомни клр про чаты", ("клр",)),
        ("скинь быстренько список, кто без чата", ()),
        ("напомни пожалуйста ещё разок всем про журнал", ()),
    ],
)
def test_a_word_that_may_say_whom_is_told_as_left_out(said: str, meant: tuple[str, ...]) -> None:
    [wish] = read(said, AROUND, OFFICER).wishes
    assert wish.dropped == meant


def test_a_weekday_begun_and_a_bare_hour_are_kept() -> None:
    said = spelt_out("перенеси расс на вт 11")
    assert said == "перенеси рассылка на вторник 11"
    [wish] = read(said, AROUND, OFFICER).wishes
    assert wish.keys == {"field": "moment", "value": "вторник, 11:00"}
    assert spelt_out("долги по чт до пт") == "долги по четвергам до пятницы"


@pytest.mark.parametrize(
    ("said", "order"),
    [
        ("Личный состав предупредить: с понедельника проверка. Исполнить.", "передай всем: с понедельника проверка."),
        ("Всех предупредить, что завтра в 8:00 сбор", "передай всем: завтра в 8:00 сбор"),
        ("Приказываю: Исаеву направить напоминание", "Исаеву направить напоминание"),
    ],
)
def test_orders_of_somebody_used_to_command(said: str, order: str) -> None:
    assert as_order(said) == order


def test_who_stands_in_the_list_twice_is_asked() -> None:
    for said in ("дубл есть?", "проверьте, нет ли в списке задвоений"):
        assert [one.code for one in read(said, AROUND, OFFICER).wishes] == ["doubles"], said


def test_of_several_that_are_put_right_each_takes_its_own_place() -> None:
    said = "В четверг в 14:20 в кабинете чай"
    both = new_words("Ой, не в 14:20, а в 15:00, и не в кабинете, а в библиотеке", said)
    assert both == "В четверг в 15:00 в библиотеке чай"
    assert new_words("не в четверг, а в среду, и не в зале, а в кабинете 5", said) == ""


def test_a_reminder_that_leaves_somebody_out_is_no_refusal() -> None:
    reading = read("напомни всем про звонок, Исаеву не напоминай", AROUND, OFFICER)
    assert reading.sure
    assert not reading.denies
    assert len(reading.wishes[0].excepted) == 1
