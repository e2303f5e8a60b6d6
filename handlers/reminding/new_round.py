"""«Напомнить»: whom, with a preview, and only after a button. Written by an errand, once for each preview."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from handlers.engine.buttons import bad, button, good, main, under
from handlers.engine.job import Job
from handlers.engine.rights import Desk, actor_at, actor_of, at_desk
from handlers.engine.routes import SENDS, Continuation, Does, Right, Route, typed
from handlers.engine.talk import Talk
from handlers.overview.lists import ANY_OF_THEM, nobody, say_no_list, title_of
from handlers.reminding.lately_words import already_done, lately_words
from handlers.reminding.later import asked_moment, said_moment
from handlers.reminding.left_out import LeftOut, ask_which, left_out, without
from handlers.understanding.reading.people.person_words import whom
from handlers.understanding.which_person import ONE_BY_ONE, ask_back, look_up, others_named
from indicators.russian.calendar_words import MONTHS, WEEKDAYS
from indicators.russian.rules import listed, plural, small
from indicators.weeks import Week
from nudges.gaps import GAP, gap_title
from nudges.messenger import Button
from nudges.names import Case
from nudges.norms import Norms, own_numbers
from nudges.own_time import LATER
from nudges.periods import day_words, week_words
from nudges.plan import Plan
from services.lists import ALL, EITHER, TOGETHER, done_in, gaps_in, people_list
from services.rounds.starting import Chosen, Preview, Started, preview, start
from services.selection.titles import title_of as selection_title
from storage.people.registry import person_at
from storage.tables import Person

REMIND = "remind"
SAMPLES = 2
WHOM = "Кому напомнить? Сначала покажу, что и кому уйдёт, и спрошу."
NOT_UNDERSTOOD = "Не понял, кому напомнить: назовите фамилию из списка школы или выберите кнопку."
NOBODY_NOW = "Пока вы решали, напоминать стало некому"
OTHERS_ALL = "Этим людям только что отправил напоминания другой ответственный, второй раз не пишу."
OTHERS_SOME = (
    "Другой ответственный только что запустил свою рассылку. Из вашего списка добавил тех, кого в ней не было: {more}."
)
UNTOLD = "В файле за {week} ни о ком не сказано: {gaps}. Кто это сделал, не знаю — и об этом не напоминаю."
OLD = "Этот предпросмотр уже не действует: после него был другой или рассылка уже ушла. Начните заново — «напомнить»."


@dataclass(frozen=True, slots=True)
class RoundFor:
    """Whom a round is for, and how that is called: «всем, у кого что-то осталось», «Марьям Ахмедовне»."""

    chosen: Chosen
    title: str


async def remind(talk: Talk, rest: str) -> None:
    """Who is meant comes with a button (`gap`, `below`, `p`; `of` is said of them) or in words: «всем», «Алиевой»."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    wish = await _wish(talk, desk, rest.strip())
    if wish is not None:
        await _preview(talk, desk, wish, asked_moment(talk, desk.school))


async def _wish(talk: Talk, desk: Desk, rest: str) -> RoundFor | None:
    norms = own_numbers(desk.school.settings)
    if talk.number("p"):
        person = await person_at(talk.session, desk.school.id, talk.number("p"))
        if person is not None:
            return _to(person, norms, talk.word("gap"))
        _ask(talk, norms, NOT_UNDERSTOOD)
        return None
    if talk.word("gap") or talk.word("who"):
        who = talk.word("who")
        of = talk.word("of") or await selection_title(talk.session, desk.school.id, who)
        return _by_gap(talk.word("gap") or ALL, talk.word("below"), who, of, norms)
    if not rest:
        _ask(talk, norms)
        return None
    found = await look_up(talk, desk, rest)
    if len(found.people) == 1 and not found.guessed and not found.rest:
        return _to(found.people[0], norms, talk.word("about"))
    if len(found.people) == 1 and await others_named(talk, desk, found.people, found.rest):
        talk.say(ONE_BY_ONE)
        return None
    if found.people:
        told = {"gap": talk.word("about"), "at": talk.word("at")}  # about what, and when, is not asked again
        ask_back(talk, found, "remind", "напомнить", **{key: said for key, said in told.items() if said})
        return None
    _ask(talk, norms, NOT_UNDERSTOOD)
    return None


