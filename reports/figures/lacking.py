"""What a teacher lacks in a week: the same rules as the nudges', in the words of a table."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.catalogue import FACTS
from nudges.gaps import Known, find_gaps
from nudges.names import Gendered
from nudges.norms import Norms
from storage.tables import PersonWeek, School, Target

# Said of one person, in the middle of a sentence.
SAID: dict[str, str | Gendered] = {
    "not_registered": Gendered("не зарегистрирована", "не зарегистрирован", "нет регистрации"),
    "profile_inactive": "профиль не активен",
    "no_group_chat": "нет группового чата",
    "few_messages": "мало сообщений",
    "no_call": "нет звонка",
    "journal_not_linked": "журнал не связан",
    "my_school_inactive": "нет входа в «Мою школу»",
    "no_parent_chat_with_teacher": "нет чата родителей с педагогом",
    "no_parent_chat_without_teacher": "нет чата родителей без педагога",
    "pupils_journal_not_linked": "ученики не связали журнал",
}


def said(gaps: Sequence[str], most: int = len(SAID), *, name: str = "") -> str:
    """«мало сообщений, нет звонка» of the person with that name; a code of a newer version is shown as it is."""
    return ", ".join(_said(SAID.get(gap, gap), name) for gap in gaps[:most])


def _said(words: str | Gendered, name: str) -> str:
    return words.of(name) if isinstance(words, Gendered) else words


async def norms(session: AsyncSession, school: School) -> Norms:
    rows = await session.execute(
        select(Target.code, Target.value, Target.is_percent).where(Target.school_id == school.id)
    )
    return Norms.of_school([(row.code, row.value, row.is_percent) for row in rows], school.settings)


def lacking(row: PersonWeek, expected: Norms) -> tuple[str, ...]:
    facts = {fact.code: getattr(row, fact.code) for fact in FACTS}
    return tuple(gap.code for gap in find_gaps(Known(facts), expected))
