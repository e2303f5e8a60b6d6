"""«Алиева больше не работает»: who has left the school."""

from contextlib import suppress
from datetime import date
from typing import Any

from handlers.engine.buttons import bad, button, good, under, way_back
from handlers.engine.rights import actor_at, at_desk, may
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.people.answered import as_carried, tell_answered
from handlers.people.own_absence import leaves_on, left_on
from handlers.people.resting import let_off_before
from handlers.understanding.which_person import choose
from indicators.russian.rules import shortened
from nudges.dates import LOOK_BACK, find_span
from nudges.periods import day_words
from services.lists import UNLISTED
from services.staff.exemptions import leave_later, mark_as_left
from services.staff.listed import who_has_left, who_will_leave
from storage.people.namesakes import name_shown, told_apart

_SHOWN = 30
_BUTTONS = 4
NOBODY_LEFT = "Отметок «больше не работает» нет. Кто ушёл, скажите сами: «Алиева больше не работает»."
ALREADY = "уже отмечено, что не работает с {day}"
WILL_LEAVE = "Уйдут, сказано заранее:"
LATER = "{name} больше не работает в школе с {day}? До этого дня {until}, а потом отмечу сам и скажу вам."
NOTED = "{name}: до {day} всё {until}, а с этого дня отмечу, что больше не работает."
REMINDS, AS_EVER, AS_NOTED = "напоминаю как обычно", "как обычно", "как записано ({why})"
NOTED_BEFORE = "{name}: так и записано, с {day} больше не работает."


async def left(talk: Talk, rest: str) -> None:
    """Somebody does not work here any more: the officer says so, never the program."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    today, yes = talk.today(desk.school), "Да, больше не работает"
    day = _day_said(talk, today)
    named: dict[str, Any] = {"from": str(day)} if day is not None else {}
    chosen = await choose(talk, desk, rest, "left", "уволить", **named)
    if chosen is not None:
        person = chosen[0]
        name = await name_shown(talk.session, person)
        if person.left_on is not None and person.left_on <= today:
            way = under([button("Вернуть", "restore", p=person.id)])
            talk.say(f"{name}: {ALREADY.format(day=day_words(person.left_on))}.", way)
            return
        if day is not None and day > today:
            later = good(f"Да, с {day_words(day)}", "left_later", p=person.id, on=str(day))
            rows = [later], [bad("Уже не работает", "left_yes", p=person.id)], [button("Нет", "cancel")]
            why = await let_off_before(talk, person, day, leaving=False)
            until = f"всё {AS_NOTED.format(why=why)}" if why else REMINDS
            talk.say(LATER.format(name=name, day=day_words(day), until=until), under(*rows))
            return
        since, on = (f" с {day_words(day)}", {"on": str(day)}) if day is not None else ("", {})
        question = f"Отметить, что {name} больше не работает в школе{since}? Напоминания прекратятся."
        talk.say(question, under([bad(yes, "left_yes", p=person.id, **on), button("Нет", "cancel")]))


def _day_said(talk: Talk, today: date) -> date | None:
    """Since when, or when, they left: «с 1 числа», «уволился 5 ноября»; else from when on they work no more."""
    if talk.text and (been := left_on(talk.text, today)) is not None:
        return been
    known = [date.fromisoformat(talk.word("from"))] if talk.word("from") else []
    found = find_span(talk.text.lower(), today, today - LOOK_BACK) if talk.text else None
    if found is not None:
        first, last = found.span.starts_on, found.span.ends_on
        known += [first] if last == first or (last is None and first <= today) else []
    past = [one for one in known if one <= today]
    return next(iter(past), None) or leaves_on(talk.text, today) or next(iter(known), None)


async def left_yes(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    actor, today = actor_at(talk, desk.school.id), talk.today(desk.school)
    said_on = ""
    with suppress(ValueError):  # the day that was named, or that the mark had before it was taken away
        today = min(today, date.fromisoformat(talk.word("on")))
        said_on = f", что не работает с {day_words(today)}"
    names = await told_apart(talk.session, desk.school.id)  # of those who have left nobody is told apart any more
    done = await mark_as_left(talk.session, actor, [talk.number("p")], talk.now, today=today)
    person = done.people[0]
    name = names.called(person.id, person.full_name)
    if not done.fresh and person.left_on is not None:
        talk.say(f"{name}: {ALREADY.format(day=day_words(person.left_on))}.")
        return
    day, running = talk.today(desk.school), talk.services.running
    await tell_answered(talk.session, desk.school, done.answered, talk.now, today=day, communities=running)
    said = as_carried(done.said, day)
    talk.say(
        f"{name}: отметил{said_on}.", under([way_back("Отменить отметку", "restore", p=person.id, mark=1, **said)])
    )


async def left_later(talk: Talk, rest: str) -> None:
    """The day that was said is kept; when it has come by now, it is that of leaving."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    actor, today = actor_at(talk, desk.school.id), talk.today(desk.school)
    day = today
    with suppress(ValueError):
        day = date.fromisoformat(talk.word("on"))
    if day <= today:
        await left_yes(talk, rest)
        return
    done = await leave_later(talk.session, actor, [talk.number("p")], day, talk.now, today=today)
    if not done.people:
        talk.say("Этого человека больше нет в списке школы.")
        return
    name = await name_shown(talk.session, done.people[0])
    await tell_answered(
        talk.session, desk.school, done.answered, talk.now, today=today, communities=talk.services.running
    )
    if not done.fresh:
        talk.say(NOTED_BEFORE.format(name=name, day=day_words(day)))
        return
    [number] = done.kept
    back = way_back("Отменить", "restore", p=done.people[0].id, x=number, y=number, **as_carried(done.said, today))
    why = await let_off_before(talk, done.people[0], day, leaving=False)
    until = AS_NOTED.format(why=why) if why else AS_EVER
    talk.say(NOTED.format(name=name, day=day_words(day), until=until), under([back]))


async def who_left(talk: Talk, rest: str) -> None:
    """Whom an officer has marked as gone, the newest first, and who is to leave; a file alone marks nobody."""
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    actor = actor_at(talk, desk.school.id)
    gone = await who_has_left(talk.session, actor)
    ahead = await who_will_leave(talk.session, actor, talk.today(desk.school))
    lines = [f"• {one.full_name} — с {day_words(day, year=True)}" for one, day in gone]
    parts = ["\n".join(["Больше не работают:", *shortened(lines, _SHOWN)])] if lines else []
    if ahead:
        said = [f"• {one.full_name} — с {day_words(leaves.starts_on, year=True)}" for one, leaves in ahead]
        parts.append("\n".join([WILL_LEAVE, *shortened(said, _SHOWN)]))
    stay = [
        [way_back(f"Остаётся: {one.full_name}", "restore", p=one.id, x=leaves.id, y=leaves.id)]
        for one, leaves in (ahead if may(talk, Right.CHANGER) else [])[:_BUTTONS]
    ]
    rows = [*stay, [button("Нет в последнем файле", "list", gap=UNLISTED)]]
    talk.say("\n\n".join(parts) or NOBODY_LEFT, under(*rows))


ROUTES = (
    Route("who_left", Right.READER, who_left, Does.SHOWS),
    Route("left", Right.CHANGER, left, Does.ASKS, label="Больше не работает{who}"),
    Route("left_yes", Right.CHANGER, left_yes),
    Route("left_later", Right.CHANGER, left_later),
)
