"""What is said about each gap: the step to take, with a real use for it, and a short line for the list.

Fields: {have} of {need}, {left} messages to go, {first} the first mark, {journal}, {classes}. A gap whose
figure is unknown takes the wording without figures.
"""

from dataclasses import dataclass

from indicators.russian.rules import plural, plural_form
from nudges.gaps import Gap, Step


@dataclass(frozen=True, slots=True)
class Wording:
    """`step` invites to take it first; `line` names it in a list. The `_unknown` ones do without figures."""

    step: str
    line: str
    step_unknown: str = ""
    line_unknown: str = ""


_MEETING = "выложите в чат класса объявление о собрании"

WORDING = {
    "not_registered": Wording(
        "зарегистрируйтесь в Сферуме (VK Мессенджер, учебный профиль). Это 5 минут, и объявления школы "
        "начнут приходить и вам.",
        "регистрация в Сферуме — пока нет",
    ),
    "profile_inactive": Wording(
        "войдите в VK Мессенджер под учебным профилем: статус «Не активен» сменится, и коллеги смогут найти вас "
        "в списке школы. Если статус останется прежним, его поправит администратор — напишите ответственному.",
        "профиль — «Не активен»",
    ),
    "no_group_chat": Wording(
        "создайте групповой чат в VK Мессенджере. Например, чат класса, а первым сообщением — объявление о собрании.",
        "групповых чатов — {have} из {need}",
    ),
    "few_messages": Wording(
        "перенесите рабочую переписку в групповые чаты: за неделю у вас {have} из {need} сообщений{first}. "
        f"Например, {_MEETING} или напомните о домашнем задании.",
        "сообщений в групповых чатах — {have} из {need}{first}",
        "перенесите рабочую переписку в групповые чаты: за неделю нужно {need} сообщений{first}. "
        f"Например, {_MEETING} или напомните о домашнем задании.",
        "сообщений в групповых чатах — меньше {need}{first}",
    ),
    "no_call": Wording(
        "проведите один звонок в VK Мессенджере. Например, 10 минут консультации для родителей или созвон "
        "методобъединения.",
        "звонков за неделю — {have} из {need}",
    ),
    "journal_not_linked": Wording(
        "свяжите учебный профиль с журналом ({journal}): это делается один раз, и дальше журнал и мессенджер "
        "открываются под одним входом.",
        "журнал ({journal}) не связан с аккаунтом",
    ),
    "my_school_inactive": Wording(
        "загляните в ФГИС «Моя школа». Например, возьмите из её библиотеки готовый материал к ближайшему уроку.",
        "«Моя школа» — входа за неделю не было",
    ),
    "no_parent_chat_with_teacher": Wording(
        "создайте чат родителей с вашим участием ({classes}): в нём удобно объявлять о собраниях и экскурсиях.",
        "чат родителей с педагогом — нет: {classes}",
    ),
    "no_parent_chat_without_teacher": Wording(
        "предложите родителям завести свой чат без педагога ({classes}): об этом удобно сказать на собрании, "
        "а плакат с QR-кодом можно распечатать для кабинета.",
        "чат родителей без педагога — нет: {classes}",
    ),
    "pupils_journal_not_linked": Wording(
        "помогите ученикам класса связать аккаунты с журналом ({journal}): сейчас {have} из {need}. "
        "Удобно показать шаги на классном часе.",
        "ученики, связавшие журнал ({journal}), — {have} из {need}",
    ),
}

_ADMINISTRATOR_STEP = (
    "ваш профиль значится «Не активен», хотя вы им пользуетесь. Статус меняет администратор школы, "
    "ответственный уже видит это в своём списке; вам достаточно проверить, что вы пишете из учебного профиля."
)


def step_words(gap: Gap, journal: str) -> str:
    """The invitation to close the gap, from a small letter on."""
    wording = WORDING[gap.code]
    if gap.step is Step.ADMINISTRATOR:
        return _ADMINISTRATOR_STEP
    text = wording.step_unknown if gap.have is None and wording.step_unknown else wording.step
    return text.format(**_fields(gap, journal))


def line_words(gap: Gap, journal: str) -> str:
    """The gap as one short line of a list, without a dot."""
    wording = WORDING[gap.code]
    text = wording.line_unknown if gap.have is None and wording.line_unknown else wording.line
    return text.format(**_fields(gap, journal))


_LEFT = {
    "few_messages": ("сообщение", "сообщения", "сообщений"),
    "no_call": ("звонок", "звонка", "звонков"),
    "no_group_chat": ("групповой чат", "групповых чата", "групповых чатов"),
    "pupils_journal_not_linked": ("ученик", "ученика", "учеников"),
}


def left_words(gap: Gap) -> str:
    """How much is still to go: «ещё 3 сообщения»."""
    if gap.have is None or gap.need is None or gap.code not in _LEFT:
        return "остался один шаг"
    return f"ещё {plural(gap.need - gap.have, *_LEFT[gap.code])}"


def classes_words(classes: tuple[str, ...]) -> str:
    return f"{plural_form(len(classes), 'класс', 'классы', 'классы')} {', '.join(classes)}"


def _fields(gap: Gap, journal: str) -> dict[str, object]:
    return {
        "have": gap.have,
        "need": gap.need,
        "first": f" (первый рубеж — {gap.first})" if gap.first else "",
        "journal": journal,
        "classes": classes_words(gap.classes) if gap.classes else "",
    }
