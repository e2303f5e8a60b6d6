"""«Суббота у нас рабочая», «отметь 20 декабря рабочим»: days on which the school works though others rest."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from handlers.engine.buttons import bad, button, good, under, way_back
from handlers.engine.old_buttons import CHANGED_SINCE, LEFT, anyway, is_overtaken, stamp
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.understanding.pieces.takes_off import takes_off
from handlers.understanding.said.weekdays import weekdays_in
from nudges.dates import find_days
from nudges.periods import day_words
from nudges.production import DAY_OFF, day_off
from services.breaks import Workdays, put_workdays, set_workdays, workdays

_SATURDAY, _SUNDAY = 5, 6
_MOST = 10
_CARRIED = 13  # days that a button can hold
EVERY = "every"
NEVER = "never"
DROP = "drop"
WHICH_OFF = "Что убрать из рабочих?"
NONE_MARKED = "Рабочими такие дни и не отмечены: по выходным педагогам не пишу."
ALL_SATURDAYS = (
    "Рабочими отмечены все субботы, одну из них отдельно не убрать: запишите её выходным, «каникулы» и число, — или "
    "сделайте выходными все."
)
SUNDAYS = (
    "По воскресеньям педагогам не пишу. Если рабочий один такой день, назовите число: «отметь 20 декабря рабочим»."
)
HOLIDAYS = "Праздничные дни остаются выходными."


async def ask(talk: Talk, rest: str) -> None:
    """Which days are meant is shown, and whether it is about every Saturday."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    today = talk.today(desk.school)
    named = _named(talk.text, today)
    if takes_off(talk.text):
        await _ask_to_take_off(talk, desk, named)
        return
    if not named and _SUNDAY in weekdays_in(talk.text):
        talk.say(SUNDAYS, under([button("Расписание", "schedule")]))
        return
    holidays = {day: why for day in named if (why := day_off(day)) not in (None, DAY_OFF)}
    named = [day for day in named if day not in holidays]
    if holidays and not named:
        told = ", ".join(f"{day_words(day, year=day.year != today.year)} — {why}" for day, why in holidays.items())
        talk.say(f"{told}. По праздникам педагогам не пишу: рабочим такой день не делаю.")
        return
    saturday = today + timedelta(days=(_SATURDAY - today.weekday()) % 7)
    days = named or [saturday]
    words = ", ".join(day_words(day) for day in days)
    rows = [[good(f"Только {words}", "workday_yes", d=_carried(days))]]
    if not named or all(day.weekday() == _SATURDAY for day in days):
        rows.append([button("Каждая суббота", "workday_yes", how=EVERY)])
        rows.append([button("Субботы снова выходные", "workday_yes", how=NEVER)])
    is_one = bool(named) and len(days) == 1
    which = f"Отметить {words} рабочим днём? В этот день" if is_one else "Отметить рабочими? В эти дни"
    question = f"{which} смогу писать педагогам в рабочие часы. {HOLIDAYS}"
    talk.say(question, under(*rows, [button("Нет", "cancel")]))


async def _ask_to_take_off(talk: Talk, desk: Desk, named: Sequence[date]) -> None:
    """«Суббота больше не рабочая», «12 декабря уже не рабочий день»: of those that are marked."""
    known, today = await workdays(talk.session, actor_at(talk, desk.school.id)), talk.today(desk.school)
    coming = sorted(day for day in known.days if day >= today)
    meant = [day for day in named if day in coming]
    if not meant and known.every_saturday and any(day.weekday() == _SATURDAY for day in named):
        rows = [[bad("Субботы снова выходные", "workday_yes", how=NEVER)], [button("Каникулы", "breaks")]]
        talk.say(ALL_SATURDAYS, under(*rows))
    elif meant:
        words = ", ".join(day_words(day) for day in meant)
        rows = [[bad(f"Убрать {words}" if len(meant) == 1 else "Убрать", "workday_yes", how=DROP, d=_carried(meant))]]
        on = "в этот день" if len(meant) == 1 else "в эти дни"
        text = f"Убрать из рабочих: {words}? Тогда {on} педагогам не пишу."
        talk.say(text, under(*rows, [button("Нет", "cancel")]))
    elif not named and (known.every_saturday or coming):
        never = [bad("Субботы снова выходные", "workday_yes", how=NEVER)] if known.every_saturday else []
        days = [[bad(f"Убрать {day_words(day)}", "workday_yes", how=DROP, d=_carried([day]))] for day in coming[:3]]
        talk.say(WHICH_OFF, under(never, *days, [button("Нет", "cancel")]))
    else:
        talk.say(NONE_MARKED, under([button("Расписание", "schedule")]))


