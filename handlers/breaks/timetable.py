"""«Расписание» and «каникулы»: when the school is written to by itself, and when it is not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.engine.buttons import bad, button, main, under
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.reminding.automatic import when_next
from indicators.russian.calendar_words import WEEKDAYS, WHOLE_MONTH
from nudges.calendar import Rest
from nudges.dates import find_days
from nudges.periods import day_words, span_words
from services import breaks as deeds
from services.timetable import timetable
from storage.schools.calendar import BREAK, PAUSE

_AHEAD = timedelta(days=14)
_PAUSE_WORDS = ("карантин", "пауз", "дистан", "не отправля", "не пиши")
# What the days are called where only the command's own words were said.
_TITLES = {
    "карантин": "карантин",
    "пауз": "пауза",
    "не отправля": "пауза",
    "не пиши": "пауза",
    "дистан": "дистанционное обучение",
    "осенн": "осенние каникулы",
    "зимн": "зимние каникулы",
    "весенн": "весенние каникулы",
    "летн": "летние каникулы",
}
_NO_WISH = re.compile(r"\?|\b(?:не|законч\w+|когда|скоро|сколько|снят\w*)\b")
_VERBS = re.compile(r"\b(?:был[аио]?|будут|будет|идут|это)\b", re.IGNORECASE)
_DROPS_ONE = re.compile(r"\b(?:убери|убрать|отмени|отменить|сними|снять|удали|удалить)(?:те)?\b")
_DROPS = 8
SURELY = "Убрать: {title}, {days}? Тогда в эти дни снова пишу."
HOW = (
    "Когда отдыхаем? Напишите, например: «каникулы 28.12–11.01» или «карантин с 3 по 10 февраля». "
    "Можно прислать календарь .ics или таблицу с датами."
)
BAD_SPAN = "Не понял даты. Нужны первый и последний день: «каникулы 28.12–11.01»."

NO_LAST_DAY = "С {first} — а по какой день? Напишите оба, например: «каникулы 28.12–11.01»."


async def schedule(talk: Talk, rest: str) -> None:
    """The coming two weeks of automatic work, and what is left out and why."""
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    today = talk.today(desk.school)
    actor, zone = actor_at(talk, desk.school.id), talk.services.default_zone
    coming = await timetable(talk.session, actor, today, today + _AHEAD, talk.now, default_zone=zone)
    lines = [
        f"• {WEEKDAYS[run.at.weekday()]}, {day_words(run.at.date())}, {run.at:%H:%M} — {run.kind.words}"
        + (f" ({run.note})" if run.note else "")
        for run in coming.runs[:15]
    ]
    left_out = [
        f"• {day_words(one.date)} — {one.reason}"
        for one in coming.left_out
        if not one.lasting and (one.date == today or one.date.weekday() < 5)  # what lasts is told first
    ]
    parts = [await when_next(talk, desk.school), "", "Расписание на две недели:", *(lines or ["• пока ничего"])]
    if left_out:
        parts += ["", "Не пишу:", *left_out[:15]]
    buttons = [button("Каникулы", "breaks"), button("Настройки", "settings")] if desk.may_change else []
    talk.say("\n".join(parts), under(buttons) if buttons else None)


async def breaks(talk: Talk, rest: str) -> None:
    """List the school's breaks, or add one that was named."""
    desk = await at_desk(talk, Right.CHANGER if rest else Right.READER)
    if desk is None:
        return
    today = talk.today(desk.school)
    if not rest or _NO_WISH.search(rest.lower()):
        await _show(talk, desk)
        return
    entries = [_entry(talk, one, others, today) for one, others in _apart(rest)]
    problem = next((one.problem for one in entries if one.problem), "")
    if problem:
        talk.say(problem)
        return
    if all(first == last < today for one in entries for first, last in one.days):  # «пауза была вчера»
        await _show(talk, desk)
        return
    said = [await _written(talk, desk, one, today) for one in entries]
    talk.say("\n".join(said), under([button("Все каникулы", "breaks")]))


@dataclass(frozen=True, slots=True)
class _Entry:
    """Days under one name, or what cannot be understood of them."""

    title: str = ""
    kind: str = BREAK
    days: tuple[tuple[date, date], ...] = ()
    problem: str = ""


# «Карантин с 1 по 5 декабря и пауза до пятницы»: where the second begins.
_NEXT = re.compile(
    r"(?:\s*[,;]\s*|\s+)(?:(?:и|а также|потом|затем|плюс)\s+)?"
    r"(?=(?:карантин|пауз|дистан|(?:осенн|зимн|весенн|летн)\w*\s+каникул|каникул|праздни|выходн)\w*\s)",
    re.IGNORECASE,
)


