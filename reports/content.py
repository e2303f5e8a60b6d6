"""What the weekly report says, in words and rows: the same for the document and the PDF."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from indicators.russian import listed, plural
from nudges.effect import Effect
from nudges.gaps import GAP
from reports.figures import Figure, WeekFigures
from reports.summary import aim, amount, change, moved
from reports.wording import day, full_day, full_period, legible, number, percent

_NAMES = 12  # of people behind one gap; the spreadsheet has them all
_WEAKEST = 3


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    title: str
    now: str
    target: str
    before: str
    change: str


@dataclass(frozen=True, slots=True)
class Content:
    """Everything is text already; a school's own template may use each of these by name."""

    school: str
    period: str
    received: str
    indicators: list[IndicatorRow]
    findings: list[str]
    taken: list[str]
    proposed: list[str]
    officer: str = ""
    deputy: str = ""
    comparison: list[dict[str, str]] = field(default_factory=list)

    def as_context(self) -> dict[str, Any]:
        return asdict(self)


def school_content(figures: WeekFigures, effects: Sequence[Effect], officer: str = "") -> Content:
    """The report of one school."""
    return Content(
        school=legible(figures.school),
        period=full_period(figures.weeks[0], figures.week),
        received=full_day(figures.received_on) if figures.received_on else "нет данных",
        indicators=[_row(figure) for figure in figures.figures],
        findings=_findings(figures),
        taken=_taken(figures, effects),
        proposed=_proposed(figures),
        officer=legible(officer),
    )


def _row(figure: Figure) -> IndicatorRow:
    before = figure.before
    was = number(before.value) if before.value is not None else percent(before.percent) if before.percent else "—"
    return IndicatorRow(
        figure.indicator.title, amount(figure), aim(figure).removeprefix("цель ") or "—", was, change(figure) or "—"
    )


def _findings(figures: WeekFigures) -> list[str]:
    if not figures.known:
        return ["Статистики за этот период нет."]
    with_goal = [figure for figure in figures.figures if figure.reached is not None]
    reached = [figure for figure in with_goal if figure.reached]
    found = []
    if with_goal:
        goals = plural(len(with_goal), "показателя", "показателей", "показателей")
        found.append(f"Цели достигнуты по {len(reached)} из {goals}.")
    short = sorted((f for f in with_goal if not f.reached and f.lacking), key=lambda f: -(f.lacking or 0))
    for figure in short[:_WEAKEST]:
        found.append(f"«{figure.indicator.short}»: {amount(figure)}, до цели не хватает {number(figure.lacking or 0)}.")
    grown, fallen = moved(figures)
    if grown:
        found.append("Выросло: " + ", ".join(f"«{f.indicator.short}» {change(f)}" for f in grown) + ".")
    if fallen:
        found.append("Снизилось: " + ", ".join(f"«{f.indicator.short}» {change(f)}" for f in fallen) + ".")
    if figures.previous is None:
        found.append("Сравнить пока не с чем: это первая неделя.")
    elif not grown and not fallen:
        found.append("По сравнению с прошлым разом ничего не изменилось.")
    people = [teacher for teacher in figures.teachers if teacher.listed]
    if people:
        done = sum(1 for teacher in people if not teacher.gaps)
        found.append(
            f"Все личные нормы выполнены у {done} из {plural(len(people), 'сотрудника', 'сотрудников', 'сотрудников')}."
        )
    return found


def _taken(figures: WeekFigures, effects: Sequence[Effect]) -> list[str]:
    sent = sum(1 for one in figures.reminders if one.state == "sent")
    missed = sum(1 for one in figures.reminders if one.state in ("failed", "unreachable"))
    taken = []
    if sent:
        letters = plural(sent, "личное напоминание", "личных напоминания", "личных напоминаний")
        taken.append(f"Отправлено {letters} со следующим шагом.")
    if missed:
        taken.append(
            f"Не дошло {plural(missed, 'сообщение', 'сообщения', 'сообщений')}: с этими людьми разговаривают лично."
        )
    for effect in effects:
        if effect.nudged:
            taken.append(
                f"{GAP[effect.code].title}: после напоминания справились {effect.nudged_closed} из {effect.nudged}"
                + (f", без него — {effect.others_closed} из {effect.others}." if effect.others else ".")
            )
    answered = [dispute for dispute in figures.disputes if dispute.resolved_at is not None]
    if figures.disputes:
        told = plural(len(figures.disputes), "сообщения", "сообщений", "сообщений")
        taken.append(f"Разобрано {len(answered)} из {told} об ошибке в данных.")
    return taken or ["За этот период напоминания не отправлялись."]


def _proposed(figures: WeekFigures) -> list[str]:
    proposed = []
    behind: dict[str, list[str]] = {}
    for teacher in figures.teachers:
        if teacher.exempt is None:
            for gap in teacher.gaps:
                behind.setdefault(gap, []).append(legible(teacher.name))
    if behind:
        proposed.append("Лично поговорить с теми, кто назван ниже, и помочь им со следующим шагом.")
    for code, kind in GAP.items():
        names = behind.get(code, [])
        if names:
            people = plural(len(names), "человек", "человека", "человек")
            proposed.append(f"{kind.title} ({people}): {listed(names, _NAMES)}.")
    if figures.unreachable:
        names = [legible(one.name) for one in figures.unreachable]
        proposed.append(f"Вручить личные листовки с QR-кодом: {listed(names, _NAMES)}.")
    if figures.registration_deadline and figures.registration_deadline > figures.week.sunday:
        proposed.append(f"Зарегистрировать всех сотрудников до {day(figures.registration_deadline)}.")
    return proposed or ["Поддерживать достигнутый уровень."]


def comparison_content(schools: Sequence[WeekFigures]) -> Content:
    """Many schools beside each other: one row a school, the eight indicators across."""
    first = schools[0]
    rows = [
        {"school": legible(one.school)} | {figure.indicator.code: amount(figure) for figure in one.figures}
        for one in schools
    ]
    silent = [legible(one.school) for one in schools if not one.known]
    findings = [f"В сравнении {plural(len(schools), 'школа', 'школы', 'школ')}."]
    if silent:
        findings.append(f"Данных за период нет: {listed(silent, _NAMES)}.")
    return Content(
        school="Сравнение школ",
        period=full_period(first.weeks[0], first.week),
        received="",
        indicators=[],
        findings=findings,
        taken=[],
        proposed=[],
        comparison=rows,
    )
