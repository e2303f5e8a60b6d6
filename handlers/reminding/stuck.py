"""«Кто без движения»: the list of those whom reminders do not move, again."""

from handlers.engine.buttons import button, under
from handlers.engine.rights import actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from nudges.officer import stuck_lines
from services.rounds.stuck import stuck_people
from storage.people.namesakes import told_apart

NOBODY = "Таких, у кого после нескольких напоминаний ничего не сдвинулось, сейчас нет."
TITLE = "После нескольких напоминаний без движения — здесь поможет личный разговор:"


async def stuck(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    actor = actor_at(talk, desk.school.id)
    found = await stuck_people(talk.session, actor, talk.now, default_zone=talk.services.zone.key)
    if not found:
        talk.say(NOBODY)
        return
    lines = stuck_lines(found, desk.school.journal_name, await told_apart(talk.session, desk.school.id))
    talk.say("\n".join([TITLE, *lines]), under([button("Все долги", "debts")]))


ROUTES = (Route("stuck", Right.READER, stuck, Does.SHOWS, label="Кто без движения"),)
