"""«Я на больничном до пятницы», «я увольняюсь»: what people say of themselves, told to officers, and holding until they
answer.

Own patterns: other numbers under what was just passed on are put in the place of the first ones.
"""

import re
from datetime import date, timedelta
from typing import Any

from handlers.engine.buttons import bad, button, good, under
from handlers.engine.keyboards import my_figures_button
from handlers.engine.rights import actor_at
from handlers.engine.routes import Continuation, Does, Right, Route, typed
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import (
    as_whom,
    asked_now,
    is_to_be_told,
    nobody_to_tell,
    other_officers,
    tell_officers,
)
from handlers.people import back_at_work
from handlers.people.exempt_buttons import SINCE, WHY
from handlers.people.reasons import reason_of, usual_reason
from handlers.people.resting import AS_BEFORE, days_words, let_off_before, typed_days
from handlers.understanding.pieces.conceding import takes_absence_back
from handlers.understanding.reading.people.leaving import (
    LAST_DAY_AT_WORK,
    asks_of_account,
    says_back_from,
    says_has_left,
    says_works_from,
    without_days_at_work,
)
from handlers.understanding.said.teachers.days_alone import has_nothing_beside_days, without_slip
from indicators.russian.rules import cut
from nudges.dates import day_that_has_been, find_own_days
from nudges.gaps import all_named
from nudges.periods import day_words
from services.staff.own_absence import say_absent
from storage.dialogs.dialogues import begin_dialogue
from storage.people.namesakes import name_shown

_LONGEST = 80  # letters of what was said that a button carries
_MOST_SPANS = 2  # of days that a button carries
_NOTHING = "-"  # is meant that can be read: the beginning is not read in place of the whole
ABSENCE, TOLD, GOING = "absence", "absence_told", "going"
AWAY = "Спасибо, что сказали! Передать ответственному, чтобы вас пока не тревожили?"
AWAY_TOLD = "Передал. Пока ответственный не ответит, не тревожу вас: {days}."
GONE = "Понял. Передать ответственному, чтобы он убрал вас из списка школы?"
ACCOUNT = (
    "Аккаунт мессенджера остаётся вашим, второй заводить не нужно; как подключить учебный профиль к другой школе, "
    "скажет её администратор Сферума."
)
GONE_ON = "Понял, с {day}. Передать ответственному, чтобы он убрал вас из списка школы?"
GONE_TOLD = "Передал ответственному, спасибо, что предупредили! Пока он не ответит, не тревожу вас: {days}."
GONE_LATER = (
    "Передал ответственному, спасибо, что предупредили! До {day} пишу как обычно, а потом, пока он не ответит, не "
    "тревожу вас: {days}."
)
GONE_LATER_RESTING = (
    "Передал ответственному, спасибо, что предупредили! Пока остаётся, как записано: {why}. А с {day}, пока он не "
    "ответит, не тревожу вас: {days}."
)
ASKS = "просит пока не тревожить: «{said}»."
CORRECTS = "поправляет, когда не тревожить: «{said}»."
LEAVES = "пишет об уходе из школы: «{said}»."
LEAVES_CORRECTED = "поправляет, когда уходит из школы: «{said}»."
_INSTEAD, _LEAVING = "instead", "leaving"
_NOT_BUT = re.compile(
    r"\bне (?:с|со|до|по|на)?\s*(?P<not>\d{1,2})\b\W*(?:а|но)\s+(?:с|со|до|по|на)?\s*(?P<but>\d{1,2})\b"
)
_MONTH = re.compile(r"\d\s+((?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр)\w*)")
_SPAN = re.compile(r"\b(?:с|со|до|по)\b")
UNTIL_ANSWERED = "До вашего ответа не тревожу: {days}."


async def away(talk: Talk, rest: str) -> None:
    """«Я на больничном»: the officer is told only when the teacher says so."""
    await ask_whether_to_tell_of(talk, AWAY)


