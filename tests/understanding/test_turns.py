"""The way a thing is said, and what it makes of words that are like something else."""

import pytest

from handlers.understanding.reader import OFFICER, TEACHER, Around, read
from tests.phrases_measure import CLOCK, HERE, NEWEST, TODAY, roster_of

AROUND = Around(roster_of((HERE / "staff.txt").read_text("utf-8").splitlines()), TODAY, NEWEST, CLOCK)


def codes(said: str, side: str) -> str:
    return " | ".join(one.code for one in read(said, AROUND, side).wishes)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        # days that come again are no absence
        ("Петров просит писать ему только по вторникам и четвергам", "set_hours"),
        ("каждый четверг Магомедов в другой школе, в эти дни его не дёргай", "set_hours"),
        ("не надо напоминать в субботу, у нас пятидневка", "set"),
        # a leave that was not taken
        ("снимите Хабибуллину отъезд, он не поехал", "restore"),
        ("Глобусова никуда не ушла, пусть остаётся", "restore"),
        ("Петрову отпуск не дали, пусть снова получает", "restore"),
        ("отпуск не дали", "restore"),
        # who lacks one thing and no other
        ("кому остался только звонок", "close_ones"),
        ("у кого только чата нет", "close_ones"),
        ("у кого нет ни одного чата", "list"),
        ("кто без одного звонка и чата", "list"),
        # what somebody claims, and what is to count
        ("Хабибуллин говорит что у него 12 сообщений а вы пишете 4. разберитесь", "why_listed"),
        ("Доскина спорит, говорит чат создан ещё в сентябре", "why_listed"),
        ("Исаев утверждает, что звонил во вторник, отметьте, пожалуйста.", "answer_dispute"),
        ("Алиева Марьям говорит, у неё чат есть, засчитай", "answer_dispute"),
        # what is to be thought up, and norms of one's own: nothing of the bot's
        ("набросай идеи, чего писать в чаты, по 10 сообщений", ""),
        ("составь текст для родительского собрания про макс", ""),
        ("опрос сделай кому удобно в четверг на мастер-класс по максу", ""),
        ("установи порог 5 сообщений для физруков и труда", ""),
        ("снизь Мухаметзяновой и Логопедовой норму до 3, они полдня в неделю", ""),
        ("кто из физиков не выполнил норму", "list"),
        ("напиши текст объявления всем: завтра педсовет", "announce"),
        # left in peace, by whatever verb
        ("завтра открытый урок у Линейкиной не мешай ей", "exempt"),
        ("хватит напоминать Шарафутдиновой я сама с ней поговорю", "exempt"),
        ("чат 11б удалили случайно, Валиев создаст новый, до четверга не ругайте его", "exempt"),
        ("Доскину не пугай", "exempt"),
        ("Выдумкина на репетиции смотра всю неделю, ей не до вас", "exempt"),
        ("тихо после 19 пожалуйста, мне уже жаловались", "set_hours"),
        ("Хотелось бы, чтобы напоминания не приходили после шести вечера, люди отдыхают", "set_hours"),
        ("тишина с 17 до 9", "set_hours"),
        ("до 15 января тишина пожалуйста", "pause"),
        ("какая норма звонков", "targets"),
        # words that are to be passed on to somebody
        ("Кузнецовой Галине Павловне скажите, пожалуйста, что чат 11а нужно переименовать", "announce"),
        ("Ответьте Руслану Гаджиевичу, что я разберусь в понедельник", "announce"),
        ("Артёму Валерьевичу скажи пусть посмотрит почему файл не грузится", "announce"),
        ("Вере Анатольевне завтра 50, поздравь красиво", "announce"),
        ("скажи, что у Петрова с чатом", "card"),
        ("скажи по Петрову что не сделано", "card"),
        ("передай Исаеву, что у него нет звонка", "remind"),
        # asked whether it is known
        ("мне сказали, что Тестова и Омарова на больничном, проверь, стоит ли у тебя так", "exemptions"),
        ("Пеналова болеет вторую неделю, ты в курсе вообще?", "exemptions"),
        ("напиши Доскиной, что всё нормально, это ошибка", "announce"),
        ("передай Омаровой спасибо, что так быстро всё сделала", "announce"),
        ("убери отметку об отпуске у Валиева", "restore"),
        # what is surely something else stays so
        ("кто поставил Магомедову галочку", "audit"),
        ("есть пробный режим, чтобы никому ничего не ушло?", "demo"),
        # an order after a story
        ("Валиев вчера мне клялся, что сделает, а воз и ныне там, напомни ему", "remind"),
        ("Доскина второй день спрашивает, почему ей никто не пишет, верни её", "restore"),
        ("Неизвестнова два раза жаловалась, что не знает, как войти. Дай ей код", "code"),
        ("думала исключить Мелкову, но пусть пока будет, покажи лучше её карточку", "card"),
        # another's deed without its verb
        ("завтра напомни про 10 сообщений, а послезавтра про звонок", "remind | remind"),
        ("всего учеников 812, из них в максе 540", "set_pupils | set_pupils"),
        ("Петрова верни, Указкина убери до 25 ноября", "restore | exempt"),
        ("верни Доскину и отмени паузу", "restore | resume"),
        ("сколько осталось без звонка и кто это?", "list"),
        ("у кого какие роли и забери доступ у Исаева", "roles | take_role"),
        ("Гаджиева в отпуске с 23 по 27 ноября, права её на это время Исаеву", "exempt | give_role"),
        ("Петров на больничном до 4 декабря, Журналова вообще не учитель", "exempt | exempt"),
        # what was asked for before, what something is for, and what is to be told to others
        ("Логопедова устала от писем, работает только по средам, давайте оставим её в покое", "exempt"),
        ("мы исключали Исаева на той неделе, а он снова получил", "got"),
        ("кто не привязал журнал, для справки директору", "list"),
        ("пусть Звёздочкин поможет Книжкиной с регистрацией, напиши им обоим", "announce"),
        ("Книжкина не понимает, куда нажать, ответь ей подробно, как войти", "announce"),
        ("файла сегодня не будет, пусть никто пока ничего не получает", "pause"),
        ("перешли мне объяснение Глобусовой", "answered"),
        ("что писал Исаев?", "answered"),
        ("когда и что писали Надежде Юрьевне", "got"),
        ("сними с Петрова галочку, я ему верю", "answer_dispute"),
        ("спасибо, отчёт приняли с первого раза", "thanks"),
        ("Марина Львовна сияет, спасибо тебе", "thanks"),
        ("🙏", "thanks"),
        ("+", "yes"),
        ("было 40 сообщений, сегодня 52, это рост?", "dynamics"),
        ("где у нас слабые места?", "summary"),
        ("какие персональные данные ты собираешь?", "my_data"),
        ("Магомедов жалуется, что ему не те цифры приходят", "disputes"),
        ("всё, хватит на сегодня", "cancel"),
        ("спасибо, отчёт сдали без замечаний", "thanks"),
    ],
)
def test_an_officers_turn_of_phrase(said, meant):
    assert codes(said, OFFICER) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("посмотрите, правильно ли я записана: Петрова Анна, 3б", "my_data"),
        ("проверьте мои данные: фамилия Ковригина, классный 7а, математика", "my_data"),
        ("ага, сейчас всё брошу и побегу", "smalltalk"),
        ("как закончу четвертные, тогда и создам чат", "not_now"),
        ("как настроят проектор, так и созвонимся с классом", "not_now"),
        ("с 1 по 5 декабря на курсах, после этого пишите после 14", "away | hours"),
        ("спасибо вам, не знала", "thanks"),
        ("я мужчина, а вы пишете «уважаемая»", "complain"),
        ("согласия на обработку данных не давала", "forget_me"),
        ("поставьте мне галочку за звонок", "done"),
        ("😂", "smalltalk"),
        ("щас не могу", "not_now"),
        ("щас сделаю", "not_now"),
        ("ага, разбежалась", "smalltalk"),
        ("как только проведу звонок, отпишусь", "not_now"),
        ("проверьте, правильно ли посчитали сообщения", "mistake"),
        ("родители отказались", "complain"),
        ("меня сняли с классного руководства", "my_class"),
        # who is here after all
        ("мне отпуск не дали", "unmute"),
        ("никуда я не уволилась", "unmute"),
        ("я на больничном до пятницы", "away"),
    ],
)
def test_a_teachers_turn_of_phrase(said, meant):
    assert codes(said, TEACHER) == meant


