"""What was not done, undone, or is still to be done."""

from dataclasses import replace
from itertools import pairwise
from typing import Final

from indicators.headings.needs import concepts
from indicators.headings.wording.tables import HAPPENED, changed, said
from indicators.lexicon.reading import Mention
from indicators.russian.rules import is_infinitive

_DEEDS: Final = frozenset(
    concepts("create write send make link connect register join install call authorise use visit")
)
_COUNTED: Final = frozenset({"message", "call", "chat", "group"})
_BETWEEN: Final = frozenset({"conjunction", "neutral", "preposition"})
_HAPPENED: Final = frozenset(concepts(HAPPENED))
_OTHER_STATES: Final = frozenset(concepts("block delete invitation incoming missed opposite activate"))
_LINKED: Final = frozenset({"journal", "link", "chat", "phone", "message", "call"})
_ACCEPTED: Final = ("прин", "неприн", "отвеч", "неотвеч", "достав", "недостав", "получ", "неполуч")


def to_do(found: list[Mention]) -> list[Mention]:
    """«Привязать журнал», «создать чат», «сообщений написать», «знает, как связать» are still to be done."""
    if found and _is_to_do(found[0]):
        return [replace(found[0], code="plan"), *found[1:]]
    behind = len(found) > 1 and found[-2].code in _COUNTED and _is_to_do(found[-1])
    if behind:
        return [*found[:-1], replace(found[-1], code="plan")]
    said = [place for place, one in enumerate(found) if one.code not in _BETWEEN]
    meant = {at for before, at in pairwise(said) if found[before].code == "unknown" and _is_to_do(found[at])}
    return [replace(one, code="plan") if at in meant else one for at, one in enumerate(found)]


def _is_to_do(mention: Mention) -> bool:
    return mention.code in _DEEDS and mention.how == "word" and is_infinitive(mention.text)


def undone(found: list[Mention]) -> list[Mention]:
    """«Подключён / отключён», «связан/отвязан» list the answers: the second is the first, denied. In another form it
    says what became of the first: «регистрация приостановлена»."""
    told = list(found)
    places = [place for place, mention in enumerate(found) if mention.code != "conjunction"]
    for one, after in ((found[before], place) for before, place in pairwise(places)):
        is_state = one.code in _HAPPENED | {"activate"} and not one.negated
        if found[after].code == "block" and is_state and one.text[-2:] == found[after].text[-2:]:
            told[after] = replace(found[after], code=one.code, negated=True)
    return told


def answered(found: list[Mention]) -> list[Mention]:
    """«Состояние (активна / приглашение не принято)» lists what may be answered."""
    aside = {mention.code for mention in found if mention.aside}
    if "status" not in said(found) or "active" not in aside or not aside & _OTHER_STATES:
        return found
    return [mention for mention in found if not mention.aside or mention.code not in _OTHER_STATES]


def blocked(found: list[Mention]) -> list[Mention]:
    """Whose profile is blocked or deleted, is not active."""
    named = said(found)
    if named & _LINKED:
        return found
    ended = {"block", "delete"} if named & {"profile", "study_profile", "account", "page"} else {"block"}
    return [replace(m, code="active", negated=not m.negated) if m.code in ended else m for m in found]


def not_accepted(found: list[Mention]) -> list[Mention]:
    """«Не принято звонков», «(не приняты)» are missed ones, «без входящих», «(без принятых)» only leave those out."""
    return [
        replace(m, code="missed", negated=False)
        if m.code == "incoming"
        and m.negated
        and m.text.startswith(_ACCEPTED)
        and not (m.aside and m.text.endswith("ых"))
        else m
        for m in found
    ]


def through_journal(found: list[Mention]) -> list[Mention]:
    """«Вход через ЭЖД»: the accounts are linked."""
    through = any(one.text in ("через", "с помощью") and after.code == "journal" for one, after in pairwise(found))
    return changed(found, "link", lambda m: m.code in ("visit", "authorise", "register")) if through else found
