"""«Сводка», «динамика», «с кем поговорить»: the week on one screen, with a picture."""

from handlers.engine.attachments import send_file, send_sheet
from handlers.engine.buttons import button, good, under
from handlers.engine.job import Job
from handlers.engine.keyboards import office_keyboard
from handlers.engine.rights import actor_at, at_desk, reading_as_sender
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.overview.asked_before import asked_by
from handlers.overview.asked_indicators import asked_codes
from handlers.overview.asked_week import NO_FILES, asked_week, known_weeks
from handlers.overview.lists import say_no_list
from handlers.overview.over_weeks import NOT_KEPT, over_weeks
from handlers.understanding.reading.weeks import month_compared, period_named
from handlers.understanding.said.lists import without_names
from indicators.russian.rules import plural
from indicators.weeks import Week
from nudges.officer import complained_text, pause_text
from nudges.periods import week_words
from nudges.platforms import WORDS, Platform
from reports.figures.conversations import aloud_text, chat_text
from reports.weekly.drawing_process import run_apart
from services.lists import ALL, weeks_listed
from services.occasions import complained_lately
from services.reporting.overview import figures_of_week, indicators_of_week, weeks_known, whom_to_visit
from services.selection.titles import title_of as selection_title
from storage.tables import School

_SHOWN = 25
NOT_TO_COMPARE = "За {said} файлов статистики нет, сравнить не с чем. По неделям, которые есть, покажет «динамика»."
COMPARED = "Сравниваю недели с {first} по {last}."
ONLY_ONE = "Сравнить пока не с чем: с тех пор файл есть только за {last}."
OF_SCHOOL = "По неделям показываю школу целиком; об одном человеке скажет «карточка Ивановой Анны»."
SUMMARY_OF_SCHOOL = "Сводка — по всей школе. А по группе ({title}) покажу список: кому чего не хватает."


async def summary(talk: Talk, rest: str) -> None:
    """The week of the school that is asked for on one screen, and then its picture."""
    from reports.figures.summary import summary as summary_text

    desk = await at_desk(talk, Right.READER)
    week = await asked_week(talk, desk) if desk is not None else None
    if desk is None or week is None:
        return
    if talk.word("who"):
        title = await selection_title(talk.session, desk.school.id, talk.word("who"))
        listed = button("Список", "list", gap=ALL, who=talk.word("who"))
        talk.say(SUMMARY_OF_SCHOOL.format(title=title), under([listed, button("Сводка по школе", "summary")]))
        return
    actor = actor_at(talk, desk.school.id)
    figures = await figures_of_week(talk.session, actor, week, talk.today(desk.school))
    is_newest = week == (await weeks_known(talk.session, actor))[-1]
    nameless = without_names(talk.text) or talk.number("bare") == 1
    text = summary_text(figures, names=not nameless, may_answer=desk.may_change, is_newest=is_newest)
    if is_newest and desk.may_change and not nameless:
        text += complained_text(await complained_lately(talk.session, desk.school, talk.now))
    text += pause_text(desk.school.paused, may_change=desk.may_change) if is_newest else ""
    talk.say(text, office_keyboard(may_change=desk.may_change))
    await talk.later("picture", school=desk.school.id, week=str(week), asked=asked_by(talk, "summary"))


