"""A new file against what the school already has: differences and warnings, shown before anything is written."""

from collections.abc import Collection, Mapping, Sequence

from indicators.catalogue import INDICATOR
from indicators.comparing.checks import against_last_week, against_summary, fewer_people, indicators_of
from indicators.rows import PersonRow, SummaryValue
from indicators.weeks import Week
from storage.imports.before import FACT_CODES, Before
from storage.imports.matched import MatchedRow
from storage.imports.report import Change


def list_warnings(
    before: Before, week: Week, new: Sequence[PersonRow], figures: Mapping[str, SummaryValue]
) -> list[str]:
    """A list of people, also those of whom it is not sure who they are, against the official summary of its week (that
    of the same file, `figures`, where it has one) and against the list before it."""
    official = figures or before.official
    warnings = against_summary(new, official) if official else []
    if before.earlier_list is not None:
        warnings += fewer_people(len(new), len(before.earlier_rows))
        neighbours = before.earlier_list == str(week.shift(-1))
        warnings += against_last_week(indicators_of(new), indicators_of(before.earlier_rows), neighbours=neighbours)
    return warnings


def summary_warnings(before: Before, week: Week, figures: Mapping[str, SummaryValue], *, has_list: bool) -> list[str]:
    """An official summary against the list of its week, unless its own file has one, and against the summary before."""
    warnings = against_summary(before.rows, figures) if before.rows and not has_list else []
    if before.earlier_summary is not None:
        neighbours = before.earlier_summary == str(week.shift(-1))
        warnings += against_last_week(figures, before.earlier_official, neighbours=neighbours)
    return warnings


def list_changes(
    before: Before, rows: Sequence[MatchedRow], names: Mapping[int, str], kept: Collection[int] = ()
) -> list[Change]:
    """What a list changes that comes after the week's earlier one, person by person and fact by fact. `kept` are
    those who stay although it does not name them."""
    changes: list[Change] = []
    gone = {person_id: facts for person_id, facts in before.stored.items() if person_id not in kept}
    for matched in rows:
        old = gone.pop(matched.person_id, None) if matched.person_id is not None else None
        if old is None:
            changes.append(Change(matched.written, "", None, "в списке"))
            continue
        new = matched.row.facts
        changes += [
            Change(matched.written, code, old.get(code), new.get(code))
            for code in FACT_CODES
            if old.get(code) != new.get(code)
        ]
    return changes + [Change(names.get(person_id, ""), "", "в списке", None) for person_id in gone]


def summary_changes(before: Before, figures: Mapping[str, SummaryValue]) -> list[Change]:
    """What a summary that replaces the week's earlier one changes."""
    both = ((code, *_shown(before.official[code], figures[code])) for code in figures if code in before.official)
    return [Change(INDICATOR[code].short, code, was, now, of_school=True) for code, was, now in both if was != now]


def _shown(before: SummaryValue, after: SummaryValue) -> tuple[object, object]:
    """Where only the whole has changed, it is shown with the same figure."""
    was, now = (one.percent if one.value is None else one.value for one in (before, after))
    return (was, now) if was != now else (_of_whole(was, before.total), _of_whole(now, after.total))


def _of_whole(figure: object, whole: int | None) -> object:
    return figure if whole is None else f"{figure} из {whole}"
