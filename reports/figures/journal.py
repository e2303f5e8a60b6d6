"""The electronic journal in an indicator's title: the order says «ЭЖД», a school's own may be called otherwise."""

from dataclasses import replace

from indicators.catalogue import Indicator
from indicators.russian.rules import quoted

IN_THE_ORDER = "ЭЖД"
_ROOM = 12  # letters of a name that a short title has room for
# An abbreviation stands where the order's does; what is a name is said to be one of a journal, and so is declined.
_SHORTENED = ((IN_THE_ORDER, "{}"),)
_NAMED = (("аккаунты ЭЖД", "аккаунты журнала {}"), ("и ЭЖД", "и журнале {}"))


def with_journal(indicator: Indicator, journal: str) -> Indicator:
    """The indicator with the journal's name as the school has set it."""
    if journal == IN_THE_ORDER or IN_THE_ORDER not in indicator.title:
        return indicator
    is_name = not journal.isupper()
    name = quoted(journal) if is_name else journal
    title = indicator.title
    for order, named in _NAMED if is_name else _SHORTENED:
        title = title.replace(order, named.format(name))
    short = name if len(journal) <= _ROOM else "журнал"
    return replace(indicator, title=title, short=indicator.short.replace(IN_THE_ORDER, short))
