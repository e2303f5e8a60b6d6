"""Deeds that nobody ordered: told of nobody on the list, asked about when done, or kept from being done."""

import pytest

from handlers.understanding.reader import OFFICER, Around, read
from handlers.understanding.wish import Reading
from tests.phrases_measure import CLOCK, HERE, NEWEST, TODAY, roster_of

AROUND = Around(roster_of((HERE / "staff.txt").read_text("utf-8").splitlines()), TODAY, NEWEST, CLOCK)


def understood(said: str) -> Reading:
    return read(said, AROUND, OFFICER)


@pytest.mark.parametrize(
    "said",
    [
        # who it is, is told of nobody on the list
        "муж вернулся, телефона опять нет",
        "сын вышел из больницы",
        "муж у неё уволился",
        "сын вернулся, верни телефон",
        "Поправка: не 11а, а 11б.",
        "семинар для ответственных 19 числа",
        "остальных до след недели не тревожь",
        "прочих не трогай до среды",
        "остальным напомни про чат",
        "отмени рассылку остальным",
        "покажи кто без чата, остальных не трогай до среды",
        "сводку пришли, остальных до понедельника не дёргай",
        "прочим передай, что завтра педсовет",
        # the reminders are to go on
        "с 2 по 6 декабря дистанционка, напоминания не отменять",
        "все школы на дистанционном со 2 по 6 декабря, учителя работают, напоминания не снимать",
        "у Исаева отпуск с 2 по 6, напоминания не снимать",
        "Наталья Олеговна в отпуске, напоминать как обычно",
        # what is wrong with a text is no other text
        "В слове «министерство» отправленного учителям текста опечатка, стыдоба",
        "методический день у нас среда",
        "у нас методические дни по средам",
        "выходной у нас понедельник",
        # somebody else, or to somewhere else
        "жена Исаева уволилась",
        "братик Исаева вернулся из больницы",
        "Исаев ушёл с педсовета не попрощавшись",
        "Петров вернулся злой с совещания",
        "Омарова переехала на Садовую",
        # the officer will do it
        "завтра напомню про чат сама",
        "я сама всем напомню",
        # it is asked whether it was done
        "Омаровой класс поменяли?",
        "Исаева уволили?",
        "Исаева верну после каникул",
    ],
)
def test_what_nobody_ordered_is_asked_back(said):
    assert not understood(said).sure


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("она уволилась", "left"),
        ("Шепелев уволен приказом 84-к.", "left"),
        ("Исаев ушёл на пенсию", "left who=исаев"),
        ("Исаев ушёл от нас", "left who=исаев"),
        ("Исаев вернулся с больничного", "restore who=исаев"),
        ("Исаев в отпуске до пятницы", "exempt who=исаев to=2026-11-20 reason=vacation"),
        ("не надо напоминать в субботу, у нас пятидневка", "set field=saturday"),
        ("Исаев записан дважды", "merge who=исаев"),
        ("Исаев, последняя смена в среду", "left who=исаев"),
        ("каникулы с 29 декабря, последний день 11 января", "set_break"),
        ("с 2 по 6 декабря карантин и занятий не будет", "set_break"),
        ("карантина не будет", "breaks"),
    ],
)
def test_what_is_told_of_somebody_is_still_a_wish(said, meant):
    assert str(understood(said)).startswith(meant)


@pytest.mark.parametrize("said", ["Исаев ушёл на пенсию", "Исаев ушёл из нашей школы", "Исаев ушёл из школы"])
def test_whoever_leaves_the_school_is_on_no_errand(said):
    assert understood(said).sure


@pytest.mark.parametrize(
    "said",
    [
        # what is to be said on may speak of others, and suppose
        "передай всем, что остальные вопросы решим на педсовете",
        "передай всем: остальное завтра",
        "передай всем, что в среду обучение, а если придут не все, повторим",
        "завтра никому, совещание",
        "попроси прощения у Омаровой",
        "отмени моё объявление",
        "Исаев, последняя смена в среду",
    ],
)
def test_what_is_ordered_is_an_order(said):
    assert understood(said).sure


