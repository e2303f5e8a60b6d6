"""The columns of a table together: what follows from other columns goes, and each fact to the column worth most."""

from collections.abc import Mapping
from typing import Final

from indicators.catalogue import FACT, FactType
from indicators.headings.about import is_percent, said_in
from indicators.headings.beside.assignment import assign
from indicators.headings.beside.relations import derived, figures_of
from indicators.headings.column.evidence import Profile, fit
from indicators.headings.layout.layout import Layout
from indicators.lexicon.reading import mentions_in

_TOTAL: Final = frozenset({"total", "week"})
_IN_GROUPS: Final = frozenset({"grouped", "group", "chat"})
_GROUP: Final = frozenset({"grouped", "group"})
_OF_WEEK: Final = frozenset({"week", "period"})
_ALL: Final = ("все", "всех", "всем", "всеми", "любых", "любой")
_OUTGOING: Final = frozenset({"outgoing", "make"})
_CREATED: Final = frozenset({"create", "set_up", "self"})
_JOINED: Final = frozenset({"register", "join", "connect", "authorise", "account"})
_OF_VK: Final = frozenset({"platform", "page", "url", "profile"})
_HOW: Final = {"share": "в процентах от", "difference": "минус"}
_LEAST_RELATED = 3
_FIGURES = 0.6
_PEOPLE = 5  # who hardly all wrote the same number of messages


def underived(
    codes: Mapping[int, str], layout: Layout, profiles: Mapping[int, Profile], why: dict[int, tuple[str, ...]]
) -> dict[int, str]:
    """Without shares and differences of other columns, and without the plan or the earlier week they are reckoned from.

    A heading alone may not tell («Выполнение», «Итог»): the figures do.
    """
    left = dict(codes)
    counted = {i for i, profile in profiles.items() if profile.share("number", "one", "signed", "part") > _FIGURES}
    if len(counted) < _LEAST_RELATED or not any(_is_number(left.get(i)) for i in counted):
        return left
    figures = {i: figures_of(layout.sample(i)) for i in sorted(counted)}
    for column, first, second, how in derived(figures):
        if how == "share" and is_percent(layout.headings[second]):
            continue  # pupils, those registered and the share: none of the figures is reckoned from the share
        if _is_number(left.get(column)) and column not in layout.said:
            told = f"«{layout.headings[first]}» {_HOW[how]} «{layout.headings[second]}»"
            why[column] = (*why.get(column, ()), told)
            del left[column]
        if second in left and second not in layout.said and left[second] == left.get(first):
            del left[second]
    return left


def without_plans(
    codes: Mapping[int, str], layout: Layout, profiles: Mapping[int, Profile], why: dict[int, tuple[str, ...]]
) -> dict[int, str]:
    """Of two columns for one fact the one where everybody has the same figure is what was to be reached."""
    left = dict(codes)
    for index, code in codes.items():
        others = [profiles[i] for i, own in codes.items() if own == code and i != index]
        if not _is_number(code) or index in layout.said or not _is_the_same_for_all(profiles[index]):
            continue
        if any(other.distinct > 1 for other in others):
            why[index] = (*why.get(index, ()), "у всех одно и то же число, как в плане")
            del left[index]
    return left


def _is_the_same_for_all(profile: Profile) -> bool:
    return profile.size >= _PEOPLE and profile.distinct == 1 and profile.share("number") == 1


def _is_number(code: str | None) -> bool:
    return code in FACT and FACT[code].type is FactType.NUMBER


def best_together(
    codes: dict[int, str], worths: dict[int, dict[str, float]], layout: Layout, profiles: Mapping[int, Profile]
) -> dict[int, str]:
    """The table as a whole: the facts go where they are worth most together. Who somebody is, is said once; of a fact
    all columns are kept that say it equally well: none of them is known to be the whole."""
    ranks = {index: _rank(index, code, layout, profiles) for index, code in codes.items()}
    best = {code: min(ranks[index] for index, own in codes.items() if own == code) for code in codes.values()}
    offers: dict[int, dict[str, float]] = {}
    for index, own in codes.items():
        others = worths.get(index, {}) if ranks[index] > best[own] else {}
        told = {code: _worth(_rank(index, code, layout, profiles), index) - 1 for code in others}
        offers[index] = {**told, own: _worth(ranks[index], index)}
    kept = assign(offers)
    winners = {code: index for index, code in kept.items()}
    for index, code in codes.items():
        winner = winners.get(code)
        if index in kept or winner is None or code not in FACT or FACT[code].identity:
            continue
        if ranks[index] == ranks[winner]:
            kept[index] = code
    return dict(sorted(kept.items()))


Rank = tuple[bool, bool, int, int, int, bool]


def _rank(index: int, code: str, layout: Layout, profiles: Mapping[int, Profile]) -> Rank:
    """How well a column says its fact, best first: what the officer said, then the surest."""
    meaning, heading = layout.meanings[index], layout.headings[index]
    guess = meaning is not None and meaning.guess
    doubt = round((1 - meaning.score) * 4) if meaning else 0
    unlike = round((1 - fit(code, profiles[index])) * 2)  # «Сферум» over words of status beside «Сферум» over numbers
    return (index not in layout.said, guess, _is_vague(code, heading), unlike, doubt, not _TOTAL & said_in(heading))


def _worth(rank: Rank, index: int) -> float:
    """One number of a rank; of equals the first column."""
    unsaid, guess, vague, unlike, doubt, partial = rank
    return 20 - 10 * unsaid - 2 * guess - 0.6 * vague - 0.3 * unlike - 0.1 * doubt - 0.02 * partial - 1e-6 * index


def _is_vague(code: str, heading: str) -> int:
    """Another column may say it better: whose id it is, that only group chats are counted."""
    said = said_in(heading)
    if code == "group_messages":
        return not _IN_GROUPS & said or any(mention.text in _ALL for mention in mentions_in(heading))
    if code == "calls":
        return not _OUTGOING & said
    if code == "parents_connected":
        return "max" not in said
    if code == "max_registered":  # an application on the telephone is nobody's account yet
        return "install" in said and not _JOINED & said
    if code == "registered":
        return not _JOINED & said
    if code == "group_chats":  # the order counts the group chats of all time
        return 4 * bool(_OF_WEEK & said) + 2 * (not _CREATED & said) + (not _GROUP & said)
    return code == "vk_id" and not _OF_VK & said
