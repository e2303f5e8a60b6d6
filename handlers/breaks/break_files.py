"""Many breaks at once: a calendar file, a small table, or the usual ones. Shown first, written by a button."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from handlers.engine.buttons import button, good, main, under
from handlers.engine.job import Job
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Right, Route
from handlers.engine.talk import Talk
from handlers.reminding.held_words import say_held
from indicators.russian.rules import listed, quoted
from nudges.breaks import MODULES, QUARTERS, ReadBreaks
from nudges.calendar import Rest
from nudges.periods import span_words
from services.breaks import TITLE, add_many, usual

BREAKS = "breaks"
_SHOWN = 20
OLD = "Эти дни уже записаны или отменены. Что записано, покажут «каникулы»."
KINDS = {QUARTERS: "По четвертям", MODULES: "По модулям"}


async def show_found(job: Job, found: ReadBreaks) -> None:
    """Ask whoever sent the file."""
    async with job.finishing() as talk:
        desk = await at_desk(talk, Right.CHANGER)
        if desk is None:
            return
        heading = f"В файле «{job.errand.details['name']}» — дни отдыха"
        await _propose(talk, desk, str(job.errand.id), found.breaks, heading, found.rejected)


async def suggest(talk: Talk, rest: str) -> None:
    """«Взять обычные»: by quarters or by modules, as a start for one's own."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    kind = talk.word("k")
    if kind not in KINDS:
        buttons = [main(title, "breaks_suggest", k=code) for code, title in KINDS.items()]
        talk.say("Как учится школа?", under(buttons))
        return
    await _propose(talk, desk, kind, usual(talk.today(desk.school), kind), f"Обычно {KINDS[kind].lower()} отдыхают так")


async def _propose(
    talk: Talk, desk: Desk, number: str, rests: Sequence[Rest], heading: str, rejected: Sequence[str] = ()
) -> None:
    today = talk.today(desk.school)
    coming = [rest for rest in rests if rest.ends_on >= today]
    passed = len(rests) - len(coming)
    lines = [f"• {rest.title}: {span_words(rest.starts_on, rest.ends_on, year=True)}" for rest in coming[:_SHOWN]]
    if len(coming) > _SHOWN:
        lines.append(f"и ещё {len(coming) - _SHOWN}")
    if passed:
        lines.append(f"Прошедшие не беру: {passed}.")
    if rejected:
        lines.append(f"Не понял: {listed([f'«{one[:60]}»' for one in rejected], 5)}.")
    text = "\n".join([f"{heading}:", *lines])
    if not coming:
        talk.say(f"{text}\nЗаписывать нечего.")
        return
    state: dict[str, Any] = {
        "id": number,
        "school": desk.school.id,
        "rests": [[str(rest.starts_on), str(rest.ends_on), rest.title, rest.kind] for rest in coming],
    }
    question = f"Записать школе {quoted(desk.school.name)}? Потом любые дни можно убрать или добавить свои."
    buttons = under([good(f"Записать: {len(coming)}", "breaks_yes", n=number), button("Нет", "cancel")])
    await talk.ask(BREAKS, f"{text}\n\n{question}", buttons, **state)


async def accept(talk: Talk, rest: str) -> None:
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    dialogue = talk.question(BREAKS)
    state = dialogue.state if dialogue is not None else None
    if state is None or state["id"] != talk.word("n") or state["school"] != desk.school.id:
        talk.say(OLD)
        return
    rests = [
        Rest(date.fromisoformat(start), date.fromisoformat(end), title[:TITLE], kind)
        for start, end, title, kind in state["rests"]
    ]
    await talk.end()
    added = await add_many(talk.session, actor_at(talk, desk.school.id), rests, talk.now)
    said = f"Записал: {added}. В эти дни никому не пишу." if added else "Всё это уже записано."
    talk.say(said, under([button("Все каникулы", "breaks")]))
    await say_held(talk, desk, [(one.starts_on, one.ends_on) for one in rests])


ROUTES = (
    Route("breaks_suggest", Right.CHANGER, suggest),
    Route("breaks_yes", Right.CHANGER, accept),
)
