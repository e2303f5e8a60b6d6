"""Columns that their cells alone tell: pages, classes, posts, schools and states of profiles look like nothing else,
and «привязан к ЭЖД» says itself what it is of. What may well be something else is asked about; figures tell nothing."""

import re
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Final

from indicators.catalogue import FACT, FactType
from indicators.cells.state_words import state_in
from indicators.cells.values import day_in, text_of
from indicators.headings.about import leaves_open, names_others, names_what_cells_tell, said_in, says_nothing
from indicators.headings.column.evidence import Profile
from indicators.headings.column.fact_codes import people_code
from indicators.headings.column.looks import tell_of_profile, tell_schools_apart
from indicators.headings.decision import Decision
from indicators.headings.definitions import IGNORED
from indicators.headings.layout.layout import Layout
from indicators.headings.meaning import meaning_of
from indicators.headings.scoring import TAKEN
from indicators.reading.tables import Cell

# What is known by its looks, and how many of the cells must look so.
_LOOKS: Final = (("vk_id", "link"), ("classes", "class"), ("role", "office"), ("school", "school"))
_ALIKE = 0.7
_LEAST = 2
# «Кто ведёт учёт»: whoever that is, it is not about the person of the row.
_WHO: Final = re.compile(r"\b(?:кто|кому|кем|кого)\s+\w", re.IGNORECASE)
_THINGS: Final = frozenset({"journal", "max", "my_school", "platform", "chat", "call", "n3", "n10"})
_ANSWERED: Final = frozenset(code for code, fact in FACT.items() if fact.type is FactType.FLAG) | {
    "calls",
    "group_chats",
}
_LATELY: Final = timedelta(days=60)


def find_by_cells(layout: Layout, profiles: dict[int, Profile], found: Decision) -> None:
    """Where the heading says nothing else; where it speaks of them and of something else as well, they are asked
    about."""
    for index, profile in profiles.items():
        if index in found.codes or index in layout.said or _WHO.search(layout.headings[index]):
            continue
        heading, cells = layout.headings[index], layout.sample(index)
        code = _by_looks(profile, cells, heading)
        if code and code not in found.codes.values() and _may_be(code, index, layout):
            found.codes[index] = code
            found.asked.pop(index, None)
            found.why[index] = (f"по клеткам это «{FACT[code].title}»",)
        elif says_nothing(heading) and not code:
            _find_what_is_said(index, cells, profile, layout, found)


def _by_looks(profile: Profile, cells: list[Cell], heading: str) -> str | None:
    answers = profile.kinds["flag"]  # «нет» among classes
    for code, kind in _LOOKS:
        if profile.kinds[kind] >= max(_ALIKE * (profile.size - answers), min(_LEAST, profile.size), 1):
            return code if code != "school" or tell_schools_apart(cells) else None
    named = names_what_cells_tell(heading, "profile_active")
    plainly = says_nothing(heading) and any("актив" in text_of(cell).lower() for cell in cells)
    return "profile_active" if (named or plainly) and tell_of_profile(cells) else None


def _may_be(code: str, index: int, layout: Layout) -> bool:
    heading, meaning = layout.headings[index], layout.meanings[index]
    if says_nothing(heading):
        return True
    about_others = (meaning and meaning.code == IGNORED) or names_others(heading)
    return (not about_others or names_what_cells_tell(heading, code)) and leaves_open(heading, code)


def _find_what_is_said(index: int, cells: list[Cell], profile: Profile, layout: Layout, found: Decision) -> None:
    """The cells' own words as a heading; of days and numbers nobody knows what they are of."""
    told = set(found.codes.values())
    if profile.share("status", "flag") >= _ALIKE and (said := _said(cells)):
        text, code = said
        if code in _ANSWERED - told:
            taken = bool(said_in(text) & _THINGS)
            (found.codes if taken else found.asked)[index] = code
            found.why[index] = (f"клетки говорят сами: «{text}»",)
    elif profile.share("date") >= _ALIKE and "last_activity" not in told and _are_of_late(cells, layout.today):
        found.asked[index] = "last_activity"
        found.why[index] = ("дни последних недель, а чего — не сказано",)
    elif profile.share("big") >= _ALIKE and profile.distinct * 5 >= profile.size * 4 and not {"vk_id", "max_id"} & told:
        found.asked[index] = "vk_id"
        found.why[index] = ("похоже на номера страниц, а чьих — не сказано",)


def _said(cells: list[Cell]) -> tuple[str, str] | None:
    """The commonest plain yes in words, and what it would be as a heading."""
    states = Counter(
        text for cell in cells if (state := state_in(text := text_of(cell))) and state.concept and state.yes
    )
    if not states:
        return None
    text = states.most_common(1)[0][0]
    meaning = meaning_of(text)
    code = people_code(meaning.code) if meaning and meaning.score >= TAKEN else None
    return (text, code) if code else None


def _are_of_late(cells: list[Cell], today: date | None) -> bool:
    days = {day for cell in cells if (day := _day(cell))}
    return today is not None and len(days) > 1 and all(today - _LATELY <= day <= today for day in days)


def _day(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else day_in(text_of(cell).lower())
