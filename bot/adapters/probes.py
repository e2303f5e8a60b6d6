"""One finding of `doctor` about a messenger."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Probe:
    """One finding; `hint` says what to do, or what was found when all is well."""

    name: str
    ok: bool
    hint: str
