"""The weekly quotas: messages in group chats, and a call."""

from nudges.gaps.record import (
    Asked,
    Counted,
    Fewer,
    Gap,
    GapKind,
    Howto,
    InOrder,
    Known,
    Screen,
    Source,
    State,
    Weekly,
    Wording,
    counted,
)
from nudges.norms import Norms
from nudges.platforms import ByPlatform

_MEETING = "выложите в чат класса объявление о собрании"
_CHATS = Screen("Чаты", ("7Б, родители", "Методобъединение", "Кружок"), 0, "Откройте групповой чат")


def _few_messages(known: Known, norms: Norms) -> Gap | State:
    """The number decides where there is one; the flags for 3 and for 10 only where there is none."""
    have = known.number("group_messages")
    if have is not None:
        first = norms.first_messages if have < norms.first_messages < norms.messages else None
        return counted(Gap("few_messages", have, norms.messages, first), have, norms.messages)
    three, ten = known.flag("messages_3"), known.flag("messages_10")
    at_least = 10 if ten else 3 if three else 0
    if at_least >= norms.messages:
        return State.CLOSED
    at_most = None if ten else 2 if three is False else 9 if ten is False else None
    if at_most is None or at_most >= norms.messages:
        return State.UNKNOWN  # of a smaller norm than 10 «меньше 10» says nothing, of a larger one «10 есть»
    first = None if three or norms.first_messages >= norms.messages else norms.first_messages
    return Gap("few_messages", None, norms.messages, first)


_WHAT_TO_WRITE = (
    "Пишите туда то, что и так говорите: объявление, домашнее задание, изменение в расписании.",
    "Отвечайте на вопросы там же, а не в личных сообщениях: в счёт идут групповые чаты.",
)
_WRITING = (
    _CHATS,
    Screen("7Б, родители", ("Собрание в четверг", "в 18:00, кабинет 12", "Отправить"), 2, "Напишите объявление"),
    Screen("7Б, родители", ("Вопрос родителя", "Ответить в чате"), 1, "Отвечайте там же"),
)

FEW_MESSAGES = GapKind(
    code="few_messages",
    find=_few_messages,
    facts=("group_messages", "messages_10", "messages_3"),
    indicator="teachers_10_messages",
    only_with=None,
    asked=Asked.EVERYBODY,
    source=Source.FILE,
    weekly=Weekly(
        "объявление о собрании или напоминание о домашнем задании в чате класса", seen="messages", called="сообщения"
    ),
    title="Мало сообщений за неделю",
    fewer=Fewer(lambda norms: norms.messages, "сообщения", "сообщений", " за неделю"),
    button="Сообщения",
    lacking="мало сообщений",
    in_order=InOrder("сообщений в групповых чатах", "group_messages"),
    closed="сообщений теперь достаточно",
    counted=Counted("сообщение", "сообщения", "сообщений"),
    wording=Wording(
        "перенесите рабочую переписку в групповые чаты: за неделю у вас {have} из {need} сообщений{first}. "
        f"Например, {_MEETING} или напомните о домашнем задании.",
        "сообщений в групповых чатах — {have} из {need}{first}",
        "перенесите рабочую переписку в групповые чаты: за неделю нужно {need} сообщений{first}. "
        f"Например, {_MEETING} или напомните о домашнем задании.",
        "сообщений в групповых чатах — меньше {need}{first}",
    ),
    measure="Вести рабочую переписку в групповых чатах: объявления, домашние задания, изменения в расписании",
    howto_title="Где писать сообщения",
    howto=ByPlatform(
        vk=Howto(
            ("Откройте в учебном профиле свой групповой чат: класса, кружка, методобъединения.", *_WHAT_TO_WRITE),
            _WRITING,
        ),
        max=Howto(
            ("Откройте в MAX свой групповой чат: класса, кружка, методобъединения.", *_WHAT_TO_WRITE),
            _WRITING,
        ),
    ),
    named=("сообщ",),
)


def _no_call(known: Known, norms: Norms) -> Gap | State:
    have = known.number("calls")
    return counted(Gap("no_call", have, norms.calls), have, norms.calls)


_CALL_SOMEBODY = (
    "Позовите участников: родителей на консультацию или коллег на короткий созвон.",
    "Поговорите и завершите звонок: одного за неделю достаточно.",
)
_CALLING = (
    _CHATS,
    Screen("7Б, родители", ("☎  Позвонить", "Сообщения"), 0, "Нажмите значок трубки"),
    Screen("Звонок", ("Пригласить", "Говорим…", "Завершить"), 2, "Поговорите и завершите"),
)

NO_CALL = GapKind(
    code="no_call",
    find=_no_call,
    facts=("calls",),
    indicator="teachers_called",
    only_with=None,
    asked=Asked.EVERYBODY,
    source=Source.FILE,
    weekly=Weekly("короткая консультация для родителей по звонку", seen="calls", called="звонки"),
    title="Без звонка за неделю",
    fewer=Fewer(lambda norms: norms.calls, "звонка", "звонков", " за неделю"),
    button="Звонок",
    lacking="нет звонка",
    in_order=InOrder("звонков за неделю", "calls"),
    closed="звонок состоялся",
    counted=Counted("звонок", "звонка", "звонков"),
    wording=Wording(
        "проведите один звонок {in_messenger}. Например, 10 минут консультации для родителей или созвон "
        "методобъединения.",
        "звонков за неделю — {have} из {need}",
    ),
    measure="Раз в неделю проводить звонок из чата: консультацию для родителей или созвон методобъединения",
    howto_title="Как позвонить из чата",
    howto=ByPlatform(
        vk=Howto(("Откройте групповой чат в учебном профиле и нажмите значок трубки.", *_CALL_SOMEBODY), _CALLING),
        max=Howto(("Откройте групповой чат в MAX и нажмите значок трубки.", *_CALL_SOMEBODY), _CALLING),
    ),
    named=("звон",),
)
