"""«Помогло ли»: of those reminded of something, how many had it done by the next file, against the others."""

from collections.abc import Sequence
from math import sqrt

from handlers.engine.rights import actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.overview.asked_week import NO_WEEK
from indicators.russian.rules import plural
from indicators.weeks import Week
from nudges.effect import Effect, summed
from nudges.gaps import gap_title
from nudges.norms import Norms, own_numbers
from nudges.periods import week_words
from reports.figures.not_compared import not_compared_lines
from services.reporting.overview import effects, left_out_of_effects, weeks_known
from services.rounds.stuck import stuck_people

_ENOUGH = 10  # cases (a person and a gap in a week) on either side, below which a share says nothing
_MANY = 50  # from here on a difference that may be chance is none
_NOTABLE = 0.1
_SURE = 2  # standard errors: what is less may well be chance
_LEFT_OUT = 3  # as many weeks are named of which something is not counted
ONE_FILE = "Сравнить пока не с чем: кто сделал после напоминаний, покажет следующий файл."
NOBODY_REMINDED = (
    "Пока судить не о чем: тем, о ком говорят последние два файла, я между ними не напоминал. "
    "Помогла ли рассылка после последнего файла, покажет следующий."
)
NOTHING_SHOWN = "Пока судить не о чем: следующий файл этого не показывает."
TOO_FEW = "Чтобы судить уверенно, этого пока мало ({counted}): через несколько недель будет виднее."
BETTER = "С напоминанием делают чаще — похоже, помогает."
SAME = "Разницы почти нет."
WORSE = "Пока с напоминанием делают даже реже."
IN_PERSON = "Кому поможет личный разговор — «кто без движения»."
ONLY_REMINDED = "Напоминание получили все, кому было что делать, поэтому сравнить не с кем."


async def helped(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.READER)
    if desk is None:
        return
    actor = actor_at(talk, desk.school.id)
    found = await effects(talk.session, actor)
    left_out = not_compared_lines((await left_out_of_effects(talk.session, actor))[-_LEFT_OUT:])
    is_shown = any(effect.nudged for _, effects in found for effect in effects)
    if left_out and not is_shown:
        talk.say("\n".join([NOTHING_SHOWN, *left_out]))
    elif not found and not await weeks_known(talk.session, actor):
        talk.say(NO_WEEK)
    elif not found:
        talk.say(ONE_FILE)
    elif not is_shown:
        talk.say(NOBODY_REMINDED)
    else:
        stuck = await stuck_people(talk.session, actor, talk.now, default_zone=talk.services.zone.key)
        norms = own_numbers(desk.school.settings)
        talk.say("\n".join([words(found, norms, stuck=bool(stuck)), *left_out]))


def words(found: Sequence[tuple[Week, Sequence[Effect]]], norms: Norms, *, stuck: bool = False) -> str:
    """The last week whose reminders show, each gap a line, then all the weeks together and what follows from it."""
    told = [(week, asked) for week, some in found if (asked := [effect for effect in some if effect.nudged])]
    week, effects = told[-1]
    everything = summed(effect for _, some in told for effect in some)
    lines = [f"Что изменилось после напоминаний за {week_words(week)}, по следующему файлу:"]
    lines += [_line(effect, norms) for effect in effects]
    lines.append(f"\nВсего: {_shares(*_total(effects))}.")
    if len(told) > 1:
        lines.append(f"За {plural(len(told), 'неделю', 'недели', 'недель')}: {_shares(*_total(everything))}.")
    verdict = _verdict(everything)
    if stuck and verdict != BETTER:
        verdict = f"{verdict} {IN_PERSON}"
    return "\n".join([*lines, f"\n{verdict}"])


def _line(effect: Effect, norms: Norms) -> str:
    shares = _shares(effect.nudged, effect.nudged_closed, effect.others, effect.others_closed)
    return f"• «{gap_title(effect.code, norms)}»: {shares}"


def _shares(nudged: int, nudged_closed: int, others: int, others_closed: int) -> str:
    """«с напоминанием сделали 12 из 20, без него — 1 из 5»."""
    text = f"с напоминанием сделали {nudged_closed} из {nudged}"
    return f"{text}, без него — {others_closed} из {others}" if others else text


def _total(effects: Sequence[Effect]) -> tuple[int, int, int, int]:
    return (
        sum(one.nudged for one in effects),
        sum(one.nudged_closed for one in effects),
        sum(one.others for one in effects),
        sum(one.others_closed for one in effects),
    )


def _verdict(effects: Sequence[Effect]) -> str:
    nudged, nudged_closed, others, others_closed = _total(effects)
    besides = f" и {others} без него" if others else ""
    too_few = TOO_FEW.format(counted=f"{nudged} с напоминанием{besides}")
    if not others:
        return ONLY_REMINDED if nudged >= _ENOUGH else too_few
    few = min(nudged, others)
    difference = nudged_closed / nudged - others_closed / others
    share = (nudged_closed + others_closed) / (nudged + others)
    chance = _SURE * sqrt(share * (1 - share) * (1 / nudged + 1 / others))
    if few >= _ENOUGH and abs(difference) >= max(_NOTABLE, chance):
        return BETTER if difference > 0 else WORSE
    return SAME if few >= _MANY else too_few


ROUTES = (Route("helped", Right.READER, helped, Does.SHOWS),)
