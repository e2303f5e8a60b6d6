"""Several people in one message: whose days are whose, and who is not written to though named beside it."""

import pytest

from handlers.understanding.reader import OFFICER, TEACHER, read
from tests.understanding.test_turns import AROUND


def wishes(said: str, side: str = OFFICER) -> list[str]:
    return [str(one) for one in read(said, AROUND, side).wishes]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (
            "Магомедова отпросилась до четверга, у Сафиуллиной больничный до двадцать пятого",
            ["exempt who=магомедова to=2026-11-19", "exempt who=сафиуллина to=2026-11-25 reason=sick"],
        ),
        (
            "диктую: Петрова не трогаем до 27-го, он на соревнованиях, Кузнецова тоже, у него спина, до конца недели",
            ["exempt who=петров to=2026-11-27 reason=trip", "exempt who=кузнецов to=2026-11-22"],
        ),
        (
            "исключи Петрова до 27-го и Кузнецова до 25-го",
            ["exempt who=петров to=2026-11-27", "exempt who=кузнецов to=2026-11-25"],
        ),
        (
            "Не трогай Книжкину до среды, а Логопедову вообще",
            ["exempt who=книжкина to=2026-11-18", "exempt who=логопедова"],
        ),
        (
            "Петров и Кузнецов на сборах до 20-го, Исаев тоже",
            ["exempt who=петров+кузнецов+исаев to=2026-11-20 reason=trip"],
        ),
        # who stands in is asked as before
        ("Гаджиева болеет, замещает Хабибуллин до пятницы", ["exempt who=гаджиева to=2026-11-20 reason=sick"]),
        # whom it is allowed to write to
        ("Исаева не трогай до 25-го, Петрова можно", ["exempt who=исаев to=2026-11-25"]),
        ("Не пиши Исаеву до среды, Петрову пиши", ["exempt who=исаев to=2026-11-18"]),
        # each name with its verb
        ("Верни Исаева, Петрова исключи до 25-го", ["restore who=исаев", "exempt who=петров to=2026-11-25"]),
        # what ends of itself is not ended at once
        ("Валиев на сборах с 19 по 25, потом верни", ["exempt who=валиев from=2026-11-19 to=2026-11-25 reason=trip"]),
        ("Освободи Мелкову на неделю, потом верни", ["exempt who=мелкова to=2026-11-23"]),
        ("Паузу до понедельника, потом продолжай", ["pause until=2026-11-23"]),
        ("Освободи Мелкову до пятницы и верни Исаева", ["exempt who=мелкова to=2026-11-20", "restore who=исаев"]),
        (
            "Исключи Мелкову до пятницы, верни всех из отпуска",
            ["exempt who=мелкова to=2026-11-20", "restore who=all"],
        ),
        ("Мелкова больна до пятницы, отмени последнее", ["exempt who=мелкова to=2026-11-20 reason=sick", "undo"]),
        # a weekday to come, where what has been is no absence
        ("Директор отпустил Исаева с четверга", ["exempt who=исаев from=2026-11-19"]),
        ("Исаеву дали отпуск с понедельника", ["exempt who=исаев from=2026-11-23 reason=vacation"]),
        ("У Исаева отпуск с 28 по 3 декабря", ["exempt who=исаев from=2026-11-28 to=2026-12-03 reason=vacation"]),
    ],
)
def test_each_is_let_off_for_their_own_days(said, meant):
    assert wishes(said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (
            "Тетрадкина уехала в Казань до субботы, так что ей не пишем, а в понедельник напомните про звонок",
            ["exempt who=тетрадкина to=2026-11-21 reason=trip", "remind gap=no_call at=2026-11-23 who=тетрадкина"],
        ),
        (
            "Исаев на сборах до 27-го, потом напомни ему про чат",
            ["exempt who=исаев to=2026-11-27 reason=trip", "remind gap=no_group_chat who=исаев at=2026-11-30"],
        ),
        (
            "Петрова и Исаева верни и напомни про журнал",
            ["restore who=петров+исаев", "remind gap=journal_not_linked who=петров+исаев"],
        ),
        # the others are meant, or somebody else
        ("Исаева до пятницы не трогай, а в понедельник напомни всем про журнал", ["to=2026-11-20", "remind"]),
        ("Исаева верни, а Петрову напомни про журнал", ["restore who=исаев", "who=петров"]),
        ("Исаева не трогай до 27-го, Петрову потом напомни про чат", ["exempt who=исаев", "who=петров"]),
    ],
)
def test_whoever_was_named_last_is_spoken_of_again(said, meant):
    found = wishes(said)
    assert len(found) == len(meant)
    assert all(set(one.split()) <= set(other.split()) for one, other in zip(meant, found, strict=True))


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        (
            "Исаева до пятницы не трогай, а в понедельник напомни всем про журнал",
            {"gap": "journal_not_linked", "at": "2026-11-23"},
        ),
        ("Исаева не трогай до 27-го, остальным снова напомни про чат", {"gap": "no_group_chat"}),
        ("Исаева не трогай до 27-го, потом остальным напомни про чат", {"gap": "no_group_chat"}),
        ("Исаева не трогай до 27-го, остальным учителям потом напомни про чат", {"gap": "no_group_chat"}),
    ],
)
def test_the_others_are_reminded_where_it_is_said_so(said, keys):
    last = read(said, AROUND, OFFICER).wishes[-1]
    assert (last.keys, last.people) == (keys, ())


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (
            "Напомни физрукам про звонок, Кузнецова пропусти",
            ["remind gap=no_call who=subject:физкультура+-кузнецов"],
        ),
        (
            "у кого из началки нет звонка, Омарову не считай, она болеет",
            ["list gap=no_call who=post:начальная школа+-омарова", "exempt who=омарова reason=sick"],
        ),
        (
            "Напомни про чаты, Исаев в отпуске до 25-го",
            ["remind gap=no_group_chat who=-исаев", "exempt who=исаев to=2026-11-25 reason=vacation"],
        ),
        # on the day of the reminder they are there
        (
            "Напомни про чаты, Исаев в отпуске с 1 декабря",
            ["remind gap=no_group_chat", "exempt who=исаев from=2026-12-01 reason=vacation"],
        ),
        (
            "Напомни про чаты 27-го, Исаев в отпуске до 25-го",
            ["remind gap=no_group_chat at=2026-11-27", "exempt who=исаев to=2026-11-25 reason=vacation"],
        ),
        ("кто без чата, Петрова можно не показывать", ["list gap=no_group_chat who=-петров"]),
        ("Объяви всем про педсовет в четверг, Книжкиной не надо", ["announce who=-книжкина value=…"]),
        (
            "цель по звонкам 70, по чатам 85, остальное не трогай",
            ["set_target ind=teachers_called value=70", "set_target ind=teachers_created_chats value=85"],
        ),
    ],
)
def test_nobody_is_written_to_who_is_let_off_beside_it(said, meant):
    assert wishes(said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("напомни математикам про звонок, а то Марина Львовна меня съест", "remind gap=no_call who=subject:математика"),
        ("Расписаньева велела напомнить тем, кто без звонка", "remind gap=no_call"),
        ("директор ругается, напомни должникам", "remind gap=all"),
        ("Алиева Мадина просит напомнить ей про журнал", "remind gap=journal_not_linked who=алиева мадина"),
        ("Мне нужно, чтобы Хабибуллин создал чат, напомни ему", "remind gap=no_group_chat who=хабибуллин"),
        ("Исаев и Тестова не позвонили, напомни", "remind gap=no_call who=исаев+тестова"),
        ("Тестову напугала Шарафутдинова, напомни Тестовой что срок до пятницы", "announce who=тестова value=…"),
        ("Сделай памятку по звонкам, чтобы Книжкина разобралась", "leaflets"),
        ("листовки тем, кто без звонка, Звёздочкин раздаст", "leaflets"),
        ("листовки для Книжкиной и Журналовой", "leaflets who=книжкина+журналова"),
        ("Плакат с кодом на дверь к Артёму Валерьевичу", "posters"),
        ("тестова просит куаркод своего пятого «а» на стену, сделай", "posters who=class:5А"),
        ("Кузнецову с физкультуры напомни про чат", "remind gap=no_group_chat who=кузнецов глеб"),
        ("Алиеву с началки исключи до 25-го", "exempt who=алиева мадина to=2026-11-25"),
        ("Все историки в норме или только Исаев?", "list who=subject:история"),
        ("Родные мои, кто без звонка?", "list gap=no_call"),
        ("по родному языку кто без чата", "list gap=no_group_chat who=subject:родной язык"),
    ],
)
def test_who_only_does_something_beside_it_is_not_meant(said, meant):
    assert wishes(said) == [meant]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (
            "Напомни про звонок завтра в 10, про журнал в пятницу",
            ["remind gap=no_call at=2026-11-18T10:00", "remind gap=journal_not_linked at=2026-11-20"],
        ),
        (
            "Петрову про журнал и Кузнецовой про звонок напомни завтра",
            [
                "remind gap=journal_not_linked who=петров at=2026-11-18",
                "remind gap=no_call who=кузнецова at=2026-11-18",
            ],
        ),
        (
            "Завтра напомни про чаты, про журнал и родителей",
            ["remind gap=parent_chats+journal_not_linked at=2026-11-18"],
        ),
        ("сравни две последние недели по звонкам", ["dynamics ind=teachers_called week=2026-11-02..2026-11-15"]),
        ("динамика за две прошлые недели", ["dynamics week=2026-11-02..2026-11-15"]),
        ("отпуск по уходу за мамой у Исаева до 10 декабря", ["exempt who=исаев to=2026-12-10 reason=vacation"]),
        ("Ибрагимов в отпуске по уходу за больным отцом", ["exempt who=ибрагимов reason=vacation"]),
        ("Сафиуллина в отпуске по уходу за ребёнком", ["exempt who=сафиуллина reason=maternity"]),
        ("покажи без журнала, хочу знать кому звонить", ["list gap=journal_not_linked"]),
    ],
)
def test_each_thing_has_its_own_time_and_reason(said, meant):
    assert wishes(said) == meant


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("у кого в 1-2 и 10-11 нет чатов", "parallel:1+parallel:2+parallel:10+parallel:11"),
        ("сколько звонков в 10-11", "parallel:10+parallel:11"),
        ("Кто в 5-7 не создал чат", "parallel:5+parallel:6+parallel:7"),
        ("чаты 1-2, список", "parallel:1+parallel:2"),
        ("в 2-3 чатах тишина", None),
        ("Напомни в 9-11 утра про чаты", None),
        # a class that changes hands
        ("7а передали Неизвестновой, Примерова больше не классная", "неизвестнова"),
        ("Классной в 3в вместо Тетрадкиной теперь Образцова", "образцова"),
        (
            "Пеналова и Переменкина поменялись классами, 4а у Дарьи Кирилловны теперь, 4б у Ирины",
            "пеналова+переменкина",
        ),
        ("классная 6в у нас теперь Глобусова, временно, пока Рамазанова на больничном", "глобусова"),
        ("с понедельника 9а ведёт Доскина вместо Линейкиной", "доскина"),
    ],
)
def test_years_and_classes_are_whose_they_are(said, who):
    assert read(said, AROUND, OFFICER).wishes[0].keys.get("who") == who


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("болею, 39 и 2, лежу пластом", ["away reason=sick"]),
        ("болею 28 и 29", ["away from=2026-11-28 to=2026-11-29 reason=sick"]),
        ("болею до одиннадцатого декабря", ["away to=2026-12-11 reason=sick"]),
        ("ещё один день на больничном", ["away to=2026-11-17 reason=sick"]),
        ("если что, я на больничном до среды", ["away to=2026-11-18 reason=sick"]),
        ("зарегистрировалась, чат создала, звонок в четверг", ["done gap=not_registered+no_group_chat"]),
        ("звонок провела в пятницу", ["done gap=no_call"]),
        ("пункт про журнал закрыла, а про звонок не буду", ["done gap=journal_not_linked"]),
        ("давайте в максе, вк у меня заблокирован", ["prefer messenger=max"]),
        ("не пойду я в ваш макс", ["prefer"]),
        ("сижу в вк, лучше макс", ["prefer messenger=max"]),
        ("сейчас пишете в вк, хочу макс", ["prefer messenger=max"]),
        ("пишите в макс, вк только для личного", ["prefer messenger=max"]),
        ("не пишите мне нигде кроме вк", ["prefer messenger=vk"]),
        ("у вас написано 0 чатов, у меня их пять", ["mistake gap=no_group_chat value=5"]),
        ("Я в больнице, операция была в пятницу", ["away reason=sick"]),
        (
            "у меня в понедельник и вторник отгулы, в среду напомните",
            ["away from=2026-11-23 to=2026-11-24 reason=vacation"],
        ),
    ],
)
def test_a_teacher_is_away_and_done_as_they_say(said, meant):
    assert wishes(said, TEACHER) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        # a day that is spoken of again
        (
            "29-го поздравь всех с днём матери, в этот день больше ничего не отправляй",
            ["announce who=all at=2026-11-29 value=…", "pause from=2026-11-29 until=2026-11-29"],
        ),
        (
            "завтра не пиши, послезавтра напомни про чаты",
            ["pause from=2026-11-18 until=2026-11-18", "remind gap=no_group_chat at=2026-11-19"],
        ),
        ("в пятницу никому не пишем", ["pause from=2026-11-20 until=2026-11-20"]),
        # whoever takes their lessons
        (
            "Ибрагимова вызвали на сборы по 5 декабря, отметь его как отсутствующего, а Магомедов его часы взял",
            ["exempt who=ибрагимов to=2026-12-05 reason=trip"],
        ),
        (
            "Омарова до пятницы болеет, Исаев уволился",
            ["exempt who=омарова to=2026-11-20 reason=sick", "left who=исаев"],
        ),
        (
            "Омарова вышла из отпуска, Мелкова в отпуске до 25-го",
            ["restore who=омарова", "exempt who=мелкова to=2026-11-25"],
        ),
        (
            "Карантин в 2а до 24-го, Омарову не дёргать",
            ["set_break who=class:2А to=2026-11-24", "exempt who=омарова to=2026-11-24"],
        ),
        ("Карантин в 2а до 24-го, Омарову вообще не дёргать", ["set_break", "exempt who=омарова"]),
        # what is asked of somebody, and praise
        ("спроси у Валиева, получилось ли созвониться", ["announce who=валиев value=…"]),
        ("похвали от меня вторую параллель, у них всё зелёное", ["announce who=parallel:2 value=…"]),
        ("в 8а привязали журнал или нет, мама звонит", ["indicator ind=pupils_journal_linked who=class:8А"]),
        # who stands in for a post, who told it, and namesakes together
        ("психолог в отпуске до 25-го, её заменяет Исаев", ["exempt who=post:психолог to=2026-11-25 reason=vacation"]),
        (
            "Тестова принесла список: Исаев и Петров без журнала. Напомни им",
            ["gap=journal_not_linked who=исаев+петров"],
        ),
        ("обеим Алиевым напомни про чат", ["remind gap=no_group_chat who=алиева"]),
        ("Исаев просит не писать, а Кузнецову, наоборот, напомни", ["exempt who=исаев", "remind who=кузнецов"]),
        ("вместо Петрова до 25-го Исаев, Петрова освободи", ["exempt who=петров to=2026-11-25"]),
        # of whom the last words are
        (
            "напомни Петрову про звонок в пятницу, а сегодня не трогай",
            ["remind gap=no_call who=петров at=2026-11-20", "exempt who=петров from=2026-11-17 to=2026-11-17"],
        ),
        ("Исаев. Тестова. Петров. Всем троим напомни про звонок", ["remind gap=no_call who=исаев+тестова+петров"]),
        ("предупреди 7-е классы, что связи нет, и Исаеву скажи", ["announce who=исаев+parallel:7 value=…"]),
        (
            "из классных 5-7 кто без чата, и тех же предупреди, что срок до пятницы",
            [
                "list gap=no_group_chat",
                "announce value=… who=post:классный руководитель+parallel:5+parallel:6+parallel:7",
            ],
        ),
        # until the evening, and onto another day
        ("Омарову до вечера не трогай", ["exempt who=омарова to=2026-11-17"]),
        (
            "Петров сегодня на соревнованиях, перенесите ему на четверг",
            ["exempt who=петров from=2026-11-17 to=2026-11-17 reason=trip"],
        ),
        # who has something, and who lacks it
        ("дай тех, кто завёл хоть один чат", ["done_list gap=no_group_chat"]),
        ("кто создал чат и кто не создал", ["done_list gap=no_group_chat", "list gap=no_group_chat"]),
        ("напомни тем, кто создал чат, про журнал", ["remind gap=journal_not_linked"]),
        ("напомни тем, кто забыл создать чат", ["remind gap=no_group_chat"]),
        ("напомни тем, кто пропустил звонок", ["remind gap=no_call"]),
        ("кто забросил чаты", ["list gap=no_group_chat"]),
        ("кто смог создать чат", ["done_list gap=no_group_chat"]),
        ("кто набрал десятку", ["done_list gap=few_messages"]),
        ("а кто у нас ещё ни разу не зашёл", ["list gap=not_registered"]),
        ("сколько людей в сферуме", ["indicator ind=teachers_total what=count"]),
        ("сколько чатов в сферуме", ["indicator ind=teachers_created_chats what=count"]),
        # whose class it is
        ("11б кто классный", ["card who=class:11Б"]),
        ("у 7к кто кл. рук.", ["card who=class:7К"]),
        # whoever only asks for it
        ("Марина Львовна просит цифры по нач школе к трём часам, сделаешь", ["summary who=post:начальная школа"]),
        ("сколько у нас чатов? Галина Павловна интересуется", ["indicator ind=teachers_created_chats what=count"]),
        ("Доскина просит карточку", ["card who=доскина"]),
        ("Исаев спрашивает, что у него", ["card who=исаев"]),
        # words to be passed on stay as they are
        (
            "напомни Доскиной про чат и передай Исаеву: она до среды дежурит",
            ["remind gap=no_group_chat who=доскина", "announce who=исаев value=…"],
        ),
        # two who were made one
        ("Кузнецов Г.П. и Кузнецова Г.П. это разные люди", ["detach who=кузнецов глеб+кузнецова галина"]),
        ("Магомедова и Магомедов это разные люди", ["detach who=магомедова+магомедов"]),
        ("Алиевы опять склеились в одну", ["detach who=алиева"]),
        ("слей Алиевых в одну", ["merge who=алиева"]),
        # a man or a woman by the case
        ("Кузнецова и Магомедов болеют до пятницы", ["exempt who=кузнецова+магомедов to=2026-11-20 reason=sick"]),
        ("Кузнецову напоминание про чат", ["remind gap=no_group_chat who=кузнецов"]),
        # a list whose marks are words
        (
            "Первое: Магомедову Патимат в отпуск до 15 декабря. Второе: Рамазанова вышла. Третье: кто без звонка",
            [
                "exempt who=магомедова патимат to=2026-12-15 reason=vacation",
                "restore who=рамазанова",
                "list gap=no_call",
            ],
        ),
        ("значит так первое сводку второе кто без чата", ["summary", "list gap=no_group_chat"]),
        ("сравни первое полугодие и второе полугодие", ["dynamics"]),
        # told of somebody else, and no bystander
        (
            "Омарова теперь ведёт ещё и 3в, Тетрадкину положили в больницу",
            ["correct who=омарова field=class", "exempt who=тетрадкина reason=sick"],
        ),
        # the verb before one name and behind the next
        ("ушла в декрет Примерова, Доскина вышла", ["exempt who=примерова reason=maternity", "restore who=доскина"]),
        (
            "заболела Доскина, Петров уехал на сборы до пятницы",
            ["exempt who=доскина reason=sick", "exempt who=петров to=2026-11-20 reason=trip"],
        ),
        # whose class it is now
        ("6б временно у Линейкиной пока Алиева болеет", ["correct who=линейкина field=class"]),
        ("Валиев больше не классный", ["correct who=валиев field=class"]),
        (
            "Тестова уходит в декрет с 1 декабря, английский передадим Шарафутдиновой",
            ["exempt who=тестова from=2026-12-01 reason=maternity"],
        ),
        ("У нас новая учительница, Сорокина Алевтина Юрьевна, взяла 1а", ["add_person who=сорокина"]),
        # of a group a list, and no card
        ("как там 2-е классы", ["list who=parallel:2"]),
        ("что по географии", ["list who=subject:география"]),
        ("7а и 7б звонок был?", ["list gap=no_call who=class:7А+class:7Б"]),
        ("карточку Примеровой из 7а", ["card who=примерова"]),
        ("кто из классных 5а, 5б без чата", ["list gap=no_group_chat who=class:5А+class:5Б"]),
        # the morning of a lesson is no week of figures
        ("не забудь завтра утром мне сводку, до первого урока", ["summary"]),
    ],
)
def test_each_day_and_deed_is_whose_it_is(said, meant):
    found = wishes(said)
    assert len(found) == len(meant)
    assert all(set(one.split()) <= set(other.split()) for one, other in zip(meant, found, strict=True))


