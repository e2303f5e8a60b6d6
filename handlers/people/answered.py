"""What has become of «я на больничном», «я уволилась»: whoever said so is told when an officer has decided."""

from collections.abc import Sequence
from datetime import date, datetime

from handlers.engine.buttons import button, under
from handlers.people.resting import exemption_words
from storage.database.connection import Session
from storage.people.exemptions import exemptions_of
from storage.people.telling import tell_person
from storage.tables import Person, School

IN_PEACE = "Ответственный прочитал ваше сообщение: не тревожу вас ({until})."
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
        text = IN_PEACE.format(until=until) if resting else AS_EVER
        await tell_person(
            session, school, person, text, under([button("Ответить", "object", p=person.id)]), now, communities
        )
