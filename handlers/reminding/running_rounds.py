"""A round of messages under way: how it goes, pausing, going on, cancelling, who did not get it."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.engine.buttons import bad, button, good, under
from handlers.engine.rights import Desk, actor_at, at_desk, may
from handlers.engine.routes import Does, Right, Route, typed
from handlers.engine.talk import Talk
from handlers.overview.undoing import STAYS_SENT
from handlers.reminding.announcement_shown import ANNOUNCE, ANNOUNCED, as_it_is
from handlers.reminding.automatic import when_next
from handlers.reminding.changed_by_others import tell_of_cancelling
from handlers.reminding.round_words import counts_words, round_words, sent_in
from handlers.reminding.waiting_rounds import (
    MOST_SHOWN,
    being_changed,
    each_of,
    just_gone,
    named_among,
    said_last,
    say_being_changed,
)
from handlers.understanding.said.lists import asks_of_today, month_counted
from indicators.russian.rules import capital, plural, shortened
from nudges.clock.coming import moment_words
from nudges.letters.announcement import is_announcement
from nudges.officer import pause_text
from nudges.periods import day_words, on_days, span_words
from services.rounds import steering
from services.rounds.changing_announced import waiting_announcement
from services.rounds.standing import (
    RoundStanding,
    arrived_since,
    newest_announcement,
    newest_round,
    outcomes_by_person,
    round_at,
    rounds_under_way,
)
from services.rounds.steering import NO_SUCH_ROUND, Waiting
from services.rounds.timetable import left_of_begun
from storage.people.namesakes import told_apart
from storage.schools.calendar import school_calendar

MOST = 30
NOT_THIS_WEEK = "На этой неделе ещё никому не писал."
_FRESH = timedelta(hours=12)
_LATELY = timedelta(days=30)
NOTHING_TODAY = "Сегодня ничего не уходило, последние сообщения ушли {day}."
NONE_YET = "Рассылок ещё не было."
NEVER_ANNOUNCED = "Объявлений ещё не было. Новое — словами: «передай всем, что …»."
ONLY_SHOWN = "Объявление пока никому не отправлено: ждёт, когда вы нажмёте «Отправить» или напишете «отправь»."
STILL_WAITS = "А это ещё не ушло:"
SAY_ANEW = "Поправку можно передать новым объявлением: «передай всем, что …»."
NO_MORE = "Хорошо, больше ничего не отправляю. Но уже назначенное уйдёт, если не отменить:"
NOT_ANNOUNCED = "Хорошо, объявление не отправляю."
GONE = "Этой рассылки больше нет."
GOING_ANYWAY = "Напоминания и так включены."
PAUSED = "Поставил рассылки школы на паузу: никому не пишу. «Продолжить» отправит то, что ещё будет ко времени."
_GO_ON = (
    "сообщение начатой рассылки уйдёт",
    "сообщения начатой рассылки начнут уходить",
    "сообщений начатой рассылки начнут уходить",
)
NOT_BY_ITSELF = "На паузе ничего нет, но сам я пока никому не пишу: автоматические напоминания выключены."


async def round_meant(talk: Talk, desk: Desk) -> RoundStanding | None:
    """That of a button (`c`), otherwise the newest; None when it was said that there is none."""
    actor, number = actor_at(talk, desk.school.id), talk.number("c")
    if not number and talk.word("of") == ANNOUNCE:  # «что с объявлением», whatever went after it
        newest = await newest_announcement(talk.session, actor)
        if (waits := await being_changed(talk, desk)) is not None:
            say_being_changed(talk, desk, waits)
            return None
        if newest is None or talk.question(ANNOUNCE) is not None:
            talk.say(NEVER_ANNOUNCED if talk.question(ANNOUNCE) is None else ONLY_SHOWN)
            return None
        return newest
    found = await (round_at(talk.session, actor, number) if number else newest_round(talk.session, actor))
    if found is None:
        talk.say(GONE if number else NONE_YET)
    return found


async def progress(talk: Talk, rest: str) -> None:
    """How the newest round goes; `by_name`: and whom it reached, with the others of this week."""
    desk = await at_desk(talk, Right.READER)
    if desk is not None and talk.word("of") == ANNOUNCE and await _several_wait(talk, desk):
        return
    if desk is not None and (month := month_counted(talk.text, talk.today(desk.school))) and not talk.number("c"):
        talk.say(await sent_in(talk, desk, *month), under([button("Последняя рассылка", "progress")]))
        return
    newest = await round_meant(talk, desk) if desk is not None else None
    if desk is None or newest is None:
        return
    rows = [[button("Обновить", "progress"), button("Кто не получил", "undelivered")]]
    rows.append([button("Кто получил", "got_round"), button("Кто ответил", "answered")])
    if desk.may_change and newest.state == "running":
        rows.append([button("Пауза", "pause"), bad("Отменить", "stop_yes", c=newest.id)])
    elif desk.may_change and newest.state == "paused":
        rows.append([good("Продолжить", "resume_yes"), bad("Отменить", "stop_yes", c=newest.id)])
    elif desk.may_change and desk.school.paused:
        rows.append([good("Продолжить", "resume")])
    lines = [*await _nothing_today(talk, desk), await round_words(talk, desk, newest)]
    if talk.word("by_name"):  # «кто получил», «кому писал на этой неделе»
        lines += await _by_name(talk, desk, newest)
    about = f"{ANNOUNCED}{newest.id}" if is_announcement(newest.kind) else ""
    paused = pause_text(desk.school.paused, may_change=desk.may_change)
    talk.say("\n".join(lines) + paused, under(*rows), about=about)


async def _nothing_today(talk: Talk, desk: Desk) -> list[str]:
    """«Рассылка сегодня ушла?», and it was another day: which, and that today there was none."""
    if not asks_of_today(talk.text):
        return []
    zone = talk.services.zone_of(desk.school)
    lately = await arrived_since(talk.session, actor_at(talk, desk.school.id), talk.now - _LATELY)
    days = [got.finished_at.astimezone(zone).date() for _, arrived in lately for got in arrived if got.finished_at]
    if not days or max(days) == talk.today(desk.school):
        return []
    return [NOTHING_TODAY.format(day=day_words(max(days)))]


async def _several_wait(talk: Talk, desk: Desk) -> bool:
    """«Что с объявлениями» of several that wait: each of them, by its words."""
    if talk.question(ANNOUNCE) is not None or talk.word("by_name"):
        return False
    under_way = await rounds_under_way(talk.session, actor_at(talk, desk.school.id))
    found = await named_among(talk, desk, [one for one in under_way if is_announcement(one.kind)])
    if len(found) < 2:
        return False
    lines, rows = await each_of(talk, desk, found[:MOST_SHOWN])
    more = [f"И ещё {len(found) - MOST_SHOWN}."] if len(found) > MOST_SHOWN else []
    paused = pause_text(desk.school.paused, may_change=desk.may_change)
    talk.say("\n".join([*lines, *more]) + paused, under(*rows) if desk.may_change else None)
    return True


async def _by_name(talk: Talk, desk: Desk, newest: RoundStanding) -> list[str]:
    calendar = await school_calendar(talk.session, desk.school, talk.services.default_zone)
    monday = calendar.at(calendar.week_of(talk.now).monday, time())
    of_week = [one for one, _ in await arrived_since(talk.session, actor_at(talk, desk.school.id), monday)]
    lines = await got_lines(talk, desk, newest)
    for one in of_week:
        if one.id != newest.id:
            lines += ["", await round_words(talk, desk, one), *await got_lines(talk, desk, one)]
    return lines if of_week else [*lines, NOT_THIS_WEEK]


async def got_lines(talk: Talk, desk: Desk, one: RoundStanding) -> list[str]:
    """By name, whom a round reached and when."""
    zone, names = talk.services.zone_of(desk.school), await told_apart(talk.session, desk.school.id)
    lines = [
        f"• {names.called(got.person_id, got.full_name)}"
        f"{f', {moment(got.finished_at, zone)}' if got.finished_at is not None else ''}"
        for got in await outcomes_by_person(talk.session, actor_at(talk, desk.school.id), one.id)
        if got.state == "sent"
    ]
    return ["Получили:", *(shortened(lines, MOST) or ["пока никто."])]


def moment(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%d.%m %H:%M}"


async def stop(talk: Talk, rest: str) -> None:
    """«Отменить»: asks which, for there is no way back."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    if talk.word("of") == ANNOUNCE:
        await _stop_announcement(talk, desk)
        return
    found = await rounds_under_way(talk.session, actor_at(talk, desk.school.id))
    if not found:
        newest = await newest_round(talk.session, actor_at(talk, desk.school.id))
        is_fresh = newest is not None and talk.now - newest.made_at < _FRESH
        sent = f"{await round_words(talk, desk, newest)} {STAYS_SENT} " if newest is not None and is_fresh else ""
        text = f"{NO_SUCH_ROUND} {sent}{await when_next(talk, desk.school)}"
        talk.say(text, under([button("Пауза", "pause")]) if not desk.school.paused else None)
        return
    await _ask_to_stop(talk, desk, found)