@pytest.mark.parametrize(
    "said",
    [
        "не надо больше никому кроме началки ничего слать про родительские чаты",
        "не нужно сегодня никому из наших ничего отправлять про звонки",
    ],
)
def test_what_need_not_be_sent_is_not_surely_sent(said):
    reading = read(said, AROUND, OFFICER)
    assert not (reading.sure and "remind" in {one.code for one in reading.wishes})


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("у Переменкиной забрали 4б, отдали Образцовой", "образцова"),
        ("с Петрова сняли 5б, передали Исаеву", "исаев"),
    ],
)
def test_a_class_is_its_new_teachers(said, who):
    assert read(said, AROUND, OFFICER).wishes[0].keys["who"] == who


def test_classes_are_not_compared_as_schools():
    assert "who=parallel:5+parallel:6" in wishes("сравни 5-е и 6-е по журналу")[0]


def test_those_who_have_one_thing_are_reminded_of_another():
    wish = read("напомни тем, кто создал чат, про журнал", AROUND, OFFICER).wishes[0]
    assert dict(wish.keys) == {"gap": "journal_not_linked", "have": "no_group_chat"}
    assert wish.narrowed == ()


def test_of_namesakes_the_man_is_taken_off():
    wish = read("Магомедова сняли с 7-х, остались 9-11", AROUND, OFFICER).nearest[0]
    assert wish.keys["who"] == "магомедов"


