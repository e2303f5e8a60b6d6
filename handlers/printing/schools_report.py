"""«Отчёт по всем школам»: one file of several schools, for whoever looks after them."""

from typing import Any

from handlers.engine.attachments import send_file
from handlers.engine.buttons import button, main, under
from handlers.engine.job import Job
from handlers.engine.rights import sender
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.printing.documents import form_in, period_asked
from indicators.russian.rules import plural
from indicators.weeks import Week
from nudges.periods import span_words
from services.municipality import OF_SCHOOLS, make_comparison
from services.reporting.printing import report_name
from services.schools import schools_looked_after
from storage.schools.registry import weeks_of_any

ONE_SCHOOL = "У вас одна школа: её отчёт — по слову «отчёт»."
NO_FILES = "Файлов статистики ещё нет ни от одной школы."
READY = "Отчёт по школам готов."
_CODE = "schools_report"


async def schools_report(talk: Talk, rest: str) -> None:
    """Of each school's newest week, or of the weeks that are named; without a form it is asked for."""
    schools = await schools_looked_after(talk.session, talk.who)
    if len(schools) < 2:
        talk.say(ONE_SCHOOL, under([button("Отчёт", "report")]))
        return
    ids = [one.id for one in schools]
    weeks = await weeks_of_any(talk.session, ids)
    if not weeks:
        talk.say(NO_FILES)
        return
    period = period_asked(talk, rest, talk.now.astimezone(talk.services.zone).date(), weeks[-1])
    inside = period.inside(weeks) if period is not None else []
    if period is not None and not inside:
        row = [button("Отчёт за последнюю неделю", _CODE)]
        talk.say(f"За {period.said} файлов статистики нет ни от одной школы.", under(row))
        return
    about = f" за {span_words(inside[0].monday, inside[-1].sunday)}" if inside else ""
    of = plural(len(ids), "школе", "школам", "школам")
    wanted = form_in(f"{talk.word('f')} {rest}")
    if wanted is None:
        said: dict[str, Any] = {"from": str(inside[0]), "to": str(inside[-1])} if inside else {}
        first = [main("Excel (xlsx)", _CODE, f="xlsx", **said), button("Word (docx)", _CODE, f="docx", **said)]
        second = [button("PDF", _CODE, f="pdf", **said), button("Картинка", _CODE, f="png", **said)]
        talk.say(f"В каком виде сделать отчёт по {of}{about}?", under(first, second, [button("Отмена", "cancel")]))
        return
    if len(inside) > 1:
        about += " (у каждой — последняя неделя из них)"
    talk.say(f"Готовлю отчёт по {of}{about}, минутку…")
    named = [str(inside[0]), str(inside[-1])] if inside else []
    newest = str(inside[-1] if inside else weeks[-1])
    await talk.later("schools_paper", schools=ids, format=wanted, weeks=named, newest=newest)


async def make_schools_paper(job: Job) -> None:
    from reports.make import weeks_between

    details = job.errand.details
    weeks = [Week.parse(one) for one in details["weeks"]]
    between = weeks_between(*weeks) if weeks else []
    today = job.services.clock().astimezone(job.services.zone).date()
    content = await make_comparison(
        job.services.database, await sender(job), details["schools"], between, details["format"], today=today
    )
    form = details["format"]
    name = report_name([Week.parse(details["newest"])], form, OF_SCHOOLS)
    await send_file(job, name, content, READY, picture=form == "png")


ROUTES = (Route(_CODE, Right.READER, schools_report, Does.SHOWS, by_week=True),)
ERRANDS = {"schools_paper": make_schools_paper}
