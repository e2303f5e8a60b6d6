"""«Исключить Алиеву до 12.01 больничный», «вернуть Алиеву», «Алиева больше не работает»."""

import re
from collections.abc import Sequence
from datetime import date

from handlers.engine.buttons import bad, button, good, under
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Continuation, Does, Right, Route
from handlers.engine.talk import Talk
from handlers.people.reasons import FOR_EVER, is_usual, reason_of, usual_reason
from handlers.understanding.reading.people_by_name import any_named
from handlers.understanding.reading.person_words import all_of, whom
from handlers.understanding.which_person import (
    APART,
    MOST,
    NOBODY_SUCH,
    carried,
    choose,
    choose_several,
    label_of,
    others_named,
    staff_of,
    whose,
)
from indicators.russian.rules import plural
from nudges.dates import Span, find_own_days, jumped_a_year
from nudges.names import Case
from nudges.periods import day_words, span_words
from services.selection.people import people_chosen
from services.selection.titles import title_of
from services.staff.exemptions import Changed, bring_back, exempt, mark_as_left
from storage.people.exemptions import exempt_people
from storage.people.namesakes import told_apart
from storage.tables import Exemption, Person

EXEMPT = "exempt"
_FAR = 180  # days
HOW = (
    "Кого и до какого дня не тревожить? Например: «исключить Алиеву до 12.01 больничный». "
    "Без даты — пока не вернёте словом «вернуть Алиеву»."
)
ALL_AT_ONCE = (
    "Чтобы я никому не писал, есть пауза: напоминания школы подождут, пока не скажете «продолжить». "
    "До какого-то дня — напишите, например, «пауза до пятницы»."
)
_EVERYBODY = re.compile(r"(?:всем|всех|никому|никого)\b")
ALL_REMINDED = "Все и так получают напоминания."
ALL_OF_THEM_REMINDED = "Названные и так получают напоминания."
NOBODY_LEFT = "Этих людей больше нет в списке школы."
_ANSWERS = re.compile(r"\s*(?:до|по|на|со?|без|пока|\d)\b")
_SINCE = re.compile(r"\bсо?\s+\d.*\bпо\b")
_SHOWN = 30
_PEOPLE = ("человек", "человека", "человек")
TOO_MANY_OF_GROUP = (
    f"За один раз — не больше {MOST} человек, а здесь ({{title}}) {{count}}. Пока ничего не менял: назовите, "
    "пожалуйста, частями."
)
BAD_DATE = "Не понял дату. Напишите так: «до 12.01», «до пятницы», «28.12–11.01» или «на две недели»."