async def _stop_announcement(talk: Talk, desk: Desk) -> None:
    """«Отмени объявление»: the one that is shown goes no further, and reminders are not offered in its place."""
    waits = await being_changed(talk, desk)
    if talk.question(ANNOUNCE) is not None:
        await talk.end()
        if waits is None:
            talk.say(NOT_ANNOUNCED)
            return
    actor = actor_at(talk, desk.school.id)
    waiting = [one for one in await rounds_under_way(talk.session, actor) if is_announcement(one.kind)]
    if waits is not None:
        waiting = [one for one in waiting if one.id == waits.round_id]
    waiting = await named_among(talk, desk, waiting)
    newest = await newest_announcement(talk.session, actor)
    if waiting:
        await _ask_to_stop(talk, desk, waiting)
    elif newest is None:
        talk.say(NEVER_ANNOUNCED)
    else:
        stays = f" {STAYS_SENT}" if newest.counts.sent else ""
        talk.say(f"{await round_words(talk, desk, newest)}{stays}")


async def _ask_to_stop(talk: Talk, desk: Desk, rounds: Sequence[RoundStanding], first: str = "") -> None:
    shown = rounds[:MOST_SHOWN]
    lines, rows = await each_of(talk, desk, shown)
    about = f"{ANNOUNCED}{shown[0].id}" if len(shown) == 1 and is_announcement(shown[0].kind) else ""
    text = "\n".join([*filter(None, [first]), *lines, "", "Отменить? Уже отправленное останется у людей."])
    talk.say(text, under(*rows, [button("Нет", "cancel")]), about=about)


