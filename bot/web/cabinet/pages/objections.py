"""«Пишут об ошибке»: who disputes figures and waits for an answer, what they wrote, and the answer itself."""

from aiohttp import web

from bot.web.cabinet.visit import Visit
from handlers.engine.keyboards import my_figures_button
from handlers.engine.shared_reads import Batch
from handlers.teacher.disputes import dispute_shown, verdict_words
from handlers.teacher.figures_in_words import own_figures
from handlers.teacher.objections import answer_button, answer_words
from handlers.teacher.second_thoughts import changed_words
from nudges.messenger import Keyboard
from services.staff.disputes import RESOLUTIONS, change_answer
from services.staff.disputes import answer as answer_dispute
from services.staff.threads import OpenThread, answer_back, open_threads
from storage.database.connection import Session
from storage.people.namesakes import told_apart
from storage.people.telling import tell_person
from storage.people.threads import LONGEST
from storage.tables import Person

HERE = "/people/objections"


async def show(visit: Visit) -> web.StreamResponse:
    found = await open_threads(visit.session, visit.actor)
    batch = Batch(visit.session, people=[one.person.id for one in found])
    threads = [(one, await _shown(visit, batch, one)) for one in found]
    names = await told_apart(visit.session, visit.school.id)
    return visit.page("objections.html", threads=threads, names=names, longest=LONGEST)


async def _shown(visit: Visit, batch: Batch, one: OpenThread) -> list[tuple[int, str]]:
    """(dispute, what it is about and what the list says of it by which it was said)."""
    return [(claim.id, await dispute_shown(batch, visit.school, one.person, [claim])) for claim in one.disputes]


def _back(visit: Visit, person_id: int) -> str:
    return HERE if visit.word("back") else f"/people/{person_id}"


async def decide(visit: Visit, person_id: int) -> web.StreamResponse:
    """An officer's word to «это ошибка»."""
    resolution = visit.word("resolution") if visit.word("resolution") in RESOLUTIONS else ""
    async with visit.writing() as session:
        found = await answer_dispute(session, visit.actor, visit.number("dispute"), resolution, visit.now)
        if found.before is not None:
            return visit.go(_back(visit, person_id), "answered_before")
        figures = await own_figures(Batch(session, people=[found.person.id]), found.person, visit.school)
        text = verdict_words(found.person, [found.claim], resolution, figures)
        told = await _tell(visit, session, found.person, text, my_figures_button())
    return _told(visit, person_id, told=told)


async def change(visit: Visit, person_id: int) -> web.StreamResponse:
    """Another answer than was given."""
    resolution = visit.word("resolution") if visit.word("resolution") in RESOLUTIONS else ""
    async with visit.writing() as session:
        found = await change_answer(session, visit.actor, visit.number("dispute"), resolution, visit.now)
        if found.before is not None:
            return visit.go(_back(visit, person_id), "changed_before")
        figures = await own_figures(Batch(session, people=[found.person.id]), found.person, visit.school)
        text = changed_words(found.person, [found.claim], figures)
        told = await _tell(visit, session, found.person, text, my_figures_button())
    return _told(visit, person_id, told=told)


async def reply(visit: Visit, person_id: int, text: str) -> web.StreamResponse:
    """An officer's own words to what was written."""
    async with visit.writing() as session:
        person = await answer_back(session, visit.actor, person_id, text, visit.now)
        told = await _tell(visit, session, person, answer_words(person, text), answer_button(person))
    return _told(visit, person_id, told=told)


async def _tell(visit: Visit, session: Session, person: Person, text: str, keyboard: Keyboard) -> bool:
    return await tell_person(session, visit.school, person, text, keyboard, visit.now, visit.cabinet.communities)


def _told(visit: Visit, person_id: int, *, told: bool) -> web.StreamResponse:
    visit.cabinet.answer()
    return visit.go(_back(visit, person_id), "answered" if told else "answered_untold")
