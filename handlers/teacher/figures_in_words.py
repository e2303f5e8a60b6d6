"""One person's figures in words: a tick or a step for each thing that is known, and how it moved."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.engine.shared_reads import Batch
from indicators.russian.rules import small
from nudges.gaps import GAP, GAPS, Gap, GapKind, Source
from nudges.gaps.record import InOrder
from nudges.periods import figures_words
from nudges.platforms import Platform
from nudges.wording import line_words
from storage.statistics.facts import Newest, newest_list, person_weeks
from storage.statistics.people_in_week import PersonInWeek, people_in_week
from storage.tables import Person, PersonWeek, School

TRENDS = (("group_messages", "сообщения"), ("calls", "звонки"), ("group_chats", "чаты"))
ALL_DONE = "Всё сделано — спасибо!"
NOT_TOLD = "Чего в файле не было: {titles}."
NOT_ALL_KNOWN = f"По тому, что известно, всё сделано. {NOT_TOLD}"
IN_DISPUTE = " (в проверке: было сообщение об ошибке)"
ADMITTED = " (в данных ошибка: так ответил ответственный)"
BY_REGISTER = " (по списку чатов школы)"
NO_FILES = "Статистики пока не было. Появится файл — покажу."
NO_FACTS = "В последних данных {of} ничего не сказано. Появится новый файл — покажу."


@dataclass(frozen=True, slots=True)
class OwnFigures:
    """One person's newest figures; `rows` are the last weeks, oldest first, the newest may be an older week."""

    school: School
    newest: Newest
    rows: Sequence[PersonWeek]
    person: PersonInWeek

    @property
    def now(self) -> PersonWeek | None:
        return self.rows[-1] if self.rows and self.rows[-1].week == str(self.newest.week) else None

    @property
    def gaps(self) -> list[Gap]:
        return list(self.person.balance.gaps)

    @property
    def unknown(self) -> list[str]:
        """In words, of what is asked."""
        return [small(kind.button) for kind in GAPS if kind.code in self.person.balance.unknown]


async def own_figures(batch: Batch, person: Person, school: School, week: str | None = None) -> OwnFigures | None:
    """Of a week instead of the newest where one is named. None when no list of people has come, or is there no more."""
    session = batch.session
    newest = await batch.once(("newest", school.id, week), lambda: newest_list(session, school.id, week))
    if newest is None:
        return None
    everybody = tuple({*batch.people, person.id})
    rows = await batch.once(("weeks", newest.week, everybody), lambda: person_weeks(session, everybody, newest.week))
    now = await batch.once(
        ("people in week", school.id, newest.week, everybody),
        lambda: people_in_week(session, school, newest.week, today=newest.received_on, people=everybody),
    )
    mine = next(one for one in now if one.person_id == person.id)
    return OwnFigures(school, newest, rows.get(person.id, []), mine)


def lines(found: OwnFigures, of: str = "", at: Platform = Platform.VK) -> list[str]:
    """A line for everything that is known, in the order in which steps are best taken.

    Said to the person, or to the officer `of` the person with that name, in the words of the messenger they read it in.
    """
    gaps = {gap.code: gap for gap in found.gaps}
    shown = []
    for kind in GAPS:
        gap = gaps.get(kind.code)
        if gap is not None:
            shown.append(f"▫ {open_words(found, gap, at)}")
        elif kind.code in found.person.balance.closed:
            shown.append(f"✓ {_in_order(found, kind.in_order, of)}{_whence(kind)}")
    return shown


def open_words(found: OwnFigures, gap: Gap, at: Platform = Platform.VK) -> str:
    """What is lacking, with whose word it is and whether it is in dispute."""
    return f"{line_words(gap, found.school.journal_name, at)}{_whence(GAP[gap.code])}{_doubt(found, gap.code)}"


def _doubt(found: OwnFigures, code: str) -> str:
    if code in found.person.admitted:
        return ADMITTED
    return IN_DISPUTE if code in found.person.disputed else ""


def line_of(found: OwnFigures, code: str, of: str = "") -> str:
    """What is known of one thing now: the figure that is lacking, the one that suffices, or that nobody knows."""
    kind, gap = GAP[code], next((gap for gap in found.gaps if gap.code == code), None)
    if gap is not None:
        return line_words(gap, found.school.journal_name)
    if code in found.person.balance.closed:
        return _in_order(found, kind.in_order, of)
    return f"{small(kind.button)} — в файле об этом ничего нет"


def nothing_open(found: OwnFigures) -> str:
    """What may be said of somebody without a gap."""
    if found.now is None:
        return NO_FACTS.format(of="о вас")
    return ALL_DONE if found.person.is_done else NOT_ALL_KNOWN.format(titles=", ".join(found.unknown))


def _whence(kind: GapKind) -> str:
    """What is not the file's word says whose it is."""
    return BY_REGISTER if kind.source is Source.REGISTER else ""


def _in_order(found: OwnFigures, said: InOrder, of: str) -> str:
    if of and said.of_one is not None:
        return said.of_one.of(of)
    text = said.text.format(journal=found.school.journal_name)
    value = found.person.known.facts.get(said.fact) if said.fact else None
    return f"{text} — {'достаточно' if value is None else value}" if said.fact else text


def trend(found: OwnFigures) -> str:
    """«За последние недели: сообщения 2 → 4 → 12», where at least two weeks are known."""
    parts = []
    for fact, title in TRENDS:
        values = [value for row in found.rows if (value := getattr(row, fact)) is not None]
        if len(values) > 1 and len(set(values)) > 1:
            parts.append(f"{title} {' → '.join(str(value) for value in values[-5:])}")
    return f"За последние недели: {'; '.join(parts)}." if parts else ""


def period(found: OwnFigures) -> str:
    return figures_words(found.newest.week, found.newest.received_on)
