"""Parts of a whole that is no indicator: messages to groups beside personal ones, calls made beside those received."""

from collections.abc import Collection, Sequence
from typing import Final

from indicators.headings.about import says_written
from indicators.headings.definitions import IGNORED
from indicators.headings.needs import PASSIVE
from indicators.headings.scoring import Meaning
from indicators.headings.wording import mentions_of

_GROUPS: Final = frozenset({"grouped", "group", "chat"})
_PLAIN: Final = (
    PASSIVE
    | _GROUPS
    | {"personal", "count", "message", "write", "send", "have"}
    | {*("week", "period", "current", "platform")}
)
_MADE: Final = PASSIVE | {"make", "outgoing", "self", "count", "create"}
_NOT_MADE: Final = PASSIVE | {"incoming", "missed", "count"}
_NEAR = 2


def tell_parts(headings: Sequence[str], meanings: list[Meaning | None], known: Collection[int]) -> None:
    """In place; `known` are columns that somebody decided about."""
    _tell_messages(headings, meanings, known)
    _tell_calls(headings, meanings, known)


def _tell_calls(headings: Sequence[str], meanings: list[Meaning | None], known: Collection[int]) -> None:
    """«Звонки всего», «совершено», «принято»: bare deeds behind calls are calls."""
    for whole, meaning in enumerate(meanings):
        if meaning is None or meaning.code != "calls" or "total" not in _concepts(headings[whole]):
            continue
        near = range(whole + 1, min(len(headings), whole + 1 + _NEAR))
        made = [i for i in near if _is_only(headings[i], _MADE) and i not in known]
        if len(made) == 1 and any(_is_only(headings[i], _NOT_MADE) for i in near):
            meanings[made[0]] = Meaning("calls", why=("часть звонков: совершённые",))
            if whole not in known:
                meanings[whole] = Meaning(IGNORED, why=("вместе с принятыми",))


def _is_only(heading: str, concepts: frozenset[str]) -> bool:
    said = _concepts(heading)
    return bool(said - PASSIVE) and said <= concepts


def _tell_messages(headings: Sequence[str], meanings: list[Meaning | None], known: Collection[int]) -> None:
    """«Сообщений всего», «групповые чаты», «личные чаты»: the second are messages to groups, whatever they are called
    alone, and the first is more than those."""
    said = [_concepts(heading) for heading in headings]
    for personal, concepts in enumerate(said):
        if "personal" not in concepts or not concepts <= _PLAIN:
            continue
        near = range(max(0, personal - _NEAR), min(len(said), personal + _NEAR + 1))
        groups = [i for i in near if said[i] & _GROUPS and said[i] <= _PLAIN - {"personal"} and i != personal]
        if len(groups) != 1:
            continue
        group = groups[0]
        wholes = [i for i in near if i < min(group, personal) and _is_whole(headings[i], meanings[i])]
        alike = ("chat" in said[group]) == ("chat" in concepts)
        if wholes and group not in known and (group < personal or alike):
            meanings[group] = Meaning("group_messages", why=("часть сообщений: в группах",))
            if wholes[-1] not in known:
                meanings[wholes[-1]] = Meaning(IGNORED, why=("вместе с личными",))


def _concepts(heading: str) -> set[str]:
    return {mention.code for mention in mentions_of(heading.rpartition(" / ")[2].rpartition(": ")[2])}


def _is_whole(heading: str, meaning: Meaning | None) -> bool:
    last = mentions_of(heading.rpartition(" / ")[2].rpartition(": ")[2])
    total = "total" in {mention.code for mention in last}
    upper = heading.rpartition(" / ")[0] or heading.rpartition(": ")[0]
    active = total and "activity" in {mention.code for mention in mentions_of(upper or heading)}
    if active or _GROUPS & {mention.code for mention in last}:
        return active  # what says already that it is of groups is no whole
    counted = meaning is None or meaning.code in ("group_messages", IGNORED)
    return counted and (says_written(heading) or (meaning is not None and meaning.code == "group_messages"))
