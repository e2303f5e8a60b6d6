"""What is left of a Russian word without its endings."""

from functools import cache, lru_cache
from typing import Any


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:
    # Loads the endings of all its languages, and only free words and headings ask for any.
    import snowballstemmer

    return snowballstemmer.stemmer("russian")
