"""What is measured: the eight indicators of the order, the optional ones, and the facts a statistics row may hold."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class OfPeople:
    """Whom an indicator counts: those whose `number` reaches `least`; where it is unknown, those of whom the flag
    says so. «да» of `implied_by` is a «да» here too, and «нет» of `ruled_out_by` a «нет»: ten messages are three
    as well, and fewer than three are no ten. These two alone do not make an indicator known: see `counting`."""

    flag: str | None = None
    number: str | None = None
    least: int = 1
    implied_by: str | None = None
    ruled_out_by: str | None = None


@dataclass(frozen=True, slots=True)
class OfClasses:
    """The class teachers' figures `part`, added up; of `wholes` the first that is known says of how many."""

    part: str
    wholes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: `title` is its wording in the order, `short` fits a chat line.

    `weekly` indicators start from zero every week; the others are running totals.
    `of` names the indicator that is the whole (100 %), where there is one; people without one are counted of
    all on the list. `counts` is the one rule by which a list of people gives the figure.
    """

    code: str
    title: str
    short: str
    weekly: bool
    of: str | None
    counts: OfPeople | OfClasses


INDICATORS = (
    Indicator(
        "pupils_total",
        "Учеников всего (количество учеников в Сферуме)",
        "Ученики в Сферуме",
        False,
        None,
        OfClasses("pupils_registered", ("pupils_total",)),
    ),
    Indicator(
        "teachers_total",
        "Учителей всего (количество учителей в Сферуме, VK Мессенджере и ЭЖД)",
        "Учителя в Сферуме",
        False,
        None,
        OfPeople("registered"),
    ),
    Indicator(
        "teachers_created_chats",
        "Учителя, создавшие групповые чаты",
        "Создали чаты",
        False,
        "teachers_total",
        OfPeople(number="group_chats"),
    ),
    Indicator(
        "teachers_3_messages",
        "Учителя, написавшие в групповых чатах минимум 3 сообщения за неделю",
        "3 сообщения за неделю",
        True,
        "teachers_total",
        OfPeople("messages_3", "group_messages", 3, implied_by="messages_10"),
    ),
    Indicator(
        "teachers_10_messages",
        "Учителя, написавшие в групповых чатах минимум 10 сообщений за неделю",
        "10 сообщений за неделю",
        True,
        "teachers_total",
        OfPeople("messages_10", "group_messages", 10, ruled_out_by="messages_3"),
    ),
    Indicator(
        "teachers_called",
        "Учителя, совершившие минимум 1 звонок за неделю",
        "1 звонок за неделю",
        True,
        "teachers_total",
        OfPeople(number="calls"),
    ),
    Indicator(
        "teachers_journal_linked",
        "Учителя, связавшие аккаунты ЭЖД",
        "Учителя связали ЭЖД",
        False,
        "teachers_total",
        OfPeople("journal_linked"),
    ),
    Indicator(
        "pupils_journal_linked",
        "Ученики, связавшие аккаунты ЭЖД",
        "Ученики связали ЭЖД",
        False,
        "pupils_total",
        OfClasses("pupils_journal_linked", ("pupils_registered", "pupils_total")),
    ),
)

# What offices also ask for since the chats moved to MAX: no norm and no target until the school sets one,
# and spoken of only where a file has it or a target is set. They stand behind the eight.
OPTIONAL = (
    Indicator(
        "max_registered",
        "Сотрудники, зарегистрированные в MAX",
        "Сотрудники в MAX",
        False,
        None,
        OfPeople("max_registered"),
    ),
    Indicator(
        "max_active_week",
        "Сотрудники, активные в MAX за неделю",
        "Активны в MAX за неделю",
        True,
        "max_registered",
        OfPeople("max_active_week"),
    ),
    Indicator(
        "parents_connected",
        "Родители, подключённые к MAX",
        "Родители в MAX",
        False,
        None,
        OfClasses("parents_connected"),
    ),
)

INDICATOR = {indicator.code: indicator for indicator in (*INDICATORS, *OPTIONAL)}

# How much a flag says of the number it may be counted from: «не меньше 3 сообщений».
QUOTAS = {
    rule.flag: rule.least
    for rule in (indicator.counts for indicator in INDICATORS)
    if isinstance(rule, OfPeople) and rule.flag and rule.number
}


class FactType(StrEnum):
    """How a cell of a column is read: see `values`."""

    FLAG = "flag"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"
    VK_ID = "vk_id"
    MAX_ID = "max_id"


@dataclass(frozen=True, slots=True)
class Fact:
    """A column's meaning. `title` is what an officer reads when the columns are explained."""

    code: str
    title: str
    type: FactType
    identity: bool = False


# What says who a row is about.
IDENTITY = (
    Fact("vk_id", "Идентификатор VK", FactType.VK_ID, True),
    Fact("max_id", "ID MAX", FactType.MAX_ID, True),
    Fact("full_name", "ФИО", FactType.TEXT, True),
    Fact("last_name", "Фамилия", FactType.TEXT, True),
    Fact("first_name", "Имя", FactType.TEXT, True),
    Fact("patronymic", "Отчество", FactType.TEXT, True),
    Fact("role", "Должность или роль", FactType.TEXT, True),
    Fact("classes", "Классы", FactType.TEXT, True),
    Fact("school", "Школа", FactType.TEXT, True),
)

# Of these, the columns that name somebody's account in a messenger.
ACCOUNTS = frozenset(fact.code for fact in IDENTITY if fact.type in (FactType.VK_ID, FactType.MAX_ID))

# What a row says about that person; each is kept per person and week, and unknown when there is no column.
FACTS = (
    Fact("registered", "Зарегистрирован", FactType.FLAG),
    Fact("profile_active", "Профиль активен", FactType.FLAG),
    Fact("group_chats", "Создано групповых чатов", FactType.NUMBER),
    Fact("group_messages", "Сообщений в групповых чатах за неделю", FactType.NUMBER),
    Fact("messages_3", "Не меньше 3 сообщений за неделю", FactType.FLAG),
    Fact("messages_10", "Не меньше 10 сообщений за неделю", FactType.FLAG),
    Fact("calls", "Звонков за неделю", FactType.NUMBER),
    Fact("journal_linked", "Связан с электронным журналом", FactType.FLAG),
    Fact("my_school", "Активность в «Моей школе»", FactType.FLAG),
    Fact("last_activity", "Последняя активность", FactType.DATE),
    Fact("pupils_total", "Учеников в классе", FactType.NUMBER),
    Fact("pupils_registered", "Учеников класса в Сферуме", FactType.NUMBER),
    Fact("pupils_journal_linked", "Учеников класса связано с журналом", FactType.NUMBER),
    Fact("max_registered", "Зарегистрирован в MAX", FactType.FLAG),
    Fact("max_active_week", "Активен в MAX за неделю", FactType.FLAG),
    Fact("parents_connected", "Родителей класса подключено", FactType.NUMBER),
)

FACT = {fact.code: fact for fact in (*IDENTITY, *FACTS)}
