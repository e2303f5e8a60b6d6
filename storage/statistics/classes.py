"""The classes a staff list names, whose class teacher somebody is, and the parents' chats that go with a class."""

import re
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from nudges.gaps import ParentChats
from storage.tables import Chat

_MANY_CLASSES = 2  # somebody with more is taken for a subject teacher, unless the figures say otherwise
_CLASS = re.compile(r"(\d{1,2})\s*[-«\"]?\s*([А-ЯЁA-Z])?(?![А-ЯЁA-Z])", re.IGNORECASE)


def class_key(text: str) -> str:
    """One spelling of a class: «7-б», «7 Б» and «7Б» are one."""
    match = _CLASS.search(text)
    return f"{int(match[1])}{(match[2] or '').upper()}" if match else text.strip().upper()


def class_names(text: str) -> tuple[str, ...]:
    """The classes of a staff row, in order and each once."""
    return tuple(dict.fromkeys(f"{int(match[1])}{(match[2] or '').upper()}" for match in _CLASS.finditer(text)))


def headed_classes(classes: str, role: str, *, has_pupils: bool) -> tuple[str, ...]:
    """Those whose class teacher somebody is; none of a subject teacher's."""
    names = class_names(classes)
    return names if has_pupils or "классн" in role.lower() or len(names) <= _MANY_CLASSES else ()


async def parents_register(session: AsyncSession, school_id: int) -> dict[str, frozenset[str]]:
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
