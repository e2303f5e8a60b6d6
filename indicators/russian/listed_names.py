"""The names of one column: what one of them does not show, the others tell."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType

from indicators.russian.name_order import is_first_name, shows_order
from indicators.russian.names import Name, comparable, parse_name


def names_of_list(
    texts: Collection[str], known: Mapping[str, Name | None] = MappingProxyType({}), *, first_name_leads: bool = False
) -> dict[str, Name | None]:
    """The names of one column. Where a name itself does not show its order, the others of the list do.

    `known` are those that were taken apart before; `first_name_leads`: the heading says so.
    """
    found = {text: known.get(text) or parse_name(text) for text in texts}
    unsure = [text for text, name in found.items() if name and _is_unsure(name)]
    if unsure and (first_name_leads or _first_names_lead(found, unsure)):
        for text in unsure:
            name = found[text]
            found[text] = name and replace(name, last=name.first, first=name.last)
    return found


def _is_unsure(name: Name) -> bool:
    return name.complete and not name.patronymic and not shows_order(name.last, name.first)


def _first_names_lead(found: Mapping[str, Name | None], unsure: Collection[str]) -> bool:
    """«Анна Иванова», «Пётр Орлов»: so does nearly everybody whose name shows it."""
    names = [(text, name) for text, name in found.items() if name and name.complete]
    usual = turned = 0
    for text, name in names:
        if text not in unsure and not comparable(text).startswith(comparable(name.first)):
            usual += 1
        elif text not in unsure or (is_first_name(name.last) and not is_first_name(name.first)):
            turned += 1
    return turned > 1 and turned * 10 >= (usual + turned) * 7
