"""Why somebody is left in peace, as it is kept.

Own patterns: the words that are taken off a reason in words of one's own are the program's own.
"""

from handlers.understanding.said.reasons import usual_reasons

FOR_EVER = "без срока"
NO_REASON = "по решению ответственного"
_LONGEST = 80


def usual_reason(words: str) -> str | None:
    """The usual reason that is named first; None when none is."""
    return next(iter(usual_reasons(words)), None)


def reason_of(words: str) -> str:
    """The reason in one word where it is a usual one, otherwise as it was written."""
    tidy = " ".join(words.lower().replace("включительно", " ").replace(FOR_EVER, " ").split()).strip(" ,.;()")
    return usual_reason(words) or tidy[:_LONGEST] or NO_REASON


def is_usual(reason: str) -> bool:
    """Whether it is one of the usual reasons, or none was given."""
    return reason == NO_REASON or usual_reason(reason) is not None
