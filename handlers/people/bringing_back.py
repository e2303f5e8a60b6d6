"""«Вернуть Алиеву», «верни математиков», «верни всех»: whoever was left in peace is reminded again."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from handlers.engine.buttons import COMMAND, button, good, under, way_back
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from handlers.people.answered import carried_words, tell_answered
from handlers.people.resting import (
    NOBODY_LEFT,
    NOBODY_RESTS,
    PEOPLE,
    for_reasons,
    held_by,
    names_everybody,
    resting_lines,
)
from handlers.understanding.which_person import choose_several, label_of, nobody_such, staff_of, whose
from indicators.russian.rules import plural
from nudges.messenger import Button
from nudges.periods import day_words
from services.lists import gaps_in
from services.selection import Selection
from services.selection.people import people_chosen
from services.selection.titles import title_of
from services.staff.exemptions import Changed, bring_back
from storage.people.exemptions import LEAVES, OWN_WORDS, exempt_people, exemptions_of
from storage.people.namesakes import told_apart
from storage.people.privacy.quiet import Quiet, quiet_of
from storage.statistics.staff import accounts_of_person
from storage.tables import Exemption, Person

NOBODY_TO_BRING_BACK = f"{NOBODY_RESTS[:-1]}: возвращать некого."
MORE = " Это не все, в списке ещё {more}: напишите фамилию — «вернуть Алиеву» — или «кого не тревожим»."
NOBODY_OF_THEM = "Из тех, кого не тревожу, таких нет: возвращать некого."
_NARROWS = ("who", "reason", "but")
_LONGEST, _ROWS = 80, 5
ALL_OF_THEM_REMINDED = "Названные и так получают напоминания."

BY_THEMSELVES = {
    Quiet.ASKED: "человек сам просил не напоминать",
    Quiet.DELETED: "человек просил удалить данные: напоминания вернёт только его слово",
}


async def restore(talk: Talk, rest: str) -> None:
    """Back among the reminded. It sends nothing by itself: the next round looks at everybody anew. `own`: only what
    they said of themselves is lifted; `gap`: only that they are let off it; `x` and `y`: only what was decided by the
    deed under whose answer the button stands."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    if Selection.parse(talk.word("who")).chosen:
        await _group_back(talk, desk, talk.word("who"))
        return
    if not rest and not talk.number("p") and not talk.word("ps"):
        resting = await _resting_people(talk, desk)
        everybody = await staff_of(talk, desk.school.id)
        rows = [[button(label_of(person, everybody), "restore", p=person.id)] for person in resting[:_ROWS]]
        more = MORE.format(more=len(resting) - _ROWS) if len(resting) > _ROWS else ""
        no = [button("Отмена", "cancel")]
        talk.say(f"Кого вернуть?{more}" if rows else NOBODY_TO_BRING_BACK, under(*rows, no) if rows else None)
        return
    if names_everybody(rest):
        await _ask_all(talk, desk)
        return
    chosen = await choose_several(talk, desk, rest, "restore", "вернуть", gone=True)
    if chosen is None:
        return
    await _say_back(talk, desk, chosen[0])


async def _group_back(talk: Talk, desk: Desk, who: str) -> None:
    """Of a group only those are named who were left in peace."""
    absent = {one.id for one in await _resting_people(talk, desk)}
    group = await people_chosen(talk.session, actor_at(talk, desk.school.id), who)
    if not group:
        talk.say(nobody_such(await title_of(talk.session, desk.school.id, who)))
    elif absent.isdisjoint(one.id for one in group):
        talk.say(ALL_OF_THEM_REMINDED)
    else:
        await _say_back(talk, desk, [one for one in group if one.id in absent])