def test_for_good_is_not_until_the_break_ends():
    last = read("Карантин в 2а до 24-го, Омарову вообще не дёргать", AROUND, OFFICER).wishes[-1]
    assert "to" not in last.keys


def test_nobody_is_away_because_a_grandson_comes():
    assert {one.split()[0] for one in wishes("внук приедет в субботу и поставит", TEACHER)} == {"not_now"}


def test_whoever_comes_back_after_a_relative_is_away_until_then():
    assert wishes("Муж приедет в пятницу, вернусь в понедельник", TEACHER) == ["away to=2026-11-22"]


def test_days_are_no_reason():
    assert not read("Исаева не трогай, он завтра вернётся", AROUND, OFFICER).wishes[0].because


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ("Исаева пока не трогай, он мужчина обидчивый", ""),
        ("Исаев просил не писать, он мужчина обидчивый. Пока его не трогай", ""),
        ("Исаева не трогай, он человек новый", ""),
        ("Исаев шумит, у него характер. Не трогай его", ""),
        ("Исаева не трогай, у него нет интернета, пока не трогай", "у него нет интернета"),
        ("Исаева не трогай, он без микрофона", "без микрофона"),
        ("Исаева не трогай, он не ведёт уроки", "не ведёт уроки"),
    ],
)
def test_a_remark_about_somebody_is_no_reason_and_an_order_no_part_of_one(said, because):
    assert read(said, AROUND, OFFICER).wishes[0].because == because


