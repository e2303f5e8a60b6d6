"""Who is meant by PERSON: a number of the staff list, a name in any case, or the address of a page."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from handlers.understanding.reading.people.by_name import find_people
from indicators.errors import UsageError
from indicators.russian.names import comparable
from storage.people.corrections import any_has, every_name
from storage.people.pages import named_page
from storage.people.privacy.personal import Subject, same_human, subject_of
from storage.schools.registry import find_school
from storage.tables import Account, Person, School, Silenced

_SHOWN = 20
_BARE = "vk"  # whose a number alone is
_UNKNOWN_PAGE = "Об этой странице ничего не хранится."
_ONLY_NUMBER = "Об этой странице хранится только её номер: данные удалены по просьбе, и писать туда нельзя."


async def find_subject(session: AsyncSession, text: str, school: str | None) -> Subject:
    """The one human who is meant, with their rows in every school.

    Raises:
        UsageError: nobody is called so, or several are; names are not repeated, errors end in logs.
        UnknownSchool: no such school.
    """
    wanted = " ".join(text.split())
    page = named_page(wanted)
    if page is not None and not page.rest:
        return await _by_page(session, page.platform, page.external_id)
    query = select(Person).order_by(Person.id)
    if school is not None:
        query = query.where(Person.school_id == (await find_school(session, school)).id)
    if wanted.isdecimal():
        query = query.where(Person.id == int(wanted)) if len(wanted) < 18 else query.where(Person.id < 0)
        found = list(await session.scalars(query))
    else:
        found = _called(list(await session.scalars(query)), wanted)
    if not found and wanted.isdecimal() and school is None and await _account(session, _BARE, int(wanted)) is not None:
        return await _by_page(session, _BARE, int(wanted))
    if not found:
        where = "в этой школе" if school is not None else "в базе"
        raise UsageError(
            f"Такого сотрудника {where} нет: назовите ФИО, номер из списка или адрес страницы (id123, max:456)."
        )
    subjects = [await same_human(session, person) for person in found]
    if any(subject.people != subjects[0].people for subject in subjects):
        raise UsageError(await _choice(session, found))
    return subjects[0]


def _called(people: list[Person], name: str) -> list[Person]:
    """Those with exactly these words in their names, or else those who may be meant by a declined form."""
    words = comparable(name).split()
    exact = [one for one in people if words and any_has(every_name(one.name_key, one.former), words)]
    if exact:
        return exact
    found = find_people(people, name)
    return [] if found.rest or found.guessed else list(found.people)


async def _account(session: AsyncSession, platform: str, external_id: int) -> Account | None:
    if external_id >= 2**63:  # more than a database's integer holds
        return None
    page = (Account.platform == platform, Account.external_id == external_id)
    return await session.scalar(select(Account).where(*page))


async def _by_page(session: AsyncSession, platform: str, external_id: int) -> Subject:
    account = await _account(session, platform, external_id)
    if account is None:
        silenced = await session.get(Silenced, (platform, external_id))
        raise UsageError(_UNKNOWN_PAGE if silenced is None else _ONLY_NUMBER)
    return await subject_of(session, account)


async def _choice(session: AsyncSession, found: Sequence[Person]) -> str:
    schools = {school.id: school.name for school in await session.scalars(select(School))}
    shown = [f"{person.id} — {schools[person.school_id]}{_more(person)}" for person in found[:_SHOWN]]
    rest = f" и ещё {len(found) - _SHOWN}" if len(found) > _SHOWN else ""
    return f"Подходят несколько человек, укажите номер вместо имени: {'; '.join(shown)}{rest}."


def _more(person: Person) -> str:
    """What tells namesakes apart without naming them."""
    about = ", ".join(part for part in (person.role, person.classes) if part)
    return f" ({about})" if about else ""
