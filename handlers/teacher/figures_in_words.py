"""One person's figures in words: a tick or a step for each thing that is known, and how it moved."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.engine.shared_reads import Batch
from indicators.catalogue import FACTS
from nudges.gaps import GAPS, Gap, Known, find_gaps
from nudges.names import Gendered
from nudges.norms import Norms
from nudges.periods import figures_words
from nudges.wording import line_words
from reports.figures.lacking import norms
from storage.statistics.facts import Newest, newest_list, person_weeks
from storage.tables import Person, PersonWeek, School

# Said of what is in order; {value} is the fact's figure where there is one.
IN_ORDER = {
    "not_registered": ("зарегистрированы в Сферуме", None),
    "profile_inactive": ("профиль активен", None),
    "no_group_chat": ("групповых чатов — {value}", "group_chats"),
    "few_messages": ("сообщений в групповых чатах — {value}", "group_messages"),
    "no_call": ("звонков за неделю — {value}", "calls"),
    "journal_not_linked": ("журнал ({journal}) связан", None),
    "my_school_inactive": ("«Моя школа» — вход был", None),
    "no_parent_chat_with_teacher": ("чат родителей с педагогом есть", None),
    "no_parent_chat_without_teacher": ("чат родителей без педагога есть", None),
    "pupils_journal_not_linked": ("ученики связали журнал — {value}", "pupils_journal_linked"),
}
# Said of somebody else, to the officer.
OF_ONE = {
    "not_registered": Gendered("зарегистрирована в Сферуме", "зарегистрирован в Сферуме", "регистрация в Сферуме есть"),
}
TRENDS = (("group_messages", "сообщения"), ("calls", "звонки"), ("group_chats", "чаты"))
ALL_DONE = "Всё сделано — спасибо!"
NO_FACTS = "В последних данных о вас ничего не сказано. Появится новый файл — покажу."


@dataclass(frozen=True, slots=True)
class Standing:
    """One person's newest figures; `rows` are the last weeks, oldest first, the newest may be an older week."""

    school: School
    newest: Newest
    rows: Sequence[PersonWeek]
    norms: Norms

    @property
    def now(self) -> PersonWeek | None:
        return self.rows[-1] if self.rows and self.rows[-1].week == str(self.newest.week) else None

    @property
    def known(self) -> Known:
        row = self.now
        return Known({fact.code: getattr(row, fact.code) for fact in FACTS} if row is not None else {})

    @property
    def gaps(self) -> list[Gap]:
        return find_gaps(self.known, self.norms)


async def standing(batch: Batch, person: Person, school: School) -> Standing | None:
    """None when no list of people has come yet."""
    session = batch.session
    newest = await batch.once(("newest", school.id), lambda: newest_list(session, school.id))
    if newest is None:
        return None
    everybody = tuple({*batch.people, person.id})
    rows = await batch.once(("weeks", newest.week, everybody), lambda: person_weeks(session, everybody, newest.week))
    expected = await batch.once(("norms", school.id), lambda: norms(session, school))
    return Standing(school, newest, rows.get(person.id, []), expected)


def lines(found: Standing, of: str = "") -> list[str]:
    """A line for everything that is known, in the order in which steps are best taken.

    Said to the person, or to the officer `of` the person with that name.
    """
    gaps = {gap.code: gap for gap in found.gaps}
    shown = []
    for kind in GAPS:
        gap = gaps.get(kind.code)
        if gap is not None:
            shown.append(f"▫ {line_words(gap, found.school.journal_name)}")
        elif _is_known(found, kind.facts, kind.code):
            shown.append(f"✓ {_in_order(found, kind.code, of)}")
    return shown


def _is_known(found: Standing, facts: Sequence[str], code: str) -> bool:
    if code == "my_school_inactive" and not found.norms.my_school:
        return False
    return bool(facts) and any(found.known.facts.get(fact) is not None for fact in facts)


def _in_order(found: Standing, code: str, of: str) -> str:
    if of and code in OF_ONE:
        return OF_ONE[code].of(of)
    text, fact = IN_ORDER[code]
    value = found.known.facts.get(fact) if fact else None
    if "{value}" in text and value is None:
        return text.partition(" — ")[0] + " — достаточно"
    return text.format(value=value, journal=found.school.journal_name)


def trend(found: Standing) -> str:
    """«По неделям: сообщения 2 → 4 → 12», where at least two weeks are known."""
    parts = []
    for fact, title in TRENDS:
        values = [value for row in found.rows if (value := getattr(row, fact)) is not None]
        if len(values) > 1 and len(set(values)) > 1:
            parts.append(f"{title} {' → '.join(str(value) for value in values[-5:])}")
    return f"По неделям: {'; '.join(parts)}." if parts else ""


def period(found: Standing) -> str:
    return figures_words(found.newest.week, found.newest.received_on)
