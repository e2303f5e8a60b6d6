"""What a selection is called where its people are named."""

from services.selection import Selection
from storage.database.connection import Session
from storage.people.registry import people_with

_MOST = 2**63 - 1  # an id comes with a button, which can be forged


async def title_of(session: Session, school_id: int, who: str) -> str:
    """«математика, кроме: Алиева М. А.»; empty where nobody is chosen."""
    selection = Selection.parse(who)
    ids = {one for one in selection.ids if one <= _MOST}
    people = await people_with(session, ids) if ids else ()
    return selection.titled({str(one.id): _short(one.full_name) for one in people if one.school_id == school_id})


def _short(name: str) -> str:
    last, *others = name.split()
    return " ".join([last, *(f"{one[0]}." for one in others[:2])])
