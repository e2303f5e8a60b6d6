"""Everybody of a school, a row each: what they lack, whether they rest, where they can be written to."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from indicators.weeks import Week
from nudges.delivery.states import Writing
from nudges.gaps import Balance
from nudges.platforms import Platform, is_there
from storage.database.connection import Session
from storage.people.unanswered import waiting_ids
from storage.statistics.people_in_week import FIGURES, Judge, judge_of
from storage.statistics.staff import StaffRow, exempt_until, further_messengers, staff_rows
from storage.tables import School

_CODES = [column.key for column in FIGURES]
_CHATS, _MESSAGES, _CALLS = (_CODES.index(code) for code in ("group_chats", "group_messages", "calls"))


class Colleague(NamedTuple):
    """`exempt` is the reason why they are left in peace, None when they are not. `messengers` are those with an
    account, `in_max`: they have opened a dialog there; `reached`: one of them may be written to. `listed` is false
    for those the newest list does not have; `objects`: they dispute figures and wait for an answer. `every_name`:
    for whoever searches, see `StaffRow`."""

    person_id: int
    name: str
    every_name: str
    role: str
    classes: str
    balance: Balance | None
    gaps: tuple[str, ...]
    is_done: bool
    listed: bool
    group_chats: int | None
    messages: int | None
    calls: int | None
    exempt: str | None
    exempt_to: date | None
    left_on: date | None
    messengers: tuple[str, ...]
    in_max: bool
    reached: bool
    wants_nudges: bool
    objects: bool


def gap_counts(people: Iterable[Colleague]) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for gaps, many in Counter(one.gaps for one in people).items():
        counts.update(dict.fromkeys(gaps, many))
    return counts


async def colleagues(session: Session, school: School, week: Week | None, today: date) -> list[Colleague]:
    """Everybody who is known at the school, by name, in a number of queries that does not depend on how many."""
    around = _Around(
        await judge_of(session, school, week) if week is not None else None,
        await exempt_until(session, school.id, today),
        await further_messengers(session, school.id),
        await waiting_ids(session, school.id),
    )
    return [_colleague(row, around) for row in await staff_rows(session, school.id, week)]


@dataclass(frozen=True, slots=True)
class _Around:
    """What is known beside the rows: who rests, why and until when; other messengers; who waits for an answer."""

    judge: Judge | None
    resting: Mapping[int, tuple[str, date | None]]
    further: Mapping[int, Mapping[str, tuple[str, bool]]]
    objecting: frozenset[int]


_ROUSED: tuple[str | None, date | None] = (None, None)


def _colleague(row: StaffRow, around: _Around) -> Colleague:
    """Runs for thousands at each look: nothing is made here that most people do not need."""
    person_id, name, every_name, role, classes, left_on, wants, platform, writing, figures = row
    accounts = {platform: writing} if platform and writing else {}
    if person_id in around.further:
        further = around.further[person_id]
        accounts = {one: may for one, (may, _) in further.items()} | accounts
        wants = wants and all(wish for _, wish in further.values())
    balance: Balance | None = None
    gaps: tuple[str, ...] = ()
    is_done = listed = False
    if around.judge is not None:
        balance, gaps, is_done = around.judge.verdict(person_id, role, classes, figures)
        listed = figures[0] is not None
    reason, until = around.resting.get(person_id, _ROUSED)
    return Colleague(
        person_id,
        name,
        every_name,
        role,
        classes,
        balance,
        gaps,
        is_done,
        listed,
        figures[_CHATS] if listed else None,
        figures[_MESSAGES] if listed else None,
        figures[_CALLS] if listed else None,
        reason,
        until,
        left_on,
        tuple(accounts),
        accounts.get(Platform.MAX) == Writing.ALLOWED,
        any(is_there(*one) for one in accounts.items()),
        wants,
        person_id in around.objecting,
    )
