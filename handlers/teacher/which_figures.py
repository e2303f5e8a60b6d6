"""Which of the figures that are open words are about."""

from collections.abc import Collection, Sequence
from datetime import date

from handlers.teacher.figures_in_words import OwnFigures
from handlers.understanding.said import objecting
from indicators.weeks import Week
from nudges.gaps import WEEKLY, Gap, all_named
from services.lists import gaps_in

_MESSAGES, _CHAT = "few_messages", "no_group_chat"


def gaps_disputed(found: OwnFigures | None, words: str, read: Sequence[str], before: Sequence[str] = ()) -> list[Gap]:
    """All that are named, by what was read or by their words; what is named and not open is no other gap. Where none
    is, the gap whose figure is said, as the file has it or as it would be in order; what was called a mistake `before`,
    where it is said to be so again; or the only one there is."""
    gaps = found.gaps if found is not None else []
    if named := named_in(words).union(read):
        return [gap for gap in gaps if gap.code in named]
    if objecting.says_all_wrong(words):
        return list(gaps)
    numbers = objecting.numbers_in(words)
    counted = [gap for gap in gaps if gap.have is not None and gap.have in numbers]
    if len(counted) == 1 or len(gaps) == 1:
        return counted if len(counted) == 1 else list(gaps)
    claimed = _claimed(gaps, objecting.figures_in(words))
    again = [gap for gap in gaps if gap.code in before] if objecting.says_again(words) else []
    return [claimed] if claimed is not None else again


def _claimed(gaps: Sequence[Gap], numbers: Collection[int]) -> Gap | None:
    """«У меня 15 было», of 5 messages and no call: fifteen would be enough messages, and are more calls than anybody
    is asked for. None where another may be meant as well: «было 2», of 4 messages, no call and no chat."""
    counted = [gap for gap in gaps if gap.have is not None and gap.need is not None and not gap.classes]
    more = [gap for gap in counted if any(number > (gap.have or 0) for number in numbers)]
    if len(more) < 2:
        return more[0] if more else None
    largest = max(more, key=lambda gap: gap.need or 0)
    others = max(gap.need or 0 for gap in more if gap is not largest)
    is_enough = any(number >= (largest.need or 0) for number in numbers)
    return largest if is_enough and (largest.need or 0) > others else None


def named_in(words: str) -> set[str]:
    """Every gap whose words are said, open or not: «зачем мне чат» is nothing against a journal that is not linked."""
    named = set(all_named(words))
    return named - {_CHAT} if _MESSAGES in named else named  # «сообщений в чатах» are messages


def all_but(found: OwnFigures, words: str) -> list[str] | None:
    """«Сделала всё кроме журнала»: what is open and not left out; None where nothing is left out or open."""
    but = named_in(objecting.left_out_of_all(words))
    return [one.code for one in found.gaps if one.code not in but] if but and found.gaps else None


def told_of_dispute(found: OwnFigures, words: str, gap: str) -> str:
    """The gap in dispute that words are about: the one that was read, else one that is named."""
    waiting = found.person.disputed - found.person.admitted
    return next((one for one in (*gaps_in(gap), *sorted(named_in(words))) if one in waiting), "")


def is_counted(day: date, week: Week, gap: str) -> bool:
    """Whether the week's file must know of what was done that day."""
    return week.monday <= day <= week.sunday if gap in WEEKLY else day <= week.sunday
