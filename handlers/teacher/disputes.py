"""«Это ошибка» on the officer's side: what is disputed, one message for each person, and the answer that goes back."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from handlers.engine.buttons import bad, button, good, main, shorten, under, way_back
from handlers.engine.keyboards import my_figures_button
from handlers.engine.rights import Desk, actor_at, at_desk, may
from handlers.engine.routes import Does, Right, Route
from handlers.engine.shared_reads import Batch
from handlers.engine.talk import Talk
from handlers.engine.telling_officers import say_elsewhere
from handlers.teacher.figures_in_words import OwnFigures, line_of, own_figures, period
from handlers.understanding.reading.people.person_words import name_of
from handlers.understanding.which_person import one_person
from indicators.russian.rules import plural, small
from indicators.weeks import Week
from nudges.gaps import GAP
from nudges.messenger import Button, Keyboard
from nudges.periods import span_words, week_words
from nudges.plan.standing import ACCEPTED, ALL_GAPS, BY_FILE, REJECTED, WITHDRAWN
from reports.figures.wording import DECIDED
from services.staff.disputes import answer, find_dispute
from services.staff.threads import OpenThread, objected, open_threads, said_since, thread
from storage.people import telling
from storage.people.exemptions import OWN_WORDS, SAID_AWAY, exemptions_of
from storage.people.namesakes import name_shown, told_apart
from storage.people.threads import Said
from storage.people.unanswered import count_waiting
from storage.statistics.people_in_week import PersonInWeek
from storage.tables import Claim, Person, School

HOW_THREAD = "О ком рассказать? Например: «что писала Исаева»."
OBJECTED = "{name}: о своих цифрах — {times}. Последнее из переписки:"
NEVER_OBJECTED = "{name}: о цифрах мне не писали и об ошибке не сообщали."
ABSENCE = "сообщение об отсутствии: "
TOLD_ELSE = "{name}: о цифрах мне не писали. Было другое:"
TIMES = ("сообщение", "сообщения", "сообщений")
_SIDES = {
    "teacher": "педагог",
    "officer": "ответственный",
    "file": "бот",
    "withdrew": "педагог отозвал",
    "replaced": "педагог, потом поправил",
}
_QUOTED = 200
_SHOWN = 5  # messages at once
_AT_ONCE = 10
PEOPLE = ("человек", "человека", "человек")
MESSAGES = ("сообщение", "сообщения", "сообщений")
ANSWERS = {
    ACCEPTED: (
        "Признали ошибкой, по этим данным больше не напомню.",
        "{name}, спасибо, что сказали: в данных правда ошибка ({what}). По ним больше не напомню.",
    ),
    REJECTED: (
        "Оставили как есть.",
        "{name}, ответственный проверил: данные верны ({what}). Если что-то не получается, напишите «как сделать» — "
        "помогу, или «кто ответственный» — покажу, к кому обратиться.",
    ),
}
CHANGE = {ACCEPTED: "Изменить: в данных ошибка", REJECTED: "Изменить: данные верны"}
BEFORE = {resolution: f"На это уже ответили. {said}" for resolution, (said, _) in ANSWERS.items()}
BEFORE |= dict.fromkeys(BY_FILE, "Отвечать не надо: по новым данным это выполнено, я всё закрыл.")
BEFORE[WITHDRAWN] = "Отвечать не надо: педагог это уже отозвал, ошибки в данных нет."
DONE_MEANWHILE = "{name}, ответственный проверил: данные верны, и по последним у вас всё выполнено ({what}). Спасибо!"


def dispute_words(found: OwnFigures, codes: Sequence[str], of: str = "") -> str:
    """What the file says about them: «По данным за 9–15 ноября: сообщений в групповых чатах — 4 из 10.» A newer one may
    say what the person says."""
    return f"По данным {period(found)}: {'; '.join(line_of(found, code, of) for code in codes)}."


def dispute_buttons(claims: Sequence[Claim]) -> Keyboard:
    """About all of one person's disputes at once, or one by one."""
    about, both = _of_all(claims), len(claims) > 1
    rows = [
        [good("Да, во всём ошибка" if both else "Да, ошибка в данных", "dispute", r=ACCEPTED, **about)],
        [bad("Всё верно" if both else "Данные верны", "dispute", r=REJECTED, **about)],
    ]
    one_by_one = [button("Ответить по одному", "disputes", p=claims[0].person_id)] if both else []
    return under(*rows, one_by_one, answer_row(claims[0].person_id))


def answer_row(person_id: int) -> list[Button]:
    """An answer in words of one's own, and who it is."""
    return [main("Ответить", "answer_back", p=person_id), button("Карточка", "card", p=person_id)]


