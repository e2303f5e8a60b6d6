"""Parts of a whole that is no indicator: messages to groups beside personal ones."""

from collections.abc import Collection, Sequence
from typing import Final

from indicators.headings.about import says_written
from indicators.headings.definitions import IGNORED
from indicators.headings.lines import last_line, lines_above
from indicators.headings.needs import PASSIVE, concepts
from indicators.headings.scoring import ASKED, Meaning
from indicators.headings.wording.mentions import mentions_of

_GROUPS: Final = frozenset({"grouped", "group", "chat"})
_PLAIN: Final = (
    PASSIVE | _GROUPS | frozenset(concepts("personal count message write send have week period current platform"))
)
_WRITTEN: Final = frozenset({"activity", "write", "send", "message"})
_COUNTED_PUPILS: Final = frozenset({"pupils_in", "pupils_journal"})
_OF_PUPILS: Final = (
    ("pupils_journal", frozenset({"journal"})),
    ("pupils_in", frozenset({"platform", "register", "join", "connect", "authorise", "account", "profile"})),
)
_OF_CLASS: Final = frozenset(
    {
        "pupils_count",
        "pupils_in",
        "pupils_journal",
        "parents_connected",
        "classes",
        "class_teacher",
        "full_name",
        IGNORED,
    }
)
_NOW: Final = frozenset({"current", "end"})
_MEMBERS: Final = frozenset(concepts("@membership of_them profile account"))
_WHOLES: Final = frozenset({"total", "headcount"})
_WHOLE_CLASS: Final = frozenset({"class", "headcount", "school"})
_NEAR = 2


def tell_parts(headings: Sequence[str], meanings: list[Meaning | None], known: Collection[int]) -> None:
    """«Сообщений всего», «групповые чаты», «личные чаты»: the second are messages to groups, whatever they are called
    alone, and the first is more than those. In place; `known` are columns that somebody decided about."""
    said = [_said(last_line(heading)) for heading in headings]
    for personal, own in enumerate(said):
        if "personal" not in own or not own <= _PLAIN:
            continue
        near = range(max(0, personal - _NEAR), min(len(said), personal + _NEAR + 1))
        groups = [i for i in near if said[i] & _GROUPS and said[i] <= _PLAIN - {"personal"} and i != personal]
        if len(groups) != 1 or "call" in _said(lines_above(headings[groups[0]])):
            continue  # «Звонки / групповые» are calls
        group = groups[0]
        wholes = [i for i in near if i < min(group, personal) and _is_whole(headings[i], meanings[i])]
        alike = ("chat" in said[group]) == ("chat" in own)
        if group not in known and _are_active_in(headings[group], headings[personal]):
            meanings[group] = Meaning("group_messages", why=("часть сообщений: в группах",))
        if wholes and group not in known and (group < personal or alike):
            meanings[group] = Meaning("group_messages", why=("часть сообщений: в группах",))
            if wholes[-1] not in known:
                meanings[wholes[-1]] = Meaning(IGNORED, why=("вместе с личными",))


def tell_pupils(headings: Sequence[str], meanings: list[Meaning | None], known: Collection[int]) -> None:
    """«Ученики в Сферуме / сейчас» are those who are there, where no other column below that line counts them. In
    place; «всего в классе» below it is the whole."""
    _tell_wholes(headings, meanings, known)
    before = list(meanings)
    found: dict[tuple[str, str], list[int]] = {}
    for index, meaning in enumerate(before):
        if meaning is None or meaning.code != "pupils_count" or index in known:
            continue
        upper = lines_above(headings[index])
        said = _said(upper)
        codes = [code for code, concepts_said in _OF_PUPILS if said & concepts_said]
        beside = {m.code for h, m in zip(headings, before, strict=True) if m and lines_above(h) == upper}
        if beside - _OF_CLASS and "pupil" not in said:
            continue  # «Работа на платформе» over columns of the teacher's: the title of a part
        if len(codes) == 1 and not beside & _COUNTED_PUPILS and not _said(last_line(headings[index])) & _WHOLE_CLASS:
            found.setdefault((upper, codes[0]), []).append(index)
    for (upper, code), columns in found.items():
        now = [index for index in columns if _said(last_line(headings[index])) & _NOW]
        sure = len(columns) == 1 or len(now) == 1
        for index in columns:
            taken = sure and index in (now or columns)
            score = 1.0 if taken else ASKED  # of several states nobody knows which is the present one
            meanings[index] = Meaning(code, score=score, why=(f"над столбцом: {upper.replace(' / ', ', ')}",))


def _tell_wholes(headings: Sequence[str], meanings: list[Meaning | None], known: Collection[int]) -> None:
    """«Сферум (ученики)» over «всего детей» and «зарегистрировано»: the first are all of them, the second are there."""
    there = [i for i, meaning in enumerate(meanings) if meaning and meaning.code == "pupils_in"]
    last = {index: _said(last_line(headings[index])) for index in there}
    members = {lines_above(headings[index]) for index in there if last[index] & _MEMBERS}
    for index in set(there) - set(known):
        if last[index] & _WHOLES and not last[index] & _MEMBERS and lines_above(headings[index]) in members - {""}:
            meanings[index] = Meaning("pupils_count", why=("все, из которых рядом названы подключённые",))


def _are_active_in(group: str, personal: str) -> bool:
    """«Активность / групповые чаты» beside «Активность / личные чаты»: what was written there."""
    upper = lines_above(group)
    return bool(upper) and upper == lines_above(personal) and bool(_said(upper) & _WRITTEN)


def _said(line: str) -> set[str]:
    return {mention.code for mention in mentions_of(line)}


def _is_whole(heading: str, meaning: Meaning | None) -> bool:
    last = _said(last_line(heading))
    active = "total" in last and "activity" in _said(lines_above(heading) or heading)
    if active or _GROUPS & last:
        return active  # what says already that it is of groups is no whole
    is_messages = meaning is not None and meaning.code == "group_messages"
    counted = meaning is None or is_messages or meaning.code == IGNORED
    return counted and (is_messages or says_written(heading))
