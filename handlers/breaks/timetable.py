"""«Каникулы»: when the school is not written to; written down, shown, taken away and put back."""

from collections.abc import Sequence
from datetime import date, timedelta

from handlers.breaks.changing import BEFORE, change, day_of, other_end, so_then
from handlers.breaks.entries import TITLES, Entry, called_so, entries
from handlers.engine.buttons import bad, button, good, main, under, way_back
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.reminding.held_words import say_held
from handlers.understanding.particulars.time.days_but import apart
from handlers.understanding.said.days_off import days_alone
from handlers.understanding.said.orders.changed_days import (
    How,
    begins_anew,
    change_in,
    drops,
    ends_alone,
    only_asks,
    tells_what_follows,
    with_month,
    without_what_follows,
)
from indicators.russian.rules import enumerated
from nudges.calendar import BREAK, PAUSE, QUIET, Rest
from nudges.dates import LOOK_BACK, find_span
from nudges.messenger import Button
from nudges.periods import on_days, span_words, spans_of
from services import breaks as deeds
from services import settings_back

_DROPS = 8
_MOST_BESIDE = 3
UNDER_ANOTHER_NAME = "Эти дни уже записаны: {title}, {days}. Если это «{wanted}», уберите прежнее и напишите ещё раз."
SURELY = "Убрать: {title}, {days}? Тогда {on} снова пишу."
SURELY_OVER = "Убрать: {title}, {days}? Тогда недельные нормы за это время спрашиваю как обычно."
SURELY_OVER_QUIET = "Убрать: {title}, {days}? Недельных норм за это время это не изменит."
STAYS = " Останется: {days}."
NONE_THEN = "На эти дни ничего не записано."
BESIDE = "На часть этих дней записано и другое: {others}. Лишнее можно убрать."
WHICH = "Какие из них убрать?"
_MOST_WHICH = 5
THEN_KNOWN = "Каникулы уже записаны: {days}."
THEN_UNKNOWN = "А каникулы пока не записаны: напишите и их — «каникулы 28.12–11.01»."
DAYS_SINCE = "С тех пор эти дни снова меняли. Всё равно вернуть, как было до той правки?"
NO_DAYS_NOW = "Вернул как было. Дней отдыха впереди не записано."
_ALL = button("Все каникулы", "breaks")
HOW = (
    "Когда отдыхаем? Напишите, например: «каникулы 28.12–11.01» или «карантин с 3 по 10 февраля». "
    "Можно прислать календарь .ics или таблицу с датами."
)


async def breaks(talk: Talk, rest: str) -> None:
    """List the school's breaks, or add one that was named."""
    desk = await at_desk(talk, Right.CHANGER if rest else Right.READER)
    if desk is None:
        return
    today = talk.today(desk.school)
    if (
        desk.may_change
        and (changes := change_in(talk.text)) is not None
        and (changes.how is How.SHORTER or begins_anew(talk.text))
    ):
        await change(talk, rest)  # «карантин сняли раньше, с 18 учимся», «каникулы начнутся раньше, с 26»
        return
    whole, talk.spelt = talk.text, without_what_follows(talk.text, today)
    rest = without_what_follows(rest, today)
    if not rest or only_asks(apart(days_alone(rest)).whole):
        await _show(talk, desk)
        return
    found = entries(rest, talk.text, today)
    problem = next((one.problem for one in found if one.problem), "")
    if problem:
        talk.say(problem)
        return
    if all(first == last < today for one in found for first, last in one.days):  # «пауза была вчера»
        await _show(talk, desk)
        return
    if follow := await _what_follows(talk, desk, whole, today):
        talk.say(follow)
    if ends_alone(rest) and len(found) == 1 and await other_end(talk, desk, found[0], today):
        return
    said = [await _written(talk, desk, one, today) for one in found]
    others = await _beside(talk, desk, [days for one in found for days in one.days])
    if others:
        words = "; ".join(f"{one.rest.title}, {_days(one.rest)}" for one in others)
        said.append(BESIDE.format(others=words))
    rows = [[_drop_button(one)] for one in others[:_MOST_BESIDE]]
    back = await _way_back(talk, desk, found)
    talk.say("\n".join(said), under(*rows, [*back, button("Все каникулы", "breaks")]))
    await say_held(talk, desk, [days for one in found for days in one.days])


async def _what_follows(talk: Talk, desk: Desk, said: str, today: date) -> str:
    """«…, а дальше каникулы»: which ones, or that they are not written down."""
    if not tells_what_follows(said):
        return ""
    found = await deeds.coming(talk.session, actor_at(talk, desk.school.id), today)
    known = next((one for one in found if one.rest.kind == BREAK), None)
    return THEN_KNOWN.format(days=_days(known.rest)) if known is not None else THEN_UNKNOWN


