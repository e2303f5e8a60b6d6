"""Whether a school thanks those who have just closed their last gap: off unless it is wished."""

from storage.schools.registry import put_setting
from storage.tables import School

_KEY = "thanks"


def gives_thanks(school: School) -> bool:
    return school.settings.get(_KEY) is True


def set_thanks(school: School, *, on: bool) -> None:
    put_setting(school, _KEY, on)