@pytest.mark.parametrize(
    ("said", "whom"),
    [
        ("Доскина отвечает за Исаева, исключи Доскину", "доскина"),
        ("Доскина отвечает за Исаева, исключи обоих", "доскина+исаев"),
    ],
)
def test_whom_the_order_names_anew_is_meant_alone(said, whom):
    [wish] = read(said, AROUND, OFFICER).wishes
    assert wish.keys["who"] == whom


def test_nobody_is_away_because_a_pupil_is():
    reading = read("один ребёнок в санатории, остальные привязаны", AROUND, TEACHER)
    assert not reading.sure or reading.wishes[0].code != "away"


def test_whoever_is_not_to_be_reminded_is_let_off_and_not_reminded():
    meant = ["exempt gap=no_call who=исаев", "remind who=тестова"]
    assert wishes("Не напоминай Исаеву про звонок, напомни Тестовой", OFFICER) == meant


def test_whose_call_it_was_says_not_whether_it_counts():
    assert wishes("Учительнице ответь, что звонка не было") == ["answer_dispute value=no"]


@pytest.mark.parametrize("also", ["Петрова можно пропустить", "Петрова можно тоже"])
def test_who_may_be_let_off_as_well_is(also):
    alone, both = (read(f"Исаева исключи до пятницы{beside}", AROUND, OFFICER) for beside in ("", f", {also}"))
    let_off = {number for one in both.wishes if one.code == "exempt" for number in one.people}
    assert {number for one in alone.wishes for number in one.people} < let_off


