"""«Школы»: side by side for whoever answers for the municipality; then into one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.web.cabinet.visit import Errors, NotHere, Visit
from bot.web.cabinet.words import REPORT_FORMATS
from handlers.access.offers import tell_offered
from indicators.catalogue import INDICATORS
from indicators.errors import NotAllowed, NotPossible
from indicators.russian.natural import natural_order
from indicators.russian.rules import plural, plural_form
from indicators.weeks import Week
from reports.figures.beside import InAll, in_all, older_week, week_compared
from reports.figures.figure import Figure
from reports.figures.summary import amount
from reports.figures.week import WeekFigures
from reports.figures.wording import number
from services.access.roles import gives_role, offer_to_colleague
from services.municipality import OF_SCHOOLS, SchoolStanding, make_comparison, schools_beside
from services.reporting.printing import report_name
from storage.people.pages import named_account
from storage.people.roles import Role
from storage.schools.registry import weeks_of_any

NO_ACCOUNT = (
    "Нужен номер: страница VK — vk.com/id123 или id123, аккаунт MAX — «MAX 45678». Свой номер человек увидит у бота по "
    "словам «мои данные». По короткому адресу я не вижу, чей это аккаунт."
)
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


async def show(visit: Visit, errors: Errors | None = None) -> web.StreamResponse:
    if not visit.is_municipal:
        raise NotAllowed(ONLY_MUNICIPAL)
    known = await weeks_of_any(visit.session, [one.id for one in visit.schools])
    week = _week(visit, known)
    found = await schools_beside(visit.session, visit.schools, [week] if week else ())
    sort = visit.asked("sort") if visit.asked("sort") in _COLUMNS else NAME
    is_down = visit.asked("way") == DOWN
    order, tells = _order(sort), _known(sort)
    rows = sorted((one for one in found if tells(one)), key=order, reverse=is_down)
    rows += [one for one in found if not tells(one)]  # who says nothing comes last either way
    figures = [one.figures for one in found if one.figures is not None]
    compared = week_compared(figures) if figures else None
    return visit.page(
        "schools.html",
        status=400 if errors else 200,
        errors=errors,
        rows=[(one, _cells(one), _older(one, compared)) for one in rows],
        columns=[_column(code, sort, week, is_down=is_down) for code in _COLUMNS],
        totals=_totals(figures),
        week=compared,
        known=known[::-1],
        chosen=week,
        behind=sum(bool(_older(one, compared)) for one in found),
        newest=known[-1] if known else None,
        formats=REPORT_FORMATS if len(found) > 1 and figures else {},
    )


async def name_colleague(visit: Visit) -> web.StreamResponse:
    """The municipality's role for somebody else of it, at every school that the visitor answers for."""
    if not visit.is_municipal:
        raise NotAllowed(ONLY_MUNICIPAL)
    named = named_account(visit.word("account"))
    if named is None:
        return await show(visit, {"account": NO_ACCOUNT})
    gives = [one for one in visit.schools if gives_role(visit.at(one.id), Role.MUNICIPAL)]
    try:
        async with visit.writing() as session:
            offered = await offer_to_colleague(session, visit.at, [one.id for one in gives], *named, visit.now)
            await tell_offered(session, offered, gives, visit.cabinet.communities, visit.now)
    except NotPossible as error:
        return await show(visit, {"account": error.sentence})
    visit.cabinet.answer()
    return visit.go("/schools", "colleague", n=len(offered))


async def make(visit: Visit) -> web.StreamResponse:
    """All of them in one file, in the week that is looked at."""
    if not visit.is_municipal:
        raise NotAllowed(ONLY_MUNICIPAL)
    known = await weeks_of_any(visit.session, [one.id for one in visit.schools])
    form = visit.request.match_info["form"]
    if form not in REPORT_FORMATS or not known:
        raise NotHere
    week = _week(visit, known)
    ids = [one.id for one in visit.schools]
    content = await make_comparison(
        visit.cabinet.database, visit.at, ids, [week] if week else [], form, today=visit.today
    )
    return visit.file(content, report_name([week or known[-1]], form, OF_SCHOOLS))


def _week(visit: Visit, known: Sequence[Week]) -> Week | None:
    """The one that was chosen; None for each school's newest."""
    return next((one for one in known if str(one) == visit.asked("week")), None)


def _older(one: SchoolStanding, compared: Week | None) -> str:
    return older_week(one.figures, compared) if one.figures is not None and compared else ""


def _totals(figures: Sequence[WeekFigures]) -> list[tuple[str, str, str]]:
    """(column, sum, of how many schools); nothing where no sum is to be had."""
    found = [(one.short, in_all(figures, one.code)) for one in INDICATORS]
    if not any(total for _, total in found):
        return []
    return [(title, _sum(total), _of_schools(total, len(figures))) for title, total in found]


def _sum(total: InAll | None) -> str:
    if total is None:
        return "—"
    return number(total.value) + (f" из {number(total.total)}" if total.total is not None else "")


def _of_schools(total: InAll | None, schools: int) -> str:
    if total is None:
        return ""
    of = f" из {schools}" if total.schools < schools else ""
    said = f"{plural(total.schools, 'школа', 'школы', 'школ')}{of}"
    lag = plural_form(total.older, "отстаёт", "отстают", "отстают")
    return f"{said}, {lag} {total.older}" if total.older else said


def _column(code: str, sort: str, week: Week | None, *, is_down: bool) -> Column:
    here = code == sort
    way = (f"&way={DOWN}" if here and not is_down else "") + (f"&week={week}" if week else "")
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
