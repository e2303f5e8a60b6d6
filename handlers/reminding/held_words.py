"""What days off do to messages that wait: said to whoever writes the days down, and to whoever else may change it."""

from collections.abc import Sequence
from datetime import date

from handlers.engine.buttons import button, under
from handlers.engine.rights import Desk, actor_at
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import tell_officers
from indicators.russian.rules import plural
from nudges.letters.announcement import is_announcement
from nudges.messenger import Keyboard
from nudges.periods import day_words
from services.rounds.held_up import HeldUp, held_on

_LATER = "⚠ {what}: было на {planned}, но тогда {why}, поэтому уйдёт {opens}."
_NOT_AT_ALL = (
    "⚠ {what}: было на {planned}, но тогда {why}, а позже будет уже не ко времени — не уйдёт никому. Если ещё нужно, "
    "{instead}."
)
_MOVE_IT = "перенесите: «перенеси объявление на понедельник в 10»"
_WRITE_ANEW = "напишите заново на другой день"


async def say_held(talk: Talk, desk: Desk, spans: Sequence[tuple[date, date]]) -> None:
    """Of what was to go on these days."""
    actor = actor_at(talk, desk.school.id)
    held = await held_on(talk.session, actor, spans, talk.now, default_zone=talk.services.default_zone)
    if not held:
        return
    text, rows = warning(held)
    talk.say(text, rows)
    await tell_officers(talk, desk.school.id, text, rows)


def warning(held: Sequence[HeldUp]) -> tuple[str, Keyboard]:
    """For whoever did not write the days down: what of it there is to say, and the way to cancel it."""
    return "\n".join(map(held_words, held)), under([button("Отменить рассылку", "stop")])


def held_words(one: HeldUp) -> str:
    what, instead = ("Объявление", _MOVE_IT) if is_announcement(one.round.kind) else ("Рассылка", _WRITE_ANEW)
    told = {
        "what": f"{what} {plural(one.round.counts.open, 'человеку', 'людям', 'людям')}",
        "planned": f"{day_words(one.planned.date())}, {one.planned:%H:%M}",
        "why": one.why,
    }
    if one.opens is None:
        return _NOT_AT_ALL.format(**told, instead=instead)
    return _LATER.format(**told, opens=f"{day_words(one.opens.date())} в {one.opens:%H:%M}")
