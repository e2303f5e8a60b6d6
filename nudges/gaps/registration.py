"""Being there: an account in Сферум, and a profile that is active."""

from nudges.gaps.record import (
    Asked,
    Gap,
    GapKind,
    Howto,
    InOrder,
    Known,
    Screen,
    Source,
    State,
    Step,
    Wording,
    closed_if,
)
from nudges.names import Gendered
from nudges.norms import Norms
from nudges.platforms import ByPlatform

PROFILE = Screen("Профиль", ("Аккаунт", "Сферум", "Уведомления"), 1, "Выберите «Сферум»")
_SCHOOL_AND_ROLE = Screen("Учебный профиль", ("Школа указана", "Роль: Учитель"), 1, "Проверьте школу и роль")
_INVITATION = Screen("Приглашение школы", ("Моя школа", "Присоединиться"), 1, "Откройте приглашение")


def _not_registered(known: Known, norms: Norms) -> Gap | State:
    return closed_if(known.flag("registered"), Gap("not_registered"))


NOT_REGISTERED = GapKind(
    code="not_registered",
    find=_not_registered,
    facts=("registered",),
    indicator="teachers_total",
    only_with=None,
    asked=Asked.EVERYBODY,
    source=Source.FILE,
    weekly=None,
    title="Не зарегистрированы",
    fewer=None,
    button="Регистрация",
    lacking=Gendered("не зарегистрирована", "не зарегистрирован", "нет регистрации"),
    in_order=InOrder(
        "зарегистрированы в Сферуме",
        of_one=Gendered("зарегистрирована в Сферуме", "зарегистрирован в Сферуме", "регистрация в Сферуме есть"),
    ),
    closed="вы зарегистрированы",
    counted=None,
    wording=Wording(
        "зарегистрируйтесь в Сферуме ({messenger}, учебный профиль). Это 5 минут, и объявления школы "
        "начнут приходить и вам.",
        "регистрация в Сферуме — пока нет",
    ),
    measure="Помочь зарегистрироваться в Сферуме: сесть рядом и пройти три шага личной листовки",
    howto_title="Как зарегистрироваться в Сферуме",
    howto=ByPlatform(
        vk=Howto(
            (
                "Откройте VK Мессенджер (приложение или web.vk.me) и войдите по номеру телефона.",
                "В меню профиля выберите «Сферум» и создайте учебный профиль.",
                "Укажите свою школу и роль «Учитель» или откройте ссылку-приглашение от ответственного.",
                "Дождитесь подтверждения: его даёт администратор школы.",
            ),
            (
                Screen("VK Мессенджер", ("Номер телефона", "Войти"), 1, "Войдите по телефону"),
                PROFILE,
                Screen(
                    "Учебный профиль", ("Моя школа", "Роль: Учитель", "Создать профиль"), 2, "Школа, роль, «Создать»"
                ),
            ),
        ),
        max=Howto(
            (
                "Установите MAX и войдите по номеру телефона.",
                "Откройте приглашение школы: ссылку или QR-код даст ответственный.",
                "Если спросят школу и роль, укажите свою школу и роль «Учитель».",
                "Дождитесь подтверждения: его даёт администратор школы.",
            ),
            (
                Screen("MAX", ("Номер телефона", "Войти"), 1, "Войдите по телефону"),
                _INVITATION,
                Screen("Учебный профиль", ("Моя школа", "Роль: Учитель"), 1, "Укажите школу и роль"),
            ),
        ),
    ),
    named=("войти", "зайти", "вход", "регистр", "сферум"),
)


def _profile_inactive(known: Known, norms: Norms) -> Gap | State:
    """Somebody who writes and calls cannot become more active: their status is the administrator's to put right."""
    at_work = any(known.number(code) for code in ("group_messages", "calls"))
    gap = Gap("profile_inactive", step=Step.ADMINISTRATOR if at_work else Step.TEACHER)
    return closed_if(known.flag("profile_active"), gap)


PROFILE_INACTIVE = GapKind(
    code="profile_inactive",
    find=_profile_inactive,
    facts=("profile_active",),
    indicator=None,
    only_with=None,
    asked=Asked.EVERYBODY,
    source=Source.FILE,
    weekly=None,
    title="Профиль не активен",
    fewer=None,
    button="Профиль",
    lacking="профиль не активен",
    in_order=InOrder("профиль активен"),
    closed="профиль снова активен",
    counted=None,
    wording=Wording(
        "войдите в {messenger} под учебным профилем: статус «Не активен» сменится, и коллеги смогут найти вас "
        "в списке школы. Если статус останется прежним, его поправит администратор — напишите ответственному.",
        "профиль — «Не активен»",
        administrator="ваш профиль значится «Не активен», хотя вы им пользуетесь. Статус меняет администратор школы, "
        "ответственный уже видит это в своём списке; вам достаточно проверить, что вы пишете из учебного профиля.",
    ),
    measure="Активировать профили: администратору школы проверить их статус, педагогам войти в Сферум",
    howto_title="Как активировать профиль",
    howto=ByPlatform(
        vk=Howto(
            (
                "Откройте VK Мессенджер и переключитесь на учебный профиль.",
                "Проверьте, что указаны ваша школа и роль.",
                "Если вверху есть предложение подтвердить профиль — подтвердите.",
                "Статус не изменился за день? Напишите ответственному: его меняет администратор школы.",
            ),
            (
                PROFILE,
                _SCHOOL_AND_ROLE,
                Screen("Сферум", ("Подтвердите профиль", "Чаты"), 0, "Подтвердите профиль"),
            ),
        ),
        max=Howto(
            (
                "Откройте MAX под тем номером телефона, который знает школа.",
                "Откройте свой учебный профиль и проверьте, что указаны ваша школа и роль.",
                "Если есть предложение подтвердить профиль — подтвердите.",
                "Статус не изменился за день? Напишите ответственному: его меняет администратор школы.",
            ),
            (
                Screen("MAX", ("Номер телефона", "Войти"), 1, "Войдите по телефону"),
                _SCHOOL_AND_ROLE,
                Screen("Учебный профиль", ("Подтвердите профиль", "Чаты"), 0, "Подтвердите профиль"),
            ),
        ),
    ),
    named=("профил", "актив"),
)
