"""A column that the list before had and a file has not."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.catalogue import FACT
from indicators.russian.rules import listed
from indicators.weeks import Week
from nudges.periods import week_words


@dataclass(frozen=True, slots=True)
class Gone:
    """A column that the list before had and this file has not; `likely` is a heading that may well be it."""

    fact: str
    since: Week
    likely: str | None


def gone_words(gone: Sequence[Gone]) -> list[str]:
    """One sentence for each week that had more, and one for each heading that looks like it."""
    said = []
    for since in dict.fromkeys(one.since for one in gone):
        titles = listed([f"«{FACT[one.fact].title}»" for one in gone if one.since == since], len(gone))
        said.append(
            f"В данных за {week_words(since)} было {titles}, а в этом файле такого нет: за эту неделю об этом не будет "
            "известно ни о ком."
        )
    return said + [
        f"Похож столбец «{one.likely}»: проверьте, не это ли «{FACT[one.fact].title}»." for one in gone if one.likely
    ]
