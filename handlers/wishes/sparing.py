"""Whom conditions choose is left in peace as any other selection: shown by name first."""

from handlers.engine.rights import actor_at, at_desk, may
from handlers.engine.routes import Right
from handlers.engine.talk import Talk
from handlers.overview.lists import nobody, say_no_list, title_of
from handlers.people.exemptions import TOO_MANY_OF_GROUP, ask_for_those
from handlers.people.resting import PEOPLE
from handlers.understanding.around import understand
from handlers.understanding.said.orders.spared_by_condition import spared_by_condition
from handlers.understanding.which_person import MOST, carried
from handlers.wishes.routing import routed
from indicators.russian.rules import plural, small
from nudges.norms import own_numbers
from services.lists import ALL, DONE, STAFF, UNLISTED, people_list
from services.selection.titles import title_of as selection_title

_OF_NO_CONDITION = frozenset({ALL, DONE, STAFF, UNLISTED, ""})


async def by_condition(talk: Talk) -> bool:
    """«Исключи тех, кто звонил, но без чата»; False where it is no such order."""
    if not may(talk, Right.CHANGER) or (talk.school_id is None and len(talk.who.members) > 1):
        return False
    day = talk.now.astimezone(talk.services.zone).date()
    said = spared_by_condition(talk.text, day)
    reading = await understand(talk, said.asked) if said is not None else None
    if said is None or reading is None or len(reading.wishes or reading.nearest[:1]) != 1:
        return False
    [wish] = reading.wishes or reading.nearest[:1]
    command = routed(wish, said.asked)
    gap, who = str(command.given.get("gap", "")), str(command.given.get("who", ""))
    if command.code != "list" or gap in _OF_NO_CONDITION or wish.unclear or wish.strange or wish.narrowed:
        return False
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return True
    below, actor = str(command.given.get("below", "")), actor_at(talk, desk.school.id)
    found = await people_list(talk.session, actor, gap, below, today=talk.today(desk.school), who=who)
    if found.week is None:
        say_no_list(talk)
        return True
    of_whom = await selection_title(talk.session, desk.school.id, who)
    title = title_of(gap, below, own_numbers(desk.school.settings), of_whom)
    if not found.people:
        talk.say(*nobody(found, gap, title, {"gap": gap, "below": below, "who": who}))
        return True
    if len(found.people) > MOST:
        talk.say(TOO_MANY_OF_GROUP.format(title=title, count=plural(len(found.people), *PEOPLE)))
        return True
    people = await carried(talk, desk, ",".join(str(one.person_id) for one in found.people))
    await ask_for_those(talk, people, small(title).replace(" (", ", ").rstrip(")"), said.until)
    return True
