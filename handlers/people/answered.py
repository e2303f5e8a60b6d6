"""What has become of «я на больничном», «я уволилась»: whoever said so is told when an officer has decided."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from handlers.engine.buttons import button, under
from handlers.engine.talk import Talk
from handlers.people.resting import exemption_words
from nudges.periods import day_words
from storage.database.connection import Session
from storage.people.exemptions import LEAVES, OWN_WORDS, SAID_AWAY, SAID_GONE, OwnWord, exemptions_of
from storage.people.telling import tell_person
from storage.tables import Person, School

_PARTS = 4
IN_PEACE = "Ответственный прочитал ваше сообщение: не тревожу вас ({until})."
GONE = (
    "Ответственный прочитал ваше сообщение и отметил, что вы больше не работаете в школе: напоминаний не будет. "
    "Если это не так, ответьте."
)
GONE_LATER = (
    "Ответственный прочитал ваше сообщение: до {day} всё {until}, а с этого дня напоминаний не будет. Если это "
    "не так, ответьте."
)
AS_EVER = "Ответственный прочитал ваше сообщение и просит напоминать как прежде. Если пока не нужно, ответьте ему."


async def tell_answered(
    session: Session,
    school: School,
    people: Sequence[Person],
    now: datetime,
    *,
    today: date,
    communities: Sequence[int],
) -> None:
    """`people` are those whose own word the deed has answered; see `services.staff.exemptions.Changed`."""
    for person in people:
        resting = [one for one in await exemptions_of(session, person.id, today) if one.gap is None]
        until = "; ".join(exemption_words(one, today, to_themselves=True) for one in resting)
        leaving = next((one.starts_on for one in resting if one.reason == LEAVES), None)
        text = GONE if person.left_on is not None else IN_PEACE.format(until=until) if resting else AS_EVER
        if leaving is not None:
            before = [one for one in resting if one.starts_on < leaving]
            why = "; ".join(exemption_words(one, today, to_themselves=True) for one in before)
            text = GONE_LATER.format(day=day_words(leaving), until=f"как записано ({why})" if why else "как обычно")
        await tell_person(
            session, school, person, text, under([button("Ответить", "object", p=person.id)]), now, communities
        )


def as_carried(said: Sequence[OwnWord], today: date) -> dict[str, Any]:
    """What a deed has answered, as the button that takes the deed back carries it; what is over needs no way back."""
    words = [
        f"{one.person_id}:{one.starts_on}:{one.ends_on or ''}:{int(one.reason == SAID_GONE)}"
        for one in said
        if one.reason in OWN_WORDS and (one.ends_on is None or one.ends_on >= today)
    ]
    return {"said": ",".join(words)} if words else {}


def carried_words(talk: Talk) -> list[OwnWord]:
    """As `as_carried` wrote them; a button can be forged."""
    found = []
    for one in filter(None, talk.word("said").split(",")):
        parts = one.split(":")
        if len(parts) != _PARTS or not parts[0].isdecimal():
            continue
        with suppress(ValueError):
            first, last = date.fromisoformat(parts[1]), date.fromisoformat(parts[2]) if parts[2] else None
            found.append(OwnWord(int(parts[0]), first, last, SAID_GONE if parts[3] == "1" else SAID_AWAY))
    return found