def _to(person: Person, norms: Norms, gap: str = "") -> RoundFor:
    """About what was named, otherwise about their next step."""
    named = ", ".join(small(gap_title(one, norms)) for one in gaps_in(gap))
    title = whom(person, Case.DATIVE)
    return RoundFor(Chosen(gap if named else ALL, person_id=person.id), f"{title} ({named})" if named else title)


def _by_gap(gap: str, below: str, who: str, of: str, norms: Norms) -> RoundFor:
    chosen = Chosen(gap, below, who=who)
    if not chosen.gaps:
        chosen = Chosen(ALL, below, who=who)
    everybody = chosen.gap == ALL and not below and not who
    title = "всем, у кого что-то осталось" if everybody else f"по списку «{title_of(chosen.gap, below, norms, of)}»"
    return RoundFor(chosen, title)


def _ask(talk: Talk, norms: Norms, text: str = WHOM) -> None:
    """Nobody is chosen yet: offer everybody and the usual lists."""
    gaps = [button(title_of(code, "", norms), "remind", gap=code) for code in list(GAP)[1:6]]
    rows = [[one] for one in gaps[:4]]
    talk.say(text, under([main("Всем, у кого что-то осталось", "remind", gap=ALL)], *rows))


async def _preview(talk: Talk, desk: Desk, wish: RoundFor, at: datetime | None = None) -> None:
    actor, zone = actor_at(talk, desk.school.id), talk.services.default_zone
    samples = slice(SAMPLES)
    shown = await preview(talk.session, actor, wish.chosen, talk.now, default_zone=zone, at=at, letters=samples)
    if shown is None:
        say_no_list(talk)
        return
    planned, kind, chosen = shown.plan, shown.kind, wish.chosen
    untold = await _untold(talk, desk, chosen, planned.week)
    if not planned.recipients and await _is_not_asked(talk, desk, wish):
        return
    if not planned.recipients:
        if talk.question(REMIND) is not None:
            await talk.end()  # whoever was shown before is not to be reminded either
        other = _other_way(chosen, at)
        done = "" if planned.reasons else await already_done(talk, desk, chosen.gaps, chosen.who)
        talk.say(untold or done or nobody_words(planned, wish), under(other) if other else None)
        return
    state = {"school": desk.school.id, "week": str(planned.week), "kind": kind, "gap": chosen.gap}
    state |= {"below": chosen.below, "person": chosen.person_id, "who": chosen.who, "title": wish.title}
    state |= {"at": (shown.opens or at).isoformat()} if at is not None else {}
    yes = good(f"Отправить: {len(planned.recipients)}", "remind_yes", k=kind)
    buttons = under([yes, bad("Не отправлять", "remind_no", k=kind)], _other_way(chosen, at))
    text = preview_words(shown, wish, _opens(talk, shown), untold)
    await talk.ask(REMIND, text, buttons, **state)


async def _is_not_asked(talk: Talk, desk: Desk, wish: RoundFor) -> bool:
    """Nobody is on the list because the school does not ask for that: said as the list says it."""
    chosen = wish.chosen
    if not chosen.gaps or chosen.gap == ALL:
        return False
    actor, today = actor_at(talk, desk.school.id), talk.today(desk.school)
    found = await people_list(talk.session, actor, chosen.gap, chosen.below, today=today, who=chosen.who)
    if found.week is None or found.asked_for:
        return False
    of = await selection_title(talk.session, desk.school.id, chosen.who)
    title = title_of(chosen.gap, chosen.below, own_numbers(desk.school.settings), of)
    text, keyboard = nobody(found, chosen.gap, title, {"gap": chosen.gap, "who": chosen.who})
    talk.say(text, keyboard)
    return True


