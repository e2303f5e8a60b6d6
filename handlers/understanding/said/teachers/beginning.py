"""«Начните с понедельника»: from when on somebody who is back wants to be written to."""

import re
from datetime import date

from nudges.dates import find_own_days

_FROM = re.compile(
    r"\b(?:начн\w+|начин\w+|пишите|пиши|присыла\w+|напомина\w+|считайте|включ\w+|буду|выхожу|выйду"
    r"|приступ\w+|возвраща\w+|вернусь)[^,.;!?]{0,20}?\b(со? [^,.;!?]{3,20})"
)
_BACK = re.compile(
    r"\b(со? [^,.;!?]{3,20}?) (?:(?:выхожу|выйду|возвращаюсь|вернусь|приступ\w+)\b(?! (?:в|на) (?!работ|школ|урок))"
    r"|(?:я |уже |снова )*(?:на работе|в школе|работаю))"
)


def begins_on(text: str, today: date) -> date | None:
    """«Начните с понедельника», «с 7-го выхожу»: the day ahead from which they are to be written to."""
    for said in _FROM.findall(text.lower()) + _BACK.findall(text.lower()):
        found = find_own_days(said, today)
        if found is not None and not found.unread and len(found.spans) == 1 and found.spans[0].ends_on is None:
            return found.spans[0].starts_on if found.spans[0].starts_on > today else None
    return None