def test_nobody_is_reminded_who_is_let_off_in_the_same_breath():
    said = "Марьям Ахмедовна в реанимации, не дай бог ей сейчас прилетит ваше про сообщения, уберите её, хоть на месяц"
    assert {one.split()[0] for one in wishes(said)} == {"exempt"}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("сними Исаева с больничного, добавь Петрова", ["restore who=исаев", "exempt who=петров reason=sick"]),
        (
            "сними с курсов Исаева и поставь туда Петрова до пятницы",
            ["restore who=исаев", "exempt who=петров reason=courses to=2026-11-20"],
        ),
        ("убери Исаева из рассылки, добавь Петрова", ["exempt who=исаев", "restore who=петров"]),
        ("сними роль с Исаева, дай Петрову", ["take_role who=исаев", "give_role who=петров"]),
        ("забери доступ у Исаева, отдай Петрову", ["take_role who=исаев", "give_role who=петров"]),
        ("верни Исаева и добавь Петрова", ["restore who=исаев+петров"]),
        (
            "верни Исаева с больничного, отправь Петрову напоминание",
            ["restore who=исаев", "remind who=петров"],
        ),
        (
            "забери права у Исаева, передай Петрову спасибо",
            ["take_role who=исаев", "announce who=петров value=…"],
        ),
        ("исключи Исаева до пятницы, добавь Петрова", ["exempt who=исаев+петров to=2026-11-20"]),
        (
            "напомни про звонок Исаеву, про чат Петрову",
            ["remind gap=no_call who=исаев", "remind gap=no_group_chat who=петров"],
        ),
        ("напомни Исаеву про чат, про звонок", ["remind gap=no_group_chat+no_call who=исаев"]),
        ("почему Исаева не тревожим", ["exemptions who=исаев"]),
        (
            "отмени отпуск Исаева и поставь больничный до пятницы",
            ["restore who=исаев", "exempt who=исаев to=2026-11-20 reason=sick"],
        ),
        ("5а передай Петрову", ["correct who=петров field=class"]),
        ("Исаев уволился с 1 декабря, 5а передай Петрову", ["left who=исаев", "correct who=петров field=class"]),
        ("передай Петрову, что 5а завтра на экскурсии", ["announce who=петров value=…"]),
        ("передай 5а Исаеву завтра контрольная", ["announce who=исаев+class:5А value=…"]),
    ],
)
def test_what_is_ordered_of_another_behind_it_is_the_contrary_or_another_thing(said, meant):
    found = wishes(said)
    assert len(found) == len(meant)
    assert all(set(one.split()) == set(other.split()) for one, other in zip(meant, found, strict=True))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Исаев болеет остальным напомни про чат", ["exempt who=исаев reason=sick", "remind gap=no_group_chat"]),
        ("Исаев в отпуске до 30 ноября Доскина на курсах", [
            "exempt who=исаев to=2026-11-30 reason=vacation", "exempt who=доскина reason=courses",
        ]),
        ("Исаева исключи Доскину верни", ["exempt who=исаев", "restore who=доскина"]),
        ("Доскина вышла, Исаев в отпуске", ["restore who=доскина", "exempt who=исаев reason=vacation"]),
        ("удали Исаева, он уволился. Не беспокой Доскину с 23 ноября", [
            "left who=исаев", "exempt who=доскина from=2026-11-23",
        ]),
        ("пауза до 1 декабря, потом удали Исаева, он уволился", ["pause until=2026-12-01", "left who=исаев"]),
        ("всем кроме Доскиной напомни про журнал, она в отпуске до среды", [
            "remind gap=journal_not_linked who=-доскина", "exempt to=2026-11-18 reason=vacation who=доскина",
        ]),
        ("напомни всем про чат, Тестовой, Исаеву и Доскиной не надо", [
            "remind gap=no_group_chat who=-тестова+-исаев+-доскина",
        ]),
        ("напомни всем про чат, Тестовой Виктории и Доскиной не надо", [
            "remind gap=no_group_chat who=-тестова виктория+-доскина",
        ]),
        ("напомни Доскиной про эжд. Выведи тех, кто не поставил макс", [
            "remind gap=journal_not_linked who=доскина", "list gap=no_max",
        ]),
        ("отчёт в pdf и у кого нет чата", ["report format=pdf", "list gap=no_group_chat"]),
        ("напомни тем, кто без чата и у кого нет звонка", ["remind gap=no_group_chat+no_call"]),
        ("дай сводку и список тех, кто без чата", ["summary", "list gap=no_group_chat"]),
        ("не трогай Исаева неделю, а Доскину начиная с завтрашнего дня", [
            "exempt who=исаев to=2026-11-23", "exempt who=доскина from=2026-11-18",
        ]),
        ("отметь что Исаев на сборах и напомни кл. рук. про сообщения", [
            "exempt who=исаев reason=trip", "remind gap=few_messages who=post:классный руководитель",
        ]),
        ("напомни седьмому а насчёт чата; покажи отстающих за октябрь", [
            "remind gap=no_group_chat who=class:7А", "lagging week=2026-10-01..2026-10-31",
        ]),
        ("объявление завтра всем: педсовет в четверг в 14:30", ["announce who=all at=2026-11-18 value=…"]),
    ],
)  # fmt: skip
def test_clauses_are_told_apart_without_their_commas(said: str, meant: list[str]) -> None:
    assert wishes(said) == meant


