"""«Это ошибка» that a new file has settled: a sentence to whoever said it, and one to the officer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from handlers.engine.keyboards import my_figures_button
from handlers.engine.telling_officers import other_officers
from handlers.teacher.disputes import of_what
from handlers.understanding.reading.people.person_words import name_of
from indicators.russian.rules import listed
from nudges.periods import week_words
from storage.campaigns.settled import Settled, keep_untold
from storage.database.connection import Session
from storage.dialogs.replies import add_replies
from storage.people.officers import answers_for
from storage.people.privacy.quiet import quiet_of
from storage.people.telling import tell_person
from storage.schools.calendar import school_calendar
from storage.schools.communities import NOBODY
from storage.tables import Person, School

TO_OFFICER = "По новым данным это выполнено, вопрос об ошибке закрыт: {who}. Отвечать не надо."
OPEN_AGAIN = (
    "Снова ждёт ответа вопрос об ошибке: {who}. Прежний файл показывал это сделанным, новый — нет. Покажет «ошибки»."
)
TO_TEACHER_AGAIN = (
    "{name}, вопрос об ошибке ({what}) снова открыт: в исправленном файле за {week} этого нет. Решит ответственный."
)
TO_TEACHER = "{name}, вы писали об ошибке ({what}). По данным за {week} это выполнено, вопрос закрыт. Спасибо!"


def settled_words(settled: Sequence[Settled]) -> str:
    """For whoever loaded the file; empty where there is nothing."""
    said = []
    for sentence, reopened in ((TO_OFFICER, False), (OPEN_AGAIN, True)):
        who = [f"{one.called} ({of_what(one.gaps)})" for one in settled if one.reopened is reopened]
        said += [sentence.format(who=listed(who))] if who else []
    return "\n\n".join(said)


async def tell_settled(
    session: Session,
    settled: Sequence[Settled],
    now: datetime,
    communities: Sequence[int],
    default_zone: str,
    loaded_by: int | None = None,
) -> None:
    """In the school's hours, or by the clock when it opens; of teachers in no pause, and nobody who is left in peace:
    their own figures and the card show it anyway. The officers were asked, and are told; whoever loaded the file reads
    it in the answer."""
    for school_id, of_school in groupby(settled, lambda one: one.school_id):
        school, theirs = await session.get_one(School, school_id), list(of_school)
        if not (await school_calendar(session, school, default_zone)).is_allowed(now):
            await keep_untold(session, school_id, theirs, loaded_by)
            continue
        others = await other_officers(session, school_id, loaded_by)
        told = await answers_for(session, school, settled_words(theirs), communities, others, named=True)
        await add_replies(session, NOBODY, [replace(one, hours_of=school.id) for one in told], now)
        if school.paused:
            continue
        for one in theirs:
            person = await session.get_one(Person, one.person_id)
            if not one.resting and await quiet_of(session, person.id) is None:
                name = name_of(person).address or "Здравствуйте"
                text = (TO_TEACHER_AGAIN if one.reopened else TO_TEACHER).format(
                    name=name, what=of_what(one.gaps), week=week_words(one.week)
                )
                await tell_person(session, school, person, text, my_figures_button(), now, communities)
