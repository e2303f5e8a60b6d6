"""«Передай всем, что завтра педсовет в 14:00»: an announcement, shown before it goes."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from handlers.engine.buttons import button, good, under
from handlers.engine.old_buttons import shown_at
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Continuation, Does, Right, Route, typed
from handlers.engine.talk import Talk
from handlers.overview.lists import NO_LIST, nobody, source_of, title_of
from handlers.reminding.later import asked_moment, said_moment
from handlers.reminding.left_out import ask_which, left_out, without
from handlers.understanding.reading.people_by_name import Found, Several, find_several
from handlers.understanding.reading.strangers import surnames
from handlers.understanding.reading.tokens import tokens_of
from handlers.understanding.said.orders.announced_words import (
    ANNOUNCEMENT,
    TO_ALL,
    TO_SOME,
    announced,
    is_for_outsiders,
    is_question,
    is_said_anew,
)
from handlers.understanding.which_person import in_doubt
from indicators.russian.rules import capital, listed, plural, small
from indicators.weeks import Week
from nudges.letters.announcement import why_moved, why_not_told
from nudges.letters.read_later import names_day, signed, spoken_of, too_late, unsigned
from nudges.norms import own_numbers
from nudges.own_time import LATER, OWN_HOURS
from nudges.periods import day_words, week_words
from nudges.plan.skip_reason import SkipReason
from services.lists import people_list
from services.rounds.announcing import NO_WORDS, Announcement, Shown, announce, preview_announcement
from services.selection.people import people_chosen
from services.selection.titles import title_of as selection_title
from storage.people.registry import people_of

ANNOUNCE, WORDS = "announce", "announce_words"  # shown; its words are asked for
SAID = "said"  # in a button: the whole order in its own words
TO_WHOM = "Не понял, кому передать. Напишите «передай всем, что …» или назовите людей по фамилии, как в списке школы."
OLD = "Этот предпросмотр уже не действует. Напишите объявление ещё раз: «передай всем, что …»."
NOT_TO_THEM = (
    "Родителям и ученикам я не пишу — только педагогам школы. Попросите тех, кто пишет: «передай классным "
    "руководителям, что …»."
)
_SAMPLE = 8
BY_LIST = "По списку «{title}», {source} за {week}."
ANOTHER_DAY = "Другое время — словами: «завтра в 10»."


async def begin(talk: Talk, rest: str) -> None:
    """The words stand after «передай всем»; `who` is a group of people, `at` a moment."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    talk.spelt = talk.word(SAID) or talk.spelt
    if not talk.word("who") and is_for_outsiders(talk.text):
        talk.say(NOT_TO_THEM)
        return
    named = find_several(await people_of(talk.session, desk.school.id), TO_SOME.sub("", talk.text))
    if (unknown := _not_listed(named, talk.word("who"))) is not None:
        talk.say(in_doubt(unknown))
        return
    gap, who = talk.word("gap"), talk.word("who")
    at = asked_moment(talk, desk.school)
    heard = announced(talk.text, named, chosen=bool(who or gap), timed=bool(talk.word("at")))
    if heard is None:
        doubt = named.doubt
        talk.say(in_doubt(doubt) if doubt is not None and len(doubt.people) > 1 else TO_WHOM)
        return
    words, people = heard
    by = ""
    if gap:
        lacking = await _lacking(talk, desk, gap, who)
        if lacking is None:
            return
        people, by = lacking
    elif who:
        chosen = await people_chosen(talk.session, actor_at(talk, desk.school.id), who)
        people = frozenset(one.id for one in chosen)
        if named.doubt is None and not people.issuperset(one.id for one in named.people):
            people = frozenset(one.id for one in named.people)  # a class behind a name is no group
    if not words:
        to = {"people": sorted(people)} if people is not None else {}
        moment = at.isoformat() if at else None
        await talk.ask(WORDS, NO_WORDS, under([button("Отмена", "cancel")]), at=moment, by=by, **to)
        return
    shown = shown_at(talk.payload, talk.now) if talk.word(SAID) else None
    said_on = str(shown.astimezone(talk.services.zone_of(desk.school)).date()) if shown is not None else ""
    await _show(talk, desk, Announcement(_signed(talk, desk, words), people, at), said_on, by)


