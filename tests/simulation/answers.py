"""Whether the answers to an officer's questions, and the pages of the cabinet, say what is so: see `agreement`."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy.ext.asyncio import AsyncSession

from handlers.engine.dependencies import Services
from handlers.engine.talk import Talk
from handlers.overview.lists import show
from handlers.overview.summary import dynamics, summary
from handlers.people.card import card as person_card
from handlers.questions.forecast import forecast
from handlers.questions.indicator import indicator
from handlers.questions.staff import close_ones, headcount, lagging
from handlers.questions.why import why_listed
from handlers.reminding.received import answered, got
from handlers.statistics.loads import show_loads
from handlers.teacher.figures_in_words import ADMITTED, ALL_DONE, IN_DISPUTE
from indicators.catalogue import INDICATOR, OfPeople
from indicators.comparing.counting import answer
from nudges.gaps import GAP
from nudges.messenger import Messenger
from reports.figures.figure import Figure
from reports.figures.week import WeekFigures, status
from reports.weekly.content import school_content
from services.actor import Actor, somebody
from services.lists import ALL
from services.staff.card import card
from services.staff.table import DONE, EXEMPTED, LACKING, UNLISTED, Wanted, staff_table
from storage.database.connection import Database
from storage.people.accounts import Who
from storage.people.roles import Role
from storage.tables import Account, Member
from tests.simulation.schools import (
    NOW,
    OPEN,
    TODAY,
    UNKNOWN,
    W46,
    W47,
    Made,
    Someone,
    States,
    doubts,
    in_state,
    is_done,
)

Differ = Callable[[str, object, object], None]
_OF_PEOPLE = [code for code, one in INDICATOR.items() if isinstance(one.counts, OfPeople)]
_PUPILS = {
    "pupils_total": ("registered", "pupils_registered"),
    "pupils_journal_linked": ("linked", "pupils_journal_linked"),
}
_HEADS = "post:классный руководитель"
_NUMBERED = re.compile(r"^(\d+)\. (.+?)(?: — |$)")
# The list of those behind a figure, where they are the very people whom the figure lacks.
_LISTS = {
    "teachers_total": "not_registered",
    "teachers_created_chats": "no_group_chat",
    "teachers_called": "no_call",
    "teachers_journal_linked": "journal_not_linked",
}


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who asks, without a messenger between."""

    session: AsyncSession
    services: Services
    who: Who

    @property
    def actor(self) -> Actor:
        return somebody(self.who, self.who.members[0].school_id)

    async def ask(self, command: Callable[[Talk, str], Awaitable[None]], **about: Any) -> str:
        talk = Talk(self.services, self.session, None, self.who, NOW, self.who.account.external_id, given=about)
        await command(talk, "")
        return "\n".join(one.text for one in talk.replies).replace("\u00a0", " ")


async def officer_of(session: AsyncSession, database: Database, made: Made) -> Officer:
    account = Account(platform="vk", external_id=-made.school.id, writing="allowed", school_id=made.school.id)
    session.add(account)
    await session.flush()
    member = Member(account_id=account.id, school_id=made.school.id, role=Role.OFFICER, confirmed_at=NOW)
    # Nobody is spoken to: what is said is looked at before it would go.
    nobody = cast(Messenger, SimpleNamespace(platform="vk"))
    return Officer(session, Services(database, nobody, 1, lambda: NOW, Path()), Who(account, members=[member]))


@dataclass(frozen=True, slots=True)
class Shown:
    """What is known of a school, and `differ` to hold against it what it is told."""

    differ: Differ
    officer: Officer
    made: Made
    figures: WeekFigures
    there: Mapping[int, Someone]
    states: Mapping[int, States]

    @property
    def in_file(self) -> dict[int, Someone]:
        return {key: one for key, one in self.there.items() if one.facts[W47] is not None}

    @property
    def asked(self) -> dict[int, list[str]]:
        """Of those who may be spoken to, the steps that may be spoken of."""
        found = {}
        for key, one in self.in_file.items():
            steps = [code for code in in_state(OPEN, self.states[key]) if code not in one.disputed | one.spared]
            if steps and not one.exempt:
                found[key] = steps
        return found


