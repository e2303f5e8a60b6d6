"""The one message of the week: who it speaks to, the next step, what else is left, and whence the figures are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from indicators.weeks import Week
from nudges.gaps import GAP, Gap, Source
from nudges.messenger import Button, Colour, Keyboard
from nudges.names import PersonName
from nudges.periods import figures_words, week_words
from nudges.platforms import Platform
from nudges.wording import left_words, line_words, step_words

GROUP_CHATS_ONLY = "Считаются только групповые чаты: ответы мне в счёт не идут."
_ALMOST = 0.6  # of a weekly quota: from here on one is nearly there
_LONG_AGO = 3  # reminders about the same step, after which the opening changes once more


class Stage(StrEnum):
    FIRST = "first"
    AGAIN = "again"
    LATER = "later"
    ALMOST = "almost"


# Never sharper from week to week: the later ones only make the step smaller.
_OPENINGS = {
    Stage.FIRST: "Это «Дежурный», помощник школы по Сферуму: раз в неделю подсказываю один следующий шаг.",
    Stage.AGAIN: "Напоминаю об одном шаге, остальное подождёт.",
    Stage.ALMOST: "Вы почти у цели: {left}.",
}


# In turn, for whom the same step is lacking longer.
_LATER = (
    "Знаю, что дел много, поэтому прошу только об одном шаге. Если что-то не получается, нажмите «Как сделать» или "
    "напишите ответственному: поможем.",
    "Давайте сделаем этот шаг вместе: «Как сделать» покажет его по порядку, а если не выходит, поможет ответственный.",
    "Остался тот же шаг, и он недолгий. Не получается — нажмите «Как сделать» или скажите ответственному: поможем.",
)


@dataclass(frozen=True, slots=True)
class Past:
    """What this person was sent before. `reminders` of the same first step; `closed` gaps since the last one.
    `all_told`: nothing but what the message says is open, in dispute or unknown."""

    letters: int = 0
    reminders: int = 0
    closed: tuple[str, ...] = ()
    all_told: bool = True


@dataclass(frozen=True, slots=True)
class Live:
    """What the bot itself counted this calendar week, in chats it may read."""

    messages: int = 0
    calls: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """The week the figures are about and the day they were received. `school` is named to whoever several know."""

    week: Week
    received_on: date | None = None
    journal: str = "ЭЖД"
    school: str = ""


NEVER = Past()


def stage_of(gaps: Sequence[Gap], past: Past) -> Stage:
    if past.letters == 0:
        return Stage.FIRST
    lead = gaps[0]
    counted = lead.have is not None and lead.need is not None and lead.need > 1
    nearly = (lead.have or 0) >= (lead.need or 0) * _ALMOST if counted else past.closed
    if len(gaps) == 1 and past.all_told and nearly:
        return Stage.ALMOST
    return Stage.LATER if past.reminders >= _LONG_AGO else Stage.AGAIN


def digest_text(
    name: PersonName, gaps: Sequence[Gap], figures: Figures, past: Past = NEVER, at: Platform = Platform.VK
) -> str:
    """The weekly message about at least one gap; the first of them is the step it asks for."""
    lead, rest = gaps[0], gaps[1:]
    parts = [
        _hello(name, figures).rstrip(),
        _opening(gaps, past),
        f"Следующий шаг: {step_words(lead, figures.journal, at)}",
    ]
    if rest:
        parts.append("\n".join(["Ещё осталось:", *(f"• {line_words(gap, figures.journal, at)}" for gap in rest)]))
    parts.append(_footnotes(gaps, figures))
    return "\n\n".join(parts)


def quota_text(
    name: PersonName,
    gaps: Sequence[Gap],
    figures: Figures,
    live: Live | None = None,
    at: Platform = Platform.VK,
    *,
    is_first: bool = False,
) -> str:
    """The second look of the week: the weekly quotas only, while there is time to reach them. `is_first`: of all that
    this person ever got."""
    opening = "Неделя ещё идёт, и успеть можно спокойно."
    hello = _hello(name, figures)
    parts = [f"{hello}{_OPENINGS[Stage.FIRST]}", opening] if is_first else [f"{hello}{opening}"]
    if live is None:
        lines = [f"• {line_words(gap, figures.journal, at)}" for gap in gaps]
        parts.append("\n".join([f"В последних данных ({week_words(figures.week)}) было:", *lines]))
    else:
        lines = [_second_look_line(gap, figures.journal, at) for gap in gaps]
        parts.append("\n".join(["По данным бота на этой неделе:", *lines]))
    parts.append(f"Для этого есть настоящее дело: {_use(gaps)}.")
    notes = (
        (_is_about_messages(gaps), GROUP_CHATS_ONLY),
        (live is not None, "Бот видит не все чаты."),
        (True, "Если уже сделали — не учитывайте."),
    )
    parts.append(" ".join(note for holds, note in notes if holds))
    return "\n\n".join(parts)


def thanks_text(name: PersonName, figures: Figures, closed: Sequence[str] = ()) -> str:
    """For somebody who was reminded before and now has everything; where not all is known, for what is `closed`."""
    what = f"Спасибо: {', '.join(GAP[code].closed for code in closed)}!" if closed else "Спасибо, у вас сделано всё!"
    return (
        f"{_hello(name, figures)}{what} По данным {figures_words(figures.week, figures.received_on)}. "
        "На этой неделе больше не напомню."
    )


def greeting(name: PersonName) -> str:
    return f"{name.address}, здравствуйте!" if name.address else "Здравствуйте!"


def _hello(name: PersonName, figures: Figures) -> str:
    """What is said next goes on in the same line, or below the school's name."""
    return f"{greeting(name)}\n{figures.school}\n\n" if figures.school else f"{greeting(name)} "