def _other_way(chosen: Chosen, at: datetime | None) -> list[Button]:
    """Where those are chosen who lack all of several gaps: those who lack any of them."""
    if TOGETHER not in chosen.gap or done_in(chosen.gap):
        return []
    when = at.isoformat() if at is not None else ""
    return [button(ANY_OF_THEM, "remind", gap=EITHER.join(chosen.gaps), who=chosen.who, at=when)]


async def _untold(talk: Talk, desk: Desk, chosen: Chosen, week: Week) -> str:
    """What of the chosen gaps the week tells of nobody: who lacks it is not known then, and nobody is reminded."""
    actor, today = actor_at(talk, desk.school.id), talk.today(desk.school)
    norms = own_numbers(desk.school.settings)
    lists = {gap: await people_list(talk.session, actor, gap, week=week, today=today) for gap in chosen.gaps}
    unknown = [small(gap_title(gap, norms)) for gap, found in lists.items() if not found.is_told]
    return UNTOLD.format(gaps=", ".join(unknown), week=week_words(week)) if unknown else ""


def _opens(talk: Talk, shown: Preview) -> str:
    """«сразу», or the school's next hour."""
    if shown.opens is None or shown.opens <= talk.now:
        return "сразу после подтверждения"
    opens = shown.opens
    return f"{WEEKDAYS[opens.weekday()]}, {opens.day} {MONTHS[opens.month - 1]}, с {opens:%H:%M}"


def preview_words(shown: Preview, wish: RoundFor, opens: str, untold: str = "") -> str:
    """How many, when, who is skipped and why, what is not known, and two sample texts."""
    planned = shown.plan
    count = "" if wish.chosen.person_id else f": {plural(len(planned.recipients), 'человеку', 'людям', 'людям')}"
    blocks = [f"Напомнить {wish.title}{count}, по данным за {week_words(planned.week)}.\nКогда: {opens}."]
    if shown.later:
        blocks.append(LATER.format(names=listed(shown.later)))
    skipped = "" if wish.chosen.person_id else skipped_words(planned)
    if skipped:
        blocks.append(skipped)
    before = lately_words(shown, alone=bool(wish.chosen.person_id))
    blocks += [f"⚠ {warning}" for warning in (*planned.warnings, *filter(None, [untold]), *before)]
    for recipient in planned.recipients[:SAMPLES]:
        called = shown.names.called(recipient.person_id, recipient.full_name)
        blocks.append(f"Пример — {called}:\n{recipient.text}")
    return "\n\n".join([*blocks, "Отправляем? Другое время — словами: «завтра в 10»."])


def skipped_words(planned: Plan) -> str:
    lines = _reasons(planned)
    return "\n".join(["Пропущу:", *lines]) if lines else ""


def _reasons(planned: Plan) -> list[str]:
    return [f"• {reason.sentence} — {count}" for reason, count in planned.reasons.most_common()]


def nobody_words(planned: Plan, wish: RoundFor) -> str:
    """Why nobody gets anything: of one person their own reason, otherwise each reason with its count."""
    if wish.chosen.person_id:
        own = next((one.reason.sentence for one in planned.skipped if one.person_id == wish.chosen.person_id), "")
        return f"Напоминать некому: {wish.title} сообщения не будет" + (f" — {own}." if own else ".")
    lines = _reasons(planned)
    return "\n".join(["Напоминать некому:", *lines]) if lines else "Напоминать некому: в этом списке никого нет."


def _waiting(talk: Talk) -> dict[str, Any] | None:
    dialogue = talk.question(REMIND)
    return dict(dialogue.state) if dialogue is not None and dialogue.state["kind"] == talk.word("k") else None


