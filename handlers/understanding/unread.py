"""Words that nobody understood are kept, without names, for the next version."""

from handlers.engine.talk import Talk
from handlers.understanding.around import people_spoken_of, school_spoken_of
from handlers.understanding.nameless import without_names
from services.not_understood import has_room, keep


async def keep_words(talk: Talk, text: str = "") -> None:
    """Whose school it was decides whether it is kept."""
    school, text = await school_spoken_of(talk), text or talk.text
    if school is None or not text or talk.in_chat:
        return
    ours = school
    if await talk.batch.once(("room", ours.id), lambda: has_room(talk.session, ours, talk.now)):
        roster = await people_spoken_of(talk, ours)
        keep(talk.session, ours, without_names(text, roster), talk.now, office=bool(talk.who.members))
