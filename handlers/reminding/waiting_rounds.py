"""What is on its way, told apart: an announcement by its words, and one that waits while another is shown in its place;
what has just gone."""

from collections.abc import Collection, Sequence

from handlers.engine.buttons import bad, button, good, under
from handlers.engine.rights import Desk, actor_at
from handlers.engine.talk import Talk
from handlers.overview.undoing import JUST_NOW, STAYS_SENT
from handlers.reminding.announcement_shown import ANNOUNCE, ANNOUNCED, SWAP, as_it_is, by_its_words, kept_in
from handlers.reminding.round_words import one_of, round_words
from handlers.understanding.said.orders.changed_announcement import names_words_of
from nudges.letters.read_later import without_signature
from nudges.messenger import Button
from services.rounds.changing_announced import Waiting, gone_announcement, waiting_announcements
from services.rounds.standing import RoundStanding, arrived_since, round_at

STILL_SET = (
    "Объявление назначено и без вас уйдёт как было: {was}.\n\nПоказанное вместо него — только когда нажмёте «Изменить»."
)
MOST_SHOWN = 5


async def _waiting(talk: Talk, desk: Desk) -> dict[int, Waiting]:
    """The announcements of which something is still to go, by their round."""
    found = await waiting_announcements(talk.session, actor_at(talk, desk.school.id))
    return {one.round_id: one for one in found}


async def being_changed(talk: Talk, desk: Desk) -> Waiting | None:
    """What waits while another is shown in its place."""
    question = talk.question(ANNOUNCE)
    number = kept_in(question.state).changes if question is not None else 0
    return (await _waiting(talk, desk)).get(number) if number else None


def say_being_changed(talk: Talk, desk: Desk, waits: Waiting) -> None:
    """Its question stays open, and so does its button."""
    question = talk.question(ANNOUNCE)
    state = question.state if question is not None else {}
    yes = good("Изменить", SWAP, kind=state.get("kind"), w=state.get("week"))
    text = STILL_SET.format(was=as_it_is(talk, desk, waits))
    talk.say(text, under([yes, button("Оставить как было", "cancel")]), about=f"{ANNOUNCED}{waits.round_id}")


async def each_of(talk: Talk, desk: Desk, rounds: Sequence[RoundStanding]) -> tuple[list[str], list[list[Button]]]:
    """A line and a button that cancels it; several announcements have a number and their words on both."""
    waiting = await _waiting(talk, desk)
    several = sum(one.id in waiting for one in rounds) > 1
    lines, rows = [], []
    for number, one in enumerate(rounds, 1):
        said = waiting.get(one.id)
        line = f"{await round_words(talk, desk, one)}{f' «{said.said.words}»' if said is not None else ''}"
        what = by_its_words(number, said) if said is not None and several else one_of(rounds, one)
        lines.append(f"{number}. {line}" if several else line)
        rows.append([bad(f"Отменить: {what}", "stop_yes", c=one.id)])
    return lines, rows


async def named_among(talk: Talk, desk: Desk, rounds: list[RoundStanding]) -> list[RoundStanding]:
    """«Объявление про журналы» among several: those whose words it names; all where it names none."""
    waiting = await _waiting(talk, desk) if len(rounds) > 1 else {}
    named = [one for one in rounds if one.id in waiting and names_words_of(talk.text, waiting[one.id].said.words)]
    return named or rounds


async def said_last(talk: Talk) -> int:
    """The announcement that the last answer was about."""
    kind, _, number = (await talk.said_before_about()).partition(":")
    return int(number) if f"{kind}:" == ANNOUNCED else 0


async def just_gone(talk: Talk, desk: Desk, waiting: Collection[int]) -> str:
    """What has arrived by now of what was ordered just now, in a sentence; empty where nothing has."""
    said = await said_last(talk)
    actor = actor_at(talk, desk.school.id)
    lately = [one for one, _ in await arrived_since(talk.session, actor, talk.now - JUST_NOW)]
    gone = next((one for one in lately if one.id not in waiting and one.id == (said or one.id)), None)
    gone = gone or (await round_at(talk.session, actor, said) if said and said not in waiting else None)
    if gone is None or not gone.counts.sent:
        return ""
    announced = await gone_announcement(talk.session, actor, gone.id)
    words = f" «{without_signature(announced.words)}»" if announced is not None else ""
    return f"Это уже ушло. {await round_words(talk, desk, gone)}{words} {STAYS_SENT}"
