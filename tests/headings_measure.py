"""How well tables with freely worded headings are understood: `python -m tests.headings_measure MODULE [COUNT] [SEED]`.

MODULE (a dotted name or a file) has `tables(seed, count)` that gives objects with `kind`, `rows` (title lines,
headings, data, notes), `columns` (index → a fact's code, or None for what is no fact), `people` (dicts with
`row` or `full_name` and the facts that are true) and `ask_ok` (columns about which a question is as good as an
answer). Only figures are printed; `--headings` also shows the worst columns.
"""

import importlib
import importlib.util
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from indicators.catalogue import FACT
from indicators.cells.values import read_date
from indicators.cells.vk_ids import read_vk_id
from indicators.errors import DezhurnyError
from indicators.file.sheets import read_sheet
from indicators.file.side_by_side import lists_of
from indicators.file.understanding import understand
from indicators.file.understood import Understanding
from indicators.file.week_blocks import weeks_of
from indicators.reading.tables import Table
from indicators.rows import Column
from indicators.russian.names import parse_name

TODAY = date(2026, 11, 18)
OUTCOMES = ("right", "asked", "missed", "misread", "decoy taken", "left out")
WORST = 60


@dataclass(slots=True)
class Tally:
    """`columns` and `values` by (kind, fact) count outcomes; `bad` are the columns that went wrong."""

    tables: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    columns: defaultdict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    values: defaultdict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    people: Counter[str] = field(default_factory=Counter)
    bad: list[tuple[str, str, str, str, str]] = field(default_factory=list)

    def share(self) -> float:
        """Of the columns that hold a fact, those that were read right (or asked about where that is as good)."""
        facts = Counter[str]()
        for (_, code), outcomes in self.columns.items():
            facts.update(outcomes if code != "-" else {})
        total = sum(facts.values())
        return facts["right"] / total if total else 1.0

    def decoys(self) -> int:
        return sum(outcomes["decoy taken"] for outcomes in self.columns.values())

    def misread(self) -> int:
        return sum(outcomes["misread"] for outcomes in self.columns.values())


def measure(module_path: str, seed: int, count: int, say_headings: bool = False) -> Tally:
    tally = tally_of(tables_of(module_path, seed, count))
    for line in _report(tally, say_headings):
        print(line)
    return tally


def tables_of(module_path: str, seed: int, count: int) -> Any:
    return _generator(_module(module_path))(seed, count)


def tally_of(tables: Iterable[Any]) -> Tally:
    tally = Tally()
    for table in tables:
        _one(table, tally)
    return tally


def _module(path: str) -> ModuleType:
    if not path.endswith(".py"):
        return importlib.import_module(path)
    name = Path(path).stem
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _generator(module: ModuleType) -> Any:
    return next(getattr(module, name) for name in ("tables", "generate", "make", "cases") if hasattr(module, name))


def _one(asked: Any, tally: Tally) -> None:
    tally.tables += 1
    kind = str(asked.kind)
    table = _table(asked.rows)
    wanted: Mapping[int, str | None] = asked.columns
    try:
        found = understand([table], file_name="файл.xlsx", today=TODAY)
        columns = dict(_columns(table))
    except DezhurnyError:
        tally.refused[kind] += 1
        found, columns = None, {}
    for index, code in wanted.items():
        outcome = _outcome(code, columns.get(index), index in set(asked.ask_ok or ()))
        tally.columns[kind, code or "-"][outcome] += 1
        if outcome not in ("right", "left out"):
            heading, cells = _shown(asked.rows, index)
            given = columns[index].fact if index in columns else None
            tally.bad.append((outcome, kind, f"{code or '-'} → {given or '-'}", heading, cells))
    if found is not None and found.kind == "people":
        _values(asked.people or (), found, kind, tally)


def _table(rows: Sequence[Sequence[Any]]) -> Table:
    width = max((len(row) for row in rows), default=0)
    return Table("Лист1", [[_cell(cell) for cell in row] + [None] * (width - len(row)) for row in rows])


def _cell(cell: Any) -> Any:
    return None if isinstance(cell, str) and not cell.strip() else cell


def _columns(table: Table) -> Iterator[tuple[int, Column]]:
    for block in weeks_of(table, {}, TODAY):
        for part in lists_of(block, {}, TODAY):
            sheet = read_sheet(part, {}, TODAY)
            yield from ((column.index, column) for column in (sheet.found.columns if sheet else ()))