def test_of_two_absences_in_one_breath_the_second_is_said_to_be_left_out():
    said = read("не трогай Исаева с 1 по 5 декабря и с 10 по 12 декабря", AROUND, OFFICER).wishes
    assert [(str(one), one.narrowed) for one in said] == [
        ("exempt who=исаев from=2026-12-01 to=2026-12-05", ("10–12 декабря",))
    ]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        *(
            (said, ["remind gap=no_group_chat", "remind gap=no_call who=исаев"])
            for said in (
                "напомни всем про чат, а про звонок только Исаеву",
                "напомни всем про чат, про звонок только Исаеву",
                "напомни всем про чат и только Исаеву про звонок",
                "напомни всем про чат, а Исаеву про звонок",
            )
        ),
        (
            "напомни всем про чат, а математикам про звонок",
            ["remind gap=no_group_chat", "remind gap=no_call who=subject:математика"],
        ),
        (
            "напомни Исаеву про звонок, а всем про чат",
            ["remind gap=no_call who=исаев", "remind gap=no_group_chat"],
        ),
        # the others are told by what they lack, and one thing is said to both
        ("напомни всем, кто без чата, про звонок", ["remind gap=no_call"]),
        ("напомни всем про чат, и Исаеву тоже", ["remind gap=no_group_chat"]),
    ],
)
def test_one_thing_is_said_to_all_and_another_to_some(said, meant):
    found = read(said, AROUND, OFFICER)
    assert [str(one) for one in found.wishes] == meant


