"""«Продли карантин до пятницы», «сократи каникулы на два дня», «перенеси каникулы на неделю»: other days for what is
written down, shown beside those of now before anything is changed."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta

from handlers.breaks.entries import Entry, called_so, title_in
from handlers.engine.buttons import button, good, under, way_back
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.reminding.held_words import say_held
from handlers.understanding.said.orders.changed_days import Change, How, change_in, changed
from nudges.calendar import QUIET
from nudges.periods import day_words, on_days, span_words
from services import breaks as deeds

CHANGE, MOVE = "break_change", "break_move"
BEFORE = timedelta(days=21)  # of what is over so long the norms of a week still feel it
_WEEK = timedelta(days=7)
_AS_OF = "v"
Days = tuple[date, date]
SURELY = "{title}: записано {was}, станет {now}. Изменить?"
ALREADY = "Так и записано: {title}, {was}."
NONE = "Менять нечего: под именем «{title}» ничего не записано. Запишите дни словами: «{title} с 1 по 5 декабря»."
WHEN = "{title}: записано {was}. Какие дни теперь? Напишите, например: «{example}»."
ODD = (
    "{title}: записано {was}, а теперь вышло бы с {first} по {last}. Проверьте, пожалуйста, даты и назовите первый и "
    "последний день."
)
DONE = "Записал: {title}, {now} (было {was}). {then}"
OVER = {
    "в этот день": "Этот день прошёл: недельную норму за него не спрашиваю.",
    "в эти дни": "Эти дни прошли: недельные нормы за них не спрашиваю.",
}
OVER_QUIET = {
    "в этот день": "Этот день прошёл, и уроки в нём были: недельную норму спрашиваю как обычно.",
    "в эти дни": "Эти дни прошли, и уроки в них были: недельные нормы спрашиваю как обычно.",
}
GONE = "Эти дни уже убрали или изменили. Посмотрите, что записано сейчас."
_ALL = button("Все каникулы", "breaks")


async def change(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    wanted = change_in(talk.text)
    if desk is None or wanted is None:
        return
    today, said = talk.today(desk.school), talk.text
    found = await deeds.coming(talk.session, actor_at(talk, desk.school.id), today - BEFORE)
    meant = {one: changed(one.rest, wanted, said, today) for one in _called(said.lower(), found, today)}
    if not meant:
        talk.say(NONE.format(title=title_in(said.lower())), under([_ALL]))
        return
    one, days = min(meant.items(), key=lambda each: _far(each[0], each[1], wanted))
    await _ask(talk, desk, one, days, wanted)


def _called(said: str, found: Sequence[deeds.KnownRest], today: date) -> list[deeds.KnownRest]:
    """What goes on now and what comes, the nearest first, or else what has ended lately."""
    called = called_so(said, found)
    return [one for one in called if one.rest.ends_on >= today] or called[-1:]


async def other_end(talk: Talk, desk: Desk, entry: Entry, today: date) -> bool:
    """«Карантин до пятницы», while it is written down till another day: the same one with another end, where it goes on
    now or begins before that day. False where there is none."""
    last = entry.days[-1][1]
    found = await deeds.coming(talk.session, actor_at(talk, desk.school.id), today)
    called = [one for one in found if one.rest.title == entry.title and one.rest.starts_on <= last]
    if not called:
        return False
    one = min(called, key=lambda each: abs((each.rest.ends_on - last).days))
    await _ask(talk, desk, one, (one.rest.starts_on, last), Change(How.OTHERS))
    return True


def _far(one: deeds.KnownRest, days: Days | None, wanted: Change) -> int:
    """Of several it is the one whose days are changed least; a length is said of the nearest."""
    if days is None or wanted.by is not None:
        return 0
    return abs((days[0] - one.rest.starts_on).days) + abs((days[1] - one.rest.ends_on).days)


async def _ask(talk: Talk, desk: Desk, one: deeds.KnownRest, days: Days | None, wanted: Change) -> None:
    was = one.rest.starts_on, one.rest.ends_on
    title = one.rest.title[:1].upper() + one.rest.title[1:]
    told = {"title": title, "was": span_words(*was, year=True)}
    if days is None:
        called = title_in(talk.text.lower()).replace("пауза", "паузу")
        example = f"{wanted.how.value} {called} {_for_example(wanted.how, *was)}"
        talk.say(WHEN.format(**told, example=example), under([_ALL]))
    elif not 0 <= (days[1] - days[0]).days <= deeds.LONGEST:
        first, last = (day_words(day, year=True) for day in days)
        talk.say(ODD.format(**told, first=first, last=last), under([_ALL]))
    elif days == was:
        talk.say(ALREADY.format(title=one.rest.title, was=told["was"]), under([_ALL]))
    else:
        yes = good("Да", MOVE, id=one.id, **_carried(days, was), **await _as_of(talk, desk, one.id))
        talk.say(SURELY.format(**told, now=span_words(*days, year=True)), under([yes, button("Нет", "cancel")], [_ALL]))


def _for_example(how: How, first: date, last: date) -> str:
    """Other days than those that are written down, as one may say them."""
    match how:
        case How.LONGER:
            return f"до {day_words(last + _WEEK)}"
        case How.SHORTER:
            return f"до {day_words(max(first, last - timedelta(days=1)))}"
        case How.MOVED:
            return f"на {day_words(first + _WEEK)}"
        case How.OTHERS:
            return f"на {span_words(first + _WEEK, last + _WEEK)}"


def _carried(days: Days, was: Days) -> dict[str, str]:
    return {"a": f"{days[0]}", "b": f"{days[1]}", "c": f"{was[0]}", "d": f"{was[1]}"}


async def move(talk: Talk, rest: str) -> None:
    """The button of the question, and the one that takes it back."""
    desk = await at_desk(talk, Right.CHANGER)
    days, was = _of_payload(talk, "a", "b"), _of_payload(talk, "c", "d")
    if desk is None:
        return
    actor, key = actor_at(talk, desk.school.id), talk.number("id")
    is_behind = _AS_OF in talk.payload and await _as_of(talk, desk, key) != {_AS_OF: talk.payload[_AS_OF]}
    gone = None if is_behind else await deeds.change(talk.session, actor, key, days, talk.now, was=was)
    if gone is None:
        talk.say(GONE, under([_ALL]))
        return
    now, then = span_words(*days, year=True), so_then(*days, gone.kind, talk.today(desk.school))
    back = way_back("Вернуть как было", MOVE, id=key, **_carried(was, days), **await _as_of(talk, desk, key))
    talk.say(DONE.format(title=gone.title, now=now, was=span_words(*was, year=True), then=then), under([back, _ALL]))
    await say_held(talk, desk, [days])


async def _as_of(talk: Talk, desk: Desk, break_id: int) -> dict[str, int]:
    """In a button: the change after which it was shown. What was done and taken back is not done by it once more."""
    return {_AS_OF: await deeds.last_change(talk.session, actor_at(talk, desk.school.id), break_id)}


def so_then(first: date, last: date, kind: str, today: date) -> str:
    """What days off mean for messages, or for the norms of weeks that are over."""
    on = on_days(first, last)
    return (OVER_QUIET if kind == QUIET else OVER)[on] if last < today else f"{on.capitalize()} никому не пишу."


def day_of(said: str, otherwise: date) -> date:
    """A button can be forged."""
    with suppress(ValueError):
        return date.fromisoformat(said)
    return otherwise


def _of_payload(talk: Talk, first: str, last: str) -> Days:
    return day_of(talk.word(first), date.max), day_of(talk.word(last), date.min)


ROUTES = (
    Route(CHANGE, Right.CHANGER, change, Does.ASKS),
    Route(MOVE, Right.CHANGER, move, bare_yes=True),
)
