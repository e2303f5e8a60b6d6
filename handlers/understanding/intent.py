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
    """`code` is the route's; `given` is what the phrase alone already says, as a button's payload would."""

    code: str
    phrases: tuple[str, ...]
    given: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def intent(code: str, phrases: str, **given: str) -> Intent:
    return Intent(code, tuple(phrase.strip() for phrase in phrases.split("·")), MappingProxyType(given))
