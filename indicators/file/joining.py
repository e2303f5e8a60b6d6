"""Several tables of one file made one: lists go one under another, and a person's facts come together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from indicators.file.sheets import Sheet
from indicators.rows import AccountId, Column, FactValue, PersonRow, are_apart
from indicators.russian.names import comparable
from indicators.russian.rules import listed, plural
from indicators.staff_list.likeness import fit
from indicators.staff_list.table import PeopleTable
from indicators.summary.schools import by_school, may_be_one

_Key = tuple[str, str]


def joined_people(sheets: list[Sheet]) -> tuple[list[PersonRow], list[str]]:
    """Everybody of all sheets. A person who stands on a second sheet gets the facts of both."""
    tables = [(sheet.found, sheet.table.beside) for sheet in sheets if isinstance(sheet.found, PeopleTable)]
    if len(tables) < 2:
        return (tables[0][0].people if tables else []), []
    people: list[PersonRow] = []
    merged: set[int] = set()
    unclear: defaultdict[int, set[str]] = defaultdict(set)
    for table, goes_on in tables:
        known = {} if goes_on else _by_key(people)  # one list in two columns: a name twice is two rows of it
        earlier = {} if goes_on else _by_last_name(people)
        here = Counter(row.name.key for row in table.people if row.name)
        for row in table.people:
            same = _known_as(row, known)
            if same is None and row.name and not row.name.complete and here[row.name.key] == 1:
                same = _only_one(row, earlier.get((comparable(row.school), comparable(row.name.last)), ()))
            if same is None or are_apart(same.accounts, row.accounts):
                people.append(row)
                continue
            merged.add(id(same))
            unclear[id(same)] |= _add_facts(same, row, unclear[id(same)])
    return people, _said(len(tables), len(merged), [p.called for p in people if unclear[id(p)]])


def _by_key(people: Iterable[PersonRow]) -> dict[_Key, list[PersonRow]]:
    found: defaultdict[_Key, list[PersonRow]] = defaultdict(list)
    for row in people:
        for key in _keys(row):
            found[key].append(row)
    return found


def _known_as(row: PersonRow, known: Mapping[_Key, Sequence[PersonRow]]) -> PersonRow | None:
    """A key that two people of a school share stands for nobody; whoever works at two schools has a row at each."""
    for key in _keys(row):
        if found := [one for one in known.get(key, ()) if may_be_one(one.school, row.school)]:
            return found[0] if len(found) == 1 else None
    return None


def _by_last_name(people: Iterable[PersonRow]) -> dict[_Key, list[PersonRow]]:
    found: defaultdict[_Key, list[PersonRow]] = defaultdict(list)
    for row in people:
        if row.name:
            found[comparable(row.school), comparable(row.name.last)].append(row)
    return found


def _only_one(row: PersonRow, people: Iterable[PersonRow]) -> PersonRow | None:
    """Whom «Иванова А.П.» of a later sheet means, when one person fits."""
    fitting = [one for one in people if row.name and one.name and fit(row.name, one.name)]
    return fitting[0] if len(fitting) == 1 else None


def _keys(row: PersonRow) -> list[_Key]:
    keys = [(platform, str(number)) for platform, number in row.accounts]
    if row.name and row.name.complete:
        keys.append((comparable(row.school), row.name.key))
    return keys


def _add_facts(person: PersonRow, row: PersonRow, unclear: set[str]) -> set[str]:
    """What the two rows disagree about, beside what others did (`unclear`): of that nothing is known."""
    differ = {code for code, value in row.facts.items() if person.facts.get(code, value) != value}
    facts = row.facts | person.facts
    person.facts = {code: value for code, value in facts.items() if code not in differ | unclear}
    person.away = person.away or row.away
    person.at_work = (person.at_work or row.at_work) and not person.away
    person.vk_id, person.max_id = person.vk_id or row.vk_id, person.max_id or row.max_id
    person.role, person.classes = person.role or row.role, person.classes or row.classes
    return differ


def _said(tables: int, merged: int, differing: list[str]) -> list[str]:
    said = [f"Списки собраны из нескольких таблиц: {tables}."]
    if merged:
        said.append(f"На нескольких листах {plural(merged, 'человек', 'человека', 'человек')}: сведения соединены.")
    if differing:
        said.append(f"Листы говорят разное, эти сведения не взяты: {listed(differing)}.")
    return said


def without_disagreement(people: list[PersonRow]) -> list[str]:
    """Rows of a school with one account that say different things: then neither is known. Says whom it was about."""
    count = Counter(chain.from_iterable(row.accounts for row in people))
    repeated = {account for account, rows in count.items() if rows > 1}
    if not repeated:
        return []
    by_account: defaultdict[AccountId, list[PersonRow]] = defaultdict(list)
    for row in people:
        for account in repeated.intersection(row.accounts):
            by_account[account].append(row)
    differing = []
    for rows in chain.from_iterable(map(by_school, by_account.values())):
        codes = {code for row in rows for code in row.facts}
        unclear = {code for code in codes if len({row.facts[code] for row in rows if code in row.facts}) > 1}
        if _may_add_up([row.facts.get("group_messages") for row in rows]):
            unclear |= {"group_messages"}  # one row a chat: 6 and 6 are 12
        if unclear:
            differing.append(rows[0].called)
        for row in rows if unclear else ():
            row.facts = {code: value for code, value in row.facts.items() if code not in unclear}
    if not differing:
        return []
    names = listed(list(dict.fromkeys(differing)))
    return [f"Строки с одним номером страницы расходятся, эти сведения не взяты: {names}."]


def _may_add_up(counts: list[FactValue | None]) -> bool:
    """Whether all of them together reach a quota that each misses."""
    numbers = [count for count in counts if isinstance(count, int)]
    return len(numbers) > 1 and any(max(numbers) < norm <= sum(numbers) for norm in (3, 10))


def joined_columns(sheets: list[Sheet]) -> list[Column]:
    """The columns of all tables, each heading once; one that means something goes before one that does not."""
    found: dict[str, Column] = {}
    for sheet in sheets:
        for column in sheet.found.columns:
            if column.heading not in found or (column.fact and not found[column.heading].fact):
                found[column.heading] = column
    return list(found.values())
