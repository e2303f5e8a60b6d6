"""«Исключить Алиеву до 12.01 больничный», «исключи математиков до пятницы»: who is left in peace.

Own patterns: whether words begin as an answer to its own question does.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from handlers.engine.buttons import button, good, under
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Continuation, Does, Right, Route
from handlers.engine.talk import Talk
from handlers.people.answered import tell_answered
from handlers.people.bringing_back import as_said
from handlers.people.exempt_buttons import (
    EXEMPT,
    SAID,
    SINCE,
    WHY,
    about_words,
    gaps_meant,
    on_button,
    told_before,
    ways_back,
    whose_and_about,
)
from handlers.people.exempt_days import (
    BAD_DATE,
    HOW_TO_DATE,
    SOME_TIME,
    day_of,
    meant,
    says_when,
    since_said,
    until_words,
)
from handlers.people.reasons import FOR_EVER, NO_REASON, is_usual, reason_of
from handlers.people.resting import (
    NOBODY_LEFT,
    PEOPLE,
    day_said,
    held_longer,
    list_resting,
    names_everybody,
    who_is_spared,
)
from handlers.understanding.reading.people.by_name import any_named
from handlers.understanding.reading.people.person_words import all_of, whom
from handlers.understanding.which_person import APART, MOST, carried, choose_several, nobody_such, others_named
from indicators.russian.rules import plural
from nudges.dates import Span, find_own_days, jumped_a_year
from nudges.names import Case
from nudges.periods import day_words
from services.selection.people import people_chosen
from services.selection.titles import title_of
from services.staff.exemptions import Changed, exempt
from storage.people.exemptions import OWN_WORDS, OwnWord, exemptions_of
from storage.tables import Person

ALL_AT_ONCE = (
    "Чтобы я никому не писал, есть пауза: напоминания школы подождут, пока не скажете «продолжить». Поставить? "
    "До какого-то дня — напишите, например, «пауза до пятницы»."
)
_ANSWERS = re.compile(r"\s*(?:до|по|на|со?|без|пока|\d)\b")
TOO_MANY_OF_GROUP = (
    f"За один раз — не больше {MOST} человек, а здесь ({{title}}) {{count}}. Пока ничего не менял: назовите, "
    "пожалуйста, частями."
)


async def leave_in_peace(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    if talk.word("who"):
        await _of_group(talk, desk)
        return
    if not rest and not talk.number("p") and not talk.word("ps"):
        await list_resting(talk, desk)
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
    else:
        await ask_for_those(talk, people, title, words)


async def ask_for_those(talk: Talk, people: Sequence[Person], title: str, words: str) -> None:
    """Each of them by name, till when where nothing was said of it."""
    if len(people) > MOST:
        talk.say(TOO_MANY_OF_GROUP.format(title=title, count=plural(len(people), *PEOPLE)))
    elif not words:
        await _until_when(talk, people)
    else:
        yes = good("Да", EXEMPT, **on_button(talk, people, words))
        question = f"Не тревожить {all_of(people, Case.ACCUSATIVE)} ({title}){about_words(talk)} — {words}?"
        talk.say(question, under([yes, button("Нет", "cancel")]))


def offer_pause(talk: Talk) -> None:
    talk.say(ALL_AT_ONCE, under([good("Пауза", "pause_yes"), button("Нет", "cancel")]))


async def _until_when(talk: Talk, people: Sequence[Person]) -> None:
    """Nothing was said of the time: ask, with the usual answers as buttons."""
    said = told_before(talk)
    whom = whose_and_about(talk, people) | said
    choices = [button(label, "exempt", rest=label, **whom) for label in ("на неделю", "на две недели")]
    more = [button(label, "exempt", rest=label, **whom) for label in ("до конца месяца", FOR_EVER)]
    names = all_of(people, Case.ACCUSATIVE)
    asked = f"До какого дня не тревожить {names}{_said(talk)}"
    if about := about_words(talk):
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
    if not people or not says_when(talk.text, talk.today(desk.school)):
        return False
    if await others_named(talk, desk, people, talk.text):
        if not _ANSWERS.match(talk.text.lower()) and not any_named(people, talk.text):
            return False  # a command about somebody else
        talk.say(APART)
        return True
    talk.given = {**talk.given, **{key: str(dialogue.state.get(key) or "") for key in ("gap", *SAID)}}
    await _leave(talk, desk, people, talk.text)
    return True


async def _leave(talk: Talk, desk: Desk, people: Sequence[Person], words: str) -> None:
    await talk.end()
    today = talk.today(desk.school)
    found = find_own_days(words, today)
    if found is not None and found.unread:
        talk.say(f"Не понял, какие это дни: «{'», «'.join(found.unread)}». {HOW_TO_DATE}")
        return
    if found is None and (any(letter.isdigit() for letter in words) or SOME_TIME.search(words.lower())):
        talk.say(BAD_DATE)
        return
    spans = since_said(talk, meant(found.spans, today, words) if found is not None else (Span(today, None),), today)
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
        _ask_reason(talk, people, until_words(spans, today), words, reason)
        return
    for why, those in (await _by_reason(talk, people, reason, spans, today)).items():
        await _leave_for(talk, desk, those, spans, why, today)


async def _by_reason(
    talk: Talk, people: Sequence[Person], reason: str, spans: Sequence[Span], today: date
) -> Mapping[str, Sequence[Person]]:
    """«Алиева выходит с понедельника», of somebody who is ill: without a reason it is the days of the absence that goes
    on now that are other ones."""
    if reason != NO_REASON or gaps_meant(talk) or spans[0].starts_on > today:
        return {reason: people}
    found: dict[str, list[Person]] = {}
    for one in people:
        holds = [
            known.reason
            for known in await exemptions_of(talk.session, one.id, today)
            if known.gap is None and known.starts_on <= today and known.reason not in OWN_WORDS
        ]
        found.setdefault(holds[-1] if holds else reason, []).append(one)
    return found


async def _leave_for(
    talk: Talk, desk: Desk, people: Sequence[Person], spans: Sequence[Span], reason: str, today: date
) -> None:
    held = [
        known
        for one in people
        for known in await exemptions_of(talk.session, one.id, date.min)
        if known.reason not in OWN_WORDS  # the deed takes their place, and their numbers may be given out anew
    ]
    before = {known.id: (known.person_id, as_said(known)) for known in held}
    ends = {known.id: known.ends_on for known in held}
    done = await _exempt(talk, desk, people, spans, reason, today)
    text = _done(done, until_words(spans, today) + about_words(talk), reason)
    text += _was(done, {ends[one] for one in done.kept if one in ends}, spans[-1].ends_on, today)
    text += await held_longer(talk, done.people, spans[-1].ends_on, today)
    talk.say(text, under(*ways_back(talk, done, before, today)))


def _said(talk: Talk) -> str:
    """What they have told of it themselves, and need not be told again."""
    since = day_of(talk.word(SINCE))
    from_when = f" с {day_words(since)}" if since is not None else ""
    return f"{from_when} ({talk.word(WHY)})" if talk.word(WHY) else f"{from_when} и почему"


async def _exempt(
    talk: Talk, desk: Desk, people: Sequence[Person], spans: Sequence[Span], reason: str, today: date
) -> Changed:
    actor, ids = actor_at(talk, desk.school.id), [person.id for person in people]
    fresh: set[int] = set()
    kept: tuple[int, ...] = ()
    named: tuple[Person, ...] = ()
    said: tuple[OwnWord, ...] = ()
    for span in spans:
        done = await exempt(talk.session, actor, ids, reason, span, talk.now, today=today, gaps=gaps_meant(talk))
        named, fresh, kept = done.people, fresh | {one.id for one in done.fresh}, kept + done.kept
        said += done.said
    whole = Changed(named, tuple(one for one in named if one.id in fresh), kept, said)
    running = talk.services.running
    await tell_answered(talk.session, desk.school, whole.answered, talk.now, today=today, communities=running)
    return whole


def _was(done: Changed, before: Collection[date | None], ends_on: date | None, today: date) -> str:
    """Of one person: till when it was, where the later word has moved that."""
    if len(done.people) != 1 or not before or ends_on in before:
        return ""
    was, now = (
        f"по {day_said(one, today)}" if one is not None else "пока не вернёте"
        for one in (min(before, key=lambda one: one or date.max), ends_on)
    )
    return f" Было {was}, стало {now}."


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
        f"{next_one}{about_words(talk)}? Или напишите другой день."
    )
    yes = good(f"Да, {next_one}", EXEMPT, **on_button(talk, people, f"{next_one} {reason}"))
    talk.say(question, under([yes, button("Нет", "cancel")]))


def _ask_reason(talk: Talk, people: Sequence[Person], until: str, words: str, reason: str) -> None:
    """Words that are no usual reason may have meant something else: «из математиков», «к новому году»."""
    question = f"Не тревожить {all_of(people, Case.ACCUSATIVE)}{until}{about_words(talk)}, причина — «{reason}»?"
    yes = good("Да", EXEMPT, why=1, **on_button(talk, people, words))
    talk.say(question, under([yes, button("Нет", "cancel")]))


ROUTES = (
    Route("exempt", Right.CHANGER, leave_in_peace, label="Не тревожить{who}"),
    Route("exemptions", Right.READER, who_is_spared, Does.SHOWS, label="Кого не тревожим"),
)
CONTINUATIONS = (Continuation(EXEMPT, Right.CHANGER, said_until_when, frozenset({"exempt", "not_now", "breaks"})),)
