"""What counts: of messages, calls, chats and the journal whose, when, where, by what and how many; one record for each
point, and what no file tells is said to be unknown."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from indicators.russian.rules import plural
from nudges.norms import Norms


class Thing(StrEnum):
    MESSAGES = "messages"
    CALL = "call"
    CHAT = "chat"
    JOURNAL = "journal"
    ANYTHING = "anything"  # none is named


class Point(StrEnum):
    """What is asked of it."""

    OTHER_SCHOOL = "other_school"
    OTHERS = "others"  # what pupils, parents, colleagues do
    INCOMING = "incoming"  # somebody else has called
    TO_BOT = "to_bot"
    FOREIGN = "foreign"  # another messenger
    BY_PHONE = "by_phone"  # an ordinary call
    OTHER_ACCOUNT = "other_account"
    PRIVATE = "private"
    OTHERS_CHAT = "others_chat"  # that somebody else has made
    WHICH_CHAT = "which_chat"
    KEPT = "kept"  # what is too much for one week, in another
    WHEN = "when"
    WHERE = "where"  # from which place or device
    SORT = "sort"  # a voice message, a sticker; with a camera or without
    DELETED = "deleted"
    LENGTH = "length"
    LANGUAGE = "language"
    UNANSWERED = "unanswered"
    SPREAD = "spread"  # in one day, in one chat
    PART_TIME = "part_time"
    HOW_MANY = "how_many"


@dataclass(frozen=True, slots=True)
class Rule:
    """`is_known`: the orders or the file tell; otherwise only the officer may know."""

    says: str
    is_known: bool = True


_WEEK = "считается вся неделя, с понедельника по воскресенье"
_MESSAGES, _CALL, _CHAT, _JOURNAL = Thing.MESSAGES, Thing.CALL, Thing.CHAT, Thing.JOURNAL
_ANYTHING = Thing.ANYTHING
RULES: Mapping[tuple[Thing, Point], Rule] = {
    (_MESSAGES, Point.WHEN): Rule(f"Да, засчитается: {_WEEK}, день и час не важны. Лишь бы в групповом чате."),
    (_CALL, Point.WHEN): Rule(f"Да, засчитается: {_WEEK}, день и час не важны."),
    (_MESSAGES, Point.WHERE): Rule(
        "Да: откуда и с какого устройства, не важно. Лишь бы в групповом чате и под вашим учебным профилем."
    ),
    (_CALL, Point.WHERE): Rule(
        "Да, это будет звонок: откуда и с какого устройства, не важно. Лишь бы его начали вы и под своим учебным "
        "профилем. Надёжнее — в групповом чате."
    ),
    (_CHAT, Point.WHERE): Rule("Да: с какого устройства создан чат, не важно. Лишь бы под вашим учебным профилем."),
    (_JOURNAL, Point.WHERE): Rule("Да: с какого устройства, не важно. Привязать нужно один раз."),
    (_MESSAGES, Point.SORT): Rule(
        "Этого я не знаю: в файле стоит только число сообщений, без их вида. Текстом в групповом чате — надёжнее "
        "всего.",
        is_known=False,
    ),
    (_CALL, Point.SORT): Rule(
        "Этого я не знаю: в файле стоит только, был ли звонок, а с видео он или без — не сказано.", is_known=False
    ),
    (_CHAT, Point.SORT): Rule("Этого я не знаю: в показателе сказано только «групповой чат».", is_known=False),
    (_MESSAGES, Point.DELETED): Rule(
        "Этого я не знаю: в файл приходит уже готовое число, удалённых сообщений в нём не видно.", is_known=False
    ),
    (_CHAT, Point.DELETED): Rule(
        "Этого я не знаю: в файл приходит уже готовое число чатов, удалённых в нём не видно.", is_known=False
    ),
    (_MESSAGES, Point.LENGTH): Rule(
        "Этого я не знаю: в файле стоит только число сообщений, какой они длины, не сказано.", is_known=False
    ),
    (_CALL, Point.LENGTH): Rule(
        "Этого я не знаю: сколько должен длиться звонок, в файле не сказано. Засчитан ли он, видно по файлу.",
        is_known=False,
    ),
    (_MESSAGES, Point.LANGUAGE): Rule(
        "Этого я не знаю: в файле стоит только число сообщений, на каком они языке, не сказано.", is_known=False
    ),
    (_MESSAGES, Point.UNANSWERED): Rule("Да: считается ваше сообщение, прочитали его и ответили или нет."),
    (_CHAT, Point.UNANSWERED): Rule(
        "Этого я не знаю: сколько в чате человек и пишут ли они, в файле не сказано.", is_known=False
    ),
    (_CALL, Point.UNANSWERED): Rule(
        "Этого я не знаю: в файле не сказано, кто ответил и сколько человек подключилось. Видно только, засчитан ли "
        "звонок.",
        is_known=False,
    ),
    (_MESSAGES, Point.OTHERS): Rule(
        "Нет: вам считается только то, что написали вы сами. Сообщения учеников, родителей и коллег в норму не идут."
    ),
    (_CALL, Point.OTHERS): Rule("Нет: считается звонок, который начали вы сами."),
    (_CHAT, Point.OTHERS): Rule("Нет: считается чат, который создали вы сами."),
    (_JOURNAL, Point.OTHERS): Rule(
        "Нет: в вашей строке стоит только ваш журнал. Ученики считаются отдельно, числом по классу."
    ),
    (_CALL, Point.INCOMING): Rule(
        "Нет: считается звонок, который начали вы сами. Если позвонили вам или вы подключились к чужому, он записан "
        "тому, кто его начал."
    ),
    (_MESSAGES, Point.TO_BOT): Rule("Нет: ответы мне в счёт не идут, считаются только групповые чаты."),
    (_MESSAGES, Point.FOREIGN): Rule(
        "Нет: считаются только групповые чаты под учебным профилем, в Сферуме. Из других мессенджеров сообщения в файл "
        "не попадают."
    ),
    (_CALL, Point.FOREIGN): Rule(
        "Нет: считается только звонок под учебным профилем, в Сферуме. Из других мессенджеров и программ он в файл не "
        "попадает."
    ),
    (_CHAT, Point.FOREIGN): Rule("Нет: считается только чат под учебным профилем, в Сферуме."),
    (_CALL, Point.BY_PHONE): Rule(
        "Нет: обычный телефонный звонок в показатель не идёт, считается только звонок в Сферуме. Начать его с телефона "
        "можно."
    ),
    (_MESSAGES, Point.OTHER_ACCOUNT): Rule(
        "Нет: вам считается только то, что написано под вашим учебным профилем. Сменился номер или аккаунт — скажите "
        "ответственному."
    ),
    (_CALL, Point.OTHER_ACCOUNT): Rule(
        "Нет: вам считается только звонок под вашим учебным профилем. Сменился номер или аккаунт — скажите "
        "ответственному."
    ),
    (_MESSAGES, Point.PRIVATE): Rule("Нет: личные сообщения в счёт не идут, считаются только групповые чаты."),
    (_CALL, Point.PRIVATE): Rule(
        "Этого я не знаю: в файле не сказано, был звонок личный или групповой. Надёжнее позвонить в групповом чате.",
        is_known=False,
    ),
    (_MESSAGES, Point.OTHERS_CHAT): Rule("Да: писать можно в любом групповом чате, кто его создал — не важно."),
    (_CALL, Point.OTHERS_CHAT): Rule("Да: звонить можно в любом групповом чате, кто его создал — не важно."),
    (_CHAT, Point.OTHERS_CHAT): Rule(
        "Нет: считается чат, который создали вы сами. Подойдёт любой нужный: класса, кружка, методобъединения."
    ),
    (_MESSAGES, Point.WHICH_CHAT): Rule(
        "Да: подойдёт любой групповой чат в Сферуме — класса, родителей, коллег, кружка."
    ),
    (_CALL, Point.WHICH_CHAT): Rule(
        "Да: подойдёт звонок в любом групповом чате — класса, родителей, методобъединения. Лишь бы его начали вы."
    ),
    (_CHAT, Point.WHICH_CHAT): Rule(
        "Да: подойдёт любой групповой чат, который вы создали сами, — класса, родителей, кружка, методобъединения."
    ),
    (_MESSAGES, Point.KEPT): Rule("Нет: каждая неделя считается заново, лишние сообщения на другую не переходят."),
    (_CALL, Point.KEPT): Rule("Нет: каждая неделя считается заново, звонок на другую не переходит."),
    (_CHAT, Point.KEPT): Rule("Да: чат нужен один раз, каждую неделю создавать новый не надо."),
    (_JOURNAL, Point.KEPT): Rule("Да: журнал связывают один раз, дальше показатель держится сам."),
    (_MESSAGES, Point.SPREAD): Rule(
        "Как удобно: сообщения за неделю складываются — хоть за один день, хоть понемногу, в одном чате или в разных."
    ),
    (_CALL, Point.SPREAD): Rule("Как удобно: день и чат для звонка вы выбираете сами, лишь бы на этой неделе."),
    (_MESSAGES, Point.OTHER_SCHOOL): Rule(
        "Этого я не знаю: у каждой школы своя строка в своём файле, и в ней только готовое число. Надёжнее писать в "
        "чатах этой школы.",
        is_known=False,
    ),
    (_CALL, Point.OTHER_SCHOOL): Rule(
        "Каждая школа спрашивает за своё: у каждой своя строка в своём файле. Засчитается ли один звонок обеим, не "
        "знаю. Надёжнее по одному в чате каждой школы.",
        is_known=False,
    ),
    (_CHAT, Point.OTHER_SCHOOL): Rule(
        "Этого я не знаю: у каждой школы своя строка в своём файле. Надёжнее создать чат и здесь.", is_known=False
    ),
    (_JOURNAL, Point.OTHER_SCHOOL): Rule(
        "Этого я не знаю: у каждой школы своя строка в своём файле. Связан ли журнал здесь, покажут «мои показатели».",
        is_known=False,
    ),
    (_ANYTHING, Point.WHEN): Rule(
        "Считается вся неделя, с понедельника по воскресенье, выходные тоже: день и час не важны."
    ),
    (_ANYTHING, Point.KEPT): Rule("Сообщения и звонки каждую неделю считаются заново, на другую не переходят."),
    (_JOURNAL, Point.HOW_MANY): Rule("Одного раза достаточно: дальше показатель держится сам."),
}
GENERAL: Mapping[Thing, str] = {
    _MESSAGES: "Считаются сообщения в групповых чатах, которые написали вы сами, за неделю с понедельника.",
    _CALL: "Считаются звонки за неделю с понедельника, которые начали вы сами.",
    _CHAT: "Считается групповой чат, который вы создали сами. Он нужен один раз.",
    _ANYTHING: "Считаются сообщения и звонки за неделю, с понедельника по воскресенье.",
    _JOURNAL: "Журнал связывают с учебным профилем один раз, дальше показатель держится сам.",
}
UNKNOWN = "Именно об этом в правилах ничего не нашёл: могу спросить ответственного."
PART_TIME = (
    "Отдельной нормы для совместителей у меня нет. Если договорились о другой или спрашивать вас здесь не нужно, это "
    "решит ответственный."
)
_COUNTED = {
    _MESSAGES: ("сообщение", "сообщения", "сообщений"),
    _CALL: ("звонок", "звонка", "звонков"),
    _CHAT: ("групповой чат", "групповых чата", "групповых чатов"),
}


def rule_of(thing: Thing, point: Point | None, said: int | None, norms: Norms) -> Rule:
    """Of a point that no rule knows what holds in general, and that it is in general. `said` is the number that was
    asked about."""
    is_part_time = point is Point.PART_TIME
    if (is_part_time or point is Point.HOW_MANY) and thing in _COUNTED:
        known = _how_many(thing, said, norms)
        return Rule(f"{known} {PART_TIME}" if is_part_time else known, is_known=not is_part_time)
    if is_part_time:
        return Rule(f"{GENERAL[thing]} {PART_TIME}", is_known=False)
    found = RULES.get((thing, point)) if point is not None else None
    return found or Rule(f"{GENERAL[thing]} {UNKNOWN}", is_known=False)


def _how_many(thing: Thing, said: int | None, norms: Norms) -> str:
    norm = {_MESSAGES: norms.messages, _CALL: norms.calls, _CHAT: norms.group_chats}[thing]
    by_whom = "который создали" if norm == 1 else "которые создали"
    what = {_MESSAGES: "в групповых чатах за неделю", _CALL: "за неделю", _CHAT: f"{by_whom} вы сами"}[thing]
    needed = f"норма — {plural(norm, *_COUNTED[thing])}{',' if thing is _CHAT else ''} {what}"
    first = f"{norms.first_messages} — только первый рубеж" if thing is _MESSAGES else ""
    once = " Каждую неделю создавать новый не надо." if thing is _CHAT else ""
    if said is None:
        return f"{needed.capitalize()}{f', {first}' if first and norm > norms.first_messages else ''}.{once}"
    if said >= norm:
        return f"Да, хватит: {needed}.{once}"
    return f"Нет, не хватит: {needed}.{f' {first}.' if first and said == norms.first_messages else ''}"
