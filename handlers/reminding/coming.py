"""«Когда ты напомнишь Алиевой», «получит ли она»: the next reminders, and whether somebody gets one."""

from handlers.engine.buttons import button, under
from handlers.engine.rights import actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.understanding.which_person import nobody_such
from indicators.russian.rules import shortened, small
from nudges.clock.coming import Held, nudge_words, second_look_words
from nudges.gaps import GAP
from nudges.plan import Recipient, Skipped
from services.rounds.coming import ComingTo, coming_to
from services.selection.titles import title_of
from storage.people.namesakes import told_apart

_SHOWN = 15
BY_FILE = "Кто что получит, покажет новый файл: напоминаю тем, кому по нему чего-то не хватает."
BY_HAND = "Напомнить можно и сейчас: «напомнить», потом фамилия."


async def coming(talk: Talk, rest: str) -> None:
    """`who` are those who are asked about, as `services.selection` writes them."""
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    actor, zone, who = actor_at(talk, desk.school.id), talk.services.default_zone, talk.word("who")
    found = await coming_to(talk.session, actor, who, talk.now, default_zone=zone)
    if found.decided and not found.people:
        talk.say(nobody_such(await title_of(talk.session, desk.school.id, who)))
        return
    names = await told_apart(talk.session, desk.school.id)
    lines = [f"• {names.called(one.person_id, one.full_name)} — {_fate(one)}" for one in found.people]
    local = talk.now.astimezone(talk.services.zone_of(desk.school))
    more = [] if found.decided else _more(found)
    again = second_look_words(found.coming, local)
    talk.say(
        "\n".join(filter(None, [nudge_words(found.coming, local), again, *shortened(lines, _SHOWN), *more])),
        under([button("Расписание", "schedule")]),
    )


def _more(found: ComingTo) -> list[str]:
    """What can be done, or waited for, where nothing is decided yet. In a pause nobody is reminded by hand either."""
    if found.coming.held is Held.PAUSED:
        return []
    return [BY_HAND if found.coming.held is not None else BY_FILE]


def _fate(one: Recipient | Skipped) -> str:
    if isinstance(one, Skipped):
        return f"не получит ({one.reason.sentence})"
    if one.is_thanks:
        return "получит спасибо"
    return f"получит: {', '.join(small(GAP[gap.code].title) for gap in one.gaps)}"


ROUTES = (Route("coming", Right.READER, coming, Does.SHOWS),)
