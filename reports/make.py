"""One report, in any of its forms, for one school or for many beside each other."""

import asyncio
from collections.abc import Sequence
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from indicators.errors import UnknownWeek, UsageError
from indicators.russian.rules import quoted
from indicators.weeks import Week
from reports.figures.beside import figures_beside
from reports.figures.week import WeekFigures, require_data, school_figures
from reports.printed.leaflets import officer_name
from reports.weekly.content import Content, comparison_content, school_content
from reports.weekly.drawing_process import run_apart
from storage.database.connection import Database
from storage.schools.registry import newest_weeks
from storage.schools.report_templates import template_of
from storage.statistics.facts import newest_people_week
from storage.tables import School

FORMATS = ("docx", "xlsx", "pdf", "png")
_LONGEST = 60  # weeks in one report


def weeks_between(first: Week, last: Week) -> list[Week]:
    """Every week of a range, both ends included.

    Raises:
        UsageError: the range is empty or longer than a year and a bit.
    """
    count = (last.monday - first.monday).days // 7 + 1
    if not 0 < count <= _LONGEST:
        raise UsageError(f"Отчёт строится не больше чем за {_LONGEST} недель, и последняя не раньше первой.")
    return [first.shift(number) for number in range(count)]


async def make_report(
    database: Database,
    *,
    schools: Sequence[School],
    weeks: Sequence[Week],
    format: str,
    template: bytes | None = None,
    apart: bool = False,
    today: date | None = None,
) -> bytes:
    """The report of these weeks (oldest first), as a file of that form. Of several schools each stands there with the
    newest of them that it has a file of, and they need not be named.

    A docx is made from `template`, or from the one school's own, or from ours.

    The people of the newest week are those who are there `today`, as in every list of the chat; of earlier weeks, who
    was there when they ended.

    `apart`: written by a process of its own, for a program that goes on running and has no use for the libraries.

    Raises:
        UnknownWeek: nothing of the last week is known.
        UnusableFile: the school's template cannot be used.
        UsageError: there is no such form.
    """
    if format not in FORMATS:
        raise UsageError(f"Отчёт бывает {', '.join(FORMATS)}, а получено «{format}».")
    if template is not None and format != "docx":
        raise UsageError("Свой шаблон бывает только у отчёта docx.")
    async with database.reading() as session:
        figures = await _figures(session, schools, weeks, today)
        content = await _content(session, schools, figures) if format in ("docx", "pdf") else None
        if template is None and format == "docx" and len(schools) == 1:
            template = await template_of(session, schools[0].id)
    return await (run_apart if apart else asyncio.to_thread)(_write, format, figures, content, template)


async def _figures(
    session: AsyncSession, schools: Sequence[School], weeks: Sequence[Week], today: date | None
) -> list[WeekFigures]:
    if len(schools) == 1:
        if not weeks:
            weeks = [await _newest(session, schools[0])]
        is_newest = await newest_people_week(session, schools[0].id) == weeks[-1]
        figures = await school_figures(session, schools[0], weeks, today=today if is_newest else None)
        require_data(figures)
        return [figures]
    found = await figures_beside(session, schools, weeks)
    if not any(one.known for one in found):
        of = f"За неделю {weeks[-1]} данных" if weeks else "Данных"
        raise UnknownWeek(f"{of} нет ни по одной школе: загрузите файл статистики.")
    return found


async def _newest(session: AsyncSession, school: School) -> Week:
    newest = await newest_weeks(session, [school.id])
    if not newest:
        raise UnknownWeek(f"По школе {quoted(school.name)} данных нет: загрузите файл статистики.")
    return newest[school.id]


async def _content(session: AsyncSession, schools: Sequence[School], figures: Sequence[WeekFigures]) -> Content:
    if len(schools) > 1:
        return comparison_content(figures)
    return school_content(figures[0], await officer_name(session, schools[0]) or "")


def _write(format: str, figures: Sequence[WeekFigures], content: Content | None, template: bytes | None) -> bytes:
    """The libraries are loaded here: the idle program needs none of them."""
    if format == "xlsx":
        from reports.weekly.spreadsheet import write_spreadsheet

        return write_spreadsheet(figures)
    if format == "png":
        return _picture(figures)
    if content is None:
        raise ValueError("a document needs words")
    if format == "docx":
        from reports.weekly.document import write_document

        return write_document(content, template)
    from reports.weekly.pdf import write_pdf

    return write_pdf(content, _picture(figures) if len(figures) == 1 else None)


def _picture(figures: Sequence[WeekFigures]) -> bytes:
    if len(figures) > 1:
        from reports.pictures.comparison_chart import draw_comparison

        return draw_comparison(figures)
    from reports.pictures.chart import draw_chart

    return draw_chart(figures[0])
