"""What comes by itself on Fridays: the report to whoever asks for it, the summary to whoever does not refuse it."""

from handlers.engine.buttons import button, under
from handlers.engine.rights import actor_at, at_desk
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from handlers.printing.documents import FORM_TITLES, form_in
from handlers.understanding.reading.time.own_time import days_of_every_week
from nudges.platforms import WORDS, Platform
from services.access.messengers import told_instead
from services.reporting.subscriptions import (
    FORMATS,
    gets_summary,
    may_get_summary,
    refusing_summary,
    send_summary,
    subscribed_form,
)
from services.reporting.subscriptions import subscribe_to_report as subscribe_to

SUBSCRIBED = "Хорошо, по пятницам вместе со сводкой пришлю отчёт ({form})."
REPORT_ONLY = "Хорошо, по пятницам пришлю отчёт ({form})."
REPORT_ALONE = "Хорошо, по пятницам пришлю отчёт ({form}); сводку по-прежнему нет."
NO_MORE_REPORTS = "Больше не присылаю. Отчёт всегда можно попросить словом «отчёт»."
NO_REPORTS = "Отчёт по пятницам я вам и так не присылаю. Его всегда можно попросить словом «отчёт»."
SUMMARY_STAYS = " Короткая сводка по пятницам приходит как прежде."
ON_FRIDAYS = "Сам присылаю только по пятницам: так и буду присылать ({form}). В другой день — «отчёт»."
_FRIDAY = 4

OFF, ON = "summary_off", "summary_on"
NO_MORE = "Хорошо, сводку по пятницам вам больше не присылаю: её всегда покажет слово «сводка»."
NONE_BEFORE = "Сводку по пятницам я вам и так не присылаю. Её всегда покажет слово «сводка»."
AGAIN = "Хорошо, сводка по пятницам снова будет приходить сама."
ELSEWHERE = (
    "Хорошо, сюда сводки не будет. Но пишу я вам сейчас {inside}, и там она придёт: не нужна — напишите там «не "
    "присылай сводку»."
)
NOT_TO_YOU = (
    "Сводку по пятницам присылаю ответственному, заместителю и руководителю школы. Вам её всегда покажет слово "
    "«сводка», а по пятницам могу присылать отчёт."
)
AS_BEFORE = "Сводка по пятницам приходит вам сама, так и останется."
REPORT_STAYS = " Отчёт по пятницам приходит как прежде."


async def subscribe_to_report(talk: Talk, rest: str) -> None:
    """«Присылать отчёт по пятницам»: with the summary, in the form that is named, docx otherwise."""
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    actor = actor_at(talk, desk.school.id)
    form = form_in(f"{talk.word('f')} {rest}") or FORMATS[0]
    await subscribe_to(talk.session, actor, form)
    others = [button(title, "subscribe", f=one) for one, title in FORM_TITLES.items() if one != form]
    days = days_of_every_week(talk.text)
    refused = REPORT_ALONE if may_get_summary(actor) else REPORT_ONLY
    said = SUBSCRIBED if await gets_summary(talk.session, actor) else refused
    text = ON_FRIDAYS if days and _FRIDAY not in days else said
    talk.say(text.format(form=FORM_TITLES[form]), under([button("Не присылать", "unsubscribe")], others))


async def unsubscribe_from_report(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    actor = actor_at(talk, desk.school.id)
    was_sent = await subscribed_form(talk.session, actor) is not None
    await subscribe_to(talk.session, actor, None)
    stays = await gets_summary(talk.session, actor)
    rows = [button("Не присылать сводку", OFF)] if stays else []
    text = (NO_MORE_REPORTS if was_sent else NO_REPORTS) + (SUMMARY_STAYS if stays else "")
    talk.say(text, under([button("Присылать по пятницам", "subscribe")], rows))


async def off(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    actor = actor_at(talk, desk.school.id)
    was_sent = await gets_summary(talk.session, actor)
    await send_summary(talk.session, actor, wanted=False)
    has_report = await subscribed_form(talk.session, actor) is not None
    rows = [button("Присылать сводку", ON)] if may_get_summary(actor) else []
    rows += [button("Не присылать отчёт", "unsubscribe")] if has_report else []
    said, there = NO_MORE if was_sent else NONE_BEFORE, await told_instead(talk.session, actor)
    if there is not None and there.id not in await refusing_summary(talk.session, desk.school):
        said = ELSEWHERE.format(inside=WORDS[Platform(there.platform)].inside)
    talk.say(said + (REPORT_STAYS if has_report else ""), under(rows))


async def on(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    actor = actor_at(talk, desk.school.id)
    if not may_get_summary(actor):
        talk.say(NOT_TO_YOU, under([button("Присылать отчёт", "subscribe")]))
        return
    was_sent = await gets_summary(talk.session, actor)
    await send_summary(talk.session, actor, wanted=True)
    ways = [button("Не присылать сводку", OFF), button("Присылать отчёт", "subscribe")]
    talk.say(AS_BEFORE if was_sent else AGAIN, under(ways))


ROUTES = (
    Route("subscribe", Right.READER, subscribe_to_report, label="Присылать отчёт"),
    Route("unsubscribe", Right.READER, unsubscribe_from_report, label="Не присылать отчёт"),
    Route(OFF, Right.READER, off),
    Route(ON, Right.READER, on),
)