async def of_answers(
    session: AsyncSession,
    database: Database,
    differ: Differ,
    made: Made,
    figures: WeekFigures,
    there: Mapping[int, Someone],
    states: Mapping[int, States],
) -> None:
    shown = Shown(differ, await officer_of(session, database, made), made, figures, there, states)
    await _of_staff(shown)
    await _of_those_behind(shown)
    await _of_figures(shown, session)
    await _of_shares(shown)
    await _of_reasons(shown)
    await _of_letters(shown)
    await _of_pages(shown)


async def _of_staff(shown: Shown) -> None:
    text = await shown.officer.ask(headcount)
    shown.differ("«сколько нас»", _number(r"В списке школы (\d+)", text), len(shown.there))
    listed = shown.in_file
    if len(listed) != len(shown.there):
        shown.differ("«сколько нас» in the file", _number(r"в файле за \D*[\d–]+ \w+ — (\d+)", text), len(listed))
    registered = shown.figures.figure("teachers_total")
    if registered.now.known:
        shown.differ("registered of «сколько нас»", f"в Сферуме: {_amount(registered)}" in text, True)
        shown.differ("gone of «сколько нас»", _number(r"Ещё (\d+) из файла", text) or 0, shown.figures.gone)
    spared = sum(one.exempt for one in shown.there.values())
    shown.differ("in peace of «сколько нас»", _number(r"Не тревожим: (\d+)", text) or 0, spared)


async def _of_those_behind(shown: Shown) -> None:
    names = {one.person_id: one.called for one in shown.figures.teachers}
    plain = {one.person_id: one.name for one in shown.figures.teachers}
    asked, place = shown.asked, {key: number for number, key in enumerate(names)}
    order = sorted(asked, key=lambda one: (-len(asked[one]), plain[one], place[one]))
    told = _named(await shown.officer.ask(lagging, value=20))
    shown.differ("«кто отстаёт»", told, [names[one] for one in order])
    near = [key for key in asked if len(asked[key]) == 1 and not in_state(UNKNOWN, shown.states[key])]
    shown.differ("«кому осталось одно»", set(_named(await shown.officer.ask(close_ones))), {names[one] for one in near})
    text = await shown.officer.ask(summary)
    looked_at = re.findall(r"^— (.+?): ", text, re.MULTILINE)
    shown.differ("«на кого посмотреть»", looked_at, [names[one] for one in order[:3]])
    debtors = sum(bool(in_state(OPEN, shown.states[one])) for one in shown.there)
    listed = await shown.officer.ask(show, gap=ALL)
    shown.differ("the number of «все долги»", _number(r"Все долги: (\d+)", listed) or 0, debtors)
    if len(order) > 3:
        shown.differ("«все долги» in the summary", _number(r"долгами: (\d+)", text), debtors)


def _true_figure(made: Made, code: str) -> tuple[int | None, bool]:
    """Of those who worked there when the week ended, how many; and whether it is known of everybody."""
    left = W47.sunday
    rows = [
        one.facts[W47] or {}
        for one in made.people
        if one.facts[W47] is not None and (one.person.left_on is None or one.person.left_on > left)
    ]
    rule = cast(OfPeople, INDICATOR[code].counts)
    answers = [answer(rule, row) for row in rows]
    said = any(row.get(fact) is not None for row in rows for fact in (rule.number, rule.flag) if fact)
    is_known = said or (bool(rows) and None not in answers)
    return (answers.count(True) if is_known else None), bool(rows) and None not in answers


def _true_pupils(made: Made, code: str) -> int | None:
    """What was typed of the whole school, otherwise the sum of the classes, each once, by the list or as it was typed;
    nothing where one class of the school is missing."""
    part, fact = _PUPILS[code]
    typed = getattr(made.typed, part)
    if typed is not None:
        return cast(int, typed)
    there = [one for one in made.people if one.person.left_on is None or one.person.left_on > W47.sunday]
    told = [(one, row[fact]) for one in there if (row := one.facts[W47]) is not None and row.get(fact) is not None]
    once: dict[frozenset[object], int] = {}
    for one, value in told:
        key = frozenset[object](one.classes or (id(one),))
        once[key] = max(once.get(key, 0), value)
    for wide in sorted(once, key=len):  # who tells of several classes, beside who tells of one of them
        narrow = [key for key in once if key < wide]
        together = sum(once[key] for key in narrow)
        if narrow and wide == frozenset().union(*narrow):
            once[wide] = together
        once[wide] = max(once[wide], together)
        for key in narrow:
            del once[key]
    nameless = sum(not one.classes for one, _ in told)
    covered = {name for one, _ in told for name in one.classes}
    by_hand = {name: getattr(one, part) for name, one in made.typed_classes.items() if name not in covered}
    by_hand = {} if nameless else {name: value for name, value in by_hand.items() if value is not None}
    if not once and not by_hand:
        return None
    open_classes = {name for one in there for name in one.classes} - covered - set(by_hand)
    silent = sum(_heads_a_nameless_class(one, fact) for one in there)
    is_whole = len(open_classes) + silent <= nameless
    return sum(once.values()) + sum(by_hand.values()) if is_whole else None


