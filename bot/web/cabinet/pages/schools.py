"""«Школы»: side by side for whoever answers for the municipality; then into one."""

from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.web.cabinet.visit import Visit
from indicators.catalogue import INDICATORS
from indicators.errors import NotAllowed
from reports.figures.summary import amount
from services.municipality import SchoolStanding, schools_beside

ONLY_MUNICIPAL = "Сравнение школ — для управления образования."


async def show(visit: Visit) -> web.StreamResponse:
    if not visit.is_municipal:
        raise NotAllowed(ONLY_MUNICIPAL)
    found = await schools_beside(visit.session, visit.who)
    codes = {one.code for one in INDICATORS}
    sort = visit.asked("sort") if visit.asked("sort") in codes | {"name", "week"} else "name"
    week = next((one.figures.week for one in found if one.figures is not None), None)
    return visit.page(
        "schools.html",
        found=sorted(found, key=_order(sort)),
        sort=sort,
        week=week,
        indicators=INDICATORS,
        amount=amount,
        newest=max((one.newest for one in found if one.newest), default=None),
    )


def _order(sort: str) -> Callable[[SchoolStanding], Any]:
    """The smallest share first: those are whom one looks for. Who says nothing comes last."""
    if sort == "name":
        return lambda one: one.name
    if sort == "week":
        return lambda one: (one.newest is not None, str(one.newest), one.name)

    def by_share(one: SchoolStanding) -> tuple[bool, float, str]:
        figure = one.figures.figure(sort) if one.figures is not None else None
        now = figure.now if figure is not None else None
        share = (now.percent if now.percent is not None else now.value) if now is not None else None
        return share is None, share or 0, one.name

    return by_share
