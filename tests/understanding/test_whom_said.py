"""Of whom: names as colleagues say them, rows told apart by their order, and who is named only beside what is asked."""

import pytest

from handlers.understanding.reader import Around, read
from handlers.understanding.reading.people.member import Member
from handlers.understanding.reading.people.roster import Roster
from tests.phrases_measure import CLOCK, HERE, NEWEST, TODAY, roster_of

AROUND = Around(roster_of((HERE / "staff.txt").read_text("utf-8").splitlines()), TODAY, NEWEST, CLOCK)


def wishes(said: str) -> list[str]:
    return [str(one) for one in read(said, AROUND).wishes]


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("Анечка Сергеевна заболела до пятнички", "образцова анна"),
        ("Глебушку не ругай, пусть недельку поживёт без напоминаний", "кузнецов глеб"),
        ("Игорёк физрук в отпуске до 3 декабря", "петров игорь"),
        ("Сергей Андреич в отпуске до пятницы", "указкин сергей"),
        ("Лена и Ира на курсах до пятницы", "тетрадкина елена+пеналова ирина"),
        ("карточка Оленьки", "примерова ольга"),
        ("как там Марьямочка", "алиева марьям"),
        ("виктория заболела до вторника", "тестова виктория"),
        ("Доскина Вера Анат. болеет до 20-го", "доскина вера"),
        ("Мариночка ушла... ой, Мадиночка, Мадина Абдуллаевна, сынок болеет до 20-го", "алиева мадина"),
        ("Исаев, ой, Петров в отпуске до пятницы", "петров"),
        ("Исаев в отпуске, ой, и Петров тоже", "исаев+петров"),
        # words that only look like a short name
        ("Людей там не трогайте", None),
        ("тому кто молчит напомни", "state:silent"),
        ("слава богу", None),
        ("кто в максе", "messenger:max"),
        ("дочка Ира родила, до пятницы не пиши", None),
        ("напомни про учеников Ирине", "пеналова ирина"),
        ("Юлечку-логопеда не трогай", "логопедова юлия"),
    ],
)
def test_names_as_colleagues_say_them(said: str, who: str | None) -> None:
    assert first_who(said) == who


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (
            "болеют Пеналова, Исаев и Омарова из 2б, первые двое до среды, Хадижат Магомедовна неизвестно",
            ["exempt who=пеналова+исаев to=2026-11-18 reason=sick", "exempt who=омарова хадижат reason=sick"],
        ),
        (
            "Исключить Глобусову, Мелкову, Логопедову. Первая в госпитале, вторая в отпуске, третья на полдня",
            ["exempt who=глобусова reason=sick", "exempt who=мелкова reason=vacation", "exempt who=логопедова"],
        ),
        (
            "Исаев, Петров и Доскина в отпуске, последняя до 30-го, остальные до пятницы",
            [
                "exempt who=доскина to=2026-11-30 reason=vacation",
                "exempt who=исаев+петров to=2026-11-20 reason=vacation",
            ],
        ),
        (
            "Исаев и Петров: один болеет, другой в отпуске",
            ["exempt who=исаев reason=sick", "exempt who=петров reason=vacation"],
        ),
        (
            "Исаев и Омарова болеют, первый до среды",
            ["exempt who=омарова reason=sick", "exempt who=исаев to=2026-11-18 reason=sick"],
        ),
        (
            "Ирочке и Дашеньке дай продохнуть, остальным начальным напоминай",
            ["remind who=post:начальная школа+-пеналова ирина+-переменкина дарья"],
        ),
    ],
)
def test_a_row_is_told_apart_by_its_order(said: str, meant: list[str]) -> None:
    assert wishes(said) == meant


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("Магомедов Руслан Гаджиевич теперь отвечает за файл вместо Звёздочкина", "магомедов руслан"),
        ("вместо Абдулаевой ответственный Исаев", "исаев"),
        ("передай спасибо Исаеву, он весь 10б подключил", "исаев"),
        ("объявление для сотрудников сделай: сбор в 16, дежурят физруки", None),
        ("тамара разослала лишнее, извинитесь перед совместителями что это не им", "post:совместитель"),
        ("Пробник ЕГЭ по химии 12 и 13 числа, в эти дни напоминаний учителям 11-х классов не слать", "parallel:11"),
        ("я про ту Алиеву что в 1б", "алиева мадина"),
        ("У Алиевой какой номер? Той, что математика.", "алиева марьям"),
        ("Турусова вернулась в лицей, но уже логопедом", None),
        ("слегла, температура 39, всё по сферуму теперь у Глобусовой до 20 числа", "глобусова"),  # a role for her
        ("Гульнара Ринатовна на курсах с 17 по 28, чат 8а за ней смотрит Асият", "шарафутдинова-кляксина гульнара"),
        ("слегла, температура 39, все по сферуму теперь у Глобусовой до 20 числа", "глобусова"),
        ("9а и 9в сведены на время отъезда Линейкиной, старший Магомедов, её до 5.12 не спрашивать", "линейкина"),
    ],
)
def test_who_is_named_beside_it_is_not_meant(said: str, who: str | None) -> None:
    assert first_who(said) == who


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("Список 10–11 с нулём звонков", "parallel:10+parallel:11"),
        ("напомни классным, только 9-11", "post:классный руководитель+parallel:9+parallel:10+parallel:11"),
        ("покажи чаты 5-классников", "parallel:5"),
        ("от пятых до седьмых кто не звонил", "parallel:5+parallel:6+parallel:7"),
        ("Линейкина теперь на двух классах", "линейкина"),
        ("покажи чаты в двух классах", None),
        ("напомни всем, первыми пенсионеры", "all"),
    ],
)
def test_which_classes(said: str, who: str | None) -> None:
    assert first_who(said) == who


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("цель по чатам была 60 стала 75", ["set_target ind=teachers_created_chats value=75"]),
        ("с 70 до 85 подними по звонкам", ["set_target ind=teachers_called value=85"]),
        ("подними планку на 85", ["set_target value=85"]),
        ("в 5б ни одного ученика", ["set_pupils who=class:5Б value=0"]),
        (
            "в первом классе три ребёнка, во втором классе нет детей",
            ["set_pupils who=parallel:1 value=3", "set_pupils who=parallel:2 value=0"],
        ),
    ],
)
def test_which_number(said: str, meant: list[str]) -> None:
    assert wishes(said) == meant


