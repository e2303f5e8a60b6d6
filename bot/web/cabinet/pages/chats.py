"""«Чаты и QR»: the register of chats, what is missing in it, and the posters."""

import asyncio
import io

from aiohttp import web

from bot.web.cabinet.visit import Errors, NotHere, Visit
from handlers.chats.links import JOIN
from indicators.errors import NotAllowed, NotPossible
from nudges.norms import PARENTS_CHATS
from reports.figures.chat_words import STATES, chat_words, in_several, lacking_by_class
from services.chats.joining import paste_link
from services.chats.known import PARENTS
from services.chats.parents import switch_parents_chats
from services.chats.register import register, register_of, switch_hints, switch_totals
from services.reporting.printing import make_posters

NO_LINK = "Нужна ссылка-приглашение чата, например https://vk.me/join/…"
NO_POSTERS = "Плакатов нет: в списке нет чатов классов со ссылкой-приглашением."


async def show(visit: Visit, errors: Errors | None = None) -> web.StreamResponse:
    found = await register_of(visit.session, visit.at, visit.school.id)
    return visit.page(
        "chats.html",
        status=400 if errors else 200,
        errors=errors,
        chats=found.chats,
        missing=lacking_by_class(found.missing),
        parents=PARENTS,
        chat_words=chat_words,
        in_several=in_several,
        states=STATES,
        parents_asked=visit.school.settings.get(PARENTS_CHATS) is True,
        has_posters=any(one.kind in PARENTS and one.link for one in found.chats),
    )


async def act(visit: Visit) -> web.StreamResponse:
    try:
        work = {"add": _add, "save": _save, "hints": _hints, "totals": _totals, "parents": _parents}[visit.word("act")]
    except KeyError:
        return await show(visit)
    try:
        return await work(visit)
    except NotAllowed:
        raise
    except NotPossible as error:
        return await show(visit, {f"class-{visit.word('chat')}": error.sentence})


async def _add(visit: Visit) -> web.StreamResponse:
    """A chat by its invitation, without the bot in it."""
    found = JOIN.fullmatch(visit.word("link"))
    if found is None:
        return await show(visit, {"link": NO_LINK})
    address = found[0] if found[0].startswith("http") else f"https://{found[0]}"
    async with visit.writing() as session:
        pasted = await paste_link(session, visit.at, address)
        chat, kind = pasted.chat, visit.word("kind")
        await register(session, visit.at, chat.id, visit.school.id, kind, visit.word("class_name") or None, visit.now)
    return visit.go("/chats", "chat_saved")


async def _save(visit: Visit) -> web.StreamResponse:
    chat_id, class_name = await _here(visit), visit.word("class_name") or None
    async with visit.writing() as session:
        await register(session, visit.at, chat_id, visit.school.id, visit.word("kind"), class_name, visit.now)
    return visit.go("/chats", "chat_saved")


async def _hints(visit: Visit) -> web.StreamResponse:
    chat_id = await _here(visit)
    async with visit.writing() as session:
        await switch_hints(session, visit.at, chat_id, visit.now)
    return visit.go("/chats", "chat_saved")


async def _totals(visit: Visit) -> web.StreamResponse:
    chat_id, is_on = await _here(visit), visit.word("on") == "1"
    async with visit.writing() as session:
        await switch_totals(session, visit.at, chat_id, visit.now, on=is_on)
    return visit.go("/chats", "chat_saved")


async def _parents(visit: Visit) -> web.StreamResponse:
    """Whether class teachers are reminded of the chats that the register lacks."""
    is_on = visit.word("on") == "1"
    async with visit.writing() as session:
        await switch_parents_chats(session, visit.actor, visit.now, on=is_on)
    return visit.go("/chats", "parents_on" if is_on else "parents_off")


async def _here(visit: Visit) -> int:
    """
    Raises:
        NotHere: no chat of this school.
    """
    chat_id = visit.number("chat")
    found = await register_of(visit.session, visit.at, visit.school.id)
    if chat_id not in {one.id for one in found.chats}:
        raise NotHere
    return chat_id


async def posters(visit: Visit) -> web.StreamResponse:
    """Of all class chats, or of one."""
    from reports.printed.posters import draw_posters

    chat_id = await _here(visit) if visit.asked("chat") else None
    made = await make_posters(visit.session, visit.at, visit.school.id, chat_id)
    if not made.posters:
        return await show(visit, {"": NO_POSTERS})
    out = io.BytesIO()
    await asyncio.to_thread(draw_posters, made.posters, out)
    return visit.file(out.getvalue(), "Плакаты.pdf")


async def qr(visit: Visit) -> web.StreamResponse:
    """The code of one chat's invitation, to be held up on a screen.

    Raises:
        NotHere: no chat of this school, or none with an invitation.
    """
    import segno

    chat_id = visit.number("chat")
    found = await register_of(visit.session, visit.at, visit.school.id)
    link = next((one.link for one in found.chats if one.id == chat_id), None)
    if not link:
        raise NotHere
    out = io.BytesIO()
    segno.make_qr(link).save(out, kind="svg", scale=5, light="white")
    return visit.file(out.getvalue(), "QR.svg", inline=True)
