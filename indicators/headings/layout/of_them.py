"""What a column means beside the others: «из них в группах» is a part of the whole before it."""

from dataclasses import replace
from itertools import pairwise
from typing import Final

from indicators.headings.about import counts_people, is_of_others, says_written
from indicators.headings.definitions import IGNORED
from indicators.headings.meaning import meaning_of
from indicators.headings.scoring import ASKED, TAKEN, Meaning
from indicators.lexicon.reading import Mention, mentions_in
from indicators.lexicon.spelling import spelled
from indicators.russian.word_forms import is_adjective, is_participle, is_verb

_WHERE: Final = frozenset({"grouped", "group", "chat"})
_OR_ELSEWHERE: Final = _WHERE | {"personal", "channel", "community"}
_INTO: Final = ("в", "во", "по", "включая")
_WRITTEN: Final = "Сообщений"
_SUBJECTS: Final = frozenset({"pupil", "parent", "teacher", "person_word", "message", "call"})
_ABBREVIATED = 5
_OF_PEOPLE: Final = frozenset({"pupils_count", "pupils_in", "teachers_count", "teachers_in"})
_WHOLES: Final = _OF_PEOPLE | {"group_messages", "registered", "group_chats", "calls"}


def is_of_them(line: str) -> bool:
    """«Из них …», «в т. ч. …», «в групповых», «групповых»: a part of something that stands elsewhere."""
    said = _told(line)
    if not said:
        return False
    if said[0].code == "of_them" or (said[-1].code == "grouped" and said[-1].text.startswith("групповы")):
        return True
    return len(said) > 1 and said[0].text in ("в", "во") and said[1].code in _OR_ELSEWHERE


def _told(line: str) -> list[Mention]:
    return [mention for mention in mentions_in(line) if mention.code != "neutral"]


def _begins_with_part(line: str) -> bool:
    said = _told(line)
    return bool(said) and (said[0].code == "of_them" or said[0].text == "из")


def _names_its_own(line: str) -> bool:
    """«Из них зарегистрировано обучающихся» says itself of whom, whatever stands before it."""
    return any(m.code in _SUBJECTS and not m.governed and not m.negated for m in _told(line))


def _is_of_strangers(line: str) -> bool:
    """«Из них мальчиков»: who or what that is, nobody knows; «из них вовлечено» would be what they did."""
    said = [m for m in _told(line) if m.code not in ("of_them", "count", "total")]
    if not said or said[0].code != "unknown" or said[0].governed:
        return False
    text = said[0].text
    return len(text) > _ABBREVIATED and not (is_participle(text) or is_verb(text) or is_adjective(text))


def _is_in_groups(line: str) -> bool:
    said = _told(line)
    return any(one.text in _INTO and after.code in _WHERE for one, after in pairwise(said))


def column_meaning(headings: list[str], index: int) -> Meaning | None:
    """«Из них в Сферуме» speaks of those in the column before, unless the line above says of whom."""
    heading = headings[index]
    found = meaning_of(heading) if heading else None
    upper, _, lower = heading.rpartition(" / ")
    known = found and found.code != IGNORED and (upper or (found.score >= TAKEN and not _begins_with_part(lower)))
    if known or not is_of_them(lower):
        return found
    if found and found.score >= TAKEN and _names_its_own(lower):
        return found
    if _begins_with_part(lower) and _is_of_strangers(lower):
        return None
    in_groups = _is_in_groups(lower)
    wholes = _OF_PEOPLE if counts_people(lower) else _WHOLES - {"group_chats"} if in_groups else _WHOLES
    whole = _whole(headings, index, upper, wholes)
    if not whole and in_groups and not is_of_others(upper):
        whole = _WRITTEN  # what is «в группах» of something unnamed is written there
    told = meaning_of(f"{whole} {spelled(lower)}") if whole else None
    if told and told.code == "calls" and in_groups and not _begins_with_part(lower):
        written = meaning_of(f"{_WRITTEN} {spelled(lower)}") or told
        return replace(written, score=ASKED, why=(*written.why, f"а может быть, и «{whole}»"))
    return told or found


def _whole(headings: list[str], index: int, upper: str, wholes: frozenset[str]) -> str:
    """The heading «из них» is a part of: a count under the same upper line, else the nearest one before it."""
    before = list(reversed(headings[:index]))
    near = [h for h in headings if h.rpartition(" / ")[0] == upper] if upper else before
    if wholes is _OF_PEOPLE and near and near[0] and is_of_others(near[0]):
        return near[0]  # «Родителей всего», which is no fact itself
    counts = [h for h in near if h and not is_of_them(h.rpartition(" / ")[2])]
    for heading in counts:
        if (meaning := meaning_of(heading)) and meaning.code in wholes:
            return heading
        if "group_messages" in wholes and says_written(heading):
            return _WRITTEN  # a whole that is none of the indicators: «Сообщений с личными»
    return ""