def test_by_how_much_is_no_target() -> None:
    wish = read("подними цель по звонкам на 5 пунктов", AROUND).wishes[0]
    assert ("value" in wish.keys, "на 5" in wish.narrowed) == (False, True)


def test_of_two_targets_each_has_its_own_number() -> None:
    wish = read("Приказ: активных не менее 75%, связь с ЭЖД 100%, срок до 1 марта", AROUND).nearest[0]
    assert (wish.keys["ind"], wish.keys["value"], "75%" in wish.narrowed) == ("teachers_journal_linked", "100%", True)


@pytest.mark.parametrize(
    "said",
    [
        "Патимат Омаровне предмет исправили?",
        "Доскину восстановили?",
        "Отмена: 11а на карантин не закрыли, учатся очно",
        "карантин в 5а так и не объявили",
        "остальных до понедельника не трогай",
        "методический день у нас среда",
        "муж вернулся, телефона опять нет",
    ],
)
def test_what_is_asked_or_did_not_happen_is_no_order(said: str) -> None:
    assert not read(said, AROUND).sure


def test_what_is_told_beside_a_wish_is_none_of_its_own() -> None:
    assert wishes("сделай текст напоминалки повеселее, но чтоб Звонкова не уволила меня") == ["template value=…"]
    assert wishes("Логопедова уходит от нас, последний рабочий день двадцать восьмое") == ["left who=логопедова"]


@pytest.mark.parametrize(
    ("said", "code", "narrowed"),
    [
        ("пни тех у кого от 7 до 9, но ласково", "remind", "от 7 до 9"),
        ("напомни тем у кого меньше 7", "remind", "меньше 7"),
        ("список у кого по 7-9 сообщений", "list", "по 7-9"),
        ("всем кроме первых двух напомни", "remind", "кроме первых двух"),
        ("напоминай по вторникам и четвергам в 14", "set", "вторникам"),
        ("напомни математикам завтра в 10, химикам в 12", "remind", "в 12"),
        ("отставить, ошибся, в госпитале Неизвестнова, а Глобусова на месте", "restore", "в госпитале Неизвестнова"),
    ],
)
def test_what_the_wish_has_no_place_for_is_said(said: str, code: str, narrowed: str) -> None:
    wish = read(said, AROUND).wishes[0]
    assert (wish.code, narrowed in wish.narrowed) == (code, True)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("кто написал меньше 10", ["list gap=few_messages"]),
        (
            "список, кто за октябрь не позвонил, но без совместителей и без Аминаточки, она в декрете",
            ["list gap=no_call who=-курбанова аминат+-post:совместитель week=2026-10-01..2026-10-31"],
        ),
        (
            "во-первых Неизвестнову в отпуск до 20 декабря, во-вторых физруков подтолкни, в-третьих найди мне у кого "
            "из классных чат не создан",
            [
                "exempt who=неизвестнова to=2026-12-20 reason=vacation",
                "remind who=subject:физкультура",
                "list gap=no_group_chat who=post:классный руководитель",
            ],
        ),
        (
            "с 20 по 25 Исаев на курсах, с 23 по 30 Доскина",
            [
                "exempt who=исаев from=2026-11-20 to=2026-11-25 reason=courses",
                "exempt who=доскина from=2026-11-23 to=2026-11-30 reason=courses",
            ],
        ),
        (
            "Исаев болеет, Доскина в отпуске, оба до 25-го",
            [
                "exempt to=2026-11-25 who=исаев reason=sick",
                "exempt to=2026-11-25 who=доскина reason=vacation",
            ],
        ),
        (
            "звонки до 60 чаты до 90 журнал оставь",
            ["set_target ind=teachers_called value=60", "set_target ind=teachers_created_chats value=90"],
        ),
        ("цель по чатам не меньше половины", ["set_target ind=teachers_created_chats value=50%"]),
        ("рассылку сдвинь на вт на 13:20", ["set at=2026-11-24T13:20 field=moment"]),
        ("не учитывайте мазурову", ["exempt who=мазурова"]),
    ],
)
def test_whole_messages(said: str, meant: list[str]) -> None:
    assert wishes(said) == meant