async def dynamics(talk: Talk, rest: str) -> None:
    """Each indicator over the last weeks, and the picture; `ind` names some of them, `week` other weeks."""
    desk = await at_desk(talk, Right.READER)
    weeks = await known_weeks(talk, desk) if desk is not None else []
    if desk is None or not weeks:
        return
    today = talk.today(desk.school)
    period = period_named(talk.word("week"), today)
    against = month_compared(talk.text, today) if period is None else None
    if against is not None and not against.inside(weeks):
        talk.say(NOT_TO_COMPARE.format(said=against.said), under([button("Динамика", "dynamics")]))
        return
    meant = period.inside(weeks) if period is not None else weeks
    if period is not None and not meant:
        talk.say(NO_FILES.format(said=period.said), under([button("Динамика", "dynamics")]))
        return
    week = meant[-1]
    if talk.word("who"):
        talk.say(OF_SCHOOL)
    figures = await indicators_of_week(talk.session, actor_at(talk, desk.school.id), week)
    codes = asked_codes(talk)
    first = period.first if period is not None and period.first < period.last else None
    since = against.inside(weeks)[0] if against is not None else None
    text = over_weeks(figures, codes, since or first)
    said = COMPARED if since != week else ONLY_ONE
    compared = f"{said.format(first=week_words(since), last=week_words(week))}\n" if since is not None else ""
    talk.say(f"{compared}{text}")
    if text == NOT_KEPT:
        return
    await talk.later("picture", school=desk.school.id, week=str(week), asked=asked_by(talk, "dynamics"))


async def make_picture(job: Job) -> None:
    """The week's chart, which a phone shows at once."""
    from reports.pictures.chart import draw_chart

    week = Week.parse(job.errand.details["week"])
    async with reading_as_sender(job) as (session, actor):
        figures = await indicators_of_week(session, actor, week)
    content = await run_apart(draw_chart, figures)
    about = str(job.errand.details.get("asked", ""))
    await send_file(job, "summary.png", content, f"Показатели за {week_words(week)}", picture=True, about=about)


async def to_talk_to(talk: Talk, rest: str) -> None:
    """Those whom a message does not reach or does not move, with ready texts for the chat and for a meeting.

    For officers alone: these are names.
    """
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    zone = talk.services.zone.key
    found = await whom_to_visit(talk.session, actor_at(talk, desk.school.id), talk.now, default_zone=zone)
    if not found and not await weeks_listed(talk.session, actor_at(talk, desk.school.id)):
        say_no_list(talk)
        return
    if not found:
        talk.say("Поговорить лично ни с кем не нужно: писать могу всем — отлично!")
        return
    lines = [f"• {one.name} — {one.why}" for one in found[:_SHOWN]]
    if len(found) > _SHOWN:
        lines.append(f"и ещё {len(found) - _SHOWN} — в файле")
    heading = f"Лучше поговорить лично: {plural(len(found), 'человек', 'человека', 'человек')}."
    buttons = [button("Файлом", "unreachable_file"), good("Листовки", "leaflets")]
    talk.say("\n".join([heading, *lines]), under(buttons))
    text = chat_text(found, _where(talk, desk.school), desk.school.registration_deadline)
    talk.say(f"Текст для учительского чата:\n\n{text}")
    talk.say(f"Или прочитать вслух:\n\n{aloud_text(found)}")


def _where(talk: Talk, school: School) -> str:
    """The way into the dialog, of each messenger that the program speaks."""
    links = talk.services.links(school, "")
    if len(links) < 2:
        return next(iter(links.values()), "")
    return " или ".join(f"{WORDS[Platform(one)].called}: {link}" for one, link in links.items())


async def unreachable_file(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is not None:
        talk.snack = "Готовлю файл"
        await talk.later("unreachable_file", school=desk.school.id)


async def make_unreachable_file(job: Job) -> None:
    services = job.services
    async with reading_as_sender(job) as (session, actor):
        found = await whom_to_visit(session, actor, services.clock(), default_zone=services.zone.key)
    rows = [(one.name, one.role, one.classes, one.why, one.help) for one in found]
    await send_sheet(job, "С кем поговорить", ("ФИО", "Должность", "Классы", "Почему", "Что поможет"), rows)


ROUTES = (
    Route("summary", Right.READER, summary, Does.SHOWS, leads_out=True, label="Сводка", by_week=True),
    Route("dynamics", Right.READER, dynamics, Does.SHOWS, label="Динамика", by_week=True),
    Route("unreachable", Right.CHANGER, to_talk_to, Does.SAYS, label="С кем поговорить"),
    Route("unreachable_file", Right.CHANGER, unreachable_file),
)
ERRANDS = {"picture": make_picture, "unreachable_file": make_unreachable_file}
