"""«Напомнить»: whom, with a preview, and only after a button. Written by an errand, once for each preview."""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from handlers.engine.buttons import bad, button, good, main, under
from handlers.engine.dependencies import Services
from handlers.engine.job import Job
from handlers.engine.rights import Desk, at_desk
from handlers.engine.routes import Does, Right, Route, typed
from handlers.engine.talk import Talk
from handlers.overview.lists import ALL, NO_LIST, lacking_people, title_of
from handlers.understanding.person_words import whom
from handlers.understanding.phrases import recognise
from handlers.understanding.stems import OFFICE, gist
from handlers.understanding.which_person import ONE_BY_ONE, ask_back, look_up, others_named
from indicators.russian.rules import plural
from indicators.weeks import Week
from nudges.gaps import GAP, all_named
from nudges.names import Case
from nudges.periods import MONTHS, WEEKDAYS, week_words
from nudges.plan import MANUAL, Plan, SkipReason
from storage.campaigns.outbox.counting import count_rows
from storage.campaigns.planning import newest_people_week, next_manual_kind, plan, plan_campaign
from storage.database.connection import Session
from storage.people.registry import person_at
from storage.schools.calendar import school_calendar
from storage.tables import Campaign, School

REMIND = "remind"
SAMPLES = 2
_EVERYBODY = re.compile(r"(?:всем|всех|все)?\s*(?:педагогам|учителям|должникам|коллегам)?")
WHOM = "Кому напомнить? Сначала покажу, что и кому уйдёт, и спрошу."
ALL_BUT = (
    "Чтобы кого-то пропустить, сначала скажите, кого не тревожить: «исключить Алиеву до пятницы». "
    "Потом напомните всем — в предпросмотре будет видно, кого я пропущу."
)
_BUT = re.compile(r"\b(?:кроме|за исключением|исключая)\b", re.IGNORECASE)
_ABOUT = re.compile(r"(?:(?:всем|тем|педагогам|учителям)\s+)*(?:про|о|об|насч[её]т|по поводу)\s+(.+)", re.IGNORECASE)
NOT_UNDERSTOOD = "Не понял, кому напомнить: назовите фамилию из списка школы или выберите кнопку."
OTHERS_ALL = "Этим людям только что отправил напоминания другой ответственный, второй раз не пишу."
OTHERS_SOME = (
    "Другой ответственный только что запустил свою рассылку. Из вашего списка добавил тех, кого в ней не было: {more}."
)
OLD = "Этот предпросмотр уже не действует: рассылка отправлена или отменена. Начните заново — «напомнить»."


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whom a round is for: everybody who lacks something, those with one gap, or one person."""

    gap: str = ALL
    below: str = ""
    person_id: int = 0
    title: str = ""


async def remind(talk: Talk, rest: str) -> None:
    """Who is meant comes with a button (`gap`, `below`, `p`) or in words: «всем», «без звонка», «Алиевой»."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    chosen = await _chosen(talk, desk, rest.strip())
    if chosen is not None:
        await _preview(talk, desk, chosen)


async def _chosen(talk: Talk, desk: Desk, rest: str) -> Chosen | None:
    if talk.number("p"):
        person = await person_at(talk.session, desk.school.id, talk.number("p"))
        if person is not None:
            return Chosen(person_id=person.id, title=whom(person, Case.DATIVE))
        return _ask(talk, NOT_UNDERSTOOD)
    if talk.word("gap"):
        return _by_gap(talk.word("gap"), talk.word("below"))
    if not rest:
        return _ask(talk)
    if _EVERYBODY.fullmatch(rest.lower().strip(" .!")):
        return _by_gap(ALL, "")
    if _BUT.search(rest):
        talk.say(ALL_BUT)
        return None
    listed = _as_list(rest) or _about_gap(rest)
    if listed is not None:
        return listed
    found = await look_up(talk, desk, rest)
    if len(found.people) == 1 and not found.guessed and not found.rest:
        return Chosen(person_id=found.people[0].id, title=whom(found.people[0], Case.DATIVE))
    if len(found.people) == 1 and await others_named(talk, desk, found.people, found.rest):
        talk.say(ONE_BY_ONE)
        return None
    if found.people:
        ask_back(talk, found, "remind", "напомнить")
        return None
    return _ask(talk, NOT_UNDERSTOOD)


