"""«Исключить Алиеву до 12.01 больничный», «исключи математиков до пятницы»: who is left in peace."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from handlers.engine.buttons import button, good, under, way_back
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Continuation, Does, Right, Route
from handlers.engine.talk import Talk
from handlers.people.answered import as_carried, tell_answered
from handlers.people.bringing_back import as_said
from handlers.people.reasons import FOR_EVER, NO_REASON, is_usual, reason_of, usual_reason
from handlers.people.resting import (
    NOBODY_LEFT,
    NOBODY_RESTS,
    PEOPLE,
    day_said,
    names_everybody,
    only_about,
    own_wish_lines,
    resting_lines,
)
from handlers.understanding.reading.people_by_name import any_named
from handlers.understanding.reading.person_words import all_of, whom
from handlers.understanding.which_person import (
    APART,
    CARRIED,
    MOST,
    carried,
    choose_several,
    label_of,
    nobody_such,
    others_named,
    whose,
)
from indicators.russian.rules import plural
from nudges.dates import Span, find_own_days, jumped_a_year
from nudges.messenger import Button
from nudges.names import Case
from nudges.periods import day_words, span_words
from services.lists import EITHER, gaps_in
from services.selection.people import people_chosen
from services.selection.titles import title_of
from services.staff.exemptions import Changed, exempt
from storage.people.exemptions import OWN_WORDS, OwnWord, exempt_people, exemptions_of
from storage.tables import Person

EXEMPT = "exempt"
SAID = WHY, SINCE = "because", "since"  # what somebody told of their own absence
_ROWS = 5  # of buttons, one for each person
HOW = (
    "Кого и до какого дня не тревожить? Например: «исключить Алиеву до 12.01 больничный». "
    "Без даты — пока не вернёте словом «вернуть Алиеву»."
)
ALL_AT_ONCE = (
    "Чтобы я никому не писал, есть пауза: напоминания школы подождут, пока не скажете «продолжить». "
    "До какого-то дня — напишите, например, «пауза до пятницы»."
)
_ANSWERS = re.compile(r"\s*(?:до|по|на|со?|без|пока|\d)\b")
_SINCE = re.compile(r"\bсо?\s+\d.*\bпо\b")
# A time that is no day of the calendar: kept «пока не вернёте», its end would be lost without a word.
_SOME_TIME = re.compile(
    r"\b(?:до|по|на|с)\s+(?:[а-яё]+\s+){0,2}?"
    r"(?:(?:пол)?год[ау]?|лет[аоу]?|весн[аыу]|осен[иь]|зим[аыу]|каникул[а-яё]*|четверт[а-яё]+|полугоди[а-яё]|экзамен[а-яё]*|"
    r"суток|месяц[а-яё]*|недел[а-яё]+)\b"
)
TOO_MANY_OF_GROUP = (
    f"За один раз — не больше {MOST} человек, а здесь ({{title}}) {{count}}. Пока ничего не менял: назовите, "
    "пожалуйста, частями."
)
_LEAST_WORDS = 40
HOW_TO_DATE = "Напишите так: «до 12.01», «до пятницы», «28.12–11.01» или «на две недели»."
BAD_DATE = f"Не понял дату. {HOW_TO_DATE}"


async def leave_in_peace(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    if talk.word("who"):
        await _of_group(talk, desk)
        return
    if not rest and not talk.number("p") and not talk.word("ps"):
        await _list(talk, desk)
        return
    if names_everybody(rest):
        offer_pause(talk)
        return
    chosen = await choose_several(talk, desk, rest, "exempt", "исключить")
    if chosen is None:
        return
    people, words = chosen
    if not people:
        talk.say(NOBODY_LEFT)
    elif not words:
        await _until_when(talk, people)
    else:
        await _leave(talk, desk, people, words)


async def _of_group(talk: Talk, desk: Desk) -> None:
    """A group is shown by name before anything is done."""
    people = await people_chosen(talk.session, actor_at(talk, desk.school.id), talk.word("who"))
    title, words = await title_of(talk.session, desk.school.id, talk.word("who")), talk.word("rest")
    if not people:
        talk.say(nobody_such(title))
    elif len(people) > MOST:
        talk.say(TOO_MANY_OF_GROUP.format(title=title, count=plural(len(people), *PEOPLE)))
    elif not words:
        await _until_when(talk, people)
    else:
        yes = good("Да", EXEMPT, **_carried(talk, people, words))
        question = f"Не тревожить {all_of(people, Case.ACCUSATIVE)} ({title}){_about(talk)} — {words}?"
        talk.say(question, under([yes, button("Нет", "cancel")]))


def _gaps(talk: Talk) -> tuple[str, ...]:
    """About what alone they are left in peace; nothing stands for everything."""
    return gaps_in(talk.word("gap"))


def _about(talk: Talk) -> str:
    return f", {only_about(gaps)}" if (gaps := _gaps(talk)) else ""


def _whose(talk: Talk, people: Sequence[Person]) -> dict[str, Any]:
    gaps = EITHER.join(_gaps(talk))
    return whose(people) | ({"gap": gaps} if gaps else {})


def _carried(talk: Talk, people: Sequence[Person], words: str) -> dict[str, Any]:
    """A button holds 255 letters."""
    whom = _whose(talk, people) | _told(talk)
    return {"rest": words[: max(_LEAST_WORDS, CARRIED - len(str(whom.get("gap", ""))))]} | whom


def offer_pause(talk: Talk) -> None:
    talk.say(ALL_AT_ONCE, under([button("Пауза", "pause")]))


async def _until_when(talk: Talk, people: Sequence[Person]) -> None:
    """Nothing was said of the time: ask, with the usual answers as buttons."""
    said = _told(talk)
    whom = _whose(talk, people) | said
    choices = [button(label, "exempt", rest=label, **whom) for label in ("на неделю", "на две недели")]
    more = [button(label, "exempt", rest=label, **whom) for label in ("до конца месяца", FOR_EVER)]
    names = all_of(people, Case.ACCUSATIVE)
    asked = f"До какого дня не тревожить {names}{_said(talk)}"
    if about := _about(talk):
        asked = f"Не тревожить {names}{about} — до какого дня и почему"
    question = f"{asked}? Например: «до 12.01{'' if talk.word(WHY) else ' больничный'}»."
    ids = ",".join(str(person.id) for person in people)
    buttons = under(choices, more, [button("Отмена", "cancel")])
    await talk.ask(EXEMPT, question, buttons, people=ids, gap=talk.word("gap"), **said)


async def said_until_when(talk: Talk) -> bool:
    desk = await at_desk(talk, Right.CHANGER)
    dialogue = talk.who.dialogue
    if desk is None or dialogue is None:
        return False
    people = await carried(talk, desk, dialogue.state.get("people") or str(dialogue.state.get("person")))
    if not people or not _says_when(talk.text, talk.today(desk.school)):
        return False
    if await others_named(talk, desk, people, talk.text):
        if not _ANSWERS.match(talk.text.lower()) and not any_named(people, talk.text):
            return False  # a command about somebody else
        talk.say(APART)
        return True
    talk.given = {**talk.given, **{key: str(dialogue.state.get(key) or "") for key in ("gap", *SAID)}}
    await _leave(talk, desk, people, talk.text)
    return True


def _says_when(text: str, today: date) -> bool:
    return find_own_days(text, today) is not None or FOR_EVER in text.lower() or usual_reason(text) is not None


async def _leave(talk: Talk, desk: Desk, people: Sequence[Person], words: str) -> None:
    await talk.end()
    today = talk.today(desk.school)
    found = find_own_days(words, today)
    if found is not None and found.unread:
        talk.say(f"Не понял, какие это дни: «{'», «'.join(found.unread)}». {HOW_TO_DATE}")
        return
    if found is None and (any(letter.isdigit() for letter in words) or _SOME_TIME.search(words.lower())):
        talk.say(BAD_DATE)
        return
    spans = _since_said(talk, _meant(found.spans, today, words) if found is not None else (Span(today, None),), today)
    ends_on = spans[-1].ends_on
    if ends_on is not None and ends_on < today:
        talk.say(f"{day_words(ends_on, year=True)} уже прошло. {HOW_TO_DATE}")
        return
    reason = reason_of(found.rest if found is not None else words)
    if reason == NO_REASON and talk.word(WHY):
        reason = talk.word(WHY)
    if ends_on is not None and jumped_a_year(ends_on, today, words):
        _ask_year(talk, people, ends_on, reason)
        return
    if not is_usual(reason) and not talk.number("why"):
        _ask_reason(talk, people, _until(spans, today), words, reason)
        return
    before = {
        known.id: (one.id, as_said(known))
        for one in people
        for known in await exemptions_of(talk.session, one.id, date.min)
        if known.reason not in OWN_WORDS  # the deed takes their place, and their numbers may be given out anew
    }
    done = await _exempt(talk, desk, people, spans, reason, today)
    text = _done(done, _until(spans, today) + _about(talk), reason)
    talk.say(text, under(*_ways_back(talk, done, before, today)))


def _ways_back(
    talk: Talk, done: Changed, before: Mapping[int, tuple[int, Mapping[str, Any]]], today: date
) -> list[list[Button]]:
    """`before` has of each exemption whose it was and its words of then.

    What was decided before, or said by somebody of themselves, stays; for those whose days were only changed with their
    days of then: one button where these were the same, otherwise one each."""
    if not done.fresh:
        return [[button("Вернуть", "restore", **_whose(talk, done.people))]]
    new = [one for one in done.kept if one not in before]
    if new:
        made: dict[str, Any] = {"x": min(new), "y": max(new)}
        alone = [one for one in done.fresh if one in done.answered][:_ROWS]
        if len(alone) > 1:  # a button has no room for the words of several
            theirs = {one.id: [word for word in done.said if word.person_id == one.id] for one in alone}
            rows = [
                [way_back(f"Вернуть: {label_of(one, done.fresh)}", "restore", p=one.id, **made, **said)]
                for one in alone
                for said in [as_carried(theirs[one.id], today)]
            ]
            others = [one for one in done.fresh if one not in alone]
            return [*rows, [way_back("Вернуть остальных", "restore", **whose(others), **made)]] if others else rows
        return [[way_back("Вернуть", "restore", **whose(done.fresh), **made, **as_carried(done.said, today))]]
    then = dict(before[one] for one in reversed(done.kept))
    said = then[done.fresh[0].id]
    if all(one == said for one in then.values()):
        return [[way_back("Как было", EXEMPT, **whose(done.fresh), **said)]]
    return [
        [way_back(f"Как было: {label_of(one, done.fresh)}", EXEMPT, p=one.id, **then[one.id])]
        for one in done.fresh[:_ROWS]
    ]


def _told(talk: Talk) -> dict[str, str]:
    return {key: talk.word(key) for key in SAID if talk.word(key)}


def _said(talk: Talk) -> str:
    """What they have told of it themselves, and need not be told again."""
    since = _day(talk.word(SINCE))
    from_when = f" с {day_words(since)}" if since is not None else ""
    return f"{from_when} ({talk.word(WHY)})" if talk.word(WHY) else f"{from_when} и почему"


def _since_said(talk: Talk, spans: Sequence[Span], today: date) -> Sequence[Span]:
    """Where the answer tells the end alone, it begins with the day that they named."""
    since = _day(talk.word(SINCE))
    if since is None or len(spans) != 1 or spans[0].starts_on != today:
        return spans
    ends_on = spans[0].ends_on
    return spans if ends_on is not None and ends_on < since else (Span(since, ends_on),)


def _day(said: str) -> date | None:
    """A button can be forged."""
    with suppress(ValueError):
        return date.fromisoformat(said)
    return None


def _meant(spans: Sequence[Span], today: date, words: str) -> Sequence[Span]:
    """One day alone is the last one, unless its beginning is said. Of several spans those that are over say nothing
    any more."""
    if len(spans) == 1:
        [only] = spans
        is_last = only.starts_on == only.ends_on and only.starts_on > today and not _SINCE.search(words.lower())
        return [Span(today, only.ends_on)] if is_last else spans
    return [span for span in spans if span.ends_on is None or span.ends_on >= today] or spans


async def _exempt(
    talk: Talk, desk: Desk, people: Sequence[Person], spans: Sequence[Span], reason: str, today: date
) -> Changed:
    actor, ids = actor_at(talk, desk.school.id), [person.id for person in people]
    fresh: set[int] = set()
    kept: tuple[int, ...] = ()
    named: tuple[Person, ...] = ()
    said: tuple[OwnWord, ...] = ()
    for span in spans:
        done = await exempt(talk.session, actor, ids, reason, span, talk.now, today=today, gaps=_gaps(talk))
        named, fresh, kept = done.people, fresh | {one.id for one in done.fresh}, kept + done.kept
        said += done.said
    whole = Changed(named, tuple(one for one in named if one.id in fresh), kept, said)
    running = talk.services.running
    await tell_answered(talk.session, desk.school, whole.answered, talk.now, today=today, communities=running)
    return whole


def _until(spans: Sequence[Span], today: date) -> str:
    if len(spans) > 1:
        days = [
            f"с {day_said(one.starts_on, today)}" if one.ends_on is None else span_words(one.starts_on, one.ends_on)
            for one in spans
        ]
        return f" {', '.join(days[:-1])} и {days[-1]}"
    [span] = spans
    word = "по" if span.starts_on > today else "до"
    until = f" {word} {day_said(span.ends_on, today)} включительно" if span.ends_on is not None else ", пока не вернёте"
    return f" с {day_said(span.starts_on, today)}{until}" if span.starts_on > today else until


def _done(done: Changed, until: str, reason: str) -> str:
    beginning = "Хорошо, не тревожу" if done.fresh else "Так и есть: не тревожу"
    if len(done.people) == 1:
        return f"{beginning} {whom(done.people[0], Case.ACCUSATIVE)}{until}: {reason}."
    lines = [
        f"• {whom(one, Case.ACCUSATIVE)}{' — так и было' if done.fresh and one not in done.fresh else ''}"
        for one in done.people
    ]
    return "\n".join([f"{beginning}{until} ({reason}):", *lines])


def _ask_year(talk: Talk, people: Sequence[Person], ends_on: date, reason: str) -> None:
    """A day without a year that has just passed: hardly anybody means the next one, a year from now."""
    next_one = f"до {ends_on:%d.%m.%Y}"
    question = (
        f"{day_words(ends_on)} этого года уже прошло. Не тревожить {all_of(people, Case.ACCUSATIVE)} "
        f"{next_one}{_about(talk)}? Или напишите другой день."
    )
    yes = good(f"Да, {next_one}", EXEMPT, **_carried(talk, people, f"{next_one} {reason}"))
    talk.say(question, under([yes, button("Нет", "cancel")]))


def _ask_reason(talk: Talk, people: Sequence[Person], until: str, words: str, reason: str) -> None:
    """Words that are no usual reason may have meant something else: «из математиков», «к новому году»."""
    question = f"Не тревожить {all_of(people, Case.ACCUSATIVE)}{until}{_about(talk)}, причина — «{reason}»?"
    yes = good("Да", EXEMPT, why=1, **_carried(talk, people, words))
    talk.say(question, under([yes, button("Нет", "cancel")]))


async def who_is_spared(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.READER)
    if desk is not None:
        await _list(talk, desk)


async def _list(talk: Talk, desk: Desk) -> None:
    """Why somebody is left in peace is for those who exempt, not for all who read."""
    today = talk.today(desk.school)
    found = await exempt_people(talk.session, desk.school.id, today)
    if not desk.may_change:
        names = list(dict.fromkeys(person.full_name for one, person in found if one.starts_on <= today))
        talk.say("\n".join(["Не тревожим:", *(f"• {name}" for name in names)]) if names else NOBODY_RESTS)
        return
    lines = await resting_lines(talk, desk.school.id, found, today)
    parts = ["\n".join(["Не тревожу:", *lines])] if lines else []
    parts += await own_wish_lines(talk, desk.school)
    talk.say("\n\n".join([*(parts or [NOBODY_RESTS]), HOW]))


ROUTES = (
    Route("exempt", Right.CHANGER, leave_in_peace, label="Не тревожить{who}"),
    Route("exemptions", Right.READER, who_is_spared, Does.SHOWS, label="Кого не тревожим"),
)
CONTINUATIONS = (Continuation(EXEMPT, Right.CHANGER, said_until_when, frozenset({"exempt", "not_now", "breaks"})),)
