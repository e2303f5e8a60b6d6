"""The one answer to what is known of a school's people in a week: open, closed, unknown, in dispute, left in peace.

The plan has its own bulk reads (`standings`) and takes the same `balance`; whatever is shown comes from here.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from indicators.catalogue import FACTS
from indicators.weeks import Week
from nudges.gaps import GAP, GAPS, Asked, Balance, Known, ParentChats, balance
from nudges.norms import Norms
from nudges.plan.standing import ALL_GAPS
from storage.database.read_once import read_once
from storage.schools.targets import norms_of
from storage.statistics.classes import parent_chats, parents_register
from storage.statistics.silences import is_admitted, is_open, mistakes_of
from storage.tables import Claim, Exemption, Person, PersonWeek, School

_FACTS = tuple(fact.code for fact in FACTS)
# What is read of one person's week, for `Judge`.
FIGURES = (PersonWeek.week, *(getattr(PersonWeek, code) for code in _FACTS))
_PUPILS = 1 + _FACTS.index("pupils_total")
_EVERYBODY = frozenset(GAP)
# What no indicator asks of everybody: missed only where the files used to tell it, of the school or of the person.
_OF_SCHOOL = tuple(
    fact for kind in GAPS if kind.asked is Asked.EVERYBODY and kind.indicator is None for fact in kind.facts
)
_OF_PERSON = tuple(fact for kind in GAPS if kind.asked is Asked.CLASS_TEACHERS for fact in kind.facts)


@dataclass(frozen=True, slots=True)
class PersonInWeek:
    """One person by the figures of one week.

    `listed` is false for those absent from the week's list. `disputed` are gaps whose figures the person calls
    wrong, `admitted` those of them of which an officer has said so too. `exempt` is why everything is left in peace on
    the day that is asked about, `spared` the single gaps.
    """

    person_id: int
    full_name: str
    role: str
    classes: str
    left_on: date | None
    known: Known
    balance: Balance
    listed: bool
    disputed: frozenset[str] = frozenset()
    admitted: frozenset[str] = frozenset()
    exempt: str | None = None
    spared: frozenset[str] = frozenset()

    @property
    def is_done(self) -> bool:
        return self.listed and self.balance.is_done


async def people_in_week(
    session: AsyncSession, school: School, week: Week, *, today: date, people: Collection[int] | None = None
) -> list[PersonInWeek]:
    """Everybody the school ever had, or those of `people`, in the order of the alphabet."""
    ours = [Person.school_id == school.id, *([Person.id.in_(people)] if people is not None else [])]
    rows = await (rows_of_week(session, school.id, week) if people is None else _rows(session, week, *ours))
    judge = await judge_of(session, school, week)
    exemptions = select(Exemption).join(Person, Person.id == Exemption.person_id).where(*ours)
    exempt = await _exempt(session, exemptions, today)
    disputes = _disputes(await mistakes_of(session, school.id), week)
    return [_person(row, judge, exempt.get(row.id, {}), disputes.get(row.id, _NO_DISPUTES)) for row in rows]


@read_once
async def rows_of_week(session: AsyncSession, school_id: int, week: Week) -> Sequence[Any]:
    """`id, full_name, role, classes, left_on` and the columns of `FIGURES` of everybody the school ever had, in the
    order of the alphabet."""
    return await _rows(session, week, Person.school_id == school_id)


async def _rows(session: AsyncSession, week: Week, *where: ColumnElement[bool]) -> Sequence[Any]:
    of_person = (Person.id, Person.full_name, Person.role, Person.classes, Person.left_on)
    # Columns and no objects of the library: schools have thousands of people, and pages are looked at often.
    columns = select(*of_person, *FIGURES).outerjoin(PersonWeek, of_week(week)).where(*where)
    return (await session.execute(columns.order_by(Person.name_key, Person.id))).all()


def _person(row: Any, judge: "Judge", exempt: Mapping[str | None, str], disputes: "_Disputes") -> PersonInWeek:
    figures = tuple(row[5:])
    return PersonInWeek(
        row.id,
        row.full_name,
        row.role,
        row.classes,
        row.left_on,
        judge.known(row.id, row.role, row.classes, figures),
        judge.verdict(row.id, row.role, row.classes, figures).balance,
        figures[0] is not None,
        disputes.all,
        disputes.admitted,
        exempt.get(None),
        frozenset(gap for gap in exempt if gap is not None),
    )


def of_week(week: Week) -> ColumnElement[bool]:
    """Joins what a list says of a person."""
    return and_(PersonWeek.person_id == Person.id, PersonWeek.week == str(week))


class Verdict(NamedTuple):
    """A balance, and what tables ask of it."""

    balance: Balance
    open: tuple[str, ...]
    is_done: bool


class Judge:
    """What a school's figures of one week are judged by. Figures are the columns of `FIGURES`, all None where the
    week's list does not have the person."""

    def __init__(self, norms: Norms, register: Mapping[str, frozenset[str]], usual: "Usual") -> None:
        self._norms, self._register, self._usual = norms, register, usual
        self._found: dict[tuple[object, ...], Verdict] = {}

    @property
    def asks_for_chats(self) -> bool:
        """Whether anything hangs on somebody's role and classes."""
        return bool(self._register)

    def known(self, person_id: int, role: str, classes: str, figures: Sequence[Any]) -> Known:
        return _known(figures, self._chats(role, classes, figures), self._usual.of(person_id))

    def verdict(self, person_id: int, role: str, classes: str, figures: tuple[Any, ...]) -> Verdict:
        """Many people have equal figures: each kind is judged once."""
        key = (figures, self._chats(role, classes, figures), self._usual.of_person.get(person_id))
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = _verdict(key[0], key[1], self._usual.of(person_id), self._norms)
        return found

    def _chats(self, role: str, classes: str, figures: Sequence[Any]) -> ParentChats | None:
        if not self._register or not classes:
            return None
        return parent_chats(role, classes, self._register, has_pupils=figures[_PUPILS] is not None)


