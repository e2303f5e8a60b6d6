"""Who did not get a round of messages and why, and writing to them once more."""

from handlers.engine.attachments import send_sheet
from handlers.engine.buttons import button, good, under
from handlers.engine.job import Job
from handlers.engine.rights import Desk, actor_at, at_desk, reading_as_sender
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.reminding.round_words import not_for_words, round_words
from handlers.reminding.running_rounds import round_meant
from indicators.russian.rules import plural, shortened
from nudges.names import ShownNames
from services.rounds import steering
from services.rounds.passed_over import passed_over
from services.rounds.standing import RoundStanding
from services.rounds.standing import not_delivered as whom_it_missed
from storage.campaigns.outbox import Outcome
from storage.people.namesakes import told_apart
from storage.statistics.staff import accounts_of_person
from storage.tables import Person

_SHOWN = 15
NOT_WRITTEN = "Ещё {many} эта рассылка не отправлялась:"
WRITES_NOW = "сообщения тогда не были разрешены, теперь разрешены: можно повторить"


async def not_delivered(talk: Talk, rest: str) -> None:
    """Who did not get a round, and why."""
    desk = await at_desk(talk, Right.READER)
    missed = await round_meant(talk, desk) if desk is not None else None
    if desk is None or missed is None:
        return
    actor = actor_at(talk, desk.school.id)
    found = await whom_it_missed(talk.session, actor, missed.id)
    names = await told_apart(talk.session, desk.school.id)
    more = await _passed_over(talk, desk, missed, names)
    if not found:
        text = "\n".join([await round_words(talk, desk, missed), *more])
        talk.say(text, under([button("С кем поговорить", "unreachable")]))
        return
    lines = [f"• {names.called(one.person_id, one.full_name)} — {await _why_now(talk, one)}" for one in found[:_SHOWN]]
    if len(found) > _SHOWN:
        lines.append(f"и ещё {len(found) - _SHOWN} — в файле")
    rows = [button("Файлом", "undelivered_file", c=missed.id)]
    if desk.may_change and missed.state != "cancelled" and any(one.state in steering.FAILED for one in found):
        rows.insert(0, good("Повторить неудавшиеся", "retry", c=missed.id))
    text = "\n".join([await round_words(talk, desk, missed), "", *lines, *more])
    talk.say(text, under(rows, [button("С кем поговорить", "unreachable")]))


async def _passed_over(talk: Talk, desk: Desk, missed: RoundStanding, names: ShownNames) -> list[str]:
    """Whom it had no message for at all, and why."""
    zone = talk.services.default_zone
    found = await passed_over(talk.session, actor_at(talk, desk.school.id), missed, talk.now, default_zone=zone)
    if not found:
        return []
    lines = [
        f"• {names.called(one.person_id, one.full_name)}{f' — {one.reason}' if one.reason else ''}" for one in found
    ]
    if not any(one.reason for one in found):  # an announcement: it was for those who were chosen
        return [not_for_words(missed, len(found)), *(lines if len(lines) <= _SHOWN else [])]
    heading = NOT_WRITTEN.format(many=plural(len(found), "человеку", "людям", "людям"))
    return [heading, *shortened(lines, _SHOWN)]


STATE_WORDS = {
    "failed": "не дошло",
    "unreachable": "сообщения не разрешены",
    "skipped": "снято с отправки",
    "cancelled": "отменено",
}


def _why(one: Outcome) -> str:
    return one.reason or STATE_WORDS.get(one.state, one.state)


async def _why_now(talk: Talk, one: Outcome) -> str:
    """Whoever was closed then and has written since is no longer what the round met."""
    if one.state == "unreachable":
        person = await talk.session.get(Person, one.person_id)
        accounts = await accounts_of_person(talk.session, person) if person is not None else ()
        if any(writing == "allowed" for _, _, writing, _ in accounts):
            return WRITES_NOW
    return _why(one)


async def undelivered_file(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.READER)
    if desk is not None:
        talk.snack = "Готовлю файл"
        await talk.later("undelivered_file", school=desk.school.id, round=talk.number("c"))


async def make_undelivered_file(job: Job) -> None:
    school = job.errand.details["school"]
    async with reading_as_sender(job) as (session, actor):
        found = await whom_it_missed(session, actor, job.errand.details["round"])
        names = await told_apart(session, school)
    rows = [
        (
            names.called(one.person_id, one.full_name),
            STATE_WORDS.get(one.state, one.state),
            one.reason,
            one.error_code,
        )
        for one in found
    ]
    await send_sheet(job, "Кто не получил", ("ФИО", "Что случилось", "Почему", "Код"), rows)


async def retry(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    meant = await round_meant(talk, desk)
    if meant is None:
        return
    failed = await steering.retriable(talk.session, actor_at(talk, desk.school.id), meant.id)
    count = plural(failed, "человеку", "людям", "людям")
    question = f"Попробовать написать ещё раз {count}? Тем, кто не разрешил сообщения, — если они уже разрешили."
    yes = good("Да, повторить", "retry_yes", c=meant.id)
    talk.say(question, under([yes, button("Нет", "cancel")]))


async def retry_yes(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    opened = await steering.retry(talk.session, actor_at(talk, desk.school.id), talk.number("c"), talk.now)
    if not opened:
        talk.say("Пока повторять некому: никто из них ещё не разрешил сообщения.")
        return
    again = plural(opened, "сообщение", "сообщения", "сообщений")
    talk.say(f"Пробую ещё раз: {again}.", under([button("Как идёт рассылка", "progress")]))
    talk.delivers = True


ROUTES = (
    Route("undelivered", Right.READER, not_delivered, Does.SHOWS, label="Кому не дошло"),
    Route("undelivered_file", Right.READER, undelivered_file),
    Route("retry", Right.CHANGER, retry, Does.ASKS, label="Повторить недоставленные"),
    Route("retry_yes", Right.CHANGER, retry_yes),
)
ERRANDS = {"undelivered_file": make_undelivered_file}
