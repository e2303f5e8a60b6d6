"""What the clock writes to the officer and the managers: short, in good spirits, one thing to do each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from indicators.russian.rules import listed, plural, plural_form
from indicators.weeks import Week
from nudges.gaps import Gap, Step
from nudges.names import PersonName, ShownNames
from nudges.periods import day_words, week_words
from nudges.plan import Plan, Recipient, Skipped
from nudges.wording import line_words, thanks_words

_MOST_LINES = 40  # of names in one message; the rest is a number


@dataclass(frozen=True, slots=True)
class Ended:
    """An exemption that is over."""

    full_name: str
    reason: str
    ends_on: date
    gap_title: str | None = None


@dataclass(frozen=True, slots=True)
class Stuck:
    """A gap without movement after so many reminders."""

    full_name: str
    gap: Gap
    reminders: int
    person_id: int = 0


def file_missing_text(week: Week, next_words: str) -> str:
    """At any hour of the day; `next_words` says when the next reminders go, and that none do."""
    return (
        f"Здравствуйте! Файл статистики за {week_words(week)} пока не приходил. "
        f"Пришлите его мне прямо в этот чат, и я покажу, у кого чего не хватает. {next_words}"
    )


def file_late_text(week: Week, next_words: str) -> str:
    return f"Файл статистики за {week_words(week)} ещё не пришёл, поэтому новой сводки сегодня нет. {next_words}"


def complained_text(names: Sequence[str]) -> str:
    """What the week's summary says of those who are fed up with reminders; empty where nobody has said so."""
    return f"\n\nЗа последнюю неделю были недовольны напоминаниями: {listed(names, 5)}." if names else ""


def pause_text(paused: bool, *, may_change: bool) -> str:
    """What a summary says of a pause, and to an officer how to end it; empty where there is none."""
    if not paused:
        return ""
    text = "\n\nНапоминания школы на паузе: сам я педагогам сейчас не пишу."
    return text + (" Включить снова — напишите «продолжить»." if may_change else "")


def deadline_text(deadline: date, days_left: int, unregistered: int | None) -> str:
    left = _until(deadline, days_left)
    if unregistered is None:
        return f"{left} Свежих данных о регистрации нет: пришлите файл статистики, и я покажу, кто остался."
    who = plural(unregistered, "человек", "человека", "человек")
    return (
        f"{left} Не {plural_form(unregistered, 'зарегистрирован', 'зарегистрированы', 'зарегистрированы')}: {who}. "
        "Напишите «кто не зарегистрирован» — покажу список, «листовки» — подготовлю памятки с QR-кодом."
    )


def _until(deadline: date, days_left: int) -> str:
    if days_left == 0:
        return f"Сегодня, {day_words(deadline)}, последний день срока регистрации."
    return (
        f"До срока регистрации ({day_words(deadline)}) {_left(days_left)} {plural(days_left, 'день', 'дня', 'дней')}."
    )


def _left(days: int) -> str:
    return plural_form(days, "остался", "осталось", "осталось")


def ended_text(ended: Sequence[Ended], *, silent: bool) -> str:
    """`silent`: the school's reminders do not run at all just now."""
    lines = [f"• {one.full_name}: {one.reason}, до {day_words(one.ends_on)}{_about(one)}" for one in ended]
    since = ". Когда напоминания школы снова пойдут, получат и эти люди" if silent else ", напоминания снова включены"
    return "\n".join([f"Закончились освобождения{since}:", *_shortened(lines)])


def gone_text(gone: Sequence[tuple[str, date]]) -> str:
    """Who works here no more since a day that was said beforehand."""
    lines = [f"• {name} — с {day_words(day)}" for name, day in gone]
    return "\n".join(
        ["Как вы и говорили, больше не работают:", *_shortened(lines), "Если это не так, верните в список."]
    )


def _about(one: Ended) -> str:
    return f" (только «{one.gap_title}»)" if one.gap_title else ""


def escalation_text(stuck: Sequence[Stuck], journal: str, names: ShownNames, *, to_manager: bool) -> str:
    """The list of those with whom a talk in person will do more than another message."""
    why = (
        "Несколько недель без движения, хотя напоминания приходили. Похоже, нужна помощь: личный разговор "
        "поможет больше."
    )
    whom = "Ответственный об этом уже знает." if to_manager else "Второй раз об этом не напишу."
    return "\n".join([why, *stuck_lines(stuck, journal, names), whom])


def stuck_lines(stuck: Sequence[Stuck], journal: str, names: ShownNames) -> list[str]:
    """A line for each person."""
    by_person: dict[tuple[int, str], list[Stuck]] = {}
    for one in stuck:
        by_person.setdefault((one.person_id, one.full_name), []).append(one)
    return _shortened([_stuck_words(found, journal, names) for found in by_person.values()])


def _stuck_words(of_one: Sequence[Stuck], journal: str, names: ShownNames) -> str:
    """A line for a person, with all that has not moved."""
    first = of_one[0]
    name = names.called(first.person_id, PersonName.read(first.full_name).full)
    return f"• {name}: {unmoved_words(of_one, journal)}"


def unmoved_words(of_one: Sequence[Stuck], journal: str) -> str:
    """«звонки за неделю — 0 из 1 (после 3 недель напоминаний)»."""
    many = plural(max(one.reminders for one in of_one), "недели", "недель", "недель")  # with one message or two each
    gaps = ", ".join(line_words(one.gap, journal) for one in of_one)
    return f"{gaps} (после {many} напоминаний)"


def planned_text(made: Plan, kind_title: str, late: Week | None = None) -> str:
    """After the clock has planned a round: how many, who is skipped, and whose profile waits for the administrator.
    `late` is the week whose file was waited for and has not come."""
    many = plural(len(made.recipients), "сообщение", "сообщения", "сообщений")
    thanks = thanks_words(made.thanked, len(made.recipients))
    parts = [f"{kind_title}: {many}{f'{thanks},' if thanks else ''} по данным за {week_words(made.week)}."]
    if late is not None:
        parts.append(f"Файл за {week_words(late)} так и не пришёл, поэтому взял последние, что есть.")
    if made.passed_over:
        parts.append("Пропущены:")
        parts += [f"• {reason.sentence} — {count}" for reason, count in made.reasons.most_common()]
    people: list[Recipient | Skipped] = [*made.recipients, *made.passed_over]
    waiting = [one.full_name for one in people if _waits_for_administrator(one.gaps)]
    if waiting:
        parts.append("Статус «Не активен» у тех, кто профилем пользуется; его меняет администратор школы:")
        parts += _shortened([f"• {name}" for name in waiting])
    return "\n".join(parts)


def slept_text(since: datetime, until: datetime) -> str:
    """Moments in the school's zone."""
    return (
        f"Часы Дежурного стояли с {day_words(since.date())}, {since:%H:%M}, до {day_words(until.date())}, "
        f"{until:%H:%M}: программа не работала. Что относилось к этой неделе, делаю сейчас, прошлое не догоняю."
    )


def stopped_text(since: datetime) -> str:
    return (
        f"Часы Дежурного не идут с {day_words(since.date())}, {since:%H:%M}: автоматических напоминаний нет. "
        "Проверьте, запущена ли программа (python -m bot)."
    )


def _waits_for_administrator(gaps: Sequence[Gap]) -> bool:
    return any(gap.step is Step.ADMINISTRATOR for gap in gaps)


def _shortened(lines: Sequence[str]) -> list[str]:
    if len(lines) <= _MOST_LINES:
        return list(lines)
    return [*lines[:_MOST_LINES], f"… и ещё {len(lines) - _MOST_LINES}"]
