"""What a wording of an intent looks like.

A phrase is words in any case and with any punctuation. `слов*` stands for any ending; a phrase that
ends in `…` may be followed by more, which the command gets as it was written. Typos in longer words
are forgiven (see `recognise`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Intent:
    """`code` is the route's; `given` is what the phrase alone already says, as a button's payload would.

    `takes_no`: a «нет» at the end is part of the wish («цель звонки нет»), and does not take it back.
    """

    code: str
    phrases: tuple[str, ...]
    given: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    takes_no: bool = False


def intent(code: str, phrases: str, *, takes_no: bool = False, **given: str) -> Intent:
    return Intent(code, tuple(phrase.strip() for phrase in phrases.split("·")), MappingProxyType(given), takes_no)
