"""«Учителя»: the staff list as a table, and what is done about several at once."""

import asyncio
import io
from collections import defaultdict
from datetime import date
from urllib.parse import urlencode

from aiohttp import web

from bot.web.cabinet.pages.codes import Given, codes_page
from bot.web.cabinet.visit import Errors, Visit
from bot.web.cabinet.words import MESSENGERS, STATES, STUCK
from handlers.people.answered import tell_answered
from indicators.errors import NotPossible
from nudges.dates import Span
from nudges.gaps import GAP, gap_title
from nudges.norms import Norms
from nudges.officer import Stuck, unmoved_words
from services.access.codes import give_code
from services.reporting.printing import make_leaflets
from services.rights import Deed, require
from services.rounds.stuck import stuck_people
from services.staff.exemptions import Changed, bring_back, exempt, mark_as_left
from services.staff.listed import people_here
from services.staff.table import ACTIVE, SORTS, StaffTable, Wanted, staff_table
from storage.database.connection import Session
from storage.people.codes import last_day

REASONS = ("отпуск", "больничный", "декрет", "командировка", "курсы", "совместитель")
DEFAULT_REASON = "по решению ответственного"
NOBODY = "Отметьте хотя бы одного человека."
BAD_DAY = "Нужна дата, например 2026-12-25."
NOT_NEEDED = "Этим людям листовка не нужна: я могу им написать."
_NARROWING = ("text", "gap", "class_name", "role", "messenger", "state", "sort")


async def show(visit: Visit, errors: Errors | None = None) -> web.StreamResponse:
    unmoved = await _unmoved(visit) if visit.asked("state") == STUCK else {}
    wanted = Wanted(
        text=visit.asked("text")[:100],
        gap=visit.asked("gap"),
        class_name=visit.asked("class_name"),
        role=visit.asked("role"),
        messenger=visit.asked("messenger") if visit.asked("messenger") in MESSENGERS else "",
        state=visit.asked("state") if visit.asked("state") in STATES else ACTIVE,
        only=unmoved if visit.asked("state") == STUCK else None,
        sort=visit.asked("sort") if visit.asked("sort") in SORTS else SORTS[0],
        page=_page(visit),
    )
    table = await staff_table(visit.session, visit.actor, wanted, visit.today)
    return visit.page(
        "people.html",
        status=400 if errors else 200,
        errors=errors,
        table=table,
        wanted=wanted,
        gaps=_gaps(table, wanted, visit.norms),
        unmoved=unmoved,
        link=lambda **changed: _link(visit, **changed),
        marked=set(visit.numbers("p")),
        reasons=REASONS,
    )


async def _unmoved(visit: Visit) -> dict[int, str]:
    """Whom reminders have not moved, and in what."""
    stuck: defaultdict[int, list[Stuck]] = defaultdict(list)
    for one in await stuck_people(visit.session, visit.actor, visit.now, default_zone=visit.zone):
        stuck[one.person_id].append(one)
    return {person_id: unmoved_words(found, visit.school.journal_name) for person_id, found in stuck.items()}


def _gaps(table: StaffTable, wanted: Wanted, norms: Norms) -> list[tuple[str, str]]:
    """What is asked of people at this school; where the list tells nothing of it there is no number."""
    shown = [(code, "нет данных" if count is None else str(count)) for code, count in table.by_gap.items()]
    shown += [(wanted.gap, "0")] if wanted.gap in GAP and wanted.gap not in table.by_gap else []
    return [(code, f"{gap_title(code, norms)} ({count})") for code, count in shown]


def _page(visit: Visit) -> int:
    asked = visit.asked("page")
    return max(int(asked) - 1, 0) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0


def _link(visit: Visit, **changed: object) -> str:
    """The same table, with something changed."""
    kept = {name: visit.asked(name) for name in _NARROWING} | changed
    query = urlencode({name: value for name, value in kept.items() if value})
    return f"/people?{query}" if query else "/people"