async def leave_in_peace(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    if talk.word("who"):
        await _of_group(talk, desk)
        return
    if not rest and not talk.number("p") and not talk.word("ps"):
        await _list(talk, desk.school.id, talk.today(desk.school))
        return
    if _EVERYBODY.match(rest.lower()):
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
        talk.say(NOBODY_SUCH.format(title=title))
    elif len(people) > MOST:
        talk.say(TOO_MANY_OF_GROUP.format(title=title, count=plural(len(people), *_PEOPLE)))
    elif not words:
        await _until_when(talk, people)
    else:
        yes = good("Да", EXEMPT, rest=words[:80], **whose(people))
        question = f"Не тревожить {all_of(people, Case.ACCUSATIVE)} ({title}) — {words}?"
        talk.say(question, under([yes, button("Нет", "cancel")]))


def offer_pause(talk: Talk) -> None:
    talk.say(ALL_AT_ONCE, under([button("Пауза", "pause")]))


async def _until_when(talk: Talk, people: Sequence[Person]) -> None:
    """Nothing was said of the time: ask, with the usual answers as buttons."""
    choices = [button(label, "exempt", rest=label, **whose(people)) for label in ("на неделю", "на две недели")]
    more = [button(label, "exempt", rest=label, **whose(people)) for label in ("до конца месяца", FOR_EVER)]
    names = all_of(people, Case.ACCUSATIVE)
    question = f"До какого дня не тревожить {names} и почему? Например: «до 12.01 больничный»."
    ids = ",".join(str(person.id) for person in people)
    await talk.ask(EXEMPT, question, under(choices, more, [button("Отмена", "cancel")]), people=ids)


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
    await _leave(talk, desk, people, talk.text)
    return True


def _says_when(text: str, today: date) -> bool:
    return find_own_days(text, today) is not None or FOR_EVER in text.lower() or usual_reason(text) is not None


async def _leave(talk: Talk, desk: Desk, people: Sequence[Person], words: str) -> None:
    await talk.end()
    today = talk.today(desk.school)
    found = find_own_days(words, today)
    if found is not None and found.unread:
        talk.say(f"Не понял, какие это дни: «{'», «'.join(found.unread)}». {BAD_DATE}")
        return
    if found is None and any(letter.isdigit() for letter in words):
        talk.say(BAD_DATE)
        return
    spans = _meant(found.spans, today, words) if found is not None else (Span(today, None),)
    ends_on = spans[-1].ends_on
    if ends_on is not None and ends_on < today:
        talk.say(f"{day_words(ends_on, year=True)} уже прошло. {BAD_DATE}")
        return
    reason = reason_of(found.rest if found is not None else words)
    if ends_on is not None and jumped_a_year(ends_on, today, words):
        _ask_year(talk, people, ends_on, reason)
        return
    if not is_usual(reason) and not talk.number("why"):
        _ask_reason(talk, people, _until(spans, today), words, reason)
        return
    done = await _exempt(talk, desk, people, spans, reason, today)
    talk.say(_done(done, _until(spans, today), reason), under([button("Вернуть", "restore", **whose(people))]))


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
    named: tuple[Person, ...] = ()
    for span in spans:
        done = await exempt(talk.session, actor, ids, reason, span, talk.now, today=today)
        named, fresh = done.people, fresh | {one.id for one in done.fresh}
    return Changed(named, tuple(one for one in named if one.id in fresh))


def _until(spans: Sequence[Span], today: date) -> str:
    if len(spans) > 1:
        days = [
            f"с {_day(one.starts_on, today)}" if one.ends_on is None else span_words(one.starts_on, one.ends_on)
            for one in spans
        ]
        return f" {', '.join(days[:-1])} и {days[-1]}"
    [span] = spans
    word = "по" if span.starts_on > today else "до"
    until = f" {word} {_day(span.ends_on, today)} включительно" if span.ends_on is not None else ", пока не вернёте"
    return f" с {_day(span.starts_on, today)}{until}" if span.starts_on > today else until


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
        f"{day_words(ends_on)} этого года уже прошло. Не тревожить {all_of(people, Case.ACCUSATIVE)} {next_one}? "
        "Или напишите другой день."
    )
    yes = good(f"Да, {next_one}", EXEMPT, rest=f"{next_one} {reason}"[:80], **whose(people))
    talk.say(question, under([yes, button("Нет", "cancel")]))


def _ask_reason(talk: Talk, people: Sequence[Person], until: str, words: str, reason: str) -> None:
    """Words that are no usual reason may have meant something else: «из математиков», «к новому году»."""
    question = f"Не тревожить {all_of(people, Case.ACCUSATIVE)}{until}, причина — «{reason}»?"
    yes = good("Да", EXEMPT, rest=words[:80], why=1, **whose(people))
    talk.say(question, under([yes, button("Нет", "cancel")]))


def _day(day: date, today: date) -> str:
    """The year is said where the day is so far away that it might be doubted."""
    return day_words(day, year=(day - today).days > _FAR)


async def _named(talk: Talk, school_id: int, found: Sequence[tuple[Exemption, Person]], today: date) -> list[str]:
    apart = await told_apart(talk.session, school_id)
    return [
        f"• {person.full_name}{apart.get(person.id, '')}: {exemption_words(one, today)}"
        for one, person in found[:_SHOWN]
    ]


async def _list(talk: Talk, school_id: int, today: date) -> None:
    found = await exempt_people(talk.session, school_id, today)
    lines = await _named(talk, school_id, found, today)
    talk.say("\n".join(["Не тревожу:", *lines, "", HOW]) if lines else HOW)


def exemption_words(one: Exemption, today: date) -> str:
    """«больничный, до 12 ноября»; what is still to begin says when."""
    if one.starts_on > today:
        until = f" по {_day(one.ends_on, today)}" if one.ends_on is not None else ""
        return f"{one.reason}, с {_day(one.starts_on, today)}{until}"
    return f"{one.reason}, до {_day(one.ends_on, today)}" if one.ends_on is not None else f"{one.reason}, без срока"


