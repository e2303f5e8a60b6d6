"""A person's card: what is known of them, and what is done about them."""

from dataclasses import replace
from datetime import date

from aiohttp import web

from bot.web.cabinet.pages import objections
from bot.web.cabinet.pages.codes import codes_page
from bot.web.cabinet.pages.people import BAD_DAY, DEFAULT_REASON, REASONS, tell_decided
from bot.web.cabinet.visit import Errors, Visit
from handlers.people.card import WRITING
from handlers.people.own_time import own_time_lines
from handlers.reminding.received import said_words
from handlers.teacher.disputes import CHANGE, of_what, thread_words
from handlers.teacher.figures_in_words import OwnFigures, lines
from indicators.errors import NotAllowed, NotPossible, UnknownPerson
from nudges.dates import Span
from nudges.plan.standing import ACCEPTED, REJECTED
from reports.figures.wording import DECIDED
from services.access.codes import give_code, unlink
from services.access.privacy import forget
from services.chats.parents import shares_a_class
from services.rights import Deed
from services.rounds.received import answers_in, answers_of
from services.staff.card import Card, card
from services.staff.correcting import as_corrected, correct
from services.staff.disputes import newest_answers
from services.staff.exemptions import bring_back, exempt, mark_as_left
from services.staff.listed import people_here
from services.staff.merging import alike, merge
from services.staff.threads import thread
from storage.database.overwriting import overwrite_freed
from storage.people.codes import last_day
from storage.people.corrections import CLASSES, NAME, ROLE
from storage.people.privacy.personal import same_human
from storage.people.registry import person_at
from storage.people.threads import LONGEST, Said
from storage.tables import Person

FIELD_TITLES = {NAME: "Фамилия, имя, отчество", ROLE: "Должность", CLASSES: "Классы"}
UNSURE = "Отметьте, что удалить нужно навсегда."
NO_WORDS = "Напишите, что ответить."
TOO_LONG = f"Слишком длинно: уместите в {LONGEST} знаков."


async def show(visit: Visit, errors: Errors | None = None) -> web.StreamResponse:
    found = await card(visit.session, visit.actor, visit.number("id"), visit.today)
    may_answer = visit.may(Deed.ANSWER_DISPUTE)
    return visit.page(
        "person.html",
        status=400 if errors else 200,
        errors=errors,
        card=found,
        lines=_lines(found),
        own_time=own_time_lines(found.person, visit.today),
        writing=WRITING,
        said=await _thread(visit, found.person.id) if may_answer else (),
        answered=await _answered(visit, found.person.id) if may_answer else (),
        change=CHANGE,
        longest=LONGEST,
        answers=await _answers(visit, found),
        reasons=REASONS,
        fields=[(name, FIELD_TITLES[name], value) for name, value in _said(found.person).items()],
        alike=await alike(visit.session, visit.actor, found.person.id) if visit.asked("merge") else None,
    )


async def _thread(visit: Visit, person_id: int) -> list[Said]:
    """What was said by a button stands there in words, too."""
    said = await thread(visit.session, visit.actor, person_id)
    return [one if one.text else replace(one, text=thread_words(one, LONGEST)) for one in said]


async def _answered(visit: Visit, person_id: int) -> list[tuple[int, str, str]]:
    """(dispute, what it is about and was answered, the other answer)."""
    found = (await newest_answers(visit.session, visit.actor)).get(person_id)
    if found is None:
        return []
    other = ACCEPTED if found.resolution == REJECTED else REJECTED
    return [(one.id, f"{of_what([one.gap])}: {DECIDED[found.resolution]}", other) for one in found.claims]


async def _answers(visit: Visit, found: Card) -> dict[int, str]:
    """What they answered to the message of a round."""
    said = await answers_of(visit.session, found.person, found.messages)
    given = [(one.round_id, answers_in(one, said)) for one in found.messages]
    return {round_id: said_words(answers) for round_id, answers in given if answers}


def _lines(found: Card) -> list[str]:
    """A line for each thing that is known, by the newest list."""
    if found.newest is None or found.now is None:
        return []
    own = OwnFigures(found.school, found.newest, found.weeks, found.now)
    return lines(own, found.person.full_name) if own.now is not None else []


async def act(visit: Visit) -> web.StreamResponse:
    work = _ACTS.get(visit.word("act"))
    if work is None:
        return await show(visit)
    try:
        return await work(visit, visit.number("id"))
    except (NotAllowed, UnknownPerson):
        raise
    except NotPossible as error:
        return await show(visit, {"": error.sentence})


