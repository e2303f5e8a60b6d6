"""«Другая школа»: which of several schools is worked with, by a button or by its name."""

from collections.abc import Sequence

from handlers.engine.buttons import main, under
from handlers.engine.rights import actor_at, ask_school, schools_of, worked_with
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from indicators.russian.rules import quoted
from indicators.summary.schools import school_key
from services.schools import choose_school
from storage.tables import School


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
    await work_with(talk, chosen[0])


async def work_with(talk: Talk, chosen: School) -> None:
    await turn_to(talk, chosen)
    talk.at = chosen
    talk.say(f"Работаем со школой {quoted(chosen.name)}.", under([main("Сводка", "summary")]))


async def turn_to(talk: Talk, chosen: School) -> None:
    """What is said next is about this school, too."""
    talk.school_id = chosen.id
    if talk.who.account.school_id != chosen.id:
        await choose_school(talk.session, actor_at(talk, chosen.id))


async def where_now(talk: Talk, schools: Sequence[School]) -> None:
    """«С какой школой я работаю?»"""
    now = worked_with(talk, schools)
    ask_school(talk, schools, f"Сейчас — {now.name}." if now is not None else "")


ROUTES = (Route("school", Right.READER, school, Does.OWN, label="Другая школа"),)