async def restore(talk: Talk, rest: str) -> None:
    """Back among the reminded. It sends nothing by itself: the next round looks at everybody anew."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    if talk.word("who"):
        absent = {one.id for one in await _resting(talk, desk)}
        group = await people_chosen(talk.session, actor_at(talk, desk.school.id), talk.word("who"))
        await _say_back(talk, desk, [one for one in group if one.id in absent])
        return
    if not rest and not talk.number("p") and not talk.word("ps"):
        resting = await _resting(talk, desk)
        everybody = await staff_of(talk, desk.school.id)
        rows = [[button(label_of(person, everybody), "restore", p=person.id)] for person in resting[:6]]
        talk.say("Кого вернуть?" if rows else ALL_REMINDED, under(*rows) if rows else None)
        return
    if _EVERYBODY.match(rest.lower()):
        await _ask_all(talk, desk)
        return
    chosen = await choose_several(talk, desk, rest, "restore", "вернуть", gone=True)
    if chosen is None:
        return
    await _say_back(talk, desk, chosen[0])


async def _say_back(talk: Talk, desk: Desk, people: Sequence[Person]) -> None:
    if not people:
        talk.say(ALL_OF_THEM_REMINDED if talk.word("who") else NOBODY_LEFT)
        return
    done = await _back(talk, desk, people)
    lines = (
        f"{one.full_name}: {'снова в напоминаниях' if one in done.fresh else 'и так получает напоминания'}."
        for one in done.people
    )
    talk.say("\n".join(lines))


async def _back(talk: Talk, desk: Desk, people: Sequence[Person]) -> Changed:
    actor, ids = actor_at(talk, desk.school.id), [person.id for person in people]
    return await bring_back(talk.session, actor, ids, talk.now, today=talk.today(desk.school))


async def _resting(talk: Talk, desk: Desk) -> list[Person]:
    found = await exempt_people(talk.session, desk.school.id, talk.today(desk.school))
    return list({person.id: person for _, person in found}.values())


async def _ask_all(talk: Talk, desk: Desk) -> None:
    today = talk.today(desk.school)
    found = await exempt_people(talk.session, desk.school.id, today)
    count = len({person.id for _, person in found})
    if not count:
        talk.say(ALL_REMINDED)
        return
    lines = await _named(talk, desk.school.id, found, today)
    lines += [f"…и ещё {len(found) - _SHOWN}"] if len(found) > _SHOWN else []
    people = plural(count, "человек", "человека", "человек")
    question = f"Вернуть в напоминания всех, кого не тревожу? Это {people}:"
    yes = good("Да, вернуть всех", "restore_all", n=count)
    talk.say("\n".join([question, *lines]), under([yes, button("Нет", "cancel")]))


async def restore_all(talk: Talk, rest: str) -> None:
    """What was asked for with «верни всех» and shown; if somebody came or went since, it is shown again."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    resting = await _resting(talk, desk)
    if not resting or len(resting) != talk.number("n"):
        await _ask_all(talk, desk)
        return
    await _back(talk, desk, resting)
    talk.say(f"Вернул в напоминания: {plural(len(resting), 'человек', 'человека', 'человек')}.")


async def left(talk: Talk, rest: str) -> None:
    """Somebody does not work here any more: the officer says so, never the program."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    chosen = await choose(talk, desk, rest, "left", "уволить")
    if chosen is not None:
        person = chosen[0]
        question = f"Отметить, что {person.full_name} больше не работает в школе? Напоминания прекратятся."
        talk.say(question, under([bad("Да, больше не работает", "left_yes", p=person.id), button("Нет", "cancel")]))


async def left_yes(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    actor, today = actor_at(talk, desk.school.id), talk.today(desk.school)
    done = await mark_as_left(talk.session, actor, [talk.number("p")], talk.now, today=today)
    person = done.people[0]
    if not done.fresh and person.left_on is not None:
        talk.say(f"{person.full_name}: уже отмечено, что не работает с {day_words(person.left_on)}.")
        return
    talk.say(f"{person.full_name}: отметил.", under([good("Отменить отметку", "restore", p=person.id)]))


ROUTES = (
    Route("exempt", Right.CHANGER, leave_in_peace),
    Route("restore", Right.CHANGER, restore),
    Route("restore_all", Right.CHANGER, restore_all),
    Route("left", Right.CHANGER, left, Does.ASKS),
    Route("left_yes", Right.CHANGER, left_yes),
)
CONTINUATIONS = (Continuation(EXEMPT, Right.CHANGER, said_until_when, frozenset({"exempt", "not_now", "breaks"})),)
