"""«Цели»: what the school is to reach, by indicator; a number of people or a percentage.

Own patterns: a day is cut off words that the program has composed itself.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.engine.buttons import bad, button, good, under, way_back
from handlers.engine.old_buttons import CHANGED_SINCE, anyway, is_overtaken, stamp
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.understanding.said.orders.target_words import (
    ALL_OTHERS,
    MY_SCHOOL,
    NO_TARGET,
    OF_PROFILES,
    PROFILES,
    codes_in,
    has_day,
    is_past,
    said_in_a_row,
    strange_words,
    title_of,
    value_in,
    with_day,
    with_day_of_all,
)
from indicators.catalogue import INDICATORS, OPTIONAL
from indicators.errors import NotPossible
from indicators.russian.rules import grouped, small
from nudges.messenger import Button
from nudges.norms import norms_words, own_numbers
from nudges.periods import day_words
from reports.figures.journal import with_journal
from reports.figures.summary import amount
from services import targets as deeds
from services.actor import Actor
from services.reporting.overview import figures_of_week, weeks_known
from services.targets import Goal, MayBePercent

_CODES = (*(one.code for one in (*INDICATORS, *OPTIONAL)), deeds.MY_SCHOOL)
_WAS = re.compile(r"(?P<code>\d{1,2}):(?P<value>(?:\d+(?:\.\d+)?)?)(?P<percent>%?):(?P<until>[1-9]\d{5})?")
HOW = (
    "Чтобы изменить, напишите: «цели 90 %» — для всех долей сразу, «цель звонки 80 %», "
    "«цель учителя 42 до 1 декабря», «цель звонки нет»."
)
NOT_SHARES = "Учеников и учителей в Сферуме это не меняет: их цель — отдельно, «цель учителя 90 %»."
REACHED = "Столько уже есть: сейчас {now}. Может быть, проценты?"
NOT_UNDERSTOOD = f"Не понял цель. {HOW}"
OF_WHAT = f"Цель «{{words}}» я не отслеживаю, поэтому её не ставил. {HOW}"
_LONGEST = 60  # letters of a corrected target that a button can carry
NONE_SET = "Целей сейчас не задано, снимать нечего."
WHICH_OFF = "Какую цель снять?"
OFF_ALREADY = "Этой цели уже нет."
_MOST_OFF = 4
NO_DAY = "Не понял срок: нужен день, который ещё впереди. Пока ничего не менял. Например: «до 25 декабря»."
NONE_TO_MOVE = "Целей сейчас не задано, переносить нечего."
NOTHING_TO_MOVE = "Цели «{title}» пока нет, переносить нечего. Напишите и сколько: «цель {title} 80 % до {day}»."
WHICH_TO_MOVE = "Срок какой цели перенести? Напишите вместе с показателем, например: «цель {title} до {day}»."


@dataclass(frozen=True, slots=True)
class Changed:
    """The codes that were set or removed; or what was wrong, and the words that were probably meant.

    A `doubtful` number may be right all the same: the school's list need not be whole.
    """

    codes: tuple[str, ...] = ()
    problem: str = NOT_UNDERSTOOD
    meant: str = ""
    doubtful: str = ""


async def targets(talk: Talk, rest: str) -> None:
    rest = rest or talk.word("say")
    desk = await at_desk(talk, Right.CHANGER if rest else Right.READER)
    if desk is None:
        return
    before = await deeds.targets(talk.session, actor_at(talk, desk.school.id))
    named: list[str] = []
    changed: list[str] = []
    row = said_in_a_row(rest, talk.today(desk.school))
    for said in with_day_of_all(row, talk.today(desk.school)):
        unread = " ".join(word for word in talk.word("unread").split() if word in said)
        done = await change(talk, desk, said, sure=bool(talk.word("sure")), unread=unread, besides=named)
        named += codes_in(said.lower())
        changed += done.codes
        if not done.codes:
            of = codes_in(said.lower()) if len(row) > 1 else ()
            is_named = len(of) != 1 or small(title_of(of[0])) in done.problem
            problem = done.problem if is_named else f"{title_of(of[0])} — {small(done.problem)}"
            ways = [*_meant(done), *_kept(done, said)]
            talk.say(problem, under(ways, [button("Отмена", "cancel")] if ways else []))
    if rest and not changed:
        return
    after = await deeds.targets(talk.session, actor_at(talk, desk.school.id))
    text = words(after, desk.school.journal_name)
    if not rest:
        text = f"{text}\n\n{norms_words(own_numbers(desk.school.settings))}."
    if {*changed} == {*deeds.SHARES}:
        text = f"{text}\n{NOT_SHARES}"
    back = [_way_back(before, after, changed)] if changed else []
    talk.say(f"{text}\n\n{HOW}" if desk.may_change else text, under(back, [button("Сводка", "summary")]))


async def take_off(talk: Talk, rest: str) -> None:
    """«Сними цель»: which of those that are set."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    found = await deeds.targets(talk.session, actor_at(talk, desk.school.id))
    if not found:
        talk.say(NONE_SET, under([button("Цели", "targets")]))
        return
    rows = [[bad(f"Снять: {small(title_of(code))}", "targets_off_yes", ind=code)] for code in found][:_MOST_OFF]
    every = [bad("Снять все", "targets_off_yes", ind="all")] if len(found) > 1 else []
    lines = [f"• {title_of(code)}: {goal_words(goal)}" for code, goal in found.items()]
    talk.say("\n".join([WHICH_OFF, *lines]), under(*rows, [*every, button("Нет", "cancel")]))


