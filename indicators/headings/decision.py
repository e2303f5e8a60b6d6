"""What was decided about the columns of a list of employees."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Decision:
    """Column index → fact code (also `period` …): `asked` are those that await the officer's word."""

    codes: dict[int, str]
    asked: dict[int, str] = field(default_factory=dict)
    why: dict[int, tuple[str, ...]] = field(default_factory=dict)
    worths: dict[int, dict[str, float]] = field(default_factory=dict)
    """Column index → what else it may be, nearly as surely, and its score as that."""
    turned: set[int] = field(default_factory=set)
    """Columns that say the opposite: «да» under «Не связан с ЭЖД» is «нет»."""
