"""«Когда ты напомнишь Алиевой», «что уйдёт завтра»: the next reminders, and who gets what by them."""

from collections.abc import Sequence
from datetime import date, datetime

from handlers.engine.buttons import button, under
from handlers.engine.rights import actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.understanding.which_person import nobody_such
from indicators.russian.rules import capital, shortened, small
from nudges.clock.coming import Held, moment_words, nudge_words, second_look_words
from nudges.dates import find_span
from nudges.gaps import gap_title
from nudges.names import ShownNames, short_name
from nudges.norms import Norms, own_numbers
from nudges.periods import span_words
from nudges.plan import Recipient, Skipped
from services.rounds.going import ComingTo, Going, coming_to
from services.selection.titles import title_of
from storage.people.namesakes import told_apart

_SHOWN = 15
_BY_NAME = 100  # letters of a message are not without end
BY_FILE = "Кто что получит, покажет новый файл: напоминаю тем, кому по нему чего-то не хватает."
NOBODY = ", но писать некому"
BY_HAND = "Напомнить можно и сейчас: «напомнить», потом фамилия."


async def coming(talk: Talk, rest: str) -> None:
    """`who` are those who are asked about, as `services.selection` writes them; `rest` names the days, if any."""
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    actor, zone, who = actor_at(talk, desk.school.id), talk.services.default_zone, talk.word("who")
    days = _days(rest, talk.today(desk.school))
    found = await coming_to(talk.session, actor, who, talk.now, default_zone=zone, days=days)
    if found.nobody:
        talk.say(nobody_such(await title_of(talk.session, desk.school.id, who)))
        return
    names, norms = await told_apart(talk.session, desk.school.id), own_numbers(desk.school.settings)
    local = talk.now.astimezone(talk.services.zone_of(desk.school))
    when = [nudge_words(found.coming, local), second_look_words(found.coming, local)]
    if days is not None:
        when = [] if found.rounds else [f"{_on(days)} педагогам ничего не назначено.", *when]
    parts = [*when, *(_rounds(found.rounds, names, local, titled=days is not None, norms=norms)), *_more(found, days)]
    talk.say("\n".join(filter(None, parts)), under([button("Расписание", "schedule")]))


def _days(said: str, today: date) -> tuple[date, date] | None:
    found = find_span(said, today) if said else None
    return (found.span.starts_on, found.span.ends_on or found.span.starts_on) if found is not None else None


def _on(days: tuple[date, date]) -> str:
    return f"На {span_words(*days)}"


def _rounds(rounds: Sequence[Going], names: ShownNames, now: datetime, *, titled: bool, norms: Norms) -> list[str]:
    """Each round under its title, where there is more than the one that was just told of."""
    parts = []
    for one in rounds:
        shown = one.people[:_SHOWN]
        lines = [f"• {names.called(who.person_id, who.full_name)} — {_fate(who, norms)}" for who in shown]
        lines += _others(one.people[_SHOWN:], names)
        lines += shortened([f"• {names.called(*who)}" for who in one.waiting], _SHOWN)
        if titled or (len(rounds) > 1 and lines):
            nobody = NOBODY if one.finds_nobody else ""
            parts.append(f"{_title(one)} — {moment_words(one.run.at, now)}{nobody}:")
        if titled and not one.decided:
            parts.append(BY_FILE)
        parts += lines
    return parts


def _others(people: Sequence[Recipient | Skipped], names: ShownNames) -> list[str]:
    """Whoever is further down, by name alone: nobody who gets a letter today stays unseen."""
    lines = []
    for title, kind in (("Ещё получат", Recipient), ("Ещё не получат", Skipped)):
        found = [names.called(one.person_id, short_name(one.full_name)) for one in people if isinstance(one, kind)]
        more = f" и ещё {len(found) - _BY_NAME}" if len(found) > _BY_NAME else ""
        lines += [f"{title} ({len(found)}): {', '.join(found[:_BY_NAME])}{more}"] if found else []
    return lines


def _title(one: Going) -> str:
    return f"Назначенное раньше ({one.run.note})" if one.waiting else capital(one.run.kind.words)


def _more(found: ComingTo, days: tuple[date, date] | None) -> list[str]:
    """What can be done, or waited for, where nothing is decided yet. In a pause nobody is reminded by hand either."""
    if found.coming.held is Held.PAUSED or any(one.decided for one in found.rounds) or days is not None:
        return []
    if found.coming.held is None:
        return [BY_FILE]
    return [BY_HAND] if found.coming.steered else []


def _fate(one: Recipient | Skipped, norms: Norms) -> str:
    if isinstance(one, Skipped):
        return f"не получит ({one.reason.sentence})"
    if one.is_thanks:
        return "получит спасибо"
    return f"получит: {', '.join(small(gap_title(gap.code, norms)) for gap in one.gaps)}"


ROUTES = (Route("coming", Right.READER, coming, Does.SHOWS),)
