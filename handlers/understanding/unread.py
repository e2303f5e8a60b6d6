"""Words that nobody understood are kept, without names, for the next version."""

from handlers.engine.rights import schools_of
from handlers.engine.talk import Talk
from handlers.understanding.around import member_of
from handlers.understanding.nameless import without_names
from handlers.understanding.reading.roster import Roster
from services.not_understood import has_room, keep
from storage.people.registry import everybody_of


async def keep_words(talk: Talk) -> None:
    """Of those who belong to one school: whose school it was decides whether it is kept."""
    school = None
    if talk.who.members:
        schools = await schools_of(talk)
        chosen = [one for one in schools if one.id == talk.who.account.school_id]
        school = chosen[0] if chosen else schools[0] if len(schools) == 1 else None
    elif talk.who.persons:
        school = await talk.school_of(talk.who.persons[0])
    if school is None or not talk.text or talk.in_chat:
        return
    ours, batch = school, talk.batch
    if not await batch.once(("room", ours.id), lambda: has_room(talk.session, ours, talk.now)):
        return
    roster = Roster(
        map(member_of, await batch.once(("colleagues", ours.id), lambda: everybody_of(talk.session, ours.id)))
    )
    keep(talk.session, school, without_names(talk.text, roster), talk.now, office=bool(talk.who.members))