@pytest.mark.parametrize(
    "said",
    [
        "напомни мне в пятницу загрузить выгрузку",
        "подними меня завтра в восемь, надо отчёт сдать",
        "нет, не Петрова, а Исаева",
        "у кого на этой неделе день рождения?",
        "не Звонкова, а Звёздочкин",
        "не дай мне забыть про загрузку файла",
        # neither marks nor a number alone agree to what was shown
        "...",
        "!!",
        ")))",
        "12",
    ],
)
def test_what_the_bot_has_no_part_in_is_asked_back(said):
    assert not read(said, AROUND, OFFICER).sure


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("включай обратно, учебный год начался", "resume"),
        ("Ничего не отправляйте пока, я ещё не проверила список.", "pause"),
        ("Мелкова вернулась прикинь, но только на 5-7", "restore"),
    ],
)
def test_what_one_clause_says_surely_is_sure_where_the_others_ask_for_nothing(said, meant):
    found = read(said, AROUND, OFFICER)
    assert found.sure
    assert [one.code for one in found.wishes] == [meant]


def test_who_is_told_of_beside_another_is_surely_meant():
    found = read("Тетрадкину положили в больницу, Исаев вышел с больничного", AROUND, OFFICER)
    assert (found.sure, [one.code for one in found.wishes]) == (True, ["exempt", "restore"])


@pytest.mark.parametrize("said", ["Вере Анатольевне завтра 50, поздравь красиво", "поздравьте физиков с праздником"])
def test_congratulations_are_passed_on(said):
    found = read(said, AROUND, OFFICER)
    assert (found.sure, found.wishes[0].code) == (True, "announce")


@pytest.mark.parametrize(
    "said", ["удали Неизвестнову из списка с 1 декабря, историю 5-9 заберёт Исаев, чат 7в Примеровой"]
)
def test_what_others_are_named_in_beside_it_is_asked_back(said):
    assert not read(said, AROUND, OFFICER).sure