def _outcome(code: str | None, column: Column | None, asking_is_as_good: bool) -> str:
    taken = column.fact if column else None
    asked = bool(column and getattr(column, "asked", None))
    if code is None:
        return "decoy taken" if taken else "left out"
    if taken == code:
        return "right"
    if taken:
        return "misread"
    if asking_is_as_good:
        return "right"
    return "asked" if asked else "missed"


def _shown(rows: Sequence[Sequence[Any]], index: int) -> tuple[str, str]:
    cells = [row[index] for row in rows if index < len(row) and row[index] not in (None, "")]
    texts = [str(cell) for cell in cells]
    return " / ".join(texts[:3]), ", ".join(texts[3:9])


def _values(people: Iterable[Mapping[str, Any]], found: Understanding, kind: str, tally: Tally) -> None:
    people = list(people)
    for wanted, person in zip(people, _found(people, found), strict=True):
        tally.people["found" if person else "lost"] += 1
        if person is None:
            continue
        facts = _facts_of(wanted)
        for code, value in facts.items():
            given = getattr(person, code, None) if code in ("vk_id",) else person.facts.get(code)
            tally.values[kind, code][_compared(value, given)] += 1


def _key(name: object) -> str:
    parsed = parse_name(str(name or ""))
    return parsed.key if parsed else ""


def _found(people: Sequence[Mapping[str, Any]], found: Understanding) -> Iterator[Any]:
    """Who each wanted person was read as: by the name, namesakes in their order; without a name by the row."""
    named: defaultdict[str, list[Any]] = defaultdict(list)
    for person in found.people:
        named[person.name.key if person.name else ""].append(person)
    by_row = {person.row: person for person in found.people}
    rows = [int(wanted.get("row", -9)) for wanted in people]
    # A generator counts its rows from 0 or from 1: most of them tell.
    first = max((0, 1), key=lambda start: sum(row + start in by_row for row in rows))
    for wanted, row in zip(people, rows, strict=True):
        if key := _key(wanted.get("full_name")):
            yield named[key].pop(0) if named[key] else None
        else:
            yield by_row.get(row + first)


def _facts_of(wanted: Mapping[str, Any]) -> dict[str, Any]:
    facts = wanted.get("facts")
    told = facts if isinstance(facts, Mapping) else wanted
    return {c: v for c, v in told.items() if c == "vk_id" or (c in FACT and not FACT[c].identity)}


def _compared(value: Any, given: Any) -> str:
    value, given = _plain(value, given), _plain(given, given)
    if value is None:
        return "right" if given is None else "wrong"
    if given is None:
        return "unknown"
    return "right" if value == given else "wrong"


def _plain(value: Any, given: Any) -> Any:
    """A day without its hour, and what is written as text as the other side has it."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str) and isinstance(given, date):
        return read_date(value, today=TODAY)
    if isinstance(value, str) and isinstance(given, int):
        return read_vk_id(value)
    return value


def _report(tally: Tally, say_headings: bool) -> Iterator[str]:
    yield f"tables {tally.tables}, refused {sum(tally.refused.values())} {dict(tally.refused)}"
    yield f"fact columns right {tally.share():.2%}, misread {tally.misread()}, decoys taken {tally.decoys()}"
    values = sum(tally.values.values(), Counter[str]())
    yield f"people found {tally.people['found']}, lost {tally.people['lost']}; values {dict(values)}"
    for name, place in (("kind", 0), ("fact", 1)):
        groups: defaultdict[str, Counter[str]] = defaultdict(Counter)
        wrong: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for key, outcomes in tally.columns.items():
            groups[key[place]].update(outcomes)
        for key, outcomes in tally.values.items():
            wrong[key[place]].update({outcome: n for outcome, n in outcomes.items() if outcome != "right"})
        for group, outcomes in sorted(groups.items()):
            said = ", ".join(f"{outcome} {outcomes[outcome]}" for outcome in OUTCOMES if outcomes[outcome])
            values_said = ", ".join(f"{outcome} {n}" for outcome, n in wrong[group].items())
            yield f"  {name} {group}: {said}" + (f"; values: {values_said}" if values_said else "")
    if say_headings:
        yield from (" | ".join(line) for line in sorted(tally.bad)[:WORST])


def main() -> int:
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    if not words:
        print(__doc__, file=sys.stderr)
        return 2
    count, seed = (int(word) for word in (*words[1:3], *("1000", "1")[len(words[1:3]) :]))
    tally = measure(words[0], seed, count, "--headings" in sys.argv)
    return 0 if tally.share() >= 0.99 and not tally.decoys() else 1


if __name__ == "__main__":
    sys.exit(main())
