"""Whom to talk to in person and why, with a text for the staff chat (totals only) and one to read out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.russian.rules import plural, small
from indicators.weeks import Week
from nudges.gaps import ORDER, gap_title
from nudges.names import PersonName, ShownNames
from nudges.norms import Norms, own_numbers
from nudges.officer import Stuck
from reports.figures.counting import employed_on
from reports.figures.unreachable import NOT_REGISTERED, REASONS, Unreachable, unreachable
from reports.figures.wording import day
from storage.people.exemptions import exempt_people
from storage.people.namesakes import told_apart
from storage.statistics.facts import newest_list
from storage.tables import Person, School

STUCK = "stuck"
STUCK_HELP = "спросить, что мешает, и сделать шаг вместе: напоминания не помогли"
_PEOPLE = ("человек", "человека", "человек")
_LEAFLETS = ("личную листовку", "личные листовки", "личных листовок")
_DATIVE = ("коллеге", "коллегам", "коллегам")


@dataclass(frozen=True, slots=True)
class PersonToMeet:
    """One person to talk to: why, and what will help. `reason` is a key of `REASONS`, or `stuck`."""

    person_id: int
    name: str
    role: str
    classes: str
    reason: str
    why: str
    help: str

    @property
    def needs_leaflet(self) -> bool:
        return self.reason in REASONS


@dataclass(frozen=True, slots=True)
class LeafletsNeeded:
    """How many leaflets are to be handed out; so many `resting` who need one, too, are left in peace today."""

    count: int
    resting: int


async def leaflets_needed(session: AsyncSession, school: School, today: date, inside: str = "") -> LeafletsNeeded:
    """Counted here alone, wherever it is told how many there are."""
    found, there = await _missed(session, school, today, inside), await _to_be_met(session, school, today)
    count = sum(one.person_id in there for one in found)
    return LeafletsNeeded(count, len(found) - count)


async def to_be_helped(session: AsyncSession, school: School, today: date, inside: str = "") -> list[Unreachable]:
    """Those of `unreachable`, also of one messenger (`inside`), who work today and are not left in peace."""
    there = await _to_be_met(session, school, today)
    return [one for one in await _missed(session, school, today, inside) if one.person_id in there]


async def _missed(session: AsyncSession, school: School, today: date, inside: str) -> Sequence[Unreachable]:
    newest = await newest_list(session, school.id)
    return await unreachable(session, school, newest.week if newest is not None else Week.of(today), inside, today)


async def people_to_meet(
    session: AsyncSession, school: School, today: date, unmoved: Sequence[Stuck] = ()
) -> list[PersonToMeet]:
    """The list, those nobody can write to first, then those whom several reminders have not moved."""
    missed = await to_be_helped(session, school, today)
    found = [PersonToMeet(one.person_id, one.called, one.role, one.classes, one.reason, *one.words) for one in missed]
    already, names = {one.person_id for one in missed}, await told_apart(session, school.id)
    others, norms = [one for one in unmoved if one.person_id not in already], own_numbers(school.settings)
    return found + await _stuck(session, others, names, norms)


async def _to_be_met(session: AsyncSession, school: School, today: date) -> set[int]:
    there = await session.scalars(select(Person.id).where(Person.school_id == school.id, employed_on(today)))
    silent = {
        person.id
        for exemption, person in await exempt_people(session, school.id, today)
        if exemption.gap is None and exemption.starts_on <= today
    }
    return set(there) - silent


async def _stuck(
    session: AsyncSession, unmoved: Sequence[Stuck], names: ShownNames, norms: Norms
) -> list[PersonToMeet]:
    gaps: dict[int, set[str]] = {}
    for one in unmoved:
        gaps.setdefault(one.person_id, set()).add(one.gap.code)
    people = await session.scalars(select(Person).where(Person.id.in_(gaps)).order_by(Person.name_key, Person.id))
    return [_stuck_person(person, sorted(gaps[person.id], key=ORDER.__getitem__), names, norms) for person in people]


def _stuck_person(person: Person, gaps: Sequence[str], names: ShownNames, norms: Norms) -> PersonToMeet:
    titles = ", ".join(small(gap_title(gap, norms)) for gap in gaps)
    name = names.called(person.id, PersonName.read(person.full_name).full)
    why = f"несколько недель без движения: {titles}"
    return PersonToMeet(person.id, name, person.role, person.classes, STUCK, why, STUCK_HELP)


def chat_text(found: Sequence[PersonToMeet], dialog_link: str, deadline: date | None = None) -> str:
    """For the staff chat: how many, never who."""
    unregistered = sum(one.reason == NOT_REGISTERED for one in found)
    unheard = sum(one.needs_leaflet for one in found) - unregistered
    parts = ["Коллеги, здравствуйте!"]
    if unregistered:
        until = f" Хорошо бы успеть до {day(deadline)}." if deadline else ""
        parts.append(
            f"Осталось зарегистрироваться в Сферуме: {plural(unregistered, *_PEOPLE)}.{until} "
            "Инструкция — на sferum.ru/?p=instructions, это пять минут."
        )
    if unheard:
        where = f" ({dialog_link})" if dialog_link else ""
        parts.append(
            f"Пока без личных подсказок «Дежурного»: {plural(unheard, *_PEOPLE)}. Откройте, пожалуйста, диалог с ним"
            f"{where} и нажмите «Начать», это минута."
        )
    parts.append("Листовки с личным QR-кодом — у меня. Кому нужна помощь, подойдите, сделаем вместе.")
    return " ".join(parts)


def aloud_text(found: Sequence[PersonToMeet]) -> str:
    """For a meeting: short sentences, no links, nobody named."""
    leaflets = sum(one.needs_leaflet for one in found)
    parts = ["Коллеги, минута о Сферуме."]
    if leaflets:
        parts.append(
            f"Сегодня я раздам {plural(leaflets, *_LEAFLETS)}. На листовке три шага и QR-код: наведите на него камеру "
            "телефона и нажмите «Начать». Код личный, соседу он не подойдёт."
        )
    stuck = len(found) - leaflets
    if stuck:
        parts.append(f"Ещё к {plural(stuck, *_DATIVE)} я подойду отдельно: посмотрим вместе, что мешает.")
    parts.append("Если что-то не получается, приходите: помогу, это быстро. Спасибо!")
    return " ".join(parts)
