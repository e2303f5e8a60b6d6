"""«Замени на: …», «перенеси на четверг в 10», «только физикам»: an announcement that is shown, or that waits, is to be
another. The new whole is shown, and one that waits stays the same announcement."""

from dataclasses import replace
from datetime import time, timedelta

from handlers.engine.buttons import bad, button, under
from handlers.engine.rights import Desk, actor_at, at_desk, may
from handlers.engine.routes import Continuation, Does, Right, Route
from handlers.engine.talk import Talk
from handlers.reminding.announcement_shown import (
    ANNOUNCE,
    ANNOUNCED,
    OLD,
    WORDS,
    Kept,
    as_it_is,
    by_its_words,
    kept_in,
    show,
    signed_by,
    state_of,
    those_said,
    wanted_in,
)
from handlers.reminding.held_words import held_words
from handlers.reminding.later import at_in, in_place_of, said_moment
from handlers.reminding.left_out import ask_which, left_out, without
from handlers.reminding.round_words import round_words
from handlers.reminding.running_rounds import NEVER_ANNOUNCED
from handlers.understanding.said.lists import asks_who_gets
from handlers.understanding.said.orders.announced_words import is_said_anew
from handlers.understanding.said.orders.changed_announcement import (
    asks_to_change,
    head_of,
    names_day,
    names_words_of,
    new_moment,
    new_words,
    says_besides,
    whom_said,
    whom_turned_to,
    without_its_name,
)
from indicators.russian.rules import plural
from nudges.letters.read_later import without_signature
from services.rounds.announcing import Announcement
from services.rounds.changing_announced import (
    BEGUN,
    Waiting,
    gone_announcement,
    waiting_announcement,
    waiting_announcements,
)
from services.rounds.held_up import held_up
from services.rounds.standing import newest_announcement, round_at
from services.selection.people import people_chosen
from storage.schools.calendar import school_calendar

WHICH = "announce_which"  # several wait: which is to be changed
_MOST = 5
NOT_YET = (
    "Пока ничего не отправлено. Что изменить в том, что показано? Слова — «замени на: …», день и час — «перенеси на "
    "четверг в 10», кому — «только классным руководителям»."
)
STANDS = (
    "Ждёт объявление — {stands}\n\nЧто изменить? Слова — «замени на: …», день и час — «перенеси на четверг в 10», кому "
    "— «только классным руководителям»."
)
SEVERAL = "Ждут объявления:\n{stands}\n\nКакое изменить?"
NEW_WORDS = "Как теперь? Напишите новые слова целиком. Сейчас: «{words}»"
SENT = "{stands}\nОтправленное исправить или отозвать не могу. Поправку передайте новым: «передай всем, что …»."
IS_THERE = "Прежнее — «{words}» — уже у людей ({many}), отозвать его не могу. Это будет новое."
ONE_A_DAY = "Больше одного объявления в день не передаю, поэтому не сегодня."
_PEOPLE = ("человек", "человека", "человек")


