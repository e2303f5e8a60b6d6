"""Of whom a word speaks, and from whom something is known."""

from dataclasses import replace
from itertools import pairwise
from typing import Final

from indicators.headings.needs import PASSIVE, concepts
from indicators.headings.wording.tables import changed, said
from indicators.lexicon.reading import Mention

_STAFF: Final = frozenset({"teacher", "person_word"})
_SOURCES: Final = ("по данным", "по сведениям", "по информации", "по отчету", "по отчетам", "по выгрузке")

# What one did, and who that is; «подключили педагоги» are several.
_DONE: Final = frozenset(concepts("connect register create link add make send write invitation join"))
_DID: Final = ("л", "ла", "лся", "лась")
_ONE: Final = frozenset({"педагог", "учитель", "сотрудник", "работник", "преподаватель", "коллега"})
_OF_ONE: Final = frozenset({"педагога", "сотрудника", "работника", "преподавателя", "коллеги"})
_OF_CLASS: Final = frozenset({"pupil", "parent"})
_ALL: Final = frozenset({"total", "headcount"})  # «учащихся всего по ЭЖ»
_CALLED: Final = frozenset({"title"})
_CHILDREN: Final = ("дет", "реб")  # «дети сотрудника» are that person's own


def with_teacher(found: list[Mention]) -> list[Mention]:
    more = [
        Mention("with_teacher", one.start, after.end, f"{one.text} {after.text}")
        for one, after in pairwise(found)
        if one.text in ("с", "со") and after.code in ("teacher", "person_word") and not after.text.startswith("коллег")
    ]
    return found + more


def sourced(found: list[Mention]) -> list[Mention]:
    """«По данным платформы» says from where it is known, «у педагога» whose row it is."""
    told = list(found)
    for place, (one, after) in enumerate(pairwise(found)):
        if (
            one.text in _SOURCES
            or _is_register(one, after)
            or _is_list(found[place - 1 : place], one, after)
            or (one.text == "у" and after.code in _STAFF and len(found) > 2)
        ):
            told[place + 1] = replace(after, code="neutral", text=f"{one.text} {after.text}")
    return told


def whose_pupils(found: list[Mention]) -> list[Mention]:
    """«Сколько родителей подключил педагог», «учеников коллеги»: the one whose row it is."""
    told = list(found)
    if said(found) & _OF_CLASS:
        for place, (one, after) in enumerate(pairwise(found)):
            did = one.code in _DONE and one.text.endswith(_DID) and after.text in _ONE
            if did or (one.code == "pupil" and not one.text.startswith(_CHILDREN) and after.text in _OF_ONE):
                told[place + 1] = replace(after, code="neutral")
    return told


def for_all(found: list[Mention]) -> list[Mention]:
    """«Чатов для класса и родителей завёл сам» are those of a whole class."""
    named = said(found)
    if not {"class", "parent", "chat"} <= named or not named & {"create", "set_up"}:
        return found
    start = next((place for place, one in enumerate(found) if one.text == "для"), len(found))
    both = {one.code for one in found[start : start + 4]} >= {"class", "conjunction", "parent"}
    return [replace(m, code="neutral") if m.code in ("class", "parent") else m for m in found] if both else found


def _is_list(before: list[Mention], one: Mention, after: Mention) -> bool:
    """«Учащихся всего по ЭЖ», «класс (название в ЭЖ)»."""
    how = {"по": _ALL, "в": _CALLED}.get(one.text, frozenset())
    return after.code == "journal" and any(mention.code in how for mention in before)


def _is_register(one: Mention, after: Mention) -> bool:
    """«Детей по журналу», «по журналу звонков»: on which list somebody stands."""
    return one.text == "по" and after.code == "journal" and (after.text.startswith("журнал") or after.aside)


def pupils(found: list[Mention]) -> list[Mention]:
    """«Кол-во уч.», «уч. в кл.»; beside «профиль» it is the profile for lessons."""
    for place, (one, after) in enumerate(pairwise(found)):
        if one.text == "от" and after.text == "уч":  # «Сообщ. от уч.»
            found[place + 1] = replace(after, code="pupil")
    alone = said(found) - PASSIVE <= {"count", "total", "class"}
    return changed(found, "pupil", lambda m: m.text == "уч") if alone else found
