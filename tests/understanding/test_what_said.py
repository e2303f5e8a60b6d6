"""What a message is about: the gap, the indicator, the number, the side of a figure."""

import pytest

from handlers.understanding.reader import OFFICER, TEACHER, read
from tests.understanding.test_particulars import AROUND


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        # of a class its children are counted
        ("классы, где меньше половины в ЭЖД", "list gap=pupils_journal_not_linked"),
        ("не связали дневник — какие классы", "list gap=pupils_journal_not_linked"),
        ("сколько учеников пятых классов в максе", "indicator ind=pupils_total who=parallel:5 what=count"),
        ("незарегистрированные ученики началки", "list gap=not_registered who=post:начальная школа"),
        # … and none by a parent's leave
        (
            "перечень работников, не связанных с ЭЖД, исключая находящихся в отпуске по уходу за ребёнком",
            "list gap=journal_not_linked",
        ),
        # the marks by their numbers, and their participles
        ("процент по десятке и по звонку", "indicator ind=teachers_10_messages+teachers_called what=percent"),
        ("сколько написали три и десять", "indicator ind=teachers_3_messages+teachers_10_messages what=count"),
        ("кто завалил десятку", "list gap=few_messages"),
        ("первая десятка", "done_list value=10"),
        ("план по трём, не по десяти", "set_target ind=teachers_3_messages"),
        ("учителя 9 параллели не писавшие", "list gap=few_messages who=parallel:9"),
        (
            "сколько пишут, сколько звонят, сколько привязали журнал",
            "indicator ind=messages+teachers_called+teachers_journal_linked what=count",
        ),
        ("у кого журнал не привязан к профилю", "list gap=journal_not_linked"),
        # the best, and no profile
        ("топ пять самых активных", "done_list value=5"),
        # what is lacking, which side of it
        ("недобор по звонкам", "indicator ind=teachers_called what=left"),
        ("на сколько мы ниже плана по чатам", "indicator ind=teachers_created_chats what=left"),
        ("сколько нам ещё до 80 % по десяти сообщениям", "indicator ind=teachers_10_messages what=left"),
        # what somebody has is not what she is listed for
        ("за что напоминание Рамазановой: у неё чат есть, сообщения есть!", "why_listed who=рамазанова"),
        # … and what another has is of nobody who is meant
        ("напомни тем, кто без чата, а Исаев уже звонил", "remind gap=no_group_chat"),
        ("почему Исаев в списке, у него и чат, и звонки", "why_listed who=исаев"),
        # which number is asked for
        ("исправь: 24 в 2б, не 26", "set_pupils who=class:2Б value=24"),
        ("в 6а двадцать семь учеников, а в файле двадцать девять", "set_pupils who=class:6А value=27"),
        ("30 процентов звонков — это стыдно, поставьте цель сорок", "set_target ind=teachers_called value=40"),
        ("стабильно ноль кто", "lagging"),
        ("Магомедова Патимат с 7:20 на ногах, пиши ей в 9", "set_hours who=магомедова патимат value=09:00"),
    ],
)
def test_what_an_officer_asks_about(said, wish):
    reading = read(said, AROUND, OFFICER)
    assert " | ".join(map(str, reading.wishes)) == wish


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("закрыла десятку", "done gap=few_messages"),
        ("я выполнила 3 и 10", "done gap=few_messages"),
        ("чат создан 14 сентября", "done gap=no_group_chat"),
        ("написала в чат кружка 12 штук", "done gap=few_messages"),
        ("звонок провела в чате 9-х", "done gap=no_call"),
        ("прикрепите инструкцию по звонкам", "howto gap=no_call"),
        # a chat is where the call is not found, or what somebody is not in
        ("кнопки звонка нет в чате", "howto gap=no_call"),
        ("звонка нет в чате", "mistake gap=no_call"),
        ("меня нет в чате", "mistake gap=no_group_chat"),
    ],
)
def test_what_a_teacher_tells_of(said, wish):
    assert " | ".join(map(str, read(said, AROUND, TEACHER).wishes)) == wish


def test_the_first_mark_chooses_nobody_and_is_said_to_be_left_away() -> None:
    wish = read("напомни тем, кто без чата, но написал 3 сообщения", AROUND, OFFICER).wishes[0]
    assert (dict(wish.keys), wish.narrowed) == ({"gap": "no_group_chat"}, ("написал 3 сообщения",))
