"""Groups of people as one thing: by name, post, subject, class, parallel, messenger; «кроме …» leaves some out.

A selection is written as one line, which a button or a form can carry: `subject:математика+-id:12`.

Own patterns: names of groups as a wish has them, and posts and classes as files write them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol, TypeVar

from indicators.classes import headed_classes

_CLASSES = re.compile(r"(?<!\d)(\d{1,2})(?!\d)(?:\s*[-«\"]?\s*([а-яё])(?![а-яё]))?", re.IGNORECASE)
_SPAN = re.compile(r"(?<!\d)(\d{1,2})\s*[-–—]\s*(\d{1,2})(?!\d)")
# What stands in a staff list for a post or a subject; a name that is not here is looked for by its beginning.
STEMS: Mapping[str, tuple[str, ...]] = {
    "классный руководитель": ("кл. рук", "классн", "кл рук", "кл.рук"),
    "начальная школа": ("начальн", "нач. кл", "нач.кл"),
    "совместитель": ("совмест",),
    "администрация": ("директор", "замдир", "завуч", "зам.", "зам ", "заместит"),
    "завуч": ("завуч", "зам.", "зам ", "заместит"),
    "физкультура": ("физкультур", "физическ"),
    "обзр": ("обзр", "обж"),
    "изо": ("изо", "изобразит"),
    "технология": ("технолог", "труд"),
    "информатика": ("информат",),
    "социальный педагог": ("соц",),
}
# «no_max» is whoever has no account there.
MESSENGERS: Mapping[str, str] = {"max": "есть в MAX", "vk": "есть в VK", "no_max": "нет в MAX", "no_vk": "нет в VK"}
EXCUSED = "state:excused"  # whoever is left in peace: only to be left out of a list
_CLASS_LEADS = "классный руководитель"  # by the post, or by a class beside the name
_BEGINNING = 5
_ENDING = "аеиоуыэюяйьё"
_GRADES: Mapping[str, range] = {"старшее звено": range(9, 12), "среднее звено": range(5, 10)}
TITLES: Mapping[str, str] = {
    "начальная школа": "начальная школа",
    "классный руководитель": "классные руководители",
    "совместитель": "совместители",
    "администрация": "администрация",
}


class Chosen(Protocol):
    """Whoever may be selected."""

    @property
    def person_id(self) -> int: ...
    @property
    def role(self) -> str: ...
    @property
    def classes(self) -> str: ...
    @property
    def messengers(self) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class Selection:
    """Everybody where nothing is chosen. `chosen` and `left_out` are parts such as `subject:математика`, `id:12`."""

    chosen: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Selection":
        parts = [part for part in text.split("+") if part and part not in ("all", "-all")]
        left_out = tuple(part[1:] for part in parts if part.startswith("-"))
        return cls(tuple(part for part in parts if not part.startswith("-")), left_out)

    def __bool__(self) -> bool:
        return bool(self.chosen or self.left_out)

    def takes(self, one: Chosen) -> bool:
        """Parts of different kinds narrow («классные руководители 8-х»), parts of one kind add up; whoever is named
        comes beside a group."""
        if any(_fits(part, one) for part in self.left_out):
            return False
        kinds: dict[str, list[str]] = {}
        for part in self.chosen:
            kind = part.partition(":")[0]
            kinds.setdefault("class" if kind == "parallel" else kind, []).append(part)
        named = kinds.pop("id", [])
        if any(_fits(part, one) for part in named):
            return True
        return (bool(kinds) or not named) and all(any(_fits(part, one) for part in parts) for parts in kinds.values())

    def titled(self, names: Mapping[str, str] = MappingProxyType({})) -> str:
        """«математика, 8-е классы, кроме: Алиева М. А.»; `names` are those of the ids."""
        chosen, left_out = (
            list(dict.fromkeys(_title(part, names) for part in parts)) for parts in (self.chosen, self.left_out)
        )
        return ", ".join([*chosen, *([f"кроме: {', '.join(left_out)}"] if left_out else [])])

    @property
    def ids(self) -> list[int]:
        """The people who are named, those too who are left out."""
        parts = (part.partition(":") for part in (*self.chosen, *self.left_out))
        return [int(name) for kind, _, name in parts if kind == "id" and name.isascii() and name.isdigit()]


def _title(part: str, names: Mapping[str, str]) -> str:
    kind, _, name = part.partition(":")
    if kind == "parallel":
        return f"{name}-е классы"
    if part == EXCUSED:
        return "кого не тревожим"
    if kind == "messenger":
        return MESSENGERS.get(name, name)
    if kind == "id":
        return names.get(name, "названные люди")
    return TITLES.get(name, name)


def _by_id(name: str, one: Chosen) -> bool:
    return str(one.person_id) == name


def _by_post(name: str, one: Chosen) -> bool:
    if name in _GRADES:
        return bool(grades(one.classes) & set(_GRADES[name]))
    if name == _CLASS_LEADS and headed_classes(one.classes, one.role, has_pupils=False):
        return True
    role = f"{one.role} ".lower().replace("ё", "е")
    stems = STEMS.get(name, (_beginning(name),))
    return any(re.search(rf"(?<![а-я]){re.escape(stem)}", role) for stem in stems)  # «труд» is not in «сотрудник»


def _beginning(name: str) -> str:
    """Without its ending, short as the name may be: «химия» stands in a list as «учитель химии»."""
    return name[:_BEGINNING].rstrip(_ENDING) if len(name) <= _BEGINNING else name[:_BEGINNING]


def _by_class(name: str, one: Chosen) -> bool:
    number, letter = name[:-1], name[-1:].lower()
    written = {(int(found[1]), (found[2] or "").lower()) for found in _CLASSES.finditer(one.classes)}
    return number.isdigit() and (int(number), letter) in written


def _by_parallel(name: str, one: Chosen) -> bool:
    return name.isdigit() and int(name) in grades(one.classes)


def grades(classes: str) -> set[int]:
    """The years of «5а, 6б», of «7-11»."""
    found = {int(one[1]) for one in _CLASSES.finditer(classes)}
    for one in _SPAN.finditer(classes):
        found |= set(range(int(one[1]), int(one[2]) + 1))
    return found


def _by_messenger(name: str, one: Chosen) -> bool:
    return (name.removeprefix("no_") in one.messengers) is not name.startswith("no_")


_KINDS: Mapping[str, Callable[[str, Chosen], bool]] = {
    "id": _by_id,
    "post": _by_post,
    "subject": _by_post,
    "class": _by_class,
    "parallel": _by_parallel,
    "messenger": _by_messenger,
}


def _fits(part: str, one: Chosen) -> bool:
    kind, _, name = part.partition(":")
    known = _KINDS.get(kind)
    return known is not None and known(name, one)


T = TypeVar("T", bound=Chosen)


def select(people: Sequence[T], selection: Selection) -> list[T]:
    return [one for one in people if selection.takes(one)] if selection else list(people)
