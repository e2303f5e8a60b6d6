"""How a round stands, in words, by what it is: reminders, the second look, an announcement, invitations."""

from collections.abc import Sequence

from handlers.engine.rights import Desk, actor_at
from handlers.engine.talk import Talk
from indicators.russian.calendar_words import MONTHS
from indicators.russian.rules import plural
from nudges.letters.announcement import ANNOUNCE
from nudges.letters.moving import MOVE
from nudges.periods import day_words, week_words
from nudges.plan import QUOTA
from services.rounds.held_up import how_held
from services.rounds.standing import RoundStanding, rounds
from storage.schools.calendar import school_calendar

_STATES = {
    "running": "идёт",
    "paused": "на паузе",
    "cancelled": "отменена",
    "finished": "завершена",
}
_SHORT = {ANNOUNCE: "объявление", MOVE: "приглашения в MAX", QUOTA: "второй взгляд"}
_NOT_FOR = {
    ANNOUNCE: "Ещё {many} объявление не отправлялось: не для них, писать некуда или их не тревожим.",
    MOVE: "Ещё {many} приглашение не отправлялось: они уже в MAX, писать некуда или их не тревожим.",
}
_NOT_WRITTEN = "Ещё {many} эта рассылка не отправлялась: писать им было нельзя, некуда или не о чем."
_ABOUT = {
    ANNOUNCE: "Рассылка объявления",
    MOVE: "Рассылка приглашений в MAX",
    QUOTA: "Рассылка «второй взгляд» по данным за {week}",
}


def counts_words(one: RoundStanding) -> str:
    """«отправлено 30 из 42, осталось 10, не дошло 2, снято с отправки 1 (освобождение — 1)»."""
    counts = one.counts
    parts = [f"отправлено {counts.sent} из {counts.total}"]
    if counts.open:
        parts.append(f"осталось {counts.open}")
    failed = counts.failed + counts.unreachable
    if failed:
        parts.append(f"не дошло {failed}")
    if counts.skipped:
        why = "; ".join(f"{reason.partition(':')[0]} — {many}" for reason, many in one.why_skipped.items() if reason)
        parts.append(f"снято с отправки {counts.skipped}" + (f" ({why})" if why else ""))
    if counts.cancelled:
        parts.append(f"отменено {counts.cancelled}")
    return ", ".join(parts)


async def round_words(talk: Talk, desk: Desk, one: RoundStanding) -> str:
    about = _ABOUT.get(one.kind.partition("-")[0], "Рассылка по данным за {week}").format(week=week_words(one.week))
    why = f" ({one.pause_reason})" if one.pause_reason else ""
    counts, state = counts_words(one), _STATES.get(one.state, one.state)
    if one.state == "running" and one.next_at is not None and one.next_at > talk.now:
        at, instead = one.next_at.astimezone(talk.services.zone_of(desk.school)), ""
        calendar = await school_calendar(talk.session, desk.school, talk.services.default_zone)
        held = await how_held(talk.session, calendar, one, talk.now)
        if held is not None:
            instead = f" ({day_words(held.planned.date())} не пишу: {held.why})"
        if held is not None and held.opens is None:
            return f"{about} не уйдёт{instead}, а позже будет уже не ко времени: {counts}."
        at = held.opens if held is not None and held.opens is not None else at
        when = f"{day_words(at.date())} в {at:%H:%M}{instead}"
        if one.counts.open == one.counts.total:
            state = f"начнётся {when}"
        else:
            counts += f"; следующее уйдёт {when}"
    return f"{about} {state}{why}: {counts}."


def one_of(several: Sequence[RoundStanding], one: RoundStanding) -> str:
    """On a button: what it is, and where others are called so too, how many messages wait."""
    mine, names = _label(one), [_label(other) for other in several]
    return mine if names.count(mine) == 1 else f"{mine}, ждут {one.counts.open}"


def _label(one: RoundStanding) -> str:
    """An announcement and the reminders of a week are not called alike."""
    return _SHORT.get(one.kind.partition("-")[0], "{week}").format(week=week_words(one.week))


def not_for_words(one: RoundStanding, others: int) -> str:
    """Of those whom it has no message for, why."""
    said = _NOT_FOR.get(one.kind.partition("-")[0], _NOT_WRITTEN)
    return said.format(many=plural(others, "человеку", "людям", "людям"))


async def sent_in(talk: Talk, desk: Desk, year: int, month: int) -> str:
    """What the rounds that were begun in a month have sent."""
    zone, actor = talk.services.zone_of(desk.school), actor_at(talk, desk.school.id)
    everything = [(one, one.made_at.astimezone(zone)) for one in await rounds(talk.session, actor)]
    found = [one for one, made in everything if (made.year, made.month) == (year, month)]
    of_month = f"в {MONTHS[month - 1][:-1]}е {year} года"
    if not found:
        return f"Рассылок, начатых {of_month}, нет."
    sent = plural(sum(one.counts.sent for one in found), "сообщение", "сообщения", "сообщений")
    return f"Рассылки, начатые {of_month}: {len(found)}. По ним отправлено: {sent}."
