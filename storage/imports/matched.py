"""The rows of one school's list, each with the person it is about."""

from collections import Counter
from dataclasses import dataclass, field

from indicators.rows import PersonRow
from indicators.russian.names import comparable, parse_name
from indicators.russian.rules import listed
from indicators.staff_list.likeness import Likeness
from indicators.staff_list.matching import Matches, answer_key, remember_key
from storage.imports.report import Doubt, SchoolReport
from storage.imports.roster import Roster

_FEW = 5
STILL_THERE = (
    "Больше не {work}, а в файле есть: {names}. В напоминания и в сводку не беру; кто работает, того вернёт "
    "«вернуть Алиеву»."
)


@dataclass(slots=True)
class MatchedRow:
    """`person_id` None: somebody new. `may_rename`: the file may set the person's name right, who is known
    by their account or by less than their full name, or whose new surname an officer confirmed; a likeness that was
    confirmed may be a slip of the pen. `told_later`: a later list has told who they are; this one adds to it."""

    row: PersonRow
    person_id: int | None
    may_rename: bool = False
    told_later: bool = False

    @property
    def written(self) -> str:
        return written(self.row)


@dataclass(slots=True)
class MatchedList:
    """Doubtful rows are not here: nobody is chosen silently."""

    rows: list[MatchedRow] = field(default_factory=list)
    missing_ids: list[int] = field(default_factory=list)
    told_later: set[int] = field(default_factory=set)


def written(row: PersonRow) -> str:
    """How the row names its person."""
    return row.called


def is_another_surname(row: PersonRow, called: str) -> bool:
    """An officer said who it is, the given names are the same, and the surname is no slip of the pen."""
    name = parse_name(called)
    if name is None or row.name is None or not (name.complete and row.name.complete):
        return False
    same = (comparable(name.first), comparable(name.patronymic)) == (
        comparable(row.name.first),
        comparable(row.name.patronymic),
    )
    return same and bool(name.patronymic) and name.key != row.name.key and not Likeness({0: name}).of(row.name)


def matched_list(matches: Matches, roster: Roster, report: SchoolReport) -> MatchedList:
    """Who each row is about, told to the report as well."""
    names = roster.names
    found = MatchedList(told_later=roster.told_later)
    spellings = Counter(remember_key(one.row) for one in matches.matches) if matches.ambiguous else Counter[str]()
    for one in matches.matches:
        row = one.row
        if one.how == "ambiguous":
            candidates = tuple((person_id, names[person_id]) for person_id in one.candidates)
            key = remember_key(row)
            is_repeated = spellings[key] > 1
            shown = ", ".join(filter(None, (written(row), row.role, row.classes))) if is_repeated else written(row)
            doubt = Doubt(row.row, shown, one.why, key, candidates, answer_key(row), is_repeated)
            report.ambiguous.append(doubt)
            continue
        called = names.get(one.person_id or 0, "")
        is_married = one.how == "remembered" and is_another_surname(row, called)
        may_rename = one.how in ("account", "incomplete_name") or is_married
        corrected = roster.was_called(one.person_id, row)
        told_later = one.person_id in roster.told_later
        may_rename = may_rename and not corrected and not told_later
        found.rows.append(MatchedRow(row, one.person_id, may_rename, told_later))
        if is_married and may_rename:
            report.warnings.append(f"{called} теперь {row.full_name}: так вы сказали о строке {row.row}.")
        if one.person_id is None:
            report.new.append(written(row))
        if one.note:
            why = "как вы исправили" if corrected else "как в более новых данных" if told_later else ""
            report.warnings.append(f"В файле {row.full_name} — это {called}, {why}." if why else one.note)
    gone = [names[one.person_id] for one in found.rows if one.person_id in roster.left_before]
    if gone:
        work = "работает" if len(gone) == 1 else "работают"
        report.warnings.append(STILL_THERE.format(work=work, names=listed(gone, _FEW)))
    report.known = len(matches.known)
    report.accepted = report.people = len(found.rows)
    found.missing_ids = [person_id for person_id in matches.missing if person_id not in roster.left]
    report.missing = [names[person_id] for person_id in found.missing_ids]
    return found