async def _say_back(talk: Talk, desk: Desk, people: Sequence[Person]) -> None:
    if not people:
        talk.say(NOBODY_LEFT)
        return
    before = {} if talk.word("gap") else await _as_before(talk, desk, people)
    gone = {one.id for one in people if one.left_on is not None}
    done = await _back(talk, desk, people)
    names = await told_apart(talk.session, desk.school.id)
    lines = [
        f"{names.called(one.id, one.full_name)}: {said}."
        for one in done.people
        if (said := await _stands(talk, one, fresh=one in done.fresh, was_gone=one.id in gone))
    ]
    rows = _way_back(done.fresh, before)
    talk.say("\n".join(lines), under(*rows) if rows else None)


async def _stands(talk: Talk, person: Person, *, fresh: bool, was_gone: bool) -> str:
    """An officer lifts what the school has decided; what a person asked for themselves stays, and is said. So is what
    was decided before they said anything."""
    if person.left_on is not None:
        return "как и прежде, отмечено, что больше не работает"
    leaves = await _leaves_on(talk, person) if fresh else None
    if kept := await held_by(talk, person) or (await held_by(talk, person, ahead=True) if leaves is None else ""):
        return f"как и прежде, не тревожим ({kept})"
    lifted = ("отметку об уходе снял" if was_gone else "освобождение снял") if fresh else "освобождения нет"
    if silence := await quiet_of(talk.session, person.id):
        return f"{lifted}, но {BY_THEMSELVES[silence]}"
    if not await accounts_of_person(talk.session, person):
        return f"{lifted}, но аккаунт не привязан: писать пока некуда"
    if leaves is not None:
        return f"снова в напоминаниях, а с {day_words(leaves)} больше не работает, как и записано"
    return "снова в напоминаниях" if fresh else "и так получает напоминания"


async def _leaves_on(talk: Talk, person: Person) -> date | None:
    """Where nothing else is ahead of them."""
    today = talk.today(await talk.school_of(person))
    ahead = [one for one in await exemptions_of(talk.session, person.id, today) if one.starts_on > today]
    return ahead[0].starts_on if [one.reason for one in ahead] == [LEAVES] else None


async def _back(talk: Talk, desk: Desk, people: Sequence[Person]) -> Changed:
    actor, ids = actor_at(talk, desk.school.id), [person.id for person in people]
    done = await bring_back(
        talk.session,
        actor,
        ids,
        talk.now,
        today=talk.today(desk.school),
        only_own_words=bool(talk.number("own")),
        only_mark=bool(talk.number("mark")),
        only_these=(talk.number("x"), talk.number("y")) if talk.number("x") else None,
        gaps=gaps_in(talk.word("gap")),
        unanswered=carried_words(talk),
    )
    day, running = talk.today(desk.school), talk.services.running
    await tell_answered(talk.session, desk.school, done.answered, talk.now, today=day, communities=running)
    return done


async def _as_before(talk: Talk, desk: Desk, people: Sequence[Person]) -> dict[int, Mapping[str, Any]]:
    """What a button carries that takes it back, by person: the day of leaving, or the days and the reason of peace."""
    today = talk.today(desk.school)
    found: dict[int, Mapping[str, Any]] = {}
    for person in people:
        resting = await exemptions_of(talk.session, person.id, today)
        resting = [one for one in resting if one.reason != LEAVES] or resting  # beside others it is not lifted
        if person.left_on is not None:
            found[person.id] = {COMMAND: "left_yes", "on": str(person.left_on)}
        elif len(resting) == 1 and resting[0].reason == LEAVES:
            found[person.id] = {COMMAND: "left_later", "on": str(resting[0].starts_on)}
        elif len(resting) == 1 and resting[0].gap is None and resting[0].reason not in OWN_WORDS:
            found[person.id] = {COMMAND: "exempt", **as_said(resting[0])}
    return found


def as_said(one: Exemption) -> dict[str, Any]:
    """The words that a button carries to decide the same once more."""
    until = f" по {one.ends_on:%d.%m.%Y}" if one.ends_on is not None else ""
    about = {"gap": one.gap} if one.gap is not None else {}
    return {"rest": f"с {one.starts_on:%d.%m.%Y}{until} {one.reason}"[:_LONGEST], "why": 1, **about}


