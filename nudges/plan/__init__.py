"""The plan of a round of messages: who gets what, and who is skipped and why. It decides and sends nothing."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from indicators.weeks import Week
from nudges.digest import Figures, Live, Past, digest_text, quota_text, thanks_text
from nudges.gaps import GAP, WEEKLY, Balance, Gap, Known, balance, says_anything
from nudges.norms import Norms
from nudges.plan.skip_reason import SkipReason
from nudges.plan.standing import Standing
from nudges.platforms import Platform

DIGEST, QUOTA, MANUAL = "digest", "quota", "manual"
OFTEN = 2  # earlier weeks that asked for the same: from then on once a week is enough


@dataclass(frozen=True, slots=True)
class Round:
    """What is common to everybody in one plan.

    `halt` stops the whole school (a break, a pause). `quotas_count` is false when the week of the
    figures was a break. `only_gaps` and `only_people` are an officer's choice for a manual round.
    """

    kind: str
    figures: Figures
    norms: Norms = field(default_factory=Norms)
    halt: SkipReason | None = None
    quotas_count: bool = True
    only_gaps: frozenset[str] | None = None
    only_people: frozenset[int] | None = None
    thanks: bool = False
    alike: dict[int, tuple[Known, "Decision"]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def message_class(self) -> str:
        """What it counts as in «one digest and one quota reminder a week»: a manual round is a digest."""
        return QUOTA if self.kind == QUOTA else DIGEST


@dataclass(frozen=True, slots=True)
class Recipient:
    person_id: int
    full_name: str
    peer_id: int
    account_id: int
    gaps: tuple[Gap, ...]
    platform: str
    person: Standing
    round: Round

    @property
    def is_thanks(self) -> bool:
        return is_thanks(self.round.kind, self.gaps)

    @property
    def text(self) -> str:
        """Made when it is asked for, from what was decided: a preview shows a few of thousands."""
        return write(self.person, self.gaps, self.round)


@dataclass(frozen=True, slots=True)
class Skipped:
    person_id: int
    full_name: str
    reason: SkipReason
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """`warnings` are sentences for whoever asked for it. `chosen`: it is for some of the staff, by name."""

    week: Week
    recipients: tuple[Recipient, ...]
    skipped: tuple[Skipped, ...]
    warnings: tuple[str, ...] = ()
    chosen: bool = False

    @property
    def passed_over(self) -> list[Skipped]:
        """Whom the round is for and who gets nothing. Who has left belongs to a round only where they were named."""
        unsaid = {SkipReason.NOT_CHOSEN} if self.chosen else {SkipReason.NOT_CHOSEN, SkipReason.LEFT}
        return [one for one in self.skipped if one.reason not in unsaid]

    @property
    def reasons(self) -> Counter[SkipReason]:
        return Counter(one.reason for one in self.passed_over)

    @property
    def thanked(self) -> int:
        """Of the recipients so many get no reminder."""
        return sum(one.is_thanks for one in self.recipients)


def taken_by_others(plan: Plan, accounts: Collection[int]) -> Plan:
    """Without those of whom one of these accounts gets its message of the week from elsewhere."""
    taken = {one.person_id for one in plan.recipients if not one.person.accounts.isdisjoint(accounts)}
    if not taken:
        return plan
    skipped = [
        Skipped(one.person_id, one.full_name, SkipReason.ALREADY_WRITTEN, one.gaps)
        for one in plan.recipients
        if one.person_id in taken
    ]
    recipients = tuple(one for one in plan.recipients if one.person_id not in taken)
    return replace(plan, recipients=recipients, skipped=(*plan.skipped, *skipped))


def is_thanks(kind: str, gaps: Collection[Gap | str]) -> bool:
    """Whether a message of such a round asks nothing of anybody: it names no step."""
    return kind == DIGEST and not gaps


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided about one person: the gaps to write about, or the reason not to."""

    gaps: tuple[Gap, ...]
    reason: SkipReason | None = None


def make_plan(people: Iterable[Standing], round_: Round, warnings: Sequence[str] = ()) -> Plan:
    recipients, skipped = [], []
    taken: set[int] = set()  # namesakes aside, one account may stand behind two staff rows
    for person in people:
        decision = decide(person, round_)
        if decision.reason is None and taken & person.accounts:
            decision = Decision(decision.gaps, SkipReason.ALREADY_WRITTEN)
        way = person.way
        if decision.reason is not None or way is None:
            reason = decision.reason or SkipReason.NO_ACCOUNT
            skipped.append(Skipped(person.person_id, person.full_name, reason, decision.gaps))
            continue
        taken |= person.accounts
        recipients.append(
            Recipient(
                person.person_id,
                person.full_name,
                way.peer_id,
                way.account_id,
                decision.gaps,
                way.platform,
                person,
                round_,
            )
        )
    return Plan(round_.figures.week, tuple(recipients), tuple(skipped), tuple(warnings), round_.only_people is not None)


def decide(person: Standing, round_: Round) -> Decision:
    """Decide about one person. What is lacking is looked at before the ways to write, so that a list of
    those without an account holds only people who need a leaflet."""
    if round_.only_people is not None and person.person_id not in round_.only_people:
        return Decision((), SkipReason.NOT_CHOSEN)
    if person.left:
        return Decision((), SkipReason.LEFT)
    for silence in person.silences:
        if silence.gap is None:
            return Decision((), silence.reason)
    decision = _lacking(person, round_)
    return decision if decision.reason is not None else Decision(decision.gaps, _obstacle(person, round_))


