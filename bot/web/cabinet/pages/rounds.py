"""«Рассылки»: a preview, the start, how it goes, what came of it."""

from collections.abc import Mapping
from urllib.parse import urlencode

from aiohttp import web

from bot.web.cabinet.visit import Errors, NotHere, Visit
from bot.web.cabinet.words import ANSWERED, MISSED, ROUND_GROUPS, SILENT
from handlers.reminding.announcement_shown import stands
from handlers.reminding.changed_by_others import author_to_tell, cancelled_words
from handlers.reminding.lately_words import lately_words
from handlers.reminding.received import said_words
from indicators.errors import BadWeek, NotAllowed, NotPossible
from indicators.russian.rules import listed
from indicators.weeks import Week
from nudges.delivery.states import State
from nudges.gaps import GAP, GAPS
from nudges.letters.moving import is_reminder
from nudges.messenger import Keyboard
from nudges.norms import Norms
from nudges.own_time import LATER
from nudges.plan import MANUAL
from services.lists import ALL
from services.rounds.changing_announced import Waiting, waiting_announcement
from services.rounds.received import answers_to
from services.rounds.standing import RoundStanding, not_written_to, outcomes_by_person, round_at, rounds
from services.rounds.starting import Chosen, preview, start
from services.rounds.steering import FAILED, Cancelled, cancel, pause, resume, retry, waiting
from services.staff.counts import StaffCounts, staff_counts
from storage.campaigns.outbox import NOT_DELIVERED, Outcome
from storage.database.connection import Session
from storage.people.namesakes import told_apart
from storage.people.telling import tell_account
from storage.statistics.facts import newest_people_week
from storage.tables import Account

_ROUNDS, _PEOPLE, _SAMPLES = 50, 100, 20
NO_LIST = "Пофамильного списка пока нет: загрузите файл, где строка на каждого сотрудника."
OLD = "Этот предпросмотр уже не действует: посмотрите ещё раз."
NOTHING_TO_RETRY = "Повторять нечего: неудавшихся сообщений нет."


async def show(visit: Visit, errors: Errors | None = None) -> web.StreamResponse:
    session, actor = visit.session, visit.actor
    may_steer = visit.may("steer_rounds")
    staff = StaffCounts()
    if may_steer:
        week = await newest_people_week(session, visit.school.id)
        staff = await staff_counts(session, visit.school, week, visit.today)
    return visit.page(
        "rounds.html",
        status=400 if errors else 200,
        errors=errors,
        rounds=await rounds(session, actor, limit=_ROUNDS),
        waits=await waiting(session, actor, visit.today) if may_steer else None,
        choices=[(ALL, f"всем, у кого что-то осталось ({staff.lacking})"), *_by_gap(staff, visit.norms)],
        everybody=staff.lacking,
    )


def _by_gap(staff: StaffCounts, norms: Norms) -> list[tuple[str, str]]:
    counts = [(kind, staff.to_remind.get(kind.code)) for kind in GAPS]
    return [(kind.code, f"{kind.titled(norms)} ({count})") for kind, count in counts if count]


def _chosen(visit: Visit) -> Chosen:
    """Whom it is for, by the address or by the form."""
    source = visit.form if visit.form else visit.request.query
    people = frozenset(int(one) for one in source.getall("p", []) if one.isascii() and one.isdigit() and len(one) < 16)
    gap = source.get("gap", ALL)
    below = "3" if source.get("below") == "3" else ""
    return Chosen(gap if gap in GAP else ALL, below, people=people)


async def new(visit: Visit, errors: Errors | None = None) -> web.StreamResponse:
    chosen = _chosen(visit)
    begin = visit.number("from")
    letters = slice(begin, begin + _SAMPLES)
    session, actor, zone = visit.session, visit.actor, visit.zone
    shown = await preview(session, actor, chosen, visit.now, default_zone=zone, letters=letters)
    if shown is None:
        return await show(visit, {"": NO_LIST})
    skipped = shown.plan.passed_over
    if begin and begin >= len(shown.plan.recipients):
        return visit.go(f"/rounds/new?{_asked(chosen)}")
    return visit.page(
        "round_new.html",
        status=400 if errors else 200,
        errors=errors,
        chosen=chosen,
        shown=shown,
        reasons=[(reason.sentence, count) for reason, count in shown.plan.reasons.most_common()],
        names=await told_apart(session, visit.school.id),
        skipped=skipped[: _PEOPLE * 3],
        more_skipped=len(skipped[_PEOPLE * 3 :]),
        samples=shown.plan.recipients[letters],
        before=begin,
        more=f"/rounds/new?{_asked(chosen)}&from={begin + _SAMPLES}",
        at_once=shown.opens is not None and shown.opens <= visit.now,
        warnings=[*shown.plan.warnings, *lately_words(shown, alone=False)],
        later=LATER.format(names=listed(shown.later)) if shown.later else "",
    )


def _asked(chosen: Chosen) -> str:
    return urlencode([("gap", chosen.gap), ("below", chosen.below), *(("p", one) for one in sorted(chosen.people))])


