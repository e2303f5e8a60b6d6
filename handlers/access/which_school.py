"""«Школа лицей № 5»: which of several schools is worked with, by a button or by its name."""

import re

from handlers.engine.buttons import main, under
from handlers.engine.rights import actor_at, ask_school, schools_of
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from indicators.russian.rules import quoted
from indicators.summary.schools import school_key
from services.schools import choose_school
from storage.tables import School

_SCHOOL_SAID = re.compile(r"^\W*школа\s+(?P<name>\S.*?)[.!\s]*$", re.IGNORECASE)


async def school(talk: Talk, rest: str) -> None:
    """Which of several schools to work with: by button, or by a part of its name."""
    schools = await schools_of(talk)
    chosen = [one for one in schools if one.id == talk.number("id")]
    if not chosen and rest:
        key = school_key(rest)
        chosen = [one for one in schools if key and key in one.name_key] or [
            one for one in schools if rest.lower() in one.name.lower()
        ]
    if rest and not chosen:
        talk.say(f"Школы «{rest[:60]}» среди ваших нет.")
    if len(chosen) != 1:
        ask_school(talk, chosen or schools)
        return
    await _work_with(talk, chosen[0])


async def _work_with(talk: Talk, chosen: School) -> None:
    await choose_school(talk.session, actor_at(talk, chosen.id))
    talk.say(f"Работаем со школой {quoted(chosen.name)}.", under([main("Сводка", "summary")]))


async def said_school(talk: Talk) -> bool:
    """«Школа лицей № 5» of whoever has several: its name is that school, and no setting."""
    said = _SCHOOL_SAID.match(talk.text)
    if said is None or talk.who.dialogue is not None or not talk.who.members:
        return False
    schools = await schools_of(talk)
    wanted = {school_key(said[0]), school_key(said["name"])}
    found = [one for one in schools if one.name_key in wanted]
    if len(schools) < 2 or len(found) != 1:
        return False
    await _work_with(talk, found[0])
    return True


ROUTES = (Route("school", Right.READER, school, Does.OWN, label="Другая школа"),)
