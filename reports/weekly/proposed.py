"""What the report proposes, with how many it is for and until when; the people by name stand in an annex."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indicators.catalogue import OfClasses
from indicators.russian.rules import plural, plural_form
from nudges.gaps import GAP, GapKind
from reports.figures.counting import SUMMARY
from reports.figures.figure import Figure
from reports.figures.people import TeacherGaps
from reports.figures.unreachable import NOT_REGISTERED
from reports.figures.week import WeekFigures
from reports.figures.wording import NBSP, day, legible, number, typeset

_PEOPLE = ("человек", "человека", "человек")
_IN_PEACE, _DISPUTED, _ADMITTED = "не тревожим", "данные проверяем", "ошибка в данных"


@dataclass(frozen=True, slots=True)
class People:
    """One list of the annex: what it is of, and everybody on it."""

    title: str
    names: str


def measures(figures: WeekFigures) -> list[str]:
    """One sentence for each gap that somebody can close, then for those whom no message reaches."""
    proposed, left_out = [], False
    to_register: set[int] = set()  # these are given a leaflet with three steps
    for kind, behind in _behind(figures):
        asked = [teacher for teacher in behind if teacher.exempt is None and kind.code in teacher.steps]
        left_out = left_out or len(asked) < len(behind)
        if kind.code == NOT_REGISTERED:
            to_register = {teacher.person_id for teacher in asked}
        if asked:
            what = kind.measure.format(journal=figures.journal)
            proposed.append(f"{what} — {plural(len(asked), *_PEOPLE)}{_until(kind, figures)}.")
    in_peace = {teacher.person_id for teacher in figures.teachers if teacher.exempt is not None}
    missed = {one.person_id for one in figures.out_of_reach} - in_peace
    if others := missed - to_register:
        whom = "тем" if others == missed else "остальным"
        people = plural(len(others), *_PEOPLE)
        proposed.append(f"Вручить личные листовки с QR-кодом {whom}, кому не доходят сообщения, — {people}.")
    if proposed and left_out:
        proposed.append("Кого не тревожат и чьи данные проверяют, здесь не считаем: в приложении они отмечены.")
    if proposed:
        proposed.append("Рассмотреть итоги по данным следующей недели.")
    return [typeset(line) for line in proposed] or ["Поддерживать достигнутый уровень."]


def annex(figures: WeekFigures) -> list[People]:
    """Everybody by name, also who is left in peace, so that each list is as long as the table says."""
    lists = [
        People(_title(kind, behind, figures), ", ".join(_named(teacher, kind.code) for teacher in behind) + ".")
        for kind, behind in _behind(figures)
    ]
    missed = figures.out_of_reach
    if missed:
        people = plural(len(missed), *_PEOPLE)
        names = "; ".join(f"{legible(one.called)} — {one.words[0]}" for one in missed)
        lists.append(People(f"Не доходят сообщения: {people}", f"{names}."))
    return [People(typeset(one.title), typeset(one.names)) for one in lists]


def _behind(figures: WeekFigures) -> list[tuple[GapKind, list[TeacherGaps]]]:
    found = [(kind, [one for one in figures.teachers if code in one.gaps]) for code, kind in GAP.items()]
    return [(kind, behind) for kind, behind in found if behind]


def _until(kind: GapKind, figures: WeekFigures) -> str:
    """«, до 25 декабря»: the target's day, or that of the registration, while it is ahead."""
    goal = next((one.goal for one in figures.figures if one.indicator.code == kind.indicator), None)
    deadline: date | None = goal.deadline if goal else None
    if deadline is None and kind.code == NOT_REGISTERED:
        deadline = figures.registration_deadline
    return f", до {day(deadline)}" if deadline and deadline > figures.week.sunday else ""


def _title(kind: GapKind, behind: Sequence[TeacherGaps], figures: WeekFigures) -> str:
    """With what explains the table's number, where that is another one."""
    title = f"{kind.titled(figures.norms)}: {plural(len(behind), *_PEOPLE)}"
    figure = next((one for one in figures.figures if one.indicator.code == kind.indicator), None)
    lacking = _lacking(figure)
    if figure is None or lacking is None or lacking == len(behind):
        return title
    unregistered = sum(NOT_REGISTERED in one.gaps for one in behind)
    if figure.now.source == SUMMARY:
        return f"{title}, по сводке — {number(lacking)}{NBSP}{plural_form(lacking, *_PEOPLE)}"
    if len(behind) - unregistered == lacking:
        left = plural(unregistered, "не зарегистрирован", "не зарегистрированы", "не зарегистрированы")
        return f"{title}, из них {left}"
    return title


def _lacking(figure: Figure | None) -> int | None:
    """How many the table lacks to its whole, where it counts the people of the list."""
    if figure is None or isinstance(figure.indicator.counts, OfClasses):
        return None
    return None if figure.now.value is None or figure.now.total is None else figure.now.total - figure.now.value


def _named(teacher: TeacherGaps, code: str) -> str:
    """With why nothing is asked of them; the reason itself, an illness say, stays out of a paper that is passed on."""
    name = legible(teacher.called)
    if teacher.exempt is not None or code in teacher.spared:
        return f"{name} ({_IN_PEACE})"
    if code in teacher.admitted:
        return f"{name} ({_ADMITTED})"
    return f"{name} ({_DISPUTED})" if code in teacher.disputed else name