def _as_list(rest: str) -> Chosen | None:
    """«тем, кто без звонка» is the list of that name."""
    words = rest.lower().strip(" ,.!?")
    for start in ("всем, ", "всем ", "тем, ", "тем ", ""):
        if words.startswith(start):
            words = words.removeprefix(start)
            meant = recognise(words) or (gist(words, OFFICE) if start else None)
            if meant is not None and meant.intent.code == "list":
                return _by_gap(meant.intent.given["gap"], meant.intent.given.get("below", ""))
    return None


def _about_gap(rest: str) -> Chosen | None:
    """«всем про сообщения» is the list of those who lack them."""
    about = _ABOUT.fullmatch(rest.strip(" .!"))
    words = re.findall(r"[^\W\d_]+", about[1].lower()) if about else []
    gaps = all_named(" ".join(words))
    return _by_gap(gaps[0], "") if len(words) <= 2 and len(gaps) == 1 else None


def _by_gap(gap: str, below: str) -> Chosen:
    title = "всем, у кого что-то осталось" if gap not in GAP and not below else f"по списку «{title_of(gap, below)}»"
    return Chosen(gap if gap in GAP else ALL, below, title=title)


def _ask(talk: Talk, text: str = WHOM) -> Chosen | None:
    """Nobody is chosen yet: offer everybody and the usual lists."""
    gaps = [button(title_of(code, ""), "remind", gap=code) for code in list(GAP)[1:6]]
    rows = [[one] for one in gaps[:4]]
    talk.say(text, under([main("Всем, у кого что-то осталось", "remind", gap=ALL)], *rows))
    return None


async def _plan(session: Session, services: Services, school: School, week: Week, chosen: Chosen) -> Plan:
    people = await _people(session, school, week, chosen)
    gaps = [chosen.gap] if chosen.gap in GAP else None
    return await plan(
        session,
        school,
        week,
        now=services.clock(),
        kind=MANUAL,
        only_gaps=gaps,
        only_people=people,
        default_zone=services.default_zone,
    )


async def _people(session: Session, school: School, week: Week, chosen: Chosen) -> Collection[int] | None:
    if chosen.person_id:
        return [chosen.person_id]
    if chosen.below:
        return [one.person_id for one in await lacking_people(session, school, week, chosen.gap, chosen.below)]
    return None


async def _preview(talk: Talk, desk: Desk, chosen: Chosen) -> None:
    week = await newest_people_week(talk.session, desk.school.id)
    if week is None:
        talk.say(NO_LIST)
        return
    planned = await _plan(talk.session, talk.services, desk.school, week, chosen)
    if not planned.recipients:
        talk.say(nobody_words(planned, chosen))
        return
    kind = await next_manual_kind(talk.session, desk.school, week)
    opens = await _opens(talk, desk)
    state = {"school": desk.school.id, "week": str(week), "kind": kind, "gap": chosen.gap, "below": chosen.below}
    buttons = under(
        [good(f"Отправить: {len(planned.recipients)}", "remind_yes", k=kind), bad("Не отправлять", "remind_no", k=kind)]
    )
    await talk.ask(REMIND, preview_words(planned, chosen, opens), buttons, person=chosen.person_id, **state)


async def _opens(talk: Talk, desk: Desk) -> str:
    """«сразу», or the school's next hour."""
    calendar = await school_calendar(talk.session, desk.school, talk.services.default_zone)
    moment = calendar.next_allowed(talk.now)
    if moment is None or moment <= talk.now:
        return "сразу после подтверждения"
    local = calendar.local(moment)
    return f"{WEEKDAYS[local.weekday()]}, {local.day} {MONTHS[local.month - 1]}, с {local:%H:%M}"


def preview_words(planned: Plan, chosen: Chosen, opens: str) -> str:
    """How many, when, who is skipped and why, and two sample texts."""
    count = "" if chosen.person_id else f": {plural(len(planned.recipients), 'человеку', 'людям', 'людям')}"
    blocks = [f"Напомнить {chosen.title}{count}, по данным за {week_words(planned.week)}.\nКогда: {opens}."]
    skipped = "" if chosen.person_id else skipped_words(planned)
    if skipped:
        blocks.append(skipped)
    blocks += [f"⚠ {warning}" for warning in planned.warnings]
    for recipient in planned.recipients[:SAMPLES]:
        blocks.append(f"Пример — {recipient.full_name}:\n{recipient.text}")
    return "\n\n".join([*blocks, "Отправляем?"])


