"""A round of messages under way: how it goes, pausing, going on, cancelling, who did not get it."""

from collections.abc import Sequence

from sqlalchemy import select

from handlers.engine.attachments import send_sheet
from handlers.engine.buttons import bad, button, good, under
from handlers.engine.job import Job
from handlers.engine.rights import at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from indicators.russian.rules import plural
from indicators.weeks import Week
from nudges.periods import week_words
from storage.campaigns.outbox.campaigns import cancel_campaign, pause_campaign, resume_campaign, retry_failed
from storage.campaigns.outbox.counting import Counts, Undelivered, count_rows, undelivered
from storage.database.connection import Session
from storage.tables import Campaign, School

_SHOWN = 15
NONE_RUNNING = "Сейчас ничего не рассылается."
STATES = {
    "running": "идёт",
    "paused": "на паузе",
    "cancelled": "отменена",
    "finished": "завершена",
}


async def open_campaigns(session: Session, school_id: int) -> Sequence[Campaign]:
    unfinished = select(Campaign).where(Campaign.school_id == school_id, Campaign.state.in_(("running", "paused")))
    return (await session.scalars(unfinished.order_by(Campaign.id.desc()))).all()


async def last_campaign(session: Session, school_id: int) -> Campaign | None:
    newest = select(Campaign).where(Campaign.school_id == school_id).order_by(Campaign.id.desc()).limit(1)
    return (await session.scalars(newest)).one_or_none()


def counts_words(counts: Counts) -> str:
    """«отправлено 30 из 42, осталось 10, не дошло 2»."""
    parts = [f"отправлено {counts.sent} из {counts.total}"]
    if counts.open:
        parts.append(f"осталось {counts.open}")
    failed = counts.failed + counts.unreachable
    if failed:
        parts.append(f"не дошло {failed}")
    if counts.skipped:
        parts.append(f"уже не понадобилось {counts.skipped}")
    if counts.cancelled:
        parts.append(f"отменено {counts.cancelled}")
    return ", ".join(parts)


def campaign_words(campaign: Campaign, counts: Counts) -> str:
    about = f"Рассылка по данным за {week_words(Week.parse(campaign.week))}"
    why = f" ({campaign.pause_reason})" if campaign.state == "paused" and campaign.pause_reason else ""
    return f"{about} {STATES.get(campaign.state, campaign.state)}{why}: {counts_words(counts)}."


async def progress(talk: Talk, rest: str) -> None:
    """How the newest round goes."""
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    campaign = await last_campaign(talk.session, desk.school.id)
    if campaign is None:
        talk.say("Рассылок ещё не было.")
        return
    counts = await count_rows(talk.session, [campaign.id])
    rows = [[button("Обновить", "progress"), button("Кто не получил", "undelivered")]]
    if desk.may_change and campaign.state == "running":
        rows.append([button("Пауза", "pause"), bad("Отменить", "stop_yes", c=campaign.id)])
    elif desk.may_change and campaign.state == "paused":
        rows.append([good("Продолжить", "resume_yes"), bad("Отменить", "stop_yes", c=campaign.id)])
    talk.say(campaign_words(campaign, counts), under(*rows))


async def stop(talk: Talk, rest: str) -> None:
    """«Отменить»: asks which, for there is no way back."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    campaigns = await open_campaigns(talk.session, desk.school.id)
    if not campaigns:
        talk.say(NONE_RUNNING)
        return
    lines = [campaign_words(one, await count_rows(talk.session, [one.id])) for one in campaigns[:5]]
    rows = [[bad(f"Отменить: {week_words(Week.parse(one.week))}", "stop_yes", c=one.id)] for one in campaigns[:5]]
    talk.say("\n".join([*lines, "", "Отменить? Уже отправленное останется у людей."]), under(*rows))


async def stop_yes(talk: Talk, rest: str) -> None:
    campaign = await talk.session.get(Campaign, talk.number("c"))
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    if campaign is None or campaign.school_id != desk.school.id:
        talk.say(NONE_RUNNING)
        return
    done = await cancel_campaign(talk.session, campaign.id, talk.now)
    await talk.session.refresh(campaign)
    counts = await count_rows(talk.session, [campaign.id])
    if done:
        talk.log("campaign_cancelled", desk.school.id, campaign=campaign.id)
        talk.say(f"Отменил. {counts_words(counts).capitalize()}.")
    else:
        talk.say(f"Отменять уже нечего. {campaign_words(campaign, counts)}")


async def pause(talk: Talk, rest: str) -> None:
    """Everything of the school stands still: what is under way, and what the clock would begin."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    stopped = [
        one
        for one in await open_campaigns(talk.session, desk.school.id)
        if await pause_campaign(talk.session, one.id, "по просьбе ответственного")
    ]
    already = desk.school.paused
    desk.school.paused = True
    if already and not stopped:
        talk.say("Напоминания уже на паузе.", under([good("Продолжить", "resume")]))
        return
    talk.log("paused", desk.school.id, campaigns=[one.id for one in stopped])
    talk.say("Поставил напоминания школы на паузу. Ничего не потеряется.", under([good("Продолжить", "resume")]))