@pytest.mark.parametrize(
    ("said", "meant", "left"),
    [
        ("напомни всем, а про журнал потом", "remind who=all", ("про журнал потом",)),
        ("напомни всем про чат, а про журнал потом", "remind gap=no_group_chat", ()),
        ("напомни всем про чат и звонок, про журнал позже", "remind gap=no_group_chat+no_call", ()),
        ("про журнал потом, сейчас всем про чат напомни", "remind gap=no_group_chat", ()),
        ("напомни всем про чат, а Исаеву про звонок потом", "remind gap=no_group_chat", ()),
        # a day is when it is sent
        ("напомни всем, а про журнал в пятницу", "remind gap=journal_not_linked at=2026-11-20", ()),
    ],
)
def test_what_is_left_for_later_is_not_reminded_of_now(said, meant, left):
    [wish] = read(said, AROUND, OFFICER).wishes
    assert (str(wish), wish.dropped) == (meant, left)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("убери Исаева из рассылки, не добавляй Петрова", "exempt who=исаев"),
        ("убери Исаева из рассылки и не добавляй Петрову", "exempt who=исаев"),
        ("исключи Исаева, Петрова не возвращай", "exempt who=исаев"),
        ("исключи Исаева, математиков не возвращай", "exempt who=исаев"),
        ("Исаева убери, Петрова не надо", "exempt who=исаев"),
        ("сними роль с Исаева, Петрову не давай", "take_role who=исаев"),
        ("сними роль с Исаева и не давай Петрову", "take_role who=исаев"),
        ("не давай роль Петрову, сними роль с Исаева", "take_role who=исаев"),
        ("не исключай Петрова, исключи Исаева", "exempt who=исаев"),
        ("забери роль у всех, у Петрова не забирай", "take_role who=-петров"),
        # not to be written to is an order of its own, and so is what follows of the same person
        ("исключи Исаева, Петрову не напоминай", "exempt who=исаев+петров"),
        ("не увольняй Петрова, исключи до пятницы", "exempt who=петров to=2026-11-20"),
    ],
)
def test_whoever_another_deed_is_denied_of_is_not_whom_the_order_is_about(said, meant):
    found = read(said, AROUND, OFFICER)
    assert (found.sure, [str(one) for one in found.wishes]) == (True, [meant])


