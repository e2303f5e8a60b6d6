"""The classes a staff list names, groups of a college among them, and whose class teacher somebody is."""

import re
from collections.abc import Iterator

MANY_CLASSES = 2  # somebody with more is taken for a subject teacher, unless the figures say otherwise
_CLASS = re.compile(r"(\d{1,2})\s*[-«\"]?\s*([А-ЯЁA-Z])?(?![А-ЯЁA-Z])", re.IGNORECASE)
# «ТВ-32», «ИСП-21-1»; «СОШ-12» and «ОГЭ-9» are none.
_GROUP = re.compile(
    r"(?<!\w)(?!КЛ|СОШ|ООШ|НОШ|СШ|ОШ|[МКГ][АКБ]?ОУ|ОГЭ|ЕГЭ|ГИА|ЦК|ВК|ФЗ)[А-ЯЁ]{2,5}[-–]\d{1,3}(?:-\d{1,2})?(?!\w)"
)


def class_key(text: str) -> str:
    """One spelling of a class: «7-б», «7 Б» and «7Б» are one."""
    return next(_named(text), text.strip().upper())


def _named(text: str) -> Iterator[str]:
    if _GROUP.fullmatch(text.strip().upper()):
        text = text.strip().upper()
    yield from (group.replace("–", "-") for group in _GROUP.findall(text))
    rest = _GROUP.sub(" ", text)
    yield from (f"{int(match[1])}{(match[2] or '').upper()}" for match in _CLASS.finditer(rest))


def class_names(text: str) -> tuple[str, ...]:
    """The classes of a staff row, in order and each once."""
    return tuple(dict.fromkeys(_named(text)))


def is_class_teacher(role: str) -> bool:
    return "классн" in role.lower()


def headed_classes(classes: str, role: str, *, has_pupils: bool) -> tuple[str, ...]:
    """Those whose class teacher somebody is; none of a subject teacher's."""
    names = class_names(classes)
    return names if has_pupils or is_class_teacher(role) or len(names) <= MANY_CLASSES else ()
