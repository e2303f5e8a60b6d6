"""«Что получила Васильева», «кто ответил», «кто получил»: who got what, and what they said to it."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from handlers.engine.buttons import button, under
from handlers.engine.rights import Desk, actor_at, at_desk
from handlers.engine.routes import Does, Right, Route
from handlers.engine.talk import Talk
from handlers.reminding.new_round import remind
from handlers.reminding.round_words import round_words
from handlers.reminding.running_rounds import MOST, got_lines, moment, round_meant
from handlers.reminding.undelivered import STATE_WORDS
from handlers.understanding.which_person import one_person
from indicators.russian.rules import listed, shortened, small
from nudges.gaps import GAP
from nudges.letters.announcement import ANNOUNCE
from nudges.letters.moving import MOVE
from nudges.plan import DIGEST, QUOTA, is_thanks
from nudges.plan.standing import DONE, MISTAKE, NOT_NOW
from services.rounds.received import ASKED_FOR_PEACE, Answers, Received, answers_to_newest, received_by
from storage.campaigns.received import WROTE, Letter, Said
from storage.people.namesakes import name_shown, told_apart

HOW = "О ком рассказать? Например: «что получила Васильева»."
NOTHING = "{name}: сообщений от меня ещё не было."
NO_REMINDERS = "Рассылок с напоминаниями ещё не было."
NOBODY_GOT_IT = "Последние напоминания пока никто не получил: отвечать было не на что."
ALL_ANSWERED = "На последнюю рассылку ответили все, кто её получил: напоминать некому."
SILENT = "Не ответили — {count}: {names}."
_KINDS = {
    DIGEST: "напоминание недели",
    QUOTA: "второй взгляд на нормы недели",
    ANNOUNCE: "объявление",
    MOVE: "приглашение в MAX",
}
_THANKS = "спасибо"
_ELSEWHERE = "писал от другой школы, где этого человека тоже знают"
_BY_HAND = "напоминание от ответственного"
_SAID = {
    DONE: "«уже сделано»",
    MISTAKE: "«это ошибка»",
    NOT_NOW: "«не на этой неделе»",
    WROTE: "словами",
    "opted_out": "«не напоминать»",
    "disowned": "«это не я»",
    "absence_told": "сообщение об отсутствии",
    "leaving_told": "сообщение об уходе",
    ASKED_FOR_PEACE: "просьба не тревожить",
}
_STATES = {"planned": "ждёт отправки", "sending": "отправляется", "sent": "доставлено"}


async def got(talk: Talk, rest: str) -> None:
    found = await one_person(talk, Right.READER, rest, "got", HOW)
    if found is None:
        return
    desk, person = found
    post = await received_by(talk.session, actor_at(talk, desk.school.id), person.id)
    name = await name_shown(talk.session, post.person)
    if not post.letters:
        talk.say(NOTHING.format(name=name), under([button("Карточка", "card", p=post.person.id)]))
        return
    zone = talk.services.zone_of(desk.school)
    lines = [f"• {letter_words(one, zone)}" for one in post.letters]
    talk.say("\n".join([f"{name}, новые сверху:", *lines]), under([button("Карточка", "card", p=post.person.id)]))


def letter_words(one: Received, zone: ZoneInfo) -> str:
    """«16.11 10:02 — напоминание недели (Звонок): доставлено; ответ — «уже сделано»»."""
    letter = one.letter
    when = f"{moment(letter.at, zone)} — " if letter.at is not None else ""
    if letter.elsewhere:
        return f"{when}{_ELSEWHERE}"
    gaps = ", ".join(GAP[code].button for code in letter.gaps if code in GAP)
    about = f" ({gaps})" if gaps else ""
    fate = _STATES.get(letter.state) or letter.reason or STATE_WORDS.get(letter.state, letter.state)
    answers = f"; ответ — {said_words(one.answers)}" if one.answers else ""
    return f"{when}{kind_words(letter)}{about}: {fate}{answers}"


def kind_words(letter: Letter) -> str:
    return _THANKS if is_thanks(letter.kind, letter.gaps) else _KINDS.get(letter.kind.partition("-")[0], _BY_HAND)


def said_words(said: Sequence[Said]) -> str:
    parts = []
    for kind in dict.fromkeys(one.kind for one in said):
        gaps = ", ".join(small(GAP[one.gap].button) for one in said if one.kind == kind and one.gap in GAP)
        parts.append(_SAID.get(kind, kind) + (f" ({gaps})" if gaps else ""))
    return ", ".join(parts)


async def _newest(talk: Talk, right: Right) -> tuple[Desk, Answers] | None:
    """The newest reminders with their answers; None when it was said that there are none."""
    desk = await at_desk(talk, right)
    if desk is None:
        return None
    found = await answers_to_newest(talk.session, actor_at(talk, desk.school.id))
    if found is None:
        talk.say(NO_REMINDERS)
        return None
    return desk, found


async def answered(talk: Talk, rest: str) -> None:
    """Who answered the newest reminders, and what; and who has not."""
    newest = await _newest(talk, Right.READER)
    if newest is None:
        return
    desk, found = newest
    names = await told_apart(talk.session, desk.school.id)
    got = {one.person_id: names.called(one.person_id, one.full_name) for one in found.got}
    lines = [f"• {name} — {said_words(found.said[one])}" for one, name in got.items() if one in found.said]
    stands = await round_words(talk, desk, found.round)
    heading = f"{stands}\nПолучили — {len(found.got)}, ответили — {len(found.said)}:"
    number = found.round.id
    rows = [button("Кто получил", "got_round", c=number), button("Кто не получил", "undelivered", c=number)]
    quiet = [got[one.person_id] for one in found.silent]
    silent = [SILENT.format(count=len(quiet), names=listed(quiet, MOST))] if quiet else []
    talk.say("\n".join([heading, *(shortened(lines, MOST) or ["пока никто."]), *silent]), under(rows))


async def remind_silent(talk: Talk, rest: str) -> None:
    """A new round for those who got the newest reminders and have not answered them."""
    newest = await _newest(talk, Right.CHANGER)
    if newest is None:
        return
    _, found = newest
    if not found.silent:
        talk.say(ALL_ANSWERED if found.got else NOBODY_GOT_IT, under([button("Кто ответил", "answered")]))
        return
    silent = "+".join(f"id:{one.person_id}" for one in found.silent)
    talk.given = {**talk.given, "who": silent, "of": "кто не ответил"}
    await remind(talk, "")


async def got_round(talk: Talk, rest: str) -> None:
    """By name, whom a round reached."""
    desk = await at_desk(talk, Right.READER)
    found = await round_meant(talk, desk) if desk is not None else None
    if desk is not None and found is not None:
        talk.say("\n".join([await round_words(talk, desk, found), *await got_lines(talk, desk, found)]))


ROUTES = (
    Route("got", Right.READER, got, Does.SHOWS, leads_out=True, label="Что получено{who}"),
    Route("answered", Right.READER, answered, Does.SHOWS, leads_out=True, label="Кто ответил"),
    Route("remind_silent", Right.CHANGER, remind_silent, Does.ASKS),
    Route("got_round", Right.READER, got_round, Does.SHOWS),
)
