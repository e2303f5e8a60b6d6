"""The electronic journal: one's own account linked, and those of the class's pupils."""

from nudges.gaps.record import (
    Asked,
    Counted,
    Gap,
    GapKind,
    Howto,
    InOrder,
    Known,
    Screen,
    Source,
    State,
    Wording,
    closed_if,
    counted,
)
from nudges.norms import Norms
from nudges.platforms import ByPlatform

_JOURNAL = Screen("Электронный журнал", ("Расписание", "Оценки", "Профиль"), 2, "Откройте профиль")


def _linking(platform: str) -> Screen:
    return Screen("Настройки журнала", ("Мои данные", platform, "Связать аккаунт"), 2, "«Связать аккаунт»")


def _journal_not_linked(known: Known, norms: Norms) -> Gap | State:
    return closed_if(known.flag("journal_linked"), Gap("journal_not_linked"))


_SIGN_IN = "Войдите в электронный журнал под своей учётной записью."
_NO_SUCH_ROW = "Пункта нет? Напишите ответственному: связь включают для всей школы."
_CONFIRM = Screen("Вход", ("Учебный профиль", "Разрешить"), 1, "Подтвердите вход")

JOURNAL_NOT_LINKED = GapKind(
    code="journal_not_linked",
    find=_journal_not_linked,
    facts=("journal_linked",),
    indicator="teachers_journal_linked",
    only_with=None,
    asked=Asked.EVERYBODY,
    source=Source.FILE,
    weekly=None,
    title="Не связали журнал",
    fewer=None,
    button="Журнал",
    lacking="журнал не связан",
    in_order=InOrder("журнал ({journal}) связан"),
    closed="журнал связан",
    counted=None,
    wording=Wording(
        "свяжите учебный профиль с журналом ({journal}): это делается один раз, и дальше журнал и мессенджер "
        "открываются под одним входом.",
        "журнал ({journal}) не связан с аккаунтом",
    ),
    measure="Связать аккаунты с журналом ({journal}), выделить для этого время и компьютер",
    howto_title="Как связать журнал",
    howto=ByPlatform(
        vk=Howto(
            (
                _SIGN_IN,
                "В профиле или настройках найдите «Сферум» («VK Мессенджер»).",
                "Нажмите «Связать аккаунт» и подтвердите вход в учебный профиль.",
                _NO_SUCH_ROW,
            ),
            (_JOURNAL, _linking("Сферум"), _CONFIRM),
        ),
        max=Howto(
            (
                _SIGN_IN,
                "В профиле или настройках найдите «MAX» или «Сферум».",
                "Нажмите «Связать аккаунт» и подтвердите вход.",
                _NO_SUCH_ROW,
            ),
            (_JOURNAL, _linking("MAX"), _CONFIRM),
        ),
    ),
    named=("журнал", "эжд", "дневник"),
)


def _pupils_not_linked(known: Known, norms: Norms) -> Gap | State:
    have, total = known.number("pupils_journal_linked"), known.number("pupils_total")
    if total == 0:
        return State.NOT_ASKED
    if have is None or total is None:
        return State.UNKNOWN
    need = norms.pupils_linked.of(total)
    return counted(Gap("pupils_journal_not_linked", have, need), have, need)


_HELPED_BY_PARENTS = "Тем, у кого не вышло, помогут родители: пришлите шаги в чат класса."
_PUPILS_SIGN_IN = Screen("Классный час", ("Учебный профиль", "Войти"), 1, "Ученики входят")

PUPILS_JOURNAL_NOT_LINKED = GapKind(
    code="pupils_journal_not_linked",
    find=_pupils_not_linked,
    facts=("pupils_journal_linked", "pupils_total"),
    indicator="pupils_journal_linked",
    only_with=None,
    asked=Asked.CLASS_TEACHERS,
    source=Source.FILE,
    weekly=None,
    title="Ученики класса не связали журнал",
    fewer=None,
    button="Журнал учеников",
    lacking="не все ученики связали журнал",
    in_order=InOrder("ученики связали журнал", "pupils_journal_linked"),
    closed="ученики связали журнал",
    counted=Counted("ученик", "ученика", "учеников"),
    wording=Wording(
        "помогите ученикам класса связать аккаунты с журналом ({journal}): сейчас {have}, нужно {need}. "
        "Удобно показать шаги на классном часе.",
        "ученики, связавшие журнал ({journal}), — {have}, нужно {need}",
    ),
    measure="На классном часе помочь ученикам связать аккаунты с журналом ({journal})",
    howto_title="Как ученикам связать журнал",
    howto=ByPlatform(
        vk=Howto(
            (
                "На классном часе покажите ученикам вход в учебный профиль VK Мессенджера.",
                "Попросите открыть электронный журнал и в профиле выбрать «Сферум», затем «Связать аккаунт».",
                _HELPED_BY_PARENTS,
            ),
            (_PUPILS_SIGN_IN, _JOURNAL, _linking("Сферум")),
        ),
        max=Howto(
            (
                "На классном часе покажите ученикам вход в MAX.",
                "Попросите открыть электронный журнал и в профиле выбрать «MAX» или «Сферум», затем «Связать аккаунт».",
                _HELPED_BY_PARENTS,
            ),
            (_PUPILS_SIGN_IN, _JOURNAL, _linking("MAX")),
        ),
    ),
    named=("учен",),
)