async def taken_off(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    actor = actor_at(talk, desk.school.id)
    before = await deeds.targets(talk.session, actor)
    codes = [code for code in before if talk.word("ind") in (code, "all")]
    if not codes:
        talk.say(OFF_ALREADY, under([button("Цели", "targets")]))
        return
    await deeds.drop_targets(talk.session, actor, codes, talk.now)
    after = await deeds.targets(talk.session, actor)
    text = words(after, desk.school.journal_name)
    talk.say(f"Снял.\n{text}", under([_way_back(before, after, codes), button("Сводка", "summary")]))


def _way_back(before: Mapping[str, Goal], after: Mapping[str, Goal], codes: Sequence[str]) -> Button:
    left = stamp([after.get(code) for code in sorted({*codes})])
    return way_back("Вернуть как было", "targets_back", was=_carried(before, codes), st=left)


def _carried(before: Mapping[str, Goal], codes: Sequence[str]) -> str:
    """Short enough for a button: «5:80%:739951», without a value where there was no target."""
    parts = []
    for code in dict.fromkeys(codes):
        goal = before.get(code)
        value = "" if goal is None else f"{goal.value:g}{'%' if goal.is_percent else ''}"
        until = goal.deadline.toordinal() if goal is not None and goal.deadline is not None else ""
        parts.append(f"{_CODES.index(code)}:{value}:{until}")
    return ";".join(parts)


async def put_back(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    before = {
        _CODES[int(one["code"])]: _goal(one["value"], one["percent"], one["until"])
        for one in _WAS.finditer(talk.word("was"))
        if int(one["code"]) < len(_CODES)
    }
    actor = actor_at(talk, desk.school.id)
    current = await deeds.targets(talk.session, actor)
    if is_overtaken(talk.payload, [current.get(code) for code in sorted(before)]):
        lines = [f"{title_of(one)} — {goal_words(current[one])}" if one in current else "" for one in before]
        now = "; ".join(filter(None, lines)) or "цели нет"
        talk.say(CHANGED_SINCE.format(now=now), under([*anyway(talk.payload)]))
        return
    await deeds.put_back(talk.session, actor, before, talk.now)
    text = words(await deeds.targets(talk.session, actor), desk.school.journal_name)
    talk.say(text, under([button("Сводка", "summary")]))


def _goal(value: str, percent: str, until: str | None) -> Goal | None:
    return Goal(float(value), bool(percent), date.fromordinal(int(until)) if until else None) if value else None


def _meant(changed: Changed) -> list[Button]:
    if not changed.meant or len(changed.meant) > _LONGEST:
        return []
    label = changed.meant.partition(" до ")[0].lstrip(" :")  # the day stays with the words
    return [good(f"Да, {label}", "targets", say=changed.meant)]


def _kept(changed: Changed, rest: str) -> list[Button]:
    if not changed.doubtful or len(rest) > _LONGEST:
        return []
    return [button(f"Оставить {changed.doubtful}", "targets", say=rest, sure="yes")]


def words(found: Mapping[str, Goal], journal: str) -> str:
    shown = [with_journal(one, journal) for one in (*INDICATORS, *(one for one in OPTIONAL if one.code in found))]
    lines = [f"• {one.short}: {goal_words(found.get(one.code))}" for one in shown]
    if deeds.MY_SCHOOL in found:
        lines.append(f"• {MY_SCHOOL}: {goal_words(found[deeds.MY_SCHOOL])}")
    return "\n".join(["Цели школы:", *lines])


def goal_words(goal: Goal | None) -> str:
    if goal is None:
        return "не задана"
    return value_words(goal) + (f" до {day_words(goal.deadline, year=True)}" if goal.deadline else "")


def value_words(goal: Goal) -> str:
    return f"{goal.value:g} %".replace(".", ",") if goal.is_percent else grouped(round(goal.value))


async def change(
    talk: Talk, desk: Desk, said: str, *, sure: bool = False, unread: str = "", besides: Sequence[str] = ()
) -> Changed:
    """Set, or with «нет» remove, the targets named in the words; what cannot be is asked back and nothing is set.

    `unread`: «прошедшие курс» is a target that nobody measures here. `besides`: all but these are «остальные», which
    are shares.
    """
    today = talk.today(desk.school)
    said, found = with_day(said, today)
    if has_day(said) and found is None:
        return Changed(problem=NO_DAY)
    if found is not None and is_past(found.span.ends_on, today, said):
        return Changed(problem=deeds.PAST)
    plain = (found.rest if found is not None else said).lower()
    codes, number = codes_in(plain), value_in(plain)
    if number is not None and ALL_OTHERS.search(plain):
        codes, number = tuple(one for one in deeds.SHARES if one not in besides), (number[0], True)
    if codes and number is not None and (strange := strange_words(unread, codes)):
        return Changed(problem=OF_WHAT.format(words=strange))
    actor = actor_at(talk, desk.school.id)
    if codes and number is None and NO_TARGET.search(plain):
        await deeds.drop_targets(talk.session, actor, codes, talk.now)
        return Changed(codes)
    if not codes and OF_PROFILES.search(plain):
        return Changed(problem=OF_WHAT.format(words=PROFILES))
    if codes and found is not None and number is None:
        return await _move_day(talk, actor, codes, found.span.ends_on, today)
    if not codes or number is None:
        return Changed()
    goal = Goal(*number, found.span.ends_on if found is not None else None)
    if not sure and (now := await _reached_already(talk, actor, codes, goal)):
        return Changed((), REACHED.format(now=now), _as_percent(plain, goal, codes), f"{goal.value:g}")
    try:
        await deeds.set_targets(talk.session, actor, codes, goal, talk.now, today=today, sure=sure)
    except MayBePercent as error:
        return Changed((), error.sentence, _as_percent(plain, goal, codes), f"{goal.value:g}" if error.doubtful else "")
    except NotPossible as error:
        return Changed(problem=error.sentence)
    return Changed(codes)


async def _move_day(talk: Talk, actor: Actor, codes: Sequence[str], day: date | None, today: date) -> Changed:
    """«Перенеси цель по звонкам на 25 декабря»: a day without a number is of the targets that are set, and how much
    they want stays. Where none is named, it is of the only one."""
    before = await deeds.targets(talk.session, actor)
    if codes == deeds.SHARES and len(before) != 1:
        if not before or day is None:
            return Changed(problem=NONE_TO_MOVE)
        return Changed(problem=WHICH_TO_MOVE.format(title=small(title_of(next(iter(before)))), day=day_words(day)))
    codes = tuple(before) if codes == deeds.SHARES else codes
    lacking = [code for code in codes if code not in before]
    if lacking and day is not None:
        return Changed(problem=NOTHING_TO_MOVE.format(title=small(title_of(lacking[0])), day=day_words(day)))
    for code in codes:
        goal = replace(before[code], deadline=day)
        await deeds.set_targets(talk.session, actor, [code], goal, talk.now, today=today, sure=True)
    return Changed(tuple(codes))


def _as_percent(plain: str, goal: Goal, codes: Sequence[str]) -> str:
    """What was said, as a share of the same indicator, wherever its name stood."""
    until = f" до {goal.deadline:%d.%m.%Y}" if goal.deadline is not None else ""
    about = re.sub(r"[-−–]?[0-9].*", "", plain).strip()
    if codes_in(about) != tuple(codes):
        about = small(title_of(codes[0])) if len(codes) == 1 else ""
    return f"{about} {goal.value:g} %{until}".strip() if goal.value <= 100 else ""


async def _reached_already(talk: Talk, actor: Actor, codes: Sequence[str], goal: Goal) -> str:
    """«300 из 530», where a bare number up to a hundred is no target any more: likely a percentage is meant."""
    if goal.is_percent or not 0 < goal.value <= 100 or len(codes) != 1 or codes[0] not in deeds.SHARES:
        return ""
    weeks = await weeks_known(talk.session, actor)
    found = (await figures_of_week(talk.session, actor, weeks[-1])).figures if weeks else ()
    one = next((one for one in found if one.indicator.code == codes[0]), None)
    now = one.now.value if one is not None else None
    return amount(one) if one is not None and now is not None and now >= goal.value else ""


ROUTES = (
    Route("targets", Right.READER, targets, Does.SHOWS, label="Цели"),
    Route("targets_off", Right.CHANGER, take_off, Does.ASKS),
    Route("targets_off_yes", Right.CHANGER, taken_off),
    Route("targets_back", Right.CHANGER, put_back),
)
