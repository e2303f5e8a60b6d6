"""The electronic journal in an indicator's title: the order says «ЭЖД», a school's own may be called otherwise."""

from dataclasses import replace

from indicators.catalogue import Indicator
from indicators.russian.rules import quoted

IN_THE_ORDER = "ЭЖД"
_ROOM = 12  # letters of a name that a short title has room for


def with_journal(indicator: Indicator, journal: str) -> Indicator:
    """The indicator with the journal's name as the school has set it."""
    if journal == IN_THE_ORDER or IN_THE_ORDER not in indicator.title:
        return indicator
    name = quoted(journal) if " " in journal else journal
    short = journal if len(journal) <= _ROOM else "журнал"
    return replace(
        indicator,
        title=indicator.title.replace(IN_THE_ORDER, name),
        short=indicator.short.replace(IN_THE_ORDER, short),
    )