def _lacking(person: Standing, round_: Round) -> Decision:
    """Of whoever has nothing of their own it is asked once for all who share their facts: a plan is of thousands."""
    if person.live is not None or person.silences or round_.thanks or round_.kind == QUOTA:
        return lacking(person, round_)
    kept = round_.alike.get(id(person.known))
    if kept is None:
        kept = round_.alike[id(person.known)] = person.known, lacking(person, round_)
    return kept[1]


def lacking(person: Standing, round_: Round) -> Decision:
    """The gaps that may be spoken of, or why there are none. No gaps and no reason: a word of thanks."""
    if not says_anything(person.known):
        return Decision((), SkipReason.FACTS_UNKNOWN)
    found = balance(person.known, round_.norms)
    chosen = [gap for gap in found.gaps if round_.only_gaps is None or gap.code in round_.only_gaps]
    if round_.kind == QUOTA:  # who is not registered has a step before, and counts for none of the weekly norms
        is_registered = all(gap.code != "not_registered" for gap in found.gaps)
        chosen = [gap for gap in chosen if gap.code in WEEKLY and is_registered]
    if not chosen:
        return Decision((), _why_nothing(person, found, round_))
    counted = [gap for gap in chosen if round_.quotas_count or gap.code not in WEEKLY]
    if not counted:
        return Decision((), SkipReason.SHORT_WEEK)
    open_gaps = [gap for gap in (_with_live(gap, person.live, round_) for gap in counted) if gap is not None]
    if not open_gaps:
        return Decision((), SkipReason.HAS_EVERYTHING)
    loud = tuple(gap for gap in open_gaps if not _silence(person, gap, round_))
    return Decision(loud) if loud else Decision((), _silence(person, open_gaps[0], round_))


def write(person: Standing, gaps: Sequence[Gap], round_: Round, platform: str | None = None) -> str:
    """In the words of that messenger, or the one the person is written to in."""
    at = Platform(platform or (person.way.platform if person.way is not None else Platform.VK))
    figures = replace(round_.figures, school=person.school) if person.school else round_.figures
    if round_.kind == QUOTA:
        is_first = person.history is not None and not person.history.letters and DIGEST not in person.written
        return quota_text(person.name, gaps, figures, person.live, at, is_first=is_first)
    if not gaps:
        found = balance(person.known, round_.norms)
        return thanks_text(person.name, figures, () if found.is_done else past_of(person, (), found).closed)
    past = past_of(person, gaps, balance(person.known, round_.norms))
    return digest_text(person.name, gaps, figures, past, at)


def past_of(person: Standing, gaps: Sequence[Gap], found: Balance) -> Past:
    """What the wording needs of the history: how often the first step was asked for, and what is closed since."""
    history = person.sent_before
    closed = tuple(code for code in history.last_gaps if code in found.closed and code in GAP)
    all_told = len(found.gaps) <= len(gaps) and not found.unknown
    return Past(history.letters, len(history.streaks.get(gaps[0].code, ())) if gaps else 0, closed, all_told)


def _why_nothing(person: Standing, found: Balance, round_: Round) -> SkipReason | None:
    """Nothing to be told; where the school wishes it, a person who closed the last gap is thanked once."""
    if found.gaps and round_.only_gaps is not None:
        return SkipReason.NOT_CHOSEN
    if found.gaps:
        return SkipReason.NOTHING_WEEKLY
    thanked = round_.thanks and round_.kind == DIGEST and past_of(person, (), found).closed
    return None if thanked else SkipReason.HAS_EVERYTHING


def _with_live(gap: Gap, live: Live | None, round_: Round) -> Gap | None:
    """A weekly quota that the bot itself has seen reached this week needs no word; in the second look
    the bot's own count stands for the figure."""
    weekly = GAP[gap.code].weekly
    if weekly is None or weekly.seen is None or live is None:
        return gap
    seen = int(getattr(live, weekly.seen))
    if gap.need is not None and seen >= gap.need:
        return None
    if round_.kind != QUOTA:
        return gap
    return Gap(gap.code, seen, gap.need, gap.first, gap.classes, gap.step)


def _silence(person: Standing, gap: Gap, round_: Round) -> SkipReason | None:
    """What an answer silences, and what a second look would say for the third week."""
    reason = next((silence.reason for silence in person.silences if silence.covers(gap)), None)
    if reason is None and round_.kind == QUOTA and len(person.sent_before.streaks.get(gap.code, ())) >= OFTEN:
        return SkipReason.ASKED_OFTEN
    return reason


def _obstacle(person: Standing, round_: Round) -> SkipReason | None:
    """What stands in the way of writing to somebody who does lack something; the first that holds."""
    if round_.halt is not None:
        return round_.halt
    if not person.wants_nudges:
        return SkipReason.OPTED_OUT
    if (shut := person.out_of_reach) is not None:
        return shut
    return SkipReason.ALREADY_WRITTEN if round_.message_class in person.written else None