@pytest.mark.parametrize(
    "said", ["не снимай Исаева с больничного", "Исаева с больничного не снимай", "Петрова из рассылки не убирай"]
)
def test_a_deed_that_is_denied_is_not_taken_for_the_order(said):
    assert not read(said, AROUND, OFFICER).sure


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("Петров уволился, 5а теперь у Кузнецовой", "left who=петров"),
        ("Петров уволился. 5а теперь у Кузнецовой", "left who=петров"),
        ("Петров уволился, его 5а взяла Кузнецова", "left who=петров"),
        ("Петров больше не работает, 5а ведёт Кузнецова", "left who=петров"),
        ("Петров в декрете, 5а теперь у Кузнецовой", "exempt who=петров reason=maternity"),
    ],
)
def test_whose_class_has_gone_to_whom_loses_nothing_of_why(said, first):
    assert wishes(said) == [first, "correct who=кузнецова field=class"]


def test_whose_hours_somebody_took_for_a_while_is_nothing_to_note():
    assert wishes("Исаев на сборах, а Петров его часы взял") == ["exempt who=исаев reason=trip"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("напомни всем про звонок, мне можно отправлять вечером", ["remind gap=no_call", "set_hours value=вечером"]),
        ("покажи кто без чата, мне завтра докладывать в управлении", ["list gap=no_group_chat"]),
        ("покажи кто без чата, мне подписывать через час", ["list gap=no_group_chat"]),
    ],
)
def test_what_the_officer_has_to_do_is_no_wish_and_what_may_be_sent_is_one(said, meant):
    assert wishes(said) == meant