async def ask_whether_to_tell_of(talk: Talk, text: str) -> None:
    carried = await _carried(talk) | asked_now(talk)
    yes = good("Да, передать", "away_yes", **carried)
    await talk.ask(ABSENCE, text, under([yes], [button("Не на этой неделе", "not_now")]), **carried)


async def said_when(talk: Talk) -> bool:
    """«До 13 ноября» after «болею»: days of what was said before, and a wish that it is passed on. Only where nothing
    else is said: «чат создавала в сентябре», «выхожу завтра», «бываю только во вторник» are messages of their own."""
    dialogue = talk.who.dialogue
    if dialogue is None or "?" in talk.text or not talk.who.persons:
        return False
    today = talk.today(await talk.school_of(talk.who.persons[0]))
    is_day = bool(_days(talk.text, today)) or _since(talk.text, today) is not None
    if not (is_day and has_nothing_beside_days(talk.text, today)):
        return False
    before = str(dialogue.state.get("rest", ""))
    meant = f"{talk.text} {usual_reason(before) or ''}".strip()
    talk.given = {**dialogue.state, "rest": f"{before}, {talk.text}" if before else talk.text, "meant": meant}
    await away_yes(talk, "")
    return True


async def away_yes(talk: Talk, rest: str) -> None:
    if not await is_to_be_told(talk):
        return
    said = talk.word("rest")[:_LONGEST]
    words = CORRECTS if talk.word(_INSTEAD) else ASKS
    days = await _tell(talk, words.format(said=said), "Не тревожить", "exempt", said)
    await _told(talk, AWAY_TOLD, days, {"rest": said})


async def _told(talk: Talk, text: str, days: str, state: dict[str, Any]) -> None:
    """What is said next, as the same person, may set it right, or take it back."""
    if not days:
        talk.say(nobody_to_tell(talk), my_figures_button())
        return
    corrected = {"rest": talk.word("meant")} if talk.word(_INSTEAD) else {}
    state = {**state, **corrected, **as_whom(talk)}
    talk.who.dialogue = await begin_dialogue(talk.session, talk.who.account.id, TOLD, state, talk.now)
    talk.say(text.format(days=days), under([button("Уже не нужно", "not_away")]))


async def said_otherwise(talk: Talk) -> bool:
    """«Ой, не с 12, а с 14», «со 2 по 8»: other days of the same absence; «я передумала»: none of it. Whoever names
    what they are reminded of («звонок проведу до 15 декабря») speaks of that."""
    dialogue = talk.who.dialogue
    if dialogue is None or "?" in talk.text or not talk.who.persons or all_named(talk.text):
        return False
    said, is_leaving = talk.text.lower(), _LEAVING in dialogue.state
    if not is_leaving and says_back_from(said):
        return await back_at_work.ask_whether_to_tell(talk)
    today = talk.today(await talk.school_of(talk.who.persons[0]))
    meant = _other_days(said, str(dialogue.state.get("rest", "")), today, is_leaving=is_leaving)
    if meant:
        talk.given = {**dialogue.state, "rest": talk.text, "meant": meant, _INSTEAD: "1"}
        await (gone_yes if is_leaving else away_yes)(talk, "")
        return True
    return takes_absence_back(talk.text) and await back_at_work.ask_whether_to_tell(talk)


def _other_days(said: str, before: str, today: date, *, is_leaving: bool) -> str:
    """The absence, or the leaving, as it is now; empty where no other days are said."""
    swapped = _NOT_BUT.search(said)
    if swapped is not None:
        first, second = swapped["not"], swapped["but"]
        meant = re.sub(rf"(?<!\d){first}(?!\d)", second, before, count=1)
        return meant if meant != before and (_days(meant, today) or _since(meant, today)) else ""
    month = _MONTH.search(before.lower())
    reason = usual_reason(before) or ""
    others = without_days_at_work(said)
    if is_leaving and others != said and (day := _since(others, today) or leaves_on(said, today)):
        return f"с {day:%d.%m.%Y}"
    if says_works_from(others):
        return ""
    lasts = is_leaving or not _days(before, today)
    for days in (others, f"{others} {month[1]}" if month is not None else others):
        named = [] if is_leaving else _days(days, today)
        if (named or (lasts and _since(days, today))) and _SPAN.search(days):
            return f"{days} {reason}".strip()
    return ""


