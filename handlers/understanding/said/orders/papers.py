"""What is said of a report that it cannot do: to whom else it is to go, and for when."""

import re

_TO_A_HEAD = re.compile(r"\b(?:директору|начальнику|методисту|в управление|в департамент|завучу)\b", re.IGNORECASE)
_LATER = re.compile(
    r"\b(?:в|во|к|до)\s+(?:понедельник\w*|вторник\w*|сред[уе]|четверг\w*|пятниц[уе]|суббот\w*)|\b(?:после)?завтра\b"
    r"|\bк\s+\d{1,2}(?::\d\d)?\b(?!\s*(?:класс|кл\b))",
    re.IGNORECASE,
)


def is_for_another(text: str) -> bool:
    return _TO_A_HEAD.search(text) is not None


def is_for_later(text: str) -> bool:
    return _LATER.search(text) is not None
