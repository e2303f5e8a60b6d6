"""A slow, plain model of the clock's manners, written from the rules alone: it shares no code with the program.

Everything is looked at anew at every ring, day by day, with its own production calendar.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


def _days(*spans):
    found = set()
    for first, last in spans:
        day = first
        while day <= last:
            found.add(day)
            day += DAY
    return found


D = date
# Non-working weekdays as published, and the one working Saturday.
OFF = _days(
    (D(2026, 1, 1), D(2026, 1, 9)),
    (D(2026, 2, 23), D(2026, 2, 23)),
    (D(2026, 3, 9), D(2026, 3, 9)),
    (D(2026, 5, 1), D(2026, 5, 1)),
    (D(2026, 5, 11), D(2026, 5, 11)),
    (D(2026, 6, 12), D(2026, 6, 12)),
    (D(2026, 11, 4), D(2026, 11, 4)),
    (D(2026, 12, 31), D(2027, 1, 8)),
    (D(2027, 2, 22), D(2027, 2, 23)),
    (D(2027, 3, 8), D(2027, 3, 8)),
    (D(2027, 5, 3), D(2027, 5, 3)),
    (D(2027, 5, 10), D(2027, 5, 10)),
    (D(2027, 6, 14), D(2027, 6, 14)),
    (D(2027, 11, 4), D(2027, 11, 5)),
    (D(2027, 12, 31), D(2027, 12, 31)),
)
WORKING_SATURDAYS = {D(2027, 2, 20)}


@dataclass
class ModelSchool:
    """`slots` by kind: (weekday, hour). `files` by the Monday of their week: when they came (the newest time).

    `lacking`: the one weekly norm that by that file is not reached; `asked`: when a reminder was sent, and whether it
    named that norm, which it does not of a week with hardly any school.
    """

    zone: str
    breaks: list[tuple[date, date]]
    deadline: date | None = None
    slots: dict[str, tuple[int, time]] = field(default_factory=dict)
    files: dict[date, datetime] = field(default_factory=dict)
    exemption_ends: list[date] = field(default_factory=list)
    digests: dict[date, date] = field(default_factory=dict)
    quotas: set[date] = field(default_factory=set)
    lacking: dict[date, str] = field(default_factory=dict)
    asked: list[tuple[date, str]] = field(default_factory=list)
    said: set[tuple[str, str]] = field(default_factory=set)
    hours: tuple[int, int] = (9, 18)
    paused: bool = False


def works(school: ModelSchool, day: date) -> bool:
    if any(first <= day <= last for first, last in school.breaks):
        return False
    if day in WORKING_SATURDAYS:
        return True
    return day.weekday() < 5 and day not in OFF


def may_write(school: ModelSchool, now: datetime) -> bool:
    local = now.astimezone(ZoneInfo(school.zone))
    return works(school, local.date()) and school.hours[0] <= local.hour < school.hours[1]


def monday_of(day: date) -> date:
    while day.weekday() != 0:
        day -= DAY
    return day


def name_of(monday: date) -> str:
    year, number, _ = monday.isocalendar()
    return f"{year}-W{number:02d}"


def working_days(school: ModelSchool, monday: date) -> int:
    return sum(works(school, monday + n * DAY) for n in range(7))


def moment_in_week(school: ModelSchool, monday: date, kind: str) -> datetime | None:
    weekday, hour = school.slots[kind]
    later = [monday + n * DAY for n in range(weekday, _days_long(school, kind))]
    earlier = [monday + n * DAY for n in range(weekday - 1, -1, -1)]
    for day in later + earlier:
        if works(school, day):
            return datetime.combine(day, inside(school, hour), ZoneInfo(school.zone))
    return None


def _days_long(school: ModelSchool, kind: str) -> int:
    """A Saturday is too late for the second look, unless the school has chosen it."""
    return max(5, school.slots["quota"][0] + 1) if kind == "quota" else 7


def inside(school: ModelSchool, hour: time) -> time:
    """An hour at which the school is shut gives way to the one at which it opens."""
    opens, closes = school.hours
    return hour if opens <= hour.hour < closes else time(opens)


def last_school_week(school: ModelSchool, this: date) -> date | None:
    """Of which a file is to come: of the last two weeks the one with school."""
    return next((this - n * DAY for n in (7, 14) if working_days(school, this - n * DAY)), None)


def usual_nudge(school: ModelSchool, this: date) -> datetime | None:
    """Five days after the last ones, or later."""
    usual, last = moment_in_week(school, this, "nudge"), max(school.digests.values(), default=None)
    if usual is None or last is None or last >= this or usual.date() >= last + 5 * DAY:
        return usual
    return opening(school, [this + n * DAY for n in range(7)], last + 5 * DAY, school.slots["nudge"][1])


def opening(school: ModelSchool, days: list[date], first: date, hour: time) -> datetime | None:
    """That hour of the first of the days, from `first` on, on which the school works."""
    day = next((day for day in days if day >= first and works(school, day)), None)
    return None if day is None else datetime.combine(day, inside(school, hour), ZoneInfo(school.zone))


def waited(school: ModelSchool, this: date, now: datetime) -> bool:
    """By older figures only from noon of the working day after the usual one."""
    usual = usual_nudge(school, this)
    if usual is None:
        return False
    after = [usual.date() + n * DAY for n in range(1, 7 - usual.date().weekday())]
    next_day = next((day for day in after if works(school, day)), None)
    if next_day is not None:
        usual = datetime.combine(next_day, inside(school, time(12)), ZoneInfo(school.zone))
    return usual <= now


def ring(school: ModelSchool, now: datetime) -> set[tuple[str, str]]:
    """What has to happen at this ring, as (kind, period); the school remembers it."""
    if not may_write(school, now):
        return set()
    today = now.astimezone(ZoneInfo(school.zone)).date()
    this = monday_of(today)
    happens = set()

    def reached(kind: str) -> bool:
        moment = usual_nudge(school, this) if kind == "nudge" else moment_in_week(school, this, kind)
        return moment is not None and moment <= now

    def once(kind: str, period: str) -> bool:
        if (kind, period) in school.said:
            return False
        happens.add((kind, period))
        return True

    allowed = [monday for monday in school.files if this - 14 * DAY <= monday <= this]
    newest_file = max(school.files, default=None)
    newest = newest_file if newest_file in allowed else None
    nudged_now = False
    wanted = last_school_week(school, this)
    if newest is not None:
        loud = not school.paused
        due = waited(school, this, now) if wanted is not None and newest < wanted else reached("nudge")
        nudged_this_week = ("nudge", name_of(this)) in school.said
        if loud and not nudged_this_week and newest not in school.digests and due and school.files[newest] <= now:
            nudged_now = once("nudge", f"{name_of(this)}/{name_of(newest)}")
            school.said |= {("nudge", name_of(this))} if nudged_now else set()
        rested = _rested(school, this, now)
        full = all(working_days(school, one) >= 3 for one in (this, newest, max(newest, wanted or newest)))
        looked = newest in school.digests or ("nudge", name_of(this)) in school.said
        due_again = newest not in school.quotas and reached("quota") and not nudged_now
        looks_again = (
            today in _days_of_look(school, this)
            and loud
            and looked
            and full
            and rested
            and due_again
            and not _no_room(school, this, newest)
        )
        if looks_again and once("quota", name_of(this)) and not asked_often(school, school.lacking[newest], this):
            school.quotas.add(newest)
        if nudged_now:
            school.digests[newest] = today
            school.asked.append((today, school.lacking[newest] if working_days(school, newest) >= 3 else ""))
        if reached("escalation"):
            once("escalation", name_of(this))
    if allowed and reached("summary"):
        if once("summary", name_of(max(allowed))):
            school.said.add(("file_late", name_of(this)))
        elif max(allowed) < this and wanted is not None:
            once("file_late", name_of(this))
    if wanted is not None and wanted not in school.files and reached("file_missing"):
        once("file_missing", name_of(this))
    _countdown(school, now, this, once)
    ended = [day for day in school.exemption_ends if day < today]
    if ended and once("exemptions_ended", str(today)):
        school.exemption_ends = [day for day in school.exemption_ends if day >= today]
    school.said |= happens
    return happens


def _rested(school: ModelSchool, this: date, now: datetime) -> bool:
    """The second look comes two days after the first one, the one that was or the one that this week is to bring."""
    first = _first_look(school, this)
    return first is None or now.astimezone(ZoneInfo(school.zone)).date() >= first + 2 * DAY


def _first_look(school: ModelSchool, this: date) -> date | None:
    last, usual = max(school.digests.values(), default=None), usual_nudge(school, this)
    return last if (last is not None and last >= this) or usual is None else usual.date()


def _no_room(school: ModelSchool, this: date, newest: date) -> bool:
    """Never three letters in six days; and what came when the second look was over has its first one next week."""
    first, following = _first_look(school, this), moment_in_week(school, this + 7 * DAY, "nudge")
    if first is not None and following is not None and following.date() - first < 6 * DAY:
        return True
    look = moment_in_week(school, this, "quota")
    if look is not None and first is not None and look.date() < first + 2 * DAY:
        look = opening(school, _days_of_look(school, this), first + 2 * DAY, time(school.hours[0]))
    return newest not in school.digests and look is not None and school.files[newest] > look


def _days_of_look(school: ModelSchool, this: date) -> list[date]:
    return [this + n * DAY for n in range(_days_long(school, "quota"))]


def asked_often(school: ModelSchool, norm: str, this: date) -> bool:
    """Whether each of the last two reminders of earlier weeks asked for the same already."""
    earlier = [what for told, what in school.asked if this - 84 * DAY <= told < this]
    return earlier[-2:] == [norm, norm]


def _countdown(school: ModelSchool, now: datetime, this: date, once) -> None:
    if school.deadline is None or now.astimezone(ZoneInfo(school.zone)).date() > school.deadline:
        return
    passed = []
    for left in (30, 14, 7, 3, 1):
        day = school.deadline - left * DAY
        while day <= school.deadline and not works(school, day):
            day += DAY
        moment = datetime.combine(day, inside(school, time(10)), ZoneInfo(school.zone))
        if day <= school.deadline and moment <= now:
            passed.append((left, day))
    if passed and monday_of(passed[-1][1]) == this:
        once("deadline", f"{school.deadline}/{passed[-1][0]}")