async def not_away(talk: Talk, rest: str) -> None:
    """«Уже не нужно» under what was passed on."""
    if not await back_at_work.ask_whether_to_tell(talk):
        talk.say(back_at_work.NOT_RESTING, my_figures_button())


async def not_here(talk: Talk, rest: str) -> None:
    """«Я больше не работаю»: only the officer takes somebody off the list."""
    carried = await _carried(talk) | asked_now(talk)
    yes = good("Да, передать", "gone_yes", **carried)
    today = talk.today(await talk.school_of(talk.who.persons[0]))
    since = leaves_on(carried.get("meant") or carried.get("rest", ""), today)
    text = GONE if since is None else GONE_ON.format(day=day_words(since))
    if asks_of_account(talk.text):
        text = f"{ACCOUNT} {text}"
    ways = under([yes, button("Нет", "cancel")], [bad("Удалить мои данные", "forget_me")])
    await talk.ask(GOING, text, ways, **carried)


async def said_when_going(talk: Talk) -> bool:
    """«С 1 декабря», «нет, с 5-го» under the question: the day of what was said before, and asked once more."""
    dialogue = talk.who.dialogue
    if dialogue is None or "?" in talk.text or not talk.who.persons:
        return False
    today, said = talk.today(await talk.school_of(talk.who.persons[0])), without_slip(talk.text)
    if leaves_on(said, today) is None or not has_nothing_beside_days(said, today):
        return False
    before = str(dialogue.state.get("rest", ""))
    named = find_own_days(before, today) if before else None
    talk.spelt = f"{named.rest if named is not None else before} {said}".strip()
    await not_here(talk, "")
    return True


async def gone_yes(talk: Talk, rest: str) -> None:
    if not await is_to_be_told(talk):
        return
    said = talk.word("rest")[:_LONGEST]
    words = LEAVES_CORRECTED if talk.word(_INSTEAD) else LEAVES if said else "пишет, что больше не работает в школе."
    days = await _tell(talk, words.format(said=said), "Больше не работает", "left", said)
    since = leaves_on(talk.word("meant") or said, talk.today(await talk.school_of(talk.who.persons[0])))
    if since is None:
        await _told(talk, GONE_TOLD, days, {"rest": said, _LEAVING: True})
        return
    why = "; ".join(
        filter(None, [await let_off_before(talk, one, since, to_themselves=True) for one in talk.who.persons])
    )
    told = GONE_LATER_RESTING if why else GONE_LATER
    await _told(talk, told.format(day=day_words(since), why=why, days="{days}"), days, {"rest": said, _LEAVING: True})


async def _carried(talk: Talk) -> dict[str, str]:
    """What was said, as a button carries it: of a long message the beginning, and what its end may say of days and
    reason apart."""
    said = talk.text or talk.word("rest")
    if len(said) <= _LONGEST:
        return {"rest": said} if said else {}
    today = talk.today(await talk.school_of(talk.who.persons[0]))
    days, since = _days(said, today), _since(said, today)
    when = typed_days(days, today) if days else f"с {since:%d.%m.%Y}" if since is not None else ""
    meant = f"{when} {usual_reason(said) or ''}".strip() or _NOTHING
    return {"rest": cut(said, _LONGEST), "meant": meant}


