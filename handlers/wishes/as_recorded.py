"""«Лебедеву отпуск с 14-го, а не с 7-го», «не Павлова на курсах, а Носова»: what is put right of something that was
written down before keeps what is not said anew: its last day, its reason, its days."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from handlers.engine.rights import may
from handlers.engine.routes import Right
from handlers.engine.talk import Talk
from handlers.understanding.around import school_spoken_of, taken_apart
from handlers.understanding.labels import REASON_WORDS
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.tokens import tokens_of
from handlers.understanding.said.denying import puts_right
from handlers.understanding.wish import Reading, Wish
from storage.people.exemptions import FILE_MARK, OWN_WORDS, exemptions_of
from storage.tables import Exemption

_REASONS = {words: code for code, words in REASON_WORDS.items()}


async def as_recorded(talk: Talk, reading: Reading) -> Reading:
    """The reading with what stands written of whoever is named; who is named by mistake comes back."""
    if not may(talk, Right.CHANGER) or not puts_right(talk.text):
        return reading
    exempts = [one for one in reading.wishes if one.code == "exempt" and one.people and "gap" not in one.keys]
    school = await school_spoken_of(talk) if len(exempts) == 1 else None
    if school is None:
        return reading
    mistaken, today = _denied(await taken_apart(talk, talk.text)), talk.today(school)
    wish = _without(exempts[0], mistaken)
    if len(wish.people) != 1:
        return reading
    others = [one for person in mistaken for one in await exemptions_of(talk.session, person, today)]
    own = await exemptions_of(talk.session, wish.people[0], today)
    written = [one for one in (*others, *own) if one.gap is None and one.reason not in (*OWN_WORDS, FILE_MARK)]
    recorded = written[0] if written else None
    if recorded is None:
        return reading
    keys = _in_its_month(wish.keys, recorded, today)
    told = replace(wish, keys={**keys, **_not_said(keys, recorded)})
    kept = [told if one is exempts[0] else one for one in reading.wishes if not _is_of(one, mistaken)]
    back = [replace(wish, code="restore", keys={}, people=mistaken, because="")] if others else []
    return replace(reading, wishes=(*back, *kept))


def _without(wish: Wish, mistaken: Sequence[int]) -> Wish:
    people = tuple(one for one in wish.people if one not in mistaken)
    named = wish.keys.get("who", "").split("+")
    if people == wish.people or len(named) != len(wish.people):
        return wish
    who = "+".join(said for said, one in zip(named, wish.people, strict=True) if one in people)
    return replace(wish, people=people, keys={**wish.keys, "who": who})


def _denied(sentence: Sentence) -> tuple[int, ...]:
    """«Не Павлова, а Носова»."""
    if sentence.roster is None:
        return ()
    tokens = tokens_of(sentence.text, sentence.roster.has_surname)
    named = [one for one in sentence.roster.named(tokens) if len(one.members) == 1 and tokens[one.places[0]].denied]
    denied = [one.members[0].id for one in named]
    return tuple(dict.fromkeys(denied))


def _is_of(wish: Wish, people: Sequence[int]) -> bool:
    return bool(wish.people) and set(wish.people) <= set(people)


def _in_its_month(keys: Mapping[str, str], recorded: Exemption, today: date) -> Mapping[str, str]:
    """«С 14-го», of what is to begin in another month."""
    begins = date.fromisoformat(keys["from"]) if "from" in keys else today
    if begins >= today or recorded.starts_on <= today or begins.day > _IN_EVERY_MONTH:
        return keys
    return {**keys, "from": str(recorded.starts_on.replace(day=begins.day))}


_IN_EVERY_MONTH = 28  # days


def _not_said(keys: Mapping[str, str], recorded: Exemption) -> dict[str, str]:
    found = {}
    if "to" not in keys and recorded.ends_on is not None and str(recorded.ends_on) >= keys.get("from", ""):
        found["to"] = str(recorded.ends_on)
    if "from" not in keys and str(recorded.starts_on) <= keys.get("to", str(recorded.starts_on)):
        found["from"] = str(recorded.starts_on)
    if "reason" not in keys and recorded.reason in _REASONS:
        found["reason"] = _REASONS[recorded.reason]
    return found