async def _exempt(visit: Visit, person_id: int) -> web.StreamResponse:
    try:
        until = date.fromisoformat(visit.word("until")) if visit.word("until") else None
    except ValueError:
        return await show(visit, {"until": BAD_DAY})
    reason = " ".join(visit.word("reason").split())[:100] or DEFAULT_REASON
    try:
        async with visit.writing() as session:
            span = Span(visit.today, until)
            done = await exempt(session, visit.actor, [person_id], reason, span, visit.now, today=visit.today)
            await tell_decided(visit, session, done)
    except NotPossible as error:
        return await show(visit, {"until": error.sentence})
    visit.cabinet.answer()
    return visit.go(f"/people/{person_id}", "exempted", n=1)


async def _restore(visit: Visit, person_id: int) -> web.StreamResponse:
    async with visit.writing() as session:
        done = await bring_back(session, visit.actor, [person_id], visit.now, today=visit.today)
        await tell_decided(visit, session, done)
    visit.cabinet.answer()
    return visit.go(f"/people/{person_id}", "restored", n=1)


async def _left(visit: Visit, person_id: int) -> web.StreamResponse:
    async with visit.writing() as session:
        await tell_decided(
            visit, session, await mark_as_left(session, visit.actor, [person_id], visit.now, today=visit.today)
        )
    visit.cabinet.answer()
    return visit.go(f"/people/{person_id}", "left", n=1)


async def _unlink(visit: Visit, person_id: int) -> web.StreamResponse:
    async with visit.writing() as session:
        await unlink(session, visit.actor, person_id, visit.now)
    return visit.go(f"/people/{person_id}", "unlinked")


async def _code(visit: Visit, person_id: int) -> web.StreamResponse:
    async with visit.writing() as session:
        made = await give_code(session, visit.actor, person_id, visit.now, visit.cabinet.new_code)
        [person] = await people_here(session, visit.actor, [person_id])
    return await codes_page(visit, [(person, made.code, last_day(made, visit.today), "")], f"/people/{person_id}")


async def _reply(visit: Visit, person_id: int) -> web.StreamResponse:
    words = visit.word("words")
    if not words:
        return await show(visit, {"words": NO_WORDS})
    if len(words) > LONGEST:
        return await show(visit, {"words": TOO_LONG})
    return await objections.reply(visit, person_id, words)


async def _correct(visit: Visit, person_id: int) -> web.StreamResponse:
    """What the file says wrongly: every field that was changed, or none of them."""
    person = (await card(visit.session, visit.actor, person_id, visit.today)).person
    before = _said(person)
    changed = {field: visit.word(field) for field in before if visit.word(field) != before[field]}
    for field, value in changed.items():
        try:
            as_corrected(person, field, value)
        except NotPossible as error:
            return await show(visit, {field: error.sentence})
    async with visit.writing() as session:
        for field, value in changed.items():
            await correct(session, visit.actor, person_id, field, value, visit.now)
        shared = CLASSES in changed and await shares_a_class(session, person.school_id, person_id)
    return visit.go(f"/people/{person_id}", "corrected_shared" if shared else "corrected")


def _said(person: Person) -> dict[str, str]:
    return {NAME: person.full_name, ROLE: person.role, CLASSES: person.classes}


async def _merge(visit: Visit, person_id: int) -> web.StreamResponse:
    """`keep` is the card that stays: this one or the other."""
    other = visit.number("other")
    kept, gone = (person_id, other) if visit.word("keep") != "other" else (other, person_id)
    async with visit.writing() as session:
        await merge(session, visit.actor, kept, gone, visit.now)
    return visit.go(f"/people/{kept}", "merged")


async def _forget(visit: Visit, person_id: int) -> web.StreamResponse:
    if not visit.word("sure"):
        return await show(visit, {"sure": UNSURE})
    async with visit.writing() as session:
        person = await person_at(session, visit.school.id, person_id)
        if person is None:
            return await show(visit)
        human = await same_human(session, person)
        await forget(session, visit.actor, human, visit.now, visit.cabinet.files.parent)
    await overwrite_freed(visit.cabinet.database)
    return visit.go("/people", "forgotten")


_ACTS = {
    "exempt": _exempt,
    "restore": _restore,
    "left": _left,
    "unlink": _unlink,
    "code": _code,
    "answer": objections.decide,
    "change": objections.change,
    "reply": _reply,
    "correct": _correct,
    "merge": _merge,
    "forget": _forget,
}
