"""«Расписание» and «каникулы»: when the school is written to by itself, and when it is not."""

import re
from datetime import date, timedelta

from sqlalchemy import delete, select

from handlers.engine.buttons import bad, button, main, under
from handlers.engine.rights import at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from nudges.agenda import agenda
from nudges.calendar import Rest
from nudges.dates import find_span
from nudges.periods import WEEKDAYS, day_words, span_words
from storage.clock.occasions import clock_facts
from storage.schools.calendar import add_breaks
from storage.tables import Break, School

_AHEAD = timedelta(days=14)
_LONGEST = 120  # days: a longer break is more likely a slip of the pen
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
_DROPS = 8
HOW = (
    "Когда отдыхаем? Напишите, например: «каникулы 28.12–11.01» или «карантин с 3 по 10 февраля». "
    "Можно прислать календарь .ics или таблицу с датами."
)
TOO_LONG = "это больше четырёх месяцев. Проверьте, пожалуйста, даты и напишите ещё раз: «каникулы 28.12–11.01»."
BAD_SPAN = "Не понял даты. Нужны первый и последний день: «каникулы 28.12–11.01»."


async def schedule(talk: Talk, rest: str) -> None:
    """The coming two weeks of automatic work, and what is left out and why."""
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    today = talk.today(desk.school)
    [(_, facts)] = await clock_facts(talk.session, talk.now, talk.services.default_zone, only=[desk.school])
    coming = agenda(today, today + _AHEAD, talk.now, facts)
    lines = [
        f"• {WEEKDAYS[run.at.weekday()]}, {day_words(run.at.date())}, {run.at:%H:%M} — {run.kind.words}"
        + (f" ({run.note})" if run.note else "")
        for run in coming.runs[:15]
    ]
    left_out = [
        f"• {day_words(one.date)} — {one.reason}"
        for one in coming.left_out
        if (not desk.school.paused if one.date == today else one.date.weekday() < 5)  # a pause is told below
    ]
    parts = ["Расписание на две недели:", *(lines or ["• пока ничего"])]
    if left_out:
        parts += ["", "Не пишу:", *left_out[:15]]
    if desk.school.paused:
        parts += ["", "Сейчас напоминания на паузе. Снять её — «продолжить»."]
    buttons = [button("Каникулы", "breaks"), button("Настройки", "settings")] if desk.may_change else []
    talk.say("\n".join(parts), under(buttons) if buttons else None)


async def breaks(talk: Talk, rest: str) -> None:
    """List the school's breaks, or add one that was named."""
    desk = await at_desk(talk, Right.CHANGER if rest else Right.READER)
    if desk is None:
        return
    today = talk.today(desk.school)
    if not rest or _NO_WISH.search(rest.lower()):
        await _show(talk, desk.school, today, may_change=desk.may_change)
        return
    found = find_span(rest, today) or find_span(f"на {rest}", today)  # «карантин 7 дней»
    if found is None or found.span.ends_on is None:
        talk.say(BAD_SPAN)
        return
    start, end = found.span.starts_on, found.span.ends_on
    if start == end < today:  # «пауза была вчера»
        await _show(talk, desk.school, today, may_change=desk.may_change)
        return
    if (end - start).days > _LONGEST:
        talk.say(f"{span_words(start, end, year=True)} — {TOO_LONG}")
        return
    said = talk.text.lower()
    is_pause = any(word in said for word in _PAUSE_WORDS)
    title = _VERBS.sub("", found.rest).strip()[:60] or next(
        (title for stem, title in _TITLES.items() if stem in said), "каникулы"
    )
    kind = "pause" if is_pause else "break"
    added = await add_breaks(talk.session, desk.school.id, [Rest(start, end, title, kind)])
    if added:
        talk.log("break", desk.school.id, start=str(start), end=str(end))
    done = "Записал" if added else "Уже записано"
    what = "Эти дни прошли: недельные нормы за них не спрашиваю." if end < today else "В эти дни никому не пишу."
    text = f"{done}: {title}, {span_words(start, end, year=True)}. {what}"
    talk.say(text, under([button("Все каникулы", "breaks")]))


async def _show(talk: Talk, school: School, today: date, *, may_change: bool) -> None:
    coming = select(Break).where(Break.school_id == school.id, Break.ends_on >= today).order_by(Break.starts_on)
    found = (await talk.session.scalars(coming)).all()
    lines = [f"• {one.title}: {span_words(one.starts_on, one.ends_on, year=True)}" for one in found[:20]]
    text = "\n".join(["Не пишу никому:", *lines] if lines else ["Каникул пока не записано."])
    drops = [bad(f"Убрать {span_words(one.starts_on, one.ends_on)}", "break_drop", id=one.id) for one in found[:_DROPS]]
    rows = [drops[start : start + 2] for start in range(0, len(drops), 2)]
    rows.append([main("Взять обычные", "breaks_suggest")])
    talk.say(f"{text}\n\n{HOW}" if may_change else text, under(*rows) if may_change else None)


async def drop(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    dropped = await talk.session.execute(
        delete(Break).where(Break.id == talk.number("id"), Break.school_id == desk.school.id).returning(Break.id)
    )
    if dropped.first() is None:
        talk.say("Эти дни уже убраны.")
        return
    talk.log("break", desk.school.id, dropped=talk.number("id"))
    talk.say("Убрал: в эти дни снова пишу.", under([button("Все каникулы", "breaks")]))


ROUTES = (
    Route("schedule", Right.READER, schedule, Does.SHOWS),
    Route("breaks", Right.READER, breaks, Does.SHOWS),
    Route("break_drop", Right.CHANGER, drop),
)
