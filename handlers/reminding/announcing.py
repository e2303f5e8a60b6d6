"""«Передай всем, что завтра педсовет в 14:00»: an announcement, shown before it goes."""

from collections.abc import Collection, Mapping
from typing import Any

from handlers.engine.buttons import button, under
from handlers.engine.old_buttons import shown_at
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import SENDS, Continuation, Does, Right, Route, typed
from handlers.engine.talk import Talk
from handlers.overview.lists import nobody, say_no_list, source_of, title_of
from handlers.reminding.announcement_shown import (
    ANNOUNCE,
    ANNOUNCED,
    OLD,
    SWAP,
    WORDS,
    Kept,
    as_it_is,
    kept_in,
    show,
    signed_by,
    stands,
    those_said,
    wanted_in,
)
from handlers.reminding.changed_by_others import tell_of_change
from handlers.reminding.later import asked_moment, moment_in
from handlers.understanding import asking
from handlers.understanding.around import taken_apart, understand
from handlers.understanding.asking import SURELY_SAID as SURELY
from handlers.understanding.labels import label
from handlers.understanding.reading.exceptions.naming import NAMING
from handlers.understanding.reading.people.by_name import Found, Several, find_several
from handlers.understanding.reading.people.strangers import surnames
from handlers.understanding.reading.tokens import tokens_of
from handlers.understanding.said.orders.announced_words import (
    ANNOUNCEMENT,
    TO_ALL,
    TO_SOME,
    announced,
    apart_from_moment,
    is_for_outsiders,
    is_question,
)
from handlers.understanding.said.orders.changed_announcement import whom_alone
from handlers.understanding.which_person import in_doubt
from indicators.russian.rules import capital, listed, plural, small
from indicators.weeks import Week
from nudges.letters.read_later import names_day
from nudges.norms import own_numbers
from nudges.periods import day_words, week_words
from services.lists import people_list
from services.rounds.announcing import NO_WORDS, Announced, Announcement, announce
from services.rounds.changing_announced import change_announcement, waiting_announcement
from services.selection.people import people_chosen
from services.selection.titles import title_of as selection_title
from storage.people.namesakes import told_apart
from storage.people.registry import people_of

SAID = "said"  # in a button: the whole order in its own words
TO_WHOM = "Не понял, кому передать. Напишите «передай всем, что …» или назовите людей по фамилии, как в списке школы."
NOT_TO_THEM = (
    "Родителям и ученикам я не пишу — только педагогам школы. Попросите тех, кто пишет: «передай классным "
    "руководителям, что …»."
)
NOBODY = "Передавать уже некому."
NOBODY_LEFT = "Передавать было бы некому, поэтому ничего не изменил: объявление осталось прежним."
DONE = "Хорошо, передам {many} {when}. К напоминаниям это не относится."
MEANWHILE = "Пока вы решали, это объявление уже изменили. Посмотрите ещё раз."
CHANGED = "Изменил: передам {many} {when}. Прежнее уже не уйдёт."
THE_WORDS = "слова объявления"
WHOM_KNOWN = "Понял, кому: {names}. А что передать? Напишите сами слова."
_MAYBE = 0.4
BY_LIST = "По списку «{title}», {source} за {week}."


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
    before, told = apart_from_moment(words)
    if at is None and before and (at := await moment_in(talk, desk.school, before)) is not None:
        words = told
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
        asked = NO_WORDS if people is None else WHOM_KNOWN.format(names=await _names(talk, desk, people))
        await talk.ask(WORDS, asked, under([button("Отмена", "cancel")]), at=moment, by=by, **to)
        return
    shown = shown_at(talk.payload, talk.now) if talk.word(SAID) else None
    said_on = str(shown.astimezone(talk.services.zone_of(desk.school)).date()) if shown is not None else ""
    await show(talk, desk, Announcement(signed_by(talk, desk, words), people, at), Kept(said_on, by))


async def _lacking(talk: Talk, desk: Desk, gap: str, who: str) -> tuple[frozenset[int], str] | None:
    """Who of a selection lacks that, and how they are called; None when it was said that nobody does."""
    actor, today, below = actor_at(talk, desk.school.id), talk.today(desk.school), talk.word("below")
    found = await people_list(talk.session, actor, gap, below, today=today, who=who)
    if found.week is None:
        say_no_list(talk)
        return None
    title = title_of(
        gap, below, own_numbers(desk.school.settings), await selection_title(talk.session, desk.school.id, who)
    )
    if not found.people:
        talk.say(*nobody(found, gap, title, {"gap": gap, "below": below, "who": who}))
        return None
    by = BY_LIST.format(title=title, source=small(source_of(gap)), week=week_words(found.week))
    return frozenset(one.person_id for one in found.people), by


def _not_listed(named: Several, who: str) -> Found | None:
    """A name in a row of names that nobody has: they are not left out in silence. A group is none."""
    doubt = named.doubt
    if doubt is None or not named.people or not all(one.startswith("id:") for one in who.split("+")):
        return None
    word = doubt.rest.partition(" ")[0]
    return doubt if word[:1].isupper() or surnames(tokens_of(word)) else None