def _apart(rest: str) -> list[tuple[str, Sequence[str]]]:
    """Each part that has a name and days of its own, with those that come after it."""
    parts = _NEXT.split(rest)
    if len(parts) < 2 or not all(any(map(str.isdigit, one)) or _DAY_WORD.search(one) for one in parts):
        return [(rest, ())]
    month = next((found[0] for one in parts if (found := _MONTH.search(one))), "")
    return [(_with_month(one, month), parts[place + 1 :]) for place, one in enumerate(parts)]


def _with_month(part: str, month: str) -> str:
    """«… с 7 по 9 декабря, пауза с 14 по 16»: of the month that was named."""
    bare = _SPAN.search(part) is not None and _MONTH.search(part) is None
    return f"{part} {month}" if bare and month else part


_MONTH = re.compile(WHOLE_MONTH, re.IGNORECASE)
_SPAN = re.compile(r"\bс \d{1,2} по \d{1,2}\b(?!\.)")
_DAY_WORD = re.compile(r"понедел|вторн|сред[ыау]|четверг|пятниц|суббот|воскрес|завтра|недел|конца|месяц", re.IGNORECASE)


def _entry(talk: Talk, words: str, others: Sequence[str], today: date) -> _Entry:
    found = find_days(words, today)
    if found is None:
        return _Entry(problem=BAD_SPAN)
    if found.unread:
        return _Entry(problem=f"Не понял, какие это дни: «{'», «'.join(found.unread)}». Назовите первый и последний.")
    open_ = [span.starts_on for span in found.spans if span.ends_on is None]
    if open_:
        return _Entry(problem=NO_LAST_DAY.format(first=day_words(open_[0])))
    said = talk.text if words not in talk.text or talk.text.endswith(words) else words
    if others:
        said = talk.text.partition(others[0])[0]  # the command's own word is not in the words behind it
    said = said.lower()
    title = _VERBS.sub("", found.rest).strip()[: deeds.TITLE] or next(
        (title for stem, title in _TITLES.items() if stem in said), "каникулы"
    )
    kind = PAUSE if any(word in said for word in _PAUSE_WORDS) else BREAK
    days = tuple((span.starts_on, span.ends_on) for span in found.spans if span.ends_on is not None)
    return _Entry(title, kind, days)


async def _written(talk: Talk, desk: Desk, entry: _Entry, today: date) -> str:
    actor, added = actor_at(talk, desk.school.id), False
    for first, last in entry.days:
        added |= await deeds.add(talk.session, actor, Rest(first, last, entry.title, entry.kind), talk.now)
    done = "Записал" if added else "Уже записано"
    is_over = entry.days[-1][1] < today
    what = "Эти дни прошли: недельные нормы за них не спрашиваю." if is_over else "В эти дни никому не пишу."
    said_days = [span_words(first, last, year=True) for first, last in entry.days]
    return f"{done}: {entry.title}, {' и '.join(said_days)}. {what}"


async def _show(talk: Talk, desk: Desk) -> None:
    found = await deeds.coming(talk.session, actor_at(talk, desk.school.id), talk.today(desk.school))
    meant = _to_drop(talk.text.lower(), found) if desk.may_change else []
    if len(meant) == 1:
        rest = meant[0].rest
        text = SURELY.format(title=rest.title, days=span_words(rest.starts_on, rest.ends_on, year=True))
        talk.say(text, under([bad("Убрать", "break_drop", id=meant[0].id), button("Все каникулы", "breaks")]))
        return
    lines = [f"• {one.rest.title}: {span_words(one.rest.starts_on, one.rest.ends_on, year=True)}" for one in found[:20]]
    text = "\n".join(["Не пишу никому:", *lines] if lines else ["Каникул пока не записано."])
    if not desk.may_change:
        talk.say(text)
        return
    drops = [
        bad(f"Убрать {span_words(one.rest.starts_on, one.rest.ends_on)}", "break_drop", id=one.id)
        for one in found[:_DROPS]
    ]
    rows = [drops[start : start + 2] for start in range(0, len(drops), 2)]
    rows.append([main("Взять обычные", "breaks_suggest")])
    talk.say(f"{text}\n\n{HOW}", under(*rows))


def _to_drop(said: str, found: Sequence[deeds.KnownRest]) -> Sequence[deeds.KnownRest]:
    """«Убери карантин»: those that are called so."""
    if _DROPS_ONE.search(said) is None:
        return []
    named = next((stem for stem in _TITLES if stem in said), "каникул")
    return [one for one in found if named in one.rest.title.lower()]


async def drop(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    if not await deeds.remove(talk.session, actor_at(talk, desk.school.id), talk.number("id"), talk.now):
        talk.say("Эти дни уже убраны.")
        return
    talk.say("Убрал: в эти дни снова пишу.", under([button("Все каникулы", "breaks")]))


ROUTES = (
    Route("schedule", Right.READER, schedule, Does.SHOWS),
    Route("breaks", Right.READER, breaks, Does.SHOWS),
    Route("break_drop", Right.CHANGER, drop),
)
