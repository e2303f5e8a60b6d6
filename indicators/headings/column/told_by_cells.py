"""Columns that their cells alone tell: pages, classes, posts, schools and states of profiles look like nothing else.
What may well be something else is asked about; figures tell nothing."""

import re
from datetime import date, datetime, timedelta
from typing import Final

from indicators.catalogue import FACT
from indicators.cells.values import day_in, text_of
from indicators.headings.about import leaves_open, names_others, names_what_cells_tell, said_in, says_nothing
from indicators.headings.column.evidence import Profile
from indicators.headings.column.looks import differ, tell_of_profile, tell_schools_apart
from indicators.headings.decision import Decision
from indicators.headings.definitions import IGNORED
from indicators.headings.layout.layout import Layout
from indicators.headings.needs import concepts
from indicators.reading.tables import Cell

# What is known by its looks, and how many of the cells must look so.
_LOOKS: Final = (("vk_id", "link"), ("classes", "class"), ("role", "office"), ("school", "school"))
# Pages of somebody else, or of no person.
_OTHER_PAGES: Final = frozenset(concepts("@others chat channel community organizer child_of max invitation message qr"))
_ALIKE = 0.7
_LEAST = 2
# «Кто ведёт учёт», «кому показать»: whoever that is, it is not about the person of the row; «кто есть кто» is.
_WHO: Final = re.compile(r"\b(?:кто|кому|кем|кого)\s+(?!он\b|она\b|это\b|есть\b|у\s+нас)\w", re.IGNORECASE)
_LATELY: Final = timedelta(days=60)


def find_by_cells(layout: Layout, profiles: dict[int, Profile], found: Decision) -> None:
    """Where the heading says nothing else; where it speaks of them and of something else as well, they are asked
    about."""
    for index, profile in profiles.items():
        if index in found.codes or index in layout.said or _WHO.search(layout.lined[index]):
            continue
        heading, cells = layout.lined[index], layout.sample(index)
        code = _by_looks(profile, cells, heading)
        if code and code not in found.codes.values() and _may_be(code, index, layout):
            found.codes[index] = code
            found.asked.pop(index, None)
            found.why[index] = (f"по клеткам это «{FACT[code].title}»",)
        elif says_nothing(heading) and not code:
            _find_what_may_be(index, cells, profile, layout, found)


def _by_looks(profile: Profile, cells: list[Cell], heading: str) -> str | None:
    answers = profile.kinds["flag"]  # «нет» among classes
    for code, kind in _LOOKS:
        if profile.kinds[kind] >= max(_ALIKE * (profile.size - answers), min(_LEAST, profile.size), 1):
            return code if code != "school" or tell_schools_apart(cells) else None
    named = names_what_cells_tell(heading, "profile_active")
    plainly = says_nothing(heading) and any("актив" in text_of(cell).lower() for cell in cells)
    return "profile_active" if (named or plainly) and tell_of_profile(cells) else None


def _may_be(code: str, index: int, layout: Layout) -> bool:
    heading, meaning = layout.lined[index], layout.meanings[index]
    if says_nothing(heading) or (
        code == "vk_id" and not said_in(heading) & _OTHER_PAGES and differ(layout.sample(index))
    ):
        return True
    about_others = (meaning and meaning.code == IGNORED) or names_others(heading)
    return (not about_others or names_what_cells_tell(heading, code)) and leaves_open(heading, code)


def _find_what_may_be(index: int, cells: list[Cell], profile: Profile, layout: Layout, found: Decision) -> None:
    """Of days and numbers nobody knows what they are of."""
    told = set(found.codes.values())
    if profile.share("date") >= _ALIKE and "last_activity" not in told and _are_of_late(cells, layout.today):
        found.asked[index] = "last_activity"
        found.why[index] = ("дни последних недель, а чего — не сказано",)
    elif profile.share("big") >= _ALIKE and profile.distinct * 5 >= profile.size * 4 and not {"vk_id", "max_id"} & told:
        found.asked[index] = "vk_id"
        found.why[index] = ("похоже на номера страниц, а чьих — не сказано",)


def _are_of_late(cells: list[Cell], today: date | None) -> bool:
    days = {day for cell in cells if (day := _day(cell))}
    return today is not None and len(days) > 1 and all(today - _LATELY <= day <= today for day in days)


def _day(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else day_in(text_of(cell).lower())