async def _lacking(talk: Talk, desk: Desk, gap: str, who: str) -> tuple[frozenset[int], str] | None:
    """Who of a selection lacks that, and how they are called; None when it was said that nobody does."""
    actor, today, below = actor_at(talk, desk.school.id), talk.today(desk.school), talk.word("below")
    found = await people_list(talk.session, actor, gap, below, today=today, who=who)
    if found.week is None:
        talk.say(NO_LIST)
        return None
    title = title_of(
        gap, below, own_numbers(desk.school.settings), await selection_title(talk.session, desk.school.id, who)
    )
    if not found.people:
        talk.say(*nobody(found, gap, title, {"gap": gap, "below": below, "who": who}))
        return None
    by = BY_LIST.format(title=title, source=small(source_of(gap)), week=week_words(found.week))
    return frozenset(one.person_id for one in found.people), by


def _signed(talk: Talk, desk: Desk, words: str) -> str:
    own = next((one for one in talk.who.persons if one.school_id == desk.school.id), None)
    return signed(words, own.full_name if own is not None else "")


def _not_listed(named: Several, who: str) -> Found | None:
    """A name in a row of names that nobody has: they are not left out in silence. A group is none."""
    doubt = named.doubt
    if doubt is None or not named.people or not all(one.startswith("id:") for one in who.split("+")):
        return None
    word = doubt.rest.partition(" ")[0]
    return doubt if word[:1].isupper() or surnames(tokens_of(word)) else None


async def _show(talk: Talk, desk: Desk, wanted: Announcement, said_on: str = "", by: str = "") -> None:
    """`said_on`: the day on which the words were said, where that is not today; `by`: by what people were chosen."""
    today = talk.today(desk.school)
    said_on = said_on or str(today)
    zone = talk.services.zone.key
    shown = await preview_announcement(
        talk.session, actor_at(talk, desk.school.id), wanted, talk.now, default_zone=zone
    )
    state = {
        "words": wanted.words,
        "people": sorted(wanted.people) if wanted.people is not None else None,
        "at": wanted.at.isoformat() if wanted.at is not None else None,
        "kind": shown.kind,
        "week": str(shown.week),
        "said_on": said_on,
        "shown_on": str(today),
        "by": by,
    }
    if not shown.told:
        lines = ["Передать некому.", *_skipped(shown)]
        if any(reason is SkipReason.ALREADY_TOLD for _, reason in shown.skipped):
            await talk.ask(ANNOUNCE, "\n".join([*lines, "", ANOTHER_DAY]), under([button("Отмена", "cancel")]), **state)
        else:
            if talk.question(ANNOUNCE, WORDS) is not None:
                await talk.end()  # whoever was shown before is not to be told either
            talk.say("\n".join(lines))
        return
    yes = good(f"Отправить: {len(shown.told)}", "announce_yes", kind=shown.kind, w=str(shown.week))
    await talk.ask(
        ANNOUNCE,
        _preview(talk, shown, wanted, date.fromisoformat(said_on), by),
        under([yes, button("Отмена", "cancel")]),
        **state,
    )


def _preview(talk: Talk, shown: Shown, wanted: Announcement, said_on: date, by: str) -> str:
    many = plural(len(shown.told), "человеку", "людям", "людям")
    more = len(shown.told) - _SAMPLE
    names = ", ".join(shown.told[:_SAMPLE]) + (f" и ещё {more}" if more > 0 else "")
    when = "сразу" if shown.opens <= talk.now else f"{day_words(shown.opens.date())} в {shown.opens:%H:%M}"
    own = [LATER.format(names=listed([name for name, _ in shown.own_hours]))] if shown.own_hours else []
    if len(shown.own_hours) == len(shown.told):
        when, own = OWN_HOURS, []
    parts = [
        f"Объявление уйдёт {when}, {many}: {names}. {why_moved(shown.moved)}".rstrip(),
        *filter(None, [by]),
        *own,
        f"«{wanted.words}»",
        *filter(None, [too_late(wanted.words, said_on, shown.opens.date(), shown.own_hours), _spoken_of(wanted)]),
        *filter(None, [unsigned(wanted.words)]),
        *_skipped(shown),
        f"Отправить? {ANOTHER_DAY}",
    ]
    return "\n\n".join(parts)


def _spoken_of(wanted: Announcement) -> str:
    return spoken_of(wanted.words) if wanted.people is not None else ""


def _skipped(shown: Shown) -> list[str]:
    reasons = Counter(reason for _, reason in shown.skipped)
    lines = [f"• {why_not_told(reason)} — {count}" for reason, count in reasons.most_common()]
    return ["\n".join(["Не получат:", *lines])] if lines else []


