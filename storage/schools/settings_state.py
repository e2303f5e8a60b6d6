"""How something stands that a school sets, as the log keeps it, so that it can be put back."""

from datetime import date, time
from typing import Any

from storage.schools.registry import put_setting
from storage.tables import School

_COLUMNS = {
    "name": ("name",),
    "zone": ("timezone",),
    "hours": ("work_from", "work_to"),
    "deadline": ("registration_deadline",),
    "journal": ("journal_name",),
}
_OF_SETTINGS = {"moment": "schedule", "file_wait": "schedule", "norms": "norms", "room": "room"}
_READ = {"work_from": time.fromisoformat, "work_to": time.fromisoformat, "registration_deadline": date.fromisoformat}


def state_of(school: School, key: str) -> dict[str, Any]:
    """By column, or by the name of the setting; None where nothing is set."""
    if key in _OF_SETTINGS:
        return {_OF_SETTINGS[key]: school.settings.get(_OF_SETTINGS[key])}
    values = {column: getattr(school, column) for column in _COLUMNS[key]}
    return {column: value.isoformat() if column in _READ and value else value for column, value in values.items()}


def set_state(school: School, key: str, state: dict[str, Any]) -> None:
    """What `state_of` said."""
    if key in _OF_SETTINGS:
        name, value = _OF_SETTINGS[key], state[_OF_SETTINGS[key]]
        if value is not None:
            put_setting(school, name, value)
        else:
            school.settings = {one: kept for one, kept in school.settings.items() if one != name}
        return
    for column in _COLUMNS[key]:
        value = state[column]
        setattr(school, column, _READ[column](value) if column in _READ and value else value)