async def stop_said_last(talk: Talk) -> bool:
    """«Отмена» behind the answer that it will be announced is of that one; False where it is of another deed."""
    if not (await talk.said_before_about()).startswith(ANNOUNCED) or not may(talk, Right.CHANGER):
        return False
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None or await stop_one(talk, await said_last(talk)):
        return True
    found = await rounds_under_way(talk.session, actor_at(talk, desk.school.id))
    gone = await just_gone(talk, desk, {one.id for one in found})
    if gone:
        talk.say(f"{gone} {SAY_ANEW}")
    return bool(gone)


async def stop_one(talk: Talk, number: int) -> bool:
    """Asked about this one alone; False where nothing of it is on its way."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return False
    found = await rounds_under_way(talk.session, actor_at(talk, desk.school.id))
    meant = [one for one in found if one.id == number]
    if meant:
        await _ask_to_stop(talk, desk, meant)
    return bool(meant)


async def waits_all_the_same(talk: Talk) -> bool:
    """«Не буду» where something has just gone, or is on its way: both are named, what waits with the button that
    cancels it; False where there is neither."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return True
    found = await rounds_under_way(talk.session, actor_at(talk, desk.school.id))
    gone = await just_gone(talk, desk, {one.id for one in found})
    if found:
        await _ask_to_stop(talk, desk, found, f"{gone} {STILL_WAITS}" if gone else NO_MORE)
    elif gone:
        talk.say(f"{gone} {SAY_ANEW}")
    return bool(found or gone)