def _heads_a_nameless_class(one: Someone, fact: str) -> bool:
    """Whose figure is not known; by the post, or by another figure of theirs."""
    facts = one.facts[W47] or {}
    heads = "классн" in one.person.role or any(facts.get(other) is not None for _, other in _PUPILS.values())
    return not one.classes and (heads or facts.get("pupils_total") is not None) and facts.get(fact) is None


async def _of_figures(shown: Shown, session: AsyncSession) -> None:
    text = await shown.officer.ask(summary)
    trend = await shown.officer.ask(dynamics)
    pace = await shown.officer.ask(forecast)
    told = (
        {row["code"]: row for row in (await status(session, shown.made.school, W47))["indicators"]}
        if (shown.figures.known)
        else {}
    )
    rows = {row.title.replace("\u00a0", " "): row for row in school_content(shown.figures).indicators}
    for figure in shown.figures.figures:
        code, short = figure.indicator.code, figure.indicator.short
        if code in _OF_PEOPLE:
            value, _ = _true_figure(shown.made, code)
            shown.differ(f"figure of «{short}»", figure.now.value, value)
            if told:
                shown.differ(f"status of «{short}»", told[code]["value"], value)
        if code in _PUPILS:
            shown.differ(f"figure of «{short}»", figure.now.value, _true_pupils(shown.made, code))
        stands = _amount(figure)
        asked = await shown.officer.ask(indicator, ind=code, what="count")
        for place, said in (("the summary", text), ("an answer", asked)):
            shown.differ(f"«{short}» in {place}", not shown.figures.known or f"{short}: {stands}" in said, True)
        row = rows[figure.indicator.title.replace("\u00a0", " ")]
        shown.differ(f"«{short}» in the report", row.now.replace("\u00a0", " ").startswith(stands), True)
        if figure.now.value is not None and all(one.value is not None for _, one in figure.history if one.known):
            line = next(line for line in trend.splitlines() if line.startswith(f"• {short}: "))
            shown.differ(f"«{short}» over the weeks", line.split()[-1], str(figure.now.value))
        if figure.goal is not None:
            shown.differ(f"«{short}» in «успеваем ли»", f"{short}: {stands}" in pace, True)
        await _of_what_is_left(shown, figure)


def _amount(figure: Figure) -> str:
    now = figure.now
    if now.value is None:
        return "по школе нет данных" if now.partly else "нет данных"
    return f"{now.value} из {now.total}" if now.total is not None else str(now.value)


async def _of_what_is_left(shown: Shown, figure: Figure) -> None:
    code, short, now = figure.indicator.code, figure.indicator.short, figure.now
    if figure.goal is None and now.value is not None and now.total is not None:
        left = await shown.officer.ask(indicator, ind=code, what="left")
        missing = max(now.total - now.value, 0)
        shown.differ(f"what is left of «{short}»", _number(r"не хватает: (\d+)", left), missing)
    if (
        code not in _LISTS
        or not _true_figure(shown.made, code)[1]
        or any(one.person.left_on for one in shown.made.people)
    ):
        return
    behind = [key for key in shown.in_file if shown.states[key].get(_LISTS[code]) == OPEN]
    whole = _true_figure(shown.made, "teachers_total")[1]
    if now.value is None or not whole:
        return
    if code != "teachers_total" and now.total != len(shown.in_file):
        behind = [key for key in behind if shown.states[key].get("not_registered") != OPEN]
        outside = [key for key in shown.in_file if shown.states[key].get("not_registered") == OPEN]
        if any(shown.states[key].get(_LISTS[code]) == "closed" for key in outside):
            return  # somebody who is not registered counts among those who have done it
    shown.differ(f"those behind «{short}»", len(behind), (now.total or 0) - now.value)