def _named(text: str, today: date) -> list[date]:
    """The days that are named by their date; «суббота» alone may be any."""
    if not any(map(str.isdigit, text)):
        return []
    found = find_days(text, today)
    spans = found.spans if found is not None else ()
    days = [span.ends_on or span.starts_on for span in spans]
    return [day for day in days if day >= today][:_MOST]


async def write(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    actor = actor_at(talk, desk.school.id)
    before = await workdays(talk.session, actor)
    how = talk.word("how")
    if how in (EVERY, NEVER):
        await set_workdays(talk.session, actor, (), talk.now, every_saturday=how == EVERY)
        said = "Субботы теперь рабочие." if how == EVERY else "Субботы снова выходные."
    elif how == DROP:
        gone = frozenset(_days(talk.word("d"))[:_MOST]) & before.days
        await put_workdays(talk.session, actor, Workdays(before.days - gone, before.every_saturday), talk.now)
        off = "Больше не рабочий" if len(gone) == 1 else "Больше не рабочие"
        said = f"{off}: {', '.join(map(day_words, sorted(gone)))}." if gone else "Ничего не изменил."
    else:
        days = _days(talk.word("d"))[:_MOST]
        await set_workdays(talk.session, actor, days, talk.now)
        said = f"Отметил рабочими: {', '.join(day_words(day) for day in days)}." if days else "Ничего не изменил."
    coming = sorted(day for day in before.days if day >= talk.today(desk.school))
    left = await workdays(talk.session, actor)
    back: dict[str, Any] = {"d": _carried(coming), "s": int(before.every_saturday), LEFT: stamp(_state(left))}
    rows = [[way_back("Вернуть как было", "workday_back", **back)]] if len(coming) <= _CARRIED else []
    talk.say(said, under(*rows, [button("Расписание", "schedule")]))


async def put_back(talk: Talk, rest: str) -> None:
    """Days that are over stay as they are: the button does not carry them, and norms of that week still feel them."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    days, every, actor = frozenset(_days(talk.word("d"))), bool(talk.number("s")), actor_at(talk, desk.school.id)
    current = await workdays(talk.session, actor)
    if is_overtaken(talk.payload, _state(current)):
        ahead = [day_words(day) for day in sorted(current.days) if day >= talk.today(desk.school)]
        now = (
            ", ".join([*(["субботы рабочие"] if current.every_saturday else []), *ahead]) or "рабочих дней не отмечено"
        )
        talk.say(CHANGED_SINCE.format(now=now), under([*anyway(talk.payload)]))
        return
    over = {day for day in current.days if day < talk.today(desk.school)}
    await put_workdays(talk.session, actor, Workdays(days | over, every), talk.now)
    alone = [day_words(day) for day in sorted(days)]
    named = ["субботы", *alone] if every else alone
    said = f"Рабочие, как и было: {', '.join(named)}." if named else "Рабочих суббот и дней больше не отмечено."
    talk.say(said, under([button("Расписание", "schedule")]))


def _state(known: Workdays) -> tuple[list[date], bool]:
    return sorted(known.days), known.every_saturday


def _carried(days: Sequence[date]) -> str:
    return ",".join(day.isoformat() for day in days)


def _days(carried: str) -> list[date]:
    """It can be forged."""
    found = []
    for one in carried.split(","):
        with suppress(ValueError):
            found.append(date.fromisoformat(one))
    return found


ROUTES = (
    Route("set_workday", Right.CHANGER, ask, Does.ASKS, leads_out=True, label="Рабочая суббота"),
    Route("workday_yes", Right.CHANGER, write),
    Route("workday_back", Right.CHANGER, put_back),
)