def skipped_words(planned: Plan) -> str:
    lines = _reasons(planned)
    return "\n".join(["Пропущу:", *lines]) if lines else ""


def _reasons(planned: Plan) -> list[str]:
    reasons = Counter(one.reason for one in planned.skipped if one.reason is not SkipReason.NOT_CHOSEN)
    return [f"• {reason.sentence} — {count}" for reason, count in reasons.most_common()]


def nobody_words(planned: Plan, chosen: Chosen) -> str:
    """Why nobody gets anything: of one person their own reason, otherwise each reason with its count."""
    if chosen.person_id:
        own = next((one.reason.sentence for one in planned.skipped if one.person_id == chosen.person_id), "")
        return f"Напоминать некому: {chosen.title} сообщения не будет" + (f" — {own}." if own else ".")
    lines = _reasons(planned)
    return "\n".join(["Напоминать некому:", *lines]) if lines else "Напоминать некому: в этом списке никого нет."


def _waiting(talk: Talk) -> dict[str, Any] | None:
    dialogue = talk.who.dialogue
    fits = dialogue is not None and dialogue.name == REMIND and dialogue.state["kind"] == talk.word("k")
    return dict(dialogue.state) if dialogue is not None and fits else None


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


async def remind_no(talk: Talk, rest: str) -> None:
    if _waiting(talk) is None:
        talk.say(OLD)
        return
    await talk.end()
    talk.say("Хорошо, никому ничего не отправляю.")


async def make_campaign(job: Job) -> None:
    """Write the round. The kind was fixed by the preview, so that a repeat finds it written already.

    Where another officer was faster under that kind, a round of its own goes to those whom theirs left out.
    """
    mine = job.errand.account_id
    kind, others = job.errand.details["kind"], False
    campaign = await _written(job, kind)
    while campaign is not None and campaign.made_by != mine:
        kind, others = _following(kind), True
        campaign = await _written(job, kind)
    async with job.finishing() as talk:
        await _tell(talk, campaign, others)


async def _written(job: Job, kind: str) -> Campaign | None:
    """The round of that kind, whoever made it; planned now when there is none. None: nobody is to be written to."""
    details, services = job.errand.details, job.services
    week = Week.parse(details["week"])
    chosen = Chosen(details["gap"], details["below"], details["person"])
    async with services.database.reading() as session:
        school = await session.get_one(School, details["school"])
        people = await _people(session, school, week, chosen)
    return await plan_campaign(
        services.database,
        school,
        week,
        now=services.clock(),
        kind=kind,
        made_by=job.errand.account_id,
        only_gaps=[chosen.gap] if chosen.gap in GAP else None,
        only_people=people,
        default_zone=services.default_zone,
    )


def _following(kind: str) -> str:
    """«manual-3» after «manual-2»."""
    return f"{MANUAL}-{int(kind.removeprefix(f'{MANUAL}-')) + 1}"


async def _tell(talk: Talk, campaign: Campaign | None, others: bool) -> None:
    buttons = under([button("Как идёт рассылка", "progress"), button("Пауза", "pause"), button("Отменить", "stop")])
    if campaign is None:
        talk.say(OTHERS_ALL if others else "Пока вы решали, напоминать стало некому.", buttons if others else None)
        return
    count = (await count_rows(talk.session, [campaign.id])).total
    talk.log("campaign_made", campaign.school_id, campaign=campaign.id, people=count)
    more = plural(count, "человек", "человека", "человек")
    talk.say(OTHERS_SOME.format(more=more) if others else "Готово, сообщения пойдут в рабочие часы школы.", buttons)
    talk.delivers = True


ROUTES = (
    Route("remind", Right.CHANGER, remind, Does.ASKS),
    Route(
        "remind_yes",
        Right.CHANGER,
        remind_yes,
        bare_yes=True,
        also_typed=typed(
            "отправь · отправьте · отправляй · отправляйте · отправляем · шли · шлите · рассылай · рассылайте"
        ),
    ),
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
ERRANDS = {"remind": make_campaign}