def _way_back(people: Sequence[Person], before: Mapping[int, Mapping[str, Any]]) -> list[list[Button]]:
    """A button for all who stood alike, otherwise one each."""
    known = [(one, dict(before[one.id])) for one in people if one.id in before]
    if len(known) < len(people) or not known:
        return []
    if all(carried == known[0][1] and carried[COMMAND] == "exempt" for _, carried in known) or len(known) == 1:
        carried = known[0][1]
        label = "Снова не тревожить" if carried[COMMAND] == "exempt" else "Снова отметить уход"
        return [[way_back(label, carried.pop(COMMAND), **carried, **whose(people))]]
    return [
        [way_back(f"Как было: {label_of(one, people)}", carried.pop(COMMAND), p=one.id, **carried)]
        for one, carried in known[:_ROWS]
    ]


async def _resting(talk: Talk, desk: Desk) -> list[tuple[Exemption, Person]]:
    """Who is left in peace, of those who are meant: `who` leaves people out, `reason` and `but` are reasons. Who only
    leaves on a coming day is reminded until then, and is nobody to bring back."""
    today = talk.today(desk.school)
    everybody = await exempt_people(talk.session, desk.school.id, today)
    found = [(one, person) for one, person in everybody if one.reason != LEAVES or one.starts_on <= today]
    if who := talk.word("who"):
        meant = {one.id for one in await people_chosen(talk.session, actor_at(talk, desk.school.id), who)}
        found = [(one, person) for one, person in found if person.id in meant]
    left_out = {person.id for _, person in for_reasons(found, talk.word("but"))} if talk.word("but") else set()
    return [(one, person) for one, person in for_reasons(found, talk.word("reason")) if person.id not in left_out]


async def _resting_people(talk: Talk, desk: Desk) -> list[Person]:
    return list({person.id: person for _, person in await _resting(talk, desk)}.values())


async def _ask_all(talk: Talk, desk: Desk) -> None:
    today = talk.today(desk.school)
    found = await _resting(talk, desk)
    count = len({person.id for _, person in found})
    narrowed = {key: talk.word(key) for key in _NARROWS if talk.word(key)}
    if not count:
        others = bool(narrowed) and bool(await exempt_people(talk.session, desk.school.id, today))
        talk.say(NOBODY_OF_THEM if others else NOBODY_TO_BRING_BACK)
        return
    lines = await resting_lines(talk, desk.school.id, found, today)
    title = await title_of(talk.session, desk.school.id, talk.word("who"))
    only, but = (talk.word(one).replace(",", ", ") for one in ("reason", "but"))
    told = [only, title, f"кроме: {but}" if but else ""]
    of_whom = ", ".join(filter(None, told))
    whom = f"всех, кого не тревожу{f' ({of_whom})' if of_whom else ''}"
    question = f"Вернуть в напоминания {whom}? Это {plural(count, *PEOPLE)}:"
    yes = good("Да, вернуть всех" if not narrowed else "Да, вернуть", "restore_all", n=count, **narrowed)
    talk.say("\n".join([question, *lines]), under([yes, button("Нет", "cancel")]))


async def restore_all(talk: Talk, rest: str) -> None:
    """What was asked for with «верни всех» and shown; if somebody came or went since, it is shown again."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    resting = await _resting_people(talk, desk)
    if not resting or len(resting) != talk.number("n"):
        await _ask_all(talk, desk)
        return
    await _back(talk, desk, resting)
    talk.say(f"Вернул в напоминания: {plural(len(resting), *PEOPLE)}.")


ROUTES = (
    Route("restore", Right.CHANGER, restore, label="Вернуть{who}"),
    Route("restore_all", Right.CHANGER, restore_all),
)