async def _beside(talk: Talk, desk: Desk, spans: Sequence[tuple[date, date]]) -> list[deeds.KnownRest]:
    """What else holds on some of these days: two breaks where one was meant."""
    found = await deeds.coming(talk.session, actor_at(talk, desk.school.id), talk.today(desk.school))
    return [
        one
        for one in found
        if (one.rest.starts_on, one.rest.ends_on) not in spans
        and any(one.rest.starts_on <= last and first <= one.rest.ends_on for first, last in spans)
    ]


async def _way_back(talk: Talk, desk: Desk, found: Sequence[Entry]) -> list[Button]:
    """Of what was just written down; of several the list has a button each."""
    same = await _with_days(talk, desk, found[0]) if len(found) == 1 else None
    return [way_back("Убрать", "break_drop", id=same.id)] if same is not None else []


async def _with_days(talk: Talk, desk: Desk, entry: Entry) -> deeds.KnownRest | None:
    """What is written down with the very days of an entry; None for one of several parts."""
    known = await deeds.coming(talk.session, actor_at(talk, desk.school.id), talk.today(desk.school) - BEFORE)
    return next((one for one in known if ((one.rest.starts_on, one.rest.ends_on),) == entry.days), None)


def _days(rest: Rest) -> str:
    return span_words(rest.starts_on, rest.ends_on, year=True)


def _drop_button(one: deeds.KnownRest) -> Button:
    return bad(f"Убрать {span_words(one.rest.starts_on, one.rest.ends_on)}", "break_drop", id=one.id)


async def _written(talk: Talk, desk: Desk, entry: Entry, today: date) -> str:
    actor, added = actor_at(talk, desk.school.id), False
    for first, last in entry.days:
        added |= await deeds.add(talk.session, actor, Rest(first, last, entry.title, entry.kind), talk.now)
    held = await _with_days(talk, desk, entry) if not added else None
    if held is not None and held.rest.title != entry.title:
        return UNDER_ANOTHER_NAME.format(title=held.rest.title, days=_days(held.rest), wanted=entry.title)
    done = "Записал" if added else "Уже записано"
    what = so_then(entry.days[0][0], entry.days[-1][1], entry.kind, today)
    said_days = enumerated(span_words(first, last, year=True) for first, last in entry.days)
    return f"{done}: {entry.title}, {said_days}. {what}{_but(entry)}"


def _but(entry: Entry) -> str:
    """That what was left out is left out."""
    if not entry.but:
        return ""
    return f" {enumerated(spans_of(entry.but))} — как обычно."


async def _show(talk: Talk, desk: Desk) -> None:
    today = talk.today(desk.school)
    found = await deeds.coming(talk.session, actor_at(talk, desk.school.id), today - BEFORE)
    if desk.may_change and drops(talk.text) and found:
        meant = _to_drop(talk.text.lower(), found, today)
        ahead = [one for one in meant if one[0].rest.ends_on >= today]
        if len(meant) == 1 or len(ahead) == 1:
            _ask_to_drop(talk, *(meant[0] if len(meant) == 1 else ahead[0]), today)
            return
        if meant:
            several = [one for one, *_ in ahead or meant][:_DROPS]
            rows = [[_drop_button(one)] for one in several][:_MOST_WHICH]
            talk.say(
                "\n".join([WHICH, *_lines(several)]),
                under(*rows, [button("Все каникулы", "breaks"), button("Нет", "cancel")]),
            )
            return
        talk.say(NONE_THEN)
    coming = [one for one in found if one.rest.ends_on >= today]
    over = [one for one in found if one.rest.ends_on < today]
    parts = ["\n".join(["Не пишу никому:", *_lines(coming)]) if coming else "Каникул пока не записано."]
    parts += ["\n".join(["Уже прошли:", *_lines(over)])] if over else []
    text = "\n\n".join(parts)
    if not desk.may_change:
        talk.say(text)
        return
    offered = [_drop_button(one) for one in (*coming, *over)[:_DROPS]]
    rows = [offered[start : start + 2] for start in range(0, len(offered), 2)]
    rows.append([main("Взять обычные", "breaks_suggest")])
    talk.say(f"{text}\n\n{HOW}", under(*rows))


def _lines(found: Sequence[deeds.KnownRest]) -> list[str]:
    return [f"• {one.rest.title}: {_days(one.rest)}" for one in found[:20]]


Cut = tuple[deeds.KnownRest, date, date]