async def begin(visit: Visit) -> web.StreamResponse:
    """The round that was shown; planned anew. Sent twice it begins one."""
    chosen, kind = _chosen(visit), visit.word("kind")
    try:
        week = Week.parse(visit.word("week"))
    except BadWeek:
        return await new(visit, {"": OLD})
    number = kind.removeprefix(f"{MANUAL}-")
    if not (kind.startswith(f"{MANUAL}-") and number.isascii() and number.isdigit() and len(number) < 6):
        return await new(visit, {"": OLD})
    database = visit.cabinet.database
    done = await start(database, visit.actor, chosen, week, kind, visit.now, default_zone=visit.zone)
    if done.people is None:
        return visit.go("/rounds", "nobody")
    visit.cabinet.deliver()
    newest = await rounds(visit.session, visit.actor, limit=1)
    return visit.go(f"/rounds/{newest[0].id}", "started", n=done.people)


async def hold(visit: Visit) -> web.StreamResponse:
    async with visit.writing() as session:
        await pause(session, visit.actor, visit.now)
    return visit.go(_back(visit), "paused")


async def go_on(visit: Visit) -> web.StreamResponse:
    async with visit.writing() as session:
        await resume(session, visit.actor, visit.today, visit.now)
    visit.cabinet.deliver()
    return visit.go(_back(visit), "resumed")


def _back(visit: Visit) -> str:
    """The round from whose page it was asked, or all of them."""
    return f"/rounds/{visit.number('round')}" if visit.number("round") else "/rounds"


async def one(visit: Visit, errors: Errors | None = None) -> web.StreamResponse:
    standing = await the_round(visit)
    everybody = await outcomes_by_person(visit.session, visit.actor, standing.id)
    got = [each for each in everybody if each.state == State.SENT]
    asks = is_reminder(standing.kind)
    said = await answers_to(visit.session, visit.actor, standing, got) if asks else {}
    state = visit.asked("state") if visit.asked("state") in (*State, *ROUND_GROUPS) else ""
    found = [each for each in everybody if _fits(each, state, said)]
    page = min(max(visit.number("page", 1), 1), (max(len(found) - 1, 0)) // _PEOPLE + 1)
    return visit.page(
        "round.html",
        status=400 if errors else 200,
        errors=errors,
        round=standing,
        found=found[(page - 1) * _PEOPLE : page * _PEOPLE],
        names=await told_apart(visit.session, visit.school.id),
        count=len(found),
        page=page,
        pages=max(len(found) - 1, 0) // _PEOPLE + 1,
        state=state,
        groups=[(code, name) for code, name in ROUND_GROUPS.items() if asks or code == MISSED],
        got=len(got),
        said={person_id: said_words(words) for person_id, words in said.items()} if asks else None,
        unwritten=await not_written_to(visit.session, visit.actor, standing.id) if state == MISSED else 0,
        failed=sum(each.state in FAILED for each in everybody),
        link=lambda **changed: f"/rounds/{standing.id}?{urlencode({'state': state, **changed})}",
    )


def _fits(each: Outcome, state: str, said: Mapping[int, object]) -> bool:
    if state == MISSED:
        return each.state in NOT_DELIVERED
    if state in (ANSWERED, SILENT):
        return each.state == State.SENT and (each.person_id in said) is (state == ANSWERED)
    return not state or each.state == state


async def the_round(visit: Visit) -> RoundStanding:
    """
    Raises:
        NotHere: no such round at this school.
    """
    found = await round_at(visit.session, visit.actor, visit.number("id"))
    if found is None:
        raise NotHere
    return found


async def _tell_author(visit: Visit, session: Session, one: Waiting, done: Cancelled) -> None:
    by = visit.actor.account_id or 0
    author = await author_to_tell(session, visit.school.id, one, by)
    if author is None:
        return
    stood = stands(one.said.words, one.said.at, len(one.said.people or ()), visit.cabinet.zone_of(visit.school))
    words = await cancelled_words(session, visit.school.id, await session.get_one(Account, by), stood, done)
    await tell_account(session, visit.school, author, words, Keyboard(()), visit.now, visit.cabinet.communities)
    visit.cabinet.answer()


async def act(visit: Visit) -> web.StreamResponse:
    standing = await the_round(visit)
    try:
        if visit.word("act") == "cancel":
            async with visit.writing() as session:
                waits = await waiting_announcement(session, visit.actor, standing.id)
                done = await cancel(session, visit.actor, standing.id, visit.now)
                if done.done and waits is not None:
                    await _tell_author(visit, session, waits, done)
            return visit.go(f"/rounds/{standing.id}", "cancelled")
        async with visit.writing() as session:
            opened = await retry(session, visit.actor, standing.id, visit.now)
    except NotAllowed:
        raise
    except NotPossible as error:
        return await one(visit, {"": error.sentence})
    if not opened:
        return await one(visit, {"": NOTHING_TO_RETRY})
    visit.cabinet.deliver()
    return visit.go(f"/rounds/{standing.id}", "retried", n=opened)