def keyboard(week: Week, person_id: int | None = None) -> Keyboard:
    """The buttons under a nudge. `w` is the week of the figures, `p` the person the message was about."""

    def button(label: str, do: str, colour: Colour = Colour.SECONDARY) -> Button:
        payload: dict[str, Any] = {"do": do, "w": str(week)}
        return Button(label, payload if person_id is None else {**payload, "p": person_id}, colour=colour)

    return Keyboard(
        (
            (button("Как сделать", "howto", Colour.PRIMARY),),
            (button("Уже сделано", "done", Colour.POSITIVE), button("Это ошибка", "mistake")),
            (button("Не на этой неделе", "not_now"), button("Мои показатели", "mine")),
        )
    )


def thanks_keyboard() -> Keyboard:
    """Nothing is asked, so there is nothing to be answered."""
    return Keyboard(((Button("Мои показатели", {"do": "mine"}, colour=Colour.SECONDARY),),))


def _opening(gaps: Sequence[Gap], past: Past) -> str:
    stage = stage_of(gaps, past)
    later = _LATER[(past.reminders - _LONG_AGO) % len(_LATER)]
    opening = _OPENINGS.get(stage, later).format(left=left_words(gaps[0]) if stage is Stage.ALMOST else "")
    closed = [GAP[code].closed for code in past.closed[:2]]
    return f"Спасибо: {', '.join(closed)}. {opening}" if closed else opening


def _footnotes(gaps: Sequence[Gap], figures: Figures) -> str:
    file = f"данным {figures_words(figures.week, figures.received_on)}"
    register = "списку чатов школы"
    sources = {GAP[gap.code].source for gap in gaps}
    of = {Source.FILE: file, Source.REGISTER: register}[sources.pop()] if len(sources) == 1 else f"{file} и {register}"
    source = f"По {of}. Если уже сделали — не учитывайте."
    return f"{GROUP_CHATS_ONLY}\n{source}" if _is_about_messages(gaps) else source


def _is_about_messages(gaps: Sequence[Gap]) -> bool:
    return any(gap.code == "few_messages" for gap in gaps)


def _second_look_line(gap: Gap, journal: str, at: Platform) -> str:
    """The bot's own count, where it counts this at all."""
    weekly = GAP[gap.code].weekly
    if weekly is None or weekly.seen is None:
        return f"• {line_words(gap, journal, at)}"
    so_far = f"уже {gap.have}" if gap.have else "пока 0"
    return f"• {weekly.called}: {so_far} из {gap.need}, {left_words(gap)}"


def _use(gaps: Sequence[Gap]) -> str:
    return next(weekly.use for gap in gaps if (weekly := GAP[gap.code].weekly) is not None)