def _to_drop(said: str, found: Sequence[deeds.KnownRest], today: date) -> Sequence[Cut]:
    """«Убери карантин», «карантин снят с 20»: those that are called so, with the days of each that are meant."""
    called = called_so(said, found)
    days = find_span(with_month(said, today), today, today - LOOK_BACK)
    if days is None:
        return [(one, one.rest.starts_on, one.rest.ends_on) for one in called]
    first, last = days.span.starts_on, days.span.ends_on or date.max
    cuts = [(one, max(one.rest.starts_on, first), min(one.rest.ends_on, last)) for one in called or found]
    return [one for one in cuts if one[1] <= one[2]]


def _ask_to_drop(talk: Talk, one: deeds.KnownRest, first: date, last: date, today: date) -> None:
    surely = SURELY if last >= today else SURELY_OVER_QUIET if one.rest.kind == QUIET else SURELY_OVER
    text = surely.format(title=one.rest.title, days=span_words(first, last, year=True), on=on_days(first, last))
    day = timedelta(days=1)
    kept = [(one.rest.starts_on, first - day), (last + day, one.rest.ends_on)]
    stays = " и ".join(span_words(*days, year=True) for days in kept if days[0] <= days[1])
    yes = bad("Убрать", "break_drop", id=one.id, a=str(first), b=str(last))
    talk.say(text + (STAYS.format(days=stays) if stays else ""), under([yes, button("Все каникулы", "breaks")]))


async def drop(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    first, last = day_of(talk.word("a"), date.min), day_of(talk.word("b"), date.max)
    actor = actor_at(talk, desk.school.id)
    gone = await deeds.remove(talk.session, actor, talk.number("id"), talk.now, first=first, last=last)
    if gone is None:
        talk.say("Эти дни уже убраны.")
        return
    on = on_days(gone.starts_on, gone.ends_on)
    was_rest = "нормы за это время спрашиваю, как и прежде" if gone.kind == QUIET else "нормы за это время спрашиваю"
    now = was_rest if gone.ends_on < talk.today(desk.school) else f"{on} снова пишу"
    back = way_back("Вернуть", "break_back", a=str(gone.starts_on), b=str(gone.ends_on), t=gone.title, k=gone.kind)
    talk.say(f"Убрал: {gone.title}, {_days(gone)} — {now}.", under([back, button("Все каникулы", "breaks")]))


async def put_back(talk: Talk, rest: str) -> None:
    """What was taken away, under the name that it had."""
    desk = await at_desk(talk, Right.CHANGER)
    first, last = day_of(talk.word("a"), date.max), day_of(talk.word("b"), date.min)
    if desk is None or first > last:
        return
    kind = talk.word("k") if talk.word("k") in (PAUSE, QUIET) else BREAK
    rest_again = Rest(first, last, talk.word("t") or TITLES["карантин"], kind)
    await deeds.put_back(talk.session, actor_at(talk, desk.school.id), rest_again, talk.now)
    talk.say(f"Вернул: {rest_again.title}, {_days(rest_again)}.", under([button("Все каникулы", "breaks")]))
    await say_held(talk, desk, [(first, last)])


async def as_they_were(talk: Talk, rest: str) -> None:
    """«Отмени последнее»: days off that were set, changed or taken away, wherever that was done."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    actor, today = actor_at(talk, desk.school.id), talk.today(desk.school)
    before = {one.rest for one in await deeds.coming(talk.session, actor, today)}
    ids = [int(one) for one in talk.word("e").split(",") if one.isdecimal()]
    try:
        await settings_back.put_back(talk.session, actor, ids, talk.now, sure=bool(talk.word("sure")))
    except settings_back.ChangedSince:
        anyway = good("Всё равно вернуть", "breaks_as_they_were", e=talk.word("e"), sure="yes")
        talk.say(DAYS_SINCE, under([anyway, button("Нет", "cancel")]))
        return
    after = [one.rest for one in await deeds.coming(talk.session, actor, today)]
    lines = [f"• {one.title}: {_days(one)}" for one in after]
    talk.say("\n".join(["Вернул как было. Теперь не пишу никому:", *lines] if lines else [NO_DAYS_NOW]), under([_ALL]))
    await say_held(talk, desk, [(one.starts_on, one.ends_on) for one in after if one not in before])


ROUTES = (
    Route("breaks_as_they_were", Right.CHANGER, as_they_were),
    Route("breaks", Right.READER, breaks, Does.SHOWS, label="Каникулы"),
    Route("break_drop", Right.CHANGER, drop),
    Route("break_back", Right.CHANGER, put_back),
)