async def answer_dispute(talk: Talk, rest: str) -> None:
    """An officer's answer, of one thing or of several of one person; whoever comes second is told what the first one
    said."""
    asked, person = await pressed_about(talk)
    if not asked:
        return
    resolution, actor = talk.word("r"), actor_at(talk, person.school_id)
    every = [await answer(talk.session, actor, one.id, resolution, talk.now) for one in asked]
    fresh = [one.claim for one in every if one.before is None]
    if not fresh:
        said, changeable = BEFORE[every[0].before or ""], [one.claim for one in every if one.before in ANSWERS]
        talk.say(said, under([change_button(changeable)]) if changeable else None)
        return
    mine = ANSWERS[resolution][0]
    found = await own_figures(talk.batch, person, await talk.school_of(person))
    text = f"{await name_shown(talk.session, person)}, {of_claims(fresh, found)}: {small(mine)}"
    talk.say(text, under([change_button(fresh)]))
    await answer_person(talk, person, verdict_words(person, fresh, resolution, found), my_figures_button())


async def pressed_about(talk: Talk) -> tuple[list[Claim], Person]:
    """The disputes of one person that a button names; none where the presser has no say there."""
    ids = [int(one) for one in talk.word("ids").split("+") if one.isdecimal() and len(one) < 10][:_AT_ONCE]
    first, person = await find_dispute(talk.session, talk.number("id"))
    if not may(talk, Right.CHANGER, person.school_id):
        talk.snack = "Отвечает ответственный этой школы"
        return [], person
    others = [await find_dispute(talk.session, one) for one in ids if one != first.id]
    return [first, *(claim for claim, whose in others if whose.id == person.id)], person


def change_button(claims: Sequence[Claim]) -> Button:
    """To the other answer."""
    other = _other(claims)
    return way_back(CHANGE[other], "dispute_change", r=other, **_of_all(claims))


def change_yes(claims: Sequence[Claim]) -> Button:
    """The same under the question whether it is to be changed: there a «да» is enough."""
    other = _other(claims)
    return good(CHANGE[other], "dispute_change_yes", r=other, **_of_all(claims))


def _other(claims: Sequence[Claim]) -> str:
    return ACCEPTED if claims[0].resolution == REJECTED else REJECTED


def _of_all(claims: Sequence[Claim]) -> dict[str, Any]:
    ids = [one.id for one in claims[:_AT_ONCE]]
    return {"id": ids[0]} | ({"ids": "+".join(str(one) for one in ids)} if len(ids) > 1 else {})


def of_what(gaps: Iterable[str]) -> str:
    """Each once, whatever the number of weeks."""
    return ", ".join(dict.fromkeys(small(GAP[gap].button) if gap in GAP else "все показатели" for gap in gaps))


def of_claims(claims: Sequence[Claim], found: OwnFigures | None) -> str:
    """With the week where it is not the newest: «сообщения за 12–18 октября»."""
    newest = str(found.newest.week) if found is not None else ""
    by_week = {
        week: of_what(one.gap for one in claims if one.week == week) for week in sorted({c.week for c in claims})
    }
    return ", ".join(
        what if week == newest else f"{what} за {week_words(Week.parse(week))}" for week, what in by_week.items()
    )


def thread_words(one: Said, longest: int) -> str:
    """A line of what was said about figures, in words or by a button."""
    if one.text:
        return f"«{one.text[:longest]}»"
    return f"{DECIDED.get(one.resolution or '', '«Это ошибка»')} ({of_what(one.gaps)})"


def verdict_words(person: Person, disputed: Sequence[Claim], resolution: str, found: OwnFigures | None) -> str:
    """What an officer decided, told to whoever called it a mistake. Of what a newer file shows as done there is no
    help to be offered."""
    name = name_of(person).address or "Здравствуйте"
    is_done = found is not None and found.now is not None and all(_is_done(found.person, one.gap) for one in disputed)
    words = DONE_MEANWHILE if is_done and resolution == REJECTED else ANSWERS[resolution][1]
    return words.format(name=name, what=of_claims(disputed, found))


def _is_done(person: PersonInWeek, gap: str) -> bool:
    return gap in person.balance.closed or (gap == ALL_GAPS and person.is_done)


async def answer_person(talk: Talk, person: Person, text: str, keyboard: Keyboard) -> bool:
    """Write to a person of the list; false when there is nowhere to, as in a messenger that the program does not
    speak."""
    school = await talk.school_of(person)
    return await telling.tell_person(talk.session, school, person, text, keyboard, talk.now, talk.services.running)


