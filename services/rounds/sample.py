"""What a weekly reminder will look like with these settings: about an invented colleague, sent to nobody."""

from datetime import date

from indicators.weeks import Week
from nudges.digest import Figures, digest_text
from nudges.gaps import Known, find_gaps
from nudges.names import PersonName
from nudges.norms import Norms

_NAME = "Примерова Вера Павловна"
_FACTS = {
    "registered": True,
    "profile_active": True,
    "group_chats": 0,
    "group_messages": 2,
    "calls": 0,
    "journal_linked": False,
}


def sample_text(journal: str, norms: Norms, today: date) -> str:
    """Somebody who lacks a little of everything that is asked for."""
    gaps = find_gaps(Known(_FACTS), norms)
    return digest_text(PersonName.read(_NAME), gaps, Figures(Week.of(today).shift(-1), today, journal))
