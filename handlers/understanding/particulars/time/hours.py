"""Till or from which hour, or in which part of the day."""

import re
from itertools import pairwise

from handlers.understanding.particulars.keys import Keys
from handlers.understanding.reading.clauses import clause_around
from handlers.understanding.reading.found import Sentence
from handlers.understanding.reading.manner import says_quiet


def hours(sentence: Sentence, code: str, keys: Keys) -> Keys:
    when = sentence.when
    if when.hours:
        return {"value": "-".join(when.hours)}
    if not when.clock and (bare := bare_hour(sentence)):
        return {"value": bare}
    if not when.clock:
        part = next((said for stem, said in _PARTS if _is_named(stem, sentence)), "")
        return {"value": part} if part else {}
    side = when.side or ("после" if any(one.norm == "раньше" and one.denied for one in sentence.tokens) else "")
    place = next((place for place, one in enumerate(sentence.tokens) if one.entity == "clock"), 0)
    if when.side and _is_hour_denied(sentence, place):
        side = "до" if side == "после" else "после"
    return {"value": f"{side + ' ' if side else ''}{when.clock:%H:%M}"}


def _is_hour_denied(sentence: Sentence, place: int) -> bool:
    """«Не пишите до 12», «не пишите, пожалуйста, после 18»: the other side of that hour is left; not «пишите после 18,
    днём не надо», «днём не пишите, лучше после 18»."""
    tokens = sentence.tokens
    clause = [tokens[at] for at in clause_around(tokens, place, place)]
    if says_quiet(clause):
        return True
    if any(one.norm in _NOT_THAT for one in clause):
        return False
    says = any(one.form in ("imp", "inf") or one.norm in ("надо", "нужно") for one in clause)
    if says:
        return any(one.denied for one in clause) and any(one.norm in _DENYING for one in clause)
    return any(one.denied for one in tokens[:place])


_DENYING = frozenset({"не", "ни", "ненадо", "нельзя", "хватит"})
_NOT_THAT = frozenset({"позже", "раньше", "только", "лучше", "можно"})


def bare_hour(sentence: Sentence) -> str:
    """«Не пиши ей до 11»: of hours that is no day, as «до 11-го» is; empty for none. «С понедельника до 12», «до 12
    включительно» are days, and so is «не пиши до 20»: from then on hardly anything is sent."""
    if _DAY_OF_MONTH.search(sentence.text) or sentence.when.starts or sentence.when.through:
        return ""
    tokens = sentence.tokens
    for place, (lead, one, following) in enumerate(zip(tokens, tokens[1:], [*tokens[2:], None], strict=False)):
        of_day = following is not None and (following.means("month_name") or following.norm in ("числа", "го"))
        is_bare = one.kind == "number" and one.text.isdigit() and not of_day
        after = (lead.norm == "после") != _is_hour_denied(sentence, place)  # «не пишите после 18» is till then
        last = _LAST_FIRST_HOUR if after else _LAST_HOUR
        if lead.norm in ("до", "после") and is_bare and _FIRST_HOUR <= (one.value or 0) <= last:
            return f"{'после' if after else 'до'} {one.value:02}:00"
    return ""


_DAY_OF_MONTH = re.compile(r"\d\s*-?\s*(?:го|му|е|ое)\b", re.IGNORECASE)
_FIRST_HOUR, _LAST_FIRST_HOUR, _LAST_HOUR = 7, 17, 21


def _is_named(stem: str, sentence: Sentence) -> bool:
    """«После уроков», and not «пять уроков подряд»."""
    said = pairwise(["", *(one.norm for one in sentence.tokens)])
    return any(norm.startswith(stem) and (stem != _LESSONS or lead == "после") for lead, norm in said)


_LESSONS = "уроков"
_PARTS = (("обед", "после обеда"), ("вечер", "вечером"), ("утр", "утром"), (_LESSONS, "после уроков"))
