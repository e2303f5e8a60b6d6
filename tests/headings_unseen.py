"""How tables are understood when words of the lexicon are missing: `python -m tests.headings_unseen MODULE …`.

A tenth of its words and turns is taken away at random, so that the program meets what it has never seen; the share of
columns read right, and of those misread, is then a measure of how unseen words are met, which needs no new words.
`--tenths N` takes more away, `--seeds N` tries more often, `--tables N` reads more tables of each module; `--words`
shows for each missing word what became of its columns. Words of the grammar stay: there are no new ones.
"""

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator

from indicators.headings import meaning, needs
from indicators.headings.column import evidence
from indicators.lexicon import guessing, latin, lexicon, reading, spelling
from tests.headings_measure import OUTCOMES, Tally, tables_of, tally_of

_GRAMMAR = frozenset(
    {"preposition", "conjunction", "not", "without", "except", "begin", "end", "answers", "number", "index"}
)
_FULL = lexicon.TABLES
_SHOWN = 60


def without_some(table: str, share: float, seed: int) -> str:
    """The same words for the same seed, whatever else the table holds."""
    return "\n".join(
        f"{code}: {', '.join(word for word in words if code in _GRAMMAR or _chance(word, seed) >= share)}"
        for code, words in lexicon.lines(table)
    )


def _chance(word: str, seed: int) -> float:
    return random.Random(f"{seed} {word}").random()


def use(tables: tuple[str, ...]) -> None:
    vars(lexicon)["TABLES"] = tables
    for module in (guessing, latin, lexicon, reading, spelling, meaning, needs, evidence):
        for made in vars(module).values():
            if hasattr(made, "cache_clear"):
                made.cache_clear()


def lost_words(heading: str, concepts: tuple[str, ...]) -> Iterator[str]:
    """What the whole lexicon would have known, of a heading whose concepts were read without some words."""
    left = Counter(concepts)
    for mention in reading.mentions_in(heading):
        if left[mention.code]:
            left[mention.code] -= 1
        elif mention.code != "unknown":
            yield f"{mention.code}: {mention.text}"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("modules", nargs="+")
    for name, usual in (("--tenths", 1), ("--seeds", 6), ("--tables", 100)):
        asked.add_argument(name, type=int, default=usual)
    asked.add_argument("--words", action="store_true")
    told = asked.parse_args()
    lost: defaultdict[str, Counter[str]] = defaultdict(Counter)
    shown: dict[str, str] = {}
    outcomes, decoys = Counter[str](), Counter[str]()
    for seed in range(1, told.seeds + 1):
        use(tuple(without_some(table, told.tenths / 10, seed) for table in _FULL))
        tallies = [tally_of(tables_of(module, 100 + seed, told.tables)) for module in told.modules]
        bad = [(one, tuple(m.code for m in reading.mentions_in(one[3]))) for tally in tallies for one in tally.bad]
        use(_FULL)
        for (outcome, _, codes, heading, cells), concepts in bad:
            for word in set(lost_words(heading, concepts)) or {"-"}:
                lost[word][outcome] += 1
                shown.setdefault(f"{word} {outcome}", f"{codes} | {heading} | {cells}")
        for tally in tallies:
            _add(tally, outcomes, decoys)
    facts = outcomes.total()
    print(f"columns of facts {facts}: " + ", ".join(f"{name} {outcomes[name] / facts:.2%}" for name in OUTCOMES[:4]))
    print(f"other columns {decoys.total()}: taken {decoys['decoy taken'] / decoys.total():.2%}")
    for word, became in sorted(lost.items(), key=lambda pair: -pair[1].total())[: _SHOWN if told.words else 0]:
        print(f"{word:30} {dict(became)}")
        for outcome in became:
            print(f"    {outcome}: {shown[f'{word} {outcome}']}"[:170])
    return 0


def _add(tally: Tally, outcomes: Counter[str], decoys: Counter[str]) -> None:
    for (_, code), found in tally.columns.items():
        (decoys if code == "-" else outcomes).update(found)


if __name__ == "__main__":
    sys.exit(main())