async def said_words(talk: Talk) -> bool:
    """The words of an announcement, when they were asked for."""
    desk, dialogue = await at_desk(talk, Right.CHANGER), talk.who.dialogue
    if desk is None or dialogue is None or not talk.text or _is_no_announcement(talk.text):
        return False
    wanted = _wanted({**dialogue.state, "words": _signed(talk, desk, capital(talk.text))})
    await _show(talk, desk, wanted, by=dialogue.state.get("by", ""))
    return True


async def said_moment_of(talk: Talk) -> bool:
    """Another moment for what is shown, or somebody who is not to be told."""
    desk, dialogue = await at_desk(talk, Right.CHANGER), talk.who.dialogue
    if desk is None or dialogue is None or not dialogue.state.get("words"):
        return False
    at = said_moment(talk, desk.school)
    if at is not None:
        await _show(talk, desk, replace(_wanted(dialogue.state), at=at), *_kept(dialogue.state))
        return True
    if is_said_anew(talk.text):
        return False
    fewer = await left_out(talk)
    if fewer and not fewer.is_clear:
        await ask_which(
            talk, desk, fewer, lambda name, ids: button(name, "announce_but", who=without(fewer.added_to(""), ids))
        )
    elif fewer:
        await _show_to_fewer(talk, desk, fewer.added_to(""))
    return bool(fewer)


async def without_some(talk: Talk, rest: str) -> None:
    """The button of whoever of several namesakes is not to be told."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    if talk.who.dialogue is None or talk.who.dialogue.name != ANNOUNCE:
        talk.say(OLD)
        return
    await _show_to_fewer(talk, desk, talk.word("who"))


async def _show_to_fewer(talk: Talk, desk: Desk, who: str) -> None:
    state = talk.who.dialogue.state if talk.who.dialogue is not None else {}
    wanted = _wanted(state)
    kept = {one.id for one in await people_chosen(talk.session, actor_at(talk, desk.school.id), who)}
    people = frozenset(kept if wanted.people is None else kept & wanted.people)
    await _show(talk, desk, replace(wanted, people=people), *_kept(state))


def _kept(state: Mapping[str, object]) -> tuple[str, str]:
    return str(state.get("said_on", "")), str(state.get("by", ""))


def _is_no_announcement(text: str) -> bool:
    """A question about the figures, or the whole order said anew."""
    return is_question(text) or any(one.match(text) for one in (TO_ALL, ANNOUNCEMENT))


def _wanted(state: Mapping[str, object]) -> Announcement:
    people, at = state.get("people"), state.get("at")
    return Announcement(
        str(state["words"]),
        frozenset(people) if isinstance(people, list) else None,
        datetime.fromisoformat(str(at)) if at else None,
    )


async def send(talk: Talk, rest: str) -> None:
    desk, dialogue = await at_desk(talk, Right.CHANGER), talk.question(ANNOUNCE)
    if desk is None:
        return
    if dialogue is None or dialogue.state.get("kind") != talk.word("kind"):
        talk.say(OLD)
        return
    wanted, week, kind = _wanted(dialogue.state), Week.parse(dialogue.state["week"]), dialogue.state["kind"]
    today = talk.today(desk.school)
    if dialogue.state.get("shown_on") != str(today) and names_day(wanted.words, today):
        await _show(talk, desk, wanted, *_kept(dialogue.state))
        return
    await talk.end()
    actor = actor_at(talk, desk.school.id)
    zone = talk.services.zone.key
    told = await announce(talk.session, actor, wanted, week, kind, talk.now, default_zone=zone)
    if not told.people:
        talk.say("Передавать уже некому.")
        return
    many = plural(told.people, "человеку", "людям", "людям")
    rows = [button("Как идёт рассылка", "progress"), button("Отменить", "stop")]
    at = told.opens
    when = f"{day_words(at.date())} с {at:%H:%M}, в рабочие часы" if at is not None else "в рабочие часы"
    talk.say(f"Хорошо, передам {many} {when}. К напоминаниям это не относится.", under(rows))
    talk.delivers = True


ROUTES = (
    Route("announce", Right.CHANGER, begin, Does.ASKS, leads_out=True, label="Объявление"),
    Route("announce_but", Right.CHANGER, without_some, Does.ASKS),
    Route("announce_yes", Right.CHANGER, send, also_typed=typed("отправь · отправляй · отправить")),
)
CONTINUATIONS = (
    Continuation(ANNOUNCE, Right.CHANGER, said_moment_of),
    Continuation(WORDS, Right.CHANGER, said_words, free=True, words="слова объявления"),
)
