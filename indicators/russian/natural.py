"""The order in which people look for names with numbers: 2А before 10А, «Школа № 9» before «Школа № 10»."""

import re

_PARTS = re.compile(r"\d+|\D+")


def natural_order(name: str) -> tuple[tuple[bool, int, str], ...]:
    """To sort by; ё stands with е, and not before а or behind я."""
    parts = _PARTS.findall(name.casefold().replace("ё", "е"))
    return tuple((False, int(part), "") if part.isdigit() else (True, 0, part) for part in parts)
