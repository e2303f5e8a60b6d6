"""What is asked of an import and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from indicators.reading.child import ReadLimits
from indicators.rows import Column, Rejected, SummaryValue
from indicators.russian.rules import all_quoted, listed
from indicators.weeks import Week
from storage.campaigns.settled import Settled
from storage.imports.gone import Gone
from storage.imports.remembered import Offer


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """One file. `school` is whose it is; without it the file says so, or there is only one.

    `mapping` (heading → fact, None to leave it out) and `week` win over what the file says. `today` is
    the day of receipt in the school's zone. `made_by` is the account of whoever sent it.
    `answers` say who single rows are about, by `matching.answer_key`; None is somebody new. `replace`: a file that
    lacks what its week has already takes the whole week's place; otherwise it supplements it.
    """

    path: Path
    today: date
    now: datetime
    file_name: str = ""
    school: str | None = None
    week: Week | None = None
    mapping: Mapping[str, str | None] = field(default_factory=dict)
    create_schools: bool = False
    answers: Mapping[str, int | None] = field(default_factory=dict)
    replace: bool = False
    made_by: int | None = None
    limits: ReadLimits = field(default_factory=ReadLimits)

    @property
    def name(self) -> str:
        return self.file_name or self.path.name


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row that may be one of several people, or somebody new: nobody is chosen silently.

    `key` is under what the officer's answer is remembered; `candidates` are (person id, full name). Where the
    spelling is `repeated` in the file, the answer belongs to the row alone, under `row_key`.
    """

    row: int
    written: str
    why: str
    key: str
    candidates: tuple[tuple[int, str], ...]
    row_key: str = ""
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What a repeated import of a week changes about one person. `before` None: was not in the list.

    `of_school`: about no person but one of the school's indicators, whose short title then is the name.
    """

    full_name: str
    fact: str
    before: object
    after: object
    of_school: bool = False


@dataclass(slots=True)
class SchoolReport:
    """One school's part. `school_id` is None while the school is not created yet. `lacks` is what the week has
    already and the file does not tell: kept, unless the whole week is to be replaced. `accepted` are rows of any kind;
    `people` those about somebody, `official` the indicators that the file tells beside or instead of them;
    `first_summary`: the week, which has a list, had no such figures before."""

    school_id: int | None
    school: str
    created: bool = False
    rows: int = 0
    accepted: int = 0
    people: int = 0
    official: Mapping[str, SummaryValue] = field(default_factory=dict)
    first_summary: bool = False
    known: int = 0
    new: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    ambiguous: list[Doubt] = field(default_factory=list)
    replaces: bool = False
    lacks: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def figures(self) -> int:
        return len(self.official)


@dataclass(slots=True)
class ImportReport:
    """What was understood and what was, or would be, written. `week` None: nothing says which, so ask.

    `named_schools` are all schools the file names, as it writes them. `gone` are columns of the list before; `offers`
    are what other schools made of columns that are understood otherwise here. `settled` mistakes that were told and not
    answered are none by this list.
    """

    file_name: str
    sha256: str
    kind: str
    week: Week | None
    week_source: str
    shape: str
    rows: int
    columns: list[Column]
    rejected: list[Rejected]
    warnings: list[str]
    schools: list[SchoolReport] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    unknown_schools: list[str] = field(default_factory=list)
    named_schools: list[str] = field(default_factory=list)
    imported: bool = False
    offers: list[Offer] = field(default_factory=list)
    settled: list[Settled] = field(default_factory=list)

    def not_taken(self, hint: str = "") -> list[str]:
        """That schools which are not known were left out; `hint` says what can be done about it where it is read."""
        names = listed(all_quoted(self.unknown_schools))
        return [f"Незнакомые школы не взяты: {names}. {hint}".rstrip()] if names else []

    @property
    def accepted(self) -> int:
        return sum(school.accepted for school in self.schools)

    @property
    def people(self) -> int:
        return sum(school.people for school in self.schools)

    @property
    def figures(self) -> int:
        return sum(school.figures for school in self.schools)