async def act(visit: Visit) -> web.StreamResponse:
    """What was pressed, for everybody who is ticked."""
    chosen = visit.numbers("p")
    work = _ACTS.get(visit.word("act"))
    if not chosen or work is None:
        return await show(visit, {"": NOBODY})
    return await work(visit, chosen)


async def tell_decided(visit: Visit, session: Session, done: Changed) -> None:
    """Whoever had said so of themselves is told; `cabinet.answer` sends it, when the deed is written."""
    running = visit.cabinet.communities
    await tell_answered(session, visit.school, done.answered, visit.now, today=visit.today, communities=running)


async def _exempt(visit: Visit, chosen: list[int]) -> web.StreamResponse:
    try:
        until = _day(visit.word("until"))
    except ValueError:
        return await show(visit, {"until": BAD_DAY})
    reason = " ".join(visit.word("reason").split())[:100] or DEFAULT_REASON
    try:
        async with visit.writing() as session:
            span = Span(visit.today, until)
            done = await exempt(session, visit.actor, chosen, reason, span, visit.now, today=visit.today)
            await tell_decided(visit, session, done)
    except NotPossible as error:
        return await show(visit, {"until": error.sentence})
    visit.cabinet.answer()
    return visit.go(_link(visit), "exempted", n=len(done.people))


def _day(text: str) -> date | None:
    """
    Raises:
        ValueError: no day at all.
    """
    return date.fromisoformat(text) if text else None


async def _bring_back(visit: Visit, chosen: list[int]) -> web.StreamResponse:
    async with visit.writing() as session:
        done = await bring_back(session, visit.actor, chosen, visit.now, today=visit.today)
        await tell_decided(visit, session, done)
    visit.cabinet.answer()
    return visit.go(_link(visit), "restored", n=len(done.people))


async def _left(visit: Visit, chosen: list[int]) -> web.StreamResponse:
    async with visit.writing() as session:
        done = await mark_as_left(session, visit.actor, chosen, visit.now, today=visit.today)
        await tell_decided(visit, session, done)
    visit.cabinet.answer()
    return visit.go(_link(visit), "left", n=len(done.people))


async def _remind(visit: Visit, chosen: list[int]) -> web.StreamResponse:
    require(visit.actor, Deed.START_ROUND)
    return visit.go("/rounds/new?" + urlencode([("p", one) for one in chosen]))


async def _announce(visit: Visit, chosen: list[int]) -> web.StreamResponse:
    return visit.go("/rounds/announce?" + urlencode([("p", one) for one in chosen]))


async def _leaflets(visit: Visit, chosen: list[int]) -> web.StreamResponse:
    from reports.printed.leaflets import draw_leaflets

    async with visit.writing() as session:
        made = await make_leaflets(
            session,
            visit.actor,
            visit.cabinet.new_code,
            visit.now,
            today=visit.today,
            links=visit.cabinet.links,
            only=frozenset(chosen),
        )
    if not made.leaflets:
        return await show(visit, {"": NOT_NEEDED})
    out = io.BytesIO()
    await asyncio.to_thread(draw_leaflets, [made], out)
    return visit.file(out.getvalue(), "Листовки.pdf")


async def _codes(visit: Visit, chosen: list[int]) -> web.StreamResponse:
    """A code for everybody who has no account; what cannot be is said beside the name."""
    given: list[Given] = []
    async with visit.writing() as session:
        for person in await people_here(session, visit.actor, chosen):
            try:
                made = await give_code(session, visit.actor, person.id, visit.now, visit.cabinet.new_code)
                given.append((person, made.code, last_day(made, visit.today), ""))
            except NotPossible as error:
                given.append((person, "", None, error.sentence))
    return await codes_page(visit, given, _link(visit))


_ACTS = {
    "exempt": _exempt,
    "restore": _bring_back,
    "left": _left,
    "remind": _remind,
    "announce": _announce,
    "leaflets": _leaflets,
    "codes": _codes,
}