async def _tell(talk: Talk, words: str, label: str, command: str, said: str = "") -> str:
    """What a teacher has to say about themselves, to the officers of their schools, and the days on which nobody writes
    to them until these answer; empty where there is nobody to be told.

    The days a teacher named, the first and the last, are in the officer's button: nothing has to be typed again.
    """
    peace, meant, instead = "", talk.word("meant") or said, bool(talk.word(_INSTEAD))
    for person in talk.who.persons:
        today = talk.today(await talk.school_of(person))
        is_gone = command == "left"
        since = leaves_on(meant, today) if is_gone else _since(meant, today)
        named = [] if is_gone else _days(meant, today)
        actor = actor_at(talk, person.school_id)
        if not await other_officers(talk.session, person.school_id, talk.who.account.id):
            continue
        first = since or today  # until then they work, and are written to
        spans = await say_absent(
            talk.session, actor, person, named, talk.now, first=first, gone=is_gone, instead=instead
        )
        peace = days_words([(one.starts_on, one.ends_on or one.starts_on) for one in spans], today)
        why = usual_reason(meant) or reason_of(said)
        rest: dict[str, Any] = {"rest": f"{typed_days(named, today)} {why}"[:_LONGEST]} if named else {}
        since = since or (left_on(meant, today) if is_gone else None)
        if not named and since is not None:
            rest = {"from" if is_gone else SINCE: since.isoformat()}
        if not named and not is_gone and (told := usual_reason(meant)):
            rest |= {WHY: told}
        act = good(f"{label} {days_words(named, today)}".strip(), command, p=person.id, **rest)
        text = f"{await name_shown(talk.session, person)} {words} {UNTIL_ANSWERED.format(days=peace)}"
        await tell_officers(
            talk, person.school_id, text, under([act], [button(AS_BEFORE, "restore", p=person.id, own=1)])
        )
    return peace


def _days(said: str, today: date) -> list[tuple[date, date]]:
    """The days of an absence that are not over; none where one of them is not clear."""
    found = find_own_days(said, today) if said else None
    if found is None or found.unread or len(found.spans) > _MOST_SPANS:
        return []
    spans = [(span.starts_on, span.ends_on) for span in found.spans if span.ends_on is not None]
    return [(first, last) for first, last in spans if last >= today] if len(spans) == len(found.spans) else []


def _since(said: str, today: date) -> date | None:
    """The day ahead from which somebody is away or gone, where no last day is said: «в отпуске с понедельника»."""
    found = find_own_days(said, today) if said else None
    if found is None or found.unread or len(found.spans) != 1:
        return None
    [span] = found.spans
    return span.starts_on if span.ends_on is None and span.starts_on > today else None


def leaves_on(said: str, today: date) -> date | None:
    """The first day ahead on which they work no more: «с 11 января», «увольняюсь 1 декабря», «дорабатываю до 30
    ноября», «последний рабочий день 30 ноября»."""
    if left_on(said, today) is not None:
        return None
    days = _days(said, today)
    if len(days) != 1:
        return _since(said, today)
    [(first, last)] = days
    if first == last:
        leaves = first + timedelta(days=LAST_DAY_AT_WORK.search(said) is not None)
        return leaves if leaves > today else None
    return last + timedelta(days=1) if first <= today < last else None


def left_on(said: str, today: date) -> date | None:
    """The day that has been, of whoever has left by now: «уволился с 1 числа», «уже с понедельника не работает»."""
    return day_that_has_been(said, today) if says_has_left(said) else None


ROUTES = (
    Route("away", Right.LINKED, away, Does.ASKS, label="Меня пока нет"),
    Route(
        "away_yes",
        Right.LINKED,
        away_yes,
        bare_yes=True,
        also_typed=typed("передай · передайте · передай пожалуйста · передайте пожалуйста · передать"),
    ),
    Route("not_here", Right.LINKED, not_here, Does.ASKS, label="Здесь не работаю"),
    Route("gone_yes", Right.LINKED, gone_yes),
    Route("not_away", Right.LINKED, not_away, Does.ASKS),
)
_OF_DAYS = frozenset({"away", "not_now", "exempt", "days_off"})
_OTHERWISE = _OF_DAYS | {"back", "mute", "mistake", "done", "cancel"}
CONTINUATIONS = (
    Continuation(ABSENCE, Right.LINKED, said_when, _OF_DAYS),
    Continuation(GOING, Right.LINKED, said_when_going, frozenset({"not_here", "away", "not_now"})),
    Continuation(TOLD, Right.LINKED, said_otherwise, _OTHERWISE, lasts=True),
)
