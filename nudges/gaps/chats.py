"""Group chats: one of one's own, and the parents' two of each class."""

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
    Wording,
    counted,
)
from nudges.norms import Norms
from nudges.platforms import ByPlatform

NEW_CHAT = Screen("Новое", ("Создать чат", "Создать звонок"), 0, "«Создать чат»")
_PLUS = Screen("Чаты", ("+  Новое", "Учительская"), 0, "Нажмите «плюс»")
_NAMED_CHAT = Screen("Новый чат", ("7Б, родители", "Добавить участников", "Создать"), 2, "Название и участники")
_SHARE = Screen("О чате", ("Участники", "Ссылка-приглашение", "Уведомления"), 1, "Скопируйте ссылку")
_TO_BOT = Screen("Дежурный", ("Вставьте ссылку", "Плакат с QR-кодом"), 1, "Пришлите ссылку мне")


def _no_group_chat(known: Known, norms: Norms) -> Gap | State:
    have = known.number("group_chats")
    return counted(Gap("no_group_chat", have, norms.group_chats), have, norms.group_chats)


_FIRST_MESSAGE = "Выложите первое нужное сообщение: объявление о собрании, расписание, список к уроку."
_CHAT_NAME = "Дайте чату понятное название, например «7Б, родители и классный руководитель»."
_MEMBERS = "Добавьте участников или скопируйте ссылку-приглашение."

NO_GROUP_CHAT = GapKind(
    code="no_group_chat",
    find=_no_group_chat,
    facts=("group_chats",),
    indicator="teachers_created_chats",
    only_with=None,
    asked=Asked.EVERYBODY,
    source=Source.FILE,
    weekly=None,
    title="Без групповых чатов",
    fewer=Fewer(lambda norms: norms.group_chats, "группового чата", "групповых чатов"),
    button="Групповой чат",
    lacking="нет группового чата",
    in_order=InOrder("групповых чатов", "group_chats"),
    closed="групповой чат создан",
    counted=Counted("групповой чат", "групповых чата", "групповых чатов"),
    wording=Wording(
        "создайте групповой чат {in_messenger}. Например, чат класса, а первым сообщением — объявление о собрании.",
        "групповых чатов — {have} из {need}",
    ),
    measure="На совещании показать, как создать групповой чат, и создать чаты классов, кружков и методобъединений",
    howto_title="Как создать групповой чат",
    howto=ByPlatform(
        vk=Howto(
            (
                "В учебном профиле VK Мессенджера нажмите «плюс», затем «Создать чат».",
                _CHAT_NAME,
                _MEMBERS,
                _FIRST_MESSAGE,
            ),
            (_PLUS, NEW_CHAT, _NAMED_CHAT),
        ),
        max=Howto(
            ("В MAX откройте «Чаты», нажмите «плюс» и выберите новый чат.", _CHAT_NAME, _MEMBERS, _FIRST_MESSAGE),
            (_PLUS, NEW_CHAT, _NAMED_CHAT),
        ),
    ),
    named=("чат",),
)


def _missing(code: str, classes: tuple[str, ...], there: frozenset[str]) -> Gap | State:
    missing = tuple(name for name in classes if name not in there)
    return Gap(code, classes=missing) if missing else State.CLOSED


def _no_chat_with_teacher(known: Known, norms: Norms) -> Gap | State:
    chats = known.parent_chats
    if chats is None:
        return State.NOT_ASKED
    return _missing("no_parent_chat_with_teacher", chats.classes, chats.with_teacher)


def _no_chat_without_teacher(known: Known, norms: Norms) -> Gap | State:
    chats = known.parent_chats
    if chats is None:
        return State.NOT_ASKED
    return _missing("no_parent_chat_without_teacher", chats.classes, chats.without_teacher)


_LINK_TO_BOT = "Скопируйте ссылку-приглашение и пришлите её мне: подготовлю плакат с QR-кодом."
_TELL_PARENTS = "Повесьте плакат в кабинете и расскажите о чате на собрании."
_WITH_TEACHER = (NEW_CHAT, _SHARE, _TO_BOT)

NO_PARENT_CHAT_WITH_TEACHER = GapKind(
    code="no_parent_chat_with_teacher",
    find=_no_chat_with_teacher,
    facts=(),
    indicator=None,
    only_with=None,
    asked=Asked.CLASS_TEACHERS,
    source=Source.REGISTER,
    weekly=None,
    title="Нет чата родителей с педагогом",
    fewer=None,
    button="Чат с педагогом",
    lacking="нет чата родителей с педагогом",
    in_order=InOrder("чат родителей с педагогом есть"),
    closed="чат родителей с педагогом есть",
    counted=None,
    wording=Wording(
        "создайте чат родителей с вашим участием ({classes}): в нём удобно объявлять о собраниях и экскурсиях.",
        "чат родителей с педагогом — нет: {classes}",
    ),
    measure="Классным руководителям создать чаты родителей с педагогом и повесить в классе плакат с QR-кодом",
    howto_title="Чат родителей с педагогом",
    howto=ByPlatform(
        vk=Howto(
            (
                "Создайте в учебном профиле чат и назовите его по классу: «7Б, родители с педагогом».",
                _LINK_TO_BOT,
                _TELL_PARENTS,
            ),
            _WITH_TEACHER,
        ),
        max=Howto(
            (
                "Создайте в MAX чат и назовите его по классу: «7Б, родители с педагогом».",
                _LINK_TO_BOT,
                _TELL_PARENTS,
            ),
            _WITH_TEACHER,
        ),
    ),
    named=("родител",),
)

_WITHOUT_TEACHER = Howto(
    (
        "Предложите родителям на собрании выбрать, кто создаст чат класса без педагога.",
        "Попросите у них ссылку-приглашение и пришлите её мне: подготовлю плакат с QR-кодом.",
        "Повесьте плакат в кабинете: остальные присоединятся сами.",
    ),
    (
        Screen("На собрании", ("Кто создаст чат?", "Родитель из комитета"), 1, "Выбирают родители"),
        _SHARE,
        _TO_BOT,
    ),
)

NO_PARENT_CHAT_WITHOUT_TEACHER = GapKind(
    code="no_parent_chat_without_teacher",
    find=_no_chat_without_teacher,
    facts=(),
    indicator=None,
    only_with=None,
    asked=Asked.CLASS_TEACHERS,
    source=Source.REGISTER,
    weekly=None,
    title="Нет чата родителей без педагога",
    fewer=None,
    button="Чат без педагога",
    lacking="нет чата родителей без педагога",
    in_order=InOrder("чат родителей без педагога есть"),
    closed="чат родителей без педагога есть",
    counted=None,
    wording=Wording(
        "предложите родителям завести свой чат без педагога ({classes}): об этом удобно сказать на собрании, "
        "а плакат с QR-кодом можно распечатать для кабинета.",
        "чат родителей без педагога — нет: {classes}",
    ),
    measure="Классным руководителям помочь родителям создать чаты без педагога",
    howto_title="Чат родителей без педагога",
    howto=ByPlatform(vk=_WITHOUT_TEACHER, max=_WITHOUT_TEACHER),
    named=("без педагога", "без учителя"),
)
