"""Personal codes, to be handed over: whose, until when, by which links."""

from collections.abc import Sequence
from datetime import date

from aiohttp import web

from bot.web.cabinet.visit import Visit
from storage.people.namesakes import told_apart
from storage.tables import Person

# Whose, the code, its last day; without a code, why there is none.
Given = tuple[Person, str, date | None, str]


async def codes_page(visit: Visit, given: Sequence[Given], back: str) -> web.StreamResponse:
    return visit.page(
        "codes.html",
        given=given,
        names=await told_apart(visit.session, visit.school.id),
        link=visit.cabinet.dialog_link(visit.school),
        links=visit.links,
        back=back,
    )
