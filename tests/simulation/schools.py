"""Random schools with two weeks of figures, and an oracle that knows the rules of one person's gaps by itself."""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from indicators.weeks import Week
from nudges.gaps import GAP
from nudges.plan.standing import ALL_GAPS
from services.actor import the_program
from services.imports.pupils import Pupils, set_classes, set_pupils
from storage.schools.registry import create_school
from storage.statistics.class_pupils import Counted
from storage.tables import (
    Account,
    Campaign,
    Chat,
    Claim,
    Exemption,
    OutboxRow,
    Person,
    PersonWeek,
    School,
    Target,
)
from tests.loads import add_load

W46, W47 = Week.parse("2026-W46"), Week.parse("2026-W47")
NOW, TODAY = datetime(2026, 11, 24, 9, tzinfo=UTC), date(2026, 11, 24)
FRIDAY = date(2026, 11, 20)  # of the second week, while it is not over
OPEN, CLOSED, UNKNOWN = "open", "closed", "unknown"
States = dict[str, str]  # of what is asked, by the gap's code
COLUMNS: dict[str, Sequence[Any]] = {
    "registered": (True, True, True, False),
    "profile_active": (True, True, False),
    "group_chats": (0, 1, 2),
    "group_messages": (0, 2, 4, 9, 10, 14),
    "messages_3": (True, False),
    "messages_10": (True, False),
    "calls": (0, 1, 3),
    "journal_linked": (True, False),
    "my_school": (True, False),
    "pupils_total": (0, 20, 25),
    "pupils_journal_linked": (0, 10, 20),
}
_NAMES = ("Алиева Марьям Ахмедовна", "Борисов Борис Олегович", "Громова Галина Глебовна", "Дюма Кузьма Ильич")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the school asks for beyond the order."""

    my_school: bool
    parents: bool
    messages: int
    register: Mapping[str, frozenset[str]]


@dataclass(slots=True)
class Someone:
    person: Person
    facts: dict[Week, dict[str, Any] | None]
    disputed: frozenset[str] = frozenset()
    admitted: frozenset[str] = frozenset()  # of these, what an officer has called wrong, too
    wrong: frozenset[str] = frozenset()  # what an officer has called wrong in the figures of whichever week
    exempt: bool = False
    spared: frozenset[str] = frozenset()
    nudged: frozenset[str] = frozenset()
    reached: bool = False
    said: tuple[tuple[Week, str], ...] = ()  # what was answered about which week

    @property
    def classes(self) -> list[str]:
        return self.person.classes.split(", ") if self.person.classes else []

    @property
    def is_class_head(self) -> bool:
        """By the post, or by a class or two beside the name."""
        return "классн" in self.person.role or len(self.classes) in (1, 2)


@dataclass(slots=True)
class Made:
    """`typed` and `typed_classes` are the pupils of the second week as an officer told them."""

    school: School
    people: list[Someone]
    wishes: Wishes
    typed: Pupils = field(default_factory=Pupils)
    typed_classes: Mapping[str, Counted] = field(default_factory=dict)

    def states(self, one: Someone, week: Week) -> States:
        return expected(one, week, self)


def _flag(value: bool | None) -> str:
    return UNKNOWN if value is None else CLOSED if value else OPEN


def _number(value: int | None, need: int) -> str:
    return UNKNOWN if value is None else _flag(value >= need)


def _messages(facts: Mapping[str, Any], need: int) -> str:
    """The least and the most that can be behind what is told."""
    if facts.get("group_messages") is not None:
        return _number(facts["group_messages"], need)
    three, ten = facts.get("messages_3"), facts.get("messages_10")
    least = 10 if ten else 3 if three else 0
    most = 10**6 if ten else 2 if three is False else 9 if ten is False else 10**6
    return CLOSED if least >= need else OPEN if most < need else UNKNOWN


def expected(one: Someone, week: Week, made: Made) -> States:
    facts, wishes = one.facts[week] or {}, made.wishes
    told = [some.facts[each] or {} for some in made.people for each in (W46, W47) if each <= week]
    own = [one.facts[each] or {} for each in (W46, W47) if each <= week]
    found: dict[str, str | None] = {
        "not_registered": _flag(facts.get("registered")),
        "profile_inactive": _flag(facts.get("profile_active")),
        "no_group_chat": _number(facts.get("group_chats"), 1),
        "few_messages": _messages(facts, wishes.messages),
        "no_call": _number(facts.get("calls"), 1),
        "journal_not_linked": _flag(facts.get("journal_linked")),
        "my_school_inactive": _flag(facts.get("my_school")) if wishes.my_school else None,
    }
    if found["profile_inactive"] == UNKNOWN and not any(row.get("profile_active") is not None for row in told):
        found["profile_inactive"] = None
    classes = one.classes
    heads = bool(classes) and (facts.get("pupils_total") is not None or one.is_class_head)
    if wishes.parents and heads and any(wishes.register.values()):
        for kind, code in (
            ("parents_with_teacher", "no_parent_chat_with_teacher"),
            ("parents_without_teacher", "no_parent_chat_without_teacher"),
        ):
            found[code] = _flag(set(classes) <= wishes.register.get(kind, frozenset()))
    total, linked = facts.get("pupils_total"), facts.get("pupils_journal_linked")
    if total != 0:
        both = total is not None and linked is not None
        state = _flag(linked >= total) if both else UNKNOWN
        before = any(row.get(fact) is not None for row in own for fact in ("pupils_total", "pupils_journal_linked"))
        found["pupils_journal_not_linked"] = state if both or before else None
    return {code: state for code, state in found.items() if state is not None}


async def make(session: AsyncSession, number: int, dice: random.Random, beside: Made | None = None) -> Made:
    """`beside`: a school whose people may work here as well, under the same name and account."""
    elsewhere = [one for one in beside.people if one.person.account_id] if beside is not None else []
    school = await create_school(session, f"Школа № {number} (пример)", NOW)
    wishes = Wishes(
        dice.random() < 0.3,
        dice.random() < 0.5,
        dice.choice((10, 10, 5, 15, 3)),
        {kind: frozenset(name for name in ("7А", "8Б", "9В") if dice.random() < 0.5) for kind in _KINDS},
    )
    school.settings = {"norms": {"messages": wishes.messages}}
    parents = True if wishes.parents else dice.choice((None, "asked", False))
    if parents is not None:
        school.settings = {**school.settings, "parents_chats": parents}
    if wishes.my_school:
        session.add(Target(school_id=school.id, code="my_school", value=90, is_percent=True))
    for code in ("teachers_called", "teachers_journal_linked", "teachers_total"):
        if dice.random() < 0.3:
            until = dice.choice((None, date(2026, 12, 25)))
            share = dice.random() < 0.5
            aim = dice.choice((50, 100)) if share else dice.choice((1, 5, 9))
            session.add(Target(school_id=school.id, code=code, value=aim, is_percent=share, deadline=until))
    for place, (kind, name) in enumerate((kind, name) for kind, names in wishes.register.items() for name in names):
        peer = -100 * number - place
        session.add(Chat(school_id=school.id, platform="vk", peer_id=peer, kind=kind, class_name=name, settings={}))
    people: list[Someone] = []
    for place in range(dice.randint(2, 8)):
        alike = dice.choice(people).person.full_name if people and dice.random() < 0.2 else ""
        shared = elsewhere.pop() if elsewhere and dice.random() < 0.6 else None
        people.append(await _someone(session, school, number * 100 + place, dice, alike, shared))
    for week in (W46, W47):
        await _tell(session, school, week, people, dice)
    made = Made(school, people, wishes)
    theirs = {one.person.account_id for one in beside.people if one.nudged} if beside is not None else set()
    await _nudge(session, made, dice, theirs)
    for one in people:
        _wish(session, one, dice)
    await session.flush()
    await _type_pupils(session, made, dice)
    return made


_KINDS = ("parents_with_teacher", "parents_without_teacher")


async def _someone(
    session: AsyncSession, school: School, number: int, dice: random.Random, alike: str, shared: Someone | None = None
) -> Someone:
    """With a name of their own, or that of somebody whom they are `alike`, or who works at another school, too."""
    account, reached = None, False
    if shared is not None:
        account, reached = await session.get_one(Account, shared.person.account_id), shared.reached
        alike = shared.person.full_name
    elif dice.random() < 0.8:
        account = Account(platform="vk", external_id=number, writing=dice.choice(("allowed", "allowed", "denied")))
        reached = account.writing == "allowed"
        session.add(account)
        await session.flush()
    name = f"{dice.choice(_NAMES)}"
    last, rest = name.split(maxsplit=1)
    full = alike or f"{last}-{number} {rest}"
    person = Person(
        school_id=school.id,
        full_name=full,
        name_key=full.lower(),
        role=dice.choice(("учитель", "классный руководитель")),
        classes=dice.choice(("", "7А", "7А, 8Б", "7А, 8Б, 9В")),
        account_id=account.id if account else None,
        left_on=dice.choice((None, None, None, date(2026, 11, 20), date(2026, 11, 23))),
        created_at=NOW,
    )
    session.add(person)
    await session.flush()
    return Someone(person, {}, reached=reached)


async def _tell(session: AsyncSession, school: School, week: Week, people: list[Someone], dice: random.Random) -> None:
    """A file with some of the columns, some of the people, and some cells empty."""
    received_on = week.sunday + timedelta(days=1)
    made = await add_load(session, school.id, week, NOW, rows=len(people), received_on=received_on)
    columns = [code for code in COLUMNS if dice.random() < 0.8]
    good = dice.random() < 0.5
    for one in people:
        one.facts[week] = None
        if dice.random() < 0.9:
            facts = {code: COLUMNS[code][-1 if good else dice.randrange(len(COLUMNS[code]))] for code in columns}
            if good:
                facts = {code: True if facts[code] is False else facts[code] for code in facts}
            one.facts[week] = {code: value for code, value in facts.items() if dice.random() < 0.9}
            session.add(PersonWeek(person_id=one.person.id, week=str(week), import_id=made.id, **one.facts[week]))


async def _nudge(session: AsyncSession, made: Made, dice: random.Random, theirs: Collection[int | None]) -> None:
    """By the figures of the first week, before the second was over; nobody whom another school wrote to."""
    campaign = Campaign(school_id=made.school.id, week=str(W46), kind="digest", state="finished", made_at=NOW)
    session.add(campaign)
    await session.flush()
    for one in made.people:
        still = [code for code, state in made.states(one, W46).items() if state == OPEN]
        is_free = one.person.account_id is not None and one.person.account_id not in theirs
        if is_free and one.person.account_id is not None and still and dice.random() < 0.7:
            one.nudged = frozenset(still)
            session.add(
                OutboxRow(
                    campaign_id=campaign.id,
                    person_id=one.person.id,
                    account_id=one.person.account_id,
                    peer_id=1,
                    text="…",
                    gaps=still,
                    state="sent",
                    calendar_week="2026-W47",
                    finished_at=datetime(2026, 11, 17, 9, tzinfo=UTC),
                )
            )


def _wish(session: AsyncSession, one: Someone, dice: random.Random) -> None:
    """«Это ошибка», of one thing or of several, answered or not, and being left in peace."""
    if dice.random() < 0.3:
        for gap in dice.sample((*GAP, ALL_GAPS), dice.choice((1, 1, 2, 4))):
            _dispute(session, one, gap, dice)
    if dice.random() < 0.3:
        spared = dice.choice((None, None, *GAP))
        # Of dice of its own, for whoever finds a school by its number is to find the same one.
        ends_on = random.Random(one.person.full_name).choice((None, FRIDAY, TODAY))
        span = {"starts_on": date(2026, 11, 1), "ends_on": ends_on}
        session.add(Exemption(person_id=one.person.id, gap=spared, reason="отпуск", **span))
        if ends_on != FRIDAY:
            one.exempt, one.spared = spared is None, frozenset({spared} - {None})


def _dispute(session: AsyncSession, one: Someone, gap: str, dice: random.Random) -> None:
    week, resolution = dice.choice((W46, W47)), dice.choice((None, None, "accepted", "rejected"))
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    claim = Claim(person_id=one.person.id, week=str(week), gap=gap, kind="mistake", at=at)
    claim.resolution, claim.resolved_at = resolution, at if resolution else None
    session.add(claim)
    one.said = (*one.said, (week, "mistake"))
    meant = frozenset(GAP) if gap == ALL_GAPS else frozenset({gap})
    one.wrong |= meant if resolution == "accepted" else frozenset()
    is_admitted = resolution == "accepted" and week == W47
    one.admitted |= meant if is_admitted else frozenset()
    one.disputed |= meant if is_admitted or resolution is None else frozenset()


async def _type_pupils(session: AsyncSession, made: Made, dice: random.Random) -> None:
    """Of the whole school, of its classes, both or neither."""
    actor = the_program(made.school.id)
    if dice.random() < 0.3:
        linked = dice.choice((None, 0, 300))
        made.typed = Pupils(
            dice.choice((None, 480, 512)) if linked is not None else 512, dice.choice((None, 530)), linked
        )
        await set_pupils(session, actor, W47, made.typed, NOW, today=TODAY)
    names = sorted({name for one in made.people if one.person.left_on is None for name in one.classes})
    if names and dice.random() < 0.4:
        told = {
            name: Counted(dice.choice((None, 20, 24)), dice.choice((None, 25)), dice.choice((0, 10)))
            for name in names
            if dice.random() < 0.7
        }
        made.typed_classes = told
        if told:
            await set_classes(session, actor, W47, told, NOW, today=TODAY)


def in_state(state: str, states: States) -> list[str]:
    return [code for code in GAP if states.get(code) == state]


def doubts(one: Someone, states: States) -> tuple[int, int]:
    """Of what is open, how much waits for an officer's word, and how much an officer has called wrong."""
    open_gaps = frozenset(in_state(OPEN, states))
    return len(open_gaps & (one.disputed - one.admitted)), len(open_gaps & one.admitted)


def is_done(one: Someone, states: States) -> bool:
    return one.facts[W47] is not None and set(states.values()) == {CLOSED}