async def resume(talk: Talk, rest: str) -> None:
    """Going on means writing to people, so it is asked first."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    waiting = [one for one in await open_campaigns(talk.session, desk.school.id) if one.state == "paused"]
    if not waiting and not desk.school.paused:
        talk.say("Напоминания и так включены.")
        return
    counts = await count_rows(talk.session, [one.id for one in waiting])
    left = plural(counts.open, "сообщение ждёт", "сообщения ждут", "сообщений ждут")
    about = f"{left} отправки. " if counts.open else ""
    talk.say(f"{about}Снять с паузы?", under([good("Да, продолжить", "resume_yes"), button("Нет", "cancel")]))


async def resume_yes(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    waiting = await open_campaigns(talk.session, desk.school.id)
    resumed = [one for one in waiting if await resume_campaign(talk.session, one.id)]
    if not resumed and not desk.school.paused:
        talk.say("Напоминания и так включены.")
        return
    desk.school.paused = False
    talk.log("resumed", desk.school.id, campaigns=[one.id for one in resumed])
    talk.say("Продолжаю.", under([button("Как идёт рассылка", "progress")]))
    talk.delivers = True


async def not_delivered(talk: Talk, rest: str) -> None:
    """Who did not get the newest round, and why."""
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    campaign = await last_campaign(talk.session, desk.school.id)
    if campaign is None:
        talk.say("Рассылок ещё не было.")
        return
    found = await undelivered(talk.session, campaign.id)
    counts = await count_rows(talk.session, [campaign.id])
    if not found:
        talk.say(campaign_words(campaign, counts))
        return
    lines = [f"• {one.full_name} — {_why(one)}" for one in found[:_SHOWN]]
    if len(found) > _SHOWN:
        lines.append(f"и ещё {len(found) - _SHOWN} — в файле")
    rows = [button("Файлом", "undelivered_file", c=campaign.id)]
    if desk.may_change and campaign.state != "cancelled" and any(one.state in _FAILED for one in found):
        rows.insert(0, good("Повторить неудавшиеся", "retry"))
    talk.say(
        "\n".join([campaign_words(campaign, counts), "", *lines]),
        under(rows, [button("С кем поговорить", "unreachable")]),
    )


_FAILED = ("failed", "unreachable")
_STATE_WORDS = {
    "failed": "не дошло",
    "unreachable": "сообщения не разрешены",
    "skipped": "не понадобилось",
    "cancelled": "отменено",
}


def _why(one: Undelivered) -> str:
    return one.reason or _STATE_WORDS.get(one.state, one.state)


async def undelivered_file(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.READER)
    if desk is not None:
        talk.snack = "Готовлю файл"
        await talk.later("undelivered_file", school=desk.school.id)


async def make_undelivered_file(job: Job) -> None:
    async with job.services.database.reading() as session:
        school = await session.get_one(School, job.errand.details["school"])
        campaign = await last_campaign(session, school.id)
        found = await undelivered(session, campaign.id) if campaign is not None else []
    rows = [(one.full_name, _STATE_WORDS.get(one.state, one.state), one.reason, one.error_code) for one in found]
    await send_sheet(job, "Кто не получил", ("ФИО", "Что случилось", "Почему", "Код"), rows)


async def retry(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    campaign = await last_campaign(talk.session, desk.school.id)
    found = await undelivered(talk.session, campaign.id) if campaign is not None else []
    failed = [one for one in found if one.state in _FAILED]
    if campaign is None or not failed or campaign.state == "cancelled":
        talk.say("Повторять нечего: неудавшихся сообщений нет.")
        return
    count = plural(len(failed), "человеку", "людям", "людям")
    question = f"Попробовать написать ещё раз {count}? Тем, кто не разрешил сообщения, — если они уже разрешили."
    talk.say(question, under([good("Да, повторить", "retry_yes", c=campaign.id), button("Нет", "cancel")]))


async def retry_yes(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    campaign = await talk.session.get(Campaign, talk.number("c"))
    if campaign is None or campaign.school_id != desk.school.id:
        talk.say("Повторять нечего: неудавшихся сообщений нет.")
        return
    opened = await retry_failed(talk.session, campaign.id)
    if not opened:
        talk.say("Пока повторять некому: никто из них ещё не разрешил сообщения.")
        return
    talk.log("retried", desk.school.id, campaign=campaign.id, rows=opened)
    talk.say(
        f"Пробую ещё раз: {plural(opened, 'сообщение', 'сообщения', 'сообщений')}.",
        under([button("Как идёт рассылка", "progress")]),
    )
    talk.delivers = True


ROUTES = (
    Route("progress", Right.READER, progress, Does.SHOWS),
    Route("stop", Right.CHANGER, stop, Does.ASKS),
    Route("stop_yes", Right.CHANGER, stop_yes),
    Route("pause", Right.CHANGER, pause),
    Route("resume", Right.CHANGER, resume, Does.ASKS),
    Route("resume_yes", Right.CHANGER, resume_yes),
    Route("undelivered", Right.READER, not_delivered, Does.SHOWS),
    Route("undelivered_file", Right.READER, undelivered_file),
    Route("retry", Right.CHANGER, retry, Does.ASKS),
    Route("retry_yes", Right.CHANGER, retry_yes),
)
ERRANDS = {"undelivered_file": make_undelivered_file}