async def change(talk: Talk, rest: str) -> None:
    """«Исправь объявление …»; `c` is the one that is meant."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    if talk.question(ANNOUNCE) is not None:
        if not await _of_shown(talk, desk):
            talk.say(NOT_YET)
        return
    which = talk.question(WHICH) if talk.number("c") else None
    said = str(which.state.get("said", "")) if which is not None else talk.text
    waiting = await waiting_announcements(talk.session, actor_at(talk, desk.school.id))
    meant = [one for one in waiting if one.round_id == talk.number("c")] if talk.number("c") else _named(said, waiting)
    if not waiting:
        newest = await newest_announcement(talk.session, actor_at(talk, desk.school.id))
        talk.say(SENT.format(stands=await round_words(talk, desk, newest)) if newest is not None else NEVER_ANNOUNCED)
    elif len(meant) == 1:
        await _change_one(talk, desk, meant[0], said)
    else:
        await _ask_which_one(talk, desk, (meant or waiting)[:_MOST], said)


def _named(said: str, waiting: list[Waiting]) -> list[Waiting]:
    """«Объявление про журналы» among several: those whose words it names."""
    return [one for one in waiting if names_words_of(said, one.said.words)] or waiting


async def _ask_which_one(talk: Talk, desk: Desk, several: list[Waiting], said: str) -> None:
    held = await _held(talk, desk)
    stands = "\n".join(
        f"{number}. {as_it_is(talk, desk, one)}{held.get(one.round_id, '')}" for number, one in enumerate(several, 1)
    )
    rows = [
        [button(by_its_words(number, one), "announce_change", c=one.round_id)] for number, one in enumerate(several, 1)
    ]
    await talk.ask(WHICH, SEVERAL.format(stands=stands), under(*rows, [button("Отмена", "cancel")]), said=said)


async def _change_one(talk: Talk, desk: Desk, one: Waiting, said: str) -> None:
    if one.begun:
        talk.say(BEGUN, under([bad("Отменить остальным", "stop_yes", c=one.round_id)], [button("Нет", "cancel")]))
        return
    kept = Kept(changes=one.round_id, was=as_it_is(talk, desk, one))
    wanted = await _other(talk, desk, said, one.said)
    if wanted is not None:
        await show(talk, desk, wanted, kept)
        return
    if talk.question(WHICH) is not None:
        await talk.end()
    rows = [button("Новые слова", "announce_reword", c=one.round_id), bad("Отменить", "stop_yes", c=one.round_id)]
    leave = [button("Оставить как есть", "cancel")]
    stands = as_it_is(talk, desk, one) + (await _held(talk, desk)).get(one.round_id, "")
    talk.say(STANDS.format(stands=stands), under(rows, leave), about=f"{ANNOUNCED}{one.round_id}")


async def _held(talk: Talk, desk: Desk) -> dict[int, str]:
    """By its round, what days off that were written down since do to one that waits."""
    found = await held_up(talk.session, actor_at(talk, desk.school.id), talk.now, default_zone=talk.services.zone.key)
    return {one.round.id: f"\n{held_words(one)}" for one in found}


async def reword(talk: Talk, rest: str) -> None:
    """The button: its new words are asked for."""
    desk = await at_desk(talk, Right.CHANGER)
    if desk is None:
        return
    one = await waiting_announcement(talk.session, actor_at(talk, desk.school.id), talk.number("c"))
    if one is None or one.begun:
        talk.say(BEGUN if one is not None else OLD)
        return
    state = state_of(one.said, Kept(changes=one.round_id, was=as_it_is(talk, desk, one)))
    await talk.ask(WORDS, NEW_WORDS.format(words=one.said.words), under([button("Отмена", "cancel")]), **state)


async def _other(talk: Talk, desk: Desk, text: str, said: Announcement) -> Announcement | None:
    """What is to be announced in the place of `said`; None where the words do not tell."""
    words = new_words(text, said.words)
    wanted = replace(said, words=signed_by(talk, desk, words)) if words else said
    head = head_of(text)
    is_apart = not words or head != text
    if is_apart and (moment := new_moment(head) or new_moment(without_its_name(head, said.words))):
        wanted = await _at(talk, desk, moment, wanted)
    elif not words and (whom := whom_said(text) or whom_turned_to(text)):
        wanted = await _to(talk, desk, whom, wanted, besides=says_besides(text))
    return wanted if wanted != said else None


async def _at(talk: Talk, desk: Desk, moment: str, said: Announcement) -> Announcement:
    at = await at_in(talk, moment)
    if not at:
        return said
    is_day = "T" not in at
    zone = talk.services.zone_of(desk.school)
    new = in_place_of(said.at, at, zone, names_day=is_day or names_day(moment))
    return replace(said, at=None if is_day and new <= talk.now else new)


async def _to(talk: Talk, desk: Desk, whom: str, said: Announcement, *, besides: bool) -> Announcement:
    people = await those_said(talk, desk, whom)
    more = said.people or frozenset() if besides else frozenset()
    return replace(said, people=people | more) if people and not (besides and said.people is None) else said


async def said_of_shown(talk: Talk) -> bool:
    """Other words or another moment for what is shown, or somebody who is not to be told."""
    desk, dialogue = await at_desk(talk, Right.CHANGER), talk.who.dialogue
    if desk is None or dialogue is None or not dialogue.state.get("words"):
        return False
    return await _of_shown(talk, desk)


async def _of_shown(talk: Talk, desk: Desk) -> bool:
    state = talk.who.dialogue.state if talk.who.dialogue is not None else {}
    shown, kept = wanted_in(state), kept_in(state)
    if asks_who_gets(talk.text):
        await show(talk, desk, shown, kept, by_name=True)
        return True
    at = said_moment(talk, desk.school)
    if at is not None and not new_words(talk.text, shown.words):  # not «замени на: педсовет завтра в 14»
        await show(talk, desk, replace(shown, at=at), kept)
        return True
    if is_said_anew(talk.text):
        return False
    wanted = await _other(talk, desk, talk.text, shown)
    if wanted is not None:
        await show(talk, desk, wanted, kept if wanted.words == shown.words else kept._replace(said_on=""))
        return True
    fewer = await left_out(talk)
    if fewer and not fewer.is_clear:
        await ask_which(
            talk, desk, fewer, lambda name, ids: button(name, "announce_but", who=without(fewer.added_to(""), ids))
        )
    elif fewer:
        await _show_to_fewer(talk, desk, fewer.added_to(""), shown, kept)
    return bool(fewer)


async def without_some(talk: Talk, rest: str) -> None:
    """The button of whoever of several namesakes is not to be told."""
    desk, dialogue = await at_desk(talk, Right.CHANGER), talk.who.dialogue
    if desk is None:
        return
    if dialogue is None or dialogue.name != ANNOUNCE:
        talk.say(OLD)
        return
    await _show_to_fewer(talk, desk, talk.word("who"), wanted_in(dialogue.state), kept_in(dialogue.state))


async def _show_to_fewer(talk: Talk, desk: Desk, who: str, shown: Announcement, kept: Kept) -> None:
    stay = {one.id for one in await people_chosen(talk.session, actor_at(talk, desk.school.id), who)}
    people = frozenset(stay if shown.people is None else stay & shown.people)
    await show(talk, desk, replace(shown, people=people), kept)


async def heard(talk: Talk) -> bool:
    """«Замени на: …», «лучше в четверг» behind the answer that it will be announced; False where it is not of that."""
    if talk.who.dialogue is not None or not may(talk, Right.CHANGER) or not asks_to_change(talk.text):
        return False
    kind, _, number = (await talk.said_before_about()).partition(":")
    if f"{kind}:" != ANNOUNCED or (desk := await at_desk(talk, Right.CHANGER)) is None:
        return False
    one = await waiting_announcement(talk.session, actor_at(talk, desk.school.id), int(number))
    if one is None or one.begun:
        return await _begun(talk, desk, one) if one is not None else await _gone(talk, desk, int(number))
    kept = Kept(changes=one.round_id, was=as_it_is(talk, desk, one))
    if (wanted := await _other(talk, desk, talk.text, one.said)) is not None:
        await show(talk, desk, wanted, kept)
        return True
    fewer = await left_out(talk)
    if not fewer or not fewer.is_clear:
        return False
    await _show_to_fewer(talk, desk, fewer.added_to(""), one.said, kept)
    return True


async def _begun(talk: Talk, desk: Desk, one: Waiting) -> bool:
    """It goes now: whoever would change it is told so."""
    if await _other(talk, desk, talk.text, one.said) is None and not new_moment(head_of(talk.text)):
        return False
    talk.say(BEGUN, under([bad("Отменить остальным", "stop_yes", c=one.round_id)], [button("Нет", "cancel")]))
    return True


async def _gone(talk: Talk, desk: Desk, number: int) -> bool:
    """It is with the people: other words, or other people, are offered as one that is new; nothing else can be done."""
    actor = actor_at(talk, desk.school.id)
    gone, newest = await gone_announcement(talk.session, actor, number), await round_at(talk.session, actor, number)
    if gone is None or newest is None:
        return False
    said = Announcement(gone.words, frozenset(gone.people))
    wanted = await _other(talk, desk, talk.text, said)
    fewer = await left_out(talk) if wanted is None else None
    people = wanted.people or frozenset() if wanted is not None else frozenset()
    fresh = people if wanted is not None and wanted.words != said.words else people - frozenset(gone.people)
    if wanted is not None and fresh:
        by = IS_THERE.format(words=without_signature(gone.words), many=plural(len(gone.people), *_PEOPLE))
        had = not fresh.isdisjoint(gone.people)
        calendar = await school_calendar(talk.session, desk.school, talk.services.default_zone)
        today = any(calendar.today(at) == calendar.today(talk.now) for at in gone.people.values())
        if wanted.at is None and had and today:  # one a day
            wanted = replace(wanted, at=calendar.at(calendar.today(talk.now) + timedelta(days=1), time()))
            by = f"{by} {ONE_A_DAY}"
        await show(talk, desk, replace(wanted, people=fresh), Kept(by=by))
        return True
    if wanted is None and not fewer and not new_moment(head_of(talk.text)):
        return False
    talk.say(SENT.format(stands=await round_words(talk, desk, newest)))
    return True


ROUTES = (
    Route("announce_change", Right.CHANGER, change, Does.ASKS),
    Route("announce_reword", Right.CHANGER, reword, Does.ASKS),
    Route("announce_but", Right.CHANGER, without_some, Does.ASKS),
)
CONTINUATIONS = (Continuation(ANNOUNCE, Right.CHANGER, said_of_shown),)
