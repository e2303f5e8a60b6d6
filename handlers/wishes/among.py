"""«Ту, которая начальные», «из 8Б», «М. П.», «вторую»: one of those who are shown under «Кого вы имеете в виду?»."""

from typing import Any

from handlers.engine.buttons import COMMAND
from handlers.engine.talk import Talk
from handlers.understanding.around import taken_apart
from handlers.understanding.particulars.mentions import members_of
from handlers.understanding.reading.found import Sentence
from handlers.understanding.said.pointing import initials_in, place_pointed_at
from storage.dialogs.replies import keyboard_of

_MOST_WORDS = 6


async def one_of_shown(talk: Talk) -> dict[str, Any] | None:
    """The payload of the button that is meant; None where nobody is to be chosen, or where several may be."""
    reply, _ = await talk.asked_before()
    keyboard = keyboard_of(reply) if reply is not None else None
    if keyboard is None or not keyboard.inline or "?" in talk.text or len(talk.text.split()) > _MOST_WORDS:
        return None
    buttons = [one.payload or {} for row in keyboard.rows for one in row]
    shown = [one for one in buttons if one.get(COMMAND) != "cancel"]
    if len(shown) < 2 or len({one.get("p") for one in shown}) < len(shown) or None in {one.get("p") for one in shown}:
        return None
    said = await taken_apart(talk, talk.text)
    if any(one.form == "imp" and one.concepts for one in said.tokens):
        return None  # an order of its own
    ids = [one["p"] for one in shown]
    place = place_pointed_at(talk.text, len(ids))
    meant = ids[place] if place is not None else _told_of(said, ids)
    return shown[ids.index(meant)] if meant is not None else None


def _told_of(said: Sentence, ids: list[int]) -> int | None:
    """By post, subject, class, the rest of the name, or initials."""
    known = [one for one in said.members if one.id in ids]
    narrowed = {one.id for one in known}
    told = False
    for group in (said.groups, said.classes):
        if group:
            narrowed &= {one.id for one in members_of(said, group)}
            told = True
    named = {one.id for each in said.persons for one in each.members}
    if named:
        narrowed &= named
        told = True
    initials = initials_in(said.text)
    if initials is not None and not told:
        first, second = initials
        narrowed = {
            one.id for one in known if one.first[:1].lower() == first and one.patronymic[:1].lower().startswith(second)
        }
        told = True
    return narrowed.pop() if told and len(narrowed) == 1 else None