async def remind_yes(talk: Talk, rest: str) -> None:
    """Confirmed: the plan is made anew, so that nobody gets it who has closed the gap meanwhile."""
    state = _waiting(talk)
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    if state is None or state["school"] != desk.school.id:
        talk.say(OLD)
        return
    await talk.end()
    talk.snack = "Отправляю"
    await talk.later("remind", **state)


async def said(talk: Talk) -> bool:
    """Another moment for the round that is shown, or somebody whom it is to leave out."""
    desk, dialogue = await at_desk(talk, Right.CHANGER), talk.who.dialogue
    if desk is None or dialogue is None or dialogue.state["school"] != desk.school.id:
        return False
    state = dialogue.state
    at, who = said_moment(talk, desk.school), state.get("who", "")
    if at is not None:
        chosen = Chosen(state["gap"], state["below"], state["person"], who)
        await _preview(talk, desk, RoundFor(chosen, state.get("title", "")), at)
        return True
    fewer = LeftOut() if state["person"] else await left_out(talk)
    if not fewer:
        return False
    who = fewer.added_to(who)
    if not fewer.is_clear:
        again = {"gap": state["gap"], "below": state["below"], "at": state.get("at", "")}
        await ask_which(
            talk,
            desk,
            fewer,
            lambda name, ids: button(name, "remind", **again, who=without(who, ids)),
        )
        return True
    of = await selection_title(talk.session, desk.school.id, who)
    kept = datetime.fromisoformat(state["at"]) if state.get("at") else None
    await _preview(talk, desk, _by_gap(state["gap"], state["below"], who, of, own_numbers(desk.school.settings)), kept)
    return True


async def remind_no(talk: Talk, rest: str) -> None:
    if _waiting(talk) is None:
        talk.say(OLD)
        return
    await talk.end()
    talk.say("Хорошо, никому ничего не отправляю.")


async def make_campaign(job: Job) -> None:
    """Write the round. The kind was fixed by the preview, so that a repeat finds it written already."""
    details, services = job.errand.details, job.services
    chosen = Chosen(details["gap"], details["below"], details["person"], details.get("who", ""))
    week = Week.parse(details["week"])
    actor, zone = await actor_of(job, details["school"]), services.default_zone
    at = datetime.fromisoformat(details["at"]) if details.get("at") else None
    kind, now = details["kind"], services.clock()
    started = await start(services.database, actor, chosen, week, kind, now, default_zone=zone, at=at)
    async with job.finishing() as talk:
        _tell(talk, started, at)


def _tell(talk: Talk, started: Started, at: datetime | None) -> None:
    buttons = under([button("Как идёт рассылка", "progress"), button("Пауза", "pause"), button("Отменить", "stop")])
    others = started.others
    if started.people is None:
        why = [f"{reason.sentence} — {count}" for reason, count in started.passed_over.items()]
        nobody = f"{NOBODY_NOW}: {'; '.join(why)}." if why else f"{NOBODY_NOW}."
        talk.say(OTHERS_ALL if others else nobody, buttons if others else None)
        return
    more = plural(started.people, "человек", "человека", "человек")
    ready = "Готово, сообщения пойдут в рабочие часы школы."
    if at is not None:
        ready = f"Готово, сообщения пойдут {day_words(at.date())} с {at:%H:%M}, в рабочие часы школы."
    talk.say(OTHERS_SOME.format(more=more) if others else ready, buttons)
    talk.delivers = True


ROUTES = (
    Route("remind", Right.CHANGER, remind, Does.ASKS, label="Напомнить{gap}{who}"),
    Route("remind_yes", Right.CHANGER, remind_yes, bare_yes=True, also_typed=SENDS),
    Route(
        "remind_no",
        Right.CHANGER,
        remind_no,
        bare_yes=True,
        also_typed=typed(
            "нет, не надо · нет не надо · ой нет · не отправляй · не отправляйте · пока не отправляй · не рассылай"
        ),
    ),
)
CONTINUATIONS = (Continuation(REMIND, Right.CHANGER, said),)
ERRANDS = {"remind": make_campaign}