async def _names(talk: Talk, desk: Desk, people: Collection[int]) -> str:
    called, everybody = await told_apart(talk.session, desk.school.id), await people_of(talk.session, desk.school.id)
    return listed([called.called(one.id, one.full_name) for one in everybody if one.id in people])


async def said_words(talk: Talk) -> bool:
    """The words of an announcement, when they were asked for."""
    desk, dialogue = await at_desk(talk, Right.CHANGER), talk.who.dialogue
    if desk is None or dialogue is None or not talk.text or _is_no_announcement(talk.text):
        return False
    if SURELY not in dialogue.state and await _are_no_words(talk, desk, dialogue.state):
        return True
    wanted = wanted_in({**dialogue.state, "words": signed_by(talk, desk, capital(talk.text))})
    await show(talk, desk, wanted, kept_in(dialogue.state)._replace(said_on=""))
    return True


async def _are_no_words(talk: Talk, desk: Desk, state: Mapping[str, Any]) -> bool:
    """«Она уточнила, не всем, а только классным» says whom it is for; what is asked may be asked of the bot."""
    whom = whom_alone(talk.text)
    if whom and all(one.entity in NAMING or one.is_filler for one in (await taken_apart(talk, whom)).words):
        people = await those_said(talk, desk, whom)
        if people:
            names = await _names(talk, desk, people)
            told = {key: state.get(key) for key in ("at", "by")} | {"people": sorted(people)}
            await talk.ask(WORDS, WHOM_KNOWN.format(names=names), under([button("Отмена", "cancel")]), **told)
            return True
    if talk.text.rstrip().endswith("?"):
        reading = await understand(talk)
        wishes = [
            one for one in (*reading.wishes, *reading.nearest) if one.likely >= _MAYBE and label(one, talk.labels)
        ]
        await asking.words_or_wish(talk, THE_WORDS, wishes[0] if wishes else None)
        return True
    return False


def _is_no_announcement(text: str) -> bool:
    """A question about the figures, or the whole order said anew."""
    return is_question(text) or any(one.match(text) for one in (TO_ALL, ANNOUNCEMENT))


async def send(talk: Talk, rest: str) -> None:
    """What is shown goes, or takes the place of what waits."""
    desk, dialogue = await at_desk(talk, Right.CHANGER), talk.question(ANNOUNCE)
    if desk is None:
        return
    if dialogue is None or dialogue.state.get("kind") != talk.word("kind"):
        talk.say(OLD)
        return
    wanted, kept = wanted_in(dialogue.state), kept_in(dialogue.state)
    today = talk.today(desk.school)
    if dialogue.state.get("shown_on") != str(today) and names_day(wanted.words, today):
        await show(talk, desk, wanted, kept)
        return
    if kept.changes:
        await _change(talk, desk, wanted, kept)
        return
    week, kind = Week.parse(dialogue.state["week"]), dialogue.state["kind"]
    await talk.end()
    actor, zone = actor_at(talk, desk.school.id), talk.services.zone.key
    told = await announce(talk.session, actor, wanted, week, kind, talk.now, default_zone=zone)
    _say_told(talk, told, NOBODY, DONE)


async def _change(talk: Talk, desk: Desk, wanted: Announcement, kept: Kept) -> None:
    """What waits by now may be another than what was shown: then it is shown anew."""
    actor, zone = actor_at(talk, desk.school.id), talk.services.zone.key
    waits = await waiting_announcement(talk.session, actor, kept.changes)
    was = as_it_is(talk, desk, waits) if waits is not None and not waits.begun else kept.was
    if was != kept.was:
        talk.say(MEANWHILE)
        await show(talk, desk, wanted, kept._replace(was=was))
        return
    await talk.end()
    told = await change_announcement(talk.session, actor, kept.changes, wanted, talk.now, default_zone=zone)
    _say_told(talk, told, NOBODY_LEFT, CHANGED)
    if told.people and waits is not None:
        now_it_is = stands(wanted.words, told.opens, told.people, talk.services.zone_of(desk.school))
        await tell_of_change(talk, desk, waits, was, now_it_is)


def _say_told(talk: Talk, told: Announced, nobody_left: str, done: str) -> None:
    if not told.people:
        talk.say(nobody_left)
        return
    many = plural(told.people, "человеку", "людям", "людям")
    rows = [button("Как идёт рассылка", "progress"), button("Отменить", "stop")]
    at = told.opens
    when = f"{day_words(at.date())} с {at:%H:%M}, в рабочие часы" if at is not None else "в рабочие часы"
    talk.say(done.format(many=many, when=when), under(rows), about=f"{ANNOUNCED}{told.round_id}")
    talk.delivers = True


ROUTES = (
    Route("announce", Right.CHANGER, begin, Does.ASKS, leads_out=True, label="Объявление"),
    Route("announce_yes", Right.CHANGER, send, also_typed=SENDS, bare_yes=True),
    Route(SWAP, Right.CHANGER, send, also_typed=typed("измени · изменяй · меняй"), bare_yes=True),
)
CONTINUATIONS = (Continuation(WORDS, Right.CHANGER, said_words, free=True, words=THE_WORDS),)
