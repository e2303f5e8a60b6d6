"""Columns that their cells alone tell: pages, classes, posts, schools and states of profiles look like nothing else.
What may well be something else is asked about; figures tell nothing."""

import re
from datetime import date, datetime
from typing import Final

from indicators.catalogue import FACT
from indicators.cells.values import is_dash, text_of
from indicators.headings.about import leaves_open, names_others, names_what_cells_tell, said_in, says_nothing
from indicators.headings.column.evidence import Profile
from indicators.headings.column.looks import LATELY, days_in, differ, tell_of_profile, tell_schools_apart
from indicators.headings.decision import Decision
from indicators.headings.definitions import IGNORED
from indicators.headings.layout.layout import Layout
from indicators.headings.needs import PASSIVE, concepts
from indicators.lexicon.reading import mentions_in
from indicators.reading.tables import Cell
from indicators.russian.word_forms import is_adjective, is_adverb, is_participle, is_verb

# What is known by its looks, and how many of the cells must look so.
_LOOKS: Final = (("vk_id", "link"), ("classes", "class"), ("role", "office"), ("school", "school"))
_UNKNOWN: Final = PASSIVE | {"unknown"}
# Pages of somebody else, or of no person.
_OTHER_PAGES: Final = frozenset(concepts("@others chat channel community organizer child_of max invitation message qr"))
# What dates may be of beside the last visit, and numbers beside accounts.
_VISITS: Final = frozenset(concepts("visit last active activity authorise use"))
_OTHER_DATES: Final = frozenset(
    concepts(
        "@others register link connect join install add create set_up birth first plan begin end lesson course "
        "my_school max journal message call chat foreign documents previous homework task_work invitation block delete "
        "experience other_span average member school report_paper place conference missed @doings"
    )
) - {"view"}  # «Последний раз видели»
# «В сети с», «Работает с даты»
_SINCE: Final = re.compile(r"\bсо?(?:\s+(?:даты|дня|числа|какого\s+\w+))?\W*$", re.IGNORECASE)
_ABBREVIATED = 4
_ACCOUNTS: Final = frozenset({"id", "url", "page", "code", "number"})
_ACCOUNT_WORDS: Final = (
    PASSIVE
    | _ACCOUNTS
    | frozenset(
        concepts(
            "@staff unknown max platform account profile study_profile count register link connect personal have portal"
        )
    )
)
_ALIKE = 0.7
_SOME_DAYS = 0.3
_LEAST = 2
_OF_POSTS: Final = _UNKNOWN | frozenset({"subject", "title", "teach", "use", "with_teacher"})
_HOUR: Final = re.compile(r"\b\d{1,2}:\d{2}\b")
# «Кто ведёт учёт», «кому показать»: whoever that is, it is not about the person of the row; «кто есть кто» is.
_WHO: Final = re.compile(r"\b(?:кто|кому|кем|кого)\s+(?!он\b|она\b|это\b|есть\b|у\s+нас)\w", re.IGNORECASE)


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
        elif own := _by_heading_too(index, profile, layout, found):
            paged = "platform" in said_in(heading) or profile.share("link") >= _ALIKE
            of_visit = own == "last_activity" and "last" in said_in(heading) and _tell_hours(cells)
            open_ = (own == "last_activity" and not of_visit) or (own == "vk_id" and not paged)
            if open_ and (what := _of_what(heading)):
                found.asked[index] = own
                found.why[index] = (f"«{what}»: о чём это, не сказано",)
                continue
            found.codes[index] = own
            found.asked.pop(index, None)
            found.why[index] = (f"«{layout.headings[index]}» над такими клетками — это «{FACT[own].title}»",)
        elif code and code not in found.codes.values() and said_in(heading) <= _UNKNOWN:
            found.asked[index] = code
            found.why[index] = (f"по клеткам похоже на «{FACT[code].title}»",)
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
    ignored = bool(meaning and meaning.code == IGNORED) and not (code == "role" and said_in(heading) <= _OF_POSTS)
    about_others = ignored or names_others(heading)
    return (not about_others or names_what_cells_tell(heading, code)) and leaves_open(heading, code)


def _by_heading_too(index: int, profile: Profile, layout: Layout, found: Decision) -> str | None:
    """Days of the last weeks under a word of visits, numbers of accounts under «MAX», whatever else is said there."""
    said, cells = _meant_in(layout.lined[index]), layout.sample(index)
    never = profile.share("status", "flag")  # «не входил»
    of_visits = said & _VISITS and not said & _OTHER_DATES and not _SINCE.search(layout.lined[index])
    if profile.share("date") >= max(_ALIKE * (1 - never), _SOME_DAYS) and of_visits:
        late = _are_of_late(cells, layout.today)
        return "last_activity" if late and "last_activity" not in found.codes.values() else None
    named = ("max" in said or "platform" in said or said & {"id"}) and said <= _ACCOUNT_WORDS
    if named and profile.share("big", "link") >= _ALIKE and differ(cells):
        code = "max_id" if "max" in said else "vk_id"
        return code if code not in found.codes.values() else None
    return None


def _meant_in(heading: str) -> frozenset[str]:
    """«Аккаунт (VK, не MAX)» is none in MAX."""
    return frozenset(mention.code for mention in mentions_in(heading) if not mention.negated)


def _of_what(heading: str) -> str:
    """A noun that nobody knows: «Последний медосмотр», «Посещение бассейна» tell days of something else; «Последний раз
    видели» names none."""
    said = mentions_in(heading)
    strange = [m for m in said if m.code == "unknown" and len(m.text) > _ABBREVIATED and not m.text.isascii()]
    return next((m.text for m in strange if not _only_tells_how(m.text, is_last=m is said[-1])), "")


def _only_tells_how(word: str, *, is_last: bool) -> bool:
    """«Последний больничный»: an adjective with nothing behind it is a noun."""
    return is_verb(word) or is_participle(word) or is_adverb(word) or (is_adjective(word) and not is_last)


def _find_what_may_be(index: int, cells: list[Cell], profile: Profile, layout: Layout, found: Decision) -> None:
    """Of days and numbers nobody knows what they are of."""
    told = set(found.codes.values())
    if profile.share("date") >= _ALIKE and "last_activity" not in told and _are_of_late(cells, layout.today):
        found.asked[index] = "last_activity"
        found.why[index] = ("дни последних недель, а чего — не сказано",)
    elif profile.share("big") >= _ALIKE and profile.distinct * 5 >= profile.size * 4 and not {"vk_id", "max_id"} & told:
        found.asked[index] = "vk_id"
        found.why[index] = ("похоже на номера страниц, а чьих — не сказано",)


def _tell_hours(cells: list[Cell]) -> bool:
    """Hours of the day, as a machine notes them: «Последний заскок», 14.11.2026 10:44."""
    told = [cell for cell in cells if cell is not None and not is_dash(cell)]
    hours = {found[0] for cell in told if (found := _HOUR.search(text_of(cell)))}
    hours |= {f"{cell:%H:%M}" for cell in told if isinstance(cell, datetime) and (cell.hour or cell.minute)}
    return len(hours) * 2 > len(told)


def _are_of_late(cells: list[Cell], today: date | None) -> bool:
    days = set(days_in(cells))
    return today is not None and len(days) > 1 and all(today - LATELY <= day <= today for day in days)