@pytest.mark.parametrize("said", ["Исаева исключили? если нет, исключи", "можешь исключить Исаева?"])
def test_an_order_beside_the_question_is_one(said):
    assert next(one.code for one in (*understood(said).wishes, *understood(said).nearest)) == "exempt"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("двоим пришло по 2 раза, Петрову и Переменкиной, фикси", "got who=петров+переменкина"),
        ("двум пришло дважды, Петрову и Исаеву", "got who=петров+исаев"),
        ("в субботу филиал не беспокоить, народ в огородах", "pause from=2026-11-21 until=2026-11-21"),
        ("сними меня с пятничной рассылки", "unsubscribe"),
        ("меня из рассылки вырежи я и так тут живу", "unsubscribe"),
        ("хабибуллин умник, спроси с него звонок", "remind gap=no_call who=хабибуллин"),
        ("Исаев прав, моя ошибка, перед ним извинись письменно", "announce who=исаев value=…"),
        ("Исаева не ругай, я передумала", "exempt who=исаев"),
        ("Сафиуллина жаловалась что её опять включили", "why_listed who=сафиуллина"),
        ("в пятницу никому, у нас концерт", "pause from=2026-11-20 until=2026-11-20"),
        ("рассылку завтра не надо, послезавтра можно", "pause from=2026-11-18 until=2026-11-18"),
        ("скажи всем, кто без звонка, что журнал тоже надо", "announce gap=no_call value=…"),
        ("объяви всем, что кто не звонил, сегодня позвоните", "announce who=all value=…"),
        ("разошли физрукам вопросы: кто звонил, кто без чата", "announce who=subject:физкультура value=…"),
        ("все обязаны отправить отчёт, передай Исаеву, что срок среда", "announce who=исаев value=…"),
        ("сколько педагогов с менее 10 сообщений", "list gap=few_messages"),
        ("Благодаришь?", "thanked"),
        ("кто ждёт ответа", "requests"),
        ("до скольки пишешь педагогам", "settings"),
        ("эвакуатор приехал сводку пришли директору сам сегодня до шести от моего имени", "summary"),
        ("отправь Исаеву отчёт: только по звонкам, без журнала", "report who=исаев"),
        ("я на больничном, всё по сферуму теперь у Глобусовой", "give_role who=глобусова"),
        ("слегла, температура 39, все дела у Глобусовой Тамары Ильиничны", "give_role who=глобусова тамара"),
        ("список не по чатам, а по звонкам", "list gap=no_call"),
        ("напомни Исаеву про звонок, а не про чат", "remind gap=no_call who=исаев"),
        ("напомни Исаеву не только про чат, но и про звонок", "remind gap=no_group_chat+no_call who=исаев"),
        ("кто не звонил, а писал", "list gap=no_call"),
        ("Наша Логопедова уходит в частный центр, последний рабочий день двадцать восьмое", "left who=логопедова"),
    ],
)
def test_what_is_meant_instead(said, meant):
    assert str(understood(said)) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("кто не звонил, кроме Курбановой, она в декрете", ["list"]),
        ("напомни всем, кроме Петрова, он болеет, и покажи кто без журнала", ["remind", "list"]),
        ("сделай текст напоминалки повеселее, но чтоб Звонкова не уволила меня", ["template"]),
        ("покажи кто без чата, но без совместителей", ["list"]),
        ("передай классным, пусть до среды переименуют чаты", ["announce"]),
        ("1а и 1б слили в один класс, мадина абдуллаевна классная", ["correct"]),
        ("покажи, почему упали звонки, мне через час держать ответ в управлении", ["indicator"]),
        ("сделай отчёт, слева класс, справа сколько звонков", ["report"]),
        ("Разошлите всем шпаргалку: какой у вас чат, сколько в нём детей, как часто звоните", ["announce"]),
        ("Чаты должны называться одинаково, без ромашек, передайте классным, пусть до среды переименуют", ["announce"]),
        ("во-первых, напомни физрукам про звонок, во-вторых, покажи кто без чата", ["remind", "list"]),
        (
            "во-первых физруков обоих подтолкни, во-вторых найди у кого из классных чат не создан",
            ["remind", "list"],
        ),
        ("пишу на бегу, во-первых, физруков подтолкни во-вторых Исаев в отпуске до пятницы", ["remind", "exempt"]),
    ],
)
def test_what_belongs_to_a_clause_is_no_wish_of_its_own(said, meant):
    assert [one.code for one in understood(said).wishes] == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("исаева убери петрова верни", "exempt who=исаев | restore who=петров"),
        (
            "исаева убери и петрова тоже убери а магомедова верни",
            "exempt who=исаев+петров | restore who=магомедов",
        ),
        ("исключи Исаева, Анну Сергеевну верни", "exempt who=исаев | restore who=образцова анна"),
        ("исключи Исаева, Анну Сергеевну и Петрова", "exempt who=исаев+образцова анна+петров"),
        ("покажи отчёт но никому не отправляй", "report"),
    ],
)
def test_each_is_ordered_what_was_said_of_them(said, meant):
    assert str(understood(said)) == meant


def test_another_surname_is_another_person():
    assert "образцова" not in str(understood("исключи Иванову Анну Сергеевну"))
    assert str(understood("исключи Образцву Анну Сергеевну")) == "exempt who=образцова анна"
