"""The classes a staff list names, and whose class teacher somebody is."""

import re

MANY_CLASSES = 2  # somebody with more is taken for a subject teacher, unless the figures say otherwise
_CLASS = re.compile(r"(\d{1,2})\s*[-«\"]?\s*([А-ЯЁA-Z])?(?![А-ЯЁA-Z])", re.IGNORECASE)


def class_key(text: str) -> str:
    """One spelling of a class: «7-б», «7 Б» and «7Б» are one."""
    match = _CLASS.search(text)
    return f"{int(match[1])}{(match[2] or '').upper()}" if match else text.strip().upper()


def class_names(text: str) -> tuple[str, ...]:
    """The classes of a staff row, in order and each once."""
    return tuple(dict.fromkeys(f"{int(match[1])}{(match[2] or '').upper()}" for match in _CLASS.finditer(text)))


def is_class_teacher(role: str) -> bool:
    return "классн" in role.lower()


def headed_classes(classes: str, role: str, *, has_pupils: bool) -> tuple[str, ...]:
    """Those whose class teacher somebody is; none of a subject teacher's."""
    names = class_names(classes)
    return names if has_pupils or is_class_teacher(role) or len(names) <= MANY_CLASSES else ()
