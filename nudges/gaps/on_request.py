"""What is asked for only where the school has set a target: ФГИС «Моя школа», and being in MAX."""

from nudges.gaps.record import (
    Asked,
    Finder,
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
    closed_if,
)
from nudges.names import Gendered
from nudges.norms import Norms
from nudges.platforms import ByPlatform


def _unless(code: str, fact: str) -> Finder:
    """The gap where the file says «нет»."""

    def find(known: Known, norms: Norms) -> Gap | State:
        return closed_if(known.flag(fact), Gap(code))

    return find


_MY_SCHOOL = Howto(
    (
        "Откройте myschool.edu.ru и войдите через Госуслуги.",
        "Выберите свою школу и роль учителя.",
        "Откройте «Библиотеку» и возьмите материал к ближайшему уроку.",
    ),
    (
        Screen("myschool.edu.ru", ("Войти через Госуслуги",), 0, "Войдите"),
        Screen("Моя школа", ("Ваша школа", "Роль: Учитель"), 1, "Школа и роль"),
        Screen("Моя школа", ("Библиотека", "Задания"), 0, "Возьмите материал"),
    ),
)

MY_SCHOOL_INACTIVE = GapKind(
    code="my_school_inactive",
    find=_unless("my_school_inactive", "my_school"),
    facts=("my_school",),
    indicator=None,
    only_with="my_school",
    asked=Asked.EVERYBODY,
    source=Source.FILE,
    weekly=None,
    title="Не заходят в «Мою школу»",
    fewer=None,
    button="«Моя школа»",
    lacking="нет входа в «Мою школу»",
    in_order=InOrder("«Моя школа» — вход был"),
    closed="в «Моей школе» вы есть",
    counted=None,
    wording=Wording(
        "загляните в ФГИС «Моя школа». Например, возьмите из её библиотеки готовый материал к ближайшему уроку.",
        "«Моя школа» — входа за неделю не было",
    ),
    measure="Войти в «Мою школу» с рабочего места; помочь тем, у кого не получается",
    howto_title="Как войти в «Мою школу»",
    howto=ByPlatform(vk=_MY_SCHOOL, max=_MY_SCHOOL),
    named=("моя школа", "мою школу", "моей школ"),
)

_INVITATION = Screen("Приглашение школы", ("Чат школы", "Присоединиться"), 1, "Откройте приглашение")
_ENTER_MAX = Screen("MAX", ("Номер телефона", "Войти"), 1, "Войдите по телефону")
_JOIN_MAX = Howto(
    (
        "Установите MAX и войдите по номеру телефона.",
        "Попросите у ответственного приглашение в чат школы: ссылку или QR-код.",
        "Откройте приглашение и присоединитесь.",
    ),
    (
        _ENTER_MAX,
        Screen("Дежурный", ("Кто ответственный", "Приглашение"), 1, "Попросите приглашение"),
        _INVITATION,
    ),
)

NOT_IN_MAX = GapKind(
    code="not_in_max",
    find=_unless("not_in_max", "max_registered"),
    facts=("max_registered",),
    indicator="max_registered",
    only_with="max_registered",
    asked=Asked.EVERYBODY,
    source=Source.FILE,
    weekly=None,
    title="Не зарегистрированы в MAX",
    fewer=None,
    button="Регистрация в MAX",
    lacking=Gendered("не зарегистрирована в MAX", "не зарегистрирован в MAX", "нет регистрации в MAX"),
    in_order=InOrder(
        "зарегистрированы в MAX",
        of_one=Gendered("зарегистрирована в MAX", "зарегистрирован в MAX", "регистрация в MAX есть"),
    ),
    closed="вы зарегистрированы в MAX",
    counted=None,
    wording=Wording(
        "зарегистрируйтесь в MAX. Это 5 минут, и объявления из чатов школы начнут приходить и вам.",
        "регистрация в MAX — пока нет",
    ),
    measure="Помочь зарегистрироваться в MAX: сесть рядом и пройти регистрацию вместе",
    howto_title="Как зарегистрироваться в MAX",
    howto=ByPlatform(vk=_JOIN_MAX, max=_JOIN_MAX),
    named=("в max", "в мах", "в макс"),
)

_USE_MAX = Howto(
    (
        "Откройте MAX на телефоне или компьютере.",
        "Зайдите в чат класса или школы и посмотрите новое.",
        "Ответьте на вопрос или выложите объявление: этого достаточно.",
    ),
    (
        _ENTER_MAX,
        Screen("Чаты", ("7Б, родители", "Учительская"), 0, "Откройте чат"),
        Screen("7Б, родители", ("Вопрос родителя", "Ответить в чате"), 1, "Ответьте"),
    ),
)


def _inactive_in_max(known: Known, norms: Norms) -> Gap | State:
    """Whoever is still to register there is asked for that first."""
    if known.flag("max_registered") is False and "max_registered" in norms.targets:
        return State.NOT_ASKED
    return closed_if(known.flag("max_active_week"), Gap("inactive_in_max"))


INACTIVE_IN_MAX = GapKind(
    code="inactive_in_max",
    find=_inactive_in_max,
    facts=("max_active_week",),
    indicator="max_active_week",
    only_with="max_active_week",
    asked=Asked.EVERYBODY,
    source=Source.FILE,
    weekly=Weekly("объявление или ответ родителям в чате класса в MAX"),
    title="Не заходили в MAX за неделю",
    fewer=None,
    button="Активность в MAX",
    lacking="нет активности в MAX",
    in_order=InOrder("MAX — на неделе заходили", of_one=Gendered("в MAX заходила", "в MAX заходил", "MAX — вход был")),
    closed="в MAX вы на неделе были",
    counted=None,
    wording=Wording(
        "загляните в MAX. Например, ответьте на вопрос в чате класса или выложите объявление о собрании.",
        "MAX — входа за неделю не было",
    ),
    measure="Договориться, какие рабочие чаты ведутся в MAX, и читать их каждую неделю",
    howto_title="Как быть на связи в MAX",
    howto=ByPlatform(vk=_USE_MAX, max=_USE_MAX),
    named=(),
)