async def disputes(talk: Talk, rest: str) -> None:
    """Whoever waits for an answer, a message each: their open disputes with the buttons, or their words alone; of one
    person (`p`) each dispute by itself."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    one_by_one = talk.number("p")
    found = await open_threads(talk.session, actor_at(talk, desk.school.id))
    if one_by_one:
        found = [replace(one, disputes=[it]) for one in found if one.person.id == one_by_one for it in one.disputes]
    if not found:
        talk.say("Сообщений об ошибках без ответа нет.")
    names = await told_apart(talk.session, desk.school.id)
    for one in found[:_SHOWN]:
        called = names.called(one.person.id, one.person.full_name)
        talk.say(*await thread_shown(talk, desk, one, called))
    if len(found) > _SHOWN:
        left = plural(len(found) - _SHOWN, *(MESSAGES if one_by_one else PEOPLE))
        talk.say(f"И ещё {left}: ответите на эти — покажу следующие («ошибки»).")
    if not one_by_one:
        await say_elsewhere(talk, desk, "disputes", lambda there: count_waiting(talk.session, there.school.id))


async def thread_shown(talk: Talk, desk: Desk, one: OpenThread, called: str) -> tuple[str, Keyboard]:
    """What one person waits with, and the buttons that answer it."""
    return await _disputed(talk, desk, one, called) if one.disputes else _in_words(one, called)


async def _disputed(talk: Talk, desk: Desk, one: OpenThread, called: str) -> tuple[str, Keyboard]:
    shown = await dispute_shown(talk.batch, desk.school, one.person, one.disputes)
    since = min(claim.at for claim in one.disputes)
    words = await said_since(talk.session, actor_at(talk, desk.school.id), one.person.id, since)
    wrote = f"\nПишет: {', '.join(f'«{said}»' for said in words)}" if words else ""
    return _shortened(f"{called}. {shown}{wrote}"), dispute_buttons(one.disputes)


def _in_words(one: OpenThread, called: str) -> tuple[str, Keyboard]:
    """Who wrote about figures without anything open being meant, and has no answer either."""
    text = f"{called} пишет: {', '.join(f'«{line.text}»' for line in one.unanswered)}"
    return _shortened(text), under(answer_row(one.person.id))


async def dispute_shown(batch: Batch, school: School, person: Person, disputed: Sequence[Claim]) -> str:
    """Open disputes with what the file says of them by whose figures they were said, each week for itself."""
    said = []
    for week in dict.fromkeys(one.week for one in disputed):
        found = await own_figures(batch, person, school, week)
        codes = [one.gap for one in disputed if one.week == week and one.gap in GAP]
        if found is not None and codes:
            said.append(dispute_words(found, codes, person.full_name))
        else:
            said.append(f"За {week_words(Week.parse(week))}.")
    return "\n".join(said)


async def thread_of(talk: Talk, rest: str) -> None:
    """«Что писала Исаева», «сколько раз она жаловалась»: how often somebody objected, and the newest of what both
    said."""
    found = await one_person(talk, Right.CHANGER, rest, "thread_of", HOW_THREAD)
    if found is None:
        return
    desk, person = found
    name = await name_shown(talk.session, person)
    actor = actor_at(talk, desk.school.id)
    times, said = await objected(talk.session, actor, person.id), await thread(talk.session, actor, person.id)
    row = under([button("Карточка", "card", p=person.id), button("Что получено", "got", p=person.id)])
    told = await _told_away(talk, desk, person)
    if not said:
        never = NEVER_OBJECTED.format(name=name)
        talk.say("\n".join([TOLD_ELSE.format(name=name), *told]) if told else never, row)
        return
    heading = OBJECTED.format(name=name, times=plural(times, *TIMES))
    talk.say("\n".join([heading, *thread_lines(said, talk.services.zone_of(desk.school)), *told]), row)


async def _told_away(talk: Talk, desk: Desk, person: Person) -> list[str]:
    today = talk.today(desk.school)
    own = [one for one in await exemptions_of(talk.session, person.id, today) if one.reason in OWN_WORDS]
    spans = [span_words(one.starts_on, one.ends_on or one.starts_on) for one in own]
    return [
        f"• {ABSENCE * (one.reason == SAID_AWAY)}{one.reason}, {span}" for one, span in zip(own, spans, strict=True)
    ]


def thread_lines(said: Sequence[Said], zone: ZoneInfo) -> list[str]:
    return [f"• {one.at.astimezone(zone):%d.%m %H:%M} {_SIDES[one.side]}: {thread_words(one, _QUOTED)}" for one in said]


def _shortened(text: str, longest: int = 1000) -> str:
    return text if len(text) <= longest else shorten(text[:longest])


ROUTES = (
    Route("dispute", Right.CHANGER, answer_dispute),
    Route("thread_of", Right.CHANGER, thread_of, Does.SHOWS),
    Route("disputes", Right.CHANGER, disputes, Does.SHOWS, label="Сообщения об ошибках"),
)
