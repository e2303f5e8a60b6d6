"""Small rules of Russian that several packages need."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

_INFINITIVE: Final = re.compile(r".*(?:[аеиоуыя]ть(?:ся)?|(?:[йз]|(?<!о)с)ти(?:сь)?)")


def plural_form(number: int, one: str, few: str, many: str) -> str:
    """The noun's form after a number: 1 сообщение, 2 сообщения, 5 сообщений."""
    last_two, last = abs(number) % 100, abs(number) % 10
    if 11 <= last_two <= 14:
        return many
    if last == 1:
        return one
    return few if 2 <= last <= 4 else many


def plural(number: int, one: str, few: str, many: str) -> str:
    """The number with its noun: `plural(5, "сообщение", "сообщения", "сообщений")` is «5 сообщений»."""
    return f"{number} {plural_form(number, one, few, many)}"


def is_infinitive(word: str) -> bool:
    """By its ending, in small letters: «написать», «зайти», «провести»; «активности» is none."""
    return _INFINITIVE.fullmatch(word) is not None


def capital(text: str) -> str:
    """With a capital letter, as a sentence begins; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """With a small letter, as inside a sentence; the rest stays as it is, «ЭЖД» and «MAX» too."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def grouped(number: int) -> str:
    """`12345` is «12 345», with a space that does not break."""
    return f"{number:,}".replace(",", "\u00a0")


def all_quoted(names: Sequence[str]) -> list[str]:
    """Schools in a row, all alike: where one brings marks of its own, none gets any."""
    return [*names] if any(quoted(name) == name for name in names) else [quoted(name) for name in names]


def listed(items: Sequence[str], most: int = 5) -> str:
    """«А, Б, В и ещё 4»: at most so many of them by name."""
    shown = ", ".join(items[:most])
    return f"{shown} и ещё {len(items) - most}" if len(items) > most else shown


def enumerated(items: Iterable[str]) -> str:
    """«А, Б и В»: all of them; empty for none."""
    *first, last = [*items] or [""]
    return f"{', '.join(first)} и {last}" if first else last


def shortened(lines: Sequence[str], most: int) -> list[str]:
    """Lines below each other: at most so many, and how many more there are."""
    return [*lines[:most], f"…и ещё {len(lines) - most}"] if len(lines) > most else list(lines)


def cut(text: str, most: int) -> str:
    """Words of somebody's, in at most so many letters: whole ones, and «…» where some are left out."""
    if len(text) <= most:
        return text
    whole = text[:most].rpartition(" ")[0] or text[: most - 1]
    return f"{whole.rstrip(' ,.;:—–-')}…"


def quoted(name: str) -> str:
    """A school's name in a sentence: «Школа № 1», and no second pair of marks around «ёлочки»."""
    return name if "«" in name or '"' in name else f"«{name}»"