def test_a_first_name_with_a_strange_surname_is_nobody_of_the_list() -> None:
    assert first_who("Наташенька Сорокина болеет до 20-го") == "сорокина"


@pytest.mark.parametrize(
    ("said", "role"),
    [("вместо меня Пеналова Ира, она и отчётики примет", None), ("дай Исаеву смотреть сводки", "manager")],
)
def test_what_a_stand_in_does_names_no_role(said: str, role: str | None) -> None:
    assert read(said, AROUND).nearest[0].keys.get("role") == role


def first_who(said: str) -> str | None:
    reading = read(said, AROUND)
    return (reading.wishes or reading.nearest)[0].keys.get("who")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (
            "напомни физрукам про чат, а в третьих классах покажи кто не звонил",
            ["remind gap=no_group_chat who=subject:физкультура", "list gap=no_call who=parallel:3"],
        ),
        (
            "исключи Исаева, в третьих классах карантин до пятницы",
            ["exempt who=исаев", "set_break who=parallel:3 to=2026-11-20"],
        ),
        (
            "во-первых, исключи Исаева, в третьих, покажи кто в пятых классах не звонил",
            ["exempt who=исаев", "list gap=no_call who=parallel:5"],
        ),
        (
            "вопервых исключи Исаева, вовторых покажи кто без чата",
            ["exempt who=исаев", "list gap=no_group_chat"],
        ),
    ],
)
def test_classes_are_no_marks_of_a_list(said: str, meant: list[str]) -> None:
    """«В третьих классах» said without «классах» would be a break of the whole school."""
    assert wishes(said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("исключи Исаева, ой, Петрова", "exempt who=петров"),
        ("напомни 5а, ой, 5б", "remind who=class:5Б"),
        ("напомни 5а, ой, 5б не трогай", "remind who=class:5А+-class:5Б"),
        ("исключи Исаева, ой, и Петрова", "exempt who=исаев+петров"),
        ("исключи Исаева и Петрова, вернее, Исаева не надо", "exempt who=петров"),
    ],
)
def test_a_slip_that_is_put_right_leaves_whom_was_meant(said: str, meant: str) -> None:
    assert wishes(said) == [meant]


def test_of_two_of_a_first_name_a_patronymic_cut_short_tells_which() -> None:
    two = Roster((Member(1, "Доскина", "Вера", "Анатольевна"), Member(2, "Мелкова", "Вера", "Ильинична")))
    reading = read("Вера Ильин. болеет до 20-го", Around(two, TODAY, NEWEST, CLOCK))
    assert [one.people for one in reading.wishes] == [(2,)]


def test_whoever_asks_and_is_cut_short_is_not_whom_it_is_about() -> None:
    assert wishes("Валентина Григ. просит напомнить всем про чат") == ["remind gap=no_group_chat"]
    assert wishes("Валентина Григ. просит напомнить Исаеву про чат") == ["remind gap=no_group_chat who=исаев"]


@pytest.mark.parametrize(("said", "many"), [("исключи Алиевых", 2), ("исключи Алиеву", 0)])
def test_all_of_a_name_are_meant_by_its_plural_and_nobody_is_guessed(said: str, many: int) -> None:
    assert [len(one.people) for one in read(said, AROUND).wishes] == [many]
