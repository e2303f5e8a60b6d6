"""«Отчёты»: every format, any period, and the picture of it."""

from aiohttp import web

from bot.web.cabinet.visit import Errors, Visit
from bot.web.cabinet.words import REPORT_FORMATS
from indicators.errors import BadWeek
from indicators.weeks import Week
from services.reporting.overview import weeks_known
from services.reporting.printing import make_report, report_name
from services.reporting.subscriptions import FORMATS, subscribe_to_report, subscribed_form

BACKWARDS = "Последняя неделя раньше первой: поменяйте их местами."
NO_WEEK = "За такой период данных нет: выберите недели из списка."


async def show(visit: Visit, errors: Errors | None = None) -> web.StreamResponse:
    known = await weeks_known(visit.session, visit.actor)
    weeks = _weeks(visit, known) if known else []
    return visit.page(
        "reports.html",
        status=400 if errors else 200,
        errors=errors or ({} if weeks or not known else {"last": BACKWARDS}),
        known=known[::-1],
        weeks=weeks,
        formats=REPORT_FORMATS,
        subscribed=await subscribed_form(visit.session, visit.actor),
    )


def _weeks(visit: Visit, known: list[Week]) -> list[Week]:
    """The weeks with data in the period that is asked for, the newest one when none is; empty when it ends before
    it begins."""
    first, last = (_week(visit.asked(name), known[-1]) for name in ("first", "last"))
    return [week for week in known if first <= week <= last]


def _week(text: str, default: Week) -> Week:
    try:
        return Week.parse(text) if text else default
    except BadWeek:
        return default


async def make(visit: Visit) -> web.StreamResponse:
    """The file; the picture also to look at on the page."""
    form = visit.request.match_info["form"]
    if form not in FORMATS:
        return await show(visit)
    known = await weeks_known(visit.session, visit.actor)
    weeks = _weeks(visit, known) if known else []
    if not weeks:
        return await show(visit, {"last": NO_WEEK})
    content = await make_report(visit.cabinet.database, visit.actor, weeks, form, today=visit.today)
    return visit.file(content, report_name(weeks, form), inline=form == "png" and not visit.asked("save"))


async def subscribe(visit: Visit) -> web.StreamResponse:
    """The report by itself on Fridays, into the dialog with the bot."""
    form = visit.word("form") or None
    async with visit.writing() as session:
        await subscribe_to_report(session, visit.actor, form)
    return visit.go("/reports", "subscribed" if form else "unsubscribed")