async def stop_yes(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    actor, number = actor_at(talk, desk.school.id), talk.number("c")
    waited = await waiting_announcement(talk.session, actor, number)
    was = as_it_is(talk, desk, waited) if waited is not None else ""
    done = await steering.cancel(talk.session, actor, number, talk.now)
    if done.done:
        talk.say(f"Отменил. {capital(counts_words(done.round))}.")
        if waited is not None:
            await tell_of_cancelling(talk, desk, waited, was, done)
    else:
        talk.say(f"Отменять уже нечего. {await round_words(talk, desk, done.round)}")


async def pause(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    fresh = await steering.pause(talk.session, actor_at(talk, desk.school.id), talk.now)
    said = PAUSED if fresh else "Напоминания уже на паузе."
    talk.say(said, under([good("Продолжить", "resume", **({"back": 1} if fresh else {}))]))


async def resume(talk: Talk, rest: str) -> None:
    """Going on means writing to people, so it is asked first."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    waiting = await steering.waiting(talk.session, actor_at(talk, desk.school.id), talk.today(desk.school))
    if not waiting.paused:
        _say_nothing_is_paused(talk, waiting, next_words=await when_next(talk, desk.school))
        return
    left = plural(waiting.messages, "сообщение ждёт", "сообщения ждут", "сообщений ждут")
    about = f"{left} отправки. " if waiting.messages else ""
    talk.say(f"{about}Снять с паузы?", under([good("Да, продолжить", "resume_yes"), button("Нет", "cancel")]))


async def resume_yes(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    actor, today = actor_at(talk, desk.school.id), talk.today(desk.school)
    going_on = await steering.resume(talk.session, actor, today, talk.now)
    waiting = await steering.waiting(talk.session, actor, today)
    if not going_on or waiting.rest is not None or not waiting.automatic:
        first, next_words = "Снял с паузы. " if going_on else "", await when_next(talk, desk.school)
        _say_nothing_is_paused(talk, waiting, first, next_words=next_words)
    else:
        said = f"Продолжаю. {await _left_words(talk, desk)}{await when_next(talk, desk.school)}"
        talk.say(said, under([button("Как идёт рассылка", "progress")]))
    talk.delivers = going_on


async def _left_words(talk: Talk, desk: Desk) -> str:
    """What has begun goes on, and when; a round may wait for its hour while another one goes."""
    left = await left_of_begun(
        talk.session, actor_at(talk, desk.school.id), talk.now, default_zone=talk.services.default_zone
    )
    here = talk.now.astimezone(talk.services.zone_of(desk.school))
    return "".join(f"{plural(many, *_GO_ON)} {moment_words(at, here)}. " for at, many in left)


def _say_nothing_is_paused(talk: Talk, waiting: Waiting, first: str = "", *, next_words: str) -> None:
    """What else holds the reminders back is said; «включены» only where they really go."""
    if waiting.rest is not None:
        days = span_words(waiting.rest.starts_on, waiting.rest.ends_on)
        on = on_days(waiting.rest.starts_on, waiting.rest.ends_on)
        text = f"{first}Сейчас {waiting.rest.title} ({days}): {on} никому не пишу. {next_words}"
        talk.say(text, under([button("Каникулы и паузы", "breaks")]))
    elif not waiting.automatic:
        talk.say(f"{first}{NOT_BY_ITSELF}", under([good("Включить напоминания", "automatic_on")]))
    else:
        talk.say(f"{GOING_ANYWAY} {next_words}")


ROUTES = (
    Route("progress", Right.READER, progress, Does.SHOWS, label="Как идёт рассылка"),
    Route("stop", Right.CHANGER, stop, Does.ASKS),
    Route("stop_yes", Right.CHANGER, stop_yes, also_typed=typed("отмени · отмените · отменяй · отменяйте · отменить")),
    Route("pause", Right.CHANGER, pause, label="Пауза"),
    Route("pause_yes", Right.CHANGER, pause, bare_yes=True),
    Route("resume", Right.CHANGER, resume, Does.ASKS, label="Продолжить"),
    Route("resume_yes", Right.CHANGER, resume_yes),
)
