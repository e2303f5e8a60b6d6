"""The parents' chats that go with a class."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from indicators.classes import class_names, headed_classes
from nudges.gaps import ParentChats
from storage.database.read_once import read_once
from storage.tables import Chat


@read_once
async def parents_register(session: AsyncSession, school_id: int) -> Mapping[str, frozenset[str]]:
    """Classes by kind of parents' chat; empty where the school keeps no register of them."""
    kinds = ("parents_with_teacher", "parents_without_teacher")
    query = select(Chat.kind, Chat.class_name).where(Chat.school_id == school_id, Chat.kind.in_(kinds))
    found: dict[str, set[str]] = {}
    for kind, class_name in await session.execute(query):
        found.setdefault(kind, set()).update(class_names(class_name or ""))
    return {kind: frozenset(classes) for kind, classes in found.items()}


def parent_chats(
    role: str, classes: str, register: Mapping[str, frozenset[str]], *, has_pupils: bool
) -> ParentChats | None:
    """Only of a class teacher, and only where the register is kept."""
    headed = headed_classes(classes, role, has_pupils=has_pupils) if register and classes else ()
    if not headed:
        return None
    return ParentChats(
        headed,
        register.get("parents_with_teacher", frozenset()),
        register.get("parents_without_teacher", frozenset()),
    )
