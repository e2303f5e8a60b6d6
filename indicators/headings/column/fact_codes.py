"""Which fact of a person a meaning is."""

from typing import Final

from indicators.catalogue import FACT
from indicators.headings.definitions import PEOPLE

_INDICATOR_FACTS: Final = {
    "teachers_total": "registered",
    "teachers_created_chats": "group_chats",
    "teachers_3_messages": "messages_3",
    "teachers_10_messages": "messages_10",
    "teachers_called": "calls",
    "teachers_journal_linked": "journal_linked",
}
OF_CLASS: Final = frozenset({"pupils_total", "pupils_registered", "pupils_journal_linked", "parents_connected"})
# What a class teacher's figure under a teacher's heading is: «Кол-во учеников», then «Сферум», then «ЭЖД».
PUPILS_OF: Final = {"registered": "pupils_registered", "journal_linked": "pupils_journal_linked"}


def people_code(code: str) -> str | None:
    code = _INDICATOR_FACTS.get(code, code)
    return PEOPLE.get(code, code)


def is_measured(code: str | None) -> bool:
    """Whether it is what somebody did or has, and not who that is."""
    return code in FACT and not FACT[code].identity
