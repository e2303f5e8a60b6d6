"""A column that the list before had and a file has not."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.catalogue import FACT, INDICATOR
from indicators.russian.rules import listed
from indicators.weeks import Week
from nudges.periods import week_words


@dataclass(frozen=True, slots=True)
class Gone:
    """A column that the list before had and this file has not; `likely` is a heading that may well be it."""

    fact: str
    since: Week
    likely: str | None = None
    of_school: bool = False
    """An indicator of a summary."""

    @property
    def title(self) -> str:
        return INDICATOR[self.fact].title if self.of_school else FACT[self.fact].title


def gone_words(gone: Sequence[Gone]) -> list[str]:
    """One sentence for each week that had more, and one for each heading that looks like it."""
    said = []
    for since, of_school in dict.fromkeys((one.since, one.of_school) for one in gone):
        alike = [one for one in gone if (one.since, one.of_school) == (since, of_school)]
        titles = listed([f"«{one.title}»" for one in alike], len(alike))
        figures = "этого показателя" if len(alike) == 1 else "этих показателей"
        where, lost = (
            ("В сводке", f"{figures} не будет") if of_school else ("В данных", "об этом не будет известно ни о ком")
        )
        said.append(f"{where} за {week_words(since)} было {titles}, а в этом файле такого нет: за эту неделю {lost}.")
    return said + [f"Похож столбец «{one.likely}»: проверьте, не это ли «{one.title}»." for one in gone if one.likely]
