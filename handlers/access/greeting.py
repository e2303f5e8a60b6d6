"""The first words to whoever has become known."""

from handlers.access.coming_back import STILL_SILENT
from handlers.engine.talk import Talk
from handlers.understanding.reading.people.person_words import name_of
from nudges.letters.moving import moved_text
from nudges.periods import day_words
from nudges.platforms import Platform
from storage.people.exemptions import exemptions_of
from storage.people.privacy.quiet import quiet_of
from storage.tables import Account, Exemption, Person, School

IN_PEACE = (
    "{address}, рад знакомству! Сейчас напоминаний вам не будет{until}: так отмечено в школе. "
    "«Мои показатели» покажу в любое время."
)


async def hello_linked(talk: Talk, person: Person, account: Account, came_from: str | None = None) -> str:
    address = name_of(person).address or "коллега"
    if silence := await quiet_of(talk.session, person.id):
        return f"{address}, рад знакомству! {STILL_SILENT[silence]}"
    if came_from is not None:
        return moved_text(name_of(person), Platform(account.platform), Platform(came_from))
    if (peace := await _in_peace(talk, person)) is not None:
        until = f" до {day_words(peace.ends_on)} включительно" if peace.ends_on is not None else ""
        return IN_PEACE.format(address=address, until=until)
    return (
        f"{address}, рад знакомству! Теперь обычно раз в неделю подскажу один следующий шаг. "
        "Напишите «мои показатели» в любое время. Не хотите напоминаний — напишите «не напоминать»."
    )


async def _in_peace(talk: Talk, person: Person) -> Exemption | None:
    """By what somebody is left in peace today about everything."""
    today = talk.today(await talk.session.get_one(School, person.school_id))
    every = await exemptions_of(talk.session, person.id, today)
    return next((one for one in every if one.gap is None and one.starts_on <= today), None)
