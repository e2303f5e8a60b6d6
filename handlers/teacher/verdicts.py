"""A verdict in words on several people, or on one figure alone: shown as it was said, and given with one button."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from handlers.engine.buttons import button, good, under
from handlers.engine.keyboards import my_figures_button
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from handlers.teacher.disputes import (
    ANSWERS,
    BEFORE,
    answer_person,
    change_button,
    of_claims,
    thread_shown,
    verdict_words,
)
from handlers.teacher.figures_in_words import own_figures
from handlers.understanding.around import taken_apart
from handlers.understanding.said.orders.verdicts import Verdict, verdicts
from indicators.russian.rules import plural, small
from nudges.plan.standing import ACCEPTED, REJECTED
from services.staff.disputes import answer, find_dispute
from services.staff.threads import OpenThread, open_threads
from storage.people.namesakes import name_shown
from storage.tables import Claim, Person

GIVE = "verdicts_yes"
SHOWN = "Понял так:\n{lines}\n\nТак и ответить?"
SAYS = {ACCEPTED: "в данных ошибка", REJECTED: "данные верны"}
_MOST = 5  # people
_MOST_CLAIMS = 20  # on one button
MORE = "За один раз отвечу не больше чем на {most}. Ещё {left} без ответа: когда ответим на эти, скажите о них ещё раз."
REPORTS = ("сообщение об ошибке", "сообщения об ошибке", "сообщений об ошибке")


async def given_in_words(talk: Talk, desk: Desk) -> list[tuple[int, bool]] | None:
    """Of whom it was said who have nothing open, and whether they are right; None where no such verdict was said: of
    several people, or of some of the figures only."""
    said = verdicts(await taken_apart(talk, talk.text)) if talk.text else []
    people = [one.named.members[0].id for one in said if len(one.named.members) == 1]
    if len(people) != len(said) or len(set(people)) != len(people) or not 0 < len(people) <= _MOST:
        return None
    waiting = {one.person.id: one for one in await open_threads(talk.session, actor_at(talk, desk.school.id))}
    meant = {number: _meant(one, waiting.get(number)) for number, one in zip(people, said, strict=True)}
    open_ones = [number for number in people if meant[number]]
    if len(people) == 1 and not (open_ones and len(meant[people[0]]) < len(waiting[people[0]].disputes)):
        return None
    if len(open_ones) > 1 or len(people) == 1:
        await _show(talk, desk, said, waiting, meant)
    elif open_ones:
        waits = waiting[open_ones[0]]
        asked = replace(waits, disputes=meant[open_ones[0]])
        talk.say(*await thread_shown(talk, desk, asked, await name_shown(talk.session, waits.person)))
    return [(number, one.is_right) for number, one in zip(people, said, strict=True) if not meant[number]]


def _meant(said: Verdict, waits: OpenThread | None) -> list[Claim]:
    every = list(waits.disputes) if waits is not None else []
    return [one for one in every if one.gap in said.gaps] if said.gaps else every


async def _show(
    talk: Talk,
    desk: Desk,
    said: Sequence[Verdict],
    waiting: Mapping[int, OpenThread],
    meant: Mapping[int, Sequence[Claim]],
) -> None:
    lines: list[str] = []
    given: list[str] = []
    for one in said:
        number = one.named.members[0].id
        now = meant[number][: _MOST_CLAIMS - len(given)]
        if not now:
            continue
        person, resolution = waiting[number].person, ACCEPTED if one.is_right else REJECTED
        what = of_claims(now, await own_figures(talk.batch, person, desk.school))
        lines.append(f"• {await name_shown(talk.session, person)}, {what} — {SAYS[resolution]}")
        given += [f"{each.id}{'+' if one.is_right else '-'}" for each in now]
    if left := sum(map(len, meant.values())) - len(given):
        lines += ["", MORE.format(most=_MOST_CLAIMS, left=plural(left, *REPORTS))]
    yes = good("Да, ответить так", GIVE, v=" ".join(given))
    rows = [[yes], [button("Сообщения об ошибках", "disputes"), button("Нет", "cancel")]]
    talk.say(SHOWN.format(lines="\n".join(lines)), under(*rows))


async def give(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    for person, resolution, claims in await _carried(talk, desk):
        await _answer(talk, desk, person, resolution, claims)


async def _carried(talk: Talk, desk: Desk) -> list[tuple[Person, str, list[Claim]]]:
    """As the button carries them: a button can be forged."""
    found: dict[tuple[int, str], tuple[Person, str, list[Claim]]] = {}
    for one in talk.word("v").split()[:_MOST_CLAIMS]:
        number, resolution = one[:-1], {"+": ACCEPTED, "-": REJECTED}.get(one[-1:], "")
        if not (number.isdecimal() and len(number) < 10 and resolution):
            continue
        claim, person = await find_dispute(talk.session, int(number))
        if person.school_id == desk.school.id:
            found.setdefault((person.id, resolution), (person, resolution, []))[2].append(claim)
    return list(found.values())


async def _answer(talk: Talk, desk: Desk, person: Person, resolution: str, claims: Sequence[Claim]) -> None:
    actor, who = actor_at(talk, desk.school.id), await name_shown(talk.session, person)
    every = [await answer(talk.session, actor, one.id, resolution, talk.now) for one in claims]
    fresh = [one.claim for one in every if one.before is None]
    if not fresh:
        talk.say(f"{who}: {small(BEFORE[every[0].before or ''])}")
        return
    found = await own_figures(talk.batch, person, desk.school)
    text = f"{who}, {of_claims(fresh, found)}: {small(ANSWERS[resolution][0])}"
    talk.say(text, under([change_button(fresh)]))
    await answer_person(talk, person, verdict_words(person, fresh, resolution, found), my_figures_button())


ROUTES = (Route(GIVE, Right.CHANGER, give, bare_yes=True),)
