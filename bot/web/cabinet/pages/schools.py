"""«Школы»: side by side for whoever answers for the municipality; then into one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.web.cabinet.visit import Visit
from indicators.catalogue import INDICATORS
from indicators.errors import NotAllowed
from indicators.russian.natural import natural_order
from reports.figures.figure import Figure
from reports.figures.summary import amount
from services.municipality import SchoolStanding, schools_beside

ONLY_MUNICIPAL = "Сравнение школ — для управления образования."
NAME, WEEK, DOWN = "name", "week", "down"
_COLUMNS = {NAME: "Школа", WEEK: "Последний файл", **{one.code: one.short for one in INDICATORS}}


@dataclass(frozen=True, slots=True)
class Column:
    """`href` sorts by it, the other way round when it is sorted by it already."""

    code: str
    title: str
    href: str
    sorted: str


async def show(visit: Visit) -> web.StreamResponse:
    if not visit.is_municipal:
        raise NotAllowed(ONLY_MUNICIPAL)
    found = await schools_beside(visit.session, visit.schools)
    sort = visit.asked("sort") if visit.asked("sort") in _COLUMNS else NAME
    is_down = visit.asked("way") == DOWN
    order, known = _order(sort), _known(sort)
    rows = sorted((one for one in found if known(one)), key=order, reverse=is_down)
    rows += [one for one in found if not known(one)]  # who says nothing comes last either way
    return visit.page(
        "schools.html",
        rows=[(one, _cells(one)) for one in rows],
        columns=[_column(code, sort, is_down=is_down) for code in _COLUMNS],
        week=next((one.figures.week for one in found if one.figures is not None), None),
        newest=max((one.newest for one in found if one.newest), default=None),
    )


def _column(code: str, sort: str, *, is_down: bool) -> Column:
    here = code == sort
    way = f"&way={DOWN}" if here and not is_down else ""
    return Column(code, _COLUMNS[code], f"/schools?sort={code}{way}", ("descending" if is_down else "ascending") * here)


def _cells(one: SchoolStanding) -> list[tuple[str, str, bool | None]]:
    """(column, amount, whether the target is reached). Made here: a table of hundreds of schools has thousands."""
    if one.figures is None:
        return [(indicator.short, "—", None) for indicator in INDICATORS]
    known = {figure.indicator.code: figure for figure in one.figures.figures}
    return [(indicator.short, _said(known[indicator.code]), known[indicator.code].reached) for indicator in INDICATORS]


def _said(figure: Figure) -> str:
    return amount(figure) if figure.now.value is not None or figure.now.percent is not None else "—"


def _share(one: SchoolStanding, code: str) -> float | None:
    now = one.figures.figure(code).now if one.figures is not None else None
    return None if now is None else now.percent if now.percent is not None else now.value


def _known(sort: str) -> Callable[[SchoolStanding], bool]:
    if sort in (NAME, WEEK):
        return lambda one: True
    return lambda one: _share(one, sort) is not None


def _order(sort: str) -> Callable[[SchoolStanding], Any]:
    """The smallest share first: those are whom one looks for; of files the oldest."""
    if sort == NAME:
        return lambda one: natural_order(one.name)
    if sort == WEEK:
        return lambda one: (one.newest is not None, str(one.newest), natural_order(one.name))
    return lambda one: (_share(one, sort), natural_order(one.name))
