"""An announcement as it is shown before it goes, or before one that waits is changed."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from handlers.engine.buttons import button, good, under
from handlers.engine.rights import Desk, actor_at
from handlers.engine.talk import Talk
from handlers.understanding.around import understand
from handlers.understanding.said.orders.announced_words import tells_no_time
from indicators.russian.rules import listed, plural, small
from nudges.letters.announcement import why_moved, why_not_told
from nudges.letters.read_later import signed, spoken_of, too_late, unsigned, without_signature
from nudges.own_time import LATER, OWN_HOURS
from nudges.periods import day_words
from nudges.plan.skip_reason import SkipReason
from services.rounds.announcing import Announcement, Shown, preview_announcement
from services.rounds.changing_announced import Waiting
from services.selection.people import people_chosen

ANNOUNCE, WORDS = "announce", "announce_words"  # shown; its words are asked for
SWAP = "announce_swap"  # the button that changes what waits
ANNOUNCED = "announced:"  # what an answer was about: the round that was announced
OLD = "Этот предпросмотр уже не действует. Напишите объявление ещё раз: «передай всем, что …»."
ANOTHER_DAY = "Другое время — словами: «завтра в 10»."
NO_TIME = (
    "⚠ {when} — это когда отправить, а в самих словах дня и часа нет. Если тогда и само событие, напишите, например: "
    "«замени на: {words} {when}»."
)
ASKED_FOR = "В другие часы и дни просили не писать."
_SAMPLE = 8
_TO_PEOPLE = ("человеку", "людям", "людям")


class Kept(NamedTuple):
    """What stays while it is shown anew: the day on which the words were said, where that is not today, by what people
    were chosen, and the announcement that waits and is to become this one."""

    said_on: str = ""
    by: str = ""
    changes: int = 0
    was: str = ""


def kept_in(state: Mapping[str, object]) -> Kept:
    changes = state.get("changes")
    return Kept(
        str(state.get("said_on", "")),
        str(state.get("by", "")),
        changes if isinstance(changes, int) else 0,
        str(state.get("was", "")),
    )


def wanted_in(state: Mapping[str, object]) -> Announcement:
    people, at = state.get("people"), state.get("at")
    return Announcement(
        str(state["words"]),
        frozenset(people) if isinstance(people, list) else None,
        datetime.fromisoformat(str(at)) if at else None,
    )


def state_of(wanted: Announcement, kept: Kept) -> dict[str, object]:
    """What a question about it carries."""
    return {
        "words": wanted.words,
        "people": sorted(wanted.people) if wanted.people is not None else None,
        "at": wanted.at.isoformat() if wanted.at is not None else None,
        **kept._asdict(),
    }


def signed_by(talk: Talk, desk: Desk, words: str) -> str:
    own = next((one for one in talk.who.persons if one.school_id == desk.school.id), None)
    return signed(words, own.full_name if own is not None else "")


def as_it_is(talk: Talk, desk: Desk, one: Waiting) -> str:
    return stands(one.said.words, one.said.at, len(one.said.people or ()), talk.services.zone_of(desk.school))


def stands(words: str, at: datetime | None, many: int, zone: tzinfo) -> str:
    """«20 ноября в 10:00, 39 людям: «Сдаём отчёты»»."""
    local = at.astimezone(zone) if at is not None else None
    when = moment_of(local) if local is not None else "в рабочие часы"
    return f"{when}, {plural(many, *_TO_PEOPLE)}: «{words}»"


def by_its_words(number: int, one: Waiting) -> str:
    """«2. Сдаём отчёты»: on a button, in one line."""
    return f"{number}. {' '.join(without_signature(one.said.words).split())}"


_TO_THEM = "передай {said}: слова"


async def those_said(talk: Talk, desk: Desk, whom: str) -> frozenset[int]:
    """«Классным руководителям», «Уткиной»: who they are; nobody where that is not clear."""
    reading = await understand(talk, _TO_THEM.format(said=whom))
    wish = reading.wishes[0] if len(reading.wishes) == 1 else None
    if wish is None or wish.unclear or wish.strange or wish.narrowed:
        return frozenset()
    groups = [one for one in wish.keys.get("who", "").split("+") if ":" in one and "state:" not in one]
    who = "+".join([*groups, *(f"id:{one}" for one in wish.people), *(f"-id:{one}" for one in wish.excepted)])
    chosen = await people_chosen(talk.session, actor_at(talk, desk.school.id), who) if who else ()
    return frozenset(one.id for one in chosen)


async def show(talk: Talk, desk: Desk, wanted: Announcement, kept: Kept, *, by_name: bool = False) -> None:
    """`by_name`: with everybody whom it is for, as far as a message holds them."""
    today = talk.today(desk.school)
    kept = kept._replace(said_on=kept.said_on or str(today))
    actor, zone = actor_at(talk, desk.school.id), talk.services.zone.key
    shown = await preview_announcement(
        talk.session, actor, wanted, talk.now, default_zone=zone, instead_of=kept.changes
    )
    state = {**state_of(wanted, kept), "kind": shown.kind, "week": str(shown.week), "shown_on": str(today)}
    if not shown.told:
        lines = ["Передать некому.", *_skipped(shown)]
        if any(reason is SkipReason.ALREADY_TOLD for _, reason in shown.skipped):
            await talk.ask(ANNOUNCE, "\n".join([*lines, "", ANOTHER_DAY]), under([button("Отмена", "cancel")]), **state)
        else:
            if talk.question(ANNOUNCE, WORDS) is not None:
                await talk.end()  # whoever was shown before is not to be told either
            talk.say("\n".join(lines))
        return
    label, code = (
        (f"Изменить: {len(shown.told)}", SWAP) if kept.changes else (f"Отправить: {len(shown.told)}", "announce_yes")
    )
    yes = good(label, code, kind=shown.kind, w=str(shown.week))
    text = _preview(talk, shown, wanted, kept, _MOST_NAMES if by_name else _SAMPLE)
    await talk.ask(ANNOUNCE, text, under([yes, button("Отмена", "cancel")]), **state)


_MOST_NAMES = 60


def _preview(talk: Talk, shown: Shown, wanted: Announcement, kept: Kept, most: int = _SAMPLE) -> str:
    many, said_on = plural(len(shown.told), *_TO_PEOPLE), date.fromisoformat(kept.said_on)
    more = len(shown.told) - most
    names = ", ".join(shown.told[:most]) + (f" и ещё {more}" if more > 0 else "")
    when = "сразу" if shown.opens <= talk.now else moment_of(shown.opens)
    own = [LATER.format(names=listed([_with_moment(*one) for one in shown.own_hours]))] if shown.own_hours else []
    if len(shown.own_hours) == len(shown.told):
        moments = {at for _, at in shown.own_hours}
        when, own = (moment_of(*moments), [ASKED_FOR]) if len(moments) == 1 else (OWN_HOURS, own)
    parts = [
        f"Объявление уйдёт {when}, {many}: {names}. {why_moved(shown.moved)}".rstrip(),
        *filter(None, [kept.by]),
        *own,
        f"«{wanted.words}»",
        *filter(None, [too_late(wanted.words, said_on, shown.opens.date(), shown.own_hours), _spoken_of(wanted)]),
        *filter(None, [unsigned(wanted.words), _without_time(wanted, shown)]),
        *_skipped(shown),
        f"Было: {kept.was}\n\nИзменить?" if kept.changes else f"Отправить? {ANOTHER_DAY}",
    ]
    return "\n\n".join(parts)


def moment_of(at: datetime) -> str:
    return f"{day_words(at.date())} в {at:%H:%M}"


def _with_moment(name: str, at: datetime) -> str:
    return f"{name} ({moment_of(at)})"


def _without_time(wanted: Announcement, shown: Shown) -> str:
    if wanted.at is None or not tells_no_time(wanted.words):
        return ""
    words = small(without_signature(wanted.words)).rstrip(" .!")
    return NO_TIME.format(when=moment_of(shown.opens), words=words)


def _spoken_of(wanted: Announcement) -> str:
    return spoken_of(wanted.words) if wanted.people is not None else ""


def _skipped(shown: Shown) -> list[str]:
    reasons = Counter(reason for _, reason in shown.skipped)
    lines = [f"• {why_not_told(reason)} — {count}" for reason, count in reasons.most_common()]
    return ["\n".join(["Не получат:", *lines])] if lines else []