def _known(figures: Sequence[Any], chats: ParentChats | None, usual: frozenset[str]) -> Known:
    return Known(dict(zip(_FACTS, figures[1:], strict=True)) if figures[0] is not None else {}, chats, usual)


@lru_cache(maxsize=2048)
def _verdict(figures: tuple[Any, ...], chats: ParentChats | None, usual: frozenset[str], norms: Norms) -> Verdict:
    """Between two files the same is asked at every page."""
    told = balance(_known(figures, chats, usual), norms)
    return Verdict(told, told.open, figures[0] is not None and told.is_done)


async def judge_of(session: AsyncSession, school: School, week: Week) -> Judge:
    return Judge(
        await norms_of(session, school),
        await parents_register(session, school.id),
        await usual_facts(session, school.id, week),
    )


@dataclass(frozen=True, slots=True)
class Usual:
    """Facts told up to a week: of anybody of the school, and of single people."""

    of_school: frozenset[str]
    of_person: Mapping[int, frozenset[str]]

    def of(self, person_id: int) -> frozenset[str]:
        return self.of_school | self.of_person.get(person_id, frozenset())


@read_once
async def usual_facts(session: AsyncSession, school_id: int, week: Week) -> Usual:
    """What is missed of whom when a week does not tell it: lists, report and letters ask the same."""
    up_to = (PersonWeek.person_id == Person.id, PersonWeek.week <= str(week))
    ours = Person.school_id == school_id
    weeks = select(Person.id).join(PersonWeek, and_(*up_to)).where(ours).correlate(None)
    ever = [weeks.where(_there(fact)).exists() for fact in _OF_SCHOOL]
    once = [exists().where(*up_to, _there(fact)).correlate(Person) for fact in _OF_PERSON]
    # One row at the least, with what the school was told, and one for each person of whom more was.
    always = select(literal(1).label("one")).subquery()
    query = select(Person.id, *ever, *once).select_from(always).outerjoin(Person, and_(ours, or_(*once)))
    rows = (await session.execute(query)).all()
    own = 1 + len(ever)
    of_person = {row[0]: _told(_OF_PERSON, row[own:]) for row in rows if row[0] is not None}
    return Usual(_told(_OF_SCHOOL, rows[0][1:own]), of_person)


def _told(facts: Sequence[str], answers: Sequence[Any]) -> frozenset[str]:
    return frozenset(fact for fact, is_told in zip(facts, answers, strict=True) if is_told)


def told_before(week: Week) -> ColumnElement[bool]:
    """Whether a person has earlier weeks that they are judged by."""
    earlier = aliased(PersonWeek)
    theirs = (earlier.person_id == Person.id, earlier.week <= str(week))
    # Apart, so that each finds its index.
    return or_(*(exists().where(*theirs, getattr(earlier, fact).is_not(None)) for fact in _OF_PERSON))


def _there(fact: str) -> Any:
    return getattr(PersonWeek, fact).is_not(None)


async def _exempt(session: AsyncSession, query: Select[Exemption], day: date) -> dict[int, dict[str | None, str]]:
    """Of each person why, by gap; None stands for everything."""
    holds = query.where(Exemption.starts_on <= day, or_(Exemption.ends_on.is_(None), Exemption.ends_on >= day))
    found: dict[int, dict[str | None, str]] = {}
    for one in await session.scalars(holds):
        found.setdefault(one.person_id, {})[one.gap] = one.reason
    return found


class _Disputes(NamedTuple):
    """The gaps that one person calls wrong, and those of which an officer has said so too."""

    all: frozenset[str] = frozenset()
    admitted: frozenset[str] = frozenset()


_NO_DISPUTES = _Disputes()


def _disputes(claims: Iterable[Claim], week: Week) -> dict[int, _Disputes]:
    found: dict[int, _Disputes] = {}
    for claim in claims:
        admits = is_admitted(claim, week)
        if admits or is_open(claim):
            meant = _EVERYBODY if claim.gap == ALL_GAPS else frozenset((claim.gap,))
            before = found.get(claim.person_id, _NO_DISPUTES)
            admitted = before.admitted | meant if admits else before.admitted
            found[claim.person_id] = _Disputes(before.all | meant, admitted)
    return found