async def _of_shares(shown: Shown) -> None:
    heads = {key: one for key, one in shown.in_file.items() if one.is_class_head}
    for code in ("teachers_called", "teachers_journal_linked"):
        text = await shown.officer.ask(indicator, ind=code, what="percent", who=_HEADS)
        gap = _LISTS[code]
        done = sum(shown.states[key].get(gap) == "closed" for key in heads)
        unknown = sum(shown.states[key].get(gap) == UNKNOWN for key in heads)
        if heads and unknown == len(heads):
            shown.differ(f"«{code}» of class heads, untold", "сказать не могу" in text, True)
            continue
        told = f"{done} из {len(heads) - unknown} (" in text if heads else "таких людей" in text
        shown.differ(f"«{code}» of class heads", told, True)
        shown.differ(f"unknown «{code}» of class heads", _number(r"Ещё о (\d+)", text) or 0, unknown)


async def _of_reasons(shown: Shown) -> None:
    for key, one in shown.there.items():
        text = await shown.officer.ask(why_listed, p=key)
        who, mine = one.person.full_name, shown.states[key]
        bullets = sum(line.startswith("•") for line in text.splitlines())
        is_told = one.facts[W47] is not None
        shown.differ(f"why {who} is listed", bullets, len(in_state(OPEN, mine)) if is_told else 0)
        doubted = (text.count(IN_DISPUTE), text.count(ADMITTED))
        shown.differ(f"disputes in why {who} is listed", doubted, doubts(one, mine) if is_told else (0, 0))
        shown.differ(f"«всё сделано» in why {who}", ALL_DONE in text, is_done(one, mine))
        shown.differ(f"peace in why {who}", "Не тревожим" in text, one.exempt or bool(one.spared))
        text = await shown.officer.ask(person_card, p=key)
        typed = sum(name in shown.made.typed_classes for name in one.classes)
        shown.differ(f"typed pupils on the card of {who}", text.count("введено вручную"), typed)


async def _of_letters(shown: Shown) -> None:
    reached = {one.person.id: one for one in shown.made.people if one.nudged}
    text = await shown.officer.ask(answered)
    answers = {key for key, one in reached.items() if any(week == W46 for week, _ in one.said)}
    told = (_number(r"Получили — (\d+)", text), _number(r"ответили — (\d+)", text))
    shown.differ("«кто ответил»", told, (len(reached), len(answers)))
    for key, one in shown.there.items():
        post = await shown.officer.ask(got, p=key)
        letters = re.findall(r"напоминание недели \((.*?)\)", post)
        gaps = [", ".join(GAP[code].button for code in GAP if code in one.nudged)] if one.nudged else []
        shown.differ(f"what {one.person.full_name} got", letters, gaps)
        shown.differ(f"what {one.person.full_name} answered", "ответ —" in post, key in answers)
    loads = await shown.officer.ask(show_loads)
    shown.differ("«загрузки»", len(re.findall(r"список, \d+ стр", loads)), 2)


async def _of_pages(shown: Shown) -> None:
    """The cabinet's table and cards, of those who have not left."""
    session, actor = shown.officer.session, shown.officer.actor
    here = {key: one for key, one in shown.there.items() if one.person.left_on is None}
    states = shown.states
    true = {
        LACKING: sum(bool(in_state(OPEN, states[one])) for one in here),
        DONE: sum(is_done(one, states[key]) for key, one in here.items()),
        EXEMPTED: sum(one.exempt for one in here.values()),
        UNLISTED: sum(one.facts[W47] is None for one in here.values()),
    }
    for state, count in true.items():
        table = await staff_table(session, actor, Wanted(state=state), TODAY)
        shown.differ(f"«{state}» in the cabinet's table", table.found, count)
    for gap, count in (await staff_table(session, actor, Wanted(), TODAY)).by_gap.items():
        open_here = sum(states[one].get(gap) == OPEN for one in here)
        shown.differ(f"«{gap}» of the cabinet's table", count or 0, open_here)
    for key, one in here.items():
        found = await card(session, actor, key, TODAY)
        told = found.now.balance.open if found.now is not None else ()
        shown.differ(f"the cabinet's card of {one.person.full_name}", list(told), in_state(OPEN, states[key]))


def _named(text: str) -> Sequence[str]:
    return [found[2] for line in text.splitlines() if (found := _NUMBERED.match(line))]


def _number(pattern: str, text: str) -> int | None:
    found = re.search(pattern, text)
    return int(found[1]) if found is not None else None
