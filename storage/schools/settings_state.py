"""How something stands that a school sets, as the log keeps it, so that it can be put back."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from nudges.clock.schedule import Kind
from storage.tables import School

_COLUMNS = {
    "name": ("name",),
    "zone": ("timezone",),
    "hours": ("work_from", "work_to"),
    "deadline": ("registration_deadline",),
    "journal": ("journal_name",),
}
# Of the schedule each has its own part: what else is set there since stays as it is.
_OF_SETTINGS: Mapping[str, tuple[str, ...]] = {
    "moment": ("schedule", Kind.NUDGE.value),
    "file_wait": ("schedule", "file_wait"),
    "norms": ("norms",),
    "room": ("room",),
}
_READ = {"work_from": time.fromisoformat, "work_to": time.fromisoformat, "registration_deadline": date.fromisoformat}


def state_of(school: School, key: str) -> dict[str, Any]:
    """By column, or by the name of the setting; None where nothing is set."""
    if key in _OF_SETTINGS:
        *group, name = _OF_SETTINGS[key]
        return {name: _holding(school, group).get(name)}
    values = {column: getattr(school, column) for column in _COLUMNS[key]}
    return {column: value.isoformat() if column in _READ and value else value for column, value in values.items()}


def set_state(school: School, key: str, state: dict[str, Any]) -> None:
    """What `state_of` said."""
    if key in _OF_SETTINGS:
        *group, name = _OF_SETTINGS[key]
        rest = {one: kept for one, kept in _holding(school, group).items() if one != name}
        holding = rest if state[name] is None else {**rest, name: state[name]}
        school.settings = {**school.settings, group[0]: holding} if group else holding
        return
    for column in _COLUMNS[key]:
        value = state[column]
        setattr(school, column, _READ[column](value) if column in _READ and value else value)


def _holding(school: School, group: Sequence[str]) -> Mapping[str, Any]:
    return (school.settings.get(group[0]) or {}) if group else school.settings
